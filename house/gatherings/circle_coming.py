"""What people say of coming to a circle, its quiet waiting list, and places that are offered to who waits.

Everything here is done with the house held, so that of two who take the last place at once one has it, and the other
waits quietly. Nothing of it is written into the trace, and once a circle is over nothing is left of it.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house import facts
from house.db import Instant, db
from house.gatherings.circle_access import can_be_changed, is_on
from house.gatherings.circle_models import CircleAnswer, CircleHost, CircleSession, Standing
from house.people.belonging import Presence, PresenceKind
from house.people.holding import ask_again
from house.people.models import House
from house.when.span import to_local

OFFER_STANDS = timedelta(hours=24)
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
    return Standing.coming if has_one or _free(session, now) else Standing.waits


def _is_offered(own: CircleAnswer, now: datetime) -> bool:
    return own.offered_until is not None and own.offered_until > now


def _free(session: CircleSession, now: datetime) -> int:
    """How many places nobody has and nobody is offered; more than enough where none are counted."""
    capacity = session.capacity
    if capacity is None:
        return 1_000_000
    taken = sa.select(sa.func.count()).where(CircleAnswer.session_id == session.id, has_place(now))
    return max(0, capacity - int(db.session.scalar(taken) or 0))


def has_place(now: datetime) -> sa.ColumnElement[bool]:
    """The condition that an answer keeps a place: they come, or are offered one."""
    return sa.or_(CircleAnswer.standing == Standing.coming, CircleAnswer.offered_until > now)


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
    elif own.standing is not standing:
        own.said_at = now  # who waits already keeps their turn, however often they say so
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


# --- places that become free ---


def offer_places(house: House, session: CircleSession, now: datetime) -> None:
    """Offer each free place to whoever waits longest and is not away, for a day or until it starts."""
    if not can_be_changed(session, now):
        return
    free = _free(session, now)
    if not free:
        return
    until = min(now + OFFER_STANDS, session.starts_at)
    for answer in db.session.scalars(_queue(house, session, now).limit(free)).all():
        answer.standing, answer.offered_until, answer.said_at = Standing.offered, until, now
        ask_again(house, until)
    db.session.flush()


def _queue(house: House, session: CircleSession, now: datetime) -> sa.Select[CircleAnswer]:
    waits = (CircleAnswer.session_id == session.id, CircleAnswer.standing == Standing.waits)
    today = to_local(now, ZoneInfo(house.timezone)).date()
    away = sa.exists().where(
        Presence.house_id == CircleAnswer.house_id,
        Presence.person_id == CircleAnswer.person_id,
        Presence.kind == PresenceKind.away,
        Presence.from_day <= today,
        Presence.to_day.is_(None) | (Presence.to_day > today),
    )
    return sa.select(CircleAnswer).where(*waits, ~away).order_by(CircleAnswer.said_at, CircleAnswer.id)


def keep_offers_short(session: CircleSession) -> None:
    """A time that was moved: no place is offered longer than until it starts."""
    late = sa.update(CircleAnswer).where(
        CircleAnswer.session_id == session.id, CircleAnswer.offered_until > session.starts_at
    )
    db.session.execute(late.values(offered_until=session.starts_at).execution_options(synchronize_session="fetch"))


@facts.times_come.connect
def let_pass(house_id: int, now: datetime) -> datetime | None:
    """Offers whose time ran out go on to the next, and what was said of what is over is gone; when to look again."""
    house = db.session.get_one(House, house_id)
    for session in _forget_over_and_lapse(house_id, now):
        offer_places(house, session, now)
    return _next_instant(house_id)


def _forget_over_and_lapse(house_id: int, now: datetime) -> list[CircleSession]:
    """Those whose places go on to others."""
    over = sa.select(CircleSession.id).where(CircleSession.house_id == house_id, CircleSession.ends_at <= now)
    gone = sa.delete(CircleAnswer).where(CircleAnswer.house_id == house_id, CircleAnswer.session_id.in_(over))
    db.session.execute(gone.execution_options(synchronize_session="fetch"))
    lapsed = sa.select(CircleAnswer).where(CircleAnswer.house_id == house_id, CircleAnswer.offered_until <= now)
    answers = db.session.scalars(lapsed.order_by(CircleAnswer.id)).all()
    for answer in answers:
        # They would have liked to come; nothing else is kept of an offer that nobody answered.
        answer.standing, answer.offered_until, answer.said_at = Standing.might, None, now
    db.session.flush()
    ids = {answer.session_id for answer in answers}
    return list(db.session.scalars(sa.select(CircleSession).where(CircleSession.id.in_(ids))))


def _next_instant(house_id: int) -> datetime | None:
    offers = sa.select(sa.func.min(CircleAnswer.offered_until, type_=Instant())).where(
        CircleAnswer.house_id == house_id
    )
    ends = (
        sa.select(sa.func.min(CircleSession.ends_at, type_=Instant()))
        .join(CircleAnswer, CircleAnswer.session_id == CircleSession.id)
        .where(CircleAnswer.house_id == house_id)
    )
    instants = db.session.execute(sa.select(offers.scalar_subquery(), ends.scalar_subquery())).one()
    return min((instant for instant in instants if instant), default=None)
