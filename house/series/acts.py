"""Begin and end a series, and say which of its starts are still to become rows."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.series.models import Series, SkippedDay
from house.when.repeat import check_rule, starts_between
from house.when.span import to_instant, to_local

YEAR = timedelta(days=365)


def start_series(
    house_id: int,
    kind: str,
    rule: str,
    first_local: datetime,
    minutes: int,
    now: datetime,
    ends_on: date | None = None,
) -> Series:
    """A series that begins at a house wall time and has no rows yet.

    Raises `BadRule` for a rule the house can't keep, and ValueError for a time with a zone.
    """
    if first_local.tzinfo:
        raise ValueError("A series begins at a wall time, without a zone.")
    series = Series(
        house_id=house_id,
        kind=kind,
        rule=check_rule(rule),
        first_local=first_local,
        minutes=minutes,
        ends_on=ends_on,
        made_until=first_local.date(),
        made_at=now,
    )
    db.session.add(series)
    db.session.flush()
    return series


def end_series(series: Series, on: date) -> None:
    """From this day on it no longer happens. Rows that stand already are for their own room to call off."""
    series.ends_on = min(on, series.ends_on) if series.ends_on else on
    db.session.flush()


def series_behind(house_id: int, kind: str, until: date) -> list[Series]:
    """The series of a kind whose rows do not yet stand up to this day; seldom more than a few."""
    query = sa.select(Series).where(
        Series.house_id == house_id,
        Series.kind == kind,
        Series.made_until < until,
        Series.ends_on.is_(None) | (Series.ends_on > Series.made_until),
    )
    return list(db.session.scalars(query.order_by(Series.id)))


def rows_due(series: Series, until: date, zone: ZoneInfo) -> list[datetime]:
    """The wall times before the day `until` that are not rows yet, in order; from now on they count as made.

    Each is a time that exists: one that the clocks skip has moved forward (2:30am becomes 3:30am).
    """
    # Locked and read afresh: of two who make rows at once, the second finds none due.
    db.session.refresh(series, with_for_update=True)
    end = min(until, series.ends_on) if series.ends_on else until
    if end <= series.made_until:
        return []
    left_out = skipped_days(series)
    starts = (start for start in _starts(series, series.made_until, end) if start.date() not in left_out)
    due = [_existing(start, zone) for start in starts]
    series.made_until = end
    db.session.flush()
    return due


def skipped_days(series: Series) -> frozenset[date]:
    """The days on which it does not happen though its repeat falls on them."""
    return frozenset(db.session.scalars(sa.select(SkippedDay.day).where(SkippedDay.series_id == series.id)))


def skip_day(series: Series, day: date, now: datetime) -> SkippedDay:
    """It does not happen on a day. A row that stands already is for its own room to take away."""
    skipped = SkippedDay(house_id=series.house_id, series_id=series.id, day=day, skipped_at=now)
    db.session.add(skipped)
    db.session.flush()
    return skipped


def start_on(series: Series, day: date, zone: ZoneInfo) -> datetime | None:
    """The wall time at which it falls on a day, one that exists; none if it doesn't, or has ended by then."""
    if series.ends_on is not None and day >= series.ends_on:
        return None
    start = next(_starts(series, day, day + timedelta(days=1)), None)
    return _existing(start, zone) if start else None


def pass_on_skipped_days(olds: list[int], series: Series, begin: date, zone: ZoneInfo) -> None:
    """The days left out of old series from a day on are left out of the one that follows them, where it falls on one.

    Asked while the new one has no rows yet.
    """
    moving = sa.select(SkippedDay).where(SkippedDay.series_id.in_(olds), SkippedDay.day >= begin)
    for each in db.session.scalars(moving.order_by(SkippedDay.id)).all():
        if start_on(series, each.day, zone):
            each.series_id = series.id
        else:
            db.session.delete(each)
    db.session.flush()


def _starts(series: Series, begin: date, end: date) -> Iterator[datetime]:
    # A year at a time, because one reading of a rule is bounded: ten years of a daily chore are more than it gives.
    while begin < end:
        stop = min(begin + YEAR, end)
        yield from starts_between(series.rule, series.first_local, _midnight(begin), _midnight(stop))
        begin = stop


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _existing(local: datetime, zone: ZoneInfo) -> datetime:
    return to_local(to_instant(local, zone), zone).replace(tzinfo=None)
