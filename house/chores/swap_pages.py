"""The pages of swaps: ask somebody, and the answers."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.chores import swapping
from house.chores.access import may_answer_swap, may_have, may_withdraw_swap
from house.chores.between import Swap
from house.chores.blueprint import bp
from house.chores.models import Turn
from house.chores.pool import residents_here
from house.chores.saying import name_of
from house.chores.steps import NotYours
from house.chores.swapping import Answered, AskedAlready, Lapsed
from house.chores.turn_forms import NOTHING, SwapForm
from house.chores.turn_reading import turns_of_others
from house.db import db
from house.guard import residents
from house.viewer import get_viewer
from house.web import fetch, form_page


@bp.route("/turns/<id:turn_id>/swap", methods=["GET", "POST"])
@residents
def ask_swap(turn_id: int) -> ResponseReturnValue:
    """Ask somebody to take my turn."""
    viewer, now = get_viewer(), clock.now()
    turn = fetch(Turn, turn_id, may_have)
    others = [each for each in residents_here(viewer.house_id, now) if each[0] != viewer.person_id]
    theirs = turns_of_others(viewer, clock.today(viewer.zone))
    form = SwapForm.from_request()
    form.offer(others, [(turn_id, words) for turn_id, _person, words in theirs])
    if form.was_sent() and form.validate() and _fits(form, {turn_id: person for turn_id, person, _words in theirs}):
        return _ask(turn, form)
    return form_page("chores/swap.html", form, turn_id=turn.id, chore=name_of(turn))


def _fits(form: SwapForm, whose: dict[int, int]) -> bool:
    if form.for_turn.data != NOTHING and str(whose.get(int(form.for_turn.data))) != form.person.data:
        form.for_turn.errors = [_("Choose a turn of the person you ask.")]
    return not form.errors


def _ask(turn: Turn, form: SwapForm) -> ResponseReturnValue:
    viewer = get_viewer()
    for_turn = None if form.for_turn.data == NOTHING else int(form.for_turn.data)
    try:
        swapping.ask(turn, viewer.person_id, int(form.person.data), for_turn, clock.now())
        flash(_("Asked. %(chore)s stays yours until there is a yes.", chore=name_of(turn)))
    except AskedAlready:
        flash(_("Somebody is asked for this one already. You can take that back first."))
    except NotYours:
        flash(_("This one isn’t with you any more."))
    return redirect(url_for(".index"), 303)


@bp.post("/swaps/<id:swap_id>/accept")
@residents
def accept_swap(swap_id: int) -> ResponseReturnValue:
    """Yes, I take it."""
    viewer = get_viewer()
    swap = fetch(Swap, swap_id, may_answer_swap)
    try:
        swapping.accept(swap, clock.today(viewer.zone), clock.now())
        flash(_("%(chore)s is yours. You can let it go any time.", chore=_chore(swap)))
    except Answered:
        flash(_("This was answered, or taken back, already."))
    except Lapsed:
        flash(_("This has passed: one of the turns is over, or with somebody else by now."))
    return redirect(url_for(".index"), 303)


@bp.post("/swaps/<id:swap_id>/not-this-time")
@residents
def not_this_time(swap_id: int) -> ResponseReturnValue:
    """Not this time, no reason asked."""
    swap = fetch(Swap, swap_id, may_answer_swap)
    try:
        swapping.not_this_time(swap, clock.now())
        flash(_("Not this time, then. That is fine."))
    except Answered:
        flash(_("This was answered, or taken back, already."))
    return redirect(url_for(".index"), 303)


@bp.post("/swaps/<id:swap_id>/take-back")
@residents
def withdraw_swap(swap_id: int) -> ResponseReturnValue:
    """Ask no more."""
    swap = fetch(Swap, swap_id, may_withdraw_swap)
    try:
        swapping.withdraw(swap, clock.now())
        flash(_("You ask no more. %(chore)s stays yours.", chore=_chore(swap)))
    except Answered:
        flash(_("This was answered, or taken back, already."))
    return redirect(url_for(".index"), 303)


def _chore(swap: Swap) -> str:
    return name_of(db.session.get_one(Turn, swap.turn_id))
