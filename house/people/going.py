"""Somebody moves on, at an instant: it takes effect by itself, and 30 days later private things are cleared."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from house import facts
from house.db import Instant, db
from house.people import signing_in
from house.people.holding import hold_house
from house.people.models import Membership
from house.trust.acts import note_change

CLEARED_AFTER = timedelta(days=30)  # and as long they can still take their things along


class NotYetHere(Exception):
    """Somebody cannot move on before they moved in."""


class HasMovedOn(Exception):
    """Their going has taken effect, so that it is no longer ahead."""


def move_on(membership: Membership, actor_id: int | None, now: datetime, at: datetime | None = None) -> None:
    """End a membership at an instant, now unless said otherwise. Raises `NotYetHere`.

    From then on the person is not of this house, whoever asks; the rooms are told with the next request of anybody.
    """
    ends = at or now
    if ends <= membership.started_at:
        raise NotYetHere
    # Noted weeks afterwards, it still leaves them 30 days to take their things along.
    membership.ended_at, membership.clears_at = ends, max(ends, now) + CLEARED_AFTER
    db.session.flush()
    note_change(
        membership.house_id, actor_id, "membership", membership.id, "moved on" if ends <= now else "moves on", now
    )
    settle(membership.house_id, now)


def stay_after_all(membership: Membership, actor_id: int | None, now: datetime) -> None:
    """Take back that somebody moves on, while it still lies ahead. Raises `HasMovedOn`."""
    if membership.ended_at is not None and membership.ended_at <= now:
        raise HasMovedOn
    membership.ended_at = membership.clears_at = None
    note_change(membership.house_id, actor_id, "membership", membership.id, "stays after all", now)
    settle(membership.house_id, now)


def settle(house_id: int, now: datetime) -> None:
    """Let what has come to its instant take effect: goings, and 30 days later the clearing of what was private.

    One at a time: the house is locked meanwhile, so that of two requests at once the second finds nothing to do.
    """
    db.session.flush()
    house = hold_house(house_id)
    for membership in _of(house_id, Membership.ended_at <= now, Membership.settled_at.is_(None)):
        _let_go(membership, now)
    for membership in _of(house_id, Membership.clears_at <= now):
        membership.clears_at = None
        facts.private_things_cleared.send(membership, now=now)
    again = [at for _room, at in facts.times_come.send(house_id, now=now)]
    db.session.flush()
    house.settle_at = min((at for at in (_next_instant(house_id), *again) if at), default=None)


def _of(house_id: int, *which: sa.ColumnElement[bool]) -> list[Membership]:
    query = sa.select(Membership).where(Membership.house_id == house_id, *which).order_by(Membership.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def _let_go(membership: Membership, now: datetime) -> None:
    membership.settled_at = now
    if signing_in.belongs(membership.person_id, membership.house_id, now):
        membership.clears_at = None  # they are still of this house, in another role
    db.session.flush()
    facts.moved_on.send(membership, now=now)
    if not signing_in.belongs(membership.person_id, membership.house_id, now):
        signing_in.end_in_house(membership.person_id, membership.house_id, now)


def _next_instant(house_id: int) -> datetime | None:
    """When something next takes effect here; None while nothing lies ahead."""
    goings = sa.select(sa.func.min(Membership.ended_at, type_=Instant())).where(
        Membership.house_id == house_id, Membership.settled_at.is_(None)
    )
    clearings = sa.select(sa.func.min(Membership.clears_at, type_=Instant())).where(Membership.house_id == house_id)
    instants = db.session.execute(sa.select(goings.scalar_subquery(), clearings.scalar_subquery())).one()
    return min((instant for instant in instants if instant), default=None)


def came_back_at(membership: Membership) -> datetime | None:
    """When somebody's next time in the house began, after the one this membership is of: what is since then stays."""
    query = sa.select(sa.func.min(Membership.private_since, type_=Instant())).where(
        Membership.house_id == membership.house_id,
        Membership.person_id == membership.person_id,
        Membership.private_since > membership.private_since,
    )
    return db.session.scalar(query)


def of_that_time(membership: Membership, written_at: sa.orm.InstrumentedAttribute[datetime]) -> sa.ColumnElement[bool]:
    """The condition that something was written in the time in the house that this membership is of, or before it."""
    back = came_back_at(membership)
    return written_at < back if back else sa.true()
