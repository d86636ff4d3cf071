"""The table of calendar links."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, words_enum


class Scope(StrEnum):
    """What a calendar link carries."""

    my_things = "my things"


class Detail(StrEnum):
    """How much its titles say."""

    full = "full"
    quiet = "quiet"
    busy = "busy"


class Feed(Base):
    """A secret address by which one calendar program reads one person's calendar."""

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
