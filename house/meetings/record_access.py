"""Who reads the record of a meeting, who writes it, and who puts it right."""

import sqlalchemy as sa

from house import clock
from house.db import db
from house.meetings.models import Meeting
from house.meetings.rotation import Part
from house.meetings.taking_part import MeetingRole, Standing
from house.people.models import Membership
from house.people.signing_in import in_force
from house.viewer import Role, Viewer

WRITES = (Part.notes, Part.host)


def may_read(viewer: Viewer, meeting: Meeting) -> bool:
    """Records are for everyone of the house; whoever lives here reads them from their own stay on (DOMAIN, matrix)."""
    if viewer.house_id != meeting.house_id:
        return False
    return viewer.is_staff or _moved_in_before(viewer, meeting)


def _moved_in_before(viewer: Viewer, meeting: Meeting) -> bool:
    stay = sa.select(Membership.id).where(
        Membership.house_id == viewer.house_id,
        Membership.person_id == viewer.person_id,
        Membership.role == Role.resident,
        Membership.started_at < meeting.ends_at,
        in_force(clock.now()),
    )
    return db.session.scalar(stay.limit(1)) is not None


def may_write(viewer: Viewer, meeting: Meeting) -> bool:
    """Residents write the record; a peer worker or a coordinator where residents asked them to host or take notes."""
    if not may_read(viewer, meeting):
        return False
    return viewer.is_resident or _is_asked(viewer, meeting)


def _is_asked(viewer: Viewer, meeting: Meeting) -> bool:
    role = sa.select(MeetingRole.id).where(
        MeetingRole.meeting_id == meeting.id,
        MeetingRole.person_id == viewer.person_id,
        MeetingRole.part.in_(WRITES),
        MeetingRole.standing == Standing.accepted,
    )
    return db.session.scalar(role.limit(1)) is not None
