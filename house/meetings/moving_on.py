"""Somebody moves on, goes away or deletes what is theirs: what becomes of their part in meetings."""

from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa

from house import facts
from house.db import db
from house.meetings.models import Meeting
from house.meetings.taking_part import LIVE, Attendance, HappyTo, MeetingRole
from house.people.belonging import PresenceKind
from house.people.models import Membership
from house.people.signing_in import belongs
from house.viewer import Role

Days = tuple[date, date | None]  # the first, and the one after the last or None for "until they say"


@facts.moved_on.connect
def free_roles_of(membership: Membership, now: datetime) -> None:
    """Whoever belongs here no more has no role ahead and comes to no meeting; who lives here no more is not asked."""
    person_id, house_id = membership.person_id, membership.house_id
    if not belongs(person_id, house_id, now):
        _free(person_id, house_id, Meeting.ends_at > now)
        _forget_coming(person_id, house_id, now)
    if membership.role is Role.resident:
        _forget_happy(person_id, house_id)


@facts.stepped_back.connect
def free_roles_within(person_id: int, house_id: int, span: Days, kind: PresenceKind, now: datetime) -> None:
    """Whoever is away has no role in meetings of those days, and nobody is told why. Who rests may well be there."""
    if kind is not PresenceKind.away:
        return
    first, end = span
    ahead = [Meeting.ends_at > now, Meeting.starts_local >= datetime.combine(first, time())]
    if end is not None:
        ahead.append(Meeting.starts_local < datetime.combine(end, time()))
    _free(person_id, house_id, *ahead)


@facts.own_things_deleted.connect
def forget_own(person_id: int, house_id: int, now: datetime) -> None:
    """What they are happy to be asked for, their "not this time" and what they say of meetings ahead are gone.

    Who was at a meeting, and who hosted it, belongs to the house's memory of it.
    """
    _forget_happy(person_id, house_id)
    _forget_coming(person_id, house_id, now)
    _delete(MeetingRole, person_id, house_id, MeetingRole.standing.not_in(LIVE))


@facts.private_things_cleared.connect
def forget_after_leaving(membership: Membership, now: datetime) -> None:
    """The same, of somebody who left."""
    if not belongs(membership.person_id, membership.house_id, now):
        forget_own(membership.person_id, house_id=membership.house_id, now=now)


def _free(person_id: int, house_id: int, *which: sa.ColumnElement[bool]) -> None:
    meetings = sa.select(Meeting.id).where(Meeting.house_id == house_id, *which)
    _delete(MeetingRole, person_id, house_id, MeetingRole.meeting_id.in_(meetings))


def _forget_happy(person_id: int, house_id: int) -> None:
    _delete(HappyTo, person_id, house_id)


def _forget_coming(person_id: int, house_id: int, now: datetime) -> None:
    ahead = sa.select(Meeting.id).where(Meeting.house_id == house_id, Meeting.ends_at > now)
    _delete(Attendance, person_id, house_id, Attendance.meeting_id.in_(ahead))


def _delete(kind: Any, person_id: int, house_id: int, *which: sa.ColumnElement[bool]) -> None:
    theirs = sa.delete(kind).where(kind.person_id == person_id, kind.house_id == house_id, *which)
    db.session.execute(theirs.execution_options(synchronize_session=False))
