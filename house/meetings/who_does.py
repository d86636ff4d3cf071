"""What is shown of roles: who has them in a meeting, who is next in turn, who can be asked, what I am happy to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house.db import Instant, db
from house.meetings.attendance import Coming, coming
from house.meetings.models import Meeting, Status
from house.meetings.rotation import Happy, Part, who_is_next
from house.meetings.taking_part import LIVE, Answer, Attendance, HappyTo, MeetingRole, Standing
from house.people.belonging import Presence
from house.people.models import Membership, Person
from house.people.presence import TIME_OFF, covers_day, of_this_stay
from house.people.signing_in import in_force
from house.viewer import Role, Viewer


@dataclass(frozen=True, slots=True)
class RoleLine:
    """Somebody has a role in a meeting, or is asked for it."""

    id: int
    part: Part
    person_id: int
    name: str
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the house."""

    id: int
    name: str


def who_does_what(meeting: Meeting) -> list[RoleLine]:
    """The roles of a meeting that somebody has or is asked for. One query."""
    query = (
        sa.select(
            MeetingRole.id,
            MeetingRole.part,
            MeetingRole.person_id,
            Person.called_name,
            MeetingRole.standing == Standing.accepted,
        )
        .join(Person, Person.id == MeetingRole.person_id)
        .where(
            MeetingRole.meeting_id == meeting.id,
            MeetingRole.house_id == meeting.house_id,
            MeetingRole.standing.in_(LIVE),
        )
        .order_by(MeetingRole.id)
    )
    return [RoleLine(*row) for row in db.session.execute(query)]


def who_comes_and_does_what(meeting: Meeting) -> tuple[list[Coming], list[RoleLine]]:
    """`who_comes` and `who_does_what` of a meeting. One query."""
    nothing = (sa.null(), sa.null(), sa.null())
    says = coming(meeting).add_columns(*nothing)
    does = (
        sa.select(Person.called_name, sa.null(), MeetingRole.person_id, sa.literal(""))
        .add_columns(MeetingRole.id, MeetingRole.part, MeetingRole.standing == Standing.accepted)
        .join(Person, Person.id == MeetingRole.person_id)
        .where(MeetingRole.meeting_id == meeting.id, MeetingRole.house_id == meeting.house_id)
        .where(MeetingRole.standing.in_(LIVE))
    )
    rows: list[Any] = list(db.session.execute(says.union_all(does)).all())
    said = [Coming(*row[:4]) for row in rows if row[4] is None]
    roles = [RoleLine(row[4], Part(row[5]), row[2], row[0], bool(row[6])) for row in rows if row[4] is not None]
    return sorted(said, key=lambda each: (each.name, each.person_id)), sorted(roles, key=lambda each: each.id)


def next_in_turn(meeting: Meeting, roles: Iterable[RoleLine], now: datetime) -> dict[Part, Somebody]:
    """Who is next for each free role of a meeting, of the residents who are happy to be asked. One query."""
    rows = db.session.execute(_pool(meeting, now)).all()
    pool = [Happy(row.person_id, row.part, row.had_at or row.since, row.is_free) for row in rows]
    names = {row.person_id: row.called_name for row in rows}
    following = who_is_next(pool, {each.part: each.person_id for each in roles})
    return {part: Somebody(person, names[person]) for part, person in following.items()}


def _pool(meeting: Meeting, now: datetime) -> sa.Select[int, Part, datetime, str, datetime, bool]:
    return (
        sa.select(
            HappyTo.person_id,
            HappyTo.part,
            HappyTo.since,
            Person.called_name,
            _had_it_at(meeting).label("had_at"),
            _is_free(meeting).label("is_free"),
        )
        .join(Person, Person.id == HappyTo.person_id)
        .join(
            Membership,
            sa.and_(Membership.house_id == HappyTo.house_id, Membership.person_id == HappyTo.person_id),
        )
        .where(
            HappyTo.house_id == meeting.house_id,
            Membership.role == Role.resident,
            in_force(now),
            in_force(max(now, meeting.starts_at)),
        )
    )


def _had_it_at(meeting: Meeting) -> sa.ScalarSelect[datetime]:
    """When the last meeting was, before this one, in which they had the role."""
    had = (
        sa.select(sa.func.max(Meeting.starts_at, type_=Instant()))
        .join(MeetingRole, MeetingRole.meeting_id == Meeting.id)
        .where(
            MeetingRole.house_id == HappyTo.house_id,
            MeetingRole.person_id == HappyTo.person_id,
            MeetingRole.part == HappyTo.part,
            MeetingRole.standing == Standing.accepted,
            Meeting.starts_at < meeting.starts_at,
            Meeting.status != Status.called_off,
        )
    )
    return had.correlate(HappyTo).scalar_subquery()


def _is_free(meeting: Meeting) -> sa.ColumnElement[bool]:
    """Not away or resting on its day, not away from it by their own word, and they have not said "not this time"."""
    day = meeting.starts_local.date()
    steps_back = sa.exists().where(of_this_stay(), covers_day(day), Presence.kind.in_(TIME_OFF))
    said_so = sa.exists().where(
        Attendance.meeting_id == meeting.id,
        Attendance.person_id == HappyTo.person_id,
        Attendance.answer != Answer.there,
    )
    not_now = sa.exists().where(
        MeetingRole.meeting_id == meeting.id,
        MeetingRole.person_id == HappyTo.person_id,
        MeetingRole.part == HappyTo.part,
        MeetingRole.standing == Standing.not_this_time,
    )
    return ~sa.or_(steps_back.correlate(Membership), said_so.correlate(HappyTo), not_now.correlate(HappyTo))


def who_can_be_asked(meeting: Meeting, now: datetime) -> list[Somebody]:
    """Everybody of the house who can answer: residents, peer workers and coordinators who sign in. One query."""
    query = (
        sa.select(Person.id, Person.called_name)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.house_id == meeting.house_id,
            Person.sign_in_name.is_not(None),
            in_force(now),
            in_force(max(now, meeting.starts_at)),
        )
        .distinct()
        .order_by(Person.called_name, Person.id)
    )
    return [Somebody(*row) for row in db.session.execute(query)]


def happy_to(viewer: Viewer) -> list[Part]:
    """What the viewer is happy to be asked for."""
    own = sa.select(HappyTo.part).where(HappyTo.house_id == viewer.house_id, HappyTo.person_id == viewer.person_id)
    return list(db.session.scalars(own))
