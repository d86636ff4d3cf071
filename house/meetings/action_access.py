"""Who may do what with actions: all of the house see them and offer; what becomes of one is its own person's to say."""

import sqlalchemy as sa

from house.db import db
from house.meetings.action_models import Action
from house.trust.models import Change
from house.viewer import Viewer

KIND = "action"


def may_see(viewer: Viewer, action: Action) -> bool:
    """Everyone of the house, and whoever is there may take over what is up for grabs."""
    return action.house_id == viewer.house_id


def visible(viewer: Viewer) -> sa.ColumnElement[bool]:
    """The condition that `may_see` states."""
    return Action.house_id == viewer.house_id


def is_mine(viewer: Viewer, action: Action) -> bool:
    """Whether it is this person's: only they say what becomes of it."""
    return may_see(viewer, action) and action.person_id == viewer.person_id


def may_answer(viewer: Viewer, action: Action) -> bool:
    """Whoever it was written down for; whoever said "not me" before is told so."""
    return is_mine(viewer, action) or (may_see(viewer, action) and _said_not_me(viewer, action))


def _said_not_me(viewer: Viewer, action: Action) -> bool:
    query = sa.select(Change.id).where(
        Change.kind == KIND,
        Change.thing_id == action.id,
        Change.actor_id == viewer.person_id,
        Change.action == "not me",
    )
    return db.session.scalar(query.limit(1)) is not None
