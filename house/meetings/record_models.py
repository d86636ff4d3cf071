"""Tables of the record of a meeting: its parts, texts that met, corrections, and what was taken out."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, words_enum


class RecordStatus(StrEnum):
    """Where a record stands. The meeting's own status says the same in its own row."""

    drafted = "drafted"
    open_for_comments = "open for comments"
    accepted = "accepted"


class Record(Base):
    """What a meeting leaves behind: what was done, and not who said what. Accepted, its text stays as it is."""

    __tablename__ = "record"
    __table_args__ = (
        sa.CheckConstraint("(status = 'accepted') = (accepted_at IS NOT NULL)", name="accepted_at"),
        sa.Index("ix_record_house_id_status", "house_id", "status"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    meeting_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("meeting.id"), unique=True)
    status: Mapped[RecordStatus] = mapped_column(
        words_enum(RecordStatus, "record_status"), default=RecordStatus.drafted
    )
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # when the meeting did; none: nobody said so
    opened_at: Mapped[datetime | None]  # for comments
    accepted_at: Mapped[datetime | None]
    # What came next, as it stood when the record was accepted.
    next_meeting_at: Mapped[datetime | None]
    next_host_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))
    # Fewer came than the house wants for a decision, so what was agreed stays provisional.
    is_conversation_only: Mapped[bool] = mapped_column(default=False, server_default=sa.false())


class RecordPart(Base):
    """The words of one part: the summary, one thing on the agenda, thanks, or anything else.

    `version` counts what was kept; `sheet` is the page that kept it last, so that one page never meets itself.
    """

    __tablename__ = "record_part"
    __table_args__ = (sa.UniqueConstraint("record_id", "name"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    record_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("record.id"))
    name: Mapped[str] = mapped_column(sa.String(30))  # "summary", "thanks", "more", or "item-12"
    text: Mapped[str] = mapped_column(sa.Text, default="")
    version: Mapped[int] = mapped_column(sa.Integer, default=1)
    sheet: Mapped[str] = mapped_column(sa.String(64), default="")
    written_by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    written_at: Mapped[datetime]


class OtherText(Base):
    """Somebody wrote a part while another one kept theirs: it is kept beside that until people put them together."""

    __tablename__ = "other_text"
    __table_args__ = (sa.UniqueConstraint("part_id", "sheet"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    part_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("record_part.id", ondelete="CASCADE"))
    sheet: Mapped[str] = mapped_column(sa.String(64))
    text: Mapped[str] = mapped_column(sa.Text)
    written_by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    written_at: Mapped[datetime]


class CorrectionStatus(StrEnum):
    """What became of a correction."""

    suggested = "suggested"
    included = "included"  # before the record was accepted: its words say so now
    noted = "noted"  # after: beside the words, which stay
    not_taken = "not taken"


class Correction(Base):
    """Somebody says what a record should say instead."""

    __tablename__ = "correction"
    __table_args__ = (
        sa.CheckConstraint("(status = 'suggested') = (settled_at IS NULL)", name="settled_at"),
        sa.CheckConstraint("(status = 'not taken') = (reason <> '')", name="not_taken_with_a_reason"),
        sa.Index("ix_correction_record_id_status", "record_id", "status"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    record_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("record.id"))
    suggested_by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    text: Mapped[str] = mapped_column(sa.Text)
    status: Mapped[CorrectionStatus] = mapped_column(words_enum(CorrectionStatus, "correction_status"))
    suggested_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(sa.String(300), default="")
    # Noted at this meeting: the latest one that had begun.
    noted_in_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("meeting.id"))


class TakenOut(Base):
    """Private words were taken out of a record at the request of a person they name; who asked is not kept here.

    The words are gone. `mark` is their keyed hash (HMAC-SHA-256): whoever still has them can show that these are they.
    """

    __tablename__ = "taken_out"
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    record_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("record.id"), index=True)
    at: Mapped[datetime]
    mark: Mapped[bytes] = mapped_column(sa.LargeBinary)
