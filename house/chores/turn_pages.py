"""The page of one turn, and what can be done with it."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.chores import acts, moving, parts, reading, turn_reading
from house.chores.access import may_ask_again, may_have, may_join_in, may_let_go, may_undo
from house.chores.blueprint import bp
from house.chores.models import OPEN, Status, Turn
from house.chores.moving import ComesAgain, TooFar
from house.chores.pool import everybody_here
from house.chores.saying import name_of, why_not
from house.chores.steps import AlreadyTaken, NotOpen, NotYours, TooFarBack
from house.chores.turn_forms import MoveForm, WhoDidForm
from house.db import LARGEST_ID
from house.guard import members, residents
from house.people.holding import hold_house
from house.viewer import get_viewer
from house.web import fetch, form_page


@bp.get("/turns/<id:turn_id>")
@members
def turn(turn_id: int) -> ResponseReturnValue:
    """One turn: its steps, and what I can do with it."""
    viewer, now = get_viewer(), clock.now()
    today = clock.today(viewer.zone)
    found = fetch(Turn, turn_id, may_join_in)
    is_lately = reading.is_of_round(found, viewer, today)
    return render_template(
        "chores/turn.html",
        turn=reading.find_turn(viewer, turn_id, today),
        steps=turn_reading.steps_of(found),
        is_open=found.status in OPEN,
        is_done=found.status is Status.done,
        doers=[name for _id, name in turn_reading.doers_of(turn_id)]
        if reading.is_of_round(found, viewer, today)
        else [],
        swaps=[each for each in turn_reading.live_swaps(viewer, today, turn_id) if each.is_mine],
        may_undo=found.status is Status.done and found.done_at and found.done_at >= now - acts.UNDO_FOR,
        may_ask_again=may_ask_again(viewer, found) and is_lately,
    )


@bp.post("/turns/<id:turn_id>/take")
@members
def take(turn_id: int) -> ResponseReturnValue:
    """Take a turn that is up for grabs."""
    viewer = get_viewer()
    turn = fetch(Turn, turn_id, may_join_in)
    try:
        acts.take(turn, viewer.person_id, clock.now())
        flash(_("%(chore)s is yours. You can let it go any time.", chore=name_of(turn)))
    except (AlreadyTaken, NotOpen) as reason:
        flash(why_not(reason, viewer))
    return redirect(url_for(".index"), 303)


@bp.post("/turns/<id:turn_id>/not-this-one")
@residents
def pass_on(turn_id: int) -> ResponseReturnValue:
    """Not this one: it is suggested to somebody else."""
    viewer = get_viewer()
    hold_house(viewer.house_id)
    turn = fetch(Turn, turn_id, may_join_in)
    try:
        acts.pass_on(turn, viewer.person_id, clock.now())
        flash(_("Not this one, then. %(chore)s isn’t suggested to you any more.", chore=name_of(turn)))
    except NotYours:
        flash(_("This one isn’t suggested to you any more."))
    return redirect(url_for(".index"), 303)


@bp.post("/turns/<id:turn_id>/let-go")
@members
def let_go(turn_id: int) -> ResponseReturnValue:
    """Hand my turn back to the house, no reason asked."""
    viewer = get_viewer()
    turn = fetch(Turn, turn_id, may_let_go)
    try:
        acts.let_go(turn, viewer.person_id, clock.now())
        flash(_("%(chore)s is up for grabs. Thanks for saying so.", chore=name_of(turn)))
    except NotYours:
        flash(_("You let this go already."))
    except NotOpen as reason:
        flash(why_not(reason, viewer))
    return redirect(url_for(".index"), 303)


@bp.post("/turns/<id:turn_id>/done")
@members
def mark_done(turn_id: int) -> ResponseReturnValue:
    """Say that I did my turn, or one that was up for grabs."""
    viewer = get_viewer()
    turn = fetch(Turn, turn_id, may_join_in)
    try:
        acts.mark_done(turn, viewer.person_id, clock.now())
        flash(_("%(chore)s is done. You can undo this for 10 minutes.", chore=name_of(turn)))
    except (AlreadyTaken, NotOpen) as reason:
        flash(why_not(reason, viewer))
    return redirect(url_for(".index"), 303)


@bp.route("/turns/<id:turn_id>/who", methods=["GET", "POST"])
@members
def who_did(turn_id: int) -> ResponseReturnValue:
    """Say who did a turn; whoever taps may be somebody else."""
    viewer, now = get_viewer(), clock.now()
    turn = fetch(Turn, turn_id, may_join_in)
    form = WhoDidForm.from_request(people=[str(viewer.person_id)])
    form.offer(everybody_here(viewer.house_id, now))
    if not form.was_sent() or not form.validate():
        return form_page("chores/who_did.html", form, turn_id=turn.id, chore=name_of(turn))
    try:
        acts.say_done(turn, viewer.person_id, form.doers, now)
        flash(_("%(chore)s is done. You can undo this for 10 minutes.", chore=name_of(turn)))
    except NotOpen as reason:
        flash(why_not(reason, viewer))
    return redirect(url_for(".index"), 303)


@bp.post("/turns/<id:turn_id>/undo")
@members
def undo_done(turn_id: int) -> ResponseReturnValue:
    """Say that my turn is not done after all."""
    viewer = get_viewer()
    turn = fetch(Turn, turn_id, may_undo)
    try:
        acts.undo_done(turn, viewer.person_id, clock.now())
        flash(_("%(chore)s is not marked done any more.", chore=name_of(turn)))
    except NotYours:
        flash(_("You undid this already."))
    except TooFarBack:
        flash(_("It was marked done more than 10 minutes ago, so it stays done."))
    return redirect(url_for(".index"), 303)


@bp.post("/turns/<id:turn_id>/steps")
@members
def tick(turn_id: int) -> ResponseReturnValue:
    """Keep which steps are done."""
    turn = fetch(Turn, turn_id, may_join_in)
    sent = (value for value in request.form.getlist("step") if value.isascii() and value.isdecimal())
    try:
        parts.tick(turn, {int(value) for value in sent if len(value) < 20 and int(value) <= LARGEST_ID}, clock.now())
        flash(_("Kept."))
    except NotOpen as reason:
        flash(why_not(reason, get_viewer()))
    return redirect(url_for(".turn", turn_id=turn.id), 303)


@bp.post("/turns/<id:turn_id>/rest")
@members
def leave_rest(turn_id: int) -> ResponseReturnValue:
    """I did a part; somebody else finishes it."""
    viewer = get_viewer()
    turn = fetch(Turn, turn_id, may_have)
    try:
        parts.leave_rest(turn, viewer.person_id, clock.now())
        flash(_("Thanks for your part. The rest of %(chore)s is up for grabs.", chore=name_of(turn)))
    except (NotYours, NotOpen):
        flash(_("This one isn’t with you any more."))
    return redirect(url_for(".index"), 303)


@bp.post("/turns/<id:turn_id>/again")
@residents
def another_go(turn_id: int) -> ResponseReturnValue:
    """It could use another go. Nobody is told, and nobody is named."""
    viewer = get_viewer()
    turn = fetch(Turn, turn_id, may_ask_again)
    today = clock.today(viewer.zone)
    if not reading.is_of_round(turn, viewer, today):
        abort(404)
    try:
        parts.another_go(turn, today, clock.now())
        flash(_("%(chore)s is up for grabs once more.", chore=name_of(turn)))
    except NotOpen as reason:
        flash(why_not(reason, viewer))
    return redirect(url_for(".index"), 303)


@bp.post("/turns/<id:turn_id>/not-today")
@members
def not_today(turn_id: int) -> ResponseReturnValue:
    """Another day suits me better."""
    viewer = get_viewer()
    turn = fetch(Turn, turn_id, may_have)
    try:
        moving.not_today(turn, viewer.person_id, clock.today(viewer.zone), clock.now())
        flash(_("Not today, then. %(chore)s waits for another day.", chore=name_of(turn)))
    except ComesAgain:
        flash(_("%(chore)s comes round again by then. You can let this one go.", chore=name_of(turn)))
    except TooFar:
        flash(_("It has waited a while. You can let this one go: it comes round again."))
    except (NotYours, NotOpen):
        flash(_("This one isn’t with you any more."))
    return redirect(url_for(".index"), 303)


@bp.route("/turns/<id:turn_id>/move", methods=["GET", "POST"])
@members
def move(turn_id: int) -> ResponseReturnValue:
    """Do it on another day."""
    viewer = get_viewer()
    turn = fetch(Turn, turn_id, may_have)
    form, ok = MoveForm.sent()
    if ok:
        try:
            moving.move(turn, viewer.person_id, form.chosen, clock.today(viewer.zone), clock.now())
            flash(_("%(chore)s is moved.", chore=name_of(turn)))
            return redirect(url_for(".index"), 303)
        except ComesAgain:
            form.day.errors = [_("It comes round again by then. Choose an earlier day, or let this one go.")]
        except TooFar:
            form.day.errors = [_("Choose a day from today on, within a month.")]
        except (NotYours, NotOpen):
            flash(_("This one isn’t with you any more."))
            return redirect(url_for(".index"), 303)
    return form_page("chores/move.html", form, turn_id=turn.id, chore=name_of(turn))
