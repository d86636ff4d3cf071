"""Who may read a check-in: its owner, and whoever a share in force reaches at this moment."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from house import clock
from house.checkins.models import KIND, CheckIn
from house.people.models import Membership
from house.people.signing_in import in_force as membership_in_force
from house.rosters.here import is_on_shift
from house.trust.access import Standing, reaches, reaching, standing
from house.trust.models import Look, Share
from house.viewer import Viewer

LISTED_FOR = timedelta(days=7)
LISTED_UNSEEN_FOR = timedelta(days=30)


def is_mine(viewer: Viewer, check_in: CheckIn) -> bool:
    """A check-in is its owner's to change, share and delete, and nobody else's; one of an earlier time is closed."""
    return check_in.owner_id == viewer.person_id and check_in.written_at >= viewer.private_from(clock.now())


def reader(viewer: Viewer, now: datetime) -> Standing:
    """Where the viewer stands right now; "whoever is on shift" is asked of the roster at the moment of reading."""
    return standing(viewer, viewer.is_worker and is_on_shift(viewer.person_id, viewer.house_id, now))


def may_read(reading: Standing, share: Share, now: datetime) -> bool:
    """Whether a share lets this reader read a check-in. `readable` says the same to the database."""
    return share.kind == KIND and reaches(share, reading, now)


def readable(reading: Standing, now: datetime) -> sa.ColumnElement[bool]:
    """The condition on `Share` that `may_read` states."""
    return reaching(KIND, reading, now)


def listed(now: datetime) -> sa.ColumnElement[bool]:
    """The condition that a share is shown unasked: for a week, or, while nobody has read it, for 30 days."""
    return sa.and_(
        Share.since > now - LISTED_UNSEEN_FOR,  # keeps the query to one stretch of the index
        sa.or_(Share.since > now - LISTED_FOR, ~_looked_at()),
    )


def of_somebody_here(now: datetime) -> sa.ColumnElement[bool]:
    """The condition that the owner of a share is of the house still: nobody reads on at the instant they move on."""
    return sa.exists().where(
        Membership.person_id == Share.owner_id, Membership.house_id == Share.house_id, membership_in_force(now)
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
        Share.kind == KIND,
        Share.thing_id == CheckIn.id,
        Share.owner_id == CheckIn.owner_id,
        Share.withdrawn_at.is_(None),
        sa.or_(Share.until.is_(None), Share.until > now),
    )
