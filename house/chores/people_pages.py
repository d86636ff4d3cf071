"""Pages between people: thanks for a turn, and how I feel about chores."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.chores import liking, reading, thanking
from house.chores.access import may_join_in
from house.chores.blueprint import bp
from house.chores.choices import LIKES
from house.chores.kinds import Like
from house.chores.models import Turn
from house.chores.saying import name_of
from house.chores.thanking import SaidAlready, ThanksWords
from house.chores.turn_forms import ThanksForm
from house.chores.turn_reading import doers_of
from house.guard import members, residents
from house.people.holding import hold_house
from house.viewer import get_viewer
from house.web import fetch, form_page


@bp.route("/turns/<id:turn_id>/thanks", methods=["GET", "POST"])
@members
def thanks(turn_id: int) -> ResponseReturnValue:
    """Thank somebody who did a turn of this round."""
    viewer, now = get_viewer(), clock.now()
    turn = fetch(Turn, turn_id, may_join_in)
    others = [each for each in doers_of(turn.id) if each[0] != viewer.person_id]
    if not others or not reading.is_of_round(turn, viewer, clock.today(viewer.zone)):
        abort(404)
    form = ThanksForm.from_request(person=str(others[0][0]))
    form.offer(others)
    if not form.was_sent() or not form.validate():
        return form_page("chores/thanks.html", form, chore=name_of(turn), turn_id=turn.id)
    said = ThanksWords(int(form.person.data), form.words.data or "", bool(form.is_signed.data), bool(form.for_all.data))
    try:
        thanking.thank(turn, viewer.person_id, said, now)
        flash(_("Said. They read it on their page of chores."))
    except SaidAlready:
        flash(_("You thanked them for this one already."))
    return redirect(url_for(".index"), 303)


@bp.route("/likes", methods=["GET", "POST"])
@residents
def likes() -> ResponseReturnValue:
    """How I feel about each chore."""
    viewer = get_viewer()
    if request.method == "POST" and _are_known():
        return _keep_likes()
    page = render_template(
        "chores/likes.html",
        chores=liking.likes_of(viewer.person_id, viewer.house_id),
        choices=LIKES,
        is_odd=request.method == "POST",
    )
    return page, 422 if request.method == "POST" else 200


def _are_known() -> bool:
    """Whether each answer that was sent is one of those offered."""
    known = {value for value, _words in LIKES}
    return all(value in known for name, value in request.form.items() if name.startswith("like-"))


def _keep_likes() -> ResponseReturnValue:
    viewer = get_viewer()
    hold_house(viewer.house_id)
    sent = {
        chore_id: Like(request.form[f"like-{chore_id}"])
        for chore_id, _name, _icon, _like in liking.likes_of(viewer.person_id, viewer.house_id)
        if f"like-{chore_id}" in request.form
    }
    liking.say(viewer.house_id, viewer.person_id, sent, clock.now())
    flash(_("Kept. Nobody else reads this."))
    return redirect(url_for(".likes"), 303)
