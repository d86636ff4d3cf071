"""What people keep of somebody is gone: 30 days after they left a house, or at once when they delete their things."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house import facts, once
from house.db import db
from house.people.belonging import Consent, ExportLink, NotWith, Photo, Presence
from house.people.going import of_that_time
from house.people.leaving import belongs_anywhere
from house.people.models import Membership, Passkey, Person, ReentryLink, SignIn

_WRITTEN = (
    (Presence, Presence.made_at),
    (Consent, Consent.given_at),
    (Photo, Photo.made_at),
    (NotWith, NotWith.said_at),
)


@facts.own_things_deleted.connect
def delete_own_things(person_id: int, house_id: int, now: datetime) -> None:
    """When they stepped back, what they said yes to, their photo, and with whom they would rather not be.

    No yes is in force from here on.
    """
    for kind, _written_at in _WRITTEN:
        _delete(kind, kind.person_id == person_id, kind.house_id == house_id)
    once.forget_what_was_said()


@facts.private_things_cleared.connect
def clear_private_things(membership: Membership, now: datetime) -> None:
    """The same, of the stay that is over; and once they belong nowhere, their account ends."""
    of_this_house = (membership.person_id, membership.house_id)
    for kind, written_at in _WRITTEN:
        _delete(kind, sa.tuple_(kind.person_id, kind.house_id) == of_this_house, of_that_time(membership, written_at))
    _delete(ExportLink, sa.tuple_(ExportLink.person_id, ExportLink.house_id) == of_this_house)
    _delete(
        SignIn,
        sa.tuple_(SignIn.person_id, SignIn.house_id) == of_this_house,
        of_that_time(membership, SignIn.started_at),
    )
    if not belongs_anywhere(membership.person_id, now) and not _takes_along(membership.person_id, now):
        _end_account(membership.person_id)


def _takes_along(person_id: int, now: datetime) -> bool:
    """Whether they can still sign in to take their things along out of another house."""
    query = sa.select(Membership.id).where(Membership.person_id == person_id, Membership.clears_at > now)
    return db.session.scalar(query.limit(1)) is not None


def _end_account(person_id: int) -> None:
    """No name to sign in with, no password, no passkey, no device is left of them."""
    nothing: dict[str, Any] = {"sign_in_name": None, "password_hash": None, "password_opens_at": None}
    db.session.execute(sa.update(Person).where(Person.id == person_id).values(nothing))
    db.session.execute(sa.update(ReentryLink).where(ReentryLink.person_id == person_id).values(replaced_hash=None))
    _delete(Passkey, Passkey.person_id == person_id)
    _delete(SignIn, SignIn.person_id == person_id)


def _delete(kind: Any, *which: sa.ColumnElement[bool]) -> None:
    db.session.execute(sa.delete(kind).where(*which))
