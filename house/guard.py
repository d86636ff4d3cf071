"""Who may open a route at all: every route says it, and a route that does not say it stops the start."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import MethodNotAllowed

from house import db
from house.viewer import Viewer

View = TypeVar("View", bound=Callable[..., Any])


class Access(StrEnum):
    """Whom a route is for."""

    everyone = "everyone"  # no sign-in
    link = "link"  # whoever holds the secret in its address
    members = "members"  # anyone signed in to this house
    residents = "residents"
    workers = "workers"  # peer workers who do not live here
    coordinators = "coordinators"


@dataclass(frozen=True, slots=True)
class Declared:
    """What a route says of itself."""

    access: Access
    writes: bool  # whether even its GET writes: a look, say
    is_private: bool = False  # whether it opens somebody's private words: staff who were idle show their password again
    asks_again: bool = (
        False  # whether a password or passkey is asked again, unless one was shown in the last 15 minutes
    )
    most_bytes: int | None = None  # how much it takes in, where that is more than elsewhere


def access(
    who: Access,
    *,
    writes: bool = False,
    is_private: bool = False,
    asks_again: bool = False,
    most_bytes: int | None = None,
) -> Callable[[View], View]:
    """Declare whom a view is for. `writes`: its GET keeps something, such as a look. The others: see `Declared`."""

    def declare(view: View) -> View:
        view.declared = Declared(who, writes, is_private, asks_again, most_bytes)  # type: ignore[attr-defined]
        return view

    return declare


def everyone(view: View) -> View:
    """Anyone, signed in or not."""
    return access(Access.everyone)(view)


def link(view: View) -> View:
    """Whoever holds the secret in the address."""
    return access(Access.link)(view)


def members(view: View) -> View:
    """Anyone signed in to this house."""
    return access(Access.members)(view)


def residents(view: View) -> View:
    """Who lives here."""
    return access(Access.residents)(view)


def workers(view: View) -> View:
    """Peer workers who do not live here."""
    return access(Access.workers)(view)


def coordinators(view: View) -> View:
    """Coordinators of this house."""
    return access(Access.coordinators)(view)


def declared(app: Flask, endpoint: str) -> Declared | None:
    """What the route behind an endpoint says of itself; Flask's own files are for everyone."""
    if endpoint == "static":
        return Declared(Access.everyone, writes=False)
    return getattr(app.view_functions[endpoint], "declared", None)


def check_every_route(app: Flask) -> None:
    """Refuse to start while a route does not say whom it is for."""
    silent = sorted(name for name in app.view_functions if declared(app, name) is None)
    if silent:
        raise RuntimeError(f"These routes do not declare their access: {', '.join(silent)}")


def admit() -> ResponseReturnValue | None:
    """Before each request: begin the right kind of transaction, and turn away whom the route is not for."""
    rule = declared(current_app, request.endpoint) if request.endpoint else None
    if rule and rule.most_bytes:
        request.max_content_length = rule.most_bytes
    request.form  # noqa: B018  # read whole before the database is asked: a slow upload must hold no lock
    if rule and rule.writes and request.method == "HEAD":
        raise MethodNotAllowed(["GET"])  # its length would tell of words that were not looked at
    if rule is None:
        db.start(may_write=False)
        return None  # no such page: the answer is the same for everybody
    db.start(may_write=rule.writes or request.method not in ("GET", "HEAD", "OPTIONS"))
    if rule.access in (Access.everyone, Access.link):
        return None
    if not current_user.is_authenticated:
        return redirect(url_for("people.sign_in", next=own_path_here()), 303)
    if not may_open(current_user, rule.access):
        abort(404)  # the same as a page that is not there: in a house of six a 403 is already gossip
    return None


def may_open(viewer: Viewer, who: Access) -> bool:
    """Whether a signed-in viewer is among those a route is for."""
    match who:
        case Access.residents:
            return viewer.is_resident
        case Access.workers:
            return viewer.is_worker
        case Access.coordinators:
            return viewer.is_coordinator
        case _:
            return True


def own_path_here() -> str | None:
    """Where to go after signing in: only a page of our own, and only one that can be asked for again."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    methods = request.url_rule.methods if request.url_rule else None
    return request.path if "GET" in (methods or ()) else None  # the page of the form that was sent
