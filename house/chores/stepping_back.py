"""Somebody steps back for a while: the turns they can't do in it are up for grabs, and nobody is told why."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house import facts
from house.chores.models import Turn
from house.chores.rounds import STAYS_OPEN
from house.chores.steps import open_all
from house.db import db
from house.people.belonging import PresenceKind
from house.people.models import House
from house.when.span import to_local

Days = tuple[date, date | None]  # the first, and the one after the last or None for "until they say"


@facts.stepped_back.connect
def open_turns_within(person_id: int, house_id: int, span: Days, kind: PresenceKind, now: datetime) -> None:
    """What they have and can't do before they are back waits for another; what they take from now on stays theirs."""
    today = to_local(now, ZoneInfo(db.session.get_one(House, house_id).timezone)).date()
    open_all(house_id, person_id, now, *_can_not_do(span, kind, today))


def _can_not_do(span: Days, kind: PresenceKind, today: date) -> list[sa.ColumnElement[bool]]:
    """The conditions that what is left of a turn's days lies inside the time, or for "not today" its last day is today.

    A turn that can still be done before the time begins or once it is over stays with its holder.
    """
    first, end = span
    conditions: list[sa.ColumnElement[bool]] = [Turn.window_to > today - STAYS_OPEN]
    if first > today:
        conditions.append(Turn.window_from >= first)
    if end is not None:
        conditions.append(Turn.window_to == end if kind is PresenceKind.not_today else Turn.window_to <= end)
    return conditions
