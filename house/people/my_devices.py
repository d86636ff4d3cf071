"""Where I am signed in, how each device came in, and a way to end them."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.guard import members
from house.people import signing_in
from house.people.blueprint import bp
from house.people.doors import left
from house.people.models import SignIn, Way
from house.people.reading import CardLine, DeviceLine, cards_for, devices
from house.viewer import Viewer, get_viewer
from house.when.words import stamp_words

CARDS_SHOWN_FOR = timedelta(days=365)


@bp.get("/me/devices")
@members
def my_devices() -> ResponseReturnValue:
    """Where I am signed in, and the re-entry cards that were made for me."""
    viewer, now = get_viewer(), clock.now()
    return render_template(
        "people/my_devices.html",
        rows=[_device(each, viewer, now) for each in devices(viewer, now)],
        cards=[_card(each, viewer, now) for each in cards_for(viewer.person_id, now - CARDS_SHOWN_FOR)],
    )


def _device(device: DeviceLine, viewer: Viewer, now: datetime) -> dict[str, object]:
    return {
        "id": device.id,
        "label": device.label,
        "is_this": device.is_this,
        "came": _came_words(device.way, stamp_words(device.started_at, now, viewer.zone)),
        "seen": stamp_words(device.last_seen_at, now, viewer.zone),
    }


def _came_words(way: Way, when: str) -> str:
    match way:
        case Way.passkey:
            return _("Signed in with a passkey, %(when)s", when=when)
        case Way.card:
            return _("Signed in with a re-entry card, %(when)s", when=when)
        case Way.invite:
            return _("Signed in by joining the house, %(when)s", when=when)
        case Way.set_up:
            return _("Signed in by opening the house, %(when)s", when=when)
        case Way.password:
            return _("Signed in with a password, %(when)s", when=when)


def _card(card: CardLine, viewer: Viewer, now: datetime) -> dict[str, object]:
    when = stamp_words(card.made_at, now, viewer.zone)
    made = _("Made by %(name)s, %(when)s", name=card.made_by, when=when) if card.made_by else None
    return {"made": made or _("Made at the server, %(when)s", when=when), "used": _used_words(card, viewer, now)}


def _used_words(card: CardLine, viewer: Viewer, now: datetime) -> str:
    if card.used_at is None:
        return _("Not used yet") if card.expires_at > now else _("Never used")
    used = stamp_words(card.used_at, now, viewer.zone)
    return _("Used %(when)s, then undone", when=used) if card.undone_at else _("Used %(when)s", when=used)


@bp.post("/me/devices/<id:sign_in_id>/end")
@members
def end_device(sign_in_id: int) -> ResponseReturnValue:
    """End one of my sign-ins."""
    viewer = get_viewer()
    own = sa.select(SignIn.id).where(SignIn.id == sign_in_id, SignIn.person_id == viewer.person_id)
    if db.session.scalar(own) is None:
        abort(404)
    signing_in.end(sign_in_id, viewer.person_id, clock.now())
    if sign_in_id == viewer.sign_in_id:
        return left()
    flash(_("That device is signed out."))
    return redirect(url_for(".my_devices"), 303)


@bp.post("/me/devices/end-all")
@members
def end_all_devices() -> ResponseReturnValue:
    """End all my sign-ins, this one too."""
    signing_in.end_all(get_viewer().person_id, clock.now())
    return left()
