"""What pages show of circles: each with its next time, those before, and one time with what people say of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from house.db import db
from house.gatherings.circle_access import may_see_names, own_answer, still_meets, visible
from house.gatherings.circle_hosts import can_be_asked
from house.gatherings.circle_models import Circle, CircleAnswer, CircleHost, CircleSession, Standing
from house.gatherings.circle_plan import Room, is_a_few, room
from house.people.models import Person
from house.series.models import Series
from house.series.plan import LONGEST
from house.viewer import Viewer


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One time a circle meets, in a list."""

    id: int
    title: str
    about: str
    place: str
    starts_at: datetime
    ends_at: datetime
    is_called_off: bool
    moved_from_local: datetime | None
    standing: Standing | None  # what the viewer says of it
    is_host: bool


def next_times(viewer: Viewer, now: datetime, most: int) -> list[SessionLine]:
    """Each circle of the house with the next time it meets, soonest first."""
    later = sa.orm.aliased(CircleSession)
    is_earlier = sa.tuple_(later.starts_at, later.id) < sa.tuple_(CircleSession.starts_at, CircleSession.id)
    earlier = sa.exists().where(later.circle_id == CircleSession.circle_id, *_ahead(later, now), is_earlier)
    query = _lines(viewer, now).where(*_ahead(CircleSession, now), ~earlier)
    return _read(query.order_by(CircleSession.starts_at, CircleSession.id).limit(most))


