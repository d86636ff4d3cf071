"""Reading notes: those about the viewer, and those they may read of others. All words of a note go through here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from house.checkins.access import basis as why_read
from house.checkins.access import reader
from house.checkins.note_access import for_author, for_others, is_authors, readable
from house.checkins.note_models import KIND, Contact, ContactNote, Made, NoteText, Saying, Starter, TakenNote
from house.checkins.note_words import NoteWords, open_text
from house.db import Instant, db
from house.people.models import Person
from house.people.sharing import Sharing
from house.trust.access import Standing, opened
from house.trust.acts import note_looks
from house.trust.models import Look, Share
from house.viewer import Viewer

WROTE_IT = "wrote it"  # the basis of its author's looks
_Owner, _Author, _Whom = aliased(Person), aliased(Person), aliased(Person)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said in a note."""

    saying: Saying
    made: Made | None
    at: datetime
    words: NoteWords


@dataclass(frozen=True, slots=True)
class Note:
    """A note with all that was said in it, in order."""

    id: int
    owner_id: int
    owner: str
    author_id: int
    author: str
    at: datetime
    is_of_the_day: bool
    kind: Contact
    started_by: Starter
    made: Made
    is_answered: bool
    written_at: datetime
    changed_at: datetime
    agreed_at: datetime | None
    replied_at: datetime | None
    seen_at: datetime | None
    said: tuple[Said, ...]

    @property
    def is_to_be_read_back(self) -> bool:
        return self.made is Made.later and not self.is_answered

    @property
    def words(self) -> NoteWords:
        """The words of its author as they now are."""
        return next(each.words for each in reversed(self.said) if each.saying is Saying.written)


_NOTE = (
    *(ContactNote.id, ContactNote.owner_id, _Owner.called_name.label("owner")),
    *(ContactNote.author_id, _Author.called_name.label("author")),
    *(ContactNote.at, ContactNote.is_of_the_day, ContactNote.kind, ContactNote.started_by, ContactNote.made),
    *(ContactNote.is_answered, ContactNote.written_at, ContactNote.changed_at),
    *(ContactNote.agreed_at, ContactNote.replied_at, ContactNote.seen_at),
)
_TEXT = (
    *(NoteText.id.label("text_id"), NoteText.saying, NoteText.made.label("text_made"), NoteText.at.label("said_at")),
    *(NoteText.words_sealed, NoteText.next_step_sealed),
)


def _with_all_said(*more: Any) -> sa.Select[*tuple[Any, ...]]:
    """Notes with their texts, newest note first and each text after the one before."""
    return (
        sa.select(*_NOTE, *_TEXT, *more)
        .join(NoteText, NoteText.note_id == ContactNote.id)
        .join(_Owner, _Owner.id == ContactNote.owner_id)
        .join(_Author, _Author.id == ContactNote.author_id)
        .order_by(ContactNote.written_at.desc(), ContactNote.id.desc(), NoteText.position)
    )


def _note(rows: list[Any]) -> Note:
    said = (Said(row.saying, row.text_made, row.said_at, open_text(row)) for row in rows)
    values: tuple[Any, ...] = (*rows[0][: len(_NOTE)], tuple(said))
    return Note(*values)


def _by_note(rows: Iterable[Any]) -> list[list[Any]]:
    return [list(of_one) for _id, of_one in groupby(rows, key=lambda row: row.id)]


def _page(of_whom: sa.Select[int], most: int, before: int | None) -> sa.Select[int]:
    """The ids of one page of notes, newest first: from the newest on, or from after one of the same notes."""
    if before is not None:
        mark = of_whom.with_only_columns(ContactNote.written_at).where(ContactNote.id == before).scalar_subquery()
        is_earlier = sa.or_(
            ContactNote.written_at < mark, sa.and_(ContactNote.written_at == mark, ContactNote.id < before)
        )
        of_whom = of_whom.where(sa.or_(mark.is_(None), is_earlier))
    return of_whom.order_by(ContactNote.written_at.desc(), ContactNote.id.desc()).limit(most)


# --- about the viewer ---


@dataclass(frozen=True, slots=True)
class OwnNote:
    """A note about the viewer, and who can read it now."""

    note: Note
    is_read_by_author: bool
    others: Sharing


@dataclass(frozen=True, slots=True)
class Taken:
    """A note that was about somebody else, and taken away."""

    by: str
    at: datetime


def my_notes(viewer: Viewer, most: int, now: datetime, before: int | None = None) -> list[OwnNote]:
    """The notes about the viewer, newest first; with `before`, those earlier than that one."""
    return _own(_page(sa.select(ContactNote.id).where(_about(viewer, now)), most, before), now)


def my_note(viewer: Viewer, note_id: int, now: datetime) -> OwnNote:
    """One note about the viewer."""
    [found] = _own(sa.select(ContactNote.id).where(ContactNote.id == note_id, _about(viewer, now)), now)
    return found


