"""The pages that change one meeting: move it, take it out of the plan and put it back, plan an extra one."""

from datetime import datetime

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import members
from house.meetings import moving, planned_words, skipping, words
from house.meetings.access import may_arrange, may_plan, may_put_back
from house.meetings.blueprint import bp
from house.meetings.colliding import OntoAnother
from house.meetings.holding import hold_meeting
from house.meetings.models import Meeting
from house.meetings.moving import ChangedMeanwhile, InThePast
from house.meetings.series_forms import OneForm, start_from_meeting
from house.meetings.trying import tried, why_not
from house.people.holding import hold_house
from house.series.models import SkippedDay
from house.viewer import get_viewer
from house.web import fetch, form_page, number_in


@bp.route("/new", methods=["GET", "POST"])
@members
def new() -> ResponseReturnValue:
    """Plan one extra meeting, in no series."""
    viewer, now = get_viewer(), clock.now()
    if not may_plan(viewer):
        abort(404)
    form, ok = OneForm.sent(title=_("House meeting"))
    one = form.one(now.astimezone(viewer.zone).date()) if ok else None
    if one is None:
        return form_page("meetings/new.html", form)
    made: list[Meeting] = []
    reason = tried(lambda: made.append(moving.plan_extra(viewer.house_id, viewer.person_id, one, now)))
    if reason:
        form.at.errors = [why_not(reason)]
        return form_page("meetings/new.html", form)
    flash(_("The extra meeting is planned. It is in everyone’s calendar."))
    _say_what_clocks_do(made[0])
    return redirect(url_for(".meeting", meeting_id=made[0].id), 303)


def _say_what_clocks_do(meeting: Meeting) -> None:
    said = planned_words.clocks_words(meeting, get_viewer().zone)
    if said:
        flash(said)


@bp.route("/<id:meeting_id>/change", methods=["GET", "POST"])
@members
def change(meeting_id: int) -> ResponseReturnValue:
    """Change or move this one meeting, and no other."""
    viewer, now = get_viewer(), clock.now()
    meeting = hold_meeting(meeting_id, may_arrange)
    form, ok = OneForm.sent(seen=str(meeting.sequence), **start_from_meeting(meeting))
    one = form.one(now.astimezone(viewer.zone).date()) if ok else None
    if one is None:
        return _change_page(meeting, form, now)
    seen = number_in(form.seen.data)
    reason = tried(lambda: moving.change_one(meeting, viewer.person_id, one, seen, now))
    if isinstance(reason, InThePast | OntoAnother):
        form.at.errors = [why_not(reason)]
        return _change_page(meeting, form, now)
    if isinstance(reason, ChangedMeanwhile):
        form.form_errors.append(_somebody_changed_it(meeting, now))
        form.seen.data = str(meeting.sequence)
        return _change_page(meeting, form, now)
    flash(why_not(reason, meeting) if reason else _("It is changed. Calendars show it too."))
    _say_what_clocks_do(meeting)
    return redirect(url_for(".meeting", meeting_id=meeting.id), 303)


def _somebody_changed_it(meeting: Meeting, now: datetime) -> str:
    when = words.on_day(meeting.starts_at, meeting.ends_at, now, get_viewer().zone)
    return _(
        "Somebody else changed this meeting meanwhile. It is now %(when)s. "
        "What you typed is still here. Send it again to put it in place.",
        when=f"{when[0].lower()}{when[1:]}" if when.startswith(("Today", "Tomorrow")) else when,
    )


def _change_page(meeting: Meeting, form: OneForm, now: datetime) -> ResponseReturnValue:
    return form_page(
        "meetings/change.html",
        form,
        meeting=meeting,
        when=words.on_day(meeting.starts_at, meeting.ends_at, now, get_viewer().zone),
        is_in_plan=meeting.series_id is not None,
        is_by_hand=meeting.edited_by_hand_at is not None,
    )


@bp.post("/<id:meeting_id>/take-away")
@members
def take_away(meeting_id: int) -> ResponseReturnValue:
    """Leave this day out of the plan: no meeting, known beforehand."""
    viewer, now = get_viewer(), clock.now()
    meeting = hold_meeting(meeting_id, may_arrange)
    reason = tried(lambda: skipping.take_away(meeting, viewer.person_id, now))
    if reason:
        flash(why_not(reason, meeting))
        return redirect(url_for(".meeting", meeting_id=meeting_id), 303)
    flash(_("There is no meeting that day. You can put it back below, under “The plan”."))
    return redirect(url_for(".index"), 303)


@bp.post("/days-left-out/<id:day_id>/put-back")
@members
def put_back(day_id: int) -> ResponseReturnValue:
    """A day that was left out of the plan has its meeting after all."""
    viewer, now = get_viewer(), clock.now()
    hold_house(viewer.house_id)
    day = fetch(SkippedDay, day_id, may_put_back)
    reason = tried(lambda: skipping.put_back(day, viewer.person_id, now))
    flash(why_not(reason) if reason else _("The meeting that day is back in the plan."))
    return redirect(url_for(".index"), 303)
