"""The order in which a chore goes round its people."""

from datetime import datetime

import sqlalchemy as sa

from house.chores.models import Chore, Turn
from house.chores.shape import ChorePlace, Suggestion
from house.chores.suggesting import plan_turns
from house.db import db
from house.trust.acts import note_change


def move_up(chore: Chore, person_id: int, by_id: int, now: datetime) -> bool:
    """Somebody comes one place earlier; what is suggested follows the new order. The house is held."""
    query = sa.select(ChorePlace).where(ChorePlace.chore_id == chore.id).order_by(ChorePlace.position)
    places = list(db.session.scalars(query))
    at = next((number for number, place in enumerate(places) if place.person_id == person_id), 0)
    if at == 0:
        return False
    places[at].position, places[at - 1].position = places[at - 1].position, places[at].position
    db.session.flush()
    theirs = sa.select(Turn.id).where(Turn.chore_id == chore.id)
    db.session.execute(sa.delete(Suggestion).where(Suggestion.turn_id.in_(theirs)))
    plan_turns(chore.house_id, now)
    note_change(chore.house_id, by_id, "chore", chore.id, "order", now)
    return True
