"""Ways for somebody who has been here before: out with their things, or in again as the same person."""

from datetime import datetime

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from house import clock
from house.db import db
from house.forms import BaseForm, line
from house.guard import link
from house.people import acts, former, signing_in
from house.people.blueprint import bp
from house.people.forms import password_now
from house.people.leaving import find_left_house, make_export_link
from house.people.links import still_good
from house.people.models import House, Invite, Person
from house.people.proving import Proof, find_who_proves
from house.web import form_page


class BeforeForm(BaseForm):
    """The name and password somebody had here before."""

    sign_in_name = line(lazy_gettext("Your sign-in name"), 60, needed=lazy_gettext("Type the name you signed in with."))
    password = password_now(lazy_gettext("Your password"), lazy_gettext("Type your password."))


def leads_on(person_id: int, now: datetime) -> str | None:
    """Where somebody goes who showed their own password or passkey and belongs to no house: to their own things."""
    left = find_left_house(person_id, now)
    return url_for("home.taking_along", token=make_export_link(left, now)) if left else None


@bp.route("/join/<token>/before", methods=["GET", "POST"])
@link
def before(token: str) -> ResponseReturnValue:
    """Come in by an invite as the person one was here, or is in another house."""
    now = clock.now()
    invite = _invite(token)
    house = db.session.get_one(House, invite.house_id)
    form, ok = BeforeForm.sent()
    if ok:
        proof = find_who_proves(form.sign_in_name.data or "", form.password.data or "", now)
        if proof is not None:
            return _comes_in(_invite(token), proof, now)
        form.password.errors = [_("That name and password don’t fit together. Look at both, and try again.")]
    return form_page("people/before.html", form, house=house.name, token=token)


def _invite(token: str) -> Invite:
    """The invite behind a token while it can be used, and is not made for one person; 404 or 410 otherwise."""
    invite = still_good(Invite, token, "invite")
    return invite if invite.person_id is None else abort(404)


def _comes_in(invite: Invite, proof: Proof, now: datetime) -> ResponseReturnValue:
    said, next_page = _("You belong there already. The link is still good for somebody else."), "home.today"
    if acts.is_own_invite(invite, proof.person_id, now):
        flash(own_invite_words())
        return redirect(url_for("people.sign_in"), 303)
    if not acts.belongs(invite.house_id, proof.person_id, invite.role, now):
        _joins(invite, proof.person_id, now)
        said, next_page = _("Welcome back."), "people.welcome"
    person = db.session.get_one(Person, proof.person_id)
    if former.is_former(person.called_name):
        person.called_name = invite.called_name
    signing_in.begin(proof.person_id, invite.house_id, now, private_opens_at=proof.opens_at)
    flash(said)  # after the sign-in, which begins a session of its own
    return redirect(url_for(next_page), 303)


def own_invite_words() -> str:
    """Why a link does not let in whoever made it."""
    return _("You made this link, so it is for somebody else. Another coordinator can make one for you.")


def _joins(invite: Invite, person_id: int, now: datetime) -> None:
    try:
        acts.use_invite(invite, now)
    except acts.LinkGone:
        abort(410)
    acts.join(invite.house_id, person_id, invite.role, now)
