"""Tables of chores: what there is to do, each time it comes round, who has it and who did it."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.chores.kinds import Comes, Energy, PartOfDay, Way, WhenOver
from house.db import Base, BigId, HouseId, Id, InCalendar, words_enum


class Status(StrEnum):
    """Where a turn stands. "Still open" is none of these: it is read from its window and the day."""

    planned = "planned"
    suggested = "suggested"
    up_for_grabs = "up for grabs"
    taken = "taken"
    partly_done = "partly done"
    done = "done"
    let_go = "let go"
    paused = "paused"


WITH_SOMEONE = (Status.taken,)
# Suggested is with nobody yet; of what is partly done, somebody else can do the rest.
WITH_NOBODY = (Status.planned, Status.suggested, Status.up_for_grabs, Status.partly_done)
OPEN = (*WITH_NOBODY, *WITH_SOMEONE)


class Chore(Base):
    """Something the house keeps doing, in the size of one turn: 5 to 30 minutes."""

    __tablename__ = "chore"
    __table_args__ = (
        sa.CheckConstraint("minutes BETWEEN 5 AND 30", name="minutes"),
        sa.CheckConstraint("effort BETWEEN 1 AND 3", name="effort"),
        sa.CheckConstraint("window_days BETWEEN 1 AND 31", name="window_days"),
        sa.Index("ix_chore_house_id_is_active", "house_id", "is_active"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    series_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("series.id"), unique=True)
    name: Mapped[str] = mapped_column(sa.String(60))
    icon: Mapped[str] = mapped_column(sa.String(20), default="chores")  # a drawing of templates/_icons.html
    place: Mapped[str] = mapped_column(sa.String(60), default="")
    minutes: Mapped[int] = mapped_column(sa.SmallInteger)
    effort: Mapped[int] = mapped_column(sa.SmallInteger)
    energy: Mapped[Energy] = mapped_column(words_enum(Energy, "energy"), server_default=Energy.middle.value)
    good_enough: Mapped[str] = mapped_column(sa.String(200), default="")
    supplies: Mapped[str] = mapped_column(sa.String(200), server_default=sa.text("''"))
    needs_two: Mapped[bool] = mapped_column(server_default=sa.false())
    comes: Mapped[Comes] = mapped_column(words_enum(Comes, "comes"), server_default=Comes.by_calendar.value)
    window_days: Mapped[int] = mapped_column(sa.SmallInteger)  # how long each turn may wait for its moment
    part_of_day: Mapped[PartOfDay] = mapped_column(
        words_enum(PartOfDay, "part_of_day"), server_default=PartOfDay.any_time.value
    )
    when_over: Mapped[WhenOver] = mapped_column(
        words_enum(WhenOver, "when_over"), server_default=WhenOver.up_for_grabs.value
    )
    way: Mapped[Way] = mapped_column(words_enum(Way, "way"), server_default=Way.up_for_grabs.value)
    stays_a_week: Mapped[bool] = mapped_column(server_default=sa.false())  # one person all week, though it is daily
    rests_on: Mapped[int | None] = mapped_column(sa.Integer)  # the number of the decision it was last changed by
    stuck_since: Mapped[date | None]  # since when its shape has been asked about; none while it goes well
    is_active: Mapped[bool] = mapped_column(default=True)
    made_by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]


class Turn(InCalendar, Base):
    """One time a chore comes round, with the days in which it fits."""

    __tablename__ = "turn"
    __table_args__ = (
        sa.UniqueConstraint("series_id", "original_start"),
        sa.CheckConstraint("window_to > window_from", name="window"),
        sa.CheckConstraint("(status = 'done') = (done_at IS NOT NULL)", name="done_at"),
        sa.Index("ix_turn_house_id_window_from", "house_id", "window_from"),
        sa.Index("ix_turn_house_id_status_window_from", "house_id", "status", "window_from"),
        sa.Index("ix_turn_house_id_done_at", "house_id", "done_at"),
        sa.Index("ix_turn_chore_id_window_from", "chore_id", "window_from"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    chore_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("chore.id"))
    series_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("series.id"))
    original_start: Mapped[datetime] = mapped_column(sa.DateTime())  # house wall time: with its series, who it is
    window_from: Mapped[date]
    window_to: Mapped[date]  # the day after the last
    status: Mapped[Status] = mapped_column(words_enum(Status, "turn_status"), default=Status.up_for_grabs)
    done_at: Mapped[datetime | None]


class TurnHolder(Base):
    """Somebody has a turn. A turn has numbered places, so that of fifty people at once one gets each."""

    __tablename__ = "turn_holder"
    __table_args__ = (
        sa.UniqueConstraint("turn_id", "slot"),
        sa.UniqueConstraint("turn_id", "person_id"),
        sa.CheckConstraint("slot > 0", name="slot"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    turn_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("turn.id"))
    slot: Mapped[int] = mapped_column(sa.SmallInteger, default=1)
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    taken_at: Mapped[datetime]


class TurnDoer(Base):
    """Somebody did a turn, or a part of it, alone or with others."""

    __tablename__ = "turn_doer"
    __table_args__ = (sa.UniqueConstraint("turn_id", "person_id"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    turn_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("turn.id"))
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    is_part: Mapped[bool] = mapped_column(server_default=sa.false(), default=False)  # they left the rest to others
