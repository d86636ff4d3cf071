"""A new series takes the place of those before it, from a wall time on. What came before that time is never rewritten.

A row of an old series that corresponds to a start of the new one is the same thing, moved: it keeps its id, and
whatever people put to it. One that was changed by hand stays as it is, and stands for the start it corresponds to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.people.models import House
from house.series.acts import end_series, pass_on_skipped_days, rows_due, start_series
from house.series.models import Series
from house.series.plan import RepeatPlan
from house.series.standing import AtWallTime
from house.when.pairs import pair
from house.when.span import DAY, to_local

A_YEAR = timedelta(weeks=52)


Row = TypeVar("Row", bound=AtWallTime)  # the table of a room


@dataclass(frozen=True, slots=True)
class Replacing(Generic[Row]):
    """What is replaced, and from when: `begin` is a wall time, `first` that of the new plan's first row."""

    olds: tuple[int, ...]  # ids of series
    begin: datetime
    first: datetime
    first_is: Row | None = None  # the row that becomes the first one, whatever it corresponds to


@dataclass(frozen=True, slots=True)
class Anew(Generic[Row]):
    """A series that has begun instead of others, its starts of the year ahead, and the rows of the others."""

    series: Series
    starts: list[datetime]
    leaving: list[Row]
    first_is: Row | None


@dataclass(frozen=True, slots=True)
class Keeping(Generic[Row]):
    """What a room knows of its rows: how one is made, whether it follows its plan, and how it does so."""

    new: Callable[[datetime], Row]
    follows: Callable[[Row], bool]
    put: Callable[[Row, datetime], object]


def begin_anew(
    house: House, kind: str, rows: type[Row], plan: RepeatPlan, what: Replacing[Row], now: datetime
) -> Anew[Row]:
    """A new series instead of others, whose rows are still those of the others. The house is held by whoever asks."""
    zone = ZoneInfo(house.timezone)
    today = to_local(now, zone).date()
    olds = _ended(what, today)
    leaving = _of_the_series_before(rows, what)
    ends_on = plan.until + DAY if plan.until else None
    series = start_series(house.id, kind, plan.rule, what.first, plan.minutes, now, ends_on)
    pass_on_skipped_days([old.id for old in olds], series, what.begin.date(), zone)
    # Not less far than the old series': else rows further ahead would go now and come again later as others.
    until = max([today + A_YEAR, what.first.date() + DAY, *(old.made_until for old in olds)])
    return Anew(series, rows_due(series, until, zone), leaving, what.first_is)


def _ended(what: Replacing[Row], today: date) -> list[Series]:
    """The old series, which end there; one that would only have begun later is over as of today."""
    olds = list(db.session.scalars(sa.select(Series).where(Series.id.in_(what.olds)).order_by(Series.id)))
    for old in olds:
        end_series(old, what.begin.date() if old.first_local < what.begin else today)
    return olds


def _of_the_series_before(rows: type[Row], what: Replacing[Row]) -> list[Row]:
    # Asked after the old series ended: whoever was making their rows meanwhile is done, and nobody begins.
    own: Any = rows
    query = sa.select(rows).where(rows.series_id.in_(what.olds), rows.original_start >= what.begin)
    ordered = query.order_by(rows.original_start, own.id)
    return list(db.session.scalars(ordered.with_for_update().execution_options(populate_existing=True)))


def take_over(anew: Anew[Row], keeping: Keeping[Row]) -> list[Row]:
    """Let each start be the row it corresponds to, or a new one; the old rows that have no start any more."""
    same = _corresponding(anew)
    if anew.first_is:
        anew.first_is.edited_by_hand_at = anew.first_is.moved_from_local = None
    for place, start in enumerate(anew.starts):
        row = same.get(place)
        if row is None:
            db.session.add(keeping.new(start))
            continue
        row.series_id, row.original_start = anew.series.id, start
        if keeping.follows(row):
            keeping.put(row, start)
    db.session.flush()
    staying = list(same.values())
    return [each for each in anew.leaving if each not in staying and keeping.follows(each)]


def _corresponding(anew: Anew[Row]) -> dict[int, Row]:
    """The row that each start of the new series goes on with, by its place among them."""
    first_is, starts = anew.first_is, anew.starts
    others = [each for each in anew.leaving if each is not first_is]
    skip = 1 if first_is and starts else 0
    pairs = pair([each.original_start for each in others if each.original_start], starts[skip:])
    same = {new + skip: others[old] for new, old in pairs.items()}
    return {0: first_is, **same} if first_is and starts else same
