"""The turns of the weeks ahead stand as rows, so that each can be taken, moved and remembered by itself."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house import facts
from house.chores.models import OPEN, Chore, Turn
from house.chores.sticking import look_for_stuck
from house.chores.suggesting import plan_anew
from house.chores.swapping import forget_answered
from house.db import db
from house.people.models import House
from house.series.acts import rows_due, series_behind
from house.series.models import Series
from house.when.span import DAY, to_local

KIND = "chore"
SWAPS_KEPT_FOR = timedelta(days=14)
BY_HAND = "chore by hand"  # a series whose turns the calendar does not bring


@facts.rows_needed.connect
def stand_turns(house_id: int, until: date, now: datetime) -> None:
    """Let the turns of every chore on the list stand as rows up to a day; of one put away the series has ended."""
    behind = {series.id: series for series in series_behind(house_id, KIND, until)}
    chores = sa.select(Chore).where(Chore.series_id.in_(behind)).order_by(Chore.id)
    for chore in db.session.scalars(chores).all():
        stand(chore, behind[chore.series_id], until, now)
    plan_anew(house_id, now)
    zone = ZoneInfo(db.session.get_one(House, house_id).timezone)
    look_for_stuck(house_id, to_local(now, zone).date(), now)
    forget_answered(house_id, now - SWAPS_KEPT_FOR)


def stand(chore: Chore, series: Series, until: date, now: datetime) -> None:
    """Make a chore's turns before a day that are not rows yet, leaving out those whose window is over already."""
    zone = ZoneInfo(db.session.get_one(House, chore.house_id).timezone)
    today = to_local(now, zone).date()
    turns = [_turn(chore, start, now) for start in rows_due(series, until, zone)]
    held = _held_days(chore, series, today)
    db.session.add_all(turn for turn in turns if turn.window_to > today and not _meets(turn, held))
    db.session.flush()


def _held_days(chore: Chore, series: Series, today: date) -> list[tuple[date, date]]:
    """The days of turns that somebody has from before the chore came round in this way: one of them is enough."""
    query = sa.select(Turn.window_from, Turn.window_to).where(
        Turn.chore_id == chore.id, Turn.series_id != series.id, Turn.status.in_(OPEN), Turn.window_to > today
    )
    return [(first, end) for first, end in db.session.execute(query)]


def _meets(turn: Turn, days: list[tuple[date, date]]) -> bool:
    return any(turn.window_from < end and first < turn.window_to for first, end in days)


def stand_one(chore: Chore, first: date, now: datetime) -> Turn:
    """Make one turn that no calendar brings, from a day on."""
    zone = ZoneInfo(db.session.get_one(House, chore.house_id).timezone)
    start = datetime.combine(first, to_local(now, zone).time().replace(microsecond=0))
    turn = _turn(chore, start, now)
    db.session.add(turn)
    db.session.flush()
    return turn


def _turn(chore: Chore, start: datetime, now: datetime) -> Turn:
    return Turn(
        house_id=chore.house_id,
        chore_id=chore.id,
        series_id=chore.series_id,
        original_start=start,
        window_from=start.date(),
        window_to=start.date() + chore.window_days * DAY,
        changed_at=now,
    )
