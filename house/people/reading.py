"""What pages show of people: housemates, invites, my devices."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from house.db import db
from house.people.models import House, Invite, Membership, Person, ReentryLink, SignIn, Way
from house.people.signing_in import SHARED_STAY, how_long, in_force
from house.viewer import Role, Viewer


@dataclass(frozen=True, slots=True)
class InviteLine:
    """An invite that still waits."""

    id: int
    called_name: str
    role: Role
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A device I am signed in on."""

    id: int
    label: str
    way: Way
    started_at: datetime
    last_seen_at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class CardLine:
    """A re-entry card that was made for me."""

    made_by: str | None  # none: made at the server
    made_at: datetime
    used_at: datetime | None
    undone_at: datetime | None
    expires_at: datetime


def waiting_invites(house_id: int, now: datetime) -> list[InviteLine]:
    """Invites that nobody has used yet."""
    query = (
        sa.select(Invite.id, Invite.called_name, Invite.role, Invite.expires_at)
        .where(
            Invite.house_id == house_id,
            Invite.used_at.is_(None),
            Invite.withdrawn_at.is_(None),
            Invite.expires_at > now,
        )
        .order_by(Invite.made_at)
    )
    return [InviteLine(*row) for row in db.session.execute(query)]


def devices(viewer: Viewer, now: datetime) -> list[DeviceLine]:
    """Where I am signed in, this device first; sign-ins that have run out by themselves are no more there."""
    query = (
        sa.select(
            SignIn.id,
            SignIn.device_label,
            SignIn.way,
            SignIn.started_at,
            SignIn.last_seen_at,
            SignIn.id == viewer.sign_in_id,
        )
        .where(
            SignIn.person_id == viewer.person_id,
            SignIn.ended_at.is_(None),
            SignIn.started_at >= now - how_long(viewer),
            SignIn.is_shared_device.is_(False) | (SignIn.last_seen_at >= now - SHARED_STAY),
        )
        .order_by((SignIn.id == viewer.sign_in_id).desc(), SignIn.last_seen_at.desc())
        .limit(30)
    )
    return [DeviceLine(*row) for row in db.session.execute(query)]


def cards_for(person_id: int, since: datetime) -> list[CardLine]:
    """Re-entry cards made for a person since an instant, the newest first."""
    query = (
        sa.select(
            Person.called_name,
            ReentryLink.made_at,
            ReentryLink.used_at,
            ReentryLink.undone_at,
            ReentryLink.expires_at,
        )
        .outerjoin(Person, Person.id == ReentryLink.made_by_id)
        .where(ReentryLink.person_id == person_id, ReentryLink.made_at >= since)
        .order_by(ReentryLink.made_at.desc())
        .limit(20)
    )
    return [CardLine(*row) for row in db.session.execute(query)]


def account_here(house_id: int, person_id: int, now: datetime) -> str | None:
    """What somebody of this house who can have a way to sign in is called; None for anybody else."""
    query = (
        sa.select(Person.called_name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Person.id == person_id, Person.sign_in_name.is_not(None), Membership.house_id == house_id, in_force(now))
    )
    return db.session.scalar(query.limit(1))


def my_houses(person_id: int, now: datetime) -> list[tuple[int, str]]:
    """The houses a person belongs to, by name."""
    query = (
        sa.select(House.id, House.name)
        .join(Membership, Membership.house_id == House.id)
        .where(Membership.person_id == person_id, in_force(now))
        .distinct()
        .order_by(House.name)
    )
    return [(house_id, name) for house_id, name in db.session.execute(query)]


def my_goings(viewer: Viewer, now: datetime) -> list[tuple[Role, datetime]]:
    """The roles here that the viewer moves on from, and when."""
    query = (
        sa.select(Membership.role, Membership.ended_at)
        .where(
            Membership.person_id == viewer.person_id,
            Membership.house_id == viewer.house_id,
            Membership.started_at <= now,
            Membership.ended_at > now,
        )
        .order_by(Membership.ended_at)
    )
    return [(role, at) for role, at in db.session.execute(query) if at]
