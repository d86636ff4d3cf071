"""Pages of swaps: choose whose shift I would take for mine, answer when asked, and a coordinator's yes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import RadioField

from house import clock
from house.db import db
from house.forms import BaseForm
from house.guard import coordinators, members, workers
from house.rosters import swapping
from house.rosters.access import may_answer
from house.rosters.acts import NotAWorkerHere, ShiftMoved, ShiftOverlap
from house.rosters.blueprint import bp
from house.rosters.cover_models import ShiftSwap, SwapStanding
from house.rosters.models import WITH_SOMEONE, Shift
from house.rosters.period_page import finding_line
from house.rosters.reading import SeenShift, get_shift, shifts_within
from house.rosters.swapping import LIVE
from house.rosters.words import sentence, special_words, when_words
from house.viewer import Viewer, get_viewer
from house.web import fetch, find, form_page, id_in
from house.when.span import Span

AHEAD, MOST_SHOWN = timedelta(weeks=4), 30


def may_see_swap(viewer: Viewer, swap: ShiftSwap) -> bool:
    """A swap is its two workers', and the coordinators' who may have to decide; nobody else's."""
    return viewer.is_coordinator or (viewer.is_worker and viewer.person_id in (swap.asked_by_id, swap.asked_id))


def may_agree(viewer: Viewer, swap: ShiftSwap) -> bool:
    """Whoever was asked answers."""
    return viewer.is_worker and viewer.person_id == swap.asked_id


def may_allow(viewer: Viewer, swap: ShiftSwap) -> bool:
    """A coordinator says yes where the checks find something; never to a swap of their own."""
    return viewer.is_coordinator and viewer.person_id not in (swap.asked_by_id, swap.asked_id)


class SwapForm(BaseForm):
    """Which shift I would take for mine."""

    other = RadioField(_("Whose shift would you take for it?"), validate_choice=False)


@bp.route("/shifts/<id:shift_id>/swap", methods=["GET", "POST"])
@workers
def ask_swap(shift_id: int) -> ResponseReturnValue:
    """Ask somebody to swap a shift of mine for one of theirs."""
    viewer, now = get_viewer(), clock.now()
    shift = fetch(Shift, shift_id, may_answer)
    form = SwapForm.from_request()
    lines = {str(each.id): _line(each, viewer, now) for each in _others(viewer, now)}
    form.other.choices = list(lines.items())
    if form.was_sent():
        other = find(Shift, id_in(form.other.data or "") or 0, viewer.house_id)
        if other is not None and str(other.id) in lines:
            return _asked(shift, other, viewer, now)
        form.other.errors = [_("Choose one of the shifts.")]
    when = sentence(_when(get_shift(viewer.house_id, shift_id), viewer, now))
    return form_page("rosters/ask_swap.html", form, shift=shift, when=when)


def _others(viewer: Viewer, now: datetime) -> list[SeenShift]:
    theirs = sa.and_(Shift.worker_id != viewer.person_id, Shift.status.in_(WITH_SOMEONE), Shift.starts_at > now)
    seen = shifts_within(viewer.house_id, Span(now, now + AHEAD), theirs)
    return [each for each in seen if each.worker_id is not None][:MOST_SHOWN]


def _line(shift: SeenShift, viewer: Viewer, now: datetime) -> str:
    more = special_words(shift, viewer.zone)
    return " · ".join(filter(None, [f"{shift.name}: {_when(shift, viewer, now)}", more]))


def _when(shift: SeenShift, viewer: Viewer, now: datetime) -> str:
    return when_words(Span(shift.starts_at, shift.ends_at), now, viewer.zone)


def _asked(shift: Shift, other: Shift, viewer: Viewer, now: datetime) -> ResponseReturnValue:
    try:
        swap = swapping.ask_swap(shift, other, viewer.person_id, now)
    except ShiftMoved:
        _say_it_changed()
        return redirect(url_for(".mine"), 303)
    flash(_("Asked. You keep your shift until they say yes."))
    return redirect(url_for(".swap", swap_id=swap.id), 303)


def _say_it_changed() -> None:
    flash(_("One of the two shifts has changed in the meantime, so both stay as they are."), "trouble")