def _about(viewer: Viewer, now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(
        ContactNote.house_id == viewer.house_id,
        ContactNote.owner_id == viewer.person_id,
        opened(ContactNote.written_at, viewer, now),
    )


def _own(ids: sa.Select[int], now: datetime) -> list[OwnNote]:
    author_reads = sa.exists().where(for_author(now)).correlate(ContactNote).label("author_reads")
    others = (Share.audience, Share.person_id, Share.until, Share.on_call)
    query = (
        _with_all_said(*others, _Whom.called_name.label("whom"), author_reads)
        .outerjoin(Share, for_others(now))
        .outerjoin(_Whom, _Whom.id == Share.person_id)
        .where(ContactNote.id.in_(ids))
    )
    return [
        OwnNote(_note(rows), rows[0].author_reads, _others(rows[0])) for rows in _by_note(db.session.execute(query))
    ]


def _others(row: Any) -> Sharing:
    whom = (row.audience, row.person_id, row.until, row.whom or "", row.on_call)
    return Sharing(*whom) if row.audience else Sharing()


def see(viewer: Viewer, notes: Iterable[OwnNote], now: datetime) -> None:
    """Note that their owner has these on their page, so that nothing says any more that they are waiting."""
    new = [each.note.id for each in notes if each.note.seen_at is None or each.note.seen_at < each.note.changed_at]
    if new:
        seen = sa.update(ContactNote).where(ContactNote.id.in_(new), ContactNote.owner_id == viewer.person_id)
        db.session.execute(seen.values(seen_at=now).execution_options(synchronize_session=False))


def taken_away(viewer: Viewer, most: int, now: datetime) -> list[Taken]:
    """Notes that reached the viewer and were about somebody else: that it happened, and no more."""
    query = (
        sa.select(Person.called_name, TakenNote.at)
        .join(Person, Person.id == TakenNote.author_id)
        .where(
            TakenNote.house_id == viewer.house_id,
            TakenNote.owner_id == viewer.person_id,
            opened(TakenNote.at, viewer, now),
        )
        .order_by(TakenNote.at.desc(), TakenNote.id)
        .limit(most)
    )
    return [Taken(*row) for row in db.session.execute(query)]


# --- of others ---


@dataclass(frozen=True, slots=True)
class SharedNote:
    """Somebody's note, as a reader whose look is written may see it."""

    note: Note
    basis: str  # the audience it was shared with, or `WROTE_IT`
    is_new: bool  # there are words in it that this reader has not had on their page

    @property
    def is_authors(self) -> bool:
        """Whether the viewer wrote it."""
        return self.basis == WROTE_IT


def read_shared(viewer: Viewer, most: int, now: datetime, before: int | None = None) -> list[SharedNote]:
    """The notes that the viewer may read of others, newest first; the looks are written before anything is shown."""
    reading = reader(viewer, now)
    return _read(viewer, _page(_reached(reading, now), most, before), reading, now)


def read_one(viewer: Viewer, note_id: int, now: datetime) -> SharedNote:
    """One of them."""
    reading = reader(viewer, now)
    [found] = _read(viewer, _reached(reading, now).where(ContactNote.id == note_id), reading, now)
    return found


def _reached(reading: Standing, now: datetime) -> sa.Select[int]:
    a_share = sa.exists().where(readable(reading, now)).correlate(ContactNote)
    return sa.select(ContactNote.id).where(ContactNote.house_id == reading.house_id, a_share)


def _read(viewer: Viewer, ids: sa.Select[int], reading: Standing, now: datetime) -> list[SharedNote]:
    by = _by_which_share(reading, now)
    query = (
        _with_all_said(by.c.is_authors, by.c.audience, is_new_to(viewer.person_id, by.c.since).label("is_new"))
        .join(by, by.c.note_id == ContactNote.id)
        .where(ContactNote.id.in_(ids), _reaches_others(reading, by.c.since))
    )
    found = _by_note(db.session.execute(query))
    bases = [WROTE_IT if rows[0].is_authors else why_read(reading, rows[0].audience) for rows in found]
    # If this fails nothing below it runs, and if it is not kept no page is sent (once.py commits before answering).
    note_looks(
        viewer, KIND, [(rows[0].id, rows[0].owner_id, basis) for rows, basis in zip(found, bases, strict=True)], now
    )
    return [
        SharedNote(_note(rows), basis, rows[0].is_new and (basis != WROTE_IT or rows[0].replied_at is not None))
        for rows, basis in zip(found, bases, strict=True)
    ]


def _reaches_others(reading: Standing, since: Any) -> sa.ColumnElement[bool]:
    """The condition that a text is for whom its owner shares with: other words by the author only once they saw them.

    Or a note that is shared would be a way for its author to say something new about somebody to everyone.
    """
    return sa.or_(
        ContactNote.author_id == reading.person_id,
        NoteText.saying != Saying.written,
        NoteText.at <= since,
        ContactNote.seen_at >= NoteText.at,
        ContactNote.is_answered,
    )


def _by_which_share(reading: Standing, now: datetime) -> sa.Subquery:
    """By which of its shares each note reaches the reader: they may be of two audiences at once, or its author too."""
    return (
        sa.select(
            ContactNote.id.label("note_id"),
            sa.func.max(sa.case((is_authors(), 1), else_=0)).label("is_authors"),
            sa.func.min(Share.audience).label("audience"),
            sa.func.max(Share.since, type_=Instant()).label("since"),
        )
        .join(Share, readable(reading, now))
        .group_by(ContactNote.id)
        .subquery()
    )


def is_new_to(person_id: int, since: Any) -> sa.ColumnElement[bool]:
    """The condition that somebody has not read a note since it was shared, with all that stands in it by now."""
    return ~sa.exists().where(
        Look.kind == KIND,
        Look.thing_id == ContactNote.id,
        Look.viewer_id == person_id,
        Look.at >= since,
        Look.at >= ContactNote.changed_at,
        Look.at >= sa.func.coalesce(ContactNote.replied_at, ContactNote.changed_at),
    )


def name_of(person_id: int) -> str:
    """What somebody is called."""
    return db.session.execute(sa.select(Person.called_name).where(Person.id == person_id)).scalar_one()
