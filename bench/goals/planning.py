"""S12: whom the turns of eight weeks suit, for 40 chores and 15 people, against listing the same turns."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import Flask

from bench.houses import Houses
from bench.results import Result
from bench.turns import Effort, in_turn
from house.chores.cadence import Cadence, How
from house.chores.entries import entries
from house.chores.keeping import add_chore
from house.chores.kinds import Way
from house.chores.models import Chore
from house.chores.plan import ChorePlan
from house.chores.shape import Suggestion
from house.chores.suggesting import plan_anew
from house.cli import open_app
from house.config import from_environment
from house.db import db, transaction
from house.people import acts
from house.people.models import House, Membership
from house.viewer import Role
from house.when.span import days_span

CHORES, PEOPLE, AHEAD = 40, 15, timedelta(weeks=8)
LONG_AGO = timedelta(days=400)


def measure(houses: Houses, effort: Effort) -> Iterator[Result]:
    """Planning from nothing, again and again, and listing what was planned."""
    copy = houses.year.copied("planning")
    with patch.dict("os.environ", copy.environment, clear=True):
        app = open_app(from_environment())
    house_id, now = _fill(app), datetime.now(UTC)
    ratio = in_turn(
        lambda: _timed(app, lambda: plan_anew(house_id, now)),
        lambda: _timed(app, lambda: _list(house_id, now)),
        effort.rounds,
    )
    yield Result("S12", f"planning 8 weeks, {CHORES} chores × {PEOPLE} people: against listing them", ratio, "≤", 20)


def _fill(app: Flask) -> int:
    """A house of its own with so many chores and people."""
    now = datetime.now(UTC)
    with app.app_context(), transaction():
        first = db.session.scalars(sa.select(House).order_by(House.id).limit(1)).one()
        db.session.execute(sa.update(Chore).where(Chore.house_id == first.id).values(way=Way.up_for_grabs))
        here = sa.select(sa.func.count(Membership.id)).where(
            Membership.house_id == first.id, Membership.role == Role.resident, Membership.ended_at.is_(None)
        )
        for number in range(PEOPLE - int(db.session.scalar(here) or 0)):
            acts.join(first.id, acts.add_person(f"Person {number}", now).id, Role.resident, now - LONG_AGO)
        somebody = db.session.scalars(sa.select(Membership.person_id).where(Membership.house_id == first.id)).first()
        for number in range(CHORES):
            how = Cadence(How.days, 1 + number % 3) if number % 4 == 0 else Cadence(weekdays=(number % 7,))
            plan = ChorePlan(f"Chore {number}", None, 10, 1 + number % 3, cadence=how, way=Way.by_fairness)
            add_chore(first.id, int(somebody or 0), plan, now.date(), now)
        return first.id


def _timed(app: Flask, act: Callable[[], object]) -> float:
    """How long it takes, in a transaction that is not kept and in which nothing is suggested yet."""
    with app.test_request_context(), transaction() as session:
        session.execute(sa.delete(Suggestion))
        began = time.perf_counter()
        act()
        session.flush()
        took = time.perf_counter() - began
        session.rollback()
    return took


def _list(house_id: int, now: datetime) -> int:
    zone = ZoneInfo(db.session.get_one(House, house_id).timezone)
    viewer: Any = SimpleNamespace(house_id=house_id, person_id=0, zone=zone, is_resident=True)
    return len(entries(viewer, days_span(now.date(), now.date() + AHEAD, zone)))
