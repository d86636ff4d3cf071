"""Tables of planning ahead: periods that are drafted and published, pattern weeks, changes after publishing."""

from datetime import date, datetime, time
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, words_enum
from house.rosters.plan import ShiftKind


class RosterPeriod(Base):
    """Some days of the roster, drafted and published together. Under way and finished are read from its days."""

    __tablename__ = "roster_period"
    __table_args__ = (
        sa.UniqueConstraint("house_id", "first_day"),
        sa.CheckConstraint("last_day >= first_day", name="ends_after_start"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    first_day: Mapped[date]
    last_day: Mapped[date]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))


class PatternShift(Base):
    """A shift of one of the pattern weeks (A is 0), which are copied into periods in turn."""

    __tablename__ = "pattern_shift"
    __table_args__ = (
        sa.CheckConstraint("week >= 0 AND weekday BETWEEN 0 AND 6", name="is_in_a_week"),
        sa.Index("ix_pattern_shift_house_id_week", "house_id", "week", "weekday"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    week: Mapped[int] = mapped_column(sa.SmallInteger)
    weekday: Mapped[int] = mapped_column(sa.SmallInteger)  # Monday is 0
    kind: Mapped[ShiftKind] = mapped_column(words_enum(ShiftKind, "shift_kind"))
    worker_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    from_time: Mapped[time]
    to_time: Mapped[time]
    asleep_from: Mapped[time]
    asleep_to: Mapped[time]
    visible_label: Mapped[str] = mapped_column(sa.String(60), default="")


class Why(StrEnum):
    """Why somebody a copied shift was meant for does not have it."""

    not_here = "not here"
    leave = "on leave"
    cannot = "can't"
    twice = "twice at once"


class LeftOpen(Base):
    """A shift that was copied and has nobody, since it does not fit whom it was meant for."""

    __tablename__ = "shift_left_open"
    shift_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("shift.id"), primary_key=True, autoincrement=False)
    house_id: Mapped[HouseId]
    meant_for_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    why: Mapped[Why] = mapped_column(words_enum(Why, "left_open_why"))


class Altered(StrEnum):
    """What happened to a shift after its roster was published."""

    added = "added"
    given = "given"
    taken = "taken"
    changed = "changed"
    opened = "opened"
    swapped = "swapped"
    called_off = "called off"


class ShiftAlteration(Base):
    """One change after publishing: how it was, how it is. Whoever had the shift and whoever has it now are told.

    It waits for each of the two on their Today until they say that they saw it; whoever changed it knows of it.
    """

    __tablename__ = "shift_alteration"
    __table_args__ = (
        sa.Index("ix_shift_alteration_shift_id_at", "shift_id", "at"),
        sa.Index("ix_shift_alteration_house_id_at", "house_id", "at"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    shift_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("shift.id"))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))  # None: they moved on
    what: Mapped[Altered] = mapped_column(words_enum(Altered, "shift_altered"))
    worker_before_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    worker_after_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    starts_before: Mapped[datetime]
    ends_before: Mapped[datetime]
    starts_after: Mapped[datetime]
    ends_after: Mapped[datetime]
    before_saw_at: Mapped[datetime | None]  # when whoever had it said that they saw the change
    after_saw_at: Mapped[datetime | None]  # the same of whoever has it now
