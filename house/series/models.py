"""The tables of series: what repeats, from when, how far ahead its rows stand, and on which days it does not happen."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id


class Series(Base):
    """One repeating thing, in house wall time: seven stays seven when the clocks change."""

    __tablename__ = "series"
    __table_args__ = (
        sa.CheckConstraint("minutes > 0", name="lasts_a_while"),
        sa.Index("ix_series_house_id_kind_made_until", "house_id", "kind", "made_until"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    kind: Mapped[str] = mapped_column(sa.String(20))  # "meeting", "chore", "diary", "circle": which room has its rows
    rule: Mapped[str] = mapped_column(sa.String(200))  # an RRULE
    first_local: Mapped[datetime] = mapped_column(sa.DateTime())  # house wall time, so without a zone
    minutes: Mapped[int] = mapped_column(sa.Integer)
    ends_on: Mapped[date | None]  # the first day it no longer happens
    made_until: Mapped[date]  # its rows stand up to this day, which is not yet among them
    made_at: Mapped[datetime]


class SkippedDay(Base):
    """A day of a series on which it does not happen, known beforehand."""

    __tablename__ = "skipped_day"
    __table_args__ = (sa.UniqueConstraint("series_id", "day"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    series_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("series.id"))
    day: Mapped[date]  # of the house
    skipped_at: Mapped[datetime]
