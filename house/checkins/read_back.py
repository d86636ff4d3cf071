"""Notes of a peer worker's that are to be read back to the person they are about."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from house.checkins.note_access import is_to_be_read_back, readable
from house.checkins.note_models import ContactNote
from house.db import db
from house.people.models import Person
from house.trust.access import standing
from house.trust.models import Audience, Share
from house.viewer import Viewer
from house.when.words import stamp_words


@dataclass(frozen=True, slots=True)
class ToReadBack:
    """A note that waits to be read back: no words of it, and so no look."""

    id: int
    name: str  # what the person it is about is called
    since: str  # "Tue 4pm": since when its words are as they are


def to_read_back(viewer: Viewer, now: datetime) -> list[ToReadBack]:
    """The viewer's own notes that are to be read back, the longest waiting first, while they may read them."""
    if not viewer.is_worker:
        return []
    query = (
        sa.select(ContactNote.id, Person.called_name, ContactNote.changed_at)
        .join(Person, Person.id == ContactNote.owner_id)
        .where(waits_for(viewer, now))
        .order_by(ContactNote.changed_at, ContactNote.id)
    )
    return [
        ToReadBack(note_id, name, stamp_words(since, now, viewer.zone))
        for note_id, name, since in db.session.execute(query)
    ]


def waits_for(viewer: Viewer, now: datetime) -> sa.ColumnElement[bool]:
    """The condition that a note is the viewer's to read back: they wrote it, and its owner lets them read it."""
    by_name = standing(viewer, is_on_shift=False, now=now)  # whether they are on shift makes no difference to that
    may = sa.exists().where(Share.audience == Audience.person, readable(by_name, now))
    return sa.and_(
        ContactNote.house_id == viewer.house_id,
        ContactNote.author_id == viewer.person_id,
        is_to_be_read_back(),
        may.correlate(ContactNote),
    )
