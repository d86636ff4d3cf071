"""Fixtures of circles: one that meets every Thursday with two places, and what people say of its next time."""

from datetime import UTC, datetime, time

import pytest
import sqlalchemy as sa

from house import clock
from house.db import db
from house.gatherings import circle_acts, circle_coming
from house.gatherings.circle_models import Circle, CircleAnswer, CircleSession, Standing
from house.gatherings.circle_plan import CirclePlan, CircleWords, OneTime
from house.people.holding import hold_house
from house.viewer import Viewer
from house.when.repeat import weekly
from tests.support.cast import ZONE

THURSDAYS = CirclePlan(weekly(3), time(19), 60, place="The living room")
WORDS = CircleWords("Stories and tea", "Tea", about="We listen.", place="The living room", capacity=2)


@pytest.fixture
def circle(inside, resident):
    """Robin's circle, every Thursday at 7pm from today on, with two places."""
    return make(inside, resident)


@pytest.fixture
def workshop(inside, resident):
    """Robin's workshop, once, on Saturday afternoon, with room for all."""
    once = OneTime(datetime.fromisoformat("2026-08-08 14:00"), 120, "The shed")
    return make(inside, resident, CircleWords("Bread", place="The shed"), once)


def make(inside, by, words=WORDS, when=THURSDAYS):
    with inside():
        return circle_acts.make(hold_house(by.house_id), by.person_id, words, when, clock.now()).id


@pytest.fixture
def times(inside):
    """Every time a circle meets, in order."""

    def times(circle_id):
        with inside():
            query = sa.select(CircleSession).where(CircleSession.circle_id == circle_id)
            ordered = query.order_by(CircleSession.starts_at).execution_options(populate_existing=True)
            return list(db.session.scalars(ordered))

    return times


@pytest.fixture
def first(times, circle):
    """The id of the next time Robin's circle meets: today at 7pm, in two hours."""
    return times(circle)[0].id


@pytest.fixture
def second(times, circle):
    """The id of its time in a week."""
    return times(circle)[1].id


@pytest.fixture
def say(inside):
    """Say something of a time, as one of the cast; how they stand then."""

    def say(session_id, who, said=Standing.coming, shows_name=False):
        with inside():
            house, session = hold_house(who.house_id), db.session.get_one(CircleSession, session_id)
            return circle_coming.say(house, session, who.person_id, said, shows_name, clock.now())

    return say


@pytest.fixture
def standing(inside):
    """How one of the cast stands towards a time."""

    def standing(session_id, who):
        with inside():
            query = sa.select(CircleAnswer.standing).where(
                CircleAnswer.session_id == session_id, CircleAnswer.person_id == who.person_id
            )
            return db.session.scalar(query)

    return standing


@pytest.fixture
def circle_now(inside):
    """A circle, read afresh."""

    def read(circle_id):
        with inside():
            return db.session.get_one(Circle, circle_id, populate_existing=True)

    return read


@pytest.fixture
def eyes():
    """A viewer, as a room that offers entries is given one."""

    def eyes(somebody):
        names = dict.fromkeys(Viewer.__dataclass_fields__, None)
        known = {"person_id": somebody.person_id, "house_id": somebody.house_id, "roles": frozenset(somebody.roles)}
        ever = datetime.fromtimestamp(0, UTC)
        return Viewer(**{**names, **known, "zone": ZONE, "private_since": ever})

    return eyes
