"""A resident who has left every house is shown as "a former housemate" from now on, in old records too."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from house import once
from house.db import db
from house.people.leaving import belongs_anywhere, was_only_resident
from house.people.models import Invite, Membership, Person


class NameStays(Exception):
    """They belong to a house, or have worked for one."""


def former_name() -> str:
    """What stands in the place of the name."""
    return str(_("a former housemate"))


def is_former(called_name: str) -> bool:
    """Whether the name has gone already."""
    return called_name.casefold() == former_name().casefold()


def let_name_go(person_id: int, now: datetime) -> None:
    """The name and the pronouns are gone, wherever they stood. Raises `NameStays`."""
    person = db.session.get_one(Person, person_id, with_for_update=True)
    if belongs_anywhere(person_id, now) or not was_only_resident(person_id):
        raise NameStays
    _forget_invites(person_id)
    once.forget_what_was_said()
    person.called_name, person.pronouns = former_name(), ""
    db.session.flush()


def _forget_invites(person_id: int) -> None:
    """The invites they came by carry the name that was first written of them."""
    came_by = sa.exists().where(
        Membership.person_id == person_id,
        Membership.house_id == Invite.house_id,
        Membership.role == Invite.role,
        Membership.started_at == Invite.used_at,
    )
    linked = Invite.person_id == person_id
    renamed = sa.update(Invite).where(linked | came_by).values(called_name=former_name())
    db.session.execute(renamed.execution_options(synchronize_session=False))
