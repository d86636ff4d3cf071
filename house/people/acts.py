"""What happens to people: a house opens, someone is invited, joins, moves on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from house import facts
from house.db import Instant, db, rows_changed
from house.people import going, signing_in
from house.people.belonging import ExportLink
from house.people.lines import Line
from house.people.models import House, Invite, Membership, Person, ReentryLink, SetUpLink, SupportLine
from house.tokens import hash_token, new_code, new_token
from house.trust.acts import note_change
from house.viewer import Role

SET_UP_LASTS = timedelta(days=7)
INVITE_LASTS = timedelta(days=7)


class NameTaken(Exception):
    """Somebody already signs in with this name."""


class LinkGone(Exception):
    """A one-time link was used, withdrawn or has run out."""


@dataclass(frozen=True, slots=True)
class HousePlan:
    """What set-up asks about a house."""

    name: str
    quiet_name: str
    timezone: str
    country: str
    phone: str = ""


def make_set_up_link(now: datetime) -> str:
    """A fresh set-up token; earlier unused ones end, so that only the newest printed link opens anything."""
    unused = sa.update(SetUpLink).where(SetUpLink.used_at.is_(None), SetUpLink.expires_at > now)
    db.session.execute(unused.values(expires_at=now))
    token = new_token()
    db.session.add(SetUpLink(token_hash=hash_token(token, "set-up"), made_at=now, expires_at=now + SET_UP_LASTS))
    return token


def open_house(plan: HousePlan, lines: Iterable[Line], now: datetime, today: date) -> House:
    """A new house with its support lines."""
    house = House(
        name=plan.name,
        quiet_name=plan.quiet_name or "Home",
        timezone=plan.timezone,
        country=plan.country,
        made_at=now,
        rows_until=today,
    )
    db.session.add(house)
    db.session.flush()
    house.phone = plan.phone
    for position, each in enumerate(lines):
        db.session.add(SupportLine(house_id=house.id, position=position, **each.as_values()))
    return house


def add_person(
    called_name: str, now: datetime, sign_in_name: str | None = None, password_hash: str | None = None
) -> Person:
    """A person, with an account if they have a sign-in name. Raises `NameTaken`."""
    name = signing_in.name_to_find(sign_in_name) if sign_in_name else None
    person = Person(called_name=called_name, sign_in_name=name, password_hash=password_hash, made_at=now)
    try:
        with db.session.begin_nested():  # the database says who was first, also of two at the same moment
            db.session.add(person)
            db.session.flush()
    except IntegrityError:
        raise NameTaken from None
    return person


def belongs(house_id: int, person_id: int, role: Role, now: datetime) -> bool:
    """Whether a person has this role in a house now."""
    holds = sa.select(Membership.id).where(
        Membership.house_id == house_id,
        Membership.person_id == person_id,
        Membership.role == role,
        signing_in.in_force(now),
    )
    return db.session.scalar(holds) is not None


def is_own_invite(invite: Invite, person_id: int, now: datetime) -> bool:
    """Whether somebody would give themselves a role that reads what others share: nobody does, where others are.

    In a house of nobody else yet, its first coordinator may come to live or work there by their own invite.
    """
    others = sa.select(Membership.id).where(
        Membership.house_id == invite.house_id, Membership.person_id != person_id, signing_in.in_force(now)
    )
    return invite.made_by_id == person_id and db.session.scalar(others.limit(1)) is not None


def join(house_id: int, person_id: int, role: Role, now: datetime) -> Membership:
    """A person belongs to a house in a role from now on; a link to take their things along from before ends."""
    going.settle(house_id, now)  # an earlier going of theirs takes effect first, or it would look as if they had stayed
    before = (ExportLink.house_id == house_id, ExportLink.person_id == person_id)
    db.session.execute(sa.delete(ExportLink).where(*before))
    membership = Membership(
        house_id=house_id,
        person_id=person_id,
        role=role,
        started_at=now,
        private_since=private_since(house_id, person_id, now),
    )
    db.session.add(membership)
    db.session.flush()
    note_change(house_id, person_id, "membership", membership.id, "joined", now)
    return membership


def private_since(house_id: int, person_id: int, now: datetime) -> datetime:
    """A further role opens what the first one does; somebody who comes back begins anew (DOMAIN, edge cases)."""
    first = sa.select(sa.func.min(Membership.private_since, type_=Instant())).where(
        Membership.house_id == house_id, Membership.person_id == person_id, signing_in.in_force(now)
    )
    return db.session.scalar(first) or now


def invite(
    house_id: int,
    made_by_id: int | None,
    role: Role,
    called_name: str,
    now: datetime,
    person_id: int | None = None,
) -> str:
    """A fresh one-time code by which one person joins, or by which `person_id` of this house gets an account."""
    token = new_code()
    made = Invite(
        house_id=house_id,
        role=role,
        called_name=called_name,
        person_id=person_id,
        token_hash=hash_token(token, "invite"),
        made_by_id=made_by_id,
        made_at=now,
        expires_at=now + INVITE_LASTS,
    )
    db.session.add(made)
    db.session.flush()
    note_change(house_id, made_by_id, "invite", made.id, "made", now)
    return token


def use_set_up_link(link: SetUpLink, now: datetime) -> None:
    """Use up a set-up link. Raises `LinkGone` for all but the first."""
    use_up(SetUpLink, link.token_hash, now)


def use_invite(invite: Invite, now: datetime) -> None:
    """Use up an invite. Raises `LinkGone` for all but the first."""
    use_up(Invite, invite.token_hash, now, Invite.withdrawn_at.is_(None))


def use_up(
    kind: type[SetUpLink | Invite | ReentryLink], token_hash: bytes, now: datetime, *more: sa.ColumnElement[bool]
) -> None:
    """Use up a one-time link. Raises `LinkGone` for all but the first."""
    # One conditional UPDATE, so that of two people with the same link one gets in.
    unused = sa.update(kind).where(kind.token_hash == token_hash, kind.used_at.is_(None), kind.expires_at > now, *more)
    if rows_changed(db.session.execute(unused.values(used_at=now))) != 1:
        raise LinkGone


def withdraw(invite: Invite, actor_id: int | None, now: datetime) -> None:
    """Take an invite back: its link opens nothing from here on."""
    invite.withdrawn_at = now
    note_change(invite.house_id, actor_id, "invite", invite.id, "withdrawn", now)


@facts.moved_on.connect
def _end_invites_made_by(left: Membership, now: datetime) -> None:
    """Somebody who is no coordinator of a house any more: the invites they made there, and nobody used, end."""
    if left.role is Role.coordinator:
        made = (Invite.house_id == left.house_id, Invite.made_by_id == left.person_id)
        unused = sa.update(Invite).where(*made, Invite.used_at.is_(None), Invite.withdrawn_at.is_(None))
        db.session.execute(unused.values(withdrawn_at=now).execution_options(synchronize_session=False))
