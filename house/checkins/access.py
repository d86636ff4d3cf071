"""Who may read a check-in: its owner, and whoever a share in force reaches at this moment."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from house import clock
from house.checkins.models import KIND, CheckIn
from house.people import shares
from house.rosters.here import is_on_shift
from house.trust.access import Standing, is_open, standing
from house.trust.access import in_force as share_in_force
from house.trust.models import Audience, Look, Share
from house.viewer import Viewer

LISTED_FOR = timedelta(days=7)
LISTED_UNSEEN_FOR = timedelta(days=30)


def is_mine(viewer: Viewer, check_in: CheckIn) -> bool:
    """A check-in is its owner's to change, share and delete, and nobody else's; one of an earlier time is closed."""
    return check_in.owner_id == viewer.person_id and is_open(viewer, check_in.written_at, clock.now())


def reader(viewer: Viewer, now: datetime) -> Standing:
    """Where the viewer stands right now; "whoever is on shift" is asked of the roster at the moment of reading."""
    is_on = viewer.is_worker and not viewer.is_closed(now) and is_on_shift(viewer.person_id, viewer.house_id, now)
    return standing(viewer, is_on, now)


def may_read(reading: Standing, share: Share, now: datetime) -> bool:
    """Whether a share lets this reader read a check-in. `readable` says the same to the database."""
    return share.kind == KIND and shares.may_read(reading, share, now)


def readable(reading: Standing, now: datetime) -> sa.ColumnElement[bool]:
    """The condition on `Share` that `may_read` states."""
    return shares.readable(KIND, reading, now)


def listed(reading: Standing, now: datetime) -> sa.ColumnElement[bool]:
    """The condition that a share is shown unasked: for a week; for 30 days while it is still to be read.

    What is for whoever is on shift is read once one of them has; what is for more people, by each of them.
    """
    is_for_the_shift = Share.audience == Audience.on_shift
    return sa.and_(
        Share.since > now - LISTED_UNSEEN_FOR,  # keeps the query to one stretch of the index
        sa.or_(
            Share.since > now - LISTED_FOR,
            sa.and_(is_for_the_shift, ~_looked_at()),
            sa.and_(~is_for_the_shift, ~looked_at_by(reading.person_id)),
        ),
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
