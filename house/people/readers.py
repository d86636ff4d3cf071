"""Who could read what is shared: the people of a house who sign in, and what they were here at some instant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import db
from house.people.models import Membership, Person
from house.people.signing_in import in_force
from house.viewer import Role
from house.when.span import to_local
from house.when.words import month_words


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of a house with an account."""

    person_id: int
    called_name: str
    pronouns: str
    roles: frozenset[Role]
    here_since: datetime

    @property
    def is_worker(self) -> bool:
        """A peer worker who does not live here (DOMAIN, settled 1)."""
        return Role.peer_worker in self.roles and Role.resident not in self.roles

    @property
    def is_of_the_house(self) -> bool:
        """Lives or works here; a coordinator who does neither is not meant by "the house"."""
        return Role.resident in self.roles or Role.peer_worker in self.roles

    @property
    def role_words(self) -> str:
        return role_words(self.roles)

    def since_words(self, zone: ZoneInfo) -> str:
        """Since when, to the day: it tells two of the same name apart."""
        local = to_local(self.here_since, zone)
        return str(_("here since %(when)s", when=f"{local.day} {month_words(local.date())}"))


def readers_here(house_id: int, now: datetime) -> list[Reader]:
    """Everyone of the house with an account, by name."""
    query = (
        sa.select(Person.id, Person.called_name, Person.pronouns, Membership.role, Membership.started_at)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.house_id == house_id, in_force(now), Person.sign_in_name.is_not(None))
        .order_by(sa.func.lower(Person.called_name), Person.id)
    )
    found: dict[int, Reader] = {}
    for person_id, name, pronouns, role, started_at in db.session.execute(query):
        before = found.get(person_id, Reader(person_id, name, pronouns, frozenset(), started_at))
        since = min(before.here_since, started_at)
        found[person_id] = Reader(person_id, name, pronouns, before.roles | {role}, since)
    return list(found.values())


def residents_here(house_id: int, now: datetime) -> tuple[list[Reader], set[int]]:
    """Everyone who lives in the house now, by name, and which of them have an account."""
    query = (
        sa.select(
            Person.id, Person.called_name, Person.pronouns, Person.sign_in_name.is_not(None), Membership.started_at
        )
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.house_id == house_id, Membership.role == Role.resident, in_force(now))
        .order_by(sa.func.lower(Person.called_name), Person.id)
    )
    rows = db.session.execute(query).all()
    residents = [Reader(row[0], row[1], row[2], frozenset({Role.resident}), row[4]) for row in rows]
    return residents, {row[0] for row in rows if row[3]}


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody in a house in one role, for a time."""

    role: Role
    started_at: datetime
    ended_at: datetime | None


def stays_of(person_ids: set[int], house_id: int) -> dict[int, list[Stay]]:
    """What each of these was in a house, and when."""
    query = sa.select(Membership.person_id, Membership.role, Membership.started_at, Membership.ended_at).where(
        Membership.house_id == house_id, Membership.person_id.in_(person_ids)
    )
    stays: dict[int, list[Stay]] = {}
    if not person_ids:
        return stays
    for person_id, role, started_at, ended_at in db.session.execute(query.order_by(Membership.started_at)):
        stays.setdefault(person_id, []).append(Stay(role, started_at, ended_at))
    return stays


def then_words(stays: list[Stay], at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """What somebody was here at an instant: "peer worker, here since May 2026"; once gone, from when to when."""
    held = [stay for stay in stays if stay.started_at <= at and (stay.ended_at is None or at < stay.ended_at)]
    if not held:
        return ""
    roles, since = role_words({stay.role for stay in held}), _month(held[0].started_at, zone)
    ends = [stay.ended_at for stay in held if stay.ended_at is not None and stay.ended_at <= now]
    if len(ends) < len(held):
        return str(_("%(roles)s, here since %(since)s", roles=roles, since=since))
    return str(_("%(roles)s, here from %(since)s to %(to)s", roles=roles, since=since, to=_month(max(ends), zone)))


def role_words(roles: Iterable[Role]) -> str:
    """Roles in their one order: "resident and peer worker"."""
    held = set(roles)
    return str(_(" and ")).join(str(role) for role in Role if role in held)


def _month(instant: datetime, zone: ZoneInfo) -> str:
    return month_words(to_local(instant, zone).date())
