"""Pages of how shifts changed after they were published: lately, in some days of the roster, and of one shift."""

from datetime import datetime
from itertools import groupby

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import coordinators, members, workers
from house.rosters.access import may_see
from house.rosters.altering import mark_seen
from house.rosters.blueprint import bp
from house.rosters.change_words import ChangeLine, full_line, house_line
from house.rosters.changes import ShiftChange, changes_lately, changes_of_shift, changes_within
from house.rosters.checking import days_window
from house.rosters.drafting import may_plan_period
from house.rosters.models import Shift
from house.rosters.period_models import RosterPeriod
from house.rosters.period_page import period_title
from house.rosters.words import sentence, when_words
from house.viewer import Viewer, get_viewer
from house.web import fetch
from house.when.span import Span


@bp.get("/changes")
@members
def changes() -> ResponseReturnValue:
    """What has changed lately of who is here when."""
    viewer, now = get_viewer(), clock.now()
    lines = [house_line(each, viewer, now) for each in changes_lately(viewer, now)]
    return render_template("rosters/changes.html", lines=lines)


@bp.get("/periods/<id:period_id>/changes")
@coordinators
def period_changes(period_id: int) -> ResponseReturnValue:
    """How each shift of a period changed since it was published, and who was told."""
    viewer, now = get_viewer(), clock.now()
    period = fetch(RosterPeriod, period_id, may_plan_period)
    window = days_window(period.first_day, period.last_day, viewer.zone)
    shifts = _by_shift(changes_within(viewer.house_id, window), viewer, now)
    return render_template("rosters/period_changes.html", period=period, title=period_title(period), shifts=shifts)


def _by_shift(found: list[ShiftChange], viewer: Viewer, now: datetime) -> list[tuple[str, list[ChangeLine]]]:
    """Each shift by when it is now, in that order, with its changes, the newest first."""
    newest = {each.shift_id: each.span_after for each in reversed(found)}
    ordered = sorted(found, key=lambda each: (newest[each.shift_id], each.shift_id))
    return [
        (_when(newest[shift_id], viewer, now), [full_line(each, viewer, now) for each in changed])
        for shift_id, changed in groupby(ordered, key=lambda each: each.shift_id)
    ]


def _when(span: Span, viewer: Viewer, now: datetime) -> str:
    return sentence(when_words(span, now, viewer.zone))


@bp.get("/shifts/<id:shift_id>/changes")
@members
def shift_changes(shift_id: int) -> ResponseReturnValue:
    """How one shift changed: in full for coordinators and whom it is about, and for the house as who is here."""
    viewer, now = get_viewer(), clock.now()
    shift = fetch(Shift, shift_id, may_see)
    found = changes_of_shift(viewer.house_id, shift_id)
    lines = [(full_line if _reads_all(viewer, each) else house_line)(each, viewer, now) for each in found]
    waits = any(each.person_id == viewer.person_id and not each.saw_at for change in found for each in change.told)
    when = _when(Span(shift.starts_at, shift.ends_at), viewer, now)
    return render_template(
        "rosters/shift_changes.html", shift=shift, when=when, lines=lines, may_see=waits and viewer.is_worker
    )


def _reads_all(viewer: Viewer, change: ShiftChange) -> bool:
    """A worker reads all of a change that is about them; what is somebody else's is not theirs."""
    about = {each.person_id for each in (change.before, change.after) if each}
    return viewer.is_coordinator or (viewer.is_worker and viewer.person_id in about)


@bp.post("/shifts/<id:shift_id>/changes/seen")
@workers
def changes_seen(shift_id: int) -> ResponseReturnValue:
    """I have seen how my shift changed."""
    viewer = get_viewer()
    mark_seen(fetch(Shift, shift_id, may_see), viewer.person_id, clock.now())
    flash(_("Noted. Coordinators see that you know."))
    return redirect(url_for(".shift_changes", shift_id=shift_id), 303)
