"""Ways in and out: set-up, joining by an invite, signing in with a name and a password, signing out."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Response, abort, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock, once
from house.db import db, small_transaction
from house.guard import everyone, link, members
from house.people import acts, passkeys, signing_in, throttle, without_account
from house.people.blueprint import bp
from house.people.coming_back import leads_on, own_invite_words
from house.people.forms import JoinForm, SetUpForm, SignInForm
from house.people.lines import template_lines
from house.people.links import still_good
from house.people.models import House, Invite, SetUpLink, Way
from house.people.passwords import hash_password
from house.people.proving import Proof, find_who_proves, wait_a_little
from house.people.publishing import publish_afterwards
from house.viewer import Role, find_viewer, get_viewer
from house.web import form_page


@bp.route("/set-up/<token>", methods=["GET", "POST"])
@link
def set_up(token: str) -> ResponseReturnValue:
    """Open a new house and become its first coordinator."""
    now = clock.now()
    link = still_good(SetUpLink, token, "set-up")
    form, ok = SetUpForm.sent()
    if ok:
        hashed = _hash_meanwhile(form, link.token_hash, now)
        try:
            acts.use_set_up_link(link, now)
            coordinator = acts.add_person(form.called_name.data, now, form.sign_in_name.data, hashed)
            house = _open_house(form, now)
            acts.join(house.id, coordinator.id, Role.coordinator, now)
            signing_in.begin(coordinator.id, house.id, now, way=Way.set_up)
            publish_afterwards()
            return redirect(url_for("home.today"), 303)
        except acts.NameTaken:
            _name_is_taken(form, link.token_hash, now)
        except acts.LinkGone:
            abort(410)
    return form_page("people/set_up.html", form)


def _open_house(form: SetUpForm, now: datetime) -> House:
    plan = acts.HousePlan(
        name=form.house_name.data or "",
        quiet_name=form.quiet_name.data or "",
        timezone=form.timezone.data,
        country=form.country.data,
        phone=form.phone.data or "",
    )
    lines = [*template_lines(plan.country), *form.more_lines()]
    return acts.open_house(plan, lines, now, now.astimezone(ZoneInfo(plan.timezone)).date())


@bp.route("/join/<token>", methods=["GET", "POST"])
@link
def join(token: str) -> ResponseReturnValue:
    """Come in by an invite."""
    now = clock.now()
    invite = still_good(Invite, token, "invite")
    house = db.session.get_one(House, invite.house_id)
    form, ok = JoinForm.sent(**without_account.starts_from(invite), names=(house.name,))
    if ok:
        hashed = _hash_meanwhile(form, invite.token_hash, now)
        try:
            person_id = without_account.come_in(invite, form, hashed, now)
            signing_in.begin(person_id, invite.house_id, now, way=Way.invite)
            return redirect(url_for(".welcome"), 303)
        except acts.NameTaken:
            _name_is_taken(form, invite.token_hash, now)
        except without_account.HasAccount:
            return without_account.signs_in_already(invite)
        except acts.LinkGone:
            abort(410)
    return form_page(
        "people/join.html",
        form,
        house=house.name,
        is_worker=invite.role is Role.peer_worker,
        as_me=url_for(".join_as_me", token=token) if find_viewer() and invite.person_id is None else None,
        before=url_for(".before", token=token) if invite.person_id is None else None,
    )


@bp.post("/join/<token>/as-me")
@link
def join_as_me(token: str) -> ResponseReturnValue:
    """Come into another house with the account one has, and have it on screen."""
    viewer, invite, now = find_viewer(), still_good(Invite, token, "invite"), clock.now()
    if viewer is None or invite.person_id is not None:  # made for somebody who has no account
        return redirect(url_for(".join", token=token), 303)
    if acts.belongs(invite.house_id, viewer.person_id, invite.role, now):
        flash(_("You belong there already. The link is still good for somebody else."))
        return redirect(url_for("home.today"), 303)
    if acts.is_own_invite(invite, viewer.person_id, now):
        flash(own_invite_words())
        return redirect(url_for("home.today"), 303)
    try:
        acts.use_invite(invite, now)
    except acts.LinkGone:
        abort(410)
    acts.join(invite.house_id, viewer.person_id, invite.role, now)
    signing_in.show_house(viewer.sign_in_id, invite.house_id)
    return redirect(url_for(".welcome"), 303)


def _hash_meanwhile(form: SetUpForm | JoinForm, link_hash: bytes, now: datetime) -> str:
    """The hash of the password that was chosen, made while nobody waits. 429 after many names that were taken."""
    if throttle.must_wait(_names_asked(link_hash), now):
        raise wait_a_little()
    return once.without_lock(lambda: hash_password(form.password.data or ""))


def _names_asked(link_hash: bytes) -> bytes:
    return throttle.account_hash(f"\x00names {link_hash.hex()}", signing_in.secret_key())


def _name_is_taken(form: SetUpForm | JoinForm, link_hash: bytes, now: datetime) -> None:
    """Say so, and count it: nobody goes through a list of names to learn which of them are here."""
    with small_transaction():
        throttle.note_try(now, _names_asked(link_hash))
    form.sign_in_name.errors = [_("Someone signs in with that name already. Choose another.")]


@bp.route("/sign-in", methods=["GET", "POST"])
@everyone
def sign_in() -> ResponseReturnValue:
    """The door. The answer is the same for a name that nobody has and a password that does not fit."""
    form, ok = SignInForm.sent()
    if ok and (answer := _try_to_sign_in(form)):
        return answer
    if find_viewer() and request.method == "GET":
        return redirect(url_for("home.today"), 303)
    return sign_in_page(form, clock.now())


def sign_in_page(form: SignInForm, now: datetime) -> ResponseReturnValue:
    """The door, with what a passkey is asked for where this house can have them."""
    here = passkeys.site()
    asked = passkeys.ask_to_sign("sign in", here, now) if here else None
    return form_page("people/sign_in.html", form, came_for=request.args.get("next"), passkey=asked)


def _try_to_sign_in(form: SignInForm) -> ResponseReturnValue | None:
    now = clock.now()
    proof = find_who_proves(form.sign_in_name.data or "", form.password.data or "", now)
    answer = come_in(proof, now, Way.password, form.is_shared.data) if proof else None
    if answer is None:
        form.password.errors = [_("That name and password don’t fit together. Look at both, and try again.")]
    return answer


def come_in(proof: Proof, now: datetime, way: Way, is_shared_device: bool) -> ResponseReturnValue | None:
    """In, for whoever showed that they are this person; to their own things, where they belong to no house now."""
    house_id = signing_in.first_house(proof.person_id, now)
    if house_id is None:
        way_on = leads_on(proof.person_id, now)
        return redirect(way_on, 303) if way_on else None
    signing_in.begin(
        proof.person_id,
        house_id,
        now,
        is_shared_device=is_shared_device,
        way=way,
        private_opens_at=proof.opens_at,
    )
    return redirect(own_path(request.args.get("next")), 303)


# A path of ours: one slash, then no second one, no backslash, and nothing that a browser leaves out or reads as one.
_OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f-\xa0\u2028\u2029]*")


def own_path(path: str | None) -> str:
    """The page somebody came for, if it is one of ours; Today otherwise (no open redirect)."""
    return path if path and _OWN_PATH.fullmatch(path) else url_for("home.today")


@bp.post("/sign-out")
@members
def sign_out() -> ResponseReturnValue:
    """Leave this device: the old cookie opens nothing from here on."""
    viewer = get_viewer()
    signing_in.end(viewer.sign_in_id, viewer.person_id, clock.now())
    return left()


def left() -> ResponseReturnValue:
    """The answer to somebody who has signed out here: nothing of theirs stays in this browser."""
    return _cleared(make_response(redirect(url_for("people.signed_out"), 303)))


def _cleared(answer: Response) -> Response:
    session.clear()
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.get("/signed-out")
@everyone
def signed_out() -> ResponseReturnValue:
    """What is left on screen: nothing of anybody's. Somebody who is still in, in another window, goes on."""
    if find_viewer():
        return redirect(url_for("home.today"), 303)
    return _cleared(make_response(render_template("people/signed_out.html")))
