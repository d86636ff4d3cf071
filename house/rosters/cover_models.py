"""Tables of cover: who is asked for a shift that has nobody, and who would swap with whom."""

from datetime import datetime, time
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, words_enum
from house.rosters.plan import ShiftKind


class Answer(StrEnum):
    """What somebody who is asked says; it is told to nobody."""

    yes = "yes"
    not_this_time = "not this time"


class CoverAsk(Base):
    """One worker is asked whether they can take an open shift. It goes when the shift is over."""

    __tablename__ = "cover_ask"
    __table_args__ = (
        sa.UniqueConstraint("shift_id", "person_id"),
        sa.Index("ix_cover_ask_person_id_asked_at", "person_id", "asked_at"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    shift_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("shift.id"))
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    answer: Mapped[Answer | None] = mapped_column(words_enum(Answer, "cover_answer"))
    answered_at: Mapped[datetime | None]


class SwapStanding(StrEnum):
    """Where a swap of two shifts stands."""

    asked = "asked"
    waits = "waits"  # both said yes, and a coordinator is asked
    done = "done"
    let_go = "let go"


class ShiftSwap(Base):
    """A worker would give one of their shifts for one of somebody else's."""

    __tablename__ = "shift_swap"
    __table_args__ = (
        sa.CheckConstraint("shift_id <> other_shift_id", name="two_shifts"),
        sa.Index("ix_shift_swap_house_id_standing", "house_id", "standing"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    shift_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("shift.id"), index=True)
    other_shift_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("shift.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    asked_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    standing: Mapped[SwapStanding] = mapped_column(words_enum(SwapStanding, "swap_standing"))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]


class RosterWish(Base):
    """What a worker likes to be asked for; without a row they are asked for everything."""

    __tablename__ = "roster_wish"
    __table_args__ = (sa.UniqueConstraint("house_id", "person_id"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    is_asked: Mapped[bool]
    is_asked_for_nights: Mapped[bool]
    quiet_from: Mapped[time | None]  # by the clock of the house; in these hours nothing is asked of them
    quiet_to: Mapped[time | None]
    changed_at: Mapped[datetime]


class KindWish(Base):
    """A kind of shift that a worker likes, or would rather not have; a kind without a row is fine."""

    __tablename__ = "kind_wish"
    __table_args__ = (sa.UniqueConstraint("house_id", "person_id", "kind"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    kind: Mapped[ShiftKind] = mapped_column(words_enum(ShiftKind, "shift_kind"))
    is_liked: Mapped[bool]
