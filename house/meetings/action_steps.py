"""What one tap does to an action: yes or not me, under way, done, undo, pass on, keep, let go, take."""

from collections.abc import Callable
from datetime import datetime

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import members
from house.meetings import action_acts
from house.meetings.action_access import is_mine, may_answer, may_see
from house.meetings.action_acts import NotNow, TooFarBack
from house.meetings.action_models import Action
from house.meetings.action_words import why_words
from house.meetings.blueprint import bp
from house.viewer import Viewer, get_viewer
from house.web import fetch

Act = Callable[[Action, int, datetime], Action | None]


@bp.post("/actions/<id:action_id>/yes")
@members
def yes_i_offered(action_id: int) -> ResponseReturnValue:
    """Yes, I offered what somebody wrote down for me."""
    return _step(action_id, may_answer, action_acts.say_yes, _("It is yours now. Thanks for saying so."))


@bp.post("/actions/<id:action_id>/not-me")
@members
def not_me(action_id: int) -> ResponseReturnValue:
    """I did not offer it."""
    return _step(action_id, may_answer, action_acts.not_me, _("Your name is off it. Whoever likes can take it."))


@bp.post("/actions/<id:action_id>/start")
@members
def start_action(action_id: int) -> ResponseReturnValue:
    """It is under way."""
    return _step(action_id, is_mine, action_acts.start, _("It is under way."))


@bp.post("/actions/<id:action_id>/done")
@members
def action_is_done(action_id: int) -> ResponseReturnValue:
    """It is done."""
    return _step(action_id, is_mine, action_acts.mark_done, _("Done. Thanks."))


@bp.post("/actions/<id:action_id>/undo")
@members
def undo_action(action_id: int) -> ResponseReturnValue:
    """It was not done, or not let go, after all."""
    return _step(action_id, is_mine, action_acts.undo, _("It is open again."))


@bp.post("/actions/<id:action_id>/pass-on")
@members
def pass_action_on(action_id: int) -> ResponseReturnValue:
    """I would like somebody else to do it."""
    return _step(
        action_id, is_mine, action_acts.pass_on, _("Everyone can see it. It is yours until somebody takes it.")
    )


@bp.post("/actions/<id:action_id>/keep")
@members
def keep_action(action_id: int) -> ResponseReturnValue:
    """I do it myself after all."""
    return _step(action_id, is_mine, action_acts.keep, _("It stays yours."))


@bp.post("/actions/<id:action_id>/let-go")
@members
def let_action_go(action_id: int) -> ResponseReturnValue:
    """It is not going to happen, no reason asked."""
    return _step(action_id, is_mine, action_acts.let_go, _("It is let go. Thanks for saying so."))


@bp.post("/actions/<id:action_id>/take")
@members
def take_action(action_id: int) -> ResponseReturnValue:
    """I take over what is up for grabs."""
    return _step(action_id, may_see, action_acts.take, _("It is yours now. Thanks."))


def _step(action_id: int, may: Callable[[Viewer, Action], bool], act: Act, said: str) -> ResponseReturnValue:
    """Do it, and say so; where somebody was quicker, say that."""
    viewer = get_viewer()
    action = fetch(Action, action_id, may)
    try:
        action = act(action, viewer.person_id, clock.now()) or action
        flash(said)
    except NotNow as reason:
        flash(why_words(reason, is_mine(viewer, action)))
    except TooFarBack:
        flash(_("It can be undone for 10 minutes. You can offer it anew."))
    return redirect(url_for(".action", action_id=action.id), 303)