def _ahead(time: Any, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    """The conditions that a time is not over; nothing lasts longer than half a day, so no other needs a look."""
    return time.ends_at > now, time.starts_at > now - timedelta(minutes=LONGEST)


def times_of(viewer: Viewer, circle_id: int, now: datetime, most: int) -> list[SessionLine]:
    """The times to come of one circle, soonest first."""
    query = _lines(viewer, now).where(CircleSession.circle_id == circle_id, *_ahead(CircleSession, now))
    return _read(query.order_by(CircleSession.starts_at, CircleSession.id).limit(most))


def times_before(viewer: Viewer, now: datetime, most: int, last: CircleSession | None = None) -> list[SessionLine]:
    """Times that are over, the latest first; from one on that was seen last."""
    query = _lines(viewer, now).where(CircleSession.ends_at <= now)
    if last:
        before = sa.tuple_(CircleSession.ends_at, CircleSession.id) < sa.tuple_(
            sa.literal(last.ends_at, CircleSession.ends_at.type), sa.literal(last.id)
        )
        query = query.where(before)
    return _read(query.order_by(CircleSession.ends_at.desc(), CircleSession.id.desc()).limit(most))


def _read(query: sa.Select[*tuple[Any, ...]]) -> list[SessionLine]:
    return [SessionLine(*row) for row in db.session.execute(query)]


def _lines(viewer: Viewer, now: datetime) -> sa.Select[*tuple[Any, ...]]:
    mine = sa.and_(CircleAnswer.session_id == CircleSession.id, CircleSession.ends_at > now, own_answer(viewer, now))
    hosted = sa.and_(
        CircleHost.circle_id == CircleSession.circle_id,
        CircleHost.person_id == viewer.person_id,
        CircleHost.since.is_not(None),
    )
    return (
        sa.select(
            CircleSession.id,
            Circle.title,
            Circle.about,
            CircleSession.place,
            CircleSession.starts_at,
            CircleSession.ends_at,
            CircleSession.called_off_at.is_not(None),
            CircleSession.moved_from_local,
            CircleAnswer.standing,
            CircleHost.id.is_not(None),
        )
        .join(Circle, Circle.id == CircleSession.circle_id)
        .outerjoin(CircleAnswer, mine)
        .outerjoin(CircleHost, hosted)
        .where(visible(viewer, now))
    )


@dataclass(frozen=True, slots=True)
class Host:
    """Somebody who hosts a circle, or is asked to."""

    id: int
    person_id: int
    name: str
    is_asked: bool  # and has not answered


def hosts_of(circle: Circle) -> list[Host]:
    """Who hosts it, in the order they began; then who is asked."""
    query = (
        sa.select(CircleHost.id, CircleHost.person_id, Person.called_name, CircleHost.since.is_(None))
        .join(Person, Person.id == CircleHost.person_id)
        .where(CircleHost.circle_id == circle.id)
        .order_by(CircleHost.since.is_(None), CircleHost.since, CircleHost.id)
    )
    return [Host(*row) for row in db.session.execute(query)]


def who_can_host(circle: Circle, now: datetime) -> list[tuple[int, str]]:
    """Who can be asked to host it too, by name."""
    query = sa.select(Person.id, Person.called_name).where(*can_be_asked(circle, now))
    ordered = query.order_by(sa.func.lower(Person.called_name), Person.id)
    return [(person_id, name) for person_id, name in db.session.execute(ordered)]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one time, as far as a viewer reads it: their own, the room left, and the names people show."""

    own: Standing | None
    shows_name: bool
    offered_until: datetime | None
    has_news: bool
    room: Room
    few_chairs: bool
    coming: tuple[str, ...]
    might: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    is_own: bool
    standing: Standing
    offered_until: datetime | None
    shows_name: bool
    has_news: bool
    name: str  # "" where it is not shown: then it does not leave the database


def said_of(session: CircleSession, capacity: int | None, viewer: Viewer, is_host: bool, now: datetime) -> Said:
    """What is said of one time. One query."""
    rows = [_Row(*row) for row in db.session.execute(_answers(session, viewer, is_host, now))]
    own = next((row for row in rows if row.is_own), None)
    coming = sum(row.standing is Standing.coming for row in rows)
    offered = sum(row.offered_until is not None and row.offered_until > now for row in rows)
    return Said(
        own=own.standing if own else None,
        shows_name=bool(own and own.shows_name),
        offered_until=own.offered_until if own else None,
        has_news=bool(own and own.has_news),
        room=room(capacity, session.capacity, coming + offered),
        few_chairs=is_a_few(coming),
        coming=_names(rows, Standing.coming),
        might=_names(rows, Standing.might),
    )


def _answers(session: CircleSession, viewer: Viewer, is_host: bool, now: datetime) -> sa.Select[*tuple[Any, ...]]:
    is_own = own_answer(viewer, now)
    is_shown = sa.and_(CircleAnswer.shows_name, sa.true() if may_see_names(viewer, is_host) else is_own)
    return (
        sa.select(
            is_own,
            CircleAnswer.standing,
            CircleAnswer.offered_until,
            CircleAnswer.shows_name,
            CircleAnswer.news_at.is_not(None),
            sa.case((is_shown, Person.called_name), else_=""),
        )
        .join(Person, Person.id == CircleAnswer.person_id)
        .where(CircleAnswer.session_id == session.id)
        .order_by(sa.func.lower(Person.called_name), Person.id)
    )


def _names(rows: Iterable[_Row], standing: Standing) -> tuple[str, ...]:
    return tuple(row.name for row in rows if row.name and row.standing is standing)


def times_the_clocks_move(circle: Circle, now: datetime) -> list[CircleSession]:
    """The next time to come that the clocks leave out, if there is one."""
    query = sa.select(CircleSession).where(
        CircleSession.circle_id == circle.id, CircleSession.skipped_local.is_not(None), CircleSession.starts_at > now
    )
    return list(db.session.scalars(query.order_by(CircleSession.starts_at).limit(1)))


def last_time(circle: Circle) -> CircleSession | None:
    """The last time it met, or meets."""
    query = sa.select(CircleSession).where(CircleSession.circle_id == circle.id)
    return db.session.scalars(query.order_by(CircleSession.starts_at.desc()).limit(1)).first()


def goes_on(circle: Circle, now: datetime) -> tuple[Series | None, bool]:
    """How it comes round, if it does, and whether it meets again. One query."""
    query = sa.select(Series, still_meets(circle.id, now)).select_from(Circle)
    plan, meets = db.session.execute(
        query.outerjoin(Series, Series.id == Circle.series_id).where(Circle.id == circle.id)
    ).one()
    return plan, meets
