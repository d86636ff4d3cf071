"""Find what a view is about and hold it while it is changed: the house, then the meeting, then the thing.

Everybody takes them in this order, so nobody waits in a circle; and while the house is held, nothing moves from one
meeting to another.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import abort, request

from house.db import Base, db
from house.meetings.models import AgendaItem, Meeting
from house.meetings.taking_part import MeetingRole, Thought
from house.people.holding import hold_house
from house.viewer import Viewer, get_viewer
from house.web import fetch

Thing = TypeVar("Thing", bound=Base)
May = Callable[[Viewer, Any], bool]


def hold_meeting(meeting_id: int, may: Callable[[Viewer, Meeting], bool]) -> Meeting:
    """A meeting; 404 as `fetch` says."""
    _hold_the_house()
    return fetch(Meeting, meeting_id, may)


def hold_item(item_id: int, may: Callable[[Viewer, AgendaItem], bool]) -> tuple[Meeting, AgendaItem]:
    """A thing on an agenda, and its meeting."""
    return _hold(AgendaItem, item_id, may, sa.select(AgendaItem.meeting_id))


def hold_role(role_id: int, may: Callable[[Viewer, MeetingRole], bool]) -> tuple[Meeting, MeetingRole]:
    """Somebody's role, or their being asked for one, and its meeting."""
    return _hold(MeetingRole, role_id, may, sa.select(MeetingRole.meeting_id))


def hold_thought(thought_id: int, may: Callable[[Viewer, Thought], bool]) -> tuple[Meeting, Thought]:
    """A thought, and the meeting it goes to."""
    goes_to = sa.func.coalesce(Thought.meeting_id, AgendaItem.meeting_id)
    where_to = sa.select(goes_to).outerjoin(AgendaItem, AgendaItem.id == Thought.item_id)
    return _hold(Thought, thought_id, may, where_to)


def _hold(kind: type[Thing], thing_id: int, may: May, where_to: sa.Select[int]) -> tuple[Meeting, Thing]:
    _hold_the_house()
    own: Any = kind
    meeting_id = db.session.scalar(where_to.where(own.id == thing_id, own.house_id == get_viewer().house_id))
    if meeting_id is None:
        abort(404)
    meeting = fetch(Meeting, meeting_id, lambda viewer, meeting: True)
    return meeting, fetch(kind, thing_id, may)


def _hold_the_house() -> None:
    if request.method == "POST":
        hold_house(get_viewer().house_id)
