"""Find what a view is about and hold it while it is changed: the house, then the meeting, then the thing.

Everybody takes them in this order, so nobody waits in a circle; and while the house is held, nothing moves from one
meeting to another.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import abort, request

from house.db import Base, db
from house.meetings.models import AgendaItem, Meeting
from house.meetings.record_models import Correction, OtherText, Record, RecordPart
from house.meetings.taking_part import MeetingRole, Thought
from house.people.holding import hold_house
from house.viewer import Viewer, get_viewer
from house.web import fetch

Thing = TypeVar("Thing", bound=Base)
May = Callable[[Viewer, Any], bool]


def hold_meeting(meeting_id: int, may: Callable[[Viewer, Meeting], bool]) -> Meeting:
    """A meeting; 404 as `fetch` says."""
    _hold_the_house()
    return fetch(Meeting, meeting_id, may)


def hold_item(item_id: int, may: Callable[[Viewer, AgendaItem], bool]) -> tuple[Meeting, AgendaItem]:
    """A thing on an agenda, and its meeting."""
    return _hold(AgendaItem, item_id, may, sa.select(AgendaItem.meeting_id))


def hold_role(role_id: int, may: Callable[[Viewer, MeetingRole], bool]) -> tuple[Meeting, MeetingRole]:
    """Somebody's role, or their being asked for one, and its meeting."""
    return _hold(MeetingRole, role_id, may, sa.select(MeetingRole.meeting_id))


def hold_thought(thought_id: int, may: Callable[[Viewer, Thought], bool]) -> tuple[Meeting, Thought]:
    """A thought, and the meeting it goes to."""
    goes_to = sa.func.coalesce(Thought.meeting_id, AgendaItem.meeting_id)
    where_to = sa.select(goes_to).outerjoin(AgendaItem, AgendaItem.id == Thought.item_id)
    return _hold(Thought, thought_id, may, where_to)


def hold_record(meeting_id: int, may: Callable[[Viewer, Meeting], bool]) -> tuple[Meeting, Record]:
    """A meeting and its record."""
    meeting = hold_meeting(meeting_id, may)
    return meeting, _record(Record.meeting_id == meeting.id)


def hold_text(text_id: int, may: Callable[[Viewer, Meeting], bool]) -> tuple[Meeting, Record, RecordPart, OtherText]:
    """A text that was kept beside a part, with the part and the record."""
    record_id = sa.select(RecordPart.record_id).join(OtherText, OtherText.part_id == RecordPart.id)
    meeting, record = _hold_through(record_id.where(OtherText.id == text_id), may)
    text = fetch(OtherText, text_id, lambda viewer, text: True)
    return meeting, record, db.session.get_one(RecordPart, text.part_id, with_for_update=True), text


def hold_correction(correction_id: int, may: Callable[[Viewer, Meeting], bool]) -> tuple[Meeting, Record, Correction]:
    """A correction, and the record it is about."""
    record_id = sa.select(Correction.record_id).where(Correction.id == correction_id)
    meeting, record = _hold_through(record_id, may)
    return meeting, record, fetch(Correction, correction_id, lambda viewer, correction: True)


def _hold_through(record_id: sa.Select[int], may: Callable[[Viewer, Meeting], bool]) -> tuple[Meeting, Record]:
    _hold_the_house()
    mine = (Record.id == record_id.scalar_subquery(), Record.house_id == get_viewer().house_id)
    meeting_id = db.session.scalar(sa.select(Record.meeting_id).where(*mine))
    meeting = fetch(Meeting, meeting_id or 0, may)
    return meeting, _record(*mine)


def _record(*which: sa.ColumnElement[bool]) -> Record:
    query = sa.select(Record).where(*which)
    found = db.session.scalars(query.with_for_update() if request.method == "POST" else query).one_or_none()
    if found is None:
        abort(404)
    return found


def _hold(kind: type[Thing], thing_id: int, may: May, where_to: sa.Select[int]) -> tuple[Meeting, Thing]:
    _hold_the_house()
    own: Any = kind
    meeting_id = db.session.scalar(where_to.where(own.id == thing_id, own.house_id == get_viewer().house_id))
    if meeting_id is None:
        abort(404)
    meeting = fetch(Meeting, meeting_id, lambda viewer, meeting: True)
    return meeting, fetch(kind, thing_id, may)


def _hold_the_house() -> None:
    if request.method == "POST":
        hold_house(get_viewer().house_id)
