"""Tables of trust: shares, looks and changes. Looks and changes are only ever added."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, words_enum


class Audience(StrEnum):
    """Who may read a private thing besides its owner."""

    only_me = "only me"
    person = "a person"
    on_shift = "whoever is on shift"
    workers = "all peer workers"
    house = "the house"


ON_CALL = "whoever is on call"  # the basis of a look by a share that says so
BESIDE = "typed beside them"  # the basis of the look of who typed it; it is no answer to a share


class Share(Base):
    """The owner of one private thing lets an audience read it, until they end it. "Only me" has no share."""

    __tablename__ = "share"
    __table_args__ = (
        sa.CheckConstraint("audience <> 'only me'", name="widens"),
        sa.CheckConstraint("(audience = 'a person') = (person_id IS NOT NULL)", name="names_the_person"),
        sa.Index("ix_share_house_id_kind_since", "house_id", "kind", "since"),
        sa.Index("ix_share_kind_thing_id", "kind", "thing_id"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    kind: Mapped[str] = mapped_column(sa.String(30))  # "check-in"
    thing_id: Mapped[int]
    owner_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    audience: Mapped[Audience] = mapped_column(words_enum(Audience, "audience"))
    person_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    # With whoever is on shift: who is on call reads it too. Its owner alone ticks that (DOMAIN, invariant 4).
    on_call: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    withdrawn_at: Mapped[datetime | None]


class Look(Base):
    """Somebody other than its owner read a private thing. It outlives the thing, so nothing points at it."""

    __tablename__ = "look"
    __table_args__ = (
        sa.Index("ix_look_owner_id_at", "owner_id", "at"),
        sa.Index("ix_look_kind_thing_id", "kind", "thing_id"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    owner_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    viewer_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(sa.String(30))
    thing_id: Mapped[int]
    basis: Mapped[str] = mapped_column(sa.String(40))  # the audience that let them
    at: Mapped[datetime]


class Change(Base):
    """Something in the house was changed: who, what, when, and never the words."""

    __tablename__ = "change"
    __table_args__ = (
        sa.Index("ix_change_house_id_at", "house_id", "at"),
        sa.Index("ix_change_kind_thing_id", "kind", "thing_id"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    actor_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))  # none: "someone in the house"
    kind: Mapped[str] = mapped_column(sa.String(30))
    thing_id: Mapped[int]
    action: Mapped[str] = mapped_column(sa.String(40))
    at: Mapped[datetime]


def _refuse(_mapper: Any, _connection: Any, row: Base) -> None:
    raise RuntimeError(f"A {row.__tablename__} stays as it was written.")


for _kind in (Look, Change):
    event.listen(_kind, "before_update", _refuse)
    event.listen(_kind, "before_delete", _refuse)
