"""Thoughts sent ahead: words under one item of an agenda, or to the meeting as a whole."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from house.db import db
from house.meetings.access import is_ahead
from house.meetings.models import AgendaItem, Meeting
from house.meetings.taking_part import Thought
from house.people.models import Person
from house.trust.acts import note_change
from house.viewer import Viewer

MOST_THOUGHTS = 200  # to one meeting


class HasStarted(Exception):
    """The meeting has started, or is called off: thoughts are not sent ahead of it any more, and stay as they are."""


class EnoughThoughts(Exception):
    """The meeting has as many thoughts as it can hold."""


@dataclass(frozen=True, slots=True)
class ThoughtLine:
    """One thought; `item_id` None: to the meeting as a whole; `written_by` "": unsigned."""

    id: int
    item_id: int | None
    words: str
    written_by: str
    is_mine: bool


def is_open(meeting: Meeting, now: datetime) -> bool:
    """Whether thoughts can be sent, changed and taken away: until the meeting starts."""
    return is_ahead(meeting, now) and now < meeting.starts_at


def send(meeting: Meeting, item: AgendaItem | None, by_id: int | None, words: str, now: datetime) -> Thought:
    """Send a thought ahead. Raises `HasStarted` and `EnoughThoughts`. The meeting is held.

    `by_id` None: it is unsigned, and nobody is stored with it, in the trace neither.
    """
    _still_open(meeting, now)
    if _how_many(meeting) >= MOST_THOUGHTS:
        raise EnoughThoughts
    thought = Thought(
        house_id=meeting.house_id,
        meeting_id=None if item else meeting.id,
        item_id=item.id if item else None,
        written_by_id=by_id,
        words=words,
        written_at=now,
    )
    db.session.add(thought)
    db.session.flush()
    note_change(meeting.house_id, by_id, "thought", thought.id, "sent", now)
    return thought


def _how_many(meeting: Meeting) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(Thought).where(to(meeting))) or 0


def change(meeting: Meeting, thought: Thought, words: str, now: datetime) -> None:
    """Other words for one's own thought. Raises `HasStarted`."""
    _still_open(meeting, now)
    thought.words = words
    note_change(thought.house_id, thought.written_by_id, "thought", thought.id, "changed", now)


def take_away(meeting: Meeting, thought: Thought, now: datetime) -> None:
    """One's own thought is gone. Raises `HasStarted`."""
    _still_open(meeting, now)
    note_change(thought.house_id, thought.written_by_id, "thought", thought.id, "taken away", now)
    db.session.delete(thought)
    db.session.flush()


def _still_open(meeting: Meeting, now: datetime) -> None:
    if not is_open(meeting, now):
        raise HasStarted


def to(meeting: Meeting) -> sa.ColumnElement[bool]:
    """The condition that a thought goes to this meeting, or to something on its agenda."""
    items = sa.select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id)
    return sa.or_(Thought.meeting_id == meeting.id, Thought.item_id.in_(items))


def thoughts(viewer: Viewer, meeting: Meeting) -> list[ThoughtLine]:
    """Every thought sent to a meeting, in the order they came. One query."""
    query = (
        sa.select(
            Thought.id,
            Thought.item_id,
            Thought.words,
            sa.func.coalesce(Person.called_name, ""),
            sa.func.coalesce(Thought.written_by_id == viewer.person_id, sa.false()),
        )
        .outerjoin(Person, Person.id == Thought.written_by_id)
        .where(to(meeting), Thought.house_id == viewer.house_id)
        .order_by(Thought.written_at, Thought.id)
    )
    return [ThoughtLine(*row) for row in db.session.execute(query)]
