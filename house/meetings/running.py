"""A meeting is begun, goes from part to part, and ends; who is there is written down."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.meetings.access import GOES_ON_FOR, is_ahead, is_going_on
from house.meetings.agreeing import residents_at_home
from house.meetings.consent import has_quorum
from house.meetings.models import AgendaItem, Meeting, Status
from house.meetings.record_models import RecordStatus
from house.meetings.recording import give_record
from house.meetings.running_models import MeetingRun, WrittenDown
from house.meetings.script import Name
from house.meetings.taking_part import Answer, Attendance
from house.people.models import House, Membership
from house.people.settings import QUORUM, settled
from house.people.signing_in import in_force
from house.trust.acts import note_change
from house.viewer import Role
from house.when.span import to_local

EARLY = timedelta(hours=1)  # before its time: nobody waits for the clock when all are there


class CannotBegin(Exception):
    """It was begun already, is called off or over, or its time is still far off."""


class NotGoingOn(Exception):
    """Nobody has begun it, or it has ended."""


class GoneOn(Exception):
    """Somebody else has gone on to another part by now."""


# Everything here is called with the house and the meeting held.


def can_begin(meeting: Meeting, now: datetime) -> bool:
    """Whether its time has come, or nearly, and nobody has begun it."""
    return is_ahead(meeting, now) and now >= meeting.starts_at - EARLY


def begin(meeting: Meeting, by_id: int, now: datetime) -> MeetingRun:
    """The meeting begins: it gets its number, and a record to be written. Raises `CannotBegin`."""
    if not can_begin(meeting, now):
        raise CannotBegin
    meeting.status = Status.under_way
    run = MeetingRun(house_id=meeting.house_id, meeting_id=meeting.id, begun_at=now, part=Name.arrive, part_at=now)
    db.session.add(run)
    give_record(meeting, now)
    db.session.flush()
    _settle(meeting, now)
    note_change(meeting.house_id, by_id, "meeting", meeting.id, "begun", now)
    return run


def find_run(meeting_id: int) -> MeetingRun | None:
    """Where a meeting is, if somebody has begun it."""
    return db.session.scalars(sa.select(MeetingRun).where(MeetingRun.meeting_id == meeting_id)).one_or_none()


def go_to(meeting: Meeting, part: str, seen: str, now: datetime) -> None:
    """Go on to a part, or back to one. `seen`: the part that was on screen. Raises `NotGoingOn` and `GoneOn`."""
    run = _get_run(meeting, now)
    if run.part != seen:
        raise GoneOn
    run.part, run.part_at = part, now
    db.session.flush()


def end(meeting: Meeting, seen: str, by_id: int, now: datetime) -> None:
    """The meeting has ended; its record is a draft. `seen` as in `go_to`. Raises `NotGoingOn` and `GoneOn`."""
    if _get_run(meeting, now).part != seen:
        raise GoneOn
    meeting.status, give_record(meeting, now).ended_at = Status.record_drafted, now
    note_change(meeting.house_id, by_id, "meeting", meeting.id, "ended", now)
    db.session.flush()


def can_resume(meeting: Meeting, record_status: RecordStatus, now: datetime) -> bool:
    """Whether a meeting that ended can go on after all: while its record is a draft, and not long after."""
    is_draft = meeting.status is Status.record_drafted and record_status is RecordStatus.drafted
    return is_draft and now < meeting.ends_at + GOES_ON_FOR


def resume(meeting: Meeting, by_id: int, now: datetime) -> None:
    """It goes on after all, where it was. Raises `NotGoingOn` once its record is open, or half a day has gone."""
    run, record = find_run(meeting.id), give_record(meeting, now)
    if run is None or not can_resume(meeting, record.status, now):
        raise NotGoingOn
    meeting.status, record.ended_at = Status.under_way, None
    db.session.flush()
    _settle(meeting, now)
    note_change(meeting.house_id, by_id, "meeting", meeting.id, "goes on after all", now)


def _get_run(meeting: Meeting, now: datetime) -> MeetingRun:
    run = find_run(meeting.id)
    if run is None or not is_going_on(meeting, now):
        raise NotGoingOn
    db.session.refresh(run)
    return run


def take_elsewhere(meeting: Meeting, item: AgendaItem, is_elsewhere: bool, by_id: int, now: datetime) -> None:
    """Take something out of the meeting, to be talked about elsewhere; or back in. Raises `NotGoingOn`."""
    _get_run(meeting, now)
    if item.is_elsewhere == is_elsewhere:
        return
    item.is_elsewhere = is_elsewhere
    note_change(item.house_id, by_id, "agenda item", item.id, "elsewhere" if is_elsewhere else "in again", now)
    db.session.flush()


# --- who is there ---


def write_down_who_is_there(
    meeting: Meeting, people: Iterable[int], by_id: int, now: datetime, shown: Iterable[int] | None = None
) -> None:
    """Who is there, as somebody writes down; what people say of themselves stays. Raises `NotGoingOn`.

    `shown`: who was ticked on the page; whom somebody else has ticked since then stays. None: whoever is ticked now.
    """
    if not is_going_on(meeting, now):
        raise NotGoingOn
    there, said = set(people) & _belong(meeting, now), _said(meeting)
    for attendance, is_written_down in said:
        is_unticked = attendance.person_id not in there and (shown is None or attendance.person_id in set(shown))
        if is_written_down and is_unticked:
            db.session.delete(attendance)
    for person_id in sorted(there - {attendance.person_id for attendance, _written in said}):
        _write_down(meeting, person_id, by_id, now)
    db.session.flush()
    _settle(meeting, now)


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


def _settle(meeting: Meeting, now: datetime) -> None:
    """With fewer residents than the house wants, it is a conversation, and what it agrees stays provisional."""
    is_enough = _is_enough(meeting, now)
    meeting.status = Status.under_way if is_enough else Status.conversation_only
    give_record(meeting, now).is_conversation_only = not is_enough
    db.session.flush()


def said_for_themselves(meeting: Meeting, now: datetime) -> None:
    """Somebody said of themselves whether they are there: while a meeting goes on, that counts at once."""
    if is_going_on(meeting, now):
        _settle(meeting, now)


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
    at_home = residents_at_home(house.id, to_local(now, ZoneInfo(house.timezone)).date(), now)
    return has_quorum(int(db.session.scalar(there) or 0), at_home, settled(house.id)[QUORUM])
