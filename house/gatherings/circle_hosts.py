"""Who hosts a circle changes: asked, taken on, given up; and places that somebody has are given back."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house.db import db, rows_changed
from house.gatherings.circle_access import meets_again, still_meets
from house.gatherings.circle_models import Circle, CircleAnswer, CircleHost, CircleSession
from house.gatherings.circle_places import offer_places
from house.people.models import House, Membership, Person
from house.people.signing_in import in_force


class CannotHost(Exception):
    """They do not belong to the house, have no account to answer with, or host it or are asked already."""


class NotAsked(Exception):
    """Nobody asks them to host any more, or they host it already."""


class HasEnded(Exception):
    """It meets no more, so it looks for nobody."""


# Everything here is called with the house held.


def ask_to_host(circle: Circle, person_id: int, now: datetime) -> None:
    """Ask somebody of the house to host it too. Raises `CannotHost` and `HasEnded`."""
    _insist_it_meets(circle, now)
    if db.session.scalar(_who_can(circle, now).where(Person.id == person_id).limit(1)) is None:
        raise CannotHost
    db.session.add(CircleHost(house_id=circle.house_id, circle_id=circle.id, person_id=person_id, asked_at=now))
    db.session.flush()


def _insist_it_meets(circle: Circle, now: datetime) -> None:
    if not meets_again(circle, now):
        raise HasEnded


def _who_can(circle: Circle, now: datetime) -> sa.Select[int]:
    return sa.select(Person.id).where(*can_be_asked(circle, now))


def can_be_asked(circle: Circle, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    """The conditions that somebody of the house has an account, and neither hosts it nor is asked to."""
    here = sa.exists().where(Membership.person_id == Person.id, Membership.house_id == circle.house_id, in_force(now))
    asked = sa.exists().where(CircleHost.person_id == Person.id, CircleHost.circle_id == circle.id)
    return here, Person.sign_in_name.is_not(None), ~asked


def say_yes_to_hosting(house: House, circle: Circle, host: CircleHost, now: datetime) -> None:
    """They host it from now on. Raises `NotAsked` and `HasEnded`."""
    _insist_it_meets(circle, now)
    if host.since is not None:
        raise NotAsked
    host.since = now
    _begin_hosting(house, circle, host.person_id, now)


def take_on(house: House, circle: Circle, person_id: int, now: datetime) -> None:
    """Somebody hosts a circle that nobody hosts. Raises `HasEnded`, and `CannotHost` where somebody was first."""
    _insist_it_meets(circle, now)
    hosts = db.session.scalars(sa.select(CircleHost).where(CircleHost.circle_id == circle.id)).all()
    if any(host.since for host in hosts):
        raise CannotHost
    own = next((host for host in hosts if host.person_id == person_id), None)
    if own is None:
        own = CircleHost(house_id=circle.house_id, circle_id=circle.id, person_id=person_id, asked_at=now)
        db.session.add(own)
    own.since = now
    _begin_hosting(house, circle, person_id, now)


def _begin_hosting(house: House, circle: Circle, person_id: int, now: datetime) -> None:
    """Whoever hosts takes nobody's place, and the circle looks for nobody any more."""
    circle.seeks_host_since = None
    db.session.flush()
    free_places_of(house, person_id, (CircleSession.circle_id == circle.id,), now)


def be_no_host(circle: Circle, host: CircleHost, now: datetime) -> None:
    """Somebody hosts no more, or would rather not; one that had them and still meets looks for somebody else."""
    if host.since is not None and meets_again(circle, now):
        circle.seeks_host_since = now
    db.session.delete(host)
    db.session.flush()


def be_fine(circle: Circle) -> None:
    """Those who host it say that they are enough."""
    circle.seeks_host_since = None
    db.session.flush()


def hosts_leave(person_id: int, house_id: int, now: datetime) -> None:
    """Somebody hosts nothing in a house any more; each circle of theirs that still meets looks for somebody else."""
    own = (CircleHost.person_id == person_id, CircleHost.house_id == house_id)
    hosted = sa.select(CircleHost.circle_id).where(*own, CircleHost.since.is_not(None))
    seeks = sa.update(Circle).where(Circle.id.in_(hosted), still_meets(Circle.id, now))
    db.session.execute(seeks.values(seeks_host_since=now).execution_options(synchronize_session="fetch"))
    db.session.execute(sa.delete(CircleHost).where(*own).execution_options(synchronize_session="fetch"))


def free_places_of(house: House, person_id: int, which: tuple[Any, ...], now: datetime) -> None:
    """What somebody said of times to come is gone, and their places are offered to who waits."""
    query = (
        sa.select(CircleSession)
        .join(CircleAnswer, CircleAnswer.session_id == CircleSession.id)
        .where(CircleAnswer.person_id == person_id, CircleSession.house_id == house.id, *which)
    )
    for session in db.session.scalars(query.order_by(CircleSession.id)).all():
        gone = sa.delete(CircleAnswer).where(CircleAnswer.session_id == session.id, CircleAnswer.person_id == person_id)
        if rows_changed(db.session.execute(gone.execution_options(synchronize_session="fetch"))):
            offer_places(house, session, now)
