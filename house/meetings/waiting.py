"""What meetings ask of somebody: to do something in one, and of a coordinator, to plan the first one."""

from datetime import datetime

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from house.db import db
from house.meetings.access import visible
from house.meetings.models import AHEAD, Meeting
from house.meetings.reading import going_plan
from house.meetings.role_words import asked_words
from house.meetings.taking_part import MeetingRole, Standing
from house.meetings.words import on_day
from house.viewer import Viewer
from house.waiting import Waiting


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """What this viewer is asked to do in a meeting; and a house without a plan asks its coordinators for one."""
    asked = _asked(viewer, now)
    if not viewer.is_coordinator or going_plan(viewer.house_id, now.astimezone(viewer.zone).date()):
        return asked
    return [*asked, Waiting(_("No house meeting is planned yet."), url_for("meetings.plan"), _("Plan it"), now)]


def _asked(viewer: Viewer, now: datetime) -> list[Waiting]:
    query = (
        sa.select(MeetingRole.part, MeetingRole.changed_at, Meeting.id, Meeting.starts_at, Meeting.ends_at)
        .join(Meeting, Meeting.id == MeetingRole.meeting_id)
        .where(
            visible(viewer),
            MeetingRole.person_id == viewer.person_id,
            MeetingRole.standing == Standing.offered,
            Meeting.ends_at > now,
            Meeting.status.in_(AHEAD),
        )
        .order_by(Meeting.starts_at, MeetingRole.id)
    )
    return [
        Waiting(
            asked_words(row.part, on_day(row.starts_at, row.ends_at, now, viewer.zone)),
            url_for("meetings.meeting", meeting_id=row.id),
            _("Answer"),
            row.changed_at,
        )
        for row in db.session.execute(query)
    ]
