"""The people of the house: who belongs to it, inviting, moving on, and what the house is called."""

import segno
from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.guard import coordinators, members
from house.people import acts, going
from house.people.blueprint import bp
from house.people.forms import HouseForm, InviteForm
from house.people.models import House, Invite, Membership, Person
from house.people.reading import PersonLine, people_here, waiting_invites
from house.trust.acts import note_change
from house.viewer import Role, Viewer, get_viewer
from house.web import fetch, form_page, own_url
from house.when.words import last_moment_words, soon_words


@bp.get("/people")
@members
def people() -> ResponseReturnValue:
    """Who belongs to the house."""
    viewer, now = get_viewer(), clock.now()
    everyone = people_here(viewer.house_id, now)
    invites = waiting_invites(viewer.house_id, now) if viewer.is_coordinator else []
    return render_template(
        "people/people.html",
        groups=[
            (_("Residents"), _of(everyone, Role.resident)),
            (_("Peer workers"), _of(everyone, Role.peer_worker)),
            (_("Coordinators"), _of(everyone, Role.coordinator)),
        ],
        invites=[(each, soon_words(each.expires_at, now, viewer.zone)) for each in invites],
        may_invite=viewer.is_coordinator,
    )


def _of(everyone: list[PersonLine], role: Role) -> list[PersonLine]:
    return [each for each in everyone if each.role is role]


@bp.route("/people/invite", methods=["GET", "POST"])
@coordinators
def invite() -> ResponseReturnValue:
    """Make a one-time link, shown once with its QR code."""
    form, ok = InviteForm.sent()
    if not ok:
        return form_page("people/invite.html", form)
    viewer, now = get_viewer(), clock.now()
    code = acts.invite(viewer.house_id, viewer.person_id, Role(form.role.data), form.called_name.data, now)
    address = own_url("people.join", token=code)
    page = render_template(
        "people/invited.html",
        who=form.called_name.data,
        is_worker=form.role.data == Role.peer_worker,
        address=address,
        until=last_moment_words(now + acts.INVITE_LASTS, viewer.zone),
        picture=segno.make(address, error="m").svg_data_uri(scale=6, border=3),
    )
    return make_response(page, 201)


def may_withdraw(viewer: Viewer, invite: Invite) -> bool:
    """Coordinators withdraw an invite that nobody has used."""
    return viewer.is_coordinator and invite.used_at is None and invite.withdrawn_at is None


@bp.post("/people/invites/<id:invite_id>/withdraw")
@coordinators
def withdraw(invite_id: int) -> ResponseReturnValue:
    """Take an invite back."""
    invite = fetch(Invite, invite_id, may_withdraw)
    acts.withdraw(invite, get_viewer().person_id, clock.now())
    flash(_("The invite for %(name)s is taken back. Its link opens nothing now.", name=invite.called_name))
    return redirect(url_for(".people"), 303)


def may_end(viewer: Viewer, membership: Membership) -> bool:
    """Coordinators note that someone moves on; a coordinator's own going needs a second one (DOMAIN, settled 12)."""
    return viewer.is_coordinator and membership.role is not Role.coordinator and membership.ended_at is None


@bp.route("/people/<id:membership_id>/moving-on", methods=["GET", "POST"])
@coordinators
def moving_on(membership_id: int) -> ResponseReturnValue:
    """Somebody leaves the house: their sign-ins here, calendar links and open turns end at this instant."""
    membership = fetch(Membership, membership_id, may_end)
    person = db.session.get_one(Person, membership.person_id)
    if request.method == "POST":
        going.move_on(membership, get_viewer().person_id, clock.now())
        flash(_("%(name)s has moved on.", name=person.called_name))
        return redirect(url_for(".people"), 303)
    return render_template("people/moving_on.html", who=person.called_name)


@bp.route("/the-house", methods=["GET", "POST"])
@coordinators
def the_house() -> ResponseReturnValue:
    """What the house is called and how it is reached."""
    house = db.session.get(House, get_viewer().house_id) or abort(404)
    form, ok = HouseForm.sent(name=house.name, quiet_name=house.quiet_name, phone=house.phone)
    if ok:
        house.name, house.quiet_name, house.phone = form.name.data, form.quiet_name.data, form.phone.data
        note_change(house.id, get_viewer().person_id, "house", house.id, "changed", clock.now())
        flash(_("Kept."))
        return redirect(url_for("home.house"), 303)
    return form_page("people/the_house.html", form)
