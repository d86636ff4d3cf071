"""The page of one person of the house, put together from what each room knows of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house.db import db
from house.home.people import shows_photo, with_profile
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
            *(WorkerProfile.how_i_support, WorkerProfile.not_great_at),
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
        own_id, name, pronouns, has_account, memberships, goings, _profile(told), since, rows[0].has_photo
    )


def _profile(told: Any) -> Profile:
    """As far as the page shows it: how a worker is reached stands where they are here."""
    return Profile("", told.how_i_support, told.not_great_at, told.languages, told.usual_days) if told else Profile()
