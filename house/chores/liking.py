"""How somebody feels about each chore: their own, read by nobody else, and gone when they delete their things."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from house import facts
from house.chores.acts import forget
from house.chores.kinds import Like
from house.chores.models import Chore
from house.chores.shape import ChoreLike, TurnPass
from house.chores.suggesting import mend
from house.db import db
from house.people.models import Membership


def likes_of(person_id: int, house_id: int) -> list[tuple[int, str, str, Like]]:
    """Every chore on the list: its id, name and picture, and how they feel about it."""
    own = sa.and_(ChoreLike.chore_id == Chore.id, ChoreLike.person_id == person_id)
    query = (
        sa.select(Chore.id, Chore.name, Chore.icon, ChoreLike.liking)
        .outerjoin(ChoreLike, own)
        .where(Chore.house_id == house_id, Chore.is_active)
        .order_by(sa.func.lower(Chore.name), Chore.id)
    )
    return [(row.id, row.name, row.icon, row.liking or Like.fine) for row in db.session.execute(query)]


def say(house_id: int, person_id: int, likes: Mapping[int, Like], now: datetime) -> None:
    """How they feel from now on about these chores. The house is held."""
    own = (ChoreLike.house_id == house_id, ChoreLike.person_id == person_id, ChoreLike.chore_id.in_(likes))
    db.session.execute(sa.delete(ChoreLike).where(*own))
    said = [(chore_id, liking) for chore_id, liking in sorted(likes.items()) if liking is not Like.fine]
    db.session.add_all(
        ChoreLike(house_id=house_id, person_id=person_id, chore_id=chore_id, liking=liking) for chore_id, liking in said
    )
    db.session.flush()
    mend(house_id, now)


@facts.own_things_deleted.connect
def delete_likes(person_id: int, house_id: int, now: datetime) -> None:
    """They delete what is theirs alone: nobody knows any more how they feel about chores."""
    for kind in (ChoreLike, TurnPass):
        db.session.execute(sa.delete(kind).where(kind.house_id == house_id, kind.person_id == person_id))


@facts.private_things_cleared.connect
def clear_likes(membership: Membership, now: datetime) -> None:
    """The same, once somebody has been gone for a while."""
    forget(membership.house_id, membership.person_id)
