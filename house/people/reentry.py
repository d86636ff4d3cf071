"""Re-entry cards, seen: printed by a coordinator, used by whom it is for, and told on all their devices."""

from datetime import datetime

import segno
from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock, once
from house.db import db
from house.guard import coordinators, link, members
from house.people import cards, signing_in
from house.people.acts import LinkGone
from house.people.blueprint import bp
from house.people.card_forms import CardForm, FirstPasswordForm
from house.people.links import still_good
from house.people.models import House, Person, ReentryLink, Way
from house.people.passkeys import has_passkey
from house.people.passwords import hash_password
from house.people.reading import account_here
from house.trust.acts import note_change
from house.viewer import Viewer, find_viewer, get_viewer
from house.web import form_page, own_url
from house.when.words import last_moment_words, stamp_words

# --- a coordinator makes one ---


@bp.route("/people/<id:person_id>/re-entry", methods=["GET", "POST"])
@coordinators
def card(person_id: int) -> ResponseReturnValue:
    """Say what a card does; then make one, shown this once."""
    viewer, now = get_viewer(), clock.now()
    name = _name_of_another(viewer, person_id, now)
    if request.method == "GET":
        return render_template("people/card.html", who=name, person_id=person_id)
    code = cards.make_card(viewer.house_id, person_id, viewer.person_id, now)
    address = own_url("people.reentry", token=code)
    page = render_template(
        "people/card_made.html",
        who=name,
        person_id=person_id,
        address=address,
        until=last_moment_words(now + cards.LASTS, viewer.zone),
        picture=segno.make(address, error="m").svg_data_uri(scale=6, border=3),
    )
    return make_response(page, 201)


def _name_of_another(viewer: Viewer, person_id: int, now: datetime) -> str:
    """What somebody else of this house with an account is called; 404 for anybody else."""
    name = account_here(viewer.house_id, person_id, now) if person_id != viewer.person_id else None
    return name or abort(404)


@bp.post("/people/<id:person_id>/end-sign-ins")
@coordinators
def end_sign_ins(person_id: int) -> ResponseReturnValue:
    """Somebody's phone is lost: end their sign-ins in one step, without seeing anything of theirs."""
    viewer, now = get_viewer(), clock.now()
    name = _name_of_another(viewer, person_id, now)
    signing_in.end_all(person_id, now)
    note_change(viewer.house_id, viewer.person_id, "sign-ins", person_id, "ended", now)
    flash(_("%(name)s is signed out on every device.", name=name))
    return redirect(url_for("home.person", person_id=person_id), 303)


# --- whom it is for uses it ---


@bp.route("/re-entry/<token>", methods=["GET", "POST"])
@link
def reentry(token: str) -> ResponseReturnValue:
    """Come in by a card, and choose a new password if one likes."""
    now = clock.now()
    found = still_good(ReentryLink, token, cards.PURPOSE)
    person = db.session.get_one(Person, found.person_id)
    house = db.session.get_one(House, found.house_id)
    form, ok = _form_for(person).sent(names=(person.called_name, person.sign_in_name, house.name))
    if not ok:
        return form_page("people/reentry.html", form, who=person.called_name)
    chosen = form.password.data
    hashed = once.without_lock(lambda: hash_password(chosen)) if chosen else None
    try:
        cards.use_card(found, hashed, form.ends_others.data, now)
    except LinkGone:
        abort(410)
    signing_in.begin(
        found.person_id,
        found.house_id,
        now,
        is_shared_device=form.is_shared.data,
        way=Way.card,
        private_opens_at=cards.opens_at(found),
        reentry_link_id=found.id,
    )
    flash(_("You are in. You have a new password.") if hashed else _("You are in."))
    return redirect(url_for("home.today"), 303)


def _form_for(person: Person) -> type[CardForm]:
    has_a_way = person.password_hash is not None or has_passkey(person.id)
    return CardForm if has_a_way else FirstPasswordForm


# --- their devices are told ---


@bp.post("/me/card/was-me")
@members
def card_was_me() -> ResponseReturnValue:
    """That was me: this device says no more of it."""
    viewer, told = get_viewer(), _told_up_to()
    if told is not None and viewer.card_used_at is not None:
        cards.note_seen(viewer, min(told, viewer.card_used_at))
        flash(_("Good."))
    return redirect(url_for("home.today"), 303)


def _told_up_to() -> datetime | None:
    """The use that the page spoke of: one that came after it is told anew."""
    try:
        at = datetime.fromisoformat(request.form.get("used_at", ""))
    except ValueError:
        return None
    return at if at.tzinfo else None


@bp.post("/me/card/was-not-me")
@members
def card_was_not_me() -> ResponseReturnValue:
    """That wasn't me: what came in by the card ends, and what it changed is put back."""
    viewer, now = get_viewer(), clock.now()
    if not cards.may_undo(viewer, now):
        flash(_("There is nothing to undo from this device."))
        return redirect(url_for("people.my_devices"), 303)
    if cards.undo(viewer, now):
        flash(
            _(
                "Whoever came in by the card is signed out. "
                "A password or a passkey they chose opens nothing now. Your own password works as before."
            )
        )
        flash(_("You can tell a coordinator. If somebody may know your password, choose a new one."))
    return redirect(url_for("people.my_devices"), 303)


@bp.app_context_processor
def about_cards() -> dict[str, object]:
    """What each page of this device says of a re-entry card; it asks the database nothing."""
    viewer, now = find_viewer(), clock.now()
    if viewer is None:
        return {}
    return {"card_told": _told(viewer, now), "card_closed_until": _closed_until(viewer, now)}


def _told(viewer: Viewer, now: datetime) -> dict[str, object] | None:
    if viewer.card_used_at is None or not cards.is_told(viewer, now):
        return None
    return {
        "when": stamp_words(viewer.card_used_at, now, viewer.zone),
        "used_at": viewer.card_used_at.isoformat(),
        "may_undo": cards.may_undo(viewer, now),
    }


def _closed_until(viewer: Viewer, now: datetime) -> str | None:
    if viewer.private_opens_at is None or not viewer.is_closed(now):
        return None
    return last_moment_words(viewer.private_opens_at, viewer.zone)
