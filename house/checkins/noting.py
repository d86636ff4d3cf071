"""What happens to a contact note: its author writes and rewords it, its owner does all else.

As with check-ins, none of these acts writes a `Change`: it would be a count of contacts that outlives them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from house.checkins.models import About
from house.checkins.note_access import for_others
from house.checkins.note_models import (
    KIND,
    Contact,
    ContactNote,
    Made,
    NoteText,
    Saying,
    Starter,
    TakenNote,
)
from house.checkins.note_words import NoteWords, open_text, seal_text
from house.db import db
from house.people.sharing import Sharing
from house.trust.acts import end_shares, share
from house.trust.models import Audience, Share

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note as its author sends it."""

    owner_id: int
    about: About
    kind: Contact
    started_by: Starter
    made: Made
    words: NoteWords


def write(house_id: int, author_id: int, new: NewNote, now: datetime) -> ContactNote:
    """Keep a note. It is its owner's from here on, and its author reads it until they end that."""
    note = ContactNote(
        house_id=house_id,
        owner_id=new.owner_id,
        author_id=author_id,
        at=now - A_DAY if new.about is About.yesterday else now,
        is_of_the_day=new.about is not About.now,
        kind=new.kind,
        started_by=new.started_by,
        made=new.made,
        is_answered=False,
        written_at=now,
        changed_at=now,
    )
    db.session.add(note)
    db.session.flush()
    _say(note, Saying.written, new.words, now, new.made)
    share(house_id, new.owner_id, KIND, note.id, Audience.person, now, author_id)
    return note


def reword(note: ContactNote, made: Made, words: NoteWords, now: datetime) -> None:
    """Other words by its author, after those before. The same again changes nothing."""
    if _latest(note) == (made, words):
        return
    _say(note, Saying.written, words, now, made)
    note.made, note.is_answered, note.changed_at = made, False, now
    db.session.flush()


def _latest(note: ContactNote) -> tuple[Made, NoteWords]:
    return note.made, latest_words(note)


def latest_words(note: ContactNote) -> NoteWords:
    """The words of a note as they now are. Ask this only for its owner, or for a reader whose look is written."""
    written = (NoteText.note_id == note.id, NoteText.saying == Saying.written)
    query = sa.select(NoteText.id.label("text_id"), NoteText.words_sealed, NoteText.next_step_sealed).where(*written)
    return open_text(db.session.execute(query.order_by(NoteText.position.desc()).limit(1)).one())


def say(note: ContactNote, saying: Saying, text: str, now: datetime) -> None:
    """Its owner says something to it, in their own words; nobody else ever writes or changes these."""
    _say(note, saying, NoteWords(text), now)
    note.replied_at, note.is_answered = now, True
    db.session.flush()


def is_all_right(note: ContactNote, now: datetime) -> None:
    """Its owner has read it, and the words are all right."""
    note.agreed_at, note.is_answered = now, True
    db.session.flush()


def _say(note: ContactNote, saying: Saying, words: NoteWords, now: datetime, made: Made | None = None) -> None:
    last = db.session.scalar(sa.select(sa.func.max(NoteText.position)).where(NoteText.note_id == note.id)) or 0
    text = NoteText(house_id=note.house_id, note_id=note.id, position=last + 1, saying=saying, made=made, at=now)
    seal_text(text, words)
    db.session.add(text)
    db.session.flush()


# --- who reads it besides its owner ---


def share_with_others(note: ContactNote, sharing: Sharing, now: datetime) -> None:
    """Let others read it instead of those before; whether its author does is asked beside this."""
    if sharing == shared_with_others(note, now):
        return
    if sharing.person_id == note.author_id:
        end_shares(KIND, note.id, now, beside=note.author_id)
    whom = (sharing.audience, now, sharing.person_id, sharing.until, sharing.on_call)
    share(note.house_id, note.owner_id, KIND, note.id, *whom, beside=note.author_id)


def shared_with_others(note: ContactNote, now: datetime) -> Sharing:
    """Who may read it at this moment besides its owner and its author, and until when."""
    query = sa.select(Share.audience, Share.person_id, Share.until, Share.on_call).join(ContactNote, for_others(now))
    row = db.session.execute(query.where(ContactNote.id == note.id).limit(1)).first()
    return Sharing(row.audience, row.person_id, row.until, on_call=row.on_call) if row else Sharing()


def end_authors_reading(note: ContactNote, now: datetime) -> None:
    """From the next request on its author reads it no more, unless they are one of others whom it is shared with."""
    theirs = (Share.kind == KIND, Share.thing_id == note.id, Share.person_id == note.author_id)
    ended = sa.update(Share).where(*theirs, Share.withdrawn_at.is_(None)).values(withdrawn_at=now)
    db.session.execute(ended.execution_options(synchronize_session=False))


# --- gone ---


def withdraw(note: ContactNote, now: datetime) -> None:
    """It was about somebody else: its words are gone, and whom it reached sees only that it happened."""
    gone = TakenNote(house_id=note.house_id, owner_id=note.owner_id, author_id=note.author_id, at=now)
    db.session.add(gone)
    delete(ContactNote.id == note.id)


def delete(*which: sa.ColumnElement[bool]) -> None:
    """Gone at once, with all that was said and with whom it was shared. Looks stay: they are a promise."""
    notes = sa.select(ContactNote.id).where(*which)
    for kind, of_these in (
        (Share, (Share.kind == KIND, Share.thing_id.in_(notes))),
        (NoteText, (NoteText.note_id.in_(notes),)),
        (ContactNote, which),
    ):
        db.session.execute(sa.delete(kind).where(*of_these).execution_options(synchronize_session=False))
