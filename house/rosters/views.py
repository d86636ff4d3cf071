"""The pages of rosters for everyone: two weeks, one shift, a worker's yes, how people reach me."""

from dataclasses import asdict
from datetime import datetime, timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import members, workers
from house.rosters import (
    acts,
    agreement_pages,
    called_pages,
    change_pages,
    changing_pages,
    cover_pages,
    drafting,
    handover_pages,
    own_pages,
    planning,
    profiles,
    sheet_pages,
    swap_pages,
    week_page,
    wish_pages,
)
from house.rosters.access import may_answer, may_see
from house.rosters.blueprint import bp
from house.rosters.entries import MINE
from house.rosters.forms import ProfileForm
from house.rosters.fortnight import fortnight
from house.rosters.models import WITH_SOMEONE, Shift, ShiftStatus
from house.rosters.reach import ways
from house.rosters.reading import Profile, SeenShift, get_profile, get_shift
from house.rosters.words import sentence, special_words, when_words
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page
from house.when.span import Span
from house.when.words import soon_words, until_words

__all__ = [
    "agreement_pages",
    "bp",
    "called_pages",
    "change_pages",
    "changing_pages",
    "cover_pages",
    "drafting",
    "handover_pages",
    "own_pages",
    "planning",
    "sheet_pages",
    "swap_pages",
    "week_page",
    "wish_pages",
]
SOON = timedelta(hours=12)  # before it, the day says enough


@bp.get("")
@members
def index() -> ResponseReturnValue:
    """Who is here now, and in the next two weeks."""
    here, days = fortnight(get_viewer(), clock.now())
    return render_template("rosters/index.html", here=here, days=days)


@bp.get("/shifts/<id:shift_id>")
@members
def shift(shift_id: int) -> ResponseReturnValue:
    """One shift: who, when, how to reach them."""
    viewer, now = get_viewer(), clock.now()
    fetch(Shift, shift_id, may_see)
    seen = get_shift(viewer.house_id, shift_id)
    is_ahead = seen.ends_at > now and seen.status is not ShiftStatus.called_off
    is_mine = seen.worker_id == viewer.person_id and viewer.is_worker
    return render_template(
        "rosters/shift.html",
        shift=seen,
        when=sentence(when_words(Span(seen.starts_at, seen.ends_at), now, viewer.zone)),
        soon=_soon(seen, now, viewer),
        more=special_words(seen, viewer.zone),
        reach=ways(seen.reach_by, _("Call {number}")) if is_ahead else (),
        profile=get_profile(viewer.house_id, seen.worker_id) if is_ahead and seen.worker_id else Profile(),
        is_called_off=seen.status is ShiftStatus.called_off,
        was_altered=seen.altered_at is not None,
        waits_for_me=is_ahead and is_mine and seen.status is ShiftStatus.given,
        waits_for_them=is_ahead and not is_mine and viewer.is_coordinator and seen.status is ShiftStatus.given,
        may_note_yes=viewer.is_coordinator and seen.worker_id is not None and not seen.has_account,
        in_my_calendar=is_mine and seen.ends_at > now and seen.status in MINE,
        said_yes=is_mine and seen.status is ShiftStatus.confirmed,
        may_give=is_ahead and viewer.is_coordinator and seen.status is ShiftStatus.open,
        may_call_off=is_ahead and viewer.is_coordinator,
        **_cover(seen, viewer, is_ahead, seen.starts_at <= now),
    )


def _cover(seen: SeenShift, viewer: Viewer, is_ahead: bool, has_begun: bool) -> dict[str, bool]:
    """Which buttons of cover stand on the page of a shift."""
    is_mine = seen.worker_id == viewer.person_id and viewer.is_worker
    has_somebody = is_ahead and seen.status in WITH_SOMEONE
    is_open = is_ahead and seen.status is ShiftStatus.open
    is_sought = has_somebody and seen.sought_at is not None
    return {
        "may_say_cant": has_somebody and is_mine,
        "may_note_call": is_mine and has_begun and _can_be_called(seen),
        "may_swap": has_somebody and is_mine and not has_begun,
        "may_take": viewer.is_worker and not is_mine and (is_open or is_sought),
        "may_ask_around": viewer.is_coordinator and is_open,
        "may_say_not_here": has_somebody and has_begun and not is_mine and not is_sought,
        "is_sought": is_sought,
    }


def _can_be_called(seen: SeenShift) -> bool:
    return seen.status in WITH_SOMEONE and (seen.is_on_call or bool(seen.asleep))


def _soon(seen: SeenShift, now: datetime, viewer: Viewer) -> str:
    if seen.ends_at <= now:
        return str(_("This shift is over."))
    if seen.starts_at <= now:
        return str(_("On now, %(until)s", until=until_words(seen.ends_at, now, viewer.zone)))
    is_soon = seen.starts_at - now <= SOON
    return str(_("Starts %(soon)s", soon=soon_words(seen.starts_at, now, viewer.zone))) if is_soon else ""


@bp.post("/shifts/<id:shift_id>/confirm")
@workers
def confirm(shift_id: int) -> ResponseReturnValue:
    """Say yes to a shift I was given."""
    viewer, now = get_viewer(), clock.now()
    shift = fetch(Shift, shift_id, may_answer)
    when = when_words(Span(shift.starts_at, shift.ends_at), now, viewer.zone)
    try:
        acts.confirm(shift, now)
        flash(_("You said yes: %(when)s. Thank you.", when=when))
    except acts.ShiftOverlap as overlap:
        other = when_words(overlap.other, now, viewer.zone)
        flash(
            _("You said yes in another house already: %(other)s. Tell a coordinator of one of them.", other=other),
            "trouble",
        )
    except acts.ShiftOver:
        flash(_("That shift is over, so it stays as it was."), "trouble")
    except acts.ShiftMoved:
        flash(_("That shift has changed in the meantime. Here is how it stands."), "trouble")
    return redirect(url_for(".index"), 303)


@bp.route("/me", methods=["GET", "POST"])
@workers
def me() -> ResponseReturnValue:
    """How people reach me, how I support, and what else I tell the house of myself."""
    viewer = get_viewer()
    form, ok = ProfileForm.sent(**asdict(get_profile(viewer.house_id, viewer.person_id)))
    if not ok:
        return form_page("rosters/me.html", form)
    profiles.set_profile(viewer.house_id, viewer.person_id, form.profile(), clock.now())
    flash(_("Kept. The house sees this while you work here."))
    return redirect(url_for(".index"), 303)
