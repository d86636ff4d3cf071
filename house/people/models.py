"""Tables of people: houses, persons, memberships, invites, ways to sign in and support lines."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from house.db import Base, BigId, HouseId, Id, Sealed, words_enum
from house.tokens import new_token
from house.viewer import Role


class Way(StrEnum):
    """How somebody came to be signed in on a device."""

    password = "password"  # noqa: S105  # the word, not one
    passkey = "passkey"
    card = "re-entry card"
    invite = "invite"
    set_up = "set-up"


class House(Base):
    """A home with its own people, time zone and rooms."""

    __tablename__ = "house"
    id: Mapped[Id]
    name: Mapped[str] = mapped_column(sa.String(80))
    quiet_name: Mapped[str] = mapped_column(sa.String(40), default="Home")  # in feeds and texts
    timezone: Mapped[str] = mapped_column(sa.String(60))
    country: Mapped[str] = mapped_column(sa.String(2))
    locale: Mapped[str] = mapped_column(sa.String(10), default="en")
    phone_sealed: Mapped[bytes | None]
    made_at: Mapped[datetime]
    rows_until: Mapped[date]  # meetings and turns stand as rows up to this day
    settle_at: Mapped[datetime | None]  # the next instant at which somebody's going takes effect (going.py)
    help_code: Mapped[str] = mapped_column(sa.String(40), unique=True, default=new_token)  # of its outside-help page

    phone = Sealed()


class Person(Base):
    """Somebody. They may live in or work for several houses, and may have no account at all."""

    __tablename__ = "person"
    id: Mapped[Id]
    called_name: Mapped[str] = mapped_column(sa.String(40))
    pronouns: Mapped[str] = mapped_column(sa.String(40), default="")
    sign_in_name: Mapped[str | None] = mapped_column(sa.String(40), unique=True)  # as signing_in.name_to_find makes it
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    # A password chosen by a re-entry card opens what was private before the card only from this instant on.
    password_opens_at: Mapped[datetime | None]
    made_at: Mapped[datetime]

    memberships: Mapped[list["Membership"]] = relationship(back_populates="person", lazy="raise")


class Membership(Base):
    """One person in one house in one role, for a time. A resident's membership is their stay."""

    __tablename__ = "membership"
    __table_args__ = (
        sa.CheckConstraint("ended_at IS NULL OR ended_at > started_at", name="ends_after_start"),
        sa.CheckConstraint("settled_at IS NULL OR ended_at IS NOT NULL", name="settled_has_ended"),
        sa.Index("ix_membership_house_id_ended_at", "house_id", "ended_at"),
        sa.Index(
            "uq_membership_in_force",
            "house_id",
            "person_id",
            "role",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(words_enum(Role, "role"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # may lie ahead
    private_since: Mapped[datetime]  # what was private to them here before this is of an earlier time, and stays closed
    settled_at: Mapped[datetime | None]  # when the rooms were told that it has ended
    clears_at: Mapped[datetime | None]  # when what was private to them here is cleared

    person: Mapped[Person] = relationship(back_populates="memberships", lazy="raise")

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"private_since": values.get("started_at"), **values})


class SetUpLink(Base):
    """A one-time link that opens the set-up of a new house. It stands before any house."""

    __tablename__ = "set_up_link"
    id: Mapped[Id]
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Invite(Base):
    """A one-time link by which one person joins a house in one role.

    With a `person_id` it gives an account to somebody who belongs to the house already and never signed in.
    """

    __tablename__ = "invite"
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    role: Mapped[Role] = mapped_column(words_enum(Role, "invite_role"))
    called_name: Mapped[str] = mapped_column(sa.String(40))  # so that whoever made it can tell their invites apart
    person_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    made_by_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class ReentryLink(Base):
    """A re-entry card: a one-time link by which a person who can't sign in comes in, and may choose a new password."""

    __tablename__ = "reentry_link"
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    made_by_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))  # none: the command line
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    replaced_hash: Mapped[str | None] = mapped_column(sa.String(200))  # the password before, in case it was not them
    undone_at: Mapped[datetime | None]  # "that wasn't me"


class Passkey(Base):
    """A passkey: what a phone or a key of somebody's has signed with, and can sign with again (WebAuthn)."""

    __tablename__ = "passkey"
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int]
    label: Mapped[str] = mapped_column(sa.String(60))
    made_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    opens_at: Mapped[datetime | None]  # made after a re-entry card: earlier private things open from this instant on


class SignIn(Base):
    """A person signed in on one device. Ending it ends it everywhere the old cookie may still lie."""

    __tablename__ = "sign_in"
    id: Mapped[Id]
    house_id: Mapped[HouseId]  # the house on screen
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    device_label: Mapped[str] = mapped_column(sa.String(60))
    network_hash: Mapped[
        bytes | None
    ]  # where it began, keyed: guessing from elsewhere does not hold the owner off there
    is_shared_device: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    confirmed_at: Mapped[datetime]  # when a password was last shown on this device
    awake_since: Mapped[datetime]  # when this stretch of use began
    ended_at: Mapped[datetime | None]
    way: Mapped[Way] = mapped_column(words_enum(Way, "way"), default=Way.password)
    reentry_link_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("reentry_link.id"), index=True)
    private_opens_at: Mapped[datetime | None]  # until then, what was private before the card stays closed here
    card_seen_at: Mapped[datetime | None]  # up to when this device has been told of re-entry cards


class SignInTry(Base):
    """A try to sign in, kept for 15 minutes to slow down guessing. Names and addresses only as keyed hashes."""

    __tablename__ = "sign_in_try"
    id: Mapped[Id]
    whose_hash: Mapped[bytes]  # of an account or of a network
    at: Mapped[datetime]

    __table_args__ = (sa.Index("ix_sign_in_try_whose_hash_at", "whose_hash", "at"),)


class SupportLine(Base):
    """Outside help: a number to call or text, checked by somebody on a day."""

    __tablename__ = "support_line"
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    label: Mapped[str] = mapped_column(sa.String(80))
    what_for: Mapped[str] = mapped_column(sa.String(160), default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    sms: Mapped[str] = mapped_column(sa.String(40), default="")
    url: Mapped[str] = mapped_column(sa.String(300), default="")
    hours: Mapped[str] = mapped_column(sa.String(80), default="")
    is_24_7: Mapped[bool] = mapped_column(default=False)
    is_emergency: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(sa.Integer)
    checked_on: Mapped[date | None]
    flagged_at: Mapped[datetime | None]  # somebody said that it does not answer
    checked_by_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))
