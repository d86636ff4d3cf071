"""Somebody who belongs to no house any more takes their things along: for 30 days, by a link of their own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import Instant, db
from house.people.belonging import ExportLink
from house.people.models import House, Membership, Passkey, Person
from house.people.signing_in import belongs
from house.tokens import hash_token, new_token
from house.viewer import CARD_CLOSES_FOR, Role

PURPOSE = "taking along"


@dataclass(frozen=True, slots=True)
class LeftHouse:
    """A house that somebody has left, as long as what was private to them there is not cleared."""

    person_id: int
    called_name: str
    house_id: int
    house_name: str
    zone: ZoneInfo
    left_at: datetime
    until: datetime  # from then on it is cleared
    private_since: datetime


def find_left_house(person_id: int, now: datetime) -> LeftHouse | None:
    """The house somebody left last, if they belong to none now and can still take their things along.

    For the door: whoever has shown their own password or passkey is led on by `make_export_link`.
    """
    if belongs_anywhere(person_id, now):
        return None
    return _left(now, Membership.person_id == person_id)


def belongs_anywhere(person_id: int, now: datetime) -> bool:
    """Whether somebody belongs to any house now, or will."""
    ahead = Membership.ended_at.is_(None) | (Membership.ended_at > now)
    query = sa.select(Membership.id).where(Membership.person_id == person_id, ahead)
    return db.session.scalar(query.limit(1)) is not None


def _left(now: datetime, *which: sa.ColumnElement[bool]) -> LeftHouse | None:
    query = (
        sa.select(
            Person.id,
            Person.called_name,
            House.id,
            House.name,
            House.timezone,
            Membership.ended_at,
            Membership.clears_at,
            Membership.private_since,
        )
        .select_from(Membership)
        .join(Person, Person.id == Membership.person_id)
        .join(House, House.id == Membership.house_id)
        .where(Membership.ended_at <= now, Membership.clears_at > now, *which)
        .order_by(Membership.clears_at.desc(), Membership.private_since)
        .limit(1)
    )
    row: Any = db.session.execute(query).first()
    if row is None:
        return None
    own_id, called_name, house_id, house_name, timezone, *instants = row
    return LeftHouse(own_id, called_name, house_id, house_name, ZoneInfo(timezone), *instants)


def make_export_link(left: LeftHouse, now: datetime) -> str:
    """A fresh secret that opens this person's things of that house; the one before it ends."""
    own = sa.delete(ExportLink).where(ExportLink.person_id == left.person_id, ExportLink.house_id == left.house_id)
    db.session.execute(own)
    token = new_token()
    db.session.add(
        ExportLink(
            house_id=left.house_id,
            person_id=left.person_id,
            token_hash=hash_token(token, PURPOSE),
            made_at=now,
            expires_at=left.until,
        )
    )
    db.session.flush()
    return token


def find_by_link(token: str, now: datetime) -> LeftHouse | None:
    """What a link opens; None once it has run out, or its owner is of that house again and has their pages there."""
    query = sa.select(ExportLink).where(ExportLink.token_hash == hash_token(token, PURPOSE))
    link = db.session.scalars(query).one_or_none()
    if link is None or link.expires_at <= now or belongs(link.person_id, link.house_id, now):
        return None
    return _left(now, Membership.person_id == link.person_id, Membership.house_id == link.house_id)


def was_made(token: str) -> bool:
    """Whether a link was ever made, so that its page can say that it is over."""
    query = sa.select(ExportLink.id).where(ExportLink.token_hash == hash_token(token, PURPOSE))
    return db.session.scalar(query) is not None


def open_from(left: LeftHouse, now: datetime) -> datetime:
    """From when on what was private is open by the link: a re-entry card keeps closed what was before it, here too."""
    opens_at = sa.union_all(
        sa.select(Person.password_opens_at.label("at")).where(Person.id == left.person_id),
        sa.select(Passkey.opens_at).where(Passkey.person_id == left.person_id),
    ).subquery()
    latest: datetime | None = db.session.scalar(sa.select(sa.func.max(opens_at.c.at, type_=Instant())))
    if latest is None or latest <= now:
        return left.private_since
    return max(left.private_since, latest - CARD_CLOSES_FOR)


def was_only_resident(person_id: int) -> bool:
    """Whether somebody never held another role in any house: then their name can go. A look keeps who looked."""
    other = sa.select(Membership.id).where(Membership.person_id == person_id, Membership.role != Role.resident)
    return db.session.scalar(other.limit(1)) is None
