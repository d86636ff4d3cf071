"""Inviting people, and what the house is called."""

import segno
from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.guard import coordinators
from house.people import acts
from house.people.blueprint import bp
from house.people.forms import HouseForm, InviteForm
from house.people.lines import COUNTRIES
from house.people.models import House, Invite
from house.people.zones import ZONES
from house.trust.acts import note_change
from house.viewer import Role, Viewer, get_viewer
from house.web import fetch, form_page, own_url
from house.when.words import last_moment_words


@bp.route("/people/invite", methods=["GET", "POST"])
@coordinators
def invite() -> ResponseReturnValue:
    """Make a one-time link, shown once with its QR code."""
    form, ok = InviteForm.sent()
    if not ok:
        return form_page("people/invite.html", form)
    viewer, now = get_viewer(), clock.now()
    code = acts.invite(viewer.house_id, viewer.person_id, Role(form.role.data), form.called_name.data, now)
    return show_card(code, form.called_name.data, Role(form.role.data))


def show_card(code: str, who: str, role: Role) -> ResponseReturnValue:
    """The page that shows a one-time link, as a card to print; there is no second look."""
    address, lasts_until = own_url("people.join", token=code), clock.now() + acts.INVITE_LASTS
    page = render_template(
        "people/invited.html",
        who=who,
        is_worker=role == Role.peer_worker,
        address=address,
        until=last_moment_words(lasts_until, get_viewer().zone),
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
    return redirect(url_for("home.people"), 303)


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
    return form_page("people/the_house.html", form, facts=_facts_of(house))


def _facts_of(house: House) -> list[tuple[str, str]]:
    """What was settled when the house was opened, and stays."""
    country = COUNTRIES[house.country][0] if house.country in COUNTRIES else house.country
    return [(_("Country"), country), (_("Time zone"), dict(ZONES).get(house.timezone, house.timezone))]
