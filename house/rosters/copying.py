"""Shifts as plans that can be copied to other days: those of the days before, and those of the pattern weeks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.people.models import Person
from house.rosters.checking import days_window
from house.rosters.models import ON_THE_ROSTER, Segment, Shift, ShiftStatus
from house.rosters.period_models import LeftOpen, PatternShift, RosterPeriod
from house.rosters.plan import SegmentKind, ShiftPlan
from house.when.span import DAY
from house.when.words import WEEKDAYS, hours_of_day_words

WEEK = 7
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def plans_of(house_id: int, first_day: date, last_day: date, zone: ZoneInfo) -> list[ShiftPlan]:
    """The shifts that begin on these days as they were planned on the wall; whom they were meant for counts, too."""
    window = days_window(first_day, last_day, zone)
    query = (
        sa.select(Shift.id, Shift.kind, Shift.visible_label)
        .add_columns(sa.func.coalesce(Shift.worker_id, LeftOpen.meant_for_id).label("worker_id"))
        .add_columns(Segment.kind.label("part"), Segment.local_start, Segment.local_end)
        .join(Segment, Segment.shift_id == Shift.id)
        .outerjoin(LeftOpen, LeftOpen.shift_id == Shift.id)
        .where(
            Shift.house_id == house_id,
            Shift.starts_at >= window.start,
            Shift.starts_at < window.end,
            Shift.status.in_((ShiftStatus.draft, *ON_THE_ROSTER)),
        )
        .order_by(Shift.starts_at, Shift.id, Segment.starts_at)
    )
    rows = db.session.execute(query).all()
    return [_plan(list(parts)) for _id, parts in groupby(rows, key=lambda row: row.id)]


def _plan(rows: Sequence[Any]) -> ShiftPlan:
    first, last = rows[0], rows[-1]
    start: datetime = first.local_start
    plan = ShiftPlan(
        first.kind,
        first.worker_id,
        start.date(),
        start.time(),
        last.local_end.time(),
        visible_label=first.visible_label,
    )
    asleep = [row for row in rows if row.part is SegmentKind.sleepover]
    if not asleep:
        return plan
    return replace(plan, asleep_from=asleep[0].local_start.time(), asleep_to=asleep[-1].local_end.time())


def days_later(plans: Sequence[ShiftPlan], days: int) -> list[ShiftPlan]:
    """The same on other days; the times on the wall stay."""
    return [replace(plan, day=plan.day + days * DAY) for plan in plans]


# --- pattern weeks ---


def pattern_weeks(house_id: int) -> int:
    """How many weeks the pattern of a house has."""
    last = db.session.scalar(sa.select(sa.func.max(PatternShift.week)).where(PatternShift.house_id == house_id))
    return 0 if last is None else last + 1


def pattern_shifts(house_id: int) -> list[PatternShift]:
    """The shifts of all weeks, in order."""
    own = sa.select(PatternShift).where(PatternShift.house_id == house_id)
    return list(
        db.session.scalars(
            own.order_by(PatternShift.week, PatternShift.weekday, PatternShift.from_time, PatternShift.id)
        )
    )


def plans_from_pattern(period: RosterPeriod, begin_with: int) -> list[ShiftPlan]:
    """The pattern weeks in turn over a period, beginning with one of them; then from the first one again."""
    shifts = pattern_shifts(period.house_id)
    weeks = 1 + max((each.week for each in shifts), default=0)
    days = (period.last_day - period.first_day).days + 1
    monday = period.first_day - period.first_day.weekday() * DAY
    return [
        _from_pattern(each, day)
        for day in (period.first_day + n * DAY for n in range(days))
        for each in shifts
        if each.weekday == day.weekday() and each.week == ((day - monday).days // WEEK + begin_with) % weeks
    ]


def _from_pattern(each: PatternShift, day: date) -> ShiftPlan:
    return ShiftPlan(
        *(each.kind, each.worker_id, day, each.from_time, each.to_time, each.asleep_from, each.asleep_to),
        visible_label=each.visible_label,
    )


def keep_as_pattern(period: RosterPeriod, zone: ZoneInfo) -> tuple[int, int]:
    """Each week of a period becomes one more week of the pattern. The first and the last of the new ones."""
    first_week = pattern_weeks(period.house_id)
    monday = period.first_day - period.first_day.weekday() * DAY
    plans = plans_of(period.house_id, period.first_day, period.last_day, zone)
    db.session.add_all(
        _pattern_shift(period.house_id, plan, first_week + (plan.day - monday).days // WEEK) for plan in plans
    )
    db.session.flush()
    return first_week, pattern_weeks(period.house_id) - 1


def _pattern_shift(house_id: int, plan: ShiftPlan, week: int) -> PatternShift:
    return PatternShift(
        house_id=house_id,
        week=week,
        weekday=plan.day.weekday(),
        kind=plan.kind,
        worker_id=plan.worker_id,
        from_time=plan.from_time,
        to_time=plan.to_time,
        asleep_from=plan.asleep_from,
        asleep_to=plan.asleep_to,
        visible_label=plan.visible_label,
    )


def take_week_away(house_id: int, week: int) -> None:
    """A pattern week is gone, and those after it move up."""
    own = PatternShift.house_id == house_id
    db.session.execute(sa.delete(PatternShift).where(own, PatternShift.week == week))
    later = sa.update(PatternShift).where(own, PatternShift.week > week)
    db.session.execute(later.values(week=PatternShift.week - 1))


@dataclass(frozen=True, slots=True)
class PatternLine:
    """One shift of a pattern week, in words."""

    day: str
    times: str
    name: str


def shown_pattern(house_id: int) -> list[tuple[int, str, list[PatternLine]]]:
    """Each week of the pattern: its number, its letter, and its shifts."""
    query = (
        sa.select(PatternShift, Person.called_name)
        .outerjoin(Person, Person.id == PatternShift.worker_id)
        .where(PatternShift.house_id == house_id)
        .order_by(PatternShift.week, PatternShift.weekday, PatternShift.from_time, PatternShift.id)
    )
    rows = db.session.execute(query).all()
    return [
        (week, LETTERS[week], [_pattern_line(each, name) for each, name in own])
        for week, own in groupby(rows, key=lambda row: row[0].week)
    ]


def _pattern_line(each: PatternShift, name: str | None) -> PatternLine:
    return PatternLine(WEEKDAYS[each.weekday], hours_of_day_words(each.from_time, each.to_time), name or "")
