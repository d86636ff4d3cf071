"""Whom chores can go round: who lives here, with an account or without, and who of them is in a chore's pool."""

from datetime import datetime

import sqlalchemy as sa

from house.chores.shape import ChorePlace
from house.db import db
from house.people.models import Membership, Person
from house.people.signing_in import in_force
from house.viewer import Role


def residents_here(house_id: int, now: datetime) -> list[tuple[int, str]]:
    """Everybody who lives here, by name."""
    return _people(Membership.house_id == house_id, in_force(now), Membership.role == Role.resident)


def everybody_here(house_id: int, now: datetime) -> list[tuple[int, str]]:
    """Everybody who lives or works here, by name."""
    return _people(Membership.house_id == house_id, in_force(now))


def _people(*which: sa.ColumnElement[bool]) -> list[tuple[int, str]]:
    query = (
        sa.select(Person.id, Person.called_name)
        .join(Membership, Membership.person_id == Person.id)
        .where(*which)
        .distinct()
    )
    people = [(person_id, name) for person_id, name in db.session.execute(query)]
    return sorted(people, key=lambda each: (each[1].casefold(), each[0]))


def pool_of(chore_id: int) -> list[tuple[int, str]]:
    """Who is in a chore's pool, in order; nobody: everybody who lives here."""
    query = (
        sa.select(Person.id, Person.called_name)
        .join(ChorePlace, ChorePlace.person_id == Person.id)
        .where(ChorePlace.chore_id == chore_id)
        .order_by(ChorePlace.position)
    )
    return [(person_id, name) for person_id, name in db.session.execute(query)]
