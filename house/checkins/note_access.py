"""Who may read a contact note: the person it is about, its author while they let them, and whom they choose."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from house import clock
from house.checkins.access import reader
from house.checkins.note_models import KIND, ContactNote, Made
from house.db import db
from house.people import shares
from house.trust.access import Standing, in_force, is_open
from house.trust.models import Audience, Share
from house.viewer import Viewer

READ_BACK_WITHIN = timedelta(hours=72)


def is_mine(viewer: Viewer, note: ContactNote) -> bool:
    """A note belongs to the person it is about; one of an earlier time of theirs is closed."""
    return note.owner_id == viewer.person_id and is_open(viewer, note.written_at, clock.now())


def may_withdraw(viewer: Viewer, note: ContactNote) -> bool:
    """Its author takes a note about somebody else away until its owner has said anything; it shows them no words.

    Who came in by a re-entry card does not: the page says whom it is about.
    """
    is_open_to_them = _wrote(viewer, note) and not viewer.is_closed(clock.now())
    return is_open_to_them and not (note.agreed_at or note.replied_at)


def may_reword(viewer: Viewer, note: ContactNote) -> bool:
    """Its author, as long as they work here and its owner lets them read it by name."""
    return _wrote(viewer, note) and _is_let_by_name(viewer, note)


def _wrote(viewer: Viewer, note: ContactNote) -> bool:
    return viewer.is_worker and note.author_id == viewer.person_id


def may_print(viewer: Viewer, note: ContactNote) -> bool:
    """Its owner, or its author as long as they read it."""
    return is_mine(viewer, note) or may_reword(viewer, note)


def _is_let_by_name(viewer: Viewer, note: ContactNote) -> bool:
    now = clock.now()
    by_name = (Share.audience == Audience.person, readable(reader(viewer, now), now))
    query = sa.select(Share.id).join(ContactNote, ContactNote.id == Share.thing_id)
    return db.session.scalar(query.where(ContactNote.id == note.id, *by_name)) is not None


# --- one rule, and the same to the database ---


def may_read(reading: Standing, note: ContactNote, share: Share, now: datetime) -> bool:
    """Whether a share lets this reader read a note. `readable` says the same to the database.

    Its author reads it as a peer worker: somebody who has moved in since reads no notes of housemates they once wrote.
    """
    if share.kind != KIND or share.thing_id != note.id or not shares.may_read(reading, share, now):
        return False
    return reading.is_worker or not _is_authors(note, share)


def _is_authors(note: ContactNote, share: Share) -> bool:
    is_theirs = share.audience is Audience.person and share.person_id == note.author_id
    return is_theirs and share.since == note.written_at


def readable(reading: Standing, now: datetime) -> sa.ColumnElement[bool]:
    """The condition on `Share` and its `ContactNote` that `may_read` states."""
    by_share = (Share.thing_id == ContactNote.id, shares.readable(KIND, reading, now))
    return sa.and_(*by_share) if reading.is_worker else sa.and_(*by_share, ~is_authors())


def is_authors() -> sa.ColumnElement[bool]:
    """The condition that a share is the one its author has from the start, not one by which its owner chose them."""
    return sa.and_(
        Share.audience == Audience.person,
        Share.person_id == ContactNote.author_id,
        Share.since == ContactNote.written_at,
    )


def for_author(now: datetime) -> sa.ColumnElement[bool]:
    """The condition that a `Share` is in force and lets the author of its note read it by name."""
    return sa.and_(
        Share.kind == KIND,
        Share.thing_id == ContactNote.id,
        Share.audience == Audience.person,
        Share.person_id == ContactNote.author_id,
        in_force(now),
    )


def for_others(now: datetime) -> sa.ColumnElement[bool]:
    """The condition that a `Share` is in force and lets somebody else read its note."""
    return sa.and_(
        Share.kind == KIND,
        Share.thing_id == ContactNote.id,
        Share.person_id.is_distinct_from(ContactNote.author_id),
        in_force(now),
    )


def is_to_be_read_back() -> sa.ColumnElement[bool]:
    """The condition that the words of a note still wait to be read back to the person they are about."""
    return sa.and_(ContactNote.made == Made.later, ContactNote.is_answered.is_(False))
