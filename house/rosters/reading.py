"""Shifts as values: one query, a row for each part, gathered to one value for each shift."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from house.db import db, open_sealed
from house.people.models import Membership, Person
from house.people.signing_in import in_force
from house.rosters.access import works_here
from house.rosters.models import Segment, Shift, ShiftStatus, WorkerProfile
from house.rosters.plan import LONGEST, SegmentKind, ShiftKind
from house.rosters.stays import Stretch
from house.viewer import Role
from house.when.span import Span


@dataclass(frozen=True, slots=True)
class SeenShift:
    """A shift as pages read it. Its worker is None when nobody has it, or whoever had it no longer works here."""

    id: int
    kind: ShiftKind
    status: ShiftStatus
    label: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    sequence: int
    given_at: datetime | None
    sought_at: datetime | None
    altered_at: datetime | None
    given_to_id: int | None  # whoever it is given to, working here still or not
    worker_id: int | None
    name: str
    pronouns: str
    has_account: bool
    profile_id: int | None
    reach_sealed: bytes | None
    stretches: tuple[Stretch, ...]

    @property
    def is_on_call(self) -> bool:
        return all(stretch.kind is SegmentKind.on_call for stretch in self.stretches)

    @property
    def asleep(self) -> tuple[Span, ...]:
        return tuple(stretch.span for stretch in self.stretches if stretch.kind is SegmentKind.sleepover)

    @property
    def reach_by(self) -> str:
        """How its worker is reached; opened only where it is shown."""
        return open_sealed(WorkerProfile.__tablename__, self.profile_id or 0, "reach_by", self.reach_sealed)


def shifts_within(house_id: int, window: Span, *conditions: sa.ColumnElement[bool]) -> list[SeenShift]:
    """The shifts of a house that share any time with the window, in the order they start."""
    return _read(
        _shifts(house_id).where(
            Shift.starts_at > window.start - LONGEST,
            Shift.starts_at < window.end,
            Shift.ends_at > window.start,
            *conditions,
        )
    )


def get_shift(house_id: int, shift_id: int) -> SeenShift:
    """One shift, as pages read it."""
    [shift] = _read(_shifts(house_id).where(Shift.id == shift_id))
    return shift


def _shifts(house_id: int) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            Shift.id,
            Shift.kind,
            Shift.status,
            Shift.visible_label,
            Shift.starts_at,
            Shift.ends_at,
            Shift.changed_at,
            Shift.sequence,
            Shift.given_at,
            Shift.sought_at,
            Shift.altered_at,
            Shift.worker_id,
            Person.id,
            sa.func.coalesce(Person.called_name, ""),
            sa.func.coalesce(Person.pronouns, ""),
            Person.sign_in_name.is_not(None),
            WorkerProfile.id,
            WorkerProfile.reach_by_sealed,
            Segment.kind,
            Segment.starts_at,
            Segment.ends_at,
        )
        .join(Segment, Segment.shift_id == Shift.id)
        .outerjoin(Person, sa.and_(Person.id == Shift.worker_id, works_here(Shift.ends_at)))
        .outerjoin(
            WorkerProfile, sa.and_(WorkerProfile.person_id == Person.id, WorkerProfile.house_id == Shift.house_id)
        )
        .where(Shift.house_id == house_id)
        .order_by(Shift.starts_at, Shift.id, Segment.starts_at)
    )


def _read(query: sa.Select[*tuple[Any, ...]]) -> list[SeenShift]:
    rows = db.session.execute(query).all()
    return [_seen(list(parts)) for _id, parts in groupby(rows, key=lambda row: row[0])]


def _seen(rows: list[Any]) -> SeenShift:
    stretches = tuple(Stretch(kind, Span(starts_at, ends_at)) for *_, kind, starts_at, ends_at in rows)
    values: list[Any] = [*rows[0][:-3], stretches]
    return SeenShift(*values)


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """Somebody who can be given a shift."""

    person_id: int
    called_name: str
    pronouns: str
    until: datetime | None = None  # when they stop working here, where that is noted already


def workers_here(house_id: int, now: datetime) -> list[WorkerLine]:
    """The peer workers of a house, by name; whoever lives here too is not among them."""
    lives_here = sa.select(Membership.person_id).where(
        Membership.house_id == house_id, Membership.role == Role.resident, in_force(now)
    )
    query = (
        sa.select(Person.id, Person.called_name, Person.pronouns, Membership.ended_at)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.house_id == house_id,
            Membership.role == Role.peer_worker,
            in_force(now),
            Person.id.not_in(lives_here),
        )
        .order_by(sa.func.lower(Person.called_name), Person.id)
    )
    return [WorkerLine(*row) for row in db.session.execute(query)]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a worker has told the house of themselves; they can leave all of it but how they are reached empty."""

    reach_by: str = ""
    how_i_support: str = ""
    not_great_with: str = ""
    languages: str = ""
    usual_days: str = ""

    @property
    def is_told(self) -> bool:
        """Whether they told anything besides how they are reached."""
        return any((self.how_i_support, self.not_great_with, self.languages, self.usual_days))


def get_profile(house_id: int, person_id: int) -> Profile:
    """A worker's own profile here; an empty one while there is none."""
    query = sa.select(WorkerProfile).where(WorkerProfile.house_id == house_id, WorkerProfile.person_id == person_id)
    own = db.session.scalars(query).one_or_none()
    if own is None:
        return Profile()
    return Profile(own.reach_by, own.how_i_support, own.not_great_with, own.languages, own.usual_days)
