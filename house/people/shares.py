"""What people share of their own: who that reaches, a list of it all, and stopping it at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house import facts
from house.db import LARGEST_ID, Instant, db
from house.people.keeping_apart import is_kept_apart, kept_apart
from house.people.models import Membership, Person
from house.people.sharing import Sharing
from house.people.signing_in import in_force as membership_in_force
from house.trust.access import Standing, in_force, opened, reaches, reaching
from house.trust.models import Audience, Share
from house.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of private thing, as pages speak of it."""

    words: Any  # "a check-in"
    path: Callable[[int], str]  # where its owner finds the one with this id


# Each room with private things names its kind here: it knows its pages, and this part cannot ask it.
KINDS: dict[str, Kind] = {}


def kind_words(kind: str) -> str:
    """A kind of private thing within a sentence; one that no room keeps any more, as it was written."""
    return str(KINDS[kind].words) if kind in KINDS else kind


# --- who reads ---


def may_read(reader: Standing, share: Share, now: datetime) -> bool:
    """Whether a share lets this reader read: it reaches them, and its owner has been of the house ever since."""
    if not reaches(share, reader, now):
        return False
    if share.audience is Audience.on_shift and is_kept_apart(share.house_id, share.owner_id, reader.person_id):
        return False
    owner_is_here = sa.select(Membership.id).where(
        Membership.person_id == share.owner_id, *_held_since(share.house_id, share.since, now)
    )
    return db.session.scalar(owner_is_here.limit(1)) is not None


def readable(kind: str, reader: Standing, now: datetime) -> sa.ColumnElement[bool]:
    """The condition on `Share` that `may_read` states."""
    owner_is_here = sa.exists().where(
        Membership.person_id == Share.owner_id, *_held_since(Share.house_id, Share.since, now)
    )
    # "Whoever is on shift" leaves out whom its owner would rather not be with (DOMAIN, edge cases).
    is_apart = kept_apart(reader.house_id, Share.owner_id, reader.person_id)
    reaches_them = sa.or_(Share.audience != Audience.on_shift, ~is_apart)
    return sa.and_(reaching(kind, reader, now), owner_is_here, reaches_them)


def _held_since(house_id: Any, since: Any, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    """Nobody reads on at the instant somebody moves on, nor what they shared before they came back."""
    return Membership.house_id == house_id, Membership.private_since <= since, membership_in_force(now)


# --- what I share ---


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One thing of mine that others can read now. Shares are known by their things: their own ids would count."""

    kind: str
    thing_id: int
    since: datetime
    sharing: Sharing


def my_shares(
    viewer: Viewer, most: int, now: datetime, before: int | None = None, to: int | None = None
) -> list[ShareLine]:
    """What the viewer shares in this house now, newest first, from after one thing's on. No words of any.

    A thing can be shared with somebody by name and with others beside; then `to` says whose line it was.
    """
    query = (
        sa.select(
            Share.kind,
            Share.thing_id,
            Share.since,
            Share.audience,
            Share.person_id,
            Share.until,
            Person.called_name,
            Share.on_call,
        )
        .outerjoin(Person, Person.id == Share.person_id)
        .where(_mine(viewer), in_force(now), opened(Share.since, viewer, now))
        .order_by(Share.id.desc())
        .limit(most)
    )
    if before is not None:
        line = (Share.thing_id == before, Share.person_id.is_not_distinct_from(to))
        mark = sa.select(sa.func.max(Share.id)).where(_mine(viewer), *line)
        query = query.where(Share.id < sa.func.coalesce(mark.scalar_subquery(), LARGEST_ID))
    return [
        ShareLine(*row[:3], Sharing(row.audience, row.person_id, row.until, row.called_name or "", row.on_call))
        for row in db.session.execute(query)
    ]


def stop(viewer: Viewer, kind: str, thing_id: int, now: datetime) -> bool:
    """From the next request on, only its owner reads it; stopped twice, the first instant stays.

    Answers whether the viewer shares, or has shared, any such thing of theirs that is open to them.
    """
    of_it = (_mine(viewer), Share.kind == kind, Share.thing_id == thing_id, opened(Share.since, viewer, now))
    if db.session.scalar(sa.select(Share.id).where(*of_it).limit(1)) is None:
        return False
    _end(now, *of_it)
    return True


def stop_all(viewer: Viewer, now: datetime) -> None:
    """The same for all that the viewer shares in this house, also what stays closed to them on this device.

    Stopping is never harder than sharing, and tells nobody anything.
    """
    _end(now, _mine(viewer))


def _mine(viewer: Viewer) -> sa.ColumnElement[bool]:
    return sa.and_(Share.house_id == viewer.house_id, Share.owner_id == viewer.person_id)


def _end(now: datetime, *which: sa.ColumnElement[bool]) -> None:
    db.session.execute(sa.update(Share).where(Share.withdrawn_at.is_(None), *which).values(withdrawn_at=now))


@facts.moved_on.connect
def end_shares_of_who_left(membership: Membership, now: datetime) -> None:
    """Whoever left shares nothing here, and nothing is shared with them by name: it is not passed on to anybody.

    Who has come back meanwhile begins anew: what is older than their coming back ends too.
    """
    person_id, house_id = membership.person_id, membership.house_id
    here_since = db.session.scalar(
        sa.select(sa.func.min(Membership.private_since, type_=Instant())).where(
            Membership.person_id == person_id, Membership.house_id == house_id, membership_in_force(now)
        )
    )
    theirs = [Share.house_id == house_id, sa.or_(Share.owner_id == person_id, Share.person_id == person_id)]
    _end(now, *theirs, *([Share.since < here_since] if here_since else []))
