"""The page of one person of the house, put together from what each room knows of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house.db import db
from house.home.people import shows_photo, with_profile
from house.people.keeping_apart import would_not_be_with
from house.people.models import Membership, Person
from house.people.signing_in import in_force
from house.rosters.models import WorkerProfile
from house.rosters.reading import Profile
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
    profile: Profile
    since: datetime
    has_photo: bool
    is_apart: bool  # the viewer would rather not be with them

    def can_be_asked_by(self, viewer: Viewer) -> bool:
        """Whether the viewer can ask them for a chat: residents ask who lives or works here, peer workers residents."""
        if self.person_id == viewer.person_id or not self.has_account or self.is_apart:
            return False
        lives_here = Role.resident in self.memberships
        works_here = Role.peer_worker in self.memberships
        return (viewer.is_resident and (lives_here or works_here)) or (viewer.is_worker and lives_here)

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
            Membership.role,
            Membership.id.label("membership_id"),
            Membership.ended_at,
            Membership.started_at,
            shows_photo().label("has_photo"),
            would_not_be_with(viewer, Person.id, now).label("is_apart"),
            *(WorkerProfile.how_i_support, WorkerProfile.not_great_with),
            *(WorkerProfile.languages, WorkerProfile.usual_days),
        )
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(
            WorkerProfile,
            with_profile(),
        )
        .where(Person.id == person_id, Membership.house_id == viewer.house_id, in_force(now))
    )
    rows = db.session.execute(query).all()
    if not rows:
        return None
    own_id, name, pronouns, has_account = rows[0][:4]
    memberships = {row.role: row.membership_id for row in rows}
    goings = {row.role: row.ended_at for row in rows if row.ended_at}
    told = next((row for row in rows if row.how_i_support is not None), None)
    since = min(row.started_at for row in rows)
    return PersonPage(
        *(own_id, name, pronouns, has_account, memberships, goings, _profile(told), since),
        *(rows[0].has_photo, rows[0].is_apart),
    )


def _profile(told: Any) -> Profile:
    """As far as the page shows it: how a worker is reached stands where they are here."""
    return Profile("", told.how_i_support, told.not_great_with, told.languages, told.usual_days) if told else Profile()
