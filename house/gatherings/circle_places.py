"""The places of a circle: how many are free, and those that are offered to who waits quietly.

Everything here is done with the house held.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house import facts
from house.db import Instant, db
from house.gatherings.circle_access import can_be_changed
from house.gatherings.circle_models import CircleAnswer, CircleSession, Standing
from house.people.belonging import Presence, PresenceKind
from house.people.holding import ask_again
from house.people.models import House
from house.when.span import to_local

OFFER_STANDS = timedelta(hours=24)


def free_places(session: CircleSession, now: datetime) -> int:
    """How many places nobody has and nobody is offered; more than enough where none are counted."""
    capacity = session.capacity
    if capacity is None:
        return 1_000_000
    taken = sa.select(sa.func.count()).where(CircleAnswer.session_id == session.id, has_place(now))
    return max(0, capacity - int(db.session.scalar(taken) or 0))


def has_place(now: datetime) -> sa.ColumnElement[bool]:
    """The condition that an answer keeps a place: they come, or are offered one."""
    return sa.or_(CircleAnswer.standing == Standing.coming, CircleAnswer.offered_until > now)


def offer_places(house: House, session: CircleSession, now: datetime) -> None:
    """Offer each free place to whoever waits longest and is not away, for a day or until it starts."""
    if not can_be_changed(session, now):
        return
    free = free_places(session, now)
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
