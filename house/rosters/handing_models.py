"""Tables of what goes from one shift to the next: work in the night, and lines that are passed on."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, Private, Sealed


class CallOut(Base):
    """Work in a night of sleep or while on call. There is no column for whom it was about."""

    __tablename__ = "call_out"
    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.Index("ix_call_out_house_id_starts_at", "house_id", "starts_at"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    shift_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("shift.id"), index=True)
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    noted_at: Mapped[datetime]


class HandoverLine(Private, Base):
    """A line for the next shift: about the house, or what a resident asked to pass on. It goes after 14 days."""

    __tablename__ = "handover_line"
    __table_args__ = (
        sa.CheckConstraint("(about_id IS NULL) = (asked_at IS NULL)", name="about_somebody_is_asked"),
        sa.Index("ix_handover_line_house_id_written_at", "house_id", "written_at"),
    )
    house_id: Mapped[HouseId]
    about_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)  # who asked for it
    written_by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    words_sealed: Mapped[bytes | None]
    written_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]

    words = Sealed()


class HandoverSeen(Base):
    """A worker who came on has read a line."""

    __tablename__ = "handover_seen"
    __table_args__ = (sa.UniqueConstraint("line_id", "person_id"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    line_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("handover_line.id"))
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    seen_at: Mapped[datetime]
