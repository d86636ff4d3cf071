"""Tables of what goes on between people: swaps, doing something together, thanks, and drafts of the list."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.chores.kinds import Mode, SwapStatus
from house.db import Base, BigId, HouseId, Id, InCalendar, words_enum

_ASKED = sa.text("status = 'asked'")


class Swap(Base):
    """Somebody asks somebody else to take their turn, for one of theirs or for nothing. It needs a yes."""

    __tablename__ = "swap"
    __table_args__ = (
        sa.CheckConstraint("from_id <> to_id", name="two_people"),
        sa.Index("uq_swap_asked", "turn_id", unique=True, sqlite_where=_ASKED, postgresql_where=_ASKED),
        sa.Index("ix_swap_house_id_to_id_status", "house_id", "to_id", "status"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    turn_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("turn.id"))
    for_turn_id: Mapped[int | None] = mapped_column(
        BigId, sa.ForeignKey("turn.id"), index=True
    )  # what they take instead
    from_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    to_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    status: Mapped[SwapStatus] = mapped_column(words_enum(SwapStatus, "swap_status"), default=SwapStatus.asked)
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class Together(InCalendar, Base):
    """Somebody does something at a time, and others can join in: "I'm doing dishes at 4"."""

    __tablename__ = "together"
    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.Index("ix_together_house_id_starts_at", "house_id", "starts_at"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    turn_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("turn.id"), index=True)
    by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    what: Mapped[str] = mapped_column(sa.String(80))
    mode: Mapped[Mode] = mapped_column(words_enum(Mode, "together_mode"))
    for_residents: Mapped[bool]  # whether only those see it who live here
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    called_off_at: Mapped[datetime | None]


class TogetherJoiner(Base):
    """Somebody joins in."""

    __tablename__ = "together_joiner"
    __table_args__ = (sa.UniqueConstraint("together_id", "person_id"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    together_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("together.id"))
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)


class Thanks(Base):
    """Thanks from one person to another, for a turn."""

    __tablename__ = "thanks"
    __table_args__ = (
        sa.CheckConstraint("from_id <> to_id", name="two_people"),
        sa.UniqueConstraint("turn_id", "from_id", "to_id"),
        sa.Index("ix_thanks_house_id_said_at", "house_id", "said_at"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    turn_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("turn.id"))
    from_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    to_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    words: Mapped[str] = mapped_column(sa.String(200), default="")
    is_signed: Mapped[bool]
    for_all: Mapped[bool]  # whether the house reads it too
    said_at: Mapped[datetime]


class ChoreDraft(Base):
    """A chore as somebody would have it: what the house decides on. It changes nothing until then."""

    __tablename__ = "chore_draft"
    __table_args__ = (sa.Index("ix_chore_draft_house_id_closed_at", "house_id", "closed_at"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    chore_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("chore.id"), index=True)  # none: a new one
    by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    plan: Mapped[str] = mapped_column(sa.Text)  # the whole chore, as kept.py writes it
    why: Mapped[str] = mapped_column(sa.String(200), default="")
    decision: Mapped[int | None] = mapped_column(sa.Integer)  # its number in the decision book, once decided
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]  # in effect, or set aside
