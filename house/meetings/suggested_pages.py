"""What is suggested to talk about comes onto an agenda, or is let go."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import members
from house.meetings import suggested
from house.meetings.access import may_see
from house.meetings.acts import AgendaClosed, AgendaFull
from house.meetings.blueprint import bp
from house.meetings.holding import hold_meeting
from house.meetings.suggested import SettledAlready, SuggestedItem
from house.web import find


@bp.post("/<id:meeting_id>/suggested/<id:suggested_id>/put-on")
@members
def put_suggested_on(meeting_id: int, suggested_id: int) -> ResponseReturnValue:
    """Put what is suggested on an agenda."""
    meeting = hold_meeting(meeting_id, may_see)
    item = find(SuggestedItem, suggested_id, meeting.house_id) or abort(404)
    try:
        suggested.put_on(item, meeting, clock.now())
        flash(_("It is on the agenda."))
    except SettledAlready:
        flash(_("Somebody settled it a moment before you."))
    except (AgendaClosed, AgendaFull):
        flash(_("Nothing more comes onto this agenda."))
    return redirect(url_for(".meeting", meeting_id=meeting.id, _anchor="agenda"), 303)


@bp.post("/<id:meeting_id>/suggested/<id:suggested_id>/let-go")
@members
def let_suggested_go(meeting_id: int, suggested_id: int) -> ResponseReturnValue:
    """Let it be this time."""
    meeting = hold_meeting(meeting_id, may_see)
    item = find(SuggestedItem, suggested_id, meeting.house_id) or abort(404)
    try:
        suggested.let_go(item, clock.now())
        flash(_("Not this time, then."))
    except SettledAlready:
        flash(_("Somebody settled it a moment before you."))
    return redirect(url_for(".meeting", meeting_id=meeting.id), 303)
