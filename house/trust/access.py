"""Who may read a private thing: its owner, and whoever a share in force reaches."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from house.trust.models import Audience, Share
from house.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a reader stands at this moment: what the audiences of shares are held against."""

    person_id: int
    house_id: int
    is_worker: bool  # a peer worker who does not live here
    is_on_shift: bool  # as a peer worker, within half an hour of a confirmed shift; on call does not count


def standing(viewer: Viewer, is_on_shift: bool) -> Standing:
    """A viewer's standing; who is on shift is known to the roster, so the room that asks says it."""
    return Standing(viewer.person_id, viewer.house_id, viewer.is_worker, viewer.is_worker and is_on_shift)


def reaches(share: Share, reader: Standing, now: datetime) -> bool:
    """Whether a share lets this reader read. `reaching` says the same to the database; a test holds them together."""
    in_force = share.withdrawn_at is None and share.since <= now and (share.until is None or now < share.until)
    if not in_force or share.house_id != reader.house_id or share.owner_id == reader.person_id:
        return False
    match share.audience:
        case Audience.person:
            return share.person_id == reader.person_id
        case Audience.on_shift:
            return reader.is_on_shift
        case Audience.workers:
            return reader.is_worker
        case Audience.house:
            return True
        case _:
            return False


def reaching(kind: str, reader: Standing, now: datetime) -> sa.ColumnElement[bool]:
    """The condition on `Share` that `reaches` states, for the one query that lists what a reader may read."""
    audiences = [
        Share.audience == Audience.house,
        sa.and_(Share.audience == Audience.person, Share.person_id == reader.person_id),
    ]
    if reader.is_on_shift:
        audiences.append(Share.audience == Audience.on_shift)
    if reader.is_worker:
        audiences.append(Share.audience == Audience.workers)
    return sa.and_(
        Share.house_id == reader.house_id,
        Share.kind == kind,
        Share.owner_id != reader.person_id,
        Share.withdrawn_at.is_(None),
        Share.since <= now,
        sa.or_(Share.until.is_(None), Share.until > now),
        sa.or_(*audiences),
    )
