"""One thing of the house for a calendar of one's own: the file behind “Add to my calendar”."""

from flask import Blueprint, Response, abort, current_app, make_response
from flask.typing import ResponseReturnValue

from house import clock
from house.feeds.one import as_calendar, find_entry
from house.guard import members
from house.viewer import get_viewer
from house.web import own_url

bp = Blueprint("calendar", __name__, url_prefix="/calendar")


@bp.get("/<key>.ics")
@members
def entry(key: str) -> ResponseReturnValue:
    """One thing as a file that calendars take in: of everybody's any, of what is somebody's my own.

    Those are meetings, circles and the diary, and shifts, turns, chats, actions and what is done together.
    """
    viewer, today = get_viewer(), clock.today(get_viewer().zone)
    found = find_entry(viewer, key) or abort(404)
    content = as_calendar(found, viewer, own_url("home.today").rstrip("/"), today)
    if content is None:
        current_app.logger.error("no calendar can say entry=%s", found.entry.key)
        abort(404)
    return _as_file(content)


def _as_file(content: bytes) -> Response:
    """A neutral name: whoever looks at a list of downloads learns nothing from it."""
    answer = make_response(content)
    answer.headers["Content-Type"] = "text/calendar; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="house.ics"'
    return answer
