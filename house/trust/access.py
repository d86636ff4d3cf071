"""Who may read a private thing: its owner, and whoever a share in force reaches."""

from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from house.trust.models import Audience, Share
from house.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a reader stands at this moment: what the audiences of shares are held against."""

    person_id: int
    house_id: int
    here_since: datetime  # what named them before this is of an earlier time of theirs
    is_of_the_house: bool  # lives here, or works here as a peer worker; being a coordinator alone does not count
    is_worker: bool  # a peer worker who does not live here
    is_on_shift: bool  # as a peer worker, within half an hour of a confirmed shift; on call does not count
    is_on_call: bool  # as a peer worker, in the same way: reads what says that on call reads too
    is_closed: bool  # came in by a re-entry card: reads nothing of anybody else

    def if_on_shift(self) -> "Standing":
        """The same reader, were they on shift: what waits for the shift that somebody else hears of."""
        return replace(self, is_on_shift=True)


def standing(viewer: Viewer, is_on_shift: bool, now: datetime, is_on_call: bool = False) -> Standing:
    """A viewer's standing; who is on shift or on call is known to the roster, so the room that asks says it."""
    return Standing(
        person_id=viewer.person_id,
        house_id=viewer.house_id,
        here_since=viewer.private_since,
        is_of_the_house=viewer.is_resident or viewer.is_worker,
        is_worker=viewer.is_worker,
        is_on_shift=viewer.is_worker and is_on_shift,
        is_on_call=viewer.is_worker and is_on_call,
        is_closed=viewer.is_closed(now),
    )


def reaches(share: Share, reader: Standing, now: datetime) -> bool:
    """Whether a share lets this reader read. `reaching` says the same to the database; a test holds them together."""
    is_in_force = share.withdrawn_at is None and share.since <= now and (share.until is None or now < share.until)
    if not is_in_force or reader.is_closed:
        return False
    if share.house_id != reader.house_id or share.owner_id == reader.person_id:
        return False
    match share.audience:
        case Audience.person:
            return share.person_id == reader.person_id and share.since >= reader.here_since
        case Audience.on_shift:
            return reader.is_on_shift or (share.on_call and reader.is_on_call)
        case Audience.workers:
            return reader.is_worker
        case Audience.house:
            return reader.is_of_the_house
        case _:
            return False


def reaching(kind: str, reader: Standing, now: datetime) -> sa.ColumnElement[bool]:
    """The condition on `Share` that `reaches` states, for the one query that lists what a reader may read."""
    if reader.is_closed:
        return sa.false()
    named = sa.and_(
        Share.audience == Audience.person, Share.person_id == reader.person_id, Share.since >= reader.here_since
    )
    also = sa.and_(Share.audience == Audience.on_shift, Share.on_call) if reader.is_on_call else sa.false()
    stands = {
        Audience.on_shift: reader.is_on_shift,
        Audience.workers: reader.is_worker,
        Audience.house: reader.is_of_the_house,
    }
    held = [audience for audience, is_one_of_them in stands.items() if is_one_of_them]
    return sa.and_(
        Share.house_id == reader.house_id,
        Share.kind == kind,
        Share.owner_id != reader.person_id,
        in_force(now),
        sa.or_(named, Share.audience.in_(held), also),
    )


def in_force(now: datetime) -> sa.ColumnElement[bool]:
    """The condition that a share has begun and has not ended."""
    return sa.and_(Share.withdrawn_at.is_(None), Share.since <= now, sa.or_(Share.until.is_(None), Share.until > now))


# --- one's own ---


def is_open(viewer: Viewer, at: datetime, now: datetime) -> bool:
    """Whether what was private to the viewer at an instant is open to them here. `opened` says so to the database."""
    return at >= viewer.private_from(now)


def opened(at: InstrumentedAttribute[datetime], viewer: Viewer, now: datetime) -> sa.ColumnElement[bool]:
    """The condition that `is_open` states."""
    return at >= viewer.private_from(now)
