"""Who may see, make, host and change circles, and whose names are shown to whom."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house.db import db
from house.gatherings.circle_models import Circle, CircleAnswer, CircleHost, CircleSession
from house.trust.access import opened
from house.viewer import Viewer


def may_see(viewer: Viewer, thing: Circle | CircleSession) -> bool:
    """Circles, and each time they meet, are for everyone of the house."""
    return viewer.house_id == thing.house_id


def visible(viewer: Viewer) -> sa.ColumnElement[bool]:
    """The condition that `may_see` states."""
    return CircleSession.house_id == viewer.house_id


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
    """The condition that an answer is the viewer's, and open to them: by a re-entry card none from before it is."""
    return sa.and_(CircleAnswer.person_id == viewer.person_id, opened(CircleAnswer.said_at, viewer, now))


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
