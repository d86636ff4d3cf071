"""The table of what people asked for: since when it waits, and what came of it. What it is stays in the check-in."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Private, Sealed, words_enum


class Why(StrEnum):
    """Why a check-in waits for somebody."""

    need = "a need"
    known = "to be known"  # "I want someone to know"
    before = "from before"  # shared before needs were kept: whether it asks for something is known once it is read


class Step(StrEnum):
    """What somebody who read it said came of it."""

    seen = "seen"
    arranged = "arranged"
    answered = "answered"


class NeedSignal(Private, Base):
    """A check-in that asks for something, and what came of it. It has that check-in's id, and goes with it.

    That it was seen is read from looks. What is older than the share in force says nothing about that share.
    """

    __tablename__ = "need_signal"
    __table_args__ = (
        sa.CheckConstraint("(step IS NULL) = (said_at IS NULL)", name="said_with_its_time"),
        sa.CheckConstraint("(said_at IS NULL) = (said_by_id IS NULL)", name="said_by_somebody"),
        sa.Index("ix_need_signal_house_id_asked_at", "house_id", "asked_at"),
    )
    id: Mapped[int] = mapped_column(
        BigId, sa.ForeignKey("check_in.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    house_id: Mapped[HouseId]
    why: Mapped[Why] = mapped_column(words_enum(Why, "why"))
    asked_at: Mapped[datetime]  # the first time
    since: Mapped[datetime]  # the last time: "Yes, still" is one more
    step: Mapped[Step | None] = mapped_column(words_enum(Step, "step"))
    said_at: Mapped[datetime | None]
    said_by_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    reply_sealed: Mapped[bytes | None]
    closed_at: Mapped[datetime | None]

    reply = Sealed()
