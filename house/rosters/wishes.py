"""What workers like to be asked for: kinds of shifts they like or would rather not have, nights, quiet hours."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.rosters.cover_models import KindWish, RosterWish
from house.rosters.fairness import NIGHT_KINDS
from house.rosters.plan import ShiftKind
from house.rosters.quiet import quiet_until


@dataclass(frozen=True, slots=True)
class Wishes:
    """One worker's; whoever has said nothing is asked for everything, at any hour."""

    is_asked: bool = True
    for_nights: bool = True
    quiet_from: time | None = None
    quiet_to: time | None = None
    likes: frozenset[ShiftKind] = frozenset()
    rather_not: frozenset[ShiftKind] = frozenset()

    def is_willing(self, kind: ShiftKind) -> bool:
        """Whether they are asked for this kind at all."""
        return self.is_asked and (self.for_nights or kind not in NIGHT_KINDS)

    def reluctance(self, kind: ShiftKind) -> int:
        """Least for what they like, most for what they would rather not have."""
        return -1 if kind in self.likes else int(kind in self.rather_not)

    def quiet_until(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """When their quiet hours end, if this instant lies in them."""
        return quiet_until(self.quiet_from, self.quiet_to, now, zone)


def wishes_here(house_id: int, person_id: int | None = None) -> dict[int, Wishes]:
    """The wishes of everybody of a house who has any, or of one person; one query."""
    of_the_kinds = sa.and_(KindWish.house_id == RosterWish.house_id, KindWish.person_id == RosterWish.person_id)
    query = (
        sa.select(RosterWish, KindWish.kind, KindWish.is_liked)
        .outerjoin(KindWish, of_the_kinds)
        .where(RosterWish.house_id == house_id)
    )
    if person_id is not None:
        query = query.where(RosterWish.person_id == person_id)
    kept: dict[int, RosterWish] = {}
    kinds: dict[int, dict[ShiftKind, bool]] = {}
    for wish, kind, is_liked in db.session.execute(query):
        kept[wish.person_id] = wish
        kinds.setdefault(wish.person_id, {}).update({kind: is_liked} if kind else {})
    return {who: _wishes(wish, kinds[who]) for who, wish in kept.items()}


def _wishes(wish: RosterWish, kinds: dict[ShiftKind, bool]) -> Wishes:
    likes, rather_not = (frozenset(kind for kind, liked in kinds.items() if liked is which) for which in (True, False))
    hours = wish.quiet_from, wish.quiet_to
    return Wishes(wish.is_asked, wish.is_asked_for_nights, *hours, likes, rather_not)


def get_wishes(house_id: int, person_id: int) -> Wishes:
    """What one worker likes to be asked for."""
    return wishes_here(house_id, person_id).get(person_id, Wishes())


def set_wishes(house_id: int, person_id: int, wishes: Wishes, now: datetime) -> None:
    """Keep what a worker likes to be asked for."""
    own = sa.select(RosterWish).where(RosterWish.house_id == house_id, RosterWish.person_id == person_id)
    kept = db.session.scalars(own.with_for_update()).one_or_none()
    if kept is None:
        kept = RosterWish(house_id=house_id, person_id=person_id)
        db.session.add(kept)
    kept.is_asked, kept.is_asked_for_nights, kept.changed_at = wishes.is_asked, wishes.for_nights, now
    kept.quiet_from, kept.quiet_to = wishes.quiet_from, wishes.quiet_to
    of_kinds = sa.delete(KindWish).where(KindWish.house_id == house_id, KindWish.person_id == person_id)
    db.session.execute(of_kinds)
    felt = [(kind, kind in wishes.likes) for kind in ShiftKind if kind in wishes.likes | wishes.rather_not]
    rows = [KindWish(house_id=house_id, person_id=person_id, kind=kind, is_liked=likes) for kind, likes in felt]
    db.session.add_all(rows)
    db.session.flush()
