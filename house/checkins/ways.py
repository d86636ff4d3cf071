"""How somebody likes to check in: words of their own, with whom first, and whether they look back."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from house.checkins.models import CheckInWay
from house.db import db, open_sealed
from house.people.sharing import Offer, Sharing
from house.trust.access import opened
from house.trust.models import Audience
from house.viewer import Viewer

MOST_WORDS = 7  # of one's own


@dataclass(frozen=True, slots=True, repr=False)  # no repr: an error message never shows the words
class Way:
    """How somebody checks in; to begin with, in the house's words, for themselves alone, and without looking back."""

    words: tuple[str, ...] = ()
    audience: Audience = Audience.only_me
    person_id: int | None = None
    on_call: bool = False
    looks_back: bool = False

    def sharing(self, offer: Offer) -> Sharing:
        """With whom a new check-in starts; only me where whom they chose is not here any more."""
        if self.audience is Audience.person and str(self.person_id) not in offer.menu:
            return Sharing()
        return Sharing(self.audience, self.person_id, on_call=self.on_call)


def way_of(viewer: Viewer, now: datetime) -> Way:
    """The viewer's own way of checking in."""
    query = sa.select(
        *(CheckInWay.id, CheckInWay.words_sealed, CheckInWay.audience, CheckInWay.person_id),
        *(CheckInWay.on_call, CheckInWay.looks_back),
    ).where(
        CheckInWay.house_id == viewer.house_id,
        CheckInWay.owner_id == viewer.person_id,
        opened(CheckInWay.kept_at, viewer, now),
    )
    row = db.session.execute(query).first()
    if row is None:
        return Way()
    words = open_sealed(CheckInWay.__tablename__, row.id, "words", row.words_sealed)
    return Way(tuple(words.split("\n")) if words else (), *row[2:])


def keep_way(house_id: int, owner_id: int, way: Way, now: datetime) -> None:
    """Their way from now on, instead of the one before; what they wrote until now stays as it is."""
    db.session.execute(sa.delete(CheckInWay).where(*of(owner_id, house_id)))
    kept = CheckInWay(house_id=house_id, owner_id=owner_id, kept_at=now)
    kept.words = "\n".join(way.words[:MOST_WORDS])
    kept.audience, kept.person_id, kept.on_call, kept.looks_back = (
        way.audience,
        way.person_id,
        way.on_call,
        way.looks_back,
    )
    db.session.add(kept)
    db.session.flush()


def of(owner_id: int, house_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    """The conditions that a way is this person's in this house."""
    return CheckInWay.owner_id == owner_id, CheckInWay.house_id == house_id


def forget_way(owner_id: int, house_id: int, *which: sa.ColumnElement[bool]) -> None:
    """It is gone."""
    db.session.execute(sa.delete(CheckInWay).where(*of(owner_id, house_id), *which))
