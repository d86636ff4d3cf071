"""A meeting is begun, goes from part to part, and ends; who is there is written down."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.meetings.access import is_ahead, is_going_on
from house.meetings.agreeing import residents_at_home
from house.meetings.consent import has_quorum
from house.meetings.models import GOING_ON, Meeting, Status
from house.meetings.record_models import Record, RecordStatus
from house.meetings.running_models import MeetingRun, WrittenDown
from house.meetings.taking_part import Answer, Attendance
from house.people.models import House, Membership
from house.people.settings import QUORUM, settled
from house.people.signing_in import in_force
from house.trust.acts import note_change
from house.viewer import Role
from house.when.span import to_local

EARLY = timedelta(hours=1)  # before its time; nobody waits for the clock when all are there


class CannotBegin(Exception):
    """It was begun already, is called off or over, or its time is still far off."""


class NotGoingOn(Exception):
    """Nobody has begun it, or it has ended."""


class GoneOn(Exception):
    """Somebody else has gone on to another part by now."""


# Everything here is called with the house and the meeting held.


def begin(meeting: Meeting, by_id: int, now: datetime) -> MeetingRun:
    """The meeting begins: it gets its number, and a record to be written. Raises `CannotBegin`."""
    if not is_ahead(meeting, now) or now < meeting.starts_at - EARLY:
        raise CannotBegin
    meeting.status = Status.under_way
    run = MeetingRun(house_id=meeting.house_id, meeting_id=meeting.id, begun_at=now, step_at=now)
    db.session.add(run)
    give_record(meeting, now)
    note_change(meeting.house_id, by_id, "meeting", meeting.id, "begun", now)
    db.session.flush()
    return run


def give_record(meeting: Meeting, now: datetime) -> Record:
    """The record of a meeting that has begun, its first time with the next number of the house's meetings."""
    record = db.session.scalars(sa.select(Record).where(Record.meeting_id == meeting.id)).one_or_none()
    if record:
        return record
    if meeting.number is None:
        last = sa.select(sa.func.max(Meeting.number)).where(Meeting.house_id == meeting.house_id)
        meeting.number = int(db.session.scalar(last) or 0) + 1
    record = Record(house_id=meeting.house_id, meeting_id=meeting.id, status=RecordStatus.drafted, began_at=now)
    db.session.add(record)
    db.session.flush()
    return record


def go_to(meeting: Meeting, run: MeetingRun, step: int, seen: int, now: datetime) -> None:
    """Go on to a part, or back to one. `seen`: the part that was on screen. Raises `NotGoingOn` and `GoneOn`."""
    _still_going_on(meeting, run, now)
    if run.step != seen:
        raise GoneOn
    run.step, run.step_at = step, now
    db.session.flush()


def end(meeting: Meeting, run: MeetingRun, by_id: int, now: datetime) -> None:
    """The meeting has ended; its record is a draft. Raises `NotGoingOn`."""
    _still_going_on(meeting, run, now)
    record = give_record(meeting, now)
    record.is_conversation_only = meeting.status is Status.conversation_only
    meeting.status, run.ended_at = Status.record_drafted, now
    note_change(meeting.house_id, by_id, "meeting", meeting.id, "ended", now)
    db.session.flush()


def _still_going_on(meeting: Meeting, run: MeetingRun, now: datetime) -> None:
    if run.ended_at is not None or not is_going_on(meeting, now):
        raise NotGoingOn


def write_down_who_is_there(meeting: Meeting, people: Iterable[int], by_id: int, now: datetime) -> None:
    """Who is there, as somebody writes down. What people said for themselves stays. Raises `NotGoingOn`.

    With fewer residents than the house wants, the meeting is a conversation, and what it agrees stays provisional.
    """
    if not is_going_on(meeting, now):
        raise NotGoingOn
    there, said = set(people) & _belong(meeting, now), _said(meeting)
    noted = {attendance.person_id for attendance, is_noted in said if is_noted}
    for attendance, is_noted in said:
        if is_noted and attendance.person_id not in there:
            db.session.delete(attendance)
    for person_id in sorted(there - {attendance.person_id for attendance, _noted in said} - noted):
        _write_down(meeting, person_id, by_id, now)
    db.session.flush()
    meeting.status = Status.under_way if _is_enough(meeting, now) else Status.conversation_only
    db.session.flush()


def _belong(meeting: Meeting, now: datetime) -> set[int]:
    query = sa.select(Membership.person_id).where(Membership.house_id == meeting.house_id, in_force(now))
    return set(db.session.scalars(query))


def _said(meeting: Meeting) -> list[tuple[Attendance, bool]]:
    query = (
        sa.select(Attendance, WrittenDown.id.is_not(None))
        .outerjoin(WrittenDown, WrittenDown.attendance_id == Attendance.id)
        .where(Attendance.meeting_id == meeting.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def _write_down(meeting: Meeting, person_id: int, by_id: int, now: datetime) -> None:
    values = {"meeting_id": meeting.id, "person_id": person_id, "answer": Answer.there, "said_at": now}
    attendance = Attendance(house_id=meeting.house_id, **values)
    db.session.add(attendance)
    db.session.flush()
    if person_id != by_id:
        db.session.add(WrittenDown(house_id=meeting.house_id, attendance_id=attendance.id, by_id=by_id))


def _is_enough(meeting: Meeting, now: datetime) -> bool:
    house = db.session.get_one(House, meeting.house_id)
    lives_here = sa.exists().where(
        Membership.person_id == Attendance.person_id,
        Membership.house_id == meeting.house_id,
        Membership.role == Role.resident,
        in_force(now),
    )
    there = sa.select(sa.func.count()).where(
        Attendance.meeting_id == meeting.id, Attendance.answer == Answer.there, lives_here
    )
    today = to_local(now, ZoneInfo(house.timezone)).date()
    at_home = residents_at_home(house.id, today, now)
    return has_quorum(int(db.session.scalar(there) or 0), at_home, settled(house.id)[QUORUM])


def is_conversation_only(meeting_id: int) -> bool:
    """Whether fewer came to a meeting than the house wants for a decision."""
    record = sa.select(Record.is_conversation_only).where(Record.meeting_id == meeting_id)
    status = db.session.scalar(sa.select(Meeting.status).where(Meeting.id == meeting_id))
    return status is Status.conversation_only or (status not in GOING_ON and bool(db.session.scalar(record)))
