"""What pages show of people: housemates, invites, my devices."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from house.db import db
from house.people.models import House, Invite, Membership, SignIn
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
    last_seen_at: datetime
    is_this: bool


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
        sa.select(SignIn.id, SignIn.device_label, SignIn.last_seen_at, SignIn.id == viewer.sign_in_id)
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
