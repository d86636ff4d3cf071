"""What happens to meetings: one is called off or put back on, something comes onto an agenda or off it again."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from house.db import db
from house.meetings.access import can_be_put_back_on, is_ahead, is_open
from house.meetings.models import AgendaItem, Meeting, Status
from house.meetings.script import Kind
from house.trust.acts import note_change

MOST_ITEMS = 200


class AgendaClosed(Exception):
    """The meeting is over or called off, so nothing comes onto its agenda or off it."""


class AgendaFull(Exception):
    """The agenda has as many items as it can hold."""


class NotAhead(Exception):
    """The meeting is not one that can still be called off: it is over, or called off already."""


class NotCalledOff(Exception):
    """The meeting is not one that can be put back on: it is on already, or its time has passed."""


@dataclass(frozen=True, slots=True)
class ItemWords:
    """What somebody brings to a meeting."""

    title: str
    kind: Kind
    minutes_hint: int | None = None
    content_note: str = ""


def add_item(meeting: Meeting, by_id: int | None, words: ItemWords, now: datetime) -> AgendaItem:
    """Put something on an agenda, last. Raises `AgendaClosed` and `AgendaFull`.

    `by_id` None: it is unsigned, and nobody is stored with it, in the trace neither. So a screen that the house shares,
    or somebody without an account, can bring something too.
    """
    item = put_last(meeting, by_id, words, now)
    note_change(meeting.house_id, by_id, "agenda item", item.id, "added", now)
    return item


def put_last(meeting: Meeting, raised_by_id: int | None, words: ItemWords, now: datetime) -> AgendaItem:
    """The last thing on an agenda from now on. Raises `AgendaClosed` and `AgendaFull`."""
    _lock(meeting)
    if not is_open(meeting, now):
        raise AgendaClosed
    item = AgendaItem(
        house_id=meeting.house_id,
        meeting_id=meeting.id,
        raised_by_id=raised_by_id,
        title=words.title,
        kind=words.kind,
        minutes_hint=words.minutes_hint,
        content_note=words.content_note,
        position=_next_position(meeting),
        added_at=now,
    )
    db.session.add(item)
    db.session.flush()
    return item


def _next_position(meeting: Meeting) -> int:
    # The meeting is locked, so of two who add at once the second counts the first one's item.
    agenda = sa.select(sa.func.count(), sa.func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting.id)
    count, last = db.session.execute(agenda).one()
    if count >= MOST_ITEMS:
        raise AgendaFull
    return int(last or 0) + 1


def take_off(item: AgendaItem, by_id: int, now: datetime) -> None:
    """Take one's own item off the agenda; it is gone, and the thoughts under it. Raises `AgendaClosed`."""
    meeting = db.session.get_one(Meeting, item.meeting_id, with_for_update=True, populate_existing=True)
    if not is_ahead(meeting, now):
        raise AgendaClosed
    note_change(item.house_id, by_id, "agenda item", item.id, "taken off", now)
    db.session.delete(item)
    db.session.flush()


def call_off(meeting: Meeting, by_id: int, why: str, now: datetime) -> None:
    """Call a meeting off, with a word why; its agenda stays. Raises `NotAhead`."""
    _lock(meeting)
    if not is_ahead(meeting, now):
        raise NotAhead
    meeting.status, meeting.called_off_why = Status.called_off, why
    _has_moved(meeting, by_id, "called off", now)


def put_back_on(meeting: Meeting, by_id: int, now: datetime) -> None:
    """A meeting that was called off happens after all. Raises `NotCalledOff`."""
    _lock(meeting)
    if not can_be_put_back_on(meeting, now):
        raise NotCalledOff
    meeting.status, meeting.called_off_why = Status.planned, ""
    _has_moved(meeting, by_id, "put back on", now)


def _lock(meeting: Meeting) -> None:
    # Locked and read afresh, so that what is asked of it next still holds when it is changed.
    db.session.refresh(meeting, with_for_update=True)


def _has_moved(meeting: Meeting, by_id: int, action: str, now: datetime) -> None:
    meeting.moved(now)
    db.session.flush()
    note_change(meeting.house_id, by_id, "meeting", meeting.id, action, now)
