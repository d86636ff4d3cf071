"""Coordinators come and go with a second one (DOMAIN, settled 12).

While there is only one, making another takes effect after 24 hours by itself, and the house sees it coming. A house is
never without a coordinator. Each act locks the house first, so that what it counts stays true until it is kept.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from house import facts
from house.db import db
from house.people import going, signing_in
from house.people.acts import private_since
from house.people.belonging import RoleAction, RoleAsk
from house.people.models import House, Membership, Person
from house.trust.acts import note_change
from house.viewer import Role

KIND = "role"
ASK_LASTS = timedelta(days=14)
ALONE_WAITS = timedelta(hours=24)


class Why(StrEnum):
    """Why something about coordinators is not done."""

    gone = "they are of this house no longer"
    no_account = "they have no account"
    is_one = "they are a coordinator already"
    is_none = "they are no coordinator"
    asked_already = "somebody asked the same already"
    last_one = "they are the only coordinator"
    needs_another = "somebody else agrees to what I asked"
    closed = "it was answered, taken back or lapsed meanwhile"
    not_now = "whoever asks is no coordinator any more"


class Refused(Exception):
    """It is not done, and nothing has changed."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def lock_house(house_id: int) -> None:
    """From here on, whoever else makes or ends a coordinator of this house waits."""
    db.session.get_one(House, house_id, with_for_update=True, populate_existing=True)


def coordinator_ids(house_id: int, now: datetime) -> set[int]:
    """The coordinators of a house who are here to stay."""
    query = sa.select(Membership.person_id).where(Membership.house_id == house_id, *_coordinates(Membership, now))
    return set(db.session.scalars(query))


