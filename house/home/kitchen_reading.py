"""What a screen in the kitchen shows: who is here, what is on, which jobs there are. Whoever stands before it reads it.

So it names nobody but peer workers (DOMAIN, matrix, column Ki), and of what people typed it says only a circle's quiet
name and the name of a chore, whose forms say so: of a meeting that it is one, of a turn not who has it.
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
from house.meetings.models import AHEAD as STILL_TO_COME
from house.meetings.models import GOING_ON, Meeting
from house.meetings.words import how_soon
from house.people.models import House
from house.rosters.here import AHEAD, Here, here_from, is_with_someone
from house.rosters.models import ShiftStatus
from house.rosters.reading import SeenShift, shifts_within
from house.rosters.words import asleep_words, sentence
from house.when.span import Span, day_span, days_span
from house.when.words import day_words, range_on_day

DAYS = 7  # of the roster
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
    if row is None:
        return None
    named = ("id", "house_id", "phone_sealed", "help_code", "last_shown_at", "ended_at")
    return Found(zone=ZoneInfo(row.timezone), **{name: getattr(row, name) for name in named})


def wall(screen: Found, now: datetime) -> Wall:
    """What it shows at this instant. Four questions, however many people and days there are."""
    today = now.astimezone(screen.zone).date()
    week = days_span(today, today + timedelta(days=DAYS), screen.zone)
    shifts = shifts_within(screen.house_id, Span(now, max(week.end, now + AHEAD)), is_with_someone())
    return Wall(
        here=here_from(shifts, screen.house_id, screen.phone_sealed, screen.zone, now),
        things=_things(screen, now, today),
        jobs=_jobs(screen, today),
        days=_days(shifts, today, now, screen.zone),
    )


def _things(screen: Found, now: datetime, today: date) -> tuple[Thing, ...]:
    """What is still on today, and the next house meeting. Where may be somebody's room, so it is not told."""
    until = day_span(today, screen.zone).end
    found = sorted([*_meeting(screen, now), *_circles(screen, now, until)])
    return tuple(Thing(title, how_soon(starts, ends, now, screen.zone)) for starts, ends, title in found)


def _meeting(screen: Found, now: datetime) -> list[tuple[datetime, datetime, str]]:
    next_one = (
        sa.select(Meeting.starts_at, Meeting.ends_at)
        .where(Meeting.house_id == screen.house_id, Meeting.status.in_((*STILL_TO_COME, *GOING_ON)))
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


def _days(shifts: Iterable[SeenShift], today: date, now: datetime, zone: ZoneInfo) -> tuple[Day, ...]:
    """Who works on each of these days: a shift stands on every day it touches. Who is not here yet is not told of."""
    known = [each for each in shifts if not (each.sought_at and each.starts_at <= now)]
    listed = [today + timedelta(days=count) for count in range(DAYS)]
    return tuple(Day(sentence(day_words(day, today)), _on_day(known, day, zone)) for day in listed)


def _on_day(shifts: Iterable[SeenShift], day: date, zone: ZoneInfo) -> tuple[str, ...]:
    shown = day_span(day, zone)
    return tuple(_line(each, day, zone) for each in shifts if Span(each.starts_at, each.ends_at).overlaps(shown))


def _line(shift: SeenShift, day: date, zone: ZoneInfo) -> str:
    """ "Alex: 10pm to 6am the next day (on call)"; one that waits for their yes is planned."""
    times = range_on_day(shift.starts_at, shift.ends_at, day, zone)
    about = ", ".join(filter(None, (_how(shift, day, zone), _sure(shift))))
    return f"{shift.name}: {times} ({about})" if about else f"{shift.name}: {times}"


def _how(shift: SeenShift, day: date, zone: ZoneInfo) -> str:
    """Sleep is told of once, on the day it begins: a wall is read in passing."""
    if shift.is_on_call:
        return _("on call")
    begins = shift.starts_at.astimezone(zone).date() == day
    return asleep_words(shift.asleep, zone) if shift.asleep and begins else ""


def _sure(shift: SeenShift) -> str:
    return "" if shift.status is ShiftStatus.confirmed else _("planned")
