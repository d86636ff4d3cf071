"""Ways in and out: set-up, joining by an invite, signing in and out, choosing a new password."""

import re
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import abort, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import TooManyRequests

from house import clock, once
from house.db import begins, db, small_transaction
from house.guard import everyone, link, members
from house.people import acts, signing_in, throttle, without_account
from house.people.blueprint import bp
from house.people.coming_back import leads_on
from house.people.forms import ConfirmForm, JoinForm, NewPasswordForm, SetUpForm, SignInForm
from house.people.lines import template_lines
from house.people.models import House, Invite, Person, ReentryLink, SetUpLink
from house.people.passwords import fits, hash_password, is_outdated
from house.people.proving import shows_own_password
from house.people.publishing import publish_afterwards
from house.tokens import hash_token
from house.viewer import Role, find_viewer, get_viewer
from house.web import form_page

Link = TypeVar("Link", SetUpLink, Invite, ReentryLink)


@bp.route("/set-up/<token>", methods=["GET", "POST"])
@link
def set_up(token: str) -> ResponseReturnValue:
    """Open a new house and become its first coordinator."""
    now = clock.now()
    _still_good(SetUpLink, token, "set-up")
    form, ok = SetUpForm.sent()
    if ok:
        try:
            acts.use_set_up_link(token, now)
            coordinator = acts.add_person(form.called_name.data, now, form.sign_in_name.data, form.password.data)
            house = _open_house(form, now)
            acts.join(house.id, coordinator.id, Role.coordinator, now)
            signing_in.begin(coordinator.id, house.id, now)
            publish_afterwards()
            return redirect(url_for("home.today"), 303)
        except acts.NameTaken:
            _name_is_taken(form)
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
    invite = _still_good(Invite, token, "invite")
    house = db.session.get_one(House, invite.house_id)
    form, ok = JoinForm.sent(**without_account.starts_from(invite), names=(house.name,))
    if ok:
        try:
            person_id = without_account.come_in(invite, form, now)
            signing_in.begin(person_id, invite.house_id, now)
            return redirect(url_for(".welcome"), 303)
        except acts.NameTaken:
            _name_is_taken(form)
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
    viewer, invite, now = find_viewer(), _still_good(Invite, token, "invite"), clock.now()
    if viewer is None or invite.person_id is not None:  # made for somebody who has no account
        return redirect(url_for(".join", token=token), 303)
    if acts.belongs(invite.house_id, viewer.person_id, invite.role, now):
        flash(_("You belong there already. The link is still good for somebody else."))
        return redirect(url_for("home.today"), 303)
    try:
        acts.use_invite(invite, now)
    except acts.LinkGone:
        abort(410)
    acts.join(invite.house_id, viewer.person_id, invite.role, now)
    signing_in.show_house(viewer.sign_in_id, invite.house_id)
    return redirect(url_for(".welcome"), 303)


def _name_is_taken(form: SetUpForm | JoinForm) -> None:
    db.session.rollback()
    form.sign_in_name.errors = [_("Someone signs in with that name already. Choose another.")]


@bp.route("/re-entry/<token>", methods=["GET", "POST"])
@link
def reentry(token: str) -> ResponseReturnValue:
    """Choose a new password by a one-time link; every other device is signed out."""
    now = clock.now()
    link = _still_good(ReentryLink, token, "re-entry")
    person = db.session.get_one(Person, link.person_id)
    form, ok = NewPasswordForm.sent(names=(person.called_name, person.sign_in_name))
    if ok:
        try:
            acts.use_reentry_link(link, form.password.data, now)
        except acts.LinkGone:
            abort(410)
        signing_in.begin(person.id, link.house_id, now)
        flash(_("You have a new password. Every other device is signed out."))
        return redirect(url_for("home.today"), 303)
    return form_page("people/reentry.html", form)


