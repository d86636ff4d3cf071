"""What comes some days after it was last done: its next turn, as soon as this one is."""

from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.chores.ahead import stand_one
from house.chores.kinds import Comes
from house.chores.models import Chore, Turn
from house.chores.shape import Suggestion, TurnPass, TurnStep
from house.chores.suggesting import MAY_BE_SUGGESTED
from house.db import db
from house.people.models import House
from house.series.models import Series
from house.when.rule import read_rule
from house.when.span import DAY, to_local


def come_after(turn: Turn, now: datetime) -> None:
    """A turn was done, or let go for good: where the chore counts from that, the next one stands."""
    chore = db.session.get_one(Chore, turn.chore_id)
    if chore.comes is not Comes.after_done or not chore.is_active or _later(turn):
        return
    days = read_rule(db.session.get_one(Series, chore.series_id).rule).interval
    today = to_local(now, ZoneInfo(db.session.get_one(House, chore.house_id).timezone)).date()
    stand_one(chore, today + days * DAY, now)


def come_after_no_more(turn: Turn) -> None:
    """It was not done after all: the turn that came of it goes, unless somebody has it."""
    chore = db.session.get_one(Chore, turn.chore_id)
    if chore.comes is not Comes.after_done:
        return
    ids = [each.id for each in _later(turn) if each.status in MAY_BE_SUGGESTED]
    for kind in (Suggestion, TurnPass, TurnStep):
        db.session.execute(sa.delete(kind).where(kind.turn_id.in_(ids)))
    db.session.execute(sa.delete(Turn).where(Turn.id.in_(ids)))


def _later(turn: Turn) -> list[Turn]:
    query = sa.select(Turn).where(Turn.chore_id == turn.chore_id, Turn.id > turn.id)
    return list(db.session.scalars(query.order_by(Turn.id)))
