"""What happens to a record: written, opened for comments, accepted, corrected."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from house.db import db
from house.meetings.access import is_going_on
from house.meetings.models import Meeting, Status
from house.meetings.record_models import (
    Correction,
    CorrectionStatus,
    OtherText,
    Record,
    RecordPart,
    RecordStatus,
)
from house.meetings.record_reading import next_meeting_and_host
from house.meetings.taking_out import KIND, leave_out_what_is_elsewhere, marks_of, parts_of, without_marked
from house.trust.acts import note_change

MOST = 8000  # letters of one part
MOST_CORRECTIONS = 100  # of one record


class Accepted(Exception):
    """The record is accepted: its words stay as they are."""


class NotHeld(Exception):
    """The meeting still goes on, or it is called off."""


class NotOpen(Exception):
    """The record is not open for comments."""


class StillSuggested(Exception):
    """A correction waits for an answer, so the record is not accepted yet."""


class SettledAlready(Exception):
    """The correction was answered by somebody else, or the other text was put in or let go."""


class EnoughCorrections(Exception):
    """The record has as many corrections as it can hold."""


# Everything here is called with the house, the meeting and its record held, in that order.


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


@dataclass(frozen=True, slots=True)
class Written:
    """The words of one part as a page sends them: what it was shown with, and which page it is."""

    text: str
    version: int  # 0: there was nothing yet
    sheet: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of them: the version now, and whether somebody else's words stand there, with these beside."""

    version: int
    is_beside: bool


def write(record: Record, parts: Mapping[str, Written], by_id: int, now: datetime) -> dict[str, Kept]:
    """Keep what a note-taker wrote. Nobody's words are written over unseen. Raises `Accepted`.

    Words that were taken out do not come back with a page that was open before.
    """
    if record.status is RecordStatus.accepted:
        raise Accepted
    has, gone = {part.name: part for part in parts_of(record)}, marks_of(record)
    clean = {name: replace(each, text=without_marked(each.text, gone)) for name, each in parts.items()}
    kept = {name: _write(record, has.get(name), name, written, by_id, now) for name, written in clean.items()}
    db.session.flush()
    return kept


def _write(record: Record, part: RecordPart | None, name: str, written: Written, by_id: int, now: datetime) -> Kept:
    if part is None:
        if not written.text:
            return Kept(0, is_beside=False)
        own = {"text": written.text, "sheet": written.sheet, "written_by_id": by_id, "written_at": now}
        db.session.add(RecordPart(house_id=record.house_id, record_id=record.id, name=name, **own))
        return Kept(1, is_beside=False)
    if part.text == written.text:
        return Kept(part.version, is_beside=False)
    # A page whose answer was lost on the way sends an older version of what it kept itself.
    if part.version != written.version and part.sheet != written.sheet:
        return _keep_beside(part, written, by_id, now)
    part.text, part.sheet, part.written_by_id, part.written_at = written.text, written.sheet, by_id, now
    part.version += 1
    return Kept(part.version, is_beside=False)


def _keep_beside(part: RecordPart, written: Written, by_id: int, now: datetime) -> Kept:
    same = sa.select(OtherText).where(OtherText.part_id == part.id, OtherText.sheet == written.sheet)
    other = db.session.scalars(same).one_or_none()
    if other is None:
        other = OtherText(house_id=part.house_id, part_id=part.id, sheet=written.sheet, written_by_id=by_id)
        db.session.add(other)
    other.text, other.written_at = written.text, now
    return Kept(part.version, is_beside=True)


def put_in(record: Record, part: RecordPart, other: OtherText, by_id: int, now: datetime) -> None:
    """Put the text that was kept beside a part below its words. Raises `Accepted`."""
    if record.status is RecordStatus.accepted:
        raise Accepted
    part.text = f"{part.text}\n\n{other.text}".strip()
    part.version += 1
    part.sheet, part.written_by_id, part.written_at = "", by_id, now
    db.session.delete(other)
    db.session.flush()


