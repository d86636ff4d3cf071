"""What pages show of a record: its words part by part, who was there, what came of it, and its corrections."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from house.db import db
from house.meetings.access import comes_after
from house.meetings.action_models import Ask
from house.meetings.deciding import Decision, Proposal
from house.meetings.models import AgendaItem, Meeting
from house.meetings.record_models import Correction, CorrectionStatus, OtherText, Record, RecordPart
from house.meetings.rotation import Part
from house.meetings.script import Kind, part_name
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
    is_elsewhere: bool
    raised_by: str

    @property
    def part(self) -> str:
        return part_name(self.id)


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
class AskLine:
    """What was asked at a meeting."""

    id: int
    to_whom: str
    text: str


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
            AgendaItem.is_elsewhere,
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


@dataclass(frozen=True, slots=True)
class WhoWas:
    """Who was at a meeting, and who did what in it; a name is "" for whoever is not named in records."""

    said: dict[Answer, list[str]]
    roles: list[tuple[Part, str]]


def who_was(meeting: Meeting) -> WhoWas:
    """What people say of being there, and the roles of that day. One query."""
    rows: list[Any] = list(db.session.execute(_there(meeting).union_all(_roles(meeting))).all())
    was = WhoWas({}, [])
    for answer, part, name, _id in sorted(rows, key=lambda row: (row[2], row[3])):
        if answer:
            was.said.setdefault(Answer(answer), []).append(name)
        else:
            was.roles.append((Part(part), name))
    was.roles.sort(key=lambda row: list(Part).index(row[0]))
    return was


def _there(meeting: Meeting) -> sa.Select[*tuple[Any, ...]]:
    query = sa.select(Attendance.answer, sa.null(), _name(Attendance), Person.id)
    return query.join(Person, Person.id == Attendance.person_id).where(Attendance.meeting_id == meeting.id)


def _roles(meeting: Meeting) -> sa.Select[*tuple[Any, ...]]:
    query = sa.select(sa.null(), MeetingRole.part, _name(MeetingRole), Person.id)
    accepted = (MeetingRole.meeting_id == meeting.id, MeetingRole.standing == Standing.accepted)
    return query.join(Person, Person.id == MeetingRole.person_id).where(*accepted)


def _name(kind: type[Attendance | MeetingRole]) -> sa.ColumnElement[str]:
    return sa.case((_may_be_named(kind), Person.called_name), else_="")


def _may_be_named(kind: type[Attendance | MeetingRole]) -> sa.ColumnElement[bool]:
    return consented(Purpose.names, kind.person_id, kind.house_id)


def what_came(meeting: Meeting, record: Record) -> tuple[list[DecisionLine], list[AskLine]]:
    """What was decided and what was asked at a meeting; once its record is accepted, nothing comes to it. One query."""
    decided: sa.Select[*tuple[Any, ...]] = (
        sa.select(Decision.id, Decision.number, Decision.title, Decision.text, Decision.review_on)
        .join(Proposal, Proposal.id == Decision.proposal_id)
        .where(
            Decision.house_id == meeting.house_id,
            Proposal.meeting_id == meeting.id,
            *([Decision.decided_at <= record.accepted_at] if record.accepted_at else []),
        )
    )
    asked = sa.select(Ask.id, sa.null(), Ask.to_whom, Ask.text, Ask.reply_by).where(
        Ask.meeting_id == meeting.id,
        Ask.house_id == meeting.house_id,
        *([Ask.raised_at <= record.accepted_at] if record.accepted_at else []),
    )
    rows: list[Any] = list(db.session.execute(decided.union_all(asked)).all())
    decisions = sorted((DecisionLine(*row) for row in rows if row[1] is not None), key=lambda line: line.number)
    asks = sorted((AskLine(row[0], row[2], row[3]) for row in rows if row[1] is None), key=lambda line: line.id)
    return decisions, asks


@dataclass(frozen=True, slots=True)
class Following:
    """The meeting that comes after one; `host` None: nobody yet, "": somebody who is not named in records."""

    starts_at: datetime
    host: str | None


def following(meeting: Meeting, record: Record) -> Following | None:
    """The meeting after this one, and who hosts it; of an accepted record, as it stood then. One query."""
    if record.accepted_at is None:
        query = next_meeting_and_host(meeting).add_columns(_host_name(MeetingRole.person_id, MeetingRole.house_id))
        row = db.session.execute(query.outerjoin(Person, Person.id == MeetingRole.person_id)).first()
        return Following(row[0], row[2]) if row else None
    if record.next_meeting_at is None:
        return None
    name = sa.select(_host_name(Record.next_host_id, Record.house_id)).select_from(Record)
    named = name.outerjoin(Person, Person.id == Record.next_host_id).where(Record.id == record.id)
    return Following(record.next_meeting_at, db.session.scalar(named))


def next_meeting_and_host(meeting: Meeting) -> sa.Select[*tuple[Any, ...]]:
    """When the meeting after one starts, and the id of whoever hosts it."""
    hosts = sa.and_(
        MeetingRole.meeting_id == Meeting.id,
        MeetingRole.part == Part.host,
        MeetingRole.standing == Standing.accepted,
    )
    query = sa.select(Meeting.starts_at, MeetingRole.person_id).outerjoin(MeetingRole, hosts)
    return query.where(*comes_after(meeting)).order_by(Meeting.starts_at, Meeting.id).limit(1)


def _host_name(person_id: Any, house_id: Any) -> sa.ColumnElement[str | None]:
    named = consented(Purpose.names, person_id, house_id)
    return sa.case((person_id.is_(None), None), (named, Person.called_name), else_="")


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
