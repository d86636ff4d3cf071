"""What happens to circles: one is made, and its words change."""

from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.gatherings.circle_access import still_meets
from house.gatherings.circle_ahead import KIND, new_row
from house.gatherings.circle_models import Circle, CircleAnswer, CircleHost, CircleSession, Standing
from house.gatherings.circle_places import offer_places
from house.gatherings.circle_plan import CirclePlan, CircleWords, OneTime, is_no_fewer
from house.people.models import House
from house.series.acts import rows_due, start_series
from house.series.replacing import A_YEAR
from house.trust.acts import note_change
from house.when.span import DAY, to_local

MOST_GOING = 20  # circles that one person hosts and that still meet


class TooMany(Exception):
    """They host so many already."""


class InThePast(Exception):
    """The time it is given has passed already."""


class ChangedMeanwhile(Exception):
    """Somebody else changed it since the form was opened."""


# Everything here is called with the house held.


def make(house: House, by_id: int, words: CircleWords, when: CirclePlan | OneTime, now: datetime) -> Circle:
    """A new circle, hosted by whoever makes it.

    Raises `TooMany`, `InThePast`, and `NeverHappens` for a plan without a day.
    """
    if _going(house, by_id, now) >= MOST_GOING:
        raise TooMany
    circle = Circle(house_id=house.id, made_at=now)
    _write(circle, words)
    db.session.add(circle)
    db.session.flush()
    db.session.add(CircleHost(house_id=house.id, circle_id=circle.id, person_id=by_id, asked_at=now, since=now))
    if isinstance(when, OneTime):
        _once(house, circle, when, now)
    else:
        _again_and_again(house, circle, when, now)
    db.session.flush()
    note_change(house.id, by_id, "circle", circle.id, "made", now)
    return circle


def _going(house: House, host_id: int, now: datetime) -> int:
    """How many circles that somebody hosts still meet."""
    own = (CircleHost.house_id == house.id, CircleHost.person_id == host_id, CircleHost.since.is_not(None))
    going = sa.select(sa.func.count()).select_from(CircleHost)
    return db.session.scalar(going.where(*own, still_meets(CircleHost.circle_id, now))) or 0


def _write(circle: Circle, words: CircleWords) -> None:
    circle.title, circle.quiet_title = words.title, words.quiet_title
    circle.about, circle.sensory, circle.agreement = words.about, words.sensory, words.agreement
    circle.place, circle.link, circle.capacity = words.place, words.link, words.capacity
    circle.is_drop_in, circle.is_listening_fine = words.is_drop_in, words.is_listening_fine


def _once(house: House, circle: Circle, when: OneTime, now: datetime) -> None:
    session = CircleSession(house_id=house.id, circle_id=circle.id, changed_at=now)
    session.place, session.capacity = circle.place, circle.capacity
    session.stand_at(when.starts, when.minutes, ZoneInfo(house.timezone))
    if session.starts_at <= now:
        raise InThePast
    db.session.add(session)


def _again_and_again(house: House, circle: Circle, plan: CirclePlan, now: datetime) -> None:
    zone = ZoneInfo(house.timezone)
    local = to_local(now, zone).replace(tzinfo=None)
    first = plan.first_after(local)
    ends_on = plan.until + DAY if plan.until else None
    series = start_series(house.id, KIND, plan.rule, first, plan.minutes, now, ends_on)
    circle.series_id = series.id
    until = max(local.date() + A_YEAR, first.date() + DAY)
    db.session.add_all(new_row(circle, series, start, zone, now) for start in rows_due(series, until, zone))


def change_words(house: House, circle: Circle, by_id: int, words: CircleWords, seen: int, now: datetime) -> None:
    """It is like this from now on, each time it meets. More places are offered to who waits.

    Fewer are for times that nobody has answered: so nobody loses theirs, and whoever hosts it counts nobody.

    `seen`: its version when the form was opened. Raises `ChangedMeanwhile`.
    """
    if circle.version != seen:
        raise ChangedMeanwhile
    was_at = circle.place
    shown = (circle.title, circle.quiet_title, circle.place)
    _write(circle, words)
    circle.version += 1
    db.session.flush()
    is_new = shown != (circle.title, circle.quiet_title, circle.place)
    ahead = sa.select(CircleSession).where(CircleSession.circle_id == circle.id, CircleSession.ends_at > now)
    answered = _answered(circle)
    for session in db.session.scalars(ahead.order_by(CircleSession.starts_at)):
        if session.id not in answered or is_no_fewer(circle.capacity, session.capacity):
            session.capacity = circle.capacity
        session.place = circle.place if session.place == was_at else session.place
        if is_new:
            session.moved(now)  # calendars show it
    db.session.flush()
    waits = sa.exists().where(CircleAnswer.session_id == CircleSession.id, CircleAnswer.standing == Standing.waits)
    for session in db.session.scalars(ahead.where(waits).order_by(CircleSession.id)).all():
        offer_places(house, session, now)
    note_change(circle.house_id, by_id, "circle", circle.id, "changed", now)


def _answered(circle: Circle) -> set[int]:
    """The times of which anybody has said anything."""
    query = sa.select(CircleAnswer.session_id).join(CircleSession, CircleSession.id == CircleAnswer.session_id)
    return set(db.session.scalars(query.where(CircleSession.circle_id == circle.id).distinct()))
