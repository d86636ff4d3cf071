"""A turn moves to another day, with whoever has it."""

from datetime import date, datetime

import sqlalchemy as sa

from house.chores.models import WITH_SOMEONE, Status, Turn
from house.chores.rounds import LONGEST_WINDOW
from house.chores.steps import NotYours, place_of, step, why_not
from house.db import db
from house.trust.acts import note_change
from house.when.span import DAY


class ComesAgain(Exception):
    """By then its chore comes round again."""


class TooFar(Exception):
    """The day is over, or too far from when the turn came round."""


def not_today(turn: Turn, person_id: int, today: date, now: datetime) -> None:
    """Tomorrow, or later where it has days left. Raises as `move` does."""
    _move(turn, person_id, today + DAY, max(turn.window_to, today + 2 * DAY), today, now)


def move(turn: Turn, person_id: int, day: date, today: date, now: datetime) -> None:
    """It is done on this day instead. Raises `NotYours`, `NotOpen`, `TooFar` and `ComesAgain`."""
    _move(turn, person_id, day, day + DAY, today, now)


def _move(turn: Turn, person_id: int, first: date, end: date, today: date, now: datetime) -> None:
    if place_of(turn, person_id) is None:
        raise NotYours
    if not today <= first <= turn.original_start.date() + LONGEST_WINDOW:
        raise TooFar
    later = sa.select(Turn.id).where(
        Turn.chore_id == turn.chore_id,
        Turn.id != turn.id,
        Turn.original_start > turn.original_start,
        Turn.window_from <= first,
    )
    if db.session.scalar(later.limit(1)) is not None:
        raise ComesAgain
    if not step(turn, WITH_SOMEONE, Status.taken, now):
        raise why_not(turn)
    turn.window_from, turn.window_to = first, end
    db.session.flush()
    note_change(turn.house_id, person_id, "turn", turn.id, "moved", now)
