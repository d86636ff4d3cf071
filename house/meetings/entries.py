"""Meetings as entries for Today, the week and calendars."""

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import db
from house.meetings.access import visible
from house.meetings.models import Meeting, Status
from house.viewer import Viewer
from house.when.entry import Entry
from house.when.span import Span


def entries(viewer: Viewer, window: Span) -> list[Entry]:
    """The house's meetings in a window; a word why one is called off stays in the house."""
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
        )
        .where(visible(viewer), Meeting.ends_at > window.start, Meeting.starts_at < window.end)
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return [
        Entry(
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
        for row in db.session.execute(query)
    ]
