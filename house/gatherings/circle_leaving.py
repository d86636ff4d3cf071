"""Somebody moves on, goes away or deletes what is theirs: what becomes of their part in circles."""

from datetime import date, datetime, time

from house import facts
from house.db import db
from house.gatherings.circle_hosts import free_places_of, hosts_leave
from house.gatherings.circle_models import CircleAnswer, CircleSession, Standing
from house.people.belonging import PresenceKind
from house.people.models import House, Membership
from house.people.signing_in import belongs

Days = tuple[date, date | None]  # the first, and the one after the last or None for "until they say"


@facts.moved_on.connect
def leave_circles(membership: Membership, now: datetime) -> None:
    """Whoever belongs here no more comes to nothing and hosts nothing here; their places go on to who waits."""
    if not belongs(membership.person_id, membership.house_id, now):
        hosts_leave(membership.person_id, membership.house_id, now)
        _free(membership.person_id, membership.house_id, now)


@facts.own_things_deleted.connect
def forget_own(person_id: int, house_id: int, now: datetime) -> None:
    """What they said of coming is gone. What they host is the house's too: they can say that they host no more."""
    _free(person_id, house_id, now)


@facts.private_things_cleared.connect
def forget_after_leaving(membership: Membership, now: datetime) -> None:
    """The same, of somebody who left."""
    if not belongs(membership.person_id, membership.house_id, now):
        _free(membership.person_id, membership.house_id, now)


@facts.stepped_back.connect
def wait_no_more(person_id: int, house_id: int, span: Days, kind: PresenceKind, now: datetime) -> None:
    """Whoever is away waits for no place of those days; what they said of coming stays, and so do those who rest."""
    if kind is not PresenceKind.away:
        return
    first, end = span
    days = [CircleSession.starts_local >= datetime.combine(first, time())]
    if end is not None:
        days.append(CircleSession.starts_local < datetime.combine(end, time()))
    waits = CircleAnswer.standing.in_((Standing.waits, Standing.offered))
    free_places_of(db.session.get_one(House, house_id), person_id, (waits, *days), now)


def _free(person_id: int, house_id: int, now: datetime) -> None:
    free_places_of(db.session.get_one(House, house_id), person_id, (), now)