def _coordinates(kind: Any, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return kind.role == Role.coordinator, kind.started_at <= now, kind.ended_at.is_(None)


def is_open(now: datetime) -> sa.ColumnElement[bool]:
    """The condition that an ask waits for a second coordinator; one whose asker is no coordinator now lapses."""
    asker = sa.orm.aliased(Membership)
    still_asks = sa.exists().where(
        asker.house_id == RoleAsk.house_id, asker.person_id == RoleAsk.asked_by_id, *_coordinates(asker, now)
    )
    untouched = (RoleAsk.agreed_at.is_(None), RoleAsk.withdrawn_at.is_(None), RoleAsk.takes_effect_at.is_(None))
    return sa.and_(*untouched, RoleAsk.asked_at > now - ASK_LASTS, still_asks)


def is_coming(now: datetime) -> sa.ColumnElement[bool]:
    """The condition that an ask takes effect by itself, and has not yet."""
    return sa.and_(RoleAsk.takes_effect_at > now, RoleAsk.withdrawn_at.is_(None))


def ask(house_id: int, person_id: int, action: RoleAction, by_id: int, now: datetime) -> RoleAsk:
    """Ask that somebody of this house becomes a coordinator, or is one no longer. Raises `Refused`.

    With nobody to agree, a new one is made 24 hours ahead.
    """
    lock_house(house_id)
    coordinators = coordinator_ids(house_id, now)
    if by_id not in coordinators:
        raise Refused(Why.not_now)
    _check(house_id, person_id, action, coordinators, now)
    if _asked_already(house_id, person_id, action, now):
        raise Refused(Why.asked_already)
    is_alone = len(coordinators) == 1
    asked = RoleAsk(
        house_id=house_id,
        person_id=person_id,
        action=action,
        asked_by_id=by_id,
        asked_at=now,
        takes_effect_at=now + ALONE_WAITS if is_alone else None,
    )
    db.session.add(asked)
    db.session.flush()
    note_change(house_id, by_id, KIND, asked.id, "asked", now)
    if asked.takes_effect_at:
        _make(asked, asked.takes_effect_at, now)
    return asked


def _check(house_id: int, person_id: int, action: RoleAction, coordinators: set[int], now: datetime) -> None:
    """Whether it can be done, with the house as it is now."""
    query = sa.select(Person.sign_in_name.is_not(None)).where(Person.id == person_id)
    if not signing_in.belongs(person_id, house_id, now):
        raise Refused(Why.gone)
    if why := why_not(action, person_id in coordinators, bool(db.session.scalar(query)), len(coordinators)):
        raise Refused(why)


def why_not(action: RoleAction, is_coordinator: bool, has_account: bool, coordinators: int) -> Why | None:
    """Why somebody cannot become a coordinator, or stop being one; None if they can."""
    if action is RoleAction.make:
        return Why.is_one if is_coordinator else None if has_account else Why.no_account
    if not is_coordinator:
        return Why.is_none
    return Why.last_one if coordinators == 1 else None


def _asked_already(house_id: int, person_id: int, action: RoleAction, now: datetime) -> bool:
    same = (RoleAsk.house_id == house_id, RoleAsk.person_id == person_id, RoleAsk.action == action)
    return db.session.scalar(sa.select(RoleAsk.id).where(*same, is_open(now) | is_coming(now)).limit(1)) is not None


def agree(asked: RoleAsk, by_id: int, now: datetime) -> None:
    """A second coordinator agrees, and it holds at once. Raises `Refused`."""
    lock_house(asked.house_id)
    coordinators = coordinator_ids(asked.house_id, now)
    if by_id not in coordinators:
        raise Refused(Why.not_now)
    if by_id == asked.asked_by_id:
        raise Refused(Why.needs_another)
    if not _holds(asked, is_open(now)):
        raise Refused(Why.closed)
    _check(asked.house_id, asked.person_id, asked.action, coordinators, now)
    asked.agreed_by_id, asked.agreed_at = by_id, now
    note_change(asked.house_id, by_id, KIND, asked.id, "agreed", now)
    if asked.action is RoleAction.make:
        _make(asked, now, now)
    else:
        _end(asked, by_id, now)


def _holds(asked: RoleAsk, condition: sa.ColumnElement[bool]) -> bool:
    # Asked of the database, after the lock: what this request read before may be of an earlier moment.
    return db.session.scalar(sa.select(RoleAsk.id).where(RoleAsk.id == asked.id, condition)) is not None


def _make(asked: RoleAsk, starts_at: datetime, now: datetime) -> None:
    db.session.add(
        Membership(
            house_id=asked.house_id,
            person_id=asked.person_id,
            role=Role.coordinator,
            started_at=starts_at,
            private_since=private_since(asked.house_id, asked.person_id, now),
        )
    )
    db.session.flush()


def _end(asked: RoleAsk, by_id: int, now: datetime) -> None:
    whose = (Membership.house_id == asked.house_id, Membership.person_id == asked.person_id)
    query = sa.select(Membership).where(*whose, *_coordinates(Membership, now)).with_for_update()
    going.move_on(db.session.scalars(query).one(), by_id, now)


def take_back(asked: RoleAsk, by_id: int, now: datetime) -> None:
    """Whoever asked takes it back, or whoever would become one would rather not. Raises `Refused`."""
    lock_house(asked.house_id)
    if not _holds(asked, is_open(now) | is_coming(now)):
        raise Refused(Why.closed)
    _withdraw(asked, by_id, now)


def _withdraw(asked: RoleAsk, by_id: int | None, now: datetime) -> None:
    asked.withdrawn_at = now
    note_change(asked.house_id, by_id, KIND, asked.id, "withdrawn", now)
    # What has not begun leaves no membership behind; the ask itself stays in the trace.
    ahead = (Membership.role == Role.coordinator, Membership.started_at == asked.takes_effect_at)
    whose = (Membership.house_id == asked.house_id, Membership.person_id == asked.person_id)
    if asked.takes_effect_at:
        db.session.execute(sa.delete(Membership).where(*whose, *ahead))


@facts.moved_on.connect
def _let_go_of_asks(left: Membership, now: datetime) -> None:
    """Somebody who left the house altogether becomes no coordinator of it by an ask from before."""
    ended_at = left.ended_at or now
    if signing_in.belongs(left.person_id, left.house_id, ended_at):
        return
    mine = (RoleAsk.house_id == left.house_id, RoleAsk.person_id == left.person_id, RoleAsk.action == RoleAction.make)
    # Also one that has come to its hour since they left, where nobody opened the house in between.
    stands = sa.and_(RoleAsk.withdrawn_at.is_(None), RoleAsk.takes_effect_at >= ended_at)
    for asked in list(db.session.scalars(sa.select(RoleAsk).where(*mine, is_open(now) | stands))):
        _withdraw(asked, None, now)
