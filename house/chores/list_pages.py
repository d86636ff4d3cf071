"""The pages of the chore list: one more chore, a draft of a change, put away, brought back, needed now."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from house import clock
from house.chores import drafts, keeping, kept
from house.chores.access import may_decide, may_put_away, may_see, may_see_draft
from house.chores.between import ChoreDraft
from house.chores.blueprint import bp
from house.chores.differences import differences
from house.chores.drafts import Closed, plan_of
from house.chores.forms import HOW_HINTS, WAY_HINTS, ChoreForm, start_from
from house.chores.kinds import Comes
from house.chores.models import Chore
from house.chores.pool import residents_here
from house.db import db
from house.forms import BaseForm, line
from house.guard import members
from house.viewer import get_viewer
from house.web import fetch, form_page

HINTS: dict[str, Any] = {"how_hints": HOW_HINTS, "way_hints": WAY_HINTS}


class ChangeForm(ChoreForm):
    """A chore as somebody would have it, and why."""

    why = line(_("Why?"), 200, hint=_("A few words for the others."))


class EffectForm(BaseForm):
    """What a change rests on."""

    decision = IntegerField(
        _("Number of the decision"),
        description=_("As the decision book has it. Something small needs none."),
        validators=[Optional(), NumberRange(1, 10**6, _("Write the number of a decision, such as 12."))],
    )


@bp.route("/new", methods=["GET", "POST"])
@members
def new() -> ResponseReturnValue:
    """Put one more chore on the list."""
    viewer, now = get_viewer(), clock.now()
    form = ChoreForm.from_request()
    form.offer(residents_here(viewer.house_id, now))
    if not form.was_sent() or not form.validate():
        return form_page("chores/new.html", form, **HINTS)
    chore = keeping.add_chore(viewer.house_id, viewer.person_id, form.plan(), clock.today(viewer.zone), now)
    flash(_("%(chore)s is on the list.", chore=chore.name))
    return redirect(url_for(".chore", chore_id=chore.id), 303)


@bp.route("/<id:chore_id>/change", methods=["GET", "POST"])
@members
def change(chore_id: int) -> ResponseReturnValue:
    """Write a draft of how a chore could be, for the house to decide."""
    viewer, now = get_viewer(), clock.now()
    chore = fetch(Chore, chore_id, may_see)
    form = ChangeForm.from_request(**start_from(plan_of(chore)))
    form.offer(residents_here(viewer.house_id, now))
    if not form.was_sent() or not form.validate():
        return form_page("chores/change.html", form, chore=chore, **HINTS)
    draft = drafts.make_draft(chore, viewer.person_id, form.plan(), form.why.data or "", now)
    flash(_("This is a draft. It changes nothing until the house decides."))
    return redirect(url_for(".draft", draft_id=draft.id), 303)


@bp.route("/drafts/<id:draft_id>", methods=["GET", "POST"])
@members
def draft(draft_id: int) -> ResponseReturnValue:
    """What a draft would change; sent: the house decided so."""
    viewer, now = get_viewer(), clock.now()
    found = fetch(ChoreDraft, draft_id, may_see_draft)
    form = EffectForm.from_request()
    if form.was_sent() and may_decide(viewer) and form.validate():
        return _put_in_effect(found, form)
    chore = db.session.get_one(Chore, found.chore_id)
    names = dict(residents_here(viewer.house_id, now))
    return form_page(
        "chores/draft.html",
        form,
        draft=found,
        chore=chore,
        differences=differences(plan_of(chore), kept.read(found.plan), names),
        may_decide=may_decide(viewer),
    )


def _put_in_effect(draft: ChoreDraft, form: EffectForm) -> ResponseReturnValue:
    viewer, now = get_viewer(), clock.now()
    try:
        chore = drafts.put_in_effect(draft, viewer.person_id, form.decision.data, clock.today(viewer.zone), now)
        flash(_("%(chore)s is changed. Turns that people have stay with them.", chore=chore.name))
    except Closed:
        flash(_("This draft was closed already."))
    return redirect(url_for(".chore", chore_id=draft.chore_id), 303)


@bp.post("/drafts/<id:draft_id>/set-aside")
@members
def set_aside(draft_id: int) -> ResponseReturnValue:
    """Nothing comes of a draft."""
    viewer = get_viewer()
    found = fetch(ChoreDraft, draft_id, may_see_draft)
    if not (may_decide(viewer) or found.by_id == viewer.person_id):
        return redirect(url_for(".draft", draft_id=found.id), 303)
    try:
        drafts.set_aside(found, viewer.person_id, clock.now())
        flash(_("The draft is set aside. The chore stays as it is."))
    except Closed:
        flash(_("This draft was closed already."))
    return redirect(url_for(".chore", chore_id=found.chore_id), 303)


@bp.post("/<id:chore_id>/needed")
@members
def needed(chore_id: int) -> ResponseReturnValue:
    """Say that something is needed now."""
    viewer = get_viewer()
    chore = fetch(Chore, chore_id, may_see)
    is_new = chore.comes is Comes.when_needed and keeping.say_needed(
        chore, viewer.person_id, clock.today(viewer.zone), clock.now()
    )
    flash(
        _("%(chore)s is up for grabs. Thanks for saying so.", chore=chore.name)
        if is_new
        else _("%(chore)s is waiting for somebody already.", chore=chore.name)
    )
    return redirect(url_for(".chore", chore_id=chore.id), 303)


@bp.post("/<id:chore_id>/put-away")
@members
def put_away(chore_id: int) -> ResponseReturnValue:
    """Take a chore off the list."""
    viewer = get_viewer()
    chore = fetch(Chore, chore_id, may_put_away)
    if chore.is_active:
        keeping.put_away(chore, viewer.person_id, clock.today(viewer.zone), clock.now())
        flash(_("%(chore)s is off the list. Turns that people have stay with them.", chore=chore.name))
    else:
        flash(_("%(chore)s is off the list already.", chore=chore.name))
    return redirect(url_for(".chore", chore_id=chore.id), 303)


@bp.post("/<id:chore_id>/bring-back")
@members
def bring_back(chore_id: int) -> ResponseReturnValue:
    """Put a chore on the list again."""
    viewer = get_viewer()
    chore = fetch(Chore, chore_id, may_put_away)
    if chore.is_active:
        flash(_("%(chore)s is on the list already.", chore=chore.name))
    else:
        keeping.bring_back(chore, viewer.person_id, clock.today(viewer.zone), clock.now())
        flash(_("%(chore)s is on the list again.", chore=chore.name))
    return redirect(url_for(".chore", chore_id=chore.id), 303)
