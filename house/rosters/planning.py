"""The pages of rosters for coordinators: add a shift, find somebody for an open one, call one off."""

from datetime import date, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import coordinators
from house.rosters import acts
from house.rosters.access import may_note_yes, may_plan
from house.rosters.blueprint import bp
from house.rosters.forms import KIND_HINTS, NOBODY, GiveForm, ShiftForm
from house.rosters.models import Shift, ShiftStatus
from house.rosters.periods import put_on_roster
from house.rosters.plan import PlanTrouble, laid_out
from house.rosters.reading import SeenShift, get_shift, workers_here
from house.rosters.saying import clock_notes, explain_plan, kept, why_not
from house.rosters.words import sentence, when_words
from house.viewer import Viewer, get_viewer
from house.web import fetch, find, form_page
from house.when.span import DAY, Span, to_local


@bp.route("/shifts/new", methods=["GET", "POST"])
@coordinators
def new_shift() -> ResponseReturnValue:
    """Put a shift on the roster, given to somebody or open; `like` starts from another one, a day later."""
    viewer, now = get_viewer(), clock.now()
    workers, today = workers_here(viewer.house_id, now), to_local(now, viewer.zone).date()
    form, ok = ShiftForm.sent(workers=workers, today=today, **_start(viewer, today))
    if ok and (shift := _given(form, viewer, now)):
        wants_another = "another" in request.form
        return redirect(url_for(".new_shift", like=shift.id) if wants_another else url_for(".index"), 303)
    return form_page("rosters/new_shift.html", form, kind_hints=KIND_HINTS)


def _start(viewer: Viewer, today: date) -> dict[str, Any]:
    like = find(Shift, request.args.get("like", 0, type=int), viewer.house_id) if request.method == "GET" else None
    if like is None:
        return {"day": _asked_day() or today}
    shift = get_shift(viewer.house_id, like.id)
    return {**as_typed(shift, viewer), "day": to_local(shift.starts_at, viewer.zone).date() + DAY}


def _asked_day() -> date | None:
    try:
        return date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return None


def as_typed(shift: SeenShift, viewer: Viewer) -> dict[str, Any]:
    """What the form of a shift holds for one that is there."""
    starts, ends = to_local(shift.starts_at, viewer.zone), to_local(shift.ends_at, viewer.zone)
    start: dict[str, Any] = {
        "worker": str(shift.worker_id or NOBODY),
        "kind": shift.kind.value,
        "day": starts.date(),
        "from_time": starts.time(),
        "to_time": ends.time(),
        "visible_label": shift.label,
    }
    if shift.asleep:
        start["asleep_from"] = to_local(shift.asleep[0].start, viewer.zone).time()
        start["asleep_to"] = to_local(shift.asleep[-1].end, viewer.zone).time()
    return start


def _given(form: ShiftForm, viewer: Viewer, now: datetime) -> Shift | None:
    """The new shift; None where it can't be, with the reason beside its field."""
    plan = form.plan()
    try:
        parts = laid_out(plan, viewer.zone)
        whole = Span(parts[0].span.start, parts[-1].span.end)
        shift = put_on_roster(viewer.house_id, viewer.person_id, plan, now)
    except PlanTrouble as trouble:
        explain_plan(form, trouble)
        return None
    except acts.ShiftOver:
        form.day.errors = [_("That time has passed. Choose a later one.")]
        return None
    except (acts.NotAWorkerHere, acts.ShiftOverlap) as trouble:
        form.worker.errors = [why_not(trouble, form.name, whole, now, viewer.zone)]
        return None
    when = when_words(whole, now, viewer.zone)
    is_draft = shift.status is ShiftStatus.draft
    flash(_("In the draft: %(when)s.", when=when) if is_draft else kept(form.name if plan.worker_id else "", when))
    for note in clock_notes(parts, viewer.zone):
        flash(note)
    return shift


@bp.route("/shifts/<id:shift_id>/give", methods=["GET", "POST"])
@coordinators
def give(shift_id: int) -> ResponseReturnValue:
    """Give an open shift to somebody."""
    viewer, now = get_viewer(), clock.now()
    shift = fetch(Shift, shift_id, may_plan)
    whole = Span(shift.starts_at, shift.ends_at)
    form, ok = GiveForm.sent(workers=workers_here(viewer.house_id, now))
    if shift.status is not ShiftStatus.open or shift.ends_at <= now:
        return _has_changed(shift)
    if ok:
        try:
            acts.give_to(shift, int(form.worker.data), viewer.person_id, now)
            flash(kept(form.name, when_words(whole, now, viewer.zone)))
            return redirect(url_for(".index"), 303)
        except (acts.NotAWorkerHere, acts.ShiftOverlap) as trouble:
            form.worker.errors = [why_not(trouble, form.name, whole, now, viewer.zone)]
        except (acts.ShiftMoved, acts.ShiftOver):
            return _has_changed(shift)
    return form_page("rosters/give.html", form, shift=shift, when=sentence(when_words(whole, now, viewer.zone)))


@bp.post("/shifts/<id:shift_id>/they-said-yes")
@coordinators
def they_said_yes(shift_id: int) -> ResponseReturnValue:
    """Note the yes of somebody who does not sign in."""
    viewer, now = get_viewer(), clock.now()
    shift = fetch(Shift, shift_id, may_note_yes)
    try:
        acts.confirm(shift, now, noted_by_id=viewer.person_id)
        flash(_("Noted: %(name)s said yes.", name=get_shift(viewer.house_id, shift_id).name))
    except acts.ShiftOverlap:
        # Where else they are is theirs to know, and not this coordinator's.
        flash(_("They can’t be here the whole time. Ask them about it."), "trouble")
    except (acts.ShiftMoved, acts.ShiftOver):
        return _has_changed(shift)
    return redirect(url_for(".shift", shift_id=shift.id), 303)


@bp.route("/shifts/<id:shift_id>/call-off", methods=["GET", "POST"])
@coordinators
def call_off(shift_id: int) -> ResponseReturnValue:
    """Call a shift off; no reason is asked."""
    viewer, now = get_viewer(), clock.now()
    shift = fetch(Shift, shift_id, may_plan)
    when = when_words(Span(shift.starts_at, shift.ends_at), now, viewer.zone)
    if shift.status is ShiftStatus.called_off or shift.ends_at <= now:
        return _has_changed(shift)
    if request.method == "GET":
        seen = get_shift(viewer.house_id, shift_id)
        return render_template("rosters/call_off.html", shift=seen, when=sentence(when))
    try:
        acts.call_off(shift, viewer.person_id, now)
    except (acts.ShiftMoved, acts.ShiftOver):
        return _has_changed(shift)
    flash(_("Called off: %(when)s. Calendars will show it.", when=when))
    return redirect(url_for(".index"), 303)


def _has_changed(shift: Shift) -> ResponseReturnValue:
    flash(_("That shift has changed in the meantime. Here is how it stands."), "trouble")
    return redirect(url_for(".shift", shift_id=shift.id), 303)
