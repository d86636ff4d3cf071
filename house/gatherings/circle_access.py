"""Who may see, make, host and change circles, and whose names are shown to whom."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house import clock
from house.db import db
from house.gatherings.circle_models import Circle, CircleAnswer, CircleHost, CircleSession, Standing
from house.trust.access import opened
from house.viewer import Viewer

NEEDS_NO_PLACE = (Standing.might, Standing.not_this_time)


def may_see(viewer: Viewer, thing: Circle | CircleSession) -> bool:
    """Circles and their times are for everyone of the house; what is left of one, for who said something of it."""
    if viewer.house_id != thing.house_id:
        return False
    return isinstance(thing, Circle) or not thing.is_left or _said_something(viewer, thing)


def _said_something(viewer: Viewer, session: CircleSession) -> bool:
    query = sa.select(CircleAnswer.id).where(CircleAnswer.session_id == session.id, own_answer(viewer, clock.now()))
    return db.session.scalar(query) is not None


def visible(viewer: Viewer, now: datetime) -> sa.ColumnElement[bool]:
    """The condition that `may_see` states."""
    own = sa.exists().where(CircleAnswer.session_id == CircleSession.id, own_answer(viewer, now))
    is_shown = sa.or_(~CircleSession.is_left, own.correlate(CircleSession))
    return sa.and_(CircleSession.house_id == viewer.house_id, is_shown)


def who_hosts(circle_id: int) -> frozenset[int]:
    """The people who host it."""
    query = sa.select(CircleHost.person_id).where(CircleHost.circle_id == circle_id, CircleHost.since.is_not(None))
    return frozenset(db.session.scalars(query))


def may_arrange(viewer: Viewer, circle: Circle) -> bool:
    """Whoever hosts a circle changes, moves and calls off; of one that nobody hosts, a coordinator can."""
    return may_see(viewer, circle) and arranges(viewer, who_hosts(circle.id))


def arranges(viewer: Viewer, hosts: frozenset[int]) -> bool:
    """`may_arrange`, where it is known who hosts it."""
    return viewer.person_id in hosts or (viewer.is_coordinator and not hosts)


def may_arrange_session(viewer: Viewer, session: CircleSession) -> bool:
    """The same, of one time it meets."""
    return may_see(viewer, session) and may_arrange(viewer, db.session.get_one(Circle, session.circle_id))


def may_see_names(viewer: Viewer, is_host: bool) -> bool:
    """Names that people show are for those who live or work here, and for hosts.

    A coordinator who is neither reads nothing of who comes (DOMAIN, matrix).
    """
    return is_host or viewer.is_resident or viewer.is_worker


def own_answer(viewer: Viewer, now: datetime) -> sa.ColumnElement[bool]:
    """The condition that an answer is the viewer's, and open to them: by a re-entry card none from before it is.

    By a card nobody reads either whether a counted place is theirs: having one already is what was said before.
    """
    own = sa.and_(CircleAnswer.person_id == viewer.person_id, opened(CircleAnswer.said_at, viewer, now))
    if not viewer.is_closed(now):
        return own
    counted = sa.select(CircleSession.id).where(
        CircleSession.house_id == viewer.house_id, CircleSession.capacity.is_not(None)
    )
    return sa.and_(own, sa.or_(CircleAnswer.standing.in_(NEEDS_NO_PLACE), CircleAnswer.session_id.not_in(counted)))


def shows_own_place(viewer: Viewer, session: CircleSession, standing: Standing | None, now: datetime) -> bool:
    """The same of how somebody stands right after they answered."""
    return not viewer.is_closed(now) or session.capacity is None or standing in (None, *NEEDS_NO_PLACE)


def is_own_hosting(viewer: Viewer, host: CircleHost) -> bool:
    """Being asked to host is answered, and hosting given up, by whoever it is about."""
    return viewer.house_id == host.house_id and viewer.person_id == host.person_id


def is_over(session: CircleSession, now: datetime) -> bool:
    """Whether its end has come."""
    return session.ends_at <= now


def is_on(session: CircleSession, now: datetime) -> bool:
    """Whether it is to come or going on, and not called off."""
    return session.called_off_at is None and not is_over(session, now)


def still_meets(circle_id: Any, now: datetime) -> sa.ColumnElement[bool]:
    """The condition that a circle has a time that is not over and not called off."""
    return sa.exists().where(
        CircleSession.circle_id == circle_id, CircleSession.ends_at > now, CircleSession.called_off_at.is_(None)
    )


def meets_again(circle: Circle, now: datetime) -> bool:
    """Whether one does."""
    return bool(db.session.scalar(sa.select(still_meets(circle.id, now))))


def can_be_put_back_on(circle: Circle, session: CircleSession, now: datetime) -> bool:
    """Whether it is called off and still to begin, and its circle was not ended as a whole."""
    has_ended = circle.ended_at is not None and circle.series_id is not None
    return session.called_off_at is not None and session.starts_at > now and not has_ended


def can_be_changed(session: CircleSession, now: datetime) -> bool:
    """Whether it is still to begin, and not called off."""
    return session.called_off_at is None and session.starts_at > now
