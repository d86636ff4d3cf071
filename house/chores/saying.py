"""Kind answers to somebody whom another was quicker than."""

import sqlalchemy as sa
from flask_babel import gettext as _

from house.chores.models import WITH_NOBODY, Chore, Status, Turn
from house.chores.steps import AlreadyTaken, NotOpen
from house.db import db
from house.viewer import Viewer


def why_not(reason: AlreadyTaken | NotOpen, viewer: Viewer) -> str:
    """What stands in the way, in a sentence."""
    if isinstance(reason, NotOpen):
        return _why_not_open(reason.status)
    if reason.person_id == viewer.person_id:
        return str(_("This one is yours already."))
    return str(_("%(name)s has this one now. Thanks for offering.", name=reason.called_name))


def _why_not_open(status: Status) -> str:
    """Why nobody can take it."""
    if status is Status.done:
        return str(_("This one is done already. Thanks."))
    if status in WITH_NOBODY:  # its days are long over
        return str(_("This one has gone by. It comes round again."))
    return str(_("This one rests for now."))


def name_of(turn: Turn) -> str:
    """What a turn's chore is called."""
    return db.session.scalars(sa.select(Chore.name).where(Chore.id == turn.chore_id)).one()
