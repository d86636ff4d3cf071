"""Who may do what with asks: residents raise and close them, coordinators read and answer, everyone here sees them."""

import sqlalchemy as sa

from house.meetings.action_models import Ask, AskStatus
from house.viewer import Viewer


def may_see(viewer: Viewer, ask: Ask) -> bool:
    """What the house asked, and what came of it, is for everyone of the house."""
    return ask.house_id == viewer.house_id


def visible(viewer: Viewer) -> sa.ColumnElement[bool]:
    """The condition that `may_see` states."""
    return Ask.house_id == viewer.house_id


def may_settle(viewer: Viewer, ask: Ask) -> bool:
    """Whoever lives here closes an ask, or raises it further."""
    return may_see(viewer, ask) and viewer.is_resident


def may_answer(viewer: Viewer, ask: Ask) -> bool:
    """Coordinators mark an ask as read, and answer it."""
    return may_see(viewer, ask) and viewer.is_coordinator


def may_keep_way(viewer: Viewer) -> bool:
    """Residents and coordinators keep the way beyond the coordinators right."""
    return viewer.is_resident or viewer.is_coordinator


def is_open(ask: Ask) -> bool:
    """Whether the house has not closed it."""
    return ask.status is not AskStatus.closed
