"""People who never sign in: a coordinator adds them, and may invite them to sign in later, as the same person."""

from datetime import datetime

import sqlalchemy as sa
from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.exc import IntegrityError

from house import clock
from house.db import db, rows_changed
from house.forms import BaseForm, cards, line
from house.guard import coordinators
from house.people import acts, signing_in
from house.people.blueprint import bp
from house.people.forms import JoinForm
from house.people.models import Invite, Membership, Person
from house.people.neighbours import show_card
from house.viewer import Role, get_viewer
from house.web import form_page


class HasAccount(Exception):
    """They sign in already."""


class AddForm(BaseForm):
    """Somebody who lives or works here and does not sign in."""

    called_name = line(lazy_gettext("What they are called"), 40, needed=lazy_gettext("Write the name they go by."))
    pronouns = line(lazy_gettext("Pronouns"), 40)
    role = cards(
        lazy_gettext("They are"),
        [
            (Role.resident.value, lazy_gettext("a resident: they live here")),
            (Role.peer_worker.value, lazy_gettext("a peer worker: they are here on shifts")),
        ],
        lazy_gettext("Choose one."),
    )


@bp.route("/people/add", methods=["GET", "POST"])
@coordinators
def add() -> ResponseReturnValue:
    """Somebody without an account: on the list of people, on the roster, and in every question of who belongs."""
    form, ok = AddForm.sent()
    if not ok:
        return form_page("people/add.html", form)
    viewer, now = get_viewer(), clock.now()
    person = acts.add_person(form.called_name.data, now)
    person.pronouns = form.pronouns.data or ""
    acts.join(viewer.house_id, person.id, Role(form.role.data), now)
    flash(_("%(name)s is on the list.", name=person.called_name))
    return redirect(url_for("home.person", person_id=person.id), 303)


@bp.route("/people/<id:person_id>/invite", methods=["GET", "POST"])
@coordinators
def invite_to_sign_in(person_id: int) -> ResponseReturnValue:
    """A one-time link that gives an account to somebody who has none; shown once."""
    viewer, now = get_viewer(), clock.now()
    person, role = _find(person_id, viewer.house_id, now)
    if person.sign_in_name is not None:
        flash(_("%(name)s signs in already.", name=person.called_name))
        return redirect(url_for("home.person", person_id=person.id), 303)
    form, ok = BaseForm.sent()
    if not ok:
        return form_page("people/invite_to_sign_in.html", form, who=person.called_name, person_id=person.id)
    token = acts.invite(viewer.house_id, viewer.person_id, role, person.called_name, now, person_id=person.id)
    return show_card(token, person.called_name, role)


def _find(person_id: int, house_id: int, now: datetime) -> tuple[Person, Role]:
    """Somebody who belongs to this house now, and a role they have; 404 for anybody else."""
    query = (
        sa.select(Person, Membership.role)
        .join(Membership, Membership.person_id == Person.id)
        .where(Person.id == person_id, Membership.house_id == house_id, signing_in.in_force(now))
        .limit(1)
    )
    person, role = db.session.execute(query).first() or abort(404)
    return person, role


def come_in(invite: Invite, form: JoinForm, password_hash: str, now: datetime) -> int:
    """Whoever joins by an invite: somebody new, or the person it was made for, who has an account from now on.

    Raises `NameTaken`, `LinkGone` or `HasAccount`.
    """
    acts.use_invite(invite, now)
    if invite.person_id is not None:
        _give_account(invite.person_id, invite.house_id, form, password_hash, now)
        return invite.person_id
    person = acts.add_person(form.called_name.data or "", now, form.sign_in_name.data, password_hash)
    person.pronouns = form.pronouns.data or ""
    acts.join(invite.house_id, person.id, invite.role, now)
    return person.id


def _give_account(person_id: int, house_id: int, form: JoinForm, password_hash: str, now: datetime) -> None:
    if not signing_in.belongs(person_id, house_id, now):
        raise acts.LinkGone
    values = {
        "called_name": form.called_name.data,
        "pronouns": form.pronouns.data or "",
        "sign_in_name": signing_in.name_to_find(form.sign_in_name.data or ""),
        "password_hash": password_hash,
    }
    # Of two links for the same person, one gives them an account.
    given = sa.update(Person).where(Person.id == person_id, Person.sign_in_name.is_(None)).values(values)
    try:
        with db.session.begin_nested():
            changed = rows_changed(db.session.execute(given))
    except IntegrityError:
        raise acts.NameTaken from None
    if not changed:
        raise HasAccount
    _close_what_was_before(person_id, house_id, now)


def _close_what_was_before(person_id: int, house_id: int, now: datetime) -> None:
    """The link was in a coordinator's hands, so it is no way to read: a peer worker opens it beside them (checkins)."""
    theirs = (Membership.person_id == person_id, Membership.house_id == house_id, signing_in.in_force(now))
    db.session.execute(sa.update(Membership).where(*theirs).values(private_since=now))


def starts_from(invite: Invite) -> dict[str, str]:
    """What the page of an invite starts from."""
    if invite.person_id is None:
        return {"called_name": invite.called_name}
    person = db.session.get_one(Person, invite.person_id)
    return {"called_name": person.called_name, "pronouns": person.pronouns}


def signs_in_already(invite: Invite) -> ResponseReturnValue:
    """The answer to a link for somebody who has an account meanwhile."""
    db.session.rollback()
    flash(_("%(name)s has a way to sign in by now. If that is you, use it here.", name=invite.called_name), "trouble")
    return redirect(url_for("people.sign_in"), 303)
