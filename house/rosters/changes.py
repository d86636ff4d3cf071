"""How shifts changed after they were published: what each was and is, when, by whom, and who was told."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from house.db import db
from house.people.models import Person
from house.rosters.models import Shift
from house.rosters.period_models import Altered, ShiftAlteration
from house.viewer import Viewer
from house.when.span import Span

LATELY = timedelta(days=14)
MOST = 60  # on the page of the house
MOST_OF_PERIOD = 500


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody whom a change is about: whoever had the shift, or has it now."""

    person_id: int
    name: str
    has_account: bool
    saw_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShiftChange:
    """One change of one shift."""

    shift_id: int
    at: datetime
    what: Altered
    by_id: int | None
    by: str  # "" where somebody moved on
    before: Told | None
    after: Told | None
    span_before: Span
    span_after: Span

    @property
    def told(self) -> tuple[Told, ...]:
        """Who is told: both whom it is about, each once, but not whoever did it."""
        both = {each.person_id: each for each in (self.before, self.after) if each}
        return tuple(each for person_id, each in both.items() if person_id != self.by_id)


def changes_of_shift(house_id: int, shift_id: int) -> list[ShiftChange]:
    """Every change of one shift, the newest first."""
    return _read(house_id, MOST, ShiftAlteration.shift_id == shift_id)


def changes_within(house_id: int, window: Span) -> list[ShiftChange]:
    """Every change of the shifts that begin in these days, or did before they were changed."""
    table = ShiftAlteration
    was_in_it = sa.and_(table.starts_before >= window.start, table.starts_before < window.end)
    is_in_it = sa.and_(table.starts_after >= window.start, table.starts_after < window.end)
    return _read(house_id, MOST_OF_PERIOD, was_in_it | is_in_it)


def changes_lately(viewer: Viewer, now: datetime) -> list[ShiftChange]:
    """What has changed in the last two weeks of shifts that are not over yet."""
    return _read(viewer.house_id, MOST, ShiftAlteration.at > now - LATELY, ShiftAlteration.ends_after > now)


def _read(house_id: int, most: int, *where: sa.ColumnElement[bool]) -> list[ShiftChange]:
    table, by, before, after = ShiftAlteration, aliased(Person), aliased(Person), aliased(Person)
    query = (
        sa.select(table.shift_id, table.at, table.what, table.by_id, by.called_name.label("by"))
        .add_columns(*_told(before, "before"), table.before_saw_at, *_told(after, "after"), table.after_saw_at)
        .add_columns(table.starts_before, table.ends_before, table.starts_after, table.ends_after)
        .outerjoin(by, by.id == table.by_id)
        .outerjoin(before, before.id == table.worker_before_id)
        .outerjoin(after, after.id == table.worker_after_id)
        .where(table.house_id == house_id, *where)
        .order_by(table.at.desc(), table.id.desc())
        .limit(most)
    )
    return [_change(row) for row in db.session.execute(query)]


def _told(who: Any, which: str) -> tuple[Any, ...]:
    has_account = who.sign_in_name.is_not(None).label(f"{which}_account")
    return who.id.label(f"{which}_id"), who.called_name.label(which), has_account


def _change(row: Any) -> ShiftChange:
    before = Told(row.before_id, row.before, row.before_account, row.before_saw_at) if row.before_id else None
    after = Told(row.after_id, row.after, row.after_account, row.after_saw_at) if row.after_id else None
    return ShiftChange(
        *(row.shift_id, row.at, row.what, row.by_id, row.by or "", before, after),
        span_before=Span(row.starts_before, row.ends_before),
        span_after=Span(row.starts_after, row.ends_after),
    )


def waits_to_be_seen(person_id: int) -> sa.ColumnElement[bool]:
    """The condition on `Shift` that somebody has not seen yet how it changed; what they did themselves they know."""
    table = ShiftAlteration
    theirs = sa.or_(
        sa.and_(table.worker_before_id == person_id, table.before_saw_at.is_(None)),
        sa.and_(table.worker_after_id == person_id, table.after_saw_at.is_(None)),
    )
    by_somebody_else = table.by_id.is_(None) | (table.by_id != person_id)
    return sa.exists().where(table.shift_id == Shift.id, theirs, by_somebody_else).correlate(Shift)
