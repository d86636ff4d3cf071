"""The days of the year ahead stand as rows, so that each can be changed and taken off by itself."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house import facts
from house.db import db
from house.diary.models import DiaryDay, DiaryLine
from house.diary.plan import DiaryPlan, Saying, first_day
from house.people.models import House
from house.series.acts import rows_due, series_behind, start_series
from house.series.models import Series
from house.when.span import DAY, to_local

KIND = "diary"
ALL_DAY, AN_HOUR = 24 * 60, 60  # minutes
# The house keeps its rows eight weeks ahead. A calendar link reaches a year ahead, and what comes once a year is on it.
FURTHER = timedelta(weeks=48)
A_YEAR = timedelta(weeks=56)


@facts.rows_needed.connect
def stand_days(house_id: int, until: date, now: datetime) -> None:
    """Let the days of every repeating line stand as rows, 48 weeks further than other things."""
    behind = {series.id: series for series in series_behind(house_id, KIND, until + FURTHER)}
    lines = sa.select(DiaryLine).where(DiaryLine.series_id.in_(behind)).order_by(DiaryLine.id)
    zone = ZoneInfo(db.session.get_one(House, house_id).timezone)
    for line in db.session.scalars(lines).all():
        days = due(behind[line.series_id or 0], until + FURTHER, zone, now)
        stand(line, _without_rows(line, days), zone, now)


def due(series: Series, until: date, zone: ZoneInfo, now: datetime) -> list[date]:
    """The days of a series before a day that are not rows yet, none of them past."""
    today = to_local(now, zone).date()
    return [start.date() for start in rows_due(series, until, zone) if start.date() >= today]


def begin(house_id: int, plan: DiaryPlan, rule: str, zone: ZoneInfo, now: datetime) -> tuple[Series | None, list[date]]:
    """The series of a plan, none for once, and its days of the year ahead: always one. Raises `NeverComesRound`."""
    today = to_local(now, zone).date()
    first = first_day(plan, rule, today)
    if not rule:
        return None, [first]
    minutes = ALL_DAY if plan.first.begins is None else AN_HOUR
    ends_on = plan.last_day + DAY if plan.last_day else None
    series = start_series(house_id, KIND, rule, plan.first.local, minutes, now, ends_on)
    return series, due(series, max(today + A_YEAR, first + DAY), zone, now)


def _without_rows(line: DiaryLine, days: list[date]) -> list[date]:
    """Those of the days on which the line does not stand yet."""
    query = sa.select(DiaryDay.original_day).where(DiaryDay.line_id == line.id, DiaryDay.original_day.in_(days))
    standing = set(db.session.scalars(query))
    return [day for day in days if day not in standing]


def stand(line: DiaryLine, days: list[date], zone: ZoneInfo, now: datetime) -> list[DiaryDay]:
    """Let a line stand on these days."""
    rows = [_row(line, line.saying(day), zone, now) for day in days]
    db.session.add_all(rows)
    db.session.flush()
    return rows


def _row(line: DiaryLine, what: Saying, zone: ZoneInfo, now: datetime) -> DiaryDay:
    row = DiaryDay(house_id=line.house_id, line_id=line.id, original_day=what.day, changed_at=now)
    row.say(what, zone)
    return row
