"""My password: changed by whoever has the old one, or came in by a card within the hour."""

from datetime import datetime

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock, facts, once
from house.db import db
from house.guard import members
from house.people import cards
from house.people.blueprint import bp
from house.people.forms import ChangePasswordForm, NewPasswordForm
from house.people.models import Person, SignIn, Way
from house.people.passwords import hash_password
from house.people.proving import own_password
from house.people.signing_in import is_fresh
from house.viewer import Viewer, get_viewer
from house.web import form_page


@bp.route("/me/password", methods=["GET", "POST"])
@members
def my_password() -> ResponseReturnValue:
    """Change my password; my other devices are signed out."""
    viewer, now = get_viewer(), clock.now()
    person = db.session.get_one(Person, viewer.person_id)
    has_one, asks_old = person.password_hash is not None, _asks_old(viewer, person, now)
    if not asks_old and not has_one and not is_fresh(viewer, now):
        return redirect(url_for(".confirm", next=url_for(".my_password")), 303)
    kind = ChangePasswordForm if asks_old else NewPasswordForm
    form, ok = kind.sent(names=(person.called_name, person.sign_in_name, viewer.house_name))
    hashed = once.without_lock(lambda: hash_password(form.password.data)) if ok else ""
    if ok and asks_old and not own_password(viewer, form.old.data, now):
        form.old.errors, ok = [_("That is not the password you have now. Try again.")], False
    if not ok:
        return form_page("people/my_password.html", form, asks_old=asks_old)
    cards.change_password(viewer, hashed, now)
    if form.links_too.data:
        facts.links_off.send(viewer.person_id, since=None, now=now)
    flash(_("You have a new password. Your other devices are signed out."))
    return redirect(url_for(".me"), 303)


def _asks_old(viewer: Viewer, person: Person, now: datetime) -> bool:
    if person.password_hash is None:
        return False
    device = db.session.get_one(SignIn, viewer.sign_in_id)
    return not (device.way is Way.card and now - device.started_at <= cards.LASTS)
