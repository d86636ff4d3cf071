"""Which needs wait, as conditions of queries that join `Share`, `CheckIn` and `NeedSignal`.

Who may read them is said by `access.readable`, as of every check-in.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa

from house.checkins.models import KIND, CheckIn
from house.checkins.need_models import NeedSignal, Step
from house.checkins.need_states import RESTS_AFTER
from house.db import Instant
from house.rosters.here import someone_on_shift_for
from house.trust.access import in_force
from house.trust.models import BESIDE, Audience, Look, Share

ON_CALL_HEARS_AFTER = timedelta(minutes=30)


def is_unseen() -> sa.ColumnElement[bool]:
    """The condition that nobody has read these words since they were asked and shared."""
    return ~_seen()


def seen_at() -> sa.ScalarSelect[datetime]:
    """When somebody first read these words since they were asked and shared."""
    return sa.select(sa.func.min(Look.at, type_=Instant())).where(*_looks()).scalar_subquery()


def still_open(now: datetime) -> sa.ColumnElement[bool]:
    """The condition that a need is neither closed nor resting (`need_states.state_of`)."""
    earlier = now - RESTS_AFTER
    is_closed = sa.and_(
        NeedSignal.closed_at.is_not(None),
        NeedSignal.closed_at >= Share.since,
        NeedSignal.closed_at >= NeedSignal.since,
    )
    was_quiet = sa.or_(_nothing_said(), NeedSignal.said_at <= earlier)
    return ~sa.or_(is_closed, sa.and_(_seen(Look.at <= earlier), was_quiet))


def asks_somebody() -> sa.ColumnElement[bool]:
    """The condition that nobody has answered yet, or not these words."""
    return sa.or_(is_unseen(), _nothing_said(), NeedSignal.step != Step.answered)


def on_call_hears(house_id: int, now: datetime) -> sa.ColumnElement[bool]:
    """The condition that on call hears that someone waits, and no more: nobody is on shift, or nobody has looked."""
    earlier = now - ON_CALL_HEARS_AFTER
    for_a_while = sa.and_(NeedSignal.since <= earlier, Share.since <= earlier)
    return sa.and_(
        Share.audience == Audience.on_shift,
        ~Share.on_call,
        still_open(now),
        is_unseen(),
        sa.or_(for_a_while, ~someone_on_shift_for(Share.owner_id, house_id, now)),
    )


def waits_since_before(house_id: int, before: datetime, now: datetime) -> sa.ScalarSelect[datetime]:
    """When the oldest need of a house was shared that nobody has seen, where that is before an instant."""
    query = sa.select(sa.func.min(Share.since, type_=Instant())).select_from(NeedSignal)
    query = query.join(CheckIn, CheckIn.id == NeedSignal.id)
    query = query.join(Share, sa.and_(Share.kind == KIND, Share.thing_id == NeedSignal.id))
    which = (NeedSignal.house_id == house_id, Share.since <= before, in_force(now), still_open(now), is_unseen())
    return query.where(*which).correlate(None).scalar_subquery()


def _nothing_said() -> sa.ColumnElement[bool]:
    return sa.or_(NeedSignal.said_at.is_(None), NeedSignal.said_at < Share.since, NeedSignal.said_at < NeedSignal.since)


def _seen(*more: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.exists().where(*_looks(), *more)


def _looks() -> tuple[sa.ColumnElement[bool], ...]:
    """Looks by whom it reached. Who typed it beside its owner saw it before it was shared."""
    return (
        Look.kind == KIND,
        Look.thing_id == CheckIn.id,
        Look.basis != BESIDE,
        Look.at >= Share.since,
        Look.at >= CheckIn.changed_at,
        Look.at >= NeedSignal.since,
    )
