"""What is a person's own in meetings, to be taken along: what they brought and wrote, and what they did there."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import in_stretches
from house.meetings.action_mine import what_i_asked, what_i_offered
from house.meetings.models import AgendaItem, Meeting
from house.meetings.record_models import Correction, OtherText, Record, RecordPart
from house.meetings.running_models import WrittenDown
from house.meetings.taking_part import Attendance, HappyTo, MeetingRole, Thought
from house.mine import Section, fields


def mine(person_id: int, house_id: int, private_from: datetime, now: datetime) -> list[Section]:
    """Their own of meetings from an instant on. Behind what is unsigned nobody can be found, its owner included."""

    def own(kind: Any, person: Any) -> tuple[sa.ColumnElement[bool], ...]:
        return person == person_id, kind.house_id == house_id, Meeting.starts_at >= private_from

    happy = sa.select(HappyTo.part).where(HappyTo.person_id == person_id, HappyTo.house_id == house_id)
    return [
        *what_i_offered(person_id, house_id, private_from),
        *what_i_asked(person_id, house_id, private_from),
        _items(own(AgendaItem, AgendaItem.raised_by_id)),
        _thoughts(own(Thought, Thought.written_by_id)),
        _coming(own(Attendance, Attendance.person_id)),
        _roles(own(MeetingRole, MeetingRole.person_id)),
        _corrections(own(Correction, Correction.suggested_by_id)),
        _texts(own(OtherText, OtherText.written_by_id)),
        Section(
            "happy_to",
            _("What I am happy to be asked for"),
            _("Roles in house meetings."),
            fields(role=_("Role")),
            in_stretches(happy.order_by(HappyTo.part)),
        ),
    ]


def _items(own: tuple[sa.ColumnElement[bool], ...]) -> Section:
    query = sa.select(AgendaItem.title, AgendaItem.kind, AgendaItem.content_note, Meeting.title, Meeting.starts_at)
    return Section(
        "agenda_items",
        _("What I brought to meetings"),
        _("Under your name. What was brought without a name is not here."),
        fields(title=_("What"), kind=_("To"), content_note=_("A word before"), **_meeting_fields()),
        in_stretches(
            query.join(Meeting, Meeting.id == AgendaItem.meeting_id)
            .where(*own)
            .order_by(Meeting.starts_at, AgendaItem.position, AgendaItem.id)
        ),
    )


def _thoughts(own: tuple[sa.ColumnElement[bool], ...]) -> Section:
    goes_to = sa.func.coalesce(Thought.meeting_id, AgendaItem.meeting_id)
    query = (
        sa.select(Thought.words, sa.func.coalesce(AgendaItem.title, ""), Meeting.title, Meeting.starts_at)
        .outerjoin(AgendaItem, AgendaItem.id == Thought.item_id)
        .join(Meeting, Meeting.id == goes_to)
    )
    return Section(
        "thoughts",
        _("Thoughts I sent to meetings"),
        _("Under your name. What was sent without a name is not here."),
        fields(thought=_("Thought"), item=_("About"), **_meeting_fields()),
        in_stretches(query.where(*own).order_by(Meeting.starts_at, Thought.id)),
    )


def _coming(own: tuple[sa.ColumnElement[bool], ...]) -> Section:
    by_others = WrittenDown.by_id.is_not(None)
    query = sa.select(Attendance.answer, by_others, Meeting.title, Meeting.starts_at).outerjoin(
        WrittenDown, WrittenDown.attendance_id == Attendance.id
    )
    return Section(
        "coming",
        _("What I said of coming to meetings"),
        _("You can change it on the page of each meeting."),
        fields(answer=_("What"), written_by_others=_("Written down by somebody else"), **_meeting_fields()),
        in_stretches(query.join(Meeting, Meeting.id == Attendance.meeting_id).where(*own).order_by(Meeting.starts_at)),
    )


def _roles(own: tuple[sa.ColumnElement[bool], ...]) -> Section:
    query = sa.select(MeetingRole.part, MeetingRole.standing, Meeting.title, Meeting.starts_at)
    return Section(
        "meeting_roles",
        _("My roles in meetings"),
        _("Those you had, and those you are asked for."),
        fields(role=_("Role"), state=_("How it stands"), **_meeting_fields()),
        in_stretches(
            query.join(Meeting, Meeting.id == MeetingRole.meeting_id)
            .where(*own)
            .order_by(Meeting.starts_at, MeetingRole.id)
        ),
    )


def _corrections(own: tuple[sa.ColumnElement[bool], ...]) -> Section:
    query = sa.select(Correction.text, Correction.status, Correction.reason, Meeting.title, Meeting.starts_at)
    of_meeting = query.join(Record, Record.id == Correction.record_id).join(Meeting, Meeting.id == Record.meeting_id)
    return Section(
        "corrections",
        _("Corrections I suggested for records"),
        _("And what became of it."),
        fields(text=_("What"), state=_("How it stands"), reason=_("Why not"), **_meeting_fields()),
        in_stretches(of_meeting.where(*own).order_by(Correction.suggested_at, Correction.id)),
    )


def _texts(own: tuple[sa.ColumnElement[bool], ...]) -> Section:
    query = sa.select(OtherText.text, Meeting.title, Meeting.starts_at).join(
        RecordPart, RecordPart.id == OtherText.part_id
    )
    of_meeting = query.join(Record, Record.id == RecordPart.record_id).join(Meeting, Meeting.id == Record.meeting_id)
    return Section(
        "texts_for_records",
        _("What I wrote for records while somebody else did"),
        _("It waits to be put together with theirs."),
        fields(text=_("What"), **_meeting_fields()),
        in_stretches(of_meeting.where(*own).order_by(OtherText.written_at, OtherText.id)),
    )


def _meeting_fields() -> dict[str, str]:
    return {"meeting": _("Meeting"), "starts": _("When")}
