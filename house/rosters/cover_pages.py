"""Buttons of cover: I can't make it, I'll take it, not this time, ask around, not here yet."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from house import clock
from house.guard import coordinators, members, workers
from house.rosters import covering
from house.rosters.access import may_answer, may_be_found_cover, may_plan, may_take
from house.rosters.acts import NotAWorkerHere, ShiftMoved, ShiftOver, ShiftOverlap
from house.rosters.asking import Asked
from house.rosters.asking import ask_around as ask_a_few
from house.rosters.blueprint import bp
from house.rosters.finding_words import finding_words
from house.rosters.models import Shift, ShiftStatus
from house.rosters.waiting import NOW_OR_NEVER
from house.rosters.words import when_words
from house.viewer import Viewer, get_viewer
from house.web import fetch
from house.when.span import Span


@bp.post("/shifts/<id:shift_id>/cant-make-it")
@workers
def cant_make_it(shift_id: int) -> ResponseReturnValue:
    """I can't be there; no reason is asked."""
    viewer, now = get_viewer(), clock.now()
    shift = fetch(Shift, shift_id, may_answer)
    try:
        asked = covering.cant_make_it(shift, viewer.person_id, now)
        flash(_thanks(asked))
    except (ShiftMoved, ShiftOver):
        _say_it_changed()
    return redirect(url_for(".mine"), 303)


def _thanks(asked: Asked) -> str:
    if asked.now:
        return str(_("Thanks for saying so. The shift is open, and others are asked now."))
    if asked.later:
        return str(_("Thanks for saying so. The shift is open. Others are asked when their quiet hours end."))
    return str(_("Thanks for saying so. The shift is open, and coordinators see it."))


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
    asked = covering.not_this_time(shift, viewer.person_id, clock.now())
    flash(_("That’s fine. Somebody else is asked.") if asked.anybody else _("That’s fine. Thank you for saying so."))
    return redirect(url_for(".mine"), 303)


@bp.post("/shifts/<id:shift_id>/ask-around")
@coordinators
def ask_around(shift_id: int) -> ResponseReturnValue:
    """Ask a few workers who could take an open shift."""
    shift, now = fetch(Shift, shift_id, may_plan), clock.now()
    if shift.status is not ShiftStatus.open or shift.ends_at <= now:
        _say_it_changed()
        return redirect(url_for(".shift", shift_id=shift_id), 303)
    _say_asked(ask_a_few(shift, now))
    if shift.starts_at < now + NOW_OR_NEVER:
        flash(_("It begins soon, so whoever is on call sees it on their page Today, too."))
    return redirect(url_for(".shift", shift_id=shift_id), 303)


def _say_asked(asked: Asked) -> None:
    """How many are asked, and who is left in peace."""
    if not asked.anybody:
        flash(_("There is nobody more to ask who is free and has nothing to look at. You can give it to somebody."))
    if asked.now:
        flash(ngettext("%(num)d worker is asked now.", "%(num)d workers are asked now.", asked.now))
    if asked.later:
        words = ngettext(
            "%(num)d worker is asked when their quiet hours end.",
            "%(num)d workers are asked when their quiet hours end.",
            asked.later,
        )
        flash(words)


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
