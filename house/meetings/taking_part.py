"""Tables of taking part in a meeting: who comes, thoughts sent ahead, who does what, and what carries over."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, words_enum
from house.meetings.rotation import Part


class Answer(StrEnum):
    """What somebody says of a meeting. Who says nothing has no row: that is "unknown", and there is no reason."""

    there = "there"
    sent_thoughts = "sent thoughts"
    away = "away"


class Attendance(Base):
    """What one person says of whether they come, or came; theirs to change, before and after."""

    __tablename__ = "attendance"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "person_id"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    meeting_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    answer: Mapped[Answer] = mapped_column(words_enum(Answer, "answer"))
    said_at: Mapped[datetime]


class Thought(Base):
    """Words sent ahead, under one item or to the meeting as a whole. Unsigned, they hold no person."""

    __tablename__ = "thought"
    __table_args__ = (
        sa.CheckConstraint("(meeting_id IS NULL) <> (item_id IS NULL)", name="about_one_thing"),
        # An id that came again would sign another's words with the trace of the first.
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    # Under an item it goes where the item goes, so it names no meeting of its own.
    meeting_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("agenda_item.id", ondelete="CASCADE"), index=True)
    written_by_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))  # none: "someone in the house"
    words: Mapped[str] = mapped_column(sa.String(1000))
    written_at: Mapped[datetime]


class CarryOver(Base):
    """An item that a meeting did not finish stands on a later agenda: once, whoever taps first."""

    __tablename__ = "carry_over"
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    from_item_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("agenda_item.id", ondelete="CASCADE"), unique=True)
    to_item_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("agenda_item.id", ondelete="CASCADE"), unique=True)


class HappyTo(Base):
    """A resident is happy to be asked for a role. Nobody is, until they say so."""

    __tablename__ = "happy_to"
    __table_args__ = (sa.UniqueConstraint("house_id", "person_id", "part"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    part: Mapped[Part] = mapped_column(words_enum(Part, "happy_to_part"))
    since: Mapped[datetime]


class Standing(StrEnum):
    """How a role stands with somebody.

    "Not this time" is kept until the meeting is over, so that nobody asks again; "no longer" so that a late yes gets an
    answer.
    """

    offered = "offered"
    accepted = "accepted"
    not_this_time = "not this time"
    no_longer = "asked no longer"


LIVE = (Standing.offered, Standing.accepted)


class MeetingRole(Base):
    """Somebody is asked for a role in a meeting, or has it."""

    __tablename__ = "meeting_role"
    __table_args__ = (
        sa.Index(
            "uq_meeting_role_live",
            "meeting_id",
            "part",
            unique=True,
            sqlite_where=sa.text("standing IN ('offered', 'accepted')"),
            postgresql_where=sa.text("standing IN ('offered', 'accepted')"),
        ),
        sa.UniqueConstraint("meeting_id", "part", "person_id"),
        sa.Index("ix_meeting_role_house_id_person_id", "house_id", "person_id"),
        # Its id is somebody's calendar entry, and does not come again.
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    meeting_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("meeting.id", ondelete="CASCADE"))
    part: Mapped[Part] = mapped_column(words_enum(Part, "meeting_part"))
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    standing: Mapped[Standing] = mapped_column(words_enum(Standing, "standing"))
    changed_at: Mapped[datetime]