@dataclass(frozen=True, slots=True)
class SwapPage:
    """A swap, as its page shows it."""

    one: str
    other: str
    standing: str
    may_agree: bool
    may_allow: bool
    may_let_go: bool


@bp.get("/swaps/<id:swap_id>")
@members
def swap(swap_id: int) -> ResponseReturnValue:
    """One swap: both shifts, and what the checks say of it."""
    viewer, now = get_viewer(), clock.now()
    asked = fetch(ShiftSwap, swap_id, may_see_swap)
    one, other = (get_shift(viewer.house_id, each) for each in (asked.shift_id, asked.other_shift_id))
    is_live = asked.standing in LIVE
    page = SwapPage(
        one=_line(one, viewer, now),
        other=_line(other, viewer, now),
        standing=_standing(asked.standing),
        may_agree=asked.standing is SwapStanding.asked and may_agree(viewer, asked),
        may_allow=asked.standing is SwapStanding.waits and may_allow(viewer, asked),
        may_let_go=is_live,
    )
    found = swapping.found_for(asked) if is_live and (viewer.is_coordinator or viewer.is_worker) else []
    own = [each for each in found if viewer.is_coordinator or each.worker_id == viewer.person_id]
    return render_template("rosters/swap.html", page=page, swap=asked, found=[finding_line(e, viewer) for e in own])


def _standing(standing: SwapStanding) -> str:
    return {
        SwapStanding.asked: _("waiting for an answer"),
        SwapStanding.waits: _("both said yes, a coordinator is asked"),
        SwapStanding.done: _("swapped"),
        SwapStanding.let_go: _("let go: both keep theirs"),
    }[standing]


@bp.get("/swaps")
@coordinators
def swaps() -> ResponseReturnValue:
    """The swaps that wait for a coordinator's yes."""
    viewer, now = get_viewer(), clock.now()
    own = sa.select(ShiftSwap.id, ShiftSwap.shift_id).where(ShiftSwap.house_id == viewer.house_id)
    waits = own.where(ShiftSwap.standing == SwapStanding.waits).order_by(ShiftSwap.asked_at)
    ids = {shift_id: swap_id for swap_id, shift_id in db.session.execute(waits)}
    seen = shifts_within(viewer.house_id, Span(now, now + AHEAD), Shift.id.in_(ids))
    return render_template("rosters/swaps.html", lines=[(ids[each.id], _line(each, viewer, now)) for each in seen])


@bp.post("/swaps/<id:swap_id>/agree")
@workers
def agree_to_swap(swap_id: int) -> ResponseReturnValue:
    """Yes, I'll swap."""
    asked = fetch(ShiftSwap, swap_id, may_agree)
    try:
        standing = swapping.agree(asked, clock.now())
        done = _("Swapped. Everyone sees it now.")
        flash(done if standing is SwapStanding.done else _("Thanks. A coordinator has a look first."))
    except (ShiftMoved, NotAWorkerHere, ShiftOverlap):
        _say_it_changed()
    return redirect(url_for(".swap", swap_id=swap_id), 303)


@bp.post("/swaps/<id:swap_id>/allow")
@coordinators
def allow_swap(swap_id: int) -> ResponseReturnValue:
    """A coordinator's yes."""
    asked = fetch(ShiftSwap, swap_id, may_allow)
    try:
        swapping.allow(asked, get_viewer().person_id, clock.now())
        flash(_("Swapped. Everyone sees it now."))
    except (ShiftMoved, NotAWorkerHere, ShiftOverlap):
        _say_it_changed()
    return redirect(url_for(".swap", swap_id=swap_id), 303)


@bp.post("/swaps/<id:swap_id>/let-go")
@members
def let_swap_go(swap_id: int) -> ResponseReturnValue:
    """It won't be; no reason is asked."""
    asked = fetch(ShiftSwap, swap_id, may_see_swap)
    try:
        swapping.let_go(asked, clock.now())
        flash(_("Let go. Both keep their shifts."))
    except ShiftMoved:
        _say_it_changed()
    return redirect(url_for(".swap", swap_id=swap_id), 303)