def open_for_comments(meeting: Meeting, record: Record, by_id: int, now: datetime) -> None:
    """Everybody can say what it should say instead.

    Raises `NotHeld` while the meeting goes on or where it is called off, and `SettledAlready` where it was opened.
    """
    if meeting.status is Status.called_off or is_going_on(meeting, now):
        raise NotHeld
    if record.status is not RecordStatus.drafted:
        raise SettledAlready
    leave_out_what_is_elsewhere(record)
    record.status, record.opened_at = RecordStatus.open_for_comments, now
    meeting.status = Status.open_for_comments
    note_change(record.house_id, by_id, KIND, record.id, "opened for comments", now)
    db.session.flush()


def accept(meeting: Meeting, record: Record, by_id: int, now: datetime) -> None:
    """The house accepts it, and its words stay. Raises `NotOpen` and `StillSuggested`."""
    if record.status is not RecordStatus.open_for_comments:
        raise NotOpen
    waiting = sa.select(Correction.id).where(
        Correction.record_id == record.id, Correction.status == CorrectionStatus.suggested
    )
    if db.session.scalar(waiting.limit(1)) is not None or _has_other_texts(record):
        raise StillSuggested
    record.status, record.accepted_at = RecordStatus.accepted, now
    following = db.session.execute(next_meeting_and_host(meeting)).first()
    record.next_meeting_at, record.next_host_id = (following[0], following[1]) if following else (None, None)
    meeting.status = Status.accepted
    note_change(record.house_id, by_id, KIND, record.id, "accepted", now)
    db.session.flush()


def _has_other_texts(record: Record) -> bool:
    query = sa.select(OtherText.id).join(RecordPart, RecordPart.id == OtherText.part_id)
    return db.session.scalar(query.where(RecordPart.record_id == record.id).limit(1)) is not None


def suggest(record: Record, by_id: int, text: str, now: datetime) -> Correction:
    """Say what the record should say instead; before it is accepted and after. Raises `EnoughCorrections`."""
    count = sa.select(sa.func.count()).where(Correction.record_id == record.id)
    if (db.session.scalar(count) or 0) >= MOST_CORRECTIONS:
        raise EnoughCorrections
    correction = Correction(
        house_id=record.house_id,
        record_id=record.id,
        suggested_by_id=by_id,
        text=without_marked(text, marks_of(record)),
        status=CorrectionStatus.suggested,
        suggested_at=now,
    )
    db.session.add(correction)
    db.session.flush()
    note_change(record.house_id, by_id, "correction", correction.id, "suggested", now)
    return correction


def take_up(record: Record, correction: Correction, by_id: int, now: datetime) -> None:
    """It is included, where the record is still open; else it stands beside it as a note. Raises `SettledAlready`."""
    is_closed = record.status is RecordStatus.accepted
    _settle(correction, CorrectionStatus.noted if is_closed else CorrectionStatus.included, by_id, now)
    correction.noted_in_id = _latest_meeting(record, now) if is_closed else None
    db.session.flush()


def do_not_take(correction: Correction, reason: str, by_id: int, now: datetime) -> None:
    """It is not taken, with a reason. Raises `SettledAlready`."""
    record = db.session.get_one(Record, correction.record_id)
    correction.reason = without_marked(reason, marks_of(record))[:300]
    _settle(correction, CorrectionStatus.not_taken, by_id, now)


def _settle(correction: Correction, status: CorrectionStatus, by_id: int, now: datetime) -> None:
    if correction.status is not CorrectionStatus.suggested:
        raise SettledAlready
    correction.status, correction.settled_at = status, now
    note_change(correction.house_id, by_id, "correction", correction.id, status.value, now)
    db.session.flush()


def _latest_meeting(record: Record, now: datetime) -> int | None:
    """The latest meeting that had begun, if it is a later one than the record's own."""
    query = sa.select(Meeting.id).where(
        Meeting.house_id == record.house_id,
        Meeting.number.is_not(None),
        Meeting.id != record.meeting_id,
        Meeting.starts_at <= now,
        Meeting.starts_at > sa.select(Meeting.starts_at).where(Meeting.id == record.meeting_id).scalar_subquery(),
    )
    return db.session.scalar(query.order_by(Meeting.starts_at.desc()).limit(1))
