"""Who may read a check-in: its owner, and whoever a share in force reaches at this moment."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from house import clock
from house.checkins.models import KIND, CheckIn
from house.checkins.need_access import is_unseen, still_open, waits_since_before
from house.checkins.need_models import NeedSignal
from house.people import shares
from house.rosters.here import on_shift_and_on_call
from house.trust.access import Standing, is_open, standing
from house.trust.access import in_force as share_in_force
from house.trust.models import BESIDE, ON_CALL, Audience, Look, Share
from house.viewer import Viewer

LISTED_FOR = timedelta(days=7)
LISTED_UNSEEN_FOR = timedelta(days=30)


def is_mine(viewer: Viewer, check_in: CheckIn) -> bool:
    """A check-in is its owner's to change, share and delete, and nobody else's; one of an earlier time is closed."""
    return check_in.owner_id == viewer.person_id and is_open(viewer, check_in.written_at, clock.now())


def reader(viewer: Viewer, now: datetime) -> Standing:
    """Where the viewer stands right now; who is on shift or on call is asked of the roster at the moment of reading."""
    if not viewer.is_worker or viewer.is_closed(now):
        return standing(viewer, False, now)
    is_on, is_on_call = on_shift_and_on_call(viewer.person_id, viewer.house_id, now)
    return standing(viewer, is_on, now, is_on_call)


def may_read(reading: Standing, share: Share, now: datetime) -> bool:
    """Whether a share lets this reader read a check-in. `readable` says the same to the database."""
    return share.kind == KIND and shares.may_read(reading, share, now)


def readable(reading: Standing, now: datetime) -> sa.ColumnElement[bool]:
    """The condition on `Share` that `may_read` states."""
    return shares.readable(KIND, reading, now)


def basis(reading: Standing, audience: Audience) -> str:
    """Why this reader reads what was shared with that audience, as their look says it."""
    by_call = audience is Audience.on_shift and reading.is_on_call and not reading.is_on_shift
    return ON_CALL if by_call else audience.value


def listed(reading: Standing, now: datetime) -> sa.ColumnElement[bool]:
    """The condition that a share is shown unasked: for a week; for 30 days while it is still to be read.

    What is for whoever is on shift is read once one of them has; what is for more people, by each of them. What asks
    for something is shown until somebody has seen it, however long that takes. A query with this joins `NeedSignal`.
    """
    a_while = now - LISTED_UNSEEN_FOR
    still_waits = sa.and_(NeedSignal.id.is_not(None), still_open(now), is_unseen())
    return sa.and_(
        # Keeps the query to one stretch of the index: it begins where the oldest still waits, if that is longer ago.
        Share.since >= sa.func.coalesce(waits_since_before(reading.house_id, a_while, now), a_while),
        sa.or_(still_waits, sa.and_(Share.since > a_while, _listed_for_a_while(reading, now))),
    )


def _listed_for_a_while(reading: Standing, now: datetime) -> sa.ColumnElement[bool]:
    is_for_the_shift = Share.audience == Audience.on_shift
    return sa.or_(
        Share.since > now - LISTED_FOR,
        sa.and_(is_for_the_shift, ~_looked_at(Look.basis != BESIDE)),
        sa.and_(~is_for_the_shift, ~looked_at_by(reading.person_id)),
    )


def looked_at_by(person_id: int) -> sa.ColumnElement[bool]:
    """The condition that this person has read a shared check-in as its words now are."""
    return _looked_at(Look.viewer_id == person_id)


def _looked_at(*by: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        Look.kind == KIND,
        Look.thing_id == CheckIn.id,
        Look.at >= Share.since,
        Look.at >= CheckIn.changed_at,
        *by,
    )


def in_force(now: datetime) -> sa.ColumnElement[bool]:
    """The condition that a `Share` is the one in force of its check-in, which is for its owner to see."""
    return sa.and_(
        Share.kind == KIND, Share.thing_id == CheckIn.id, Share.owner_id == CheckIn.owner_id, share_in_force(now)
    )
