"""Who runs a meeting: begins it, goes from part to part, writes down who is there, ends it."""

import sqlalchemy as sa

from house.db import db
from house.meetings.access import may_see
from house.meetings.models import AgendaItem, Meeting
from house.meetings.rotation import Part
from house.meetings.taking_part import MeetingRole, Standing
from house.viewer import Viewer


def may_run(viewer: Viewer, meeting: Meeting) -> bool:
    """Residents run their meeting; a peer worker or a coordinator where residents asked them to host."""
    return may_see(viewer, meeting) and (viewer.is_resident or _hosts(viewer, meeting.id))


def may_take_elsewhere(viewer: Viewer, item: AgendaItem) -> bool:
    """Whoever runs the meeting can take something out of it."""
    return viewer.house_id == item.house_id and (viewer.is_resident or _hosts(viewer, item.meeting_id))


def _hosts(viewer: Viewer, meeting_id: int) -> bool:
    role = sa.select(MeetingRole.id).where(
        MeetingRole.meeting_id == meeting_id,
        MeetingRole.person_id == viewer.person_id,
        MeetingRole.part == Part.host,
        MeetingRole.standing == Standing.accepted,
    )
    return db.session.scalar(role.limit(1)) is not None
