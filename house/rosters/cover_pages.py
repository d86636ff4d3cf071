"""Buttons of cover: I can't make it, I'll take it, not this time, ask around, not here yet."""

import sqlalchemy as sa
from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import BooleanField

from house import clock
from house.db import db
from house.forms import BaseForm
from house.guard import coordinators, members, workers
from house.rosters import covering
from house.rosters.access import may_answer, may_be_found_cover, may_plan, may_take
from house.rosters.acts import NotAWorkerHere, ShiftMoved, ShiftOver, ShiftOverlap
from house.rosters.blueprint import bp
from house.rosters.cover_models import RosterWish
from house.rosters.finding_words import finding_words
from house.rosters.models import Shift, ShiftStatus
from house.rosters.words import when_words
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page
from house.when.span import Span


@bp.post("/shifts/<id:shift_id>/cant-make-it")
@workers
def cant_make_it(shift_id: int) -> ResponseReturnValue:
    """I can't be there; no reason is asked."""
    viewer, now = get_viewer(), clock.now()
    shift = fetch(Shift, shift_id, may_answer)
    try:
        covering.cant_make_it(shift, viewer.person_id, now)
        flash(_("Thanks for saying so. The shift is open, and others are asked now."))
    except (ShiftMoved, ShiftOver):
        _say_it_changed()
    return redirect(url_for(".mine"), 303)


def _say_it_changed() -> None:
    flash(_("That shift has changed in the meantime. Here is how it stands."), "trouble")


@bp.post("/shifts/<id:shift_id>/take")
@workers
def take(shift_id: int) -> ResponseReturnValue:
    """I'll be there."""
    viewer, now = get_viewer(), clock.now()
    shift = fetch(Shift, shift_id, may_take)
    when = when_words(Span(shift.starts_at, shift.ends_at), now, viewer.zone)
    try:
        covering.take(shift, viewer.person_id, now)
        flash(_("It’s yours: %(when)s. Thank you. Everyone sees it now.", when=when))
    except covering.HasFindings as trouble:
        for each in trouble.found:
            flash(finding_words(each, viewer.zone), "trouble")
        flash(_("Ask a coordinator about it. They can give you this shift."), "trouble")
    except ShiftOverlap as trouble:
        _say_overlap(trouble, viewer)
    except (ShiftMoved, ShiftOver, NotAWorkerHere):
        flash(_("Somebody was first, or it has changed. Thank you for offering."), "trouble")
    return redirect(url_for(".shift", shift_id=shift_id), 303)


def _say_overlap(trouble: ShiftOverlap, viewer: Viewer) -> None:
    other = when_words(trouble.other, clock.now(), viewer.zone)
    flash(_("You have another shift then: %(other)s.", other=other), "trouble")


@bp.post("/shifts/<id:shift_id>/not-this-time")
@workers
def not_this_time(shift_id: int) -> ResponseReturnValue:
    """I was asked, and can't; nobody is told."""
    viewer = get_viewer()
    shift = fetch(Shift, shift_id, may_take)
    covering.not_this_time(shift, viewer.person_id, clock.now())
    flash(_("That’s fine. Somebody else is asked."))
    return redirect(url_for(".mine"), 303)


@bp.post("/shifts/<id:shift_id>/ask-around")
@coordinators
def ask_around(shift_id: int) -> ResponseReturnValue:
    """Ask a few workers who could take an open shift."""
    shift, now = fetch(Shift, shift_id, may_plan), clock.now()
    if shift.status is not ShiftStatus.open or shift.ends_at <= now:
        _say_it_changed()
        return redirect(url_for(".shift", shift_id=shift_id), 303)
    asked = covering.ask_around(shift, now)
    none = _("There is nobody more to ask who is free and has nothing to look at. You can give it to somebody.")
    flash(ngettext("%(num)d worker is asked now.", "%(num)d workers are asked now.", asked) if asked else none)
    return redirect(url_for(".shift", shift_id=shift_id), 303)


@bp.post("/shifts/<id:shift_id>/not-here-yet")
@members
def not_here_yet(shift_id: int) -> ResponseReturnValue:
    """Nobody has come so far: find cover. Who said so is kept nowhere."""
    shift = fetch(Shift, shift_id, may_be_found_cover)
    try:
        covering.not_here_yet(shift, clock.now())
        flash(_("Cover is being found. If you need somebody now, see who is on call."))
    except ShiftMoved:
        _say_it_changed()
    return redirect(url_for("home.today"), 303)


@bp.post("/shifts/<id:shift_id>/here-after-all")
@members
def here_after_all(shift_id: int) -> ResponseReturnValue:
    """They are here."""
    covering.here_after_all(fetch(Shift, shift_id, may_be_found_cover), clock.now())
    flash(_("Good. Everyone sees that they are here."))
    return redirect(url_for("home.today"), 303)


class WishForm(BaseForm):
    """What a worker likes to be asked for."""

    is_asked = BooleanField(_("Ask me when a shift has nobody"))
    for_nights = BooleanField(_("Ask me for nights too"))


@bp.route("/wishes", methods=["GET", "POST"])
@workers
def wishes() -> ResponseReturnValue:
    """What I like to be asked for."""
    viewer = get_viewer()
    kept = sa.select(RosterWish).where(RosterWish.house_id == viewer.house_id, RosterWish.person_id == viewer.person_id)
    own = db.session.scalars(kept).one_or_none()
    start = {"is_asked": own.is_asked if own else True, "for_nights": own.is_asked_for_nights if own else True}
    form, ok = WishForm.sent(**start)
    if not ok:
        return form_page("rosters/wishes.html", form)
    covering.set_wish(viewer.house_id, viewer.person_id, form.is_asked.data, form.for_nights.data, clock.now())
    flash(_("Kept. You can change it at any time."))
    return redirect(url_for(".mine"), 303)
