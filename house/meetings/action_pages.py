"""The pages of actions: open ones, those that ended, offering one, and one by itself."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import members
from house.meetings import action_acts, action_reading
from house.meetings.action_access import is_mine, may_see
from house.meetings.action_acts import NotNow
from house.meetings.action_forms import NO_MEETING, ActionForm, ChangeForm
from house.meetings.action_models import CLOSED, Action
from house.meetings.action_words import card, why_words
from house.meetings.blueprint import bp
from house.meetings.models import Meeting
from house.meetings.words import on_day
from house.viewer import get_viewer
from house.web import asked_id, fetch, find, form_page
from house.when.words import day_words

FEW, PAGE = 5, 20


@bp.get("/actions")
@members
def actions() -> ResponseReturnValue:
    """What is open: mine first, a few at a time."""
    viewer, now = get_viewer(), clock.now()
    own = action_reading.mine(viewer, FEW + 1)
    free = action_reading.up_for_grabs(viewer, FEW + 1)
    others = action_reading.with_others(viewer, FEW + 1)
    return render_template(
        "meetings/actions.html",
        mine=[card(each, now, viewer.zone) for each in own[:FEW]],
        free=[card(each, now, viewer.zone) for each in free[:FEW]],
        others=[card(each, now, viewer.zone) for each in others[:FEW]],
        has_more=any(len(lines) > FEW for lines in (own, free, others)),
    )


@bp.get("/actions/open")
@members
def open_actions() -> ResponseReturnValue:
    """All that is open, a page at a time."""
    viewer, now = get_viewer(), clock.now()
    lines = action_reading.every_open(viewer, PAGE + 1, asked_id("before"))
    return render_template(
        "meetings/actions_open.html",
        actions=[card(each, now, viewer.zone) for each in lines[:PAGE]],
        has_more=len(lines) > PAGE,
    )


@bp.get("/actions/done")
@members
def done_actions() -> ResponseReturnValue:
    """What is done or was let go, a page at a time."""
    viewer, now = get_viewer(), clock.now()
    last_seen = find(Action, asked_id("before") or 0, viewer.house_id)
    is_ended = last_seen is not None and last_seen.status in CLOSED
    lines = action_reading.ended(viewer, PAGE + 1, last_seen if is_ended else None)
    return render_template(
        "meetings/actions_done.html",
        actions=[card(each, now, viewer.zone) for each in lines[:PAGE]],
        has_more=len(lines) > PAGE,
    )


@bp.route("/actions/new", methods=["GET", "POST"])
@members
def offer_action() -> ResponseReturnValue:
    """Offer to do something, or write down that somebody did."""
    viewer, now = get_viewer(), clock.now()
    form, ok = _offer_form(now)
    if not ok:
        return form_page("meetings/actions_new.html", form)
    words = form.words(form.meeting_id)
    action = action_acts.offer(viewer.house_id, viewer.person_id, words, now, form.for_id)
    flash(
        _("It is on the list. Thanks for offering.")
        if form.for_id is None
        else _("They are asked whether they offered.")
    )
    if request.args.get("back") == "run" and action.meeting_id:
        return redirect(url_for(".run", meeting_id=action.meeting_id), 303)
    return redirect(url_for(".action", action_id=action.id), 303)


def _offer_form(now: datetime) -> tuple[ActionForm, bool]:
    viewer, today = get_viewer(), clock.today(get_viewer().zone)
    asked_for = asked_id("meeting")
    meetings = action_reading.recent_meetings(viewer, now, asked_for)
    known = asked_for in [meeting_id for meeting_id, _title, _starts in meetings]
    form = ActionForm.from_request(meeting=str(asked_for) if known else NO_MEETING)
    named = [
        (meeting_id, f"{title}, {day_words(starts.astimezone(viewer.zone).date(), today)}")
        for meeting_id, title, starts in meetings
    ]
    form.let_choose(action_reading.who_can_offer(viewer, now), named)
    ok = request.method == "POST" and form.validate()
    return form, form.fits(today) and ok


@bp.get("/actions/<id:action_id>")
@members
def action(action_id: int) -> ResponseReturnValue:
    """One action, and what can be said of it."""
    viewer, now = get_viewer(), clock.now()
    action = fetch(Action, action_id, may_see)
    meeting = find(Meeting, action.meeting_id, viewer.house_id) if action.meeting_id else None
    return render_template(
        "meetings/action.html",
        action=card(action_reading.one(viewer, action), now, viewer.zone),
        meeting=meeting,
        meeting_when=on_day(meeting.starts_at, meeting.ends_at, now, viewer.zone) if meeting else "",
    )


@bp.route("/actions/<id:action_id>/change", methods=["GET", "POST"])
@members
def change_action(action_id: int) -> ResponseReturnValue:
    """Say what I offered in other words, or by another day."""
    viewer, now = get_viewer(), clock.now()
    action = fetch(Action, action_id, is_mine)
    form, ok = ChangeForm.sent(what=action.what, by_day=action.by_day, help_wanted=action.help_wanted)
    if not (form.fits(clock.today(viewer.zone), action.by_day) and ok):
        return form_page("meetings/actions_change.html", form, action=action)
    try:
        action_acts.change(action, viewer.person_id, form.words(), now)
        flash(_("Kept."))
    except action_acts.WordsStand:
        form.what.errors = [_("These words stand in an accepted record, so they stay. The day can change.")]
        return form_page("meetings/actions_change.html", form, action=action)
    except NotNow as reason:
        flash(why_words(reason, is_mine=False))
    return redirect(url_for(".action", action_id=action.id), 303)
