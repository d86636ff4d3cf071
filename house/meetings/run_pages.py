"""The pages of running a meeting: begin it, go on part by part, write down who is there, end it."""

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from house import clock
from house.guard import members
from house.meetings import agenda, reading, running, script
from house.meetings.access import is_over, may_see
from house.meetings.attendance import everybody
from house.meetings.blueprint import bp
from house.meetings.holding import hold_item, hold_meeting
from house.meetings.models import AgendaItem, Meeting, Status
from house.meetings.run_page import page_of, steps_of
from house.meetings.running_access import may_run, may_take_elsewhere
from house.meetings.taking_part import Answer
from house.viewer import get_viewer
from house.web import fetch, find, id_in

OWN_WORDS: dict[Answer | None, Any] = {
    Answer.there: lazy_gettext("there, by their own word"),
    Answer.sent_thoughts: lazy_gettext("sent thoughts, by their own word"),
    Answer.away: lazy_gettext("away, by their own word"),
}


@bp.get("/<id:meeting_id>/run")
@members
def run(meeting_id: int) -> ResponseReturnValue:
    """Where the meeting is: one part at a time. Before it begins and once it ended, all its parts."""
    shown = page_of(fetch(Meeting, meeting_id, may_see), get_viewer(), clock.now())
    return render_template("meetings/run.html", **shown)


@bp.post("/<id:meeting_id>/begin")
@members
def begin(meeting_id: int) -> ResponseReturnValue:
    """The meeting begins."""
    meeting, now = hold_meeting(meeting_id, may_run), clock.now()
    try:
        running.begin(meeting, get_viewer().person_id, now)
    except running.CannotBegin:
        flash(_why_not_begin(meeting, now))
    return _to_run(meeting)


def _why_not_begin(meeting: Meeting, now: datetime) -> str:
    if meeting.status is Status.called_off:
        return _("This meeting is called off.")
    if is_over(meeting, now):
        return _("This meeting is over.")
    if now < meeting.starts_at:
        return _("A meeting can begin up to an hour before its time.")
    return _("Somebody was a moment before you: it has begun.")


@bp.post("/<id:meeting_id>/run/go-on")
@members
def go_on(meeting_id: int) -> ResponseReturnValue:
    """Go on to a part of the meeting, or back to one; and say that the thing talked about is finished."""
    meeting, now = hold_meeting(meeting_id, may_run), clock.now()
    is_finished, seen = "finished" in request.form, request.form.get("seen", "")
    part = request.form.get("finished" if is_finished else "part", "")
    if part not in [step.name for step in steps_of(reading.agenda(get_viewer(), meeting))]:
        flash(_("That part is not in this meeting any more."))
        return _to_run(meeting)
    try:
        running.go_to(meeting, part, seen, now)
        if is_finished:
            _finish(meeting, seen, now)
    except running.GoneOn:
        flash(_gone_on())
    except running.NotGoingOn:
        flash(_not_going_on())
    return _to_run(meeting)


def _finish(meeting: Meeting, part: str, now: datetime) -> None:
    item = find(AgendaItem, script.item_id_in(part) or 0, meeting.house_id)
    if item and item.meeting_id == meeting.id:
        agenda.finish(meeting, item, True, get_viewer().person_id, now)


@bp.route("/<id:meeting_id>/run/here", methods=["GET", "POST"])
@members
def who_is_here(meeting_id: int) -> ResponseReturnValue:
    """Write down who is there, for those who did not say so themselves."""
    meeting, now = hold_meeting(meeting_id, may_run), clock.now()
    if request.method == "GET":
        people = [(each, OWN_WORDS.get(each.own_answer)) for each in everybody(meeting, now)]
        return render_template("meetings/run_here.html", meeting=meeting, people=people)
    try:
        there = [id_in(each) or 0 for each in request.form.getlist("there")]
        shown = [id_in(each) or 0 for each in request.form.getlist("shown")]
        running.write_down_who_is_there(meeting, there, get_viewer().person_id, now, shown)
        flash(_("It is written down. What somebody says of themselves always holds."))
    except running.NotGoingOn:
        flash(_not_going_on())
    return _to_run(meeting)


@bp.post("/items/<id:item_id>/elsewhere")
@members
def take_elsewhere(item_id: int) -> ResponseReturnValue:
    """Take something out of the meeting: it is talked about elsewhere."""
    meeting, item = hold_item(item_id, may_take_elsewhere)
    now, following = clock.now(), _after(meeting, item)
    try:
        running.take_elsewhere(meeting, item, True, get_viewer().person_id, now)
        flash(_("It is out of this meeting. The record says “talked about elsewhere”, and no more."))
        running.go_to(meeting, following, script.part_name(item.id), now)
    except running.GoneOn:
        pass  # the meeting is at another part, and stays there
    except running.NotGoingOn:
        flash(_not_going_on())
    return _to_run(meeting)


def _after(meeting: Meeting, item: AgendaItem) -> str:
    """The part that follows a thing on the agenda."""
    names = [step.name for step in steps_of(reading.agenda(get_viewer(), meeting))]
    own = script.part_name(item.id)
    return names[names.index(own) + 1] if own in names else script.Name.asks.value


@bp.post("/items/<id:item_id>/back-in")
@members
def take_back_in(item_id: int) -> ResponseReturnValue:
    """Take something back into the meeting."""
    meeting, item = hold_item(item_id, may_take_elsewhere)
    try:
        running.take_elsewhere(meeting, item, False, get_viewer().person_id, clock.now())
        flash(_("It is in the meeting again."))
    except running.NotGoingOn:
        flash(_not_going_on())
    return _to_run(meeting)


@bp.post("/<id:meeting_id>/run/end")
@members
def end(meeting_id: int) -> ResponseReturnValue:
    """The meeting has ended."""
    meeting = hold_meeting(meeting_id, may_run)
    try:
        running.end(meeting, request.form.get("seen", ""), get_viewer().person_id, clock.now())
        flash(_("The meeting has ended. Thanks for being here."))
    except running.GoneOn:
        flash(_gone_on())
    except running.NotGoingOn:
        flash(_not_going_on())
    return _to_run(meeting)


@bp.post("/<id:meeting_id>/run/go-on-after-all")
@members
def go_on_after_all(meeting_id: int) -> ResponseReturnValue:
    """A meeting that was ended goes on after all."""
    meeting = hold_meeting(meeting_id, may_run)
    try:
        running.resume(meeting, get_viewer().person_id, clock.now())
        flash(_("It goes on."))
    except running.NotGoingOn:
        flash(_("It does not go on: its record is open, or too much time has gone."))
    return _to_run(meeting)


def _gone_on() -> str:
    return _("Somebody else went on a moment ago. This is where the meeting is.")


def _not_going_on() -> str:
    return _("The meeting is not going on: it has ended, or nobody has begun it.")


def _to_run(meeting: Meeting) -> ResponseReturnValue:
    return redirect(url_for(".run", meeting_id=meeting.id), 303)
