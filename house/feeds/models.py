"""The tables of calendar links."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, Sealed, words_enum


class Scope(StrEnum):
    """What a calendar link carries."""

    my_things = "my things"
    my_shifts = "my shifts"
    whos_on = "who's on"
    house_life = "house life"
    coverage = "coverage"  # for coordinators alone


class Detail(StrEnum):
    """How much its titles say."""

    full = "full"
    quiet = "quiet"
    busy = "busy"


class Reminder(StrEnum):
    """When a calendar program that reads it rings."""

    none = "none"
    ten_minutes = "10 minutes"
    hour = "1 hour"
    evening = "the evening before"


class Feed(Base):
    """A secret address by which one calendar program reads one person's calendar.

    What was built for it last is kept here too, so that asking again builds nothing. It is sealed: its titles may say
    who meets whom. It goes when the link ends.
    """

    __tablename__ = "feed"
    __table_args__ = (sa.Index("ix_feed_owner_id_house_id", "owner_id", "house_id"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    owner_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    scope: Mapped[Scope] = mapped_column(words_enum(Scope, "scope"))
    detail: Mapped[Detail] = mapped_column(words_enum(Detail, "detail"))
    label: Mapped[str] = mapped_column(sa.String(40))
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    last_fetched_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]  # switched off, or its owner moved on
    kinds: Mapped[str] = mapped_column(
        sa.String(200), default="", server_default=sa.text("''")
    )  # "": all that its scope has
    reminder: Mapped[Reminder] = mapped_column(
        words_enum(Reminder, "reminder"), default=Reminder.none, server_default=Reminder.none.value
    )
    programs: Mapped[str] = mapped_column(
        sa.String(400), default="", server_default=sa.text("''")
    )  # that read it: programs.py
    kept_for: Mapped[str | None] = mapped_column(sa.String(64))  # the state of the house it was built for
    kept_until: Mapped[datetime | None]  # when the clock alone may change it
    etag: Mapped[str | None] = mapped_column(sa.String(64))
    changed_at: Mapped[datetime | None]  # when its bytes last changed
    built: Mapped[int] = mapped_column(
        sa.Integer, default=0, server_default=sa.text("0")
    )  # how often, so that no build is lost
    # Last, so that a row is looked up without them.
    body_sealed: Mapped[bytes | None]  # base64 of its bytes, compressed
    parts_sealed: Mapped[bytes | None]  # what the bytes are made of, entry by entry

    body = Sealed()
    parts = Sealed()


NOTHING_KEPT = {"kept_for": None, "kept_until": None, "etag": None, "body_sealed": None, "parts_sealed": None}


class FeedMark(Base):
    """A number for each house that moves with every change that a calendar could show."""

    __tablename__ = "feed_mark"
    house_id: Mapped[int] = mapped_column(
        BigId, sa.ForeignKey("house.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(sa.BigInteger)
