"""The page of one person of the house, put together from what each room knows of them."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from house.db import db
from house.people.models import Membership, Person
from house.people.signing_in import in_force
from house.rosters.models import WorkerProfile
from house.viewer import Role, Viewer


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Somebody of the house, as everybody in it may see them."""

    person_id: int
    called_name: str
    pronouns: str
    has_account: bool
    memberships: dict[Role, int]  # of each role they hold now
    goings: dict[Role, datetime]  # of each role they move on from
    how_i_support: str

    @property
    def role_words(self) -> list[Role]:
        return [role for role in Role if role in self.memberships]


def find_person(viewer: Viewer, person_id: int, now: datetime) -> PersonPage | None:
    """Somebody who belongs to the viewer's house now; None for anybody else."""
    query = (
        sa.select(
            Person.id,
            Person.called_name,
            Person.pronouns,
            Person.sign_in_name.is_not(None),
            WorkerProfile.how_i_support,
            Membership.role,
            Membership.id,
            Membership.ended_at,
        )
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(
            WorkerProfile,
            sa.and_(WorkerProfile.person_id == Person.id, WorkerProfile.house_id == Membership.house_id),
        )
        .where(Person.id == person_id, Membership.house_id == viewer.house_id, in_force(now))
    )
    rows = db.session.execute(query).all()
    if not rows:
        return None
    own_id, name, pronouns, has_account, how_i_support = rows[0][:5]
    memberships = {row[5]: row[6] for row in rows}
    goings = {row[5]: row[7] for row in rows if row[7]}
    return PersonPage(own_id, name, pronouns, has_account, memberships, goings, how_i_support or "")
