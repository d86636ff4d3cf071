"""Tables of rosters: how workers are reached, shifts, and the parts a shift is made of."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, InCalendar, Private, Sealed, words_enum
from house.rosters.plan import SegmentKind, ShiftKind


class ShiftStatus(StrEnum):
    """Where a shift stands. "On now" and "finished" are none of these: they are read from its times and the clock."""

    draft = "draft"
    open = "open"
    given = "given"
    confirmed = "confirmed"
    called_off = "called off"


WITH_SOMEONE = (ShiftStatus.given, ShiftStatus.confirmed)
ON_THE_ROSTER = (ShiftStatus.open, *WITH_SOMEONE)


class WorkerProfile(Private, Base):
    """What a peer worker tells the house of themselves. It goes when they move on."""

    __tablename__ = "worker_profile"
    __table_args__ = (sa.UniqueConstraint("house_id", "person_id"),)
    house_id: Mapped[HouseId]
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    reach_by_sealed: Mapped[bytes | None]
    how_i_support: Mapped[str] = mapped_column(sa.Text, default="")
    not_great_with: Mapped[str] = mapped_column(sa.Text, default="", server_default=sa.text("''"))
    languages: Mapped[str] = mapped_column(sa.String(120), default="", server_default=sa.text("''"))
    usual_days: Mapped[str] = mapped_column(sa.String(120), default="", server_default=sa.text("''"))
    changed_at: Mapped[datetime]

    reach_by = Sealed()  # a telephone number may stand in it


class Shift(InCalendar, Base):
    """Somebody's time for the house, across midnight too: one shift, on the list of the day it starts."""

    __tablename__ = "shift"
    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.CheckConstraint("status <> 'open' OR worker_id IS NULL", name="open_has_nobody"),
        sa.CheckConstraint("status NOT IN ('given', 'confirmed') OR worker_id IS NOT NULL", name="given_has_somebody"),
        sa.Index("ix_shift_house_id_starts_at", "house_id", "starts_at"),
        sa.Index("ix_shift_worker_id_starts_at", "worker_id", "starts_at"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    worker_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))
    kind: Mapped[ShiftKind] = mapped_column(words_enum(ShiftKind, "shift_kind"))
    status: Mapped[ShiftStatus] = mapped_column(words_enum(ShiftStatus, "shift_status"))
    visible_label: Mapped[str] = mapped_column(sa.String(60), default="")  # residents see this; the kind they don't
    starts_at: Mapped[datetime]  # of its first segment
    ends_at: Mapped[datetime]  # of its last segment
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    given_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    called_off_at: Mapped[datetime | None]
    sought_at: Mapped[datetime | None]  # since when cover is being found for whoever is not here yet
    altered_at: Mapped[datetime | None]  # when its times or its worker last changed after it was published


class Segment(Base):
    """One part of a shift: awake, asleep or on call. Planned in wall time, and turned into instants once."""

    __tablename__ = "segment"
    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.Index("ix_segment_house_id_starts_at", "house_id", "starts_at"),
        sa.Index("ix_segment_shift_id_starts_at", "shift_id", "starts_at"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    shift_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("shift.id"))
    kind: Mapped[SegmentKind] = mapped_column(words_enum(SegmentKind, "segment_kind"))
    local_start: Mapped[datetime] = mapped_column(sa.DateTime())  # house wall time, so without a zone
    local_end: Mapped[datetime] = mapped_column(sa.DateTime())
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
