"""What pages show of the house diary: what is coming, what was, and one day with its line."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa

from house.db import db
from house.diary.access import visible
from house.diary.models import DiaryDay, DiaryLine
from house.diary.plan import Repeat, Saying
from house.people.models import Person
from house.series.models import Series
from house.viewer import Viewer
from house.when.span import DAY


@dataclass(frozen=True, slots=True)
class DayLine:
    """A line of the diary on one day."""

    id: int
    words: str
    day: date
    begins: time | None
    ends: time | None
    starts_at: datetime
    ends_at: datetime

    @property
    def saying(self) -> Saying:
        return Saying(self.words, self.day, self.begins, self.ends)


@dataclass(frozen=True, slots=True)
class LineDetails:
    """What stands behind a day: how its line comes round, and who added it; "" where it is unsigned."""

    repeat: Repeat
    version: int
    rule: str  # "" for once
    ends_on: date | None
    added_by: str

    @property
    def last_day(self) -> date | None:
        return self.ends_on - DAY if self.ends_on else None


def coming(viewer: Viewer, now: datetime, most: int, after: DiaryDay | None = None) -> list[DayLine]:
    """What is on and to come, soonest first; `after`: from that one further ahead."""
    query = _days(viewer).where(DiaryDay.ends_at > now)
    if after:
        query = query.where(_place(DiaryDay.starts_at) > _place_of(after, after.starts_at))
    return _lines(query.order_by(DiaryDay.starts_at, DiaryDay.id).limit(most))


def earlier(viewer: Viewer, now: datetime, most: int, before: DiaryDay | None = None) -> list[DayLine]:
    """What is over, latest first; `before`: from that one further back."""
    query = _days(viewer).where(DiaryDay.ends_at <= now)
    if before:
        query = query.where(_place(DiaryDay.ends_at) < _place_of(before, before.ends_at))
    return _lines(query.order_by(DiaryDay.ends_at.desc(), DiaryDay.id.desc()).limit(most))


def _days(viewer: Viewer) -> sa.Select[Any]:
    when: tuple[Any, ...] = (DiaryDay.day, DiaryDay.begins, DiaryDay.ends, DiaryDay.starts_at, DiaryDay.ends_at)
    return sa.select(DiaryDay.id, DiaryDay.words, *when).where(visible(viewer))


def _place(moment: Any) -> sa.ColumnElement[Any]:
    return sa.tuple_(moment, DiaryDay.id)


def _place_of(day: DiaryDay, moment: datetime) -> sa.ColumnElement[Any]:
    return sa.tuple_(sa.literal(moment, DiaryDay.starts_at.type), sa.literal(day.id))


def _lines(query: sa.Select[Any]) -> list[DayLine]:
    return [DayLine(*row) for row in db.session.execute(query)]


def details(day: DiaryDay) -> LineDetails:
    """What stands behind a day; one query."""
    query = (
        sa.select(
            DiaryLine.repeat,
            DiaryLine.version,
            sa.func.coalesce(Series.rule, ""),
            Series.ends_on,
            sa.func.coalesce(Person.called_name, ""),
        )
        .outerjoin(Series, Series.id == DiaryLine.series_id)
        .outerjoin(Person, Person.id == DiaryLine.added_by_id)
        .where(DiaryLine.id == day.line_id, DiaryLine.house_id == day.house_id)
    )
    return LineDetails(*db.session.execute(query).one())
