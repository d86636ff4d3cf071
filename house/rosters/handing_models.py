"""Tables of what goes from one shift to the next: work in the night, and lines that are passed on."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id


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
