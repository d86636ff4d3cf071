"""What meetings ask of somebody: to be heard in a round, and of a coordinator, to plan the first meeting."""

from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from house.meetings.deciding_reading import unanswered
from house.meetings.going import going_plans
from house.viewer import Viewer
from house.waiting import Waiting


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """Rounds that go on ask who lives here; a house that has no meeting planned asks its coordinators."""
    return [*_rounds(viewer), *_no_meeting(viewer, now)]


def _rounds(viewer: Viewer) -> list[Waiting]:
    if not viewer.is_resident:
        return []
    return [
        Waiting(
            _("The house is deciding: %(title)s", title=title),
            url_for("meetings.proposal", proposal_id=proposal_id),
            _("Say something, or pass"),
            since,
        )
        for proposal_id, title, since in unanswered(viewer)
    ]


def _no_meeting(viewer: Viewer, now: datetime) -> list[Waiting]:
    if not viewer.is_coordinator or going_plans(viewer.house_id, now.astimezone(viewer.zone).date()):
        return []
    return [Waiting(_("No house meeting is planned yet."), url_for("meetings.plan"), _("Plan it"), now)]
