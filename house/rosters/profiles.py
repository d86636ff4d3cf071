"""What workers tell the house of themselves."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from house.db import db
from house.rosters.models import WorkerProfile
from house.rosters.reading import Profile


def set_profile(house_id: int, person_id: int, told: Profile, now: datetime) -> None:
    """A worker says how people reach them here, and as much else of themselves as they like."""
    profile = _profile(house_id, person_id) or _new_profile(house_id, person_id, now)
    profile.reach_by, profile.how_i_support, profile.not_great_with = (
        told.reach_by,
        told.how_i_support,
        told.not_great_with,
    )
    profile.languages, profile.usual_days, profile.changed_at = told.languages, told.usual_days, now
    db.session.flush()


def set_reach_by(house_id: int, person_id: int, reach_by: str, how_i_support: str, now: datetime) -> None:
    """The same in short: how people reach them, and how they support."""
    set_profile(house_id, person_id, Profile(reach_by, how_i_support), now)


def _profile(house_id: int, person_id: int) -> WorkerProfile | None:
    own = sa.select(WorkerProfile).where(WorkerProfile.house_id == house_id, WorkerProfile.person_id == person_id)
    return db.session.scalars(own).one_or_none()


def _new_profile(house_id: int, person_id: int, now: datetime) -> WorkerProfile:
    profile = WorkerProfile(house_id=house_id, person_id=person_id, changed_at=now)
    try:
        with db.session.begin_nested():
            db.session.add(profile)
    except IntegrityError:  # the same person on another device was first
        found = _profile(house_id, person_id)
        if found is None:
            raise
        return found
    return profile
