"""Meetings, and the viewer's own roles in them, as entries for Today, the week and calendars."""

from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import db
from house.meetings.access import visible
from house.meetings.models import Meeting, Status
from house.meetings.role_words import mine_words
from house.meetings.taking_part import MeetingRole, Standing
from house.viewer import Viewer
from house.when.entry import Entry
from house.when.span import Span


def entries(viewer: Viewer, window: Span) -> list[Entry]:
    """The house's meetings in a window and the viewer's roles; a word why one is called off stays in the house."""
    query = (
        sa.select(
            Meeting.id,
            Meeting.title,
            Meeting.place,
            Meeting.starts_at,
            Meeting.ends_at,
            Meeting.status,
            Meeting.changed_at,
            Meeting.sequence,
            MeetingRole.id.label("role_id"),
            MeetingRole.part,
            MeetingRole.changed_at.label("taken_at"),
        )
        .outerjoin(MeetingRole, _is_mine(viewer))
        .where(visible(viewer), Meeting.ends_at > window.start, Meeting.starts_at < window.end)
        .order_by(Meeting.starts_at, Meeting.id, MeetingRole.id)
    )
    rows = db.session.execute(query).all()
    meetings = {row.id: _meeting(row) for row in rows}
    return [*meetings.values(), *(_role(row, meetings[row.id]) for row in rows if row.role_id)]


def _is_mine(viewer: Viewer) -> sa.ColumnElement[bool]:
    return sa.and_(
        MeetingRole.meeting_id == Meeting.id,
        MeetingRole.person_id == viewer.person_id,
        MeetingRole.standing == Standing.accepted,
    )


def _meeting(row: Any) -> Entry:
    return Entry(
        key=f"meeting-{row.id}",
        kind="meeting",
        title=row.title,
        quiet_title=_("House meeting"),
        starts=row.starts_at,
        ends=row.ends_at,
        changed_at=row.changed_at,
        sequence=row.sequence,
        place=row.place,
        path=f"/meetings/{row.id}",
        is_called_off=row.status is Status.called_off,
    )


def _role(row: Any, meeting: Entry) -> Entry:
    """What the viewer does in it: an entry of its own, in nobody else's calendar."""
    return replace(
        meeting,
        key=f"meeting-role-{row.role_id}",
        kind="meeting role",
        title=mine_words(row.part),
        changed_at=max(row.changed_at, row.taken_at),
        is_mine=True,
    )
