"""What happens to a check-in. Each act is its owner's own; the views ask for that before.

None of these acts writes a `Change`. A change says who did what and when, and stays for two years: for a check-in it
would be a count of somebody's days that outlives the day they delete it (DOMAIN: invariant 2, settled 5). What others
need to be answerable for stands elsewhere: a share says since when it was shared, a look who read it.
"""

from datetime import datetime

import sqlalchemy as sa

from house import facts
from house.checkins.access import in_force
from house.checkins.models import KIND, CheckIn
from house.checkins.words import CheckInWords, open_words, seal_words
from house.db import db
from house.people.going import of_that_time
from house.people.models import Membership
from house.people.signing_in import in_force as membership_in_force
from house.trust.acts import end_shares, share
from house.trust.models import Audience, Share


def check_in(house_id: int, owner_id: int, words: CheckInWords, audience: Audience, now: datetime) -> CheckIn:
    """Keep how somebody's day was, for them and for the audience they chose."""
    kept = CheckIn(house_id=house_id, owner_id=owner_id, at=now, written_at=now, changed_at=now)
    seal_words(kept, words)
    db.session.add(kept)
    db.session.flush()
    share(house_id, owner_id, KIND, kept.id, audience, now)
    return kept


def change_words(kept: CheckIn, words: CheckInWords, now: datetime) -> None:
    """Say it in other words; whoever reads it from now on reads these."""
    if open_words(kept) != words:
        seal_words(kept, words)
        kept.changed_at = now
        db.session.flush()


def change_audience(kept: CheckIn, audience: Audience, now: datetime) -> None:
    """Let another audience read it instead; the same audience again changes nothing."""
    if audience is not audience_of(kept, now):
        share(kept.house_id, kept.owner_id, KIND, kept.id, audience, now)


def audience_of(kept: CheckIn, now: datetime) -> Audience:
    """Who may read it besides its owner at this moment."""
    query = sa.select(Share.audience).join(CheckIn, in_force(now)).where(CheckIn.id == kept.id)
    return db.session.scalar(query.limit(1)) or Audience.only_me


def end_sharing(kept: CheckIn, now: datetime) -> None:
    """From the next request on, only its owner can read it."""
    end_shares(KIND, kept.id, now)


def delete(kept: CheckIn) -> None:
    """Gone at once, and that it was ever shared too. Looks stay: they are a promise to the owner."""
    db.session.execute(sa.delete(Share).where(Share.kind == KIND, Share.thing_id == kept.id))
    db.session.delete(kept)
    db.session.flush()


@facts.moved_on.connect
def end_sharing_of_who_left(membership: Membership, now: datetime) -> None:
    """Whoever no longer belongs to this house at all shares nothing here, and nothing is shared with them by name."""
    belongs = sa.select(Membership.id).where(
        Membership.person_id == membership.person_id,
        Membership.house_id == membership.house_id,
        membership_in_force(now),
    )
    if db.session.scalar(belongs.limit(1)) is None:
        _end_shares_of(membership.house_id, membership.person_id, now)


def _end_shares_of(house_id: int, person_id: int, now: datetime) -> None:
    live = sa.update(Share).where(
        Share.house_id == house_id,
        Share.kind == KIND,
        Share.withdrawn_at.is_(None),
        sa.or_(Share.owner_id == person_id, Share.person_id == person_id),
    )
    db.session.execute(live.values(withdrawn_at=now))


@facts.own_things_deleted.connect
def delete_all_of(person_id: int, house_id: int, now: datetime) -> None:
    """All their check-ins in this house are gone, and that any was ever shared. Looks stay."""
    _delete(CheckIn.owner_id == person_id, CheckIn.house_id == house_id)


@facts.private_things_cleared.connect
def clear_check_ins(membership: Membership, now: datetime) -> None:
    """The check-ins of a stay that is over are gone; those of a later stay are another matter."""
    _delete(
        CheckIn.owner_id == membership.person_id,
        CheckIn.house_id == membership.house_id,
        of_that_time(membership, CheckIn.written_at),
    )


def _delete(*which: sa.ColumnElement[bool]) -> None:
    own = sa.select(CheckIn.id).where(*which)
    without_check = {"synchronize_session": False}
    shares = sa.delete(Share).where(Share.kind == KIND, Share.thing_id.in_(own))
    db.session.execute(shares.execution_options(**without_check))
    db.session.execute(sa.delete(CheckIn).where(*which).execution_options(**without_check))
