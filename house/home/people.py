"""Who lives and works here: the list of people, put together from what each room knows of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.guard import members
from house.people.belonging import Purpose
from house.people.consents import consented
from house.people.models import Membership, Person
from house.people.moving_words import moment_words
from house.people.photo_pages import photo_of_this_stay
from house.people.presence import away_on
from house.people.reading import waiting_invites
from house.people.signing_in import in_force
from house.rosters.models import WorkerProfile
from house.viewer import Role, Viewer, get_viewer
from house.when.words import soon_words

NEW_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody of this house, in one of their roles, as everybody here may see them."""

    membership_id: int
    person_id: int
    called_name: str
    pronouns: str
    role: Role
    started_at: datetime
    ends_at: datetime | None  # lies ahead
    how_i_support: str
    has_photo: bool  # and says yes to showing it
    is_home: bool  # says yes to "who is home", and is not away today


@members
def people() -> ResponseReturnValue:
    """Who belongs to the house."""
    viewer, now = get_viewer(), clock.now()
    everyone = people_here(viewer, now)
    invites = waiting_invites(viewer.house_id, now) if viewer.is_coordinator else []
    return render_template(
        "home/people.html",
        groups=[
            (_("Residents"), _of(everyone, Role.resident)),
            (_("Peer workers"), _of(everyone, Role.peer_worker)),
            (_("Coordinators"), _of(everyone, Role.coordinator)),
        ],
        home_today=", ".join(each.called_name for each in everyone if each.is_home),
        new_here={each.membership_id for each in everyone if each.started_at > now - NEW_FOR},
        goings=_goings(everyone, viewer, now),
        invites=[(each, soon_words(each.expires_at, now, viewer.zone)) for each in invites],
        may_invite=viewer.is_coordinator,
    )


def _of(everyone: list[PersonLine], role: Role) -> list[PersonLine]:
    return [each for each in everyone if each.role is role]


def _goings(everyone: list[PersonLine], viewer: Viewer, now: datetime) -> dict[int, str]:
    """When somebody moves on, by membership; coordinators, who note it, see it here."""
    ahead = {each.membership_id: each.ends_at for each in everyone if viewer.is_coordinator}
    return {key: moment_words(at, now, viewer.zone) for key, at in ahead.items() if at}


def people_here(viewer: Viewer, now: datetime) -> list[PersonLine]:
    """Everyone who belongs to the viewer's house now, by name; one query."""
    today = now.astimezone(viewer.zone).date()
    query = (
        sa.select(
            Membership.id,
            Person.id,
            Person.called_name,
            Person.pronouns,
            Membership.role,
            Membership.started_at,
            Membership.ended_at,
            sa.func.coalesce(WorkerProfile.how_i_support, ""),
            shows_photo().label("has_photo"),
            _is_home(today).label("is_home"),
        )
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(WorkerProfile, with_profile())
        .where(Membership.house_id == viewer.house_id, in_force(now))
        .order_by(sa.func.lower(Person.called_name), Person.id)
    )
    return [PersonLine(*row) for row in db.session.execute(query)]


def with_profile() -> sa.ColumnElement[bool]:
    """How a worker likes to support, beside their membership."""
    return sa.and_(
        WorkerProfile.person_id == Membership.person_id,
        WorkerProfile.house_id == Membership.house_id,
        Membership.role == Role.peer_worker,
    )


def shows_photo() -> Any:
    """The condition that somebody has a photo here and says yes to showing it."""
    has_one = sa.exists().where(*photo_of_this_stay())
    return sa.and_(has_one, consented(Purpose.photo, Membership.person_id, Membership.house_id))


def _is_home(today: date) -> Any:
    """Of those who live here and say yes to the list: whoever is not away today. Resting is at home."""
    agreed = consented(Purpose.whos_home, Membership.person_id, Membership.house_id)
    return sa.and_(Membership.role == Role.resident, agreed, ~away_on(today))
