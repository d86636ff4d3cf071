"""That contact was offered: a small note without words. It is never counted, and gone after 30 days."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from house import facts
from house.checkins.note_models import Answer, Contact, ContactOffer
from house.db import db
from house.people.models import Person
from house.trust.access import is_open, opened
from house.viewer import Viewer

KEPT_FOR = timedelta(days=30)
TAKEN_BACK_WITHIN = timedelta(hours=24)
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Offered:
    """Contact that was offered: to its owner with who offered it, to its author with whom it was offered to."""

    id: int
    name: str
    at: datetime
    kind: Contact
    answer: Answer


def note_offer(viewer: Viewer, owner_id: int, kind: Contact, answer: Answer, now: datetime) -> None:
    """Write down that contact was offered."""
    own = {"house_id": viewer.house_id, "owner_id": owner_id, "author_id": viewer.person_id}
    db.session.add(ContactOffer(**own, at=now, kind=kind, answer=answer))
    clear_old(viewer.house_id, None, now)
    db.session.flush()


def to_me(viewer: Viewer, now: datetime) -> list[Offered]:
    """What was offered to the viewer in the last 30 days, newest first."""
    query = _offered(ContactOffer.author_id, now - KEPT_FOR).where(
        ContactOffer.house_id == viewer.house_id,
        ContactOffer.owner_id == viewer.person_id,
        opened(ContactOffer.at, viewer, now),
    )
    return [Offered(*row) for row in db.session.execute(query)]


def by_me_lately(viewer: Viewer, now: datetime) -> list[Offered]:
    """What the viewer wrote down in the last day, so that they can take back what was wrong."""
    query = _offered(ContactOffer.owner_id, now - TAKEN_BACK_WITHIN).where(
        ContactOffer.house_id == viewer.house_id,
        ContactOffer.author_id == viewer.person_id,
        opened(ContactOffer.at, viewer, now),
    )
    return [Offered(*row) for row in db.session.execute(query)]


def _offered(who: sa.orm.InstrumentedAttribute[int], since: datetime) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(ContactOffer.id, Person.called_name, ContactOffer.at, ContactOffer.kind, ContactOffer.answer)
        .join(Person, Person.id == who)
        .where(ContactOffer.at > since)
        .order_by(ContactOffer.at.desc(), ContactOffer.id)
        .limit(SHOWN)
    )


def may_take_away(viewer: Viewer, offer: ContactOffer, now: datetime) -> bool:
    """Whose it is, always; who wrote it down, for a day."""
    if not is_open(viewer, offer.at, now):
        return False
    wrote_it_lately = offer.author_id == viewer.person_id and offer.at > now - TAKEN_BACK_WITHIN
    return offer.owner_id == viewer.person_id or (viewer.is_worker and wrote_it_lately)


def take_away(offer: ContactOffer) -> None:
    """It is gone."""
    db.session.delete(offer)
    db.session.flush()


@facts.rows_needed.connect
def clear_old(house_id: int, until: object, now: datetime) -> None:
    """After 30 days an offer is gone from the database too."""
    old = (ContactOffer.house_id == house_id, ContactOffer.at <= now - KEPT_FOR)
    db.session.execute(sa.delete(ContactOffer).where(*old).execution_options(synchronize_session=False))
