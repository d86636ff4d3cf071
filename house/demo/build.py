"""Put the example house together, part by part."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house import clock, facts
from house.config import Settings, SettingTrouble
from house.db import db, transaction
from house.demo import circles, deciding, life, offers, people, roster
from house.people import going
from house.people.models import House
from house.people.publishing import publish_lines

ZONE = ZoneInfo("Australia/Melbourne")
SEED = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """What kind of example is wanted."""

    today: date | None = None  # the day it is built around
    years: int = 2  # of history
    houses: int = 2  # in the database


def clear(settings: Settings) -> None:
    """Take the example's own folder away; the real house's folder is never this one."""
    if settings.instance.name != "demo":
        raise SettingTrouble("Only the example house can be built anew.")
    for path in settings.instance.glob("*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def ensure(plan: Plan, say: Callable[[str], None] = print) -> None:
    """Build the example unless it is there."""
    with transaction(may_write=False) as session:
        if session.scalar(sa.select(House.id).limit(1)) is not None:
            return
    say("Building the example house. This takes a little while…")
    build(plan)


def build(plan: Plan) -> None:
    """Build it in one transaction: it is there whole, or not at all."""
    now = _now(plan)
    today = now.astimezone(ZONE).date()
    with transaction():
        first = people.first_house(now, plan.years)
        chance = Random(SEED)  # an example, not a secret
        roster.fill(first, plan.years, today, now)
        life.fill(first, plan.years, today, now, chance)
        deciding.fill(first, now)
        offers.fill(first, plan.years, today, now)
        circles.fill(first, plan.years, now)
        second = people.second_house(now)
        roster.fill(second, 0, today, now)
        life.fill_small(second, today, now)
        people.many_houses(plan.houses - 2, now)
        going.settle(first.house.id, now)  # what people who left long ago had written is cleared by now
        _stand_rows(today, now)
        publish_lines()


def _now(plan: Plan) -> datetime:
    if plan.today is None:
        return clock.now()
    return datetime.combine(plan.today, time(17), ZONE).astimezone(UTC)


def _stand_rows(today: date, now: datetime) -> None:
    until = today + timedelta(weeks=8)
    for house in db.session.scalars(sa.select(House).where(House.rows_until < until)):
        facts.rows_needed.send(house.id, until=until, now=now)
        house.rows_until = until
    db.session.flush()
