"""What every page needs: find a thing or answer 404, numbers in addresses, static files, errors, headers."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import Flask, Response, abort, current_app, g, make_response, render_template, request, url_for
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import InstrumentedAttribute
from werkzeug.exceptions import Gone, HTTPException, TooManyRequests
from werkzeug.routing import IntegerConverter

from house.db import LARGEST_ID, Base, db
from house.viewer import Viewer, find_viewer, get_viewer
from house.when.span import week_start

Thing = TypeVar("Thing", bound=Base)
SITE_NAME = "House"  # what a browser tab and a home screen show: neutral on purpose


class IdConverter(IntegerConverter):
    """Ids in addresses, bounded to what the database holds: a longer number is no page, not an error."""

    def __init__(self, map: Any) -> None:
        super().__init__(map, min=1, max=LARGEST_ID)


def fetch(kind: type[Thing], thing_id: int, may: Callable[[Viewer, Thing], bool]) -> Thing:
    """The thing with this id, locked while it is changed; 404 alike when absent, elsewhere, or not this viewer's."""
    viewer = get_viewer()
    thing = find(kind, thing_id, viewer.house_id)
    if thing is None or not may(viewer, thing):
        abort(404)
    return thing


def find(kind: type[Thing], thing_id: int, house_id: int) -> Thing | None:
    """The thing with this id in this house: the one door for ids, from a path or from a form field."""
    if not 0 < thing_id <= LARGEST_ID:
        return None
    house: InstrumentedAttribute[int] = kind.house_id  # type: ignore[attr-defined]  # every record has one
    own: InstrumentedAttribute[int] = kind.id  # type: ignore[attr-defined]
    query = sa.select(kind).where(own == thing_id, house == house_id)
    if request.method == "POST":
        query = query.with_for_update()
    return db.session.scalars(query).one_or_none()


def asked_id(name: str) -> int | None:
    """An id asked for behind the question mark of an address, if it is one."""
    return id_in(request.args.get(name, ""))


def id_in(words: str) -> int | None:
    """An id as somebody sent it, if it is one."""
    number = int(words) if words.isascii() and words.isdecimal() and len(words) < 20 else 0
    return number if 0 < number <= LARGEST_ID else None


def number_in(words: str | None) -> int:
    """A number as somebody sent it, such as how often a thing was changed; for anything else -1, which fits none."""
    words = words or ""
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 10 else -1


WEEKS_AROUND = 60  # how far pages of a week go, either way


def asked_week(this_week: date) -> date:
    """The week asked for behind the question mark, as far as it can be read and is not too far away."""
    try:
        asked = week_start(date.fromisoformat(request.args.get("of", "")))
    except (ValueError, OverflowError):
        return this_week
    return asked if abs(asked - this_week) <= timedelta(weeks=WEEKS_AROUND) else this_week


def form_page(template: str, form: Any, status: int = 200, **values: Any) -> Response:
    """A page with a form; a form that was sent and has something to mend answers 422."""
    return make_response(render_template(template, form=form, **values), 422 if form.errors else status)


@cache
def _fingerprint(folder: str, name: str) -> str:
    return hashlib.sha256(Path(folder, name).read_bytes()).hexdigest()[:12]


def static_url(name: str) -> str:
    """The address of a static file, new whenever its content is, so that it can be kept for a year."""
    return url_for("static", filename=name, v=_fingerprint(current_app.static_folder or "", name))


def own_url(endpoint: str, **values: Any) -> str:
    """A whole address of the house, for links that travel: on paper, in a calendar, in a QR code."""
    public = current_app.config["SETTINGS"].public_url
    return public + url_for(endpoint, **values) if public else url_for(endpoint, _external=True, **values)


# --- answers to what went wrong ---


PAGES = {400: "400", 405: "405", 410: "gone", 413: "413", 429: "429"}


def show_error(error: HTTPException) -> ResponseReturnValue:
    """A plain page for a plain reason; no code, no blame."""
    if error.response is not None:
        return error
    status = error.code or 500
    page = (
        render_template(f"errors/{PAGES.get(status, '404')}.html", **_ways_on(error))
        if status < 500
        else trouble_page()
    )
    # A wrong method keeps its Allow, too many tries their Retry-After.
    kept = [(name, value) for name, value in error.get_headers() if name in ("Allow", "Retry-After")]
    return page, status, kept


def _ways_on(error: HTTPException) -> dict[str, str]:
    if isinstance(error, TooManyRequests) and isinstance(error.retry_after, int):
        return {"wait_words": _("%(number)d seconds", number=error.retry_after)}
    if isinstance(error, Gone) and find_viewer() is None:
        return {"sign_in_url": url_for("people.sign_in")}  # whoever has joined already finds their way in
    return {}


def show_trouble(error: Exception) -> tuple[str, int]:
    """Our own fault: logged by its kind and place, never by its words, which may be somebody's (log.py)."""
    current_app.logger.error("trouble", exc_info=error)
    return trouble_page(), 500


def trouble_page() -> str:
    """The page for our own fault."""
    return plain_page("errors/500.html")


def plain_page(template: str, **values: Any) -> str:
    """A page that asks nothing of the session, the person or the database, and stands when they do not."""
    with force_locale("en"):
        context = {**current_app.extensions["plain_context"](), **values}
        return current_app.jinja_env.get_template(template).render(context)


# --- headers of every answer ---

POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)
BARE_POLICY = "default-src 'none'; frame-ancestors 'none'"  # nothing in a calendar is run or shown in a page


def script_nonce() -> str:
    """The nonce that lets this one answer's own scripts run."""
    if "script_nonce" not in g:
        g.script_nonce = secrets.token_urlsafe(16)
    return str(g.script_nonce)


def add_headers(response: Response) -> Response:
    """After each request: what SAFE asks of every answer, errors and feeds included."""
    make_safe(response, BARE_POLICY if g.get("is_feed") else POLICY.format(nonce=script_nonce()))
    _say_how_long_to_keep(response)
    if not g.get("is_feed"):
        response.vary.add("Cookie")
    return response


def make_safe(response: Response, policy: str) -> None:
    """The headers that every answer has."""
    headers = response.headers
    headers["Content-Security-Policy"] = policy
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["X-Frame-Options"] = "DENY"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), interest-cohort=()"
    if current_app.config["SETTINGS"].is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"


def _say_how_long_to_keep(response: Response) -> None:
    if request.endpoint == "static" and request.args.get("v") and response.status_code in (200, 304):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers.setdefault("Cache-Control", "no-store")


class CookielessForFeeds(SecureCookieSessionInterface):
    """A calendar program brings no cookie, gets none, and its answer does not depend on one."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not g.get("is_feed"):
            super().save_session(app, session, response)


def install(app: Flask) -> None:
    """Wire the above into the app."""
    app.session_interface = CookielessForFeeds()
    app.url_map.converters["id"] = IdConverter
    app.register_error_handler(HTTPException, show_error)
    app.register_error_handler(Exception, show_trouble)
    app.after_request(add_headers)
    app.jinja_env.globals.update(static_url=static_url, script_nonce=script_nonce, site_name=SITE_NAME)
    app.context_processor(lambda: {"viewer": find_viewer()})
