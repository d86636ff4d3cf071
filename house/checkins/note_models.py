"""Tables of contact notes: the notes, all that was ever said of each, offers of contact, and drafts.

There is no column for a mood, a risk, a score or for whether somebody does as asked: a peer worker cannot enter one
(DOMAIN, invariant 6).
"""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Private, Sealed, words_enum

KIND = "contact note"  # what shares and looks call it


class Contact(StrEnum):
    """What kind of contact it was."""

    chat = "a chat"
    text = "a text"
    knock = "a knock"
    activity = "an activity"
    phone = "a phone call"


class Starter(StrEnum):
    """Who started it."""

    resident = "resident"
    worker = "peer worker"


class Made(StrEnum):
    """How words came about: with the person beside, or to be read back to them."""

    together = "together"
    later = "to be read back"


class Saying(StrEnum):
    """What a text is: the words of the note, or what the person says to them."""

    written = "written"
    adds = "adds"
    rewords = "asks to reword"
    differently = "sees it differently"


class Answer(StrEnum):
    """What came of contact that was offered."""

    yes = "yes"
    not_today = "not today"
    no_reply = "no reply"


class ContactNote(Private, Base):
    """That a peer worker and a resident had contact. It belongs to the resident it is about, its owner.

    Its author reads it by a share to them by name, which begins with the note, and which the owner ends.
    """

    __tablename__ = "contact_note"
    __table_args__ = (
        sa.Index("ix_contact_note_house_id_owner_id_written_at", "house_id", "owner_id", "written_at"),
        sa.Index("ix_contact_note_house_id_author_id", "house_id", "author_id"),
    )
    house_id: Mapped[HouseId]
    owner_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    author_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    at: Mapped[datetime]  # the moment it is about
    is_of_the_day: Mapped[bool]  # about a day, not a moment; then `at` stands for no hour of it
    kind: Mapped[Contact] = mapped_column(words_enum(Contact, "contact"))
    started_by: Mapped[Starter] = mapped_column(words_enum(Starter, "starter"))
    made: Mapped[Made] = mapped_column(words_enum(Made, "made"))  # of the words as they now are
    is_answered: Mapped[bool]  # the owner has said something, or that it is all right, since these words
    written_at: Mapped[datetime]
    changed_at: Mapped[datetime]  # when its author last changed the words
    agreed_at: Mapped[datetime | None]  # when its owner last said that it is all right
    replied_at: Mapped[datetime | None]  # when its owner last said something to it
    seen_at: Mapped[datetime | None]  # when its owner last had it on their page


class NoteText(Private, Base):
    """One thing that was said in a note. None is ever changed: other words come after it, and all stand together.

    Those that are `written` are the author's; all others are the owner's own words.
    """

    __tablename__ = "note_text"
    __table_args__ = (
        sa.UniqueConstraint("note_id", "position"),
        sa.CheckConstraint("(saying = 'written') = (made IS NOT NULL)", name="says_how_it_was_made"),
    )
    house_id: Mapped[HouseId]
    note_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("contact_note.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(sa.Integer)
    saying: Mapped[Saying] = mapped_column(words_enum(Saying, "saying"))
    made: Mapped[Made | None] = mapped_column(words_enum(Made, "text_made"))
    at: Mapped[datetime]
    words_sealed: Mapped[bytes | None]
    next_step_sealed: Mapped[bytes | None]

    words = Sealed()
    next_step = Sealed()


class TakenNote(Private, Base):
    """That a note which was about somebody else was taken away. Whom it reached by mistake sees this, and no more."""

    __tablename__ = "taken_note"
    house_id: Mapped[HouseId]
    owner_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    author_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    at: Mapped[datetime]


class ContactOffer(Private, Base):
    """That contact was offered, and what came of it. It is never counted, and gone after 30 days."""

    __tablename__ = "contact_offer"
    house_id: Mapped[HouseId]
    owner_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    author_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[Contact] = mapped_column(words_enum(Contact, "offered"))
    answer: Mapped[Answer] = mapped_column(words_enum(Answer, "answer"))


class NoteDraft(Private, Base):
    """A note that is being written: its author's alone, one at a time, gone when it is kept or after 7 days.

    It is about nobody yet. Whom its author has chosen so far lies sealed among its words, so that no record about a
    resident stands here which they cannot list (DOMAIN, invariant 1); it becomes one when it is kept, and theirs.
    """

    __tablename__ = "note_draft"
    __table_args__ = (sa.UniqueConstraint("house_id", "author_id"),)
    house_id: Mapped[HouseId]
    author_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    kept_at: Mapped[datetime]
    fields_sealed: Mapped[bytes | None]

    fields = Sealed()
