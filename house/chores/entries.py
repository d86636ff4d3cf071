"""Turns as all-day entries for Today, the week and calendars."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from house import clock
from house.chores.models import OPEN, WITH_SOMEONE, Chore, Turn, TurnHolder
from house.chores.rounds import LONGEST_WINDOW, round_of
from house.db import db
from house.people.models import Person
from house.viewer import Viewer
from house.when.entry import Entry
from house.when.span import Span, to_local


def entries(viewer: Viewer, window: Span) -> list[Entry]:
    """Turns still to be done: the viewer's own of any time, and the house's others while their window lasts."""
    today = clock.today(viewer.zone)
    first, last = _days(window, viewer)
    is_mine = sa.and_(Turn.status.in_(WITH_SOMEONE), TurnHolder.person_id == viewer.person_id)
    # What others have not done is nobody's to read off a calendar.
    is_ahead = sa.and_(Turn.status.in_(OPEN), Turn.window_to > today)
    # The lower bound says nothing new; it lets the index on (house, window_from) leave all history alone.
    touches = sa.and_(Turn.window_from > first - LONGEST_WINDOW, Turn.window_from <= last, Turn.window_to > first)
    query = _turns(viewer).where(touches, sa.or_(is_mine, is_ahead))
    return [_entry(row, viewer, today) for row in db.session.execute(query)]


def _days(window: Span, viewer: Viewer) -> tuple[date, date]:
    """The first and the last day that the window touches; an end at midnight does not touch the next."""
    last_moment = window.end - timedelta.resolution
    return to_local(window.start, viewer.zone).date(), to_local(last_moment, viewer.zone).date()


def _turns(viewer: Viewer) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            Turn.id,
            Turn.chore_id,
            Turn.window_from,
            Turn.window_to,
            Turn.changed_at,
            Turn.sequence,
            Chore.name,
            Chore.place,
            Chore.good_enough,
            TurnHolder.person_id,
            Person.called_name,
        )
        .join(Chore, Chore.id == Turn.chore_id)
        .outerjoin(TurnHolder, TurnHolder.turn_id == Turn.id)
        .outerjoin(Person, Person.id == TurnHolder.person_id)
        .where(Turn.house_id == viewer.house_id)
        .order_by(Turn.window_from, Turn.id)
    )


def _entry(row: Any, viewer: Viewer, today: date) -> Entry:
    is_mine = row.person_id == viewer.person_id
    return Entry(
        key=f"turn-{row.id}",
        kind="turn",
        title=_title(row, is_mine, today),
        quiet_title=_("A small job at home"),
        starts=row.window_from,
        ends=row.window_to,
        changed_at=row.changed_at,
        sequence=row.sequence,
        place=row.place,
        note=row.good_enough,
        path=f"/chores/{row.chore_id}",
        is_mine=is_mine,
    )


def _title(row: Any, is_mine: bool, today: date) -> str:
    """What it is, and in this round who of the others has it, or that it is up for grabs."""
    if is_mine or row.window_from >= round_of(today)[1]:
        return str(_("Chore: %(chore)s", chore=row.name))
    if row.called_name:
        return str(_("Chore: %(chore)s (%(name)s)", chore=row.name, name=row.called_name))
    return str(_("Chore: %(chore)s (up for grabs)", chore=row.name))
