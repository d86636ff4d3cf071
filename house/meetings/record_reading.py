"""What pages show of a record: its words part by part, who was there, what came of it, and its corrections."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from house.db import db
from house.meetings.deciding import Decision, Proposal
from house.meetings.models import AgendaItem, Kind, Meeting
from house.meetings.record_models import Correction, CorrectionStatus, OtherText, Record, RecordPart
from house.meetings.rotation import Part
from house.meetings.taking_part import Answer, Attendance, MeetingRole, Standing
from house.people.belonging import Purpose
from house.people.consents import consented
from house.people.models import Person

SUMMARY, THANKS, MORE = "summary", "thanks", "more"


@dataclass(frozen=True, slots=True)
class PartLine:
    """The words of one part."""

    id: int
    text: str
    version: int


@dataclass(frozen=True, slots=True)
class RecordItem:
    """One thing that was on the agenda; `raised_by` is "" where it is unsigned, or they are not named in records."""

    id: int
    title: str
    kind: Kind
    finished_at: datetime | None
    raised_by: str

    @property
    def part(self) -> str:
        return f"item-{self.id}"


@dataclass(frozen=True, slots=True)
class Beside:
    """A text that was written while somebody else kept theirs."""

    id: int
    part: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What was decided at a meeting."""

    id: int
    number: int
    title: str
    text: str
    review_on: date


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """What somebody says a record should say instead."""

    id: int
    text: str
    status: CorrectionStatus
    reason: str
    suggested_at: datetime
    settled_at: datetime | None
    noted_at: datetime | None  # the start of the meeting at which it was noted
    by: str


def find_record(meeting: Meeting) -> Record | None:
    """The record of a meeting, if it has begun."""
    return db.session.scalars(sa.select(Record).where(Record.meeting_id == meeting.id)).one_or_none()


def parts(record: Record) -> dict[str, PartLine]:
    """The words of a record, by part."""
    query = sa.select(RecordPart.name, RecordPart.id, RecordPart.text, RecordPart.version)
    rows = db.session.execute(query.where(RecordPart.record_id == record.id))
    return {name: PartLine(part_id, text, version) for name, part_id, text, version in rows}


def beside(record: Record) -> list[Beside]:
    """Texts that wait to be put together, the earliest first."""
    query = (
        sa.select(OtherText.id, RecordPart.name, OtherText.text, Person.called_name, OtherText.written_at)
        .join(RecordPart, RecordPart.id == OtherText.part_id)
        .join(Person, Person.id == OtherText.written_by_id)
        .where(RecordPart.record_id == record.id)
        .order_by(OtherText.written_at, OtherText.id)
    )
    return [Beside(*row) for row in db.session.execute(query)]


def items(meeting: Meeting) -> list[RecordItem]:
    """What was on the agenda, in order."""
    query = (
        sa.select(
            AgendaItem.id,
            AgendaItem.title,
            AgendaItem.kind,
            AgendaItem.finished_at,
            _named(AgendaItem.raised_by_id, AgendaItem.house_id),
        )
        .outerjoin(Person, Person.id == AgendaItem.raised_by_id)
        .where(AgendaItem.meeting_id == meeting.id, AgendaItem.house_id == meeting.house_id)
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return [RecordItem(*row) for row in db.session.execute(query)]


def _named(person_id: sa.orm.attributes.InstrumentedAttribute[int | None], house_id: object) -> sa.ColumnElement[str]:
    """A name, while its owner says yes to standing in records."""
    name = sa.func.coalesce(Person.called_name, "")
    return sa.case((consented(Purpose.names, person_id, house_id), name), else_="")


def who_was_there(meeting: Meeting) -> dict[Answer, list[str]]:
    """What people say of being there, by answer; "" for whoever is not named in records."""
    query = (
        sa.select(Attendance.answer, sa.case((_may_be_named(Attendance), Person.called_name), else_=""))
        .join(Person, Person.id == Attendance.person_id)
        .where(Attendance.meeting_id == meeting.id)
        .order_by(Person.called_name, Person.id)
    )
    said: dict[Answer, list[str]] = {}
    for answer, name in db.session.execute(query):
        said.setdefault(answer, []).append(name)
    return said


def who_did_what(meeting: Meeting) -> list[tuple[Part, str]]:
    """The roles of that day; "" for whoever is not named in records."""
    query = (
        sa.select(MeetingRole.part, sa.case((_may_be_named(MeetingRole), Person.called_name), else_=""))
        .join(Person, Person.id == MeetingRole.person_id)
        .where(MeetingRole.meeting_id == meeting.id, MeetingRole.standing == Standing.accepted)
    )
    rows = [(row[0], row[1]) for row in db.session.execute(query)]
    return sorted(rows, key=lambda row: list(Part).index(row[0]))


def _may_be_named(kind: type[Attendance | MeetingRole]) -> sa.ColumnElement[bool]:
    return consented(Purpose.names, kind.person_id, kind.house_id)


def decisions(meeting: Meeting) -> list[DecisionLine]:
    """What came of proposals of this meeting, word for word."""
    query = (
        sa.select(Decision.id, Decision.number, Decision.title, Decision.text, Decision.review_on)
        .join(Proposal, Proposal.id == Decision.proposal_id)
        .where(Decision.house_id == meeting.house_id, Proposal.meeting_id == meeting.id)
        .order_by(Decision.number)
    )
    return [DecisionLine(*row) for row in db.session.execute(query)]


def corrections(record: Record) -> list[CorrectionLine]:
    """What was suggested, in the order it came."""
    query = (
        sa.select(
            Correction.id,
            Correction.text,
            Correction.status,
            Correction.reason,
            Correction.suggested_at,
            Correction.settled_at,
            Meeting.starts_at,
            _named(Correction.suggested_by_id, Correction.house_id),
        )
        .join(Person, Person.id == Correction.suggested_by_id)
        .outerjoin(Meeting, Meeting.id == Correction.noted_in_id)
        .where(Correction.record_id == record.id)
        .order_by(Correction.suggested_at, Correction.id)
    )
    return [CorrectionLine(*row) for row in db.session.execute(query)]
