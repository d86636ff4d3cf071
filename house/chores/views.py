"""The pages of chores: the round, one chore, the form for a new one, and what can be done with a turn."""

from datetime import date

import sqlalchemy as sa
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.chores import acts, list_pages, reading, stepping_back
from house.chores.access import may_join_in, may_let_go, may_put_away, may_see, may_undo
from house.chores.blueprint import bp
from house.chores.drafts import open_drafts
from house.chores.kinds import Comes
from house.chores.models import WITH_NOBODY, Chore, Status, Turn
from house.chores.steps import AlreadyTaken, NotOpen, NotYours, TooFarBack
from house.db import db
from house.guard import members
from house.viewer import Viewer, get_viewer
from house.web import fetch

__all__ = ["bp", "list_pages", "stepping_back"]  # importing these adds their pages, and lets them listen


@bp.get("")
@members
def index() -> ResponseReturnValue:
    """This round: what I have, what is up for grabs, what is done."""
    viewer, now = get_viewer(), clock.now()
    today = _today(viewer)
    mine = reading.my_turns(viewer, today)
    return render_template(
        "chores/index.html",
        is_new_here=not reading.has_chores(viewer),
        mine=mine[: reading.AT_MOST],
        has_more=len(mine) > reading.AT_MOST,
        open_turns=reading.up_for_grabs(viewer, today),
        with_others=reading.with_others(viewer, today),
        done=reading.done_in_round(viewer, today, now),
    )


@bp.get("/all")
@members
def every() -> ResponseReturnValue:
    """The list of chores, and those that were put away."""
    viewer = get_viewer()
    return render_template(
        "chores/all.html",
        chores=reading.chore_list(viewer, is_active=True),
        put_away=reading.chore_list(viewer, is_active=False),
        drafts=open_drafts(viewer.house_id),
    )


@bp.get("/<id:chore_id>")
@members
def chore(chore_id: int) -> ResponseReturnValue:
    """One chore: what it asks, and when it comes round next."""
    viewer = get_viewer()
    chore = fetch(Chore, chore_id, may_see)
    today = _today(viewer)
    return render_template(
        "chores/chore.html",
        chore=chore,
        facts=reading.chore_facts(chore),
        turns=reading.coming_turns(viewer, chore.id, today),
        is_by_need=chore.comes is Comes.when_needed,
        may_put_away=may_put_away(viewer, chore),
    )


@bp.post("/turns/<id:turn_id>/take")
@members
def take(turn_id: int) -> ResponseReturnValue:
    """Take a turn that is up for grabs."""
    viewer = get_viewer()
    turn = fetch(Turn, turn_id, may_join_in)
    try:
        acts.take(turn, viewer.person_id, clock.now())
        flash(_("%(chore)s is yours. You can let it go any time.", chore=_name(turn)))
    except (AlreadyTaken, NotOpen) as reason:
        flash(_why_not(reason, viewer))
    return redirect(url_for(".index"), 303)


@bp.post("/turns/<id:turn_id>/let-go")
@members
def let_go(turn_id: int) -> ResponseReturnValue:
    """Hand my turn back to the house, no reason asked."""
    viewer = get_viewer()
    turn = fetch(Turn, turn_id, may_let_go)
    try:
        acts.let_go(turn, viewer.person_id, clock.now())
        flash(_("%(chore)s is up for grabs. Thanks for saying so.", chore=_name(turn)))
    except NotYours:
        flash(_("You let this go already."))
    except NotOpen as reason:
        flash(_why_not(reason, viewer))
    return redirect(url_for(".index"), 303)


@bp.post("/turns/<id:turn_id>/done")
@members
def mark_done(turn_id: int) -> ResponseReturnValue:
    """Say that I did my turn, or one that was up for grabs."""
    viewer = get_viewer()
    turn = fetch(Turn, turn_id, may_join_in)
    try:
        acts.mark_done(turn, viewer.person_id, clock.now())
        flash(_("%(chore)s is done. You can undo this for 10 minutes.", chore=_name(turn)))
    except (AlreadyTaken, NotOpen) as reason:
        flash(_why_not(reason, viewer))
    return redirect(url_for(".index"), 303)


@bp.post("/turns/<id:turn_id>/undo")
@members
def undo_done(turn_id: int) -> ResponseReturnValue:
    """Say that my turn is not done after all."""
    viewer = get_viewer()
    turn = fetch(Turn, turn_id, may_undo)
    try:
        acts.undo_done(turn, viewer.person_id, clock.now())
        flash(_("%(chore)s is not marked done any more.", chore=_name(turn)))
    except NotYours:
        flash(_("You undid this already."))
    except TooFarBack:
        flash(_("It was marked done more than 10 minutes ago, so it stays done."))
    return redirect(url_for(".index"), 303)


def _why_not(reason: AlreadyTaken | NotOpen, viewer: Viewer) -> str:
    """A kind answer to somebody whom another was quicker than."""
    if isinstance(reason, NotOpen):
        return _why_not_open(reason.status)
    if reason.person_id == viewer.person_id:
        return str(_("This one is yours already."))
    return str(_("%(name)s has this one now. Thanks for offering.", name=reason.called_name))


def _why_not_open(status: Status) -> str:
    """Why nobody can take it."""
    if status is Status.done:
        return str(_("This one is done already. Thanks."))
    if status in WITH_NOBODY:  # its days are long over
        return str(_("This one has gone by. It comes round again."))
    return str(_("This one rests for now."))


def _name(turn: Turn) -> str:
    return db.session.scalars(sa.select(Chore.name).where(Chore.id == turn.chore_id)).one()


def _today(viewer: Viewer) -> date:
    return clock.today(viewer.zone)
