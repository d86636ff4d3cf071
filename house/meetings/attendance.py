"""Who comes to a meeting, as each says for themselves: there, sent thoughts, away, or nothing."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from house.db import db
from house.meetings.models import Meeting, Status
from house.meetings.running import said_for_themselves
from house.meetings.running_models import WrittenDown
from house.meetings.taking_part import Answer, Attendance
from house.people.models import Membership, Person
from house.people.signing_in import in_force
from house.viewer import Role


class CalledOff(Exception):
    """Nobody comes to a meeting that is called off."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What one person says."""

    name: str
    answer: Answer
    person_id: int
    written_by: str  # who wrote it down for them; "" where it is their own word


def say(meeting: Meeting, person_id: int, answer: Answer | None, now: datetime) -> None:
    """What somebody says of their own coming, before the meeting and after; None takes it back. Raises `CalledOff`."""
    # Held, so that of two taps at once the second meets what the first said.
    db.session.refresh(meeting, with_for_update=True)
    if meeting.status is Status.called_off:
        raise CalledOff
    own = (Attendance.meeting_id == meeting.id, Attendance.person_id == person_id)
    said = db.session.scalars(sa.select(Attendance).where(*own)).one_or_none()
    if answer is None:
        db.session.execute(sa.delete(Attendance).where(*own))
    elif said:
        said.answer, said.said_at = answer, now
        # Their own word now, whoever wrote it down before.
        db.session.execute(sa.delete(WrittenDown).where(WrittenDown.attendance_id == said.id))
    else:
        own_words = {"meeting_id": meeting.id, "person_id": person_id, "answer": answer, "said_at": now}
        db.session.add(Attendance(house_id=meeting.house_id, **own_words))
    db.session.flush()
    said_for_themselves(meeting, now)


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody of the house at a meeting that goes on: what they said themselves, or whether it is written down."""

    person_id: int
    name: str
    own_answer: Answer | None
    is_written_down: bool


def everybody(meeting: Meeting, now: datetime) -> list[Somebody]:
    """Everybody who lives or works here, who lives here first, with what is known of their being there. One query."""
    own = sa.and_(Attendance.meeting_id == meeting.id, Attendance.person_id == Person.id)
    is_written = WrittenDown.id.is_not(None)
    query = (
        sa.select(Person.id, Person.called_name, sa.case((is_written, None), else_=Attendance.answer), is_written)
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(Attendance, own)
        .outerjoin(WrittenDown, WrittenDown.attendance_id == Attendance.id)
        .where(Membership.house_id == meeting.house_id, in_force(now))
        .group_by(Person.id, Person.called_name, Attendance.answer, WrittenDown.id)
        .order_by(sa.func.min(sa.case((Membership.role == Role.resident, 0), else_=1)), Person.called_name, Person.id)
    )
    return [Somebody(*row) for row in db.session.execute(query)]


def who_comes(meeting: Meeting) -> list[Coming]:
    """Everybody who said something, by name. Who said nothing is not here, and nothing follows from it."""
    return [Coming(*row) for row in db.session.execute(coming(meeting).order_by(Person.called_name, Person.id))]


def coming(meeting: Meeting) -> sa.Select[str, Answer, int, str]:
    """The columns of `Coming`, of everybody who said something."""
    writer = sa.orm.aliased(Person)
    return (
        sa.select(Person.called_name, Attendance.answer, Attendance.person_id, sa.func.coalesce(writer.called_name, ""))
        .join(Person, Person.id == Attendance.person_id)
        .outerjoin(WrittenDown, WrittenDown.attendance_id == Attendance.id)
        .outerjoin(writer, writer.id == WrittenDown.by_id)
        .where(Attendance.meeting_id == meeting.id, Attendance.house_id == meeting.house_id)
    )
