"""Notes about somebody are gone when they delete what is theirs, and 30 days after they have left.

No setting of how long a house keeps records of its work stands in this version, so nothing is held back (DOMAIN,
settled 5).
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house import facts
from house.checkins import acts, noting
from house.checkins.note_models import KIND, ContactNote, ContactOffer, TakenNote
from house.db import db
from house.people.going import of_that_time
from house.people.models import Membership
from house.trust.acts import note_change

_BESIDES: tuple[tuple[Any, Any], ...] = ((ContactOffer, ContactOffer.at), (TakenNote, TakenNote.at))


@facts.own_things_deleted.connect
def delete_all_about(person_id: int, house_id: int, now: datetime) -> None:
    """All notes about them in this house, what they said to them, and that contact was offered. Looks stay."""
    noting.delete(ContactNote.owner_id == person_id, ContactNote.house_id == house_id)
    for kind, _at in _BESIDES:
        _delete(kind, kind.owner_id == person_id, kind.house_id == house_id)


@facts.private_things_cleared.connect
def clear_notes(membership: Membership, now: datetime) -> None:
    """The same, of a stay that is over. Notes they wrote about others are those others' own, and stay."""
    person_id, house_id = membership.person_id, membership.house_id
    noting.delete(
        ContactNote.owner_id == person_id,
        ContactNote.house_id == house_id,
        of_that_time(membership, ContactNote.written_at),
    )
    for kind, at in _BESIDES:
        _delete(kind, kind.owner_id == person_id, kind.house_id == house_id, of_that_time(membership, at))


def delete_as_asked(house_id: int, person_id: int, by_id: int, now: datetime) -> None:
    """Somebody without an account asks a peer worker, who stands beside them, to take away all that is kept of them.

    That is the notes about them, and the check-ins that were typed for them: they have no other way to end either.
    """
    delete_all_about(person_id, house_id, now)
    acts.delete_all_of(person_id, house_id, now)
    note_change(house_id, by_id, KIND, person_id, "taken away as asked", now)


def _delete(kind: Any, *which: sa.ColumnElement[bool]) -> None:
    db.session.execute(sa.delete(kind).where(*which).execution_options(synchronize_session=False))
