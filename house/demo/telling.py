"""Tell who is in the example and how to sign in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house import clock
from house.db import db, transaction
from house.demo.cast import PASSWORD
from house.feeds.acts import make_feed, switch_off
from house.feeds.models import Detail, Feed
from house.people.models import House, Membership, Person
from house.people.signing_in import in_force
from house.rosters.here import on_shift
from house.viewer import Role

HOUSES_TOLD = 2


@dataclass(frozen=True, slots=True)
class SignInWords:
    """One way to sign in to the example."""

    role: str
    username: str
    password: str


def sign_ins() -> list[SignInWords]:
    """A resident, a peer worker and a coordinator of the first house."""
    with transaction(may_write=False):
        now = clock.now()
        return [SignInWords(role.value, _first(role, now), PASSWORD) for role in Role]


def _first(role: Role, now: datetime) -> str:
    query = (
        sa.select(Person.sign_in_name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.role == role, in_force(now))
        .order_by(Membership.house_id, Membership.id)
        .limit(1)
    )
    return db.session.scalars(query).one() or ""


def as_json(base_url: str) -> dict[str, Any]:
    """Everyone of the first two houses, and fresh calendar links, for scripts."""
    now = clock.now()
    with transaction():
        people = [_person(row, now) for row in db.session.execute(_everyone())]
        owners = [_owner(role, now) for role in Role]
        return {
            "base_url": base_url,
            "people": people,
            "feeds": [_feed(base_url, *owner, now) for owner in owners],
            "revoked_feed": _switched_off_feed(base_url, owners[0], now),
        }


def _everyone() -> sa.Select[*tuple[Any, ...]]:
    first = sa.select(House.id).order_by(House.id).limit(HOUSES_TOLD)
    return (
        sa.select(
            Person.id,
            Person.called_name,
            Person.sign_in_name,
            House.id.label("house_id"),
            House.name.label("house"),
            Membership.role,
            Membership.ended_at,
        )
        .join(Membership, Membership.person_id == Person.id)
        .join(House, House.id == Membership.house_id)
        .where(House.id.in_(first))
        .order_by(House.id, Membership.id)
    )


def _person(row: Any, now: datetime) -> dict[str, Any]:
    return {
        "name": row.called_name,
        "house": row.house,
        "roles": [row.role.value],
        "status": _status(row, now),
        "username": row.sign_in_name,
        "password": PASSWORD,
    }


def _status(row: Any, now: datetime) -> str:
    if row.ended_at is not None and row.ended_at <= now:
        return "moved on"
    if row.role is not Role.peer_worker:
        return "here"
    return "on shift" if row.id in {person_id for person_id, _name in on_shift(row.house_id, now)} else "off shift"


def _owner(role: Role, now: datetime) -> tuple[int, int, str]:
    query = (
        sa.select(Membership.house_id, Person.id, Person.called_name)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.role == role, in_force(now))
        .order_by(Membership.house_id, Membership.id)
        .limit(1)
    )
    house_id, person_id, name = db.session.execute(query).one()
    return house_id, person_id, name


def _feed(base_url: str, house_id: int, person_id: int, name: str, now: datetime) -> dict[str, str]:
    token = make_feed(house_id, person_id, "for a script", Detail.full, now)
    return {"owner": name, "kind": "my things", "url": f"{base_url}/cal/{token}/house.ics"}


def _switched_off_feed(base_url: str, owner: tuple[int, int, str], now: datetime) -> str:
    made = _feed(base_url, *owner, now)["url"]
    newest = sa.select(Feed).where(Feed.owner_id == owner[1], Feed.ended_at.is_(None)).order_by(Feed.id.desc()).limit(1)
    switch_off(db.session.scalars(newest).one(), now)
    return made