def _still_good(kind: type[Link], token: str, purpose: str) -> Link:
    """The link behind a token while it can be used; 404 for one that never was, 410 for one that is used up."""
    link = db.session.scalars(sa.select(kind).where(kind.token_hash == hash_token(token, purpose))).one_or_none()
    if link is None:
        abort(404)
    if link.used_at or link.expires_at <= clock.now() or getattr(link, "withdrawn_at", None):
        abort(410)
    return link


@bp.route("/sign-in", methods=["GET", "POST"])
@everyone
def sign_in() -> ResponseReturnValue:
    """The door. The answer is the same for a name that nobody has and a password that does not fit."""
    form, ok = SignInForm.sent()
    if ok and (answer := _try_to_sign_in(form)):
        return answer
    if find_viewer() and request.method == "GET":
        return redirect(url_for("home.today"), 303)
    return form_page("people/sign_in.html", form, came_for=bool(request.args.get("next")))


def _try_to_sign_in(form: SignInForm) -> ResponseReturnValue | None:
    now, password = clock.now(), form.password.data or ""
    name = signing_in.name_to_find(form.sign_in_name.data or "")
    once.let_go()  # signing in twice is no harm, and the second answer brings its own cookie
    account, net = _count(name, now)
    person_id, stored, house_id = _whose(name, now)
    # With no transaction open: the slow hash keeps nobody else from writing.
    is_theirs = fits(password, stored)
    if is_theirs and person_id is not None and house_id is None and (way_on := leads_on(person_id, now)):
        throttle.forget_tries(account, net, now)
        return redirect(way_on, 303)
    if not is_theirs or person_id is None or house_id is None:
        form.password.errors = [_("That name and password don’t fit together. Look at both, and try again.")]
        return None
    throttle.forget_tries(account, net, now)
    if is_outdated(stored or ""):
        db.session.get_one(Person, person_id).password_hash = hash_password(password)
    signing_in.begin(person_id, house_id, now, is_shared_device=form.is_shared.data)
    return redirect(own_path(request.args.get("next")), 303)


def _count(name: str, now: datetime) -> tuple[bytes, bytes]:
    """Count this try before it is judged, so that many at once cannot slip past; 429 while it is not heard yet."""
    key = signing_in.secret_key()
    net = throttle.network_hash(request.remote_addr or "", key)
    with small_transaction():
        account = throttle.account_hash(name, key, net if signing_in.knows(name, net, now) else b"")
        waits = throttle.must_wait(account, net, now)
        if not waits:
            throttle.note_try(account, net, now)
    if waits:
        raise TooManyRequests(retry_after=int(throttle.PAUSE.total_seconds()))
    return account, net


def _whose(name: str, now: datetime) -> tuple[int | None, str | None, int | None]:
    """Whose name it is, their stored password, and the house they come to: the same questions for a name nobody has."""
    with begins(may_write=False):
        row = db.session.execute(sa.select(Person.id, Person.password_hash).where(Person.sign_in_name == name)).first()
        house_id = signing_in.first_house(row.id if row else 0, now)
        db.session.rollback()
    return (row.id, row.password_hash, house_id) if row else (None, None, None)


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
    session.clear()
    answer = make_response(redirect(url_for("people.signed_out"), 303))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.get("/signed-out")
@everyone
def signed_out() -> ResponseReturnValue:
    """What is left on screen: nothing of anybody's."""
    return render_template("people/signed_out.html")


@bp.route("/sign-in/again", methods=["GET", "POST"])
@members
def confirm() -> ResponseReturnValue:
    """Show the password once more, before something private opens."""
    form, ok = ConfirmForm.sent()
    viewer, now = get_viewer(), clock.now()
    if ok and shows_own_password(viewer, form.password.data, now):
        signing_in.note_confirmed(viewer.sign_in_id, now)
        return redirect(own_path(request.args.get("next")), 303)
    if ok:
        form.password.errors = [_("That password doesn’t fit. Try again.")]
    return form_page("people/confirm.html", form)
