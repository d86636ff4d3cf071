"""What a screen in the kitchen shows: who is here, what is on, which jobs there are. Whoever stands before it reads it.

So it names nobody but peer workers, and says nothing that somebody typed but what is meant for this wall (DOMAIN,
matrix, column Ki): of a meeting that it is one, of a circle its quiet title, of a turn its chore and not who has it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask_babel import gettext as _

from house.chores.models import OPEN, Chore, Turn
from house.chores.rounds import LONGEST_WINDOW
from house.db import db
from house.gatherings.circle_models import Circle, CircleSession
from house.home.models import KitchenScreen
from house.meetings.models import AHEAD as BEFORE
from house.meetings.models import GOING_ON, Meeting
from house.people.models import House
from house.rosters.here import AHEAD, Here, here_from, is_with_someone
from house.rosters.reading import SeenShift, shifts_within
from house.rosters.words import here_words, sentence
from house.when.span import Span, day_span, days_span
from house.when.words import clock_words, day_words, soon_words

DAYS = 7  # of the roster, and of meetings ahead
MOST_JOBS, MOST_CIRCLES = 8, 5  # a wall is read in passing


@dataclass(frozen=True, slots=True)
class Found:
    """A screen by its secret, and of its house what its page needs."""

    id: int
    house_id: int
    zone: ZoneInfo
    phone_sealed: bytes | None
    help_code: str
    last_shown_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Thing:
    """A meeting or a circle, in words."""

    title: str
    words: str  # "in 40 minutes (7pm)"


@dataclass(frozen=True, slots=True)
class Job:
    """A chore that is still to be done; who has it is not said."""

    name: str
    icon: str


@dataclass(frozen=True, slots=True)
class Day:
    """Who works on a day, in words."""

    words: str
    shifts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wall:
    """All that the screen shows."""

    here: Here
    things: tuple[Thing, ...]
    jobs: tuple[Job, ...]
    days: tuple[Day, ...]


def find_screen(token_hash: bytes) -> Found | None:
    """The screen with this secret, also one that was switched off."""
    query = sa.select(
        *(KitchenScreen.id, KitchenScreen.house_id, House.timezone, House.phone_sealed, House.help_code),
        *(KitchenScreen.last_shown_at, KitchenScreen.ended_at),
    ).join(House, House.id == KitchenScreen.house_id)
    row = db.session.execute(query.where(KitchenScreen.token_hash == token_hash)).one_or_none()
    return Found(row.id, row.house_id, ZoneInfo(row.timezone), *row[3:]) if row else None


def wall(screen: Found, now: datetime) -> Wall:
    """What it shows at this instant. Four questions, however many people and days there are."""
    today = now.astimezone(screen.zone).date()
    week = days_span(today, today + timedelta(days=DAYS), screen.zone)
    shifts = shifts_within(screen.house_id, Span(now, max(week.end, now + AHEAD)), is_with_someone())
    return Wall(
        here=here_from(shifts, screen.house_id, screen.phone_sealed, screen.zone, now),
        things=_things(screen, now, today),
        jobs=_jobs(screen, today),
        days=_days(shifts, today, screen.zone),
    )


def _things(screen: Found, now: datetime, today: date) -> tuple[Thing, ...]:
    """What is still on today, and the next house meeting. Where may be somebody's room, so it is not told."""
    until = day_span(today, screen.zone).end
    found = sorted([*_meeting(screen, now), *_circles(screen, now, until)])
    return tuple(Thing(title, _when(starts, ends, now, screen.zone)) for starts, ends, title in found)


def _meeting(screen: Found, now: datetime) -> list[tuple[datetime, datetime, str]]:
    next_one = (
        sa.select(Meeting.starts_at, Meeting.ends_at)
        .where(Meeting.house_id == screen.house_id, Meeting.status.in_((*BEFORE, *GOING_ON)))
        .where(Meeting.ends_at > now, Meeting.starts_at < now + AHEAD)
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(1)
    )
    return [(row.starts_at, row.ends_at, _("House meeting")) for row in db.session.execute(next_one)]


def _circles(screen: Found, now: datetime, until: datetime) -> list[tuple[datetime, datetime, str]]:
    query = (
        sa.select(CircleSession.starts_at, CircleSession.ends_at, Circle.quiet_title)
        .join(Circle, Circle.id == CircleSession.circle_id)
        .where(CircleSession.house_id == screen.house_id, CircleSession.called_off_at.is_(None))
        .where(CircleSession.ends_at > now, CircleSession.starts_at < until, ~CircleSession.is_left)
        .order_by(CircleSession.starts_at, CircleSession.id)
        .limit(MOST_CIRCLES)
    )
    return [(row.starts_at, row.ends_at, row.quiet_title or _("Circle")) for row in db.session.execute(query)]


def _when(starts: datetime, ends: datetime, now: datetime, zone: ZoneInfo) -> str:
    if starts <= now:
        return _("now, until %(time)s", time=clock_words(ends, zone))
    return soon_words(starts, now, zone)


def _jobs(screen: Found, today: date) -> tuple[Job, ...]:
    """Chores whose window is open and that somebody may still do, each once."""
    query = (
        sa.select(Chore.name, Chore.icon)
        .join(Turn, Turn.chore_id == Chore.id)
        .where(Turn.house_id == screen.house_id, Turn.status.in_(OPEN))
        .where(Turn.window_from > today - LONGEST_WINDOW, Turn.window_from <= today, Turn.window_to > today)
        .group_by(Chore.id, Chore.name, Chore.icon)
        .order_by(sa.func.min(Turn.window_to), Chore.name)
        .limit(MOST_JOBS)
    )
    return tuple(Job(row.name, row.icon) for row in db.session.execute(query))


def _days(shifts: Iterable[SeenShift], today: date, zone: ZoneInfo) -> tuple[Day, ...]:
    """Who works on each of these days; a shift across midnight stands on the day it begins."""
    by_day: dict[date, list[str]] = {}
    for shift in shifts:
        day = max(shift.starts_at.astimezone(zone).date(), today)
        by_day.setdefault(day, []).append(f"{shift.name}: {here_words(shift, zone)}")
    listed = [today + timedelta(days=count) for count in range(DAYS)]
    return tuple(Day(sentence(day_words(day, today)), tuple(by_day.get(day, ()))) for day in listed)
