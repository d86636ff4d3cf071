"""Tables of belonging to a house: consents, stepping back, photos, and what the house settled."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, Private, words_enum


class Purpose(StrEnum):
    """What a consent is for. Nothing here is needed to live in the house or to use it (DOMAIN, invariant 9)."""

    names = "names in records"
    photo = "photo"
    whos_home = "who is home"
    texts = "reminders by text"
    mail = "reminders by e-mail"
    push = "reminders on my phone"
    calendar = "calendar detail"
    pass_on = "pass-on lines"  # noqa: S105  # no password


class Consent(Base):
    """Somebody said yes to one purpose, in one version of its words, until they take it back."""

    __tablename__ = "consent"
    __table_args__ = (
        sa.Index("ix_consent_house_id_person_id", "house_id", "person_id"),
        sa.Index(
            "uq_consent_in_force",
            "house_id",
            "person_id",
            "purpose",
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        ),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    purpose: Mapped[Purpose] = mapped_column(words_enum(Purpose, "purpose"))
    text_version: Mapped[int] = mapped_column(sa.SmallInteger)
    given_at: Mapped[datetime]
    how: Mapped[str] = mapped_column(sa.String(40))  # "on the welcome page"
    still_ok_at: Mapped[datetime]  # when they last said that it is still ok; a year later they are asked
    withdrawn_at: Mapped[datetime | None]


class PresenceKind(StrEnum):
    """How somebody steps back. There is no column for a reason, here or anywhere."""

    away = "away"
    resting = "resting"
    lighter = "lighter share"
    not_today = "not today"


class Presence(Private, Base):
    """Somebody steps back for some days of the house; with no last day, until they say."""

    __tablename__ = "presence"
    __table_args__ = (
        sa.CheckConstraint("to_day IS NULL OR to_day > from_day", name="ends_after_start"),
        sa.CheckConstraint("share_quarters BETWEEN 0 AND 3", name="share_quarters"),
        sa.Index("ix_presence_house_id_person_id_from_day", "house_id", "person_id", "from_day"),
    )
    house_id: Mapped[HouseId]
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    kind: Mapped[PresenceKind] = mapped_column(words_enum(PresenceKind, "presence_kind"))
    from_day: Mapped[date]
    to_day: Mapped[date | None]  # the day after the last
    share_quarters: Mapped[int] = mapped_column(sa.SmallInteger)  # of a full share of the chores: 0 to 3 quarters
    made_at: Mapped[datetime]


class Photo(Private, Base):
    """Somebody's photo, small and written anew by us. It is shown while they have said yes to that."""

    __tablename__ = "photo"
    __table_args__ = (sa.UniqueConstraint("house_id", "person_id"),)
    house_id: Mapped[HouseId]
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    picture: Mapped[bytes]  # WebP
    made_at: Mapped[datetime]


class NotWith(Private, Base):
    """Somebody would rather not be put together with another. It is theirs alone: the other never learns of it.

    It can stand twice: who came in by a re-entry card says it as if for the first time.
    """

    __tablename__ = "not_with"
    house_id: Mapped[HouseId]
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    other_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    said_at: Mapped[datetime]


class RoleAction(StrEnum):
    """What is asked about the role of coordinator."""

    make = "make a coordinator"
    end = "end being a coordinator"


class RoleAsk(Base):
    """A coordinator asks that somebody becomes one, or is one no longer; a second one agrees (DOMAIN, settled 12).

    While there is only one, it takes effect after 24 hours instead, and the house sees it coming.
    """

    __tablename__ = "role_ask"
    __table_args__ = (sa.Index("ix_role_ask_house_id_asked_at", "house_id", "asked_at"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    action: Mapped[RoleAction] = mapped_column(words_enum(RoleAction, "role_action"))
    asked_by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    takes_effect_at: Mapped[datetime | None]  # only where there was no second coordinator to ask
    agreed_by_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))
    agreed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class HouseSetting(Base):
    """Something this house does its own way, and the decision that rests on."""

    __tablename__ = "house_setting"
    __table_args__ = (sa.UniqueConstraint("house_id", "name"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    name: Mapped[str] = mapped_column(sa.String(40))
    value: Mapped[str] = mapped_column(sa.String(80))
    rests_on: Mapped[str] = mapped_column(sa.String(200))  # "House meeting of 3 May"
    changed_by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    changed_at: Mapped[datetime]


class ExportLink(Base):
    """A link by which somebody who has moved on still takes their things along, for 30 days."""

    __tablename__ = "export_link"
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
