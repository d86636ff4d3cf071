"""Whom there is to ask for a chat, and who says that they are up for one."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from house.db import db
from house.gatherings.chat_models import UpForIt
from house.people.keeping_apart import would_not_be_with
from house.people.models import Membership
from house.people.readers import Reader, readers_here
from house.people.signing_in import in_force
from house.rosters.here import is_on_shift_now
from house.viewer import Role, Viewer


@dataclass(frozen=True, slots=True)
class Stands:
    """How somebody who can be asked stands right now."""

    is_here: bool  # on shift
    up_until: datetime | None  # said that they are up for a chat, until then


@dataclass(frozen=True, slots=True)
class Asking:
    """Whom the viewer can ask: peer workers, who is up for a chat or here coming first, and housemates."""

    workers: tuple[tuple[Reader, Stands], ...]
    housemates: tuple[Reader, ...]

    def find(self, person_id: int) -> Reader | None:
        """One of them."""
        every = (*(worker for worker, _stands in self.workers), *self.housemates)
        return next((each for each in every if each.person_id == person_id), None)


def whom_to_ask(viewer: Viewer, now: datetime) -> Asking:
    """Residents ask peer workers and housemates; peer workers offer to residents. Two queries.

    With whom a resident would rather not be is not on their own list. Nobody misses from the list of the other.
    """
    everyone = [each for each in readers_here(viewer.house_id, now) if each.person_id != viewer.person_id]
    standing_now = _standing_now(viewer, now)
    others = [each for each in everyone if each.person_id in standing_now]
    workers = [(each, standing_now[each.person_id]) for each in others if each.is_worker and viewer.is_resident]
    workers.sort(key=lambda worker: (worker[1].up_until is None, not worker[1].is_here))
    return Asking(tuple(workers), tuple(each for each in others if Role.resident in each.roles))


def _standing_now(viewer: Viewer, now: datetime) -> dict[int, Stands]:
    """Everyone of the house that the viewer would be with."""
    up = sa.and_(
        UpForIt.house_id == Membership.house_id, UpForIt.worker_id == Membership.person_id, UpForIt.until > now
    )
    query = (
        sa.select(Membership.person_id, is_on_shift_now(Membership.person_id, viewer.house_id, now), UpForIt.until)
        .outerjoin(UpForIt, up)
        .where(
            Membership.house_id == viewer.house_id,
            in_force(now),
            ~would_not_be_with(viewer, Membership.person_id, now),
        )
    )
    return {person_id: Stands(bool(is_here), until) for person_id, is_here, until in db.session.execute(query)}


def my_word(viewer: Viewer, now: datetime) -> UpForIt | None:
    """That the viewer is up for a chat now, if they said so."""
    own = (UpForIt.house_id == viewer.house_id, UpForIt.worker_id == viewer.person_id, UpForIt.until > now)
    return db.session.scalars(sa.select(UpForIt).where(*own)).one_or_none() if viewer.is_worker else None
