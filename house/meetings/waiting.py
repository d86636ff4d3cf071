"""What meetings ask of somebody: of a coordinator, to plan the first one."""

from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from house.meetings.going import going_plans
from house.viewer import Viewer
from house.waiting import Waiting


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """A house that has no meeting planned asks its coordinators; nobody else is asked for anything."""
    if not viewer.is_coordinator or going_plans(viewer.house_id, now.astimezone(viewer.zone).date()):
        return []
    return [Waiting(_("No house meeting is planned yet."), url_for("meetings.plan"), _("Plan it"), now)]
