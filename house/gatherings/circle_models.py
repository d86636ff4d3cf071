"""Tables of circles and workshops: what one is, each time it meets, who hosts it, and what people say of coming."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, InCalendar, words_enum
from house.gatherings.circle_plan import LONGEST, MOST_PLACES
from house.series.standing import AtWallTime


class Circle(Base):
    """A circle or a workshop: what it is like, and how it goes on. When it meets stands in its sessions."""

    __tablename__ = "circle"
    __table_args__ = (
        sa.CheckConstraint(f"capacity BETWEEN 1 AND {MOST_PLACES}", name="capacity"),
        # An id that came again would be another circle in the trace.
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    series_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("series.id"), unique=True)  # none: it is once
    title: Mapped[str] = mapped_column(sa.String(LONGEST["title"]))
    quiet_title: Mapped[str] = mapped_column(sa.String(LONGEST["quiet_title"]))  # "": "Circle"
    about: Mapped[str] = mapped_column(sa.String(LONGEST["about"]))
    sensory: Mapped[str] = mapped_column(sa.String(LONGEST["sensory"]))
    agreement: Mapped[str] = mapped_column(sa.String(LONGEST["agreement"]))
    place: Mapped[str] = mapped_column(sa.String(LONGEST["place"]))
    link: Mapped[str] = mapped_column(sa.String(LONGEST["link"]))  # shown on pages of the house alone
    capacity: Mapped[int | None] = mapped_column(sa.SmallInteger)  # besides the hosts; none: as many as like
    is_drop_in: Mapped[bool]
    is_listening_fine: Mapped[bool]
    version: Mapped[int] = mapped_column(sa.Integer, default=0)  # how often its words were changed
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # from then on it meets no more
    seeks_host_since: Mapped[datetime | None]  # a host has gone, and nobody has said yet how it goes on


class CircleSession(InCalendar, AtWallTime, Base):
    """One time a circle meets."""

    __tablename__ = "circle_session"
    __table_args__ = (
        sa.UniqueConstraint("series_id", "original_start"),
        sa.CheckConstraint(f"capacity BETWEEN 1 AND {MOST_PLACES}", name="capacity"),
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.CheckConstraint("(series_id IS NULL) = (original_start IS NULL)", name="comes_from_a_series"),
        sa.CheckConstraint("called_off_at IS NOT NULL OR called_off_why = ''", name="a_word_why_it_is_called_off"),
        sa.Index("ix_circle_session_house_id_ends_at", "house_id", "ends_at"),
        sa.Index("ix_circle_session_circle_id_starts_at", "circle_id", "starts_at"),
        # An id that came again would be somebody's old calendar entry.
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    circle_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("circle.id"))
    place: Mapped[str] = mapped_column(sa.String(LONGEST["place"]))
    capacity: Mapped[int | None] = mapped_column(sa.SmallInteger)  # its circle's, or more: fewer count from no answer
    called_off_at: Mapped[datetime | None]
    called_off_why: Mapped[str] = mapped_column(sa.String(LONGEST["why"]), default="")
    # Off with those before it, and still here for whoever said something of it alone: to others that would tell.
    is_left: Mapped[bool] = mapped_column(default=False)


class CircleHost(Base):
    """Somebody hosts a circle, or is asked to."""

    __tablename__ = "circle_host"
    __table_args__ = (sa.UniqueConstraint("circle_id", "person_id"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    circle_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("circle.id"))
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime]
    since: Mapped[datetime | None]  # none: they are asked, and have not answered


class Standing(StrEnum):
    """What somebody says of one time a circle meets, or how they stand on its quiet waiting list.

    Who says nothing has no row. Once it is over nobody has: who was there is kept nowhere.
    """

    coming = "coming"
    might = "might"
    not_this_time = "not this time"
    waits = "waits"
    offered = "place offered"


class CircleAnswer(Base):
    """What one person says of one time a circle meets; theirs alone, but for a name they show."""

    __tablename__ = "circle_answer"
    __table_args__ = (
        sa.UniqueConstraint("session_id", "person_id"),
        sa.CheckConstraint(
            "(standing = 'place offered') = (offered_until IS NOT NULL)", name="an_offer_stands_until_an_instant"
        ),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    session_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("circle_session.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    standing: Mapped[Standing] = mapped_column(words_enum(Standing, "circle_standing"))
    offered_until: Mapped[datetime | None]
    shows_name: Mapped[bool]
    said_at: Mapped[datetime]  # of those who wait, whoever said so first is offered a place first
    news_at: Mapped[datetime | None]  # it was moved or called off then, and they have not seen it yet
