"""What people say of coming to a circle, and its quiet waiting list.

Everything here is done with the house held, so that of two who take the last place at once one has it, and the other
waits quietly. Nothing of it is written into the trace, and once a circle is over nothing is left of it.
"""

from datetime import datetime

import sqlalchemy as sa

from house.db import db
from house.gatherings.circle_access import is_on
from house.gatherings.circle_models import CircleAnswer, CircleHost, CircleSession, Standing
from house.gatherings.circle_places import free_places, offer_places
from house.people.holding import ask_again
from house.people.models import House

SAID = (Standing.coming, Standing.might, Standing.not_this_time)
HOPES = (Standing.coming, Standing.might, Standing.waits, Standing.offered)  # whom it concerns when it is moved


class NotOn(Exception):
    """It is over or called off: there is nothing to come to."""


class IsHost(Exception):
    """Whoever hosts it comes anyway, and takes nobody's place."""


def say(
    house: House, session: CircleSession, person_id: int, said: Standing | None, shows_name: bool, now: datetime
) -> Standing | None:
    """What somebody says of their own coming, and how they stand from then on; None takes it back.

    "Coming" without a place left is the waiting list. Raises `NotOn` and `IsHost`.
    """
    _insist_they_can(session, person_id, now)
    own = _own(session, person_id)
    if said is None:
        db.session.execute(_delete(session, CircleAnswer.person_id == person_id))
    else:
        standing = _with_a_place(session, own, now) if said is Standing.coming else said
        _keep(session, own, person_id, standing, shows_name, now)
        ask_again(house, session.ends_at)
    offer_places(house, session, now)
    return None if said is None else standing


def _insist_they_can(session: CircleSession, person_id: int, now: datetime) -> None:
    if not is_on(session, now):
        raise NotOn
    host = sa.select(CircleHost.id).where(CircleHost.circle_id == session.circle_id, CircleHost.since.is_not(None))
    if db.session.scalar(host.where(CircleHost.person_id == person_id)) is not None:
        raise IsHost


def _own(session: CircleSession, person_id: int) -> CircleAnswer | None:
    query = sa.select(CircleAnswer).where(CircleAnswer.session_id == session.id, CircleAnswer.person_id == person_id)
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def _delete(session: CircleSession, *which: sa.ColumnElement[bool]) -> sa.Delete:
    gone = sa.delete(CircleAnswer).where(CircleAnswer.session_id == session.id, *which)
    return gone.execution_options(synchronize_session="fetch")


def _with_a_place(session: CircleSession, own: CircleAnswer | None, now: datetime) -> Standing:
    """Coming, where a place is theirs or free; otherwise they wait."""
    has_one = own is not None and (own.standing is Standing.coming or _is_offered(own, now))
    return Standing.coming if has_one or free_places(session, now) else Standing.waits


def _is_offered(own: CircleAnswer, now: datetime) -> bool:
    return own.offered_until is not None and own.offered_until > now


def _keep(
    session: CircleSession,
    own: CircleAnswer | None,
    person_id: int,
    standing: Standing,
    shows_name: bool,
    now: datetime,
) -> None:
    if own is None:
        own = CircleAnswer(house_id=session.house_id, session_id=session.id, person_id=person_id, said_at=now)
        db.session.add(own)
    elif not (own.standing is standing is Standing.waits):  # who waits keeps their turn, however often they say so
        own.said_at = now
    own.standing, own.offered_until, own.shows_name = standing, None, shows_name
    own.news_at = None  # whoever answers has seen what is new
    db.session.flush()


def see_news(session: CircleSession, person_id: int) -> None:
    """Somebody has seen that it was moved or called off."""
    own = _own(session, person_id)
    if own:
        own.news_at = None
        db.session.flush()


def tell(session: CircleSession, now: datetime) -> None:
    """It was moved or called off: that waits for those who come or might, until they have seen it."""
    concerned = sa.update(CircleAnswer).where(CircleAnswer.session_id == session.id, CircleAnswer.standing.in_(HOPES))
    db.session.execute(concerned.values(news_at=now).execution_options(synchronize_session="fetch"))
