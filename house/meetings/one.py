"""The pages of one meeting: its agenda, calling it off and putting it back on."""

from datetime import datetime

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import members
from house.meetings import acts, words
from house.meetings.access import is_over, may_arrange, may_see, may_take_off
from house.meetings.acts import AgendaClosed, AgendaFull, NotAhead, NotCalledOff
from house.meetings.blueprint import bp
from house.meetings.forms import KIND_HINTS, NAME_HINTS, CallOffForm, ItemForm
from house.meetings.holding import hold_item
from house.meetings.models import Meeting, Status
from house.meetings.page import page_of
from house.viewer import get_viewer
from house.web import fetch, form_page


@bp.route("/<id:meeting_id>", methods=["GET", "POST"])
@members
def meeting(meeting_id: int) -> ResponseReturnValue:
    """One meeting and its agenda; anyone of the house adds to it here."""
    viewer, now = get_viewer(), clock.now()
    meeting = fetch(Meeting, meeting_id, may_see)
    form, ok = ItemForm.sent()
    if not ok:
        return _meeting_page(meeting, form, now)
    try:
        acts.add_item(meeting, viewer.person_id if form.is_signed else None, form.words(), now)
    except (AgendaClosed, AgendaFull) as reason:
        form.form_errors.append(_why_not(reason, meeting))
        return _meeting_page(meeting, form, now)
    flash(_("It is on the agenda."))
    return redirect(url_for(".meeting", meeting_id=meeting.id), 303)


def _meeting_page(meeting: Meeting, form: ItemForm, now: datetime) -> ResponseReturnValue:
    shown = page_of(meeting, get_viewer(), now)
    return form_page("meetings/meeting.html", form, kind_hints=KIND_HINTS, name_hints=NAME_HINTS, **shown)


def _why_not(reason: Exception, meeting: Meeting) -> str:
    """Why something does not come onto this agenda, and what to do with it instead."""
    if isinstance(reason, AgendaFull):
        words = _(
            "This agenda is full: it holds %(most)d things. You can bring yours to another meeting.",
            most=acts.MOST_ITEMS,
        )
    elif meeting.status is Status.called_off:
        words = _("This meeting is called off. Your words are still here: you can bring them to another one.")
    else:
        words = _("This meeting is over. Your words are still here: you can bring them to the next one.")
    return str(words)


@bp.post("/items/<id:item_id>/take-off")
@members
def take_off(item_id: int) -> ResponseReturnValue:
    """Take something of mine off an agenda."""
    _meeting, item = hold_item(item_id, may_take_off)
    try:
        acts.take_off(item, get_viewer().person_id, clock.now())
        flash(_("It is off the agenda."))
    except AgendaClosed:
        flash(_("This agenda is closed, so it stays as it is."))
    return redirect(url_for(".meeting", meeting_id=item.meeting_id), 303)


@bp.route("/<id:meeting_id>/call-off", methods=["GET", "POST"])
@members
def call_off(meeting_id: int) -> ResponseReturnValue:
    """Call one meeting off, with a word why."""
    viewer, now = get_viewer(), clock.now()
    meeting = fetch(Meeting, meeting_id, may_arrange)
    form, ok = CallOffForm.sent()
    if not ok:
        when = words.on_day(meeting.starts_at, meeting.ends_at, now, viewer.zone)
        return form_page("meetings/call_off.html", form, meeting=meeting, when=when)
    try:
        acts.call_off(meeting, viewer.person_id, form.why.data, now)
        flash(_("It is called off. Calendars show it too."))
    except NotAhead:
        flash(_("It is over.") if is_over(meeting, now) else _("It was called off already."))
    return redirect(url_for(".meeting", meeting_id=meeting.id), 303)


@bp.post("/<id:meeting_id>/put-back-on")
@members
def put_back_on(meeting_id: int) -> ResponseReturnValue:
    """A meeting that was called off happens after all."""
    viewer, now = get_viewer(), clock.now()
    meeting = fetch(Meeting, meeting_id, may_arrange)
    try:
        acts.put_back_on(meeting, viewer.person_id, now)
        flash(_("It is on again."))
    except NotCalledOff:
        flash(_("It is over.") if is_over(meeting, now) else _("It is on already."))
    return redirect(url_for(".meeting", meeting_id=meeting.id), 303)
