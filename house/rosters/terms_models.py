"""Tables of what workers and the house agreed on: terms, agreements, time off, and the figures a roster is held to."""

from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, words_enum
from house.rosters.findings import AgreementKind, Check, Severity
from house.rosters.worked import Basis, Stream


class WorkerTerms(Base):
    """What somebody is employed for, where a coordinator noted it."""

    __tablename__ = "worker_terms"
    __table_args__ = (sa.UniqueConstraint("house_id", "person_id"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    stream: Mapped[Stream] = mapped_column(words_enum(Stream, "work_stream"))
    basis: Mapped[Basis] = mapped_column(words_enum(Basis, "hours_basis"))
    contracted_minutes: Mapped[int | None] = mapped_column(sa.Integer)
    changed_at: Mapped[datetime]


class WorkAgreement(Base):
    """What a worker agreed to with the house, for some days or from one on."""

    __tablename__ = "work_agreement"
    __table_args__ = (
        sa.CheckConstraint("last_day IS NULL OR last_day >= first_day", name="ends_after_start"),
        sa.Index("ix_work_agreement_house_id_first_day", "house_id", "first_day"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    kind: Mapped[AgreementKind] = mapped_column(words_enum(AgreementKind, "agreement_kind"))
    made_on: Mapped[date]
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))


class TimeOff(Base):
    """Days or hours in which a worker is not there; why is nobody's to know, so there is no column for it."""

    __tablename__ = "time_off"
    __table_args__ = (
        sa.CheckConstraint("last_day IS NULL OR last_day >= first_day", name="ends_after_start"),
        sa.CheckConstraint("weekday IS NULL OR weekday BETWEEN 0 AND 6", name="is_a_weekday"),
        sa.CheckConstraint("NOT is_leave OR (last_day IS NOT NULL AND weekday IS NULL)", name="leave_has_days"),
        sa.Index("ix_time_off_house_id_first_day", "house_id", "first_day"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    is_leave: Mapped[bool]
    first_day: Mapped[date]
    last_day: Mapped[date | None]  # None: from then on
    weekday: Mapped[int | None] = mapped_column(sa.SmallInteger)  # None: every day of them
    from_time: Mapped[time | None]  # None: the whole day
    to_time: Mapped[time | None]
    made_at: Mapped[datetime]


class RosterRules(Base):
    """Which figures the house holds its roster to, and when its pay periods begin."""

    __tablename__ = "roster_rules"
    __table_args__ = (sa.CheckConstraint("pay_days BETWEEN 7 AND 31", name="is_a_pay_period"),)
    house_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("house.id"), primary_key=True)
    pack: Mapped[str] = mapped_column(sa.String(20))
    pay_start: Mapped[date]
    pay_days: Mapped[int] = mapped_column(sa.SmallInteger)
    swaps_need_ok: Mapped[bool]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))


class RosterFigure(Base):
    """The house's own figure or loudness for one check."""

    __tablename__ = "roster_figure"
    __table_args__ = (sa.UniqueConstraint("house_id", "check_name"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    check_name: Mapped[Check] = mapped_column(words_enum(Check, "roster_check"))
    usual: Mapped[int | None] = mapped_column(sa.Integer)
    severity: Mapped[Severity | None] = mapped_column(words_enum(Severity, "roster_severity"))
    is_off: Mapped[bool]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
