"""The pages of the plan: all meetings to come, or one and those after it."""

from dataclasses import replace
from datetime import date, datetime

import sqlalchemy as sa
from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.guard import members
from house.meetings import planned_words, words
from house.meetings.access import may_arrange, may_plan
from house.meetings.acts import NotAhead
from house.meetings.blueprint import bp
from house.meetings.going import GoingPlan, changed_by_hand, find_plan, going_plans, stamp
from house.meetings.holding import hold_meeting
from house.meetings.models import Meeting
from house.meetings.moving import ChangedMeanwhile
from house.meetings.plan import SeriesPlan
from house.meetings.planning import plan_from, plan_series, stamp_of
from house.meetings.series_forms import PlanForm, start_from
from house.meetings.trying import tried, why_not
from house.series.forms import HOW_HINTS
from house.series.plan import NeverHappens
from house.viewer import get_viewer
from house.web import form_page

MOST_BY_HAND = 12


@bp.route("/plan", methods=["GET", "POST"])
@members
def plan() -> ResponseReturnValue:
    """Say when the house meets, for the first time or anew."""
    viewer, now = get_viewer(), clock.now()
    if not may_plan(viewer):
        abort(404)
    today = now.astimezone(viewer.zone).date()
    going = going_plans(viewer.house_id, today)
    # Of several, the first is the plan of now; but the last one says how long meetings go on.
    start = {**start_from(going[0]), "until": going[-1].until} if going else start_from(None)
    form, ok = PlanForm.sent(seen=stamp(going), **start)
    chosen = form.plan(today) if ok else None
    if chosen is None:
        return _plan_page(form, going, now)
    reason = tried(lambda: plan_series(viewer.house_id, viewer.person_id, chosen, now, form.seen.data or ""))
    if reason:
        _say_why(form, reason, viewer.house_id, today)
        return _plan_page(form, going, now)
    flash(_("The house meeting is planned. It is in everyone’s calendar for a year."))
    _say_what_clocks_do(now)
    return redirect(url_for(".index"), 303)


def _plan_page(form: PlanForm, going: list[GoingPlan], now: datetime) -> ResponseReturnValue:
    viewer = get_viewer()
    today = now.astimezone(viewer.zone).date()
    plans = [planned_words.plan_words(plan, today, viewer.zone) for plan in going]
    by_hand = _by_hand(now) if going else []
    return form_page("meetings/plan.html", form, plans=plans, how_hints=HOW_HINTS, by_hand=by_hand)


def _by_hand(now: datetime) -> list[planned_words.DayCard]:
    viewer = get_viewer()
    today = now.astimezone(viewer.zone).date()
    found = changed_by_hand(viewer, now, MOST_BY_HAND)
    return [planned_words.by_hand_card(each, today, viewer.zone) for each in found]


def _say_why(form: PlanForm, reason: Exception, house_id: int, today: date) -> None:
    if isinstance(reason, ChangedMeanwhile):
        going = going_plans(house_id, today)
        now_is = "; ".join(planned_words.plan_words(plan, today, get_viewer().zone) for plan in going)
        form.form_errors.append(
            _(
                "Somebody else changed the plan meanwhile. It is now: %(plan)s. "
                "What you typed is still here. Send it again to put it in place.",
                plan=now_is,
            )
        )
        form.seen.data = stamp(going)
    elif isinstance(reason, NeverHappens):
        form.until.errors = [why_not(reason)]
    else:
        form.at.errors = [why_not(reason)]


def _say_what_clocks_do(now: datetime) -> None:
    """A meeting to come whose time the clocks leave out: said when it is planned, and on its own page."""
    viewer = get_viewer()
    query = sa.select(Meeting).where(
        Meeting.house_id == viewer.house_id, Meeting.skipped_local.is_not(None), Meeting.starts_at > now
    )
    for meeting in db.session.scalars(query.order_by(Meeting.starts_at).limit(1)):
        day = words.on_day(meeting.starts_at, meeting.ends_at, now, viewer.zone)
        flash(f"{day}: {planned_words.clocks_words(meeting, viewer.zone)}")


@bp.route("/<id:meeting_id>/change-from-here", methods=["GET", "POST"])
@members
def change_from_here(meeting_id: int) -> ResponseReturnValue:
    """Another plan for this meeting and those of its series after it."""
    viewer, now = get_viewer(), clock.now()
    meeting = hold_meeting(meeting_id, may_arrange)
    before = find_plan(viewer.house_id, meeting.series_id) if meeting.series_id else None
    if before is None:
        abort(404)  # in no series, so nothing comes after it
    today = now.astimezone(viewer.zone).date()
    form, ok = PlanForm.sent(seen=stamp_of(meeting), begins=meeting.starts_local.date(), **start_from(before))
    chosen = form.plan(today) if ok else None
    if chosen is None:
        return _from_here_page(meeting, form, now)
    reason = tried(lambda: plan_from(meeting, viewer.person_id, _from_its_day(chosen, meeting), form.seen.data, now))
    if isinstance(reason, NotAhead):
        flash(why_not(reason, meeting))
        return redirect(url_for(".meeting", meeting_id=meeting_id), 303)
    if reason:
        _say_why(form, reason, viewer.house_id, today)
        form.seen.data = stamp_of(meeting)
        return _from_here_page(meeting, form, now)
    flash(_("This meeting and those after it are changed. Calendars show it too."))
    _say_what_clocks_do(now)
    return redirect(url_for(".meeting", meeting_id=meeting_id), 303)


def _from_its_day(plan: SeriesPlan, meeting: Meeting) -> SeriesPlan:
    return plan if plan.begins else replace(plan, begins=meeting.starts_local.date())


def _from_here_page(meeting: Meeting, form: PlanForm, now: datetime) -> ResponseReturnValue:
    when = words.on_day(meeting.starts_at, meeting.ends_at, now, get_viewer().zone)
    by_hand = _by_hand(now)
    return form_page(
        "meetings/change_from_here.html", form, meeting=meeting, when=when, how_hints=HOW_HINTS, by_hand=by_hand
    )
