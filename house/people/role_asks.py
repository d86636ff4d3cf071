"""Pages of coordinators: who they are, and asking a second one before anybody becomes one or stops."""

from datetime import datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.guard import coordinators, members
from house.people import roles
from house.people.belonging import RoleAction, RoleAsk
from house.people.blueprint import bp
from house.people.models import Person
from house.people.role_reading import AskLine, Member, may_agree, may_take_back, members_of, standing_asks
from house.people.role_words import ask_words, coming_words, more_words, refusal
from house.people.roles import ALONE_WAITS, Refused, why_not
from house.viewer import Viewer, get_viewer
from house.web import fetch
from house.when.words import soon_words


@bp.get("/roles")
@members
def coordinating() -> ResponseReturnValue:
    """Who the coordinators are, what is asked about them, and what is coming; for everybody to see."""
    viewer, now = get_viewer(), clock.now()
    everyone = members_of(viewer.house_id, now)
    asks = standing_asks(viewer.house_id, now)
    spoken_of = {each.person_id for each in asks}
    return render_template(
        "people/roles.html",
        coordinators=[(each, each.person_id not in spoken_of) for each in everyone if each.is_coordinator],
        asks=[_shown(viewer, each, now) for each in asks],
        others=[each for each in everyone if not each.is_coordinator and each.person_id not in spoken_of],
    )


def _shown(viewer: Viewer, asked: AskLine, now: datetime) -> dict[str, object]:
    return {
        "id": asked.id,
        "words": ask_words(asked, now, viewer.zone),
        "more": more_words(asked, now, viewer.zone),
        "person": asked.person,
        "may_agree": may_agree(viewer, asked),
        "may_take_back": may_take_back(viewer, asked),
        "is_mine": asked.asked_by_id == viewer.person_id,
    }


@bp.route("/roles/<id:person_id>/make", methods=["GET", "POST"])
@coordinators
def ask_to_make(person_id: int) -> ResponseReturnValue:
    """Ask that somebody of this house becomes a coordinator."""
    return _ask(person_id, RoleAction.make)


@bp.route("/roles/<id:person_id>/end", methods=["GET", "POST"])
@coordinators
def ask_to_end(person_id: int) -> ResponseReturnValue:
    """Ask that a coordinator is one no longer; it may be oneself."""
    return _ask(person_id, RoleAction.end)


def _ask(person_id: int, action: RoleAction) -> ResponseReturnValue:
    viewer, now = get_viewer(), clock.now()
    everyone = members_of(viewer.house_id, now)
    member = next((each for each in everyone if each.person_id == person_id), None) or abort(404)
    if request.method != "POST":
        return _ask_page(viewer, member, action, everyone, now)
    try:
        asked = roles.ask(viewer.house_id, person_id, action, viewer.person_id, now)
    except Refused as refused:
        return _not_done(refused, member.called_name)
    if asked.takes_effect_at:
        flash(coming_words(member.called_name, asked.takes_effect_at, now, viewer.zone))
    else:
        flash(_("Asked. Another coordinator can agree now."))
    return redirect(url_for(".coordinating"), 303)


def _ask_page(
    viewer: Viewer, member: Member, action: RoleAction, everyone: list[Member], now: datetime
) -> ResponseReturnValue:
    how_many = sum(each.is_coordinator for each in everyone)
    why = why_not(action, member.is_coordinator, member.has_account, how_many)
    return render_template(
        "people/role_ask.html",
        name=member.called_name,
        is_ending=action is RoleAction.end,
        is_me=member.person_id == viewer.person_id,
        leaves=len(member.roles) == 1,
        trouble=refusal(why, member.called_name) if why else None,
        alone_until=soon_words(now + ALONE_WAITS, now, viewer.zone) if how_many == 1 else None,
    )


@bp.post("/roles/asks/<id:ask_id>/agree")
@coordinators
def agree(ask_id: int) -> ResponseReturnValue:
    """A second coordinator agrees: it holds at once."""
    viewer, now = get_viewer(), clock.now()
    roles.lock_house(viewer.house_id)  # before the ask itself, as everywhere, so that no two wait for each other
    asked = fetch(RoleAsk, ask_id, _may_see)
    name = _name_of(asked.person_id)
    try:
        roles.agree(asked, viewer.person_id, now)
    except Refused as refused:
        return _not_done(refused, name)
    if asked.action is RoleAction.make:
        flash(_("%(name)s is a coordinator now.", name=name))
    else:
        flash(_("%(name)s is no longer a coordinator.", name=name))
    return redirect(url_for(".coordinating"), 303)


def _may_see(_viewer: Viewer, _asked: RoleAsk) -> bool:
    """Everybody in the house sees what is asked; who may agree is said in a sentence, not with a page that is gone."""
    return True


@bp.post("/roles/asks/<id:ask_id>/take-back")
@members
def take_back_ask(ask_id: int) -> ResponseReturnValue:
    """Take back what I asked, or say that I would rather not become a coordinator."""
    viewer, now = get_viewer(), clock.now()
    roles.lock_house(viewer.house_id)
    asked = fetch(RoleAsk, ask_id, may_take_back)
    try:
        roles.take_back(asked, viewer.person_id, now)
    except Refused as refused:
        return _not_done(refused, _name_of(asked.person_id))
    flash(_("It is taken back. Nothing changes."))
    return redirect(url_for(".coordinating"), 303)


def _not_done(refused: Refused, name: str) -> ResponseReturnValue:
    flash(refusal(refused.why, name), "trouble")
    return redirect(url_for(".coordinating"), 303)


def _name_of(person_id: int) -> str:
    return db.session.get_one(Person, person_id).called_name
