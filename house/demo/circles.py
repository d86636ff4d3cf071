"""A circle of every week and a workshop in the example, and what a few people say of coming."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.demo.people import Home
from house.gatherings import circle_acts, circle_coming, circle_hosts
from house.gatherings.circle_ahead import stand_circles
from house.gatherings.circle_forms import AGREEMENT
from house.gatherings.circle_models import CircleSession, Standing
from house.gatherings.circle_plan import CirclePlan, CircleWords, OneTime
from house.when.repeat import weekly
from house.when.span import DAY, to_local

SUNDAY = 6
STORIES = CircleWords(
    "Stories and tea",
    quiet_title="Tea",
    about="Somebody tells a story of their own, or reads one. Others listen.\nBring a cup. Knitting is fine.",
    sensory="A warm lamp, no music, floor cushions and two chairs with arms.",
    place="The living room",
    capacity=5,
    is_drop_in=False,
    is_listening_fine=True,
)
BREAD = CircleWords(
    "Bread with four hands",
    quiet_title="In the kitchen",
    about="We bake two loaves and eat one.",
    sensory="Flour in the air, the oven is warm, the radio is off.",
    place="The kitchen",
    capacity=2,
    is_drop_in=False,
    is_listening_fine=True,
)


def fill(home: Home, years: int, now: datetime) -> None:
    """Stories every Sunday, for as long as the example goes back; and bread next week, with few places."""
    agreed = str(AGREEMENT)
    first, second, third, fourth = home.residents[:4]
    began = now - timedelta(days=365 * years)
    stories = circle_acts.make(
        home.house, first, _with(STORIES, agreed), CirclePlan(weekly(SUNDAY), time(16), 60, place=STORIES.place), began
    )
    stand_circles(home.house.id, until=to_local(now, _zone(home)).date() + 56 * DAY, now=now)
    day = (to_local(now, _zone(home)) + 6 * DAY).date()
    bread = circle_acts.make(
        home.house, third, _with(BREAD, agreed), OneTime(datetime.combine(day, time(14)), 120, BREAD.place), now
    )
    sunday, loaves = _next(stories.id, now), _next(bread.id, now)
    circle_coming.say(home.house, sunday, third, Standing.coming, True, now)
    circle_coming.say(home.house, sunday, fourth, Standing.might, False, now)
    circle_coming.say(home.house, loaves, second, Standing.coming, True, now)
    circle_hosts.ask_to_host(bread, first, now)


def _with(words: CircleWords, agreement: str) -> CircleWords:
    return replace(words, agreement=agreement)


def _zone(home: Home) -> ZoneInfo:
    return ZoneInfo(home.house.timezone)


def _next(circle_id: int, now: datetime) -> CircleSession:
    query = sa.select(CircleSession).where(CircleSession.circle_id == circle_id, CircleSession.starts_at > now)
    return db.session.scalars(query.order_by(CircleSession.starts_at).limit(1)).one()
