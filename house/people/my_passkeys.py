"""My passkeys: the list, a new one, and taking one away."""

from datetime import datetime

import sqlalchemy as sa
from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.guard import Access, access, members
from house.people import passkeys
from house.people.blueprint import bp
from house.people.challenges import ChallengeGone
from house.people.models import Passkey
from house.people.passkey_forms import NewPasskeyForm
from house.people.signing_in import device_label
from house.people.site import Site
from house.viewer import Viewer, get_viewer
from house.web import form_page
from house.when.words import stamp_words


@bp.get("/me/passkeys")
@members
def my_passkeys() -> ResponseReturnValue:
    """My passkeys: when each was made and last used."""
    viewer, now = get_viewer(), clock.now()
    rows = [_row(each, viewer, now) for each in passkeys.passkeys_of(viewer.person_id)]
    return render_template("people/my_passkeys.html", rows=rows, is_offered=passkeys.site() is not None)


def _row(passkey: passkeys.PasskeyLine, viewer: Viewer, now: datetime) -> dict[str, object]:
    used = passkey.last_used_at
    return {
        "id": passkey.id,
        "label": passkey.label,
        "made": _("Made %(when)s.", when=stamp_words(passkey.made_at, now, viewer.zone)),
        "used": _("Last used %(when)s.", when=stamp_words(used, now, viewer.zone)) if used else _("Not used yet."),
    }


@bp.route("/me/passkeys/new", methods=["GET", "POST"])
@access(Access.members, asks_again=True)
def new_passkey() -> ResponseReturnValue:
    """Make a passkey on this device."""
    viewer, now, here = get_viewer(), clock.now(), passkeys.site()
    if here is None:
        return redirect(url_for(".my_passkeys"), 303)
    form, ok = NewPasskeyForm.sent(label=device_label(request.user_agent.string))
    if ok and (trouble := _add(viewer, here, form, now)):
        form.form_errors.append(trouble)
    elif ok:
        flash(_("“%(label)s” is a passkey now. Next time you can sign in with it.", label=form.label.data))
        return redirect(url_for(".my_passkeys"), 303)
    return form_page("people/new_passkey.html", form, passkey=passkeys.ask_for_new(viewer, here, now))


def _add(viewer: Viewer, here: Site, form: NewPasskeyForm, now: datetime) -> str | None:
    """Keep the passkey; else what stood in the way, in words."""
    if not form.signed.data:
        return _("Nothing came from your device. Press the button once more.")
    if len(passkeys.ids_of(viewer.person_id)) >= passkeys.MOST:
        return _("You have %(number)d passkeys. Take one away first.", number=passkeys.MOST)
    try:
        passkeys.add_passkey(viewer, here, form.signed.data, form.label.data or "", now)
    except ChallengeGone:
        return _("That took a while, so we ask again. Press the button once more.")
    except passkeys.AlreadyThere:
        return _("This device has a passkey here already.")
    except passkeys.NoPasskey:
        return _("That passkey does not fit this house. Press the button once more.")
    return None


@bp.route("/me/passkeys/<id:passkey_id>/take-away", methods=["GET", "POST"])
@access(Access.members, asks_again=True)
def take_passkey_away(passkey_id: int) -> ResponseReturnValue:
    """Take one of my passkeys away, after a page that says what that does."""
    viewer, now = get_viewer(), clock.now()
    passkey = _own(viewer, passkey_id)
    if request.method == "GET":
        return render_template("people/take_passkey_away.html", passkey_id=passkey_id, label=passkey.label)
    if viewer.is_closed(now) and (passkey.opens_at is None or passkey.opens_at <= now):
        # Whoever came in by a card does not take away the ways that are left to its owner.
        flash(_("You came in by a re-entry card. Show an earlier passkey or password first, then take it away."))
        return redirect(url_for(".confirm"), 303)
    label = passkey.label
    try:
        passkeys.take_away(passkey)
        flash(_("“%(label)s” is taken away. It opens nothing here now.", label=label))
    except passkeys.LastWayIn:
        flash(_("This is your only way in. Choose a password first, then you can take it away."))
        return redirect(url_for(".my_password"), 303)
    return redirect(url_for(".my_passkeys"), 303)


def _own(viewer: Viewer, passkey_id: int) -> Passkey:
    query = sa.select(Passkey).where(Passkey.id == passkey_id, Passkey.person_id == viewer.person_id)
    return db.session.scalars(query).one_or_none() or abort(404)
