"""The pages of one thing somebody asks for: whoever it is shared with answers, its owner closes it."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.checkins import acts, need_acts
from house.checkins.access import is_mine
from house.checkins.models import CheckIn
from house.checkins.need_cards import need_card
from house.checkins.need_forms import AnswerForm
from house.checkins.need_models import NeedSignal
from house.checkins.need_reading import Need, read_one
from house.guard import Access, access, members
from house.viewer import Viewer, get_viewer
from house.web import fetch, find, form_page


def add_to(bp: Blueprint) -> None:
    """Add these pages to the room."""
    bp.add_url_rule("/needs/<id:need_id>", view_func=need)
    bp.add_url_rule("/needs/<id:need_id>/answer", view_func=answer, methods=["POST"])
    bp.add_url_rule("/<id:check_in_id>/all-right-now", view_func=close_need, methods=["POST"])
    bp.add_url_rule("/<id:check_in_id>/still-so", view_func=still_so, methods=["POST"])


@access(Access.members, writes=True, is_private=True)
def need(need_id: int) -> ResponseReturnValue:
    """What one person asks for; opening this page is the look."""
    viewer, now = get_viewer(), clock.now()
    found = read_one(viewer, need_id, now) or abort(404)
    card = need_card(found, viewer, now)
    return render_template("checkins/need.html", card=card, form=AnswerForm(stood=card.stood), back_to=_back_to(viewer))


@access(Access.members, is_private=True)
def answer(need_id: int) -> ResponseReturnValue:
    """Tell them what comes of it, in a few words or none. Whoever answers has read it.

    Whom it does not reach, or not any more, gets the same kind answer as for something that is not there at all.
    """
    viewer, now = get_viewer(), clock.now()
    signal = find(NeedSignal, need_id, viewer.house_id)  # held: of two at once, the second sees what the first kept
    stands = read_one(viewer, need_id, now) if signal else None
    form, ok = AnswerForm.sent()
    if signal is None or stands is None:
        return _not_now(form, _("This isn’t shared with you right now, so nothing was changed."), viewer), 404
    if not ok:
        return form_page("checkins/need_answer.html", form, need_id=need_id, back_to=_back_to(viewer))
    if form.stood.data != stands.stood:
        return _not_now(form, _meanwhile_words(stands), viewer)
    need_acts.say(signal, form.chosen, form.reply.data or "", viewer.person_id, now)
    flash(_("Said. They see it beside their check-in."))
    return redirect(_back_to(viewer), 303)


def _not_now(form: AnswerForm, sentence: str, viewer: Viewer) -> Response:
    """Nothing is kept and nothing of theirs is shown; what was typed stands there still."""
    form.form_errors.append(sentence)
    return form_page("checkins/need_not_now.html", form, sentence=sentence, back_to=_back_to(viewer))


def _meanwhile_words(stands: Need) -> str:
    if stands.said:
        return _("%(name)s was first and has told them. Nothing of yours was changed.", name=stands.said.by)
    return _("Something changed since you opened the page. Nothing of yours was kept.")


def _back_to(viewer: Viewer) -> str:
    return url_for("checkins.my_shift" if viewer.is_worker else "checkins.shared")


# --- one's own ---


@members
def close_need(check_in_id: int) -> ResponseReturnValue:
    """That's all right now."""
    check_in = fetch(CheckIn, check_in_id, is_mine)
    if signal := find(NeedSignal, check_in.id, check_in.house_id):
        need_acts.close(signal, clock.now())
    flash(_("Good to know. Nobody is asked for it any more."))
    return redirect(url_for("checkins.index"), 303)


@members
def still_so(check_in_id: int) -> ResponseReturnValue:
    """It waits once more, for whoever comes next; from a page of before it was closed, it does not."""
    check_in, now = fetch(CheckIn, check_in_id, is_mine), clock.now()
    signal = find(NeedSignal, check_in.id, check_in.house_id)
    if signal and not signal.closed_at and acts.sharing_of(check_in, now).is_shared:
        need_acts.still_so(signal, now)
        flash(_("It waits again, for whoever you share it with."))
    else:
        flash(_("Nobody is asked: you closed it before, or you don’t share it any more. Share it anew to ask again."))
    return redirect(url_for("checkins.index"), 303)
