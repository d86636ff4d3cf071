"""What pages show of coordinators: who they are, what is asked about them, and what is coming."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from house.db import db
from house.people.belonging import RoleAction, RoleAsk
from house.people.models import Membership, Person
from house.people.roles import ASK_LASTS, is_coming, is_open
from house.people.signing_in import in_force
from house.viewer import Role, Viewer


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the house, as far as coordinating it goes."""

    person_id: int
    called_name: str
    has_account: bool
    roles: frozenset[Role]

    @property
    def is_coordinator(self) -> bool:
        return Role.coordinator in self.roles


@dataclass(frozen=True, slots=True)
class AskLine:
    """Something asked about a coordinator that still stands."""

    id: int
    action: RoleAction
    person_id: int
    person: str
    asked_by_id: int
    asked_by: str
    asked_at: datetime
    takes_effect_at: datetime | None

    @property
    def lapses_at(self) -> datetime:
        return self.asked_at + ASK_LASTS


def members_of(house_id: int, now: datetime) -> list[Member]:
    """Everyone who belongs to the house now, by name, with all their roles."""
    query = _members(now).where(Membership.house_id == house_id)
    by_person: dict[int, Member] = {}
    for person_id, name, has_account, role in db.session.execute(query):
        known = by_person.get(person_id)
        roles = known.roles | {role} if known else frozenset({role})
        by_person[person_id] = Member(person_id, name, has_account, roles)
    return list(by_person.values())


def _members(now: datetime) -> sa.Select[int, str, bool, Role]:
    return (
        sa.select(Person.id, Person.called_name, Person.sign_in_name.is_not(None), Membership.role)
        .join(Membership, Membership.person_id == Person.id)
        .where(in_force(now))
        .order_by(sa.func.lower(Person.called_name), Person.id)
    )


def standing_asks(house_id: int, now: datetime) -> list[AskLine]:
    """What waits for a second coordinator, and what takes effect by itself, the first asked first."""
    query = _asks().where(RoleAsk.house_id == house_id, is_open(now) | is_coming(now)).order_by(RoleAsk.id)
    return [AskLine(*row) for row in db.session.execute(query)]


def _asks() -> sa.Select[int, RoleAction, int, str, int, str, datetime, datetime | None]:
    asker = aliased(Person)
    return (
        sa.select(
            RoleAsk.id,
            RoleAsk.action,
            RoleAsk.person_id,
            Person.called_name.label("person"),
            RoleAsk.asked_by_id,
            asker.called_name.label("asked_by"),
            RoleAsk.asked_at,
            RoleAsk.takes_effect_at,
        )
        .join(Person, Person.id == RoleAsk.person_id)
        .join(asker, asker.id == RoleAsk.asked_by_id)
    )


def asked_of(
    viewer: Viewer, now: datetime
) -> sa.Select[int, RoleAction, int, str, int, str, datetime, datetime | None]:
    """The ask that waits longest for this coordinator's yes, as a query: other questions can go with it."""
    for_me = sa.or_(RoleAsk.person_id != viewer.person_id, RoleAsk.action == RoleAction.end)
    query = _asks().where(RoleAsk.house_id == viewer.house_id, is_open(now), for_me)
    return query.where(RoleAsk.asked_by_id != viewer.person_id).order_by(RoleAsk.id).limit(1)


def may_agree(viewer: Viewer, asked: AskLine) -> bool:
    """A second coordinator, and nobody to their own beginning; `asked_of` says the same to the database."""
    if not viewer.is_coordinator or asked.takes_effect_at or asked.asked_by_id == viewer.person_id:
        return False
    return asked.person_id != viewer.person_id or asked.action is RoleAction.end


def may_take_back(viewer: Viewer, asked: AskLine | RoleAsk) -> bool:
    """Whoever asked; and whoever would become a coordinator can rather not."""
    would_become = asked.action is RoleAction.make and asked.person_id == viewer.person_id
    return would_become or asked.asked_by_id == viewer.person_id
