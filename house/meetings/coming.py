"""The pages of all meetings: those to come, those before, and the plan."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import members
from house.meetings import reading, words
from house.meetings.access import may_plan
from house.meetings.blueprint import bp
from house.meetings.forms import PlanForm, start_from
from house.meetings.models import Meeting
from house.meetings.planning import plan_weekly
from house.viewer import get_viewer
from house.web import find, form_page

FEW = 5
PAGE = 20


@bp.get("")
@members
def index() -> ResponseReturnValue:
    """The next meeting first, then some to come and some before."""
    viewer, now = get_viewer(), clock.now()
    plan = reading.going_plan(viewer.house_id, now.astimezone(viewer.zone).date())
    coming = reading.next_meeting(viewer, now)
    others = reading.other_meetings(viewer, now, coming.id if coming else 0, FEW)
    before = reading.meetings_before(viewer, now, FEW + 1)
    return render_template(
        "meetings/index.html",
        next=words.soon_card(coming, now, viewer.zone) if coming else None,
        others=[words.day_card(each, now, viewer.zone) for each in others],
        before=[words.day_card(each, now, viewer.zone) for each in before[:FEW]],
        has_more_before=len(before) > FEW,
        plan=words.plan_words(plan, viewer.zone) if plan else None,
        may_plan=may_plan(viewer),
    )


@bp.get("/earlier")
@members
def earlier() -> ResponseReturnValue:
    """Meetings further back, a page at a time."""
    viewer, now = get_viewer(), clock.now()
    last_seen = find(Meeting, request.args.get("before", 0, type=int), viewer.house_id)
    lines = reading.meetings_before(viewer, now, PAGE + 1, last_seen)
    return render_template(
        "meetings/earlier.html",
        meetings=[words.day_card(each, now, viewer.zone) for each in lines[:PAGE]],
        has_more=len(lines) > PAGE,
    )


@bp.route("/plan", methods=["GET", "POST"])
@members
def plan() -> ResponseReturnValue:
    """Say when the house meets, for the first time or anew."""
    viewer, now = get_viewer(), clock.now()
    if not may_plan(viewer):
        abort(404)
    going = reading.going_plan(viewer.house_id, now.astimezone(viewer.zone).date())
    form, ok = PlanForm.sent(**start_from(going))
    if not ok:
        return form_page("meetings/plan.html", form, is_planned=going is not None)
    plan_weekly(viewer.house_id, viewer.person_id, form.plan(), now)
    flash(_("The house meeting is planned. It is in everyone’s calendar for a year."))
    return redirect(url_for(".index"), 303)
