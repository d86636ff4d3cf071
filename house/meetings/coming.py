"""The pages of all meetings: those to come, and those before."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from house import clock
from house.guard import members
from house.meetings import planned_words, reading, words
from house.meetings.access import may_plan
from house.meetings.blueprint import bp
from house.meetings.going import days_left_out, going_plans
from house.meetings.models import Meeting, Status
from house.viewer import get_viewer
from house.web import find

FEW = 5
MOST_DAYS = 20
PAGE = 20


@bp.get("")
@members
def index() -> ResponseReturnValue:
    """The next meeting first, then some to come and some before."""
    viewer, now = get_viewer(), clock.now()
    today = now.astimezone(viewer.zone).date()
    plans = going_plans(viewer.house_id, today)
    coming = reading.next_meeting(viewer, now)
    others = reading.other_meetings(viewer, now, coming.id if coming else 0, FEW)
    before = reading.meetings_before(viewer, now, FEW + 1)
    return render_template(
        "meetings/index.html",
        next=words.soon_card(coming, now, viewer.zone) if coming else None,
        others=[words.day_card(each, now, viewer.zone) for each in others],
        before=[words.day_card(each, now, viewer.zone) for each in before[:FEW]],
        has_more_before=len(before) > FEW,
        plans=[planned_words.plan_words(plan, today, viewer.zone) for plan in plans],
        left_out=[planned_words.left_out_card(day, today) for day in days_left_out(plans, today, MOST_DAYS)],
        may_plan=may_plan(viewer),
        two_called_off=[each.status for each in before[:2]] == [Status.called_off] * 2,
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
