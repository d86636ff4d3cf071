"""The page on which a coordinator changes a shift; of two who do so at once, the other keeps what they typed."""

from datetime import datetime

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import coordinators
from house.rosters import acts
from house.rosters.access import may_plan
from house.rosters.blueprint import bp
from house.rosters.changing import change_shift
from house.rosters.forms import KIND_HINTS
from house.rosters.models import Shift, ShiftStatus
from house.rosters.period_forms import ChangeForm
from house.rosters.plan import PlanTrouble, laid_out
from house.rosters.planning import as_typed
from house.rosters.reading import SeenShift, get_shift, workers_here
from house.rosters.saying import explain_plan, why_not
from house.rosters.words import when_words
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page
from house.when.span import Span, to_local


@bp.route("/shifts/<id:shift_id>/change", methods=["GET", "POST"])
@coordinators
def change(shift_id: int) -> ResponseReturnValue:
    """Change a shift's day, times or worker."""
    viewer, now = get_viewer(), clock.now()
    shift = fetch(Shift, shift_id, may_plan)
    if shift.status is ShiftStatus.called_off or shift.ends_at <= now:
        flash(_("That shift is over or called off, so it stays as it was."), "trouble")
        return redirect(url_for(".shift", shift_id=shift_id), 303)
    seen = get_shift(viewer.house_id, shift_id)
    workers, today = workers_here(viewer.house_id, now), to_local(now, viewer.zone).date()
    start = {**as_typed(seen, viewer), "seen": str(seen.sequence)}
    form, ok = ChangeForm.sent(workers=workers, today=min(today, start["day"]), **start)
    if ok and _changed(form, shift, viewer, now):
        return redirect(url_for(".shift", shift_id=shift_id), 303)
    return form_page("rosters/change.html", form, shift=seen, kind_hints=KIND_HINTS)


def _changed(form: ChangeForm, shift: Shift, viewer: Viewer, now: datetime) -> bool:
    """Whether it is as the form says now; otherwise the reason stands beside its field."""
    plan = form.plan()
    try:
        change_shift(shift, plan, form.seen_sequence, viewer.person_id, now)
    except PlanTrouble as trouble:
        explain_plan(form, trouble)
        return False
    except acts.ShiftOver:
        form.day.errors = [_("That time has passed. Choose a later one.")]
        return False
    except acts.ShiftMoved:
        _say_how_it_stands(form, shift, viewer, now)
        return False
    except (acts.NotAWorkerHere, acts.ShiftOverlap) as trouble:
        parts = laid_out(plan, viewer.zone)
        whole = Span(parts[0].span.start, parts[-1].span.end)
        form.worker.errors = [why_not(trouble, form.name, whole, now, viewer.zone)]
        return False
    flash(_told(form, shift))
    return True


def _told(form: ChangeForm, shift: Shift) -> str:
    if shift.status is ShiftStatus.draft:
        return str(_("Changed in the draft."))
    if shift.status is ShiftStatus.given:
        return str(_("Changed. We ask %(name)s for a yes.", name=form.name))
    return str(_("Changed. Everyone sees it now."))


def _say_how_it_stands(form: ChangeForm, shift: Shift, viewer: Viewer, now: datetime) -> None:
    stands = get_shift(viewer.house_id, shift.id)
    words = _(
        "Somebody else changed this shift meanwhile. It is now: %(who)s, %(when)s. "
        "What you typed is still here; send it again to make it so.",
        who=stands.name or _("nobody yet"),
        when=_when(stands, viewer, now),
    )
    form.seen.errors = [words]
    form.seen.data = str(stands.sequence)


def _when(shift: SeenShift, viewer: Viewer, now: datetime) -> str:
    return when_words(Span(shift.starts_at, shift.ends_at), now, viewer.zone)
