"""Ways in and out: set-up, joining by an invite, signing in with a name and a password, signing out."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import Response, abort, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import TooManyRequests

from house import clock, once
from house.db import begins, db, small_transaction
from house.guard import everyone, link, members
from house.people import acts, passkeys, signing_in, throttle
from house.people.blueprint import bp
from house.people.forms import JoinForm, SetUpForm, SignInForm
from house.people.lines import publish_lines, template_lines
from house.people.links import still_good
from house.people.models import House, Invite, Person, SetUpLink, Way
from house.people.passwords import fits, hash_password, is_outdated
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
            once.afterwards(publish_lines)
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
    return acts.open_house(plan, template_lines(plan.country), now, now.astimezone(ZoneInfo(plan.timezone)).date())


@bp.route("/join/<token>", methods=["GET", "POST"])
@link
def join(token: str) -> ResponseReturnValue:
    """Come in by an invite."""
    now = clock.now()
    invite = still_good(Invite, token, "invite")
    house = db.session.get_one(House, invite.house_id)
    form, ok = JoinForm.sent(called_name=invite.called_name, names=(house.name,))
    if ok:
        hashed = _hash_meanwhile(form, invite.token_hash, now)
        try:
            acts.use_invite(invite, now)
            person = acts.add_person(form.called_name.data, now, form.sign_in_name.data, hashed)
            person.pronouns = form.pronouns.data or ""
            acts.join(invite.house_id, person.id, invite.role, now)
            signing_in.begin(person.id, invite.house_id, now, way=Way.invite)
            return redirect(url_for("home.today"), 303)
        except acts.NameTaken:
            _name_is_taken(form, invite.token_hash, now)
        except acts.LinkGone:
            abort(410)
    return form_page(
        "people/join.html",
        form,
        house=house.name,
        is_worker=invite.role is Role.peer_worker,
        as_me=url_for(".join_as_me", token=token) if find_viewer() else None,
    )


@bp.post("/join/<token>/as-me")
@link
def join_as_me(token: str) -> ResponseReturnValue:
    """Come into another house with the account one has, and have it on screen."""
    viewer, invite, now = find_viewer(), still_good(Invite, token, "invite"), clock.now()
    if viewer is None:
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
    return redirect(url_for("home.today"), 303)


def _hash_meanwhile(form: SetUpForm | JoinForm, link_hash: bytes, now: datetime) -> str:
    """The hash of the password that was chosen, made while nobody waits. 429 after many names that were taken."""
    if throttle.must_wait(_names_asked(link_hash), now):
        raise _wait()
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
    asked = {"asked": passkeys.ask_to_sign("sign in", here, now), "origin": here.origin} if here else None
    return form_page("people/sign_in.html", form, came_for=bool(request.args.get("next")), passkey=asked)


def _try_to_sign_in(form: SignInForm) -> ResponseReturnValue | None:
    now, password = clock.now(), form.password.data or ""
    name = signing_in.name_to_find(form.sign_in_name.data or "")
    once.let_go()  # signing in twice is no harm, and the second answer brings its own cookie
    tried = _count(name, now)
    found = _whose(name, now)
    # With no transaction open: the slow hash keeps nobody else from writing.
    if not fits(password, found.stored) or found.person_id is None or found.house_id is None:
        if tried.is_crowded:  # as a name that does not know this network is answered: neither tells which it is
            raise _wait()
        form.password.errors = [_("That name and password don’t fit together. Look at both, and try again.")]
        return None
    made_anew = hash_password(password) if is_outdated(found.stored or "") else None
    throttle.forget_tries(tried.account, now, tried.net)
    if made_anew:
        db.session.get_one(Person, found.person_id).password_hash = made_anew
    signing_in.begin(
        found.person_id,
        found.house_id,
        now,
        is_shared_device=form.is_shared.data,
        private_opens_at=found.opens_at,
    )
    return redirect(own_path(request.args.get("next")), 303)


@dataclass(frozen=True, slots=True)
class _Tried:
    account: bytes
    net: bytes
    is_crowded: bool  # whether so many tries came from this network that only accounts which know it are heard


def _count(name: str, now: datetime) -> _Tried:
    """Count this try before it is judged, so that many at once cannot slip past; 429 while it is not heard yet."""
    key = signing_in.secret_key()
    net = throttle.network_hash(request.remote_addr or "", key)
    with small_transaction():
        is_known = signing_in.knows(name, net, now)
        account = throttle.account_hash(name, key, net if is_known else b"")
        waits, is_crowded = throttle.must_wait(account, now), throttle.is_crowded(net, now)
        # An account that knows the network has a count of its own there: others' tries do not hold it off.
        waits = waits or (is_crowded and not is_known)
        if not waits:
            throttle.note_try(now, account, *(() if is_known else (net,)))
    if waits:
        raise _wait()
    return _Tried(account, net, is_crowded)


def _wait() -> TooManyRequests:
    return TooManyRequests(retry_after=int(throttle.PAUSE.total_seconds()))


@dataclass(frozen=True, slots=True)
class _Found:
    person_id: int | None = None
    stored: str | None = None
    opens_at: datetime | None = None  # from when on this password opens what was private before a re-entry card
    house_id: int | None = None


def _whose(name: str, now: datetime) -> _Found:
    """Whose name it is, their stored password, and the house they come to: the same questions for a name nobody has."""
    with begins(may_write=False):
        query = sa.select(Person.id, Person.password_hash, Person.password_opens_at)
        row = db.session.execute(query.where(Person.sign_in_name == name)).first()
        house_id = signing_in.first_house(row.id if row else 0, now)
        db.session.rollback()
    return _Found(*row, house_id=house_id) if row else _Found()


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
