"""What a person may ask of the trace: who looked at my things."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from house.db import db
from house.people.models import Person
from house.trust.access import opened
from house.trust.models import Look
from house.viewer import Viewer


@dataclass(frozen=True, slots=True)
class LookLine:
    """One look at one of my things."""

    id: int
    viewer_id: int
    by: str
    kind: str
    basis: str
    at: datetime


def looks_at(viewer: Viewer, most: int, now: datetime, before: int | None = None) -> list[LookLine]:
    """Looks by others at the viewer's own things in this house, newest first, those written before one of them.

    Those from an earlier time of theirs, or from before a re-entry card, stay closed like the things themselves.
    """
    query = (
        sa.select(Look.id, Look.viewer_id, Person.called_name, Look.kind, Look.basis, Look.at)
        .join(Person, Person.id == Look.viewer_id)
        .where(Look.owner_id == viewer.person_id, Look.house_id == viewer.house_id, opened(Look.at, viewer, now))
        .order_by(Look.id.desc())  # written in order, and never changed
        .limit(most)
    )
    if before is not None:
        query = query.where(Look.id < before)
    return [LookLine(*row) for row in db.session.execute(query)]
