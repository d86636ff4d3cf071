"""A form sent twice has one effect: every form carries a nonce, spent in the transaction of its effect.

A request that changes something is kept only when it answers with a redirect, or with 201 for a page that shows a
secret once. A form shown again with its errors keeps nothing, so the same nonce serves when it is sent mended.
"""

import base64
import hashlib
import json
import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

import sqlalchemy as sa
from flask import Response, abort, current_app, flash, g, make_response, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf, validate_csrf
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from wtforms import ValidationError

from house import clock
from house.db import Base, db, key_ring
from house.guard import declared, own_path_here
from house.viewer import find_viewer

KEPT_FOR = timedelta(days=2)
_MAY_BE_SECRET = re.compile(r"[\w-]{16,}")  # in an address: the key of a link that opens something by itself
Slow = TypeVar("Slow")


class SpentNonce(Base):
    """A form that has had its effect, and what was answered, so that its twin gets the same answer."""

    __tablename__ = "spent_nonce"
    nonce_hash: Mapped[bytes] = mapped_column(sa.LargeBinary, primary_key=True)
    spent_at: Mapped[datetime] = mapped_column(index=True)
    went_to: Mapped[str] = mapped_column(sa.String(500), default="")  # never an address that opens something by itself
    said: Mapped[str] = mapped_column(sa.Text, default="")  # sealed: it can name whom somebody shares with


def new_nonce() -> str:
    """A nonce for one form on one page."""
    return secrets.token_urlsafe(16)


def csrf_token() -> str:
    """This session's CSRF token behind a mask, fresh for each answer: so its compressed length says nothing of it."""
    if "masked_csrf" not in g:
        token = str(generate_csrf()).encode()
        pad = secrets.token_bytes(len(token))
        g.masked_csrf = (pad + _mixed(token, pad)).hex()
    return str(g.masked_csrf)


def _unmasked(masked: str) -> str:
    try:
        both = bytes.fromhex(masked)
    except ValueError:
        return ""
    half = len(both) // 2
    return _mixed(both[half:], both[:half]).decode("ascii", "replace")


def _mixed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=False))


def check_form() -> ResponseReturnValue | None:
    """Before each request that changes something: is the form ours, and is it here for the first time?"""
    if request.method in ("GET", "HEAD", "OPTIONS") or request.endpoint is None:
        return None
    try:
        validate_csrf(_unmasked(request.form.get("csrf_token", "")))
    except ValidationError:
        abort(400)
    return _spend(request.form.get("nonce", ""))


def _spend(nonce: str) -> ResponseReturnValue | None:
    """Take the nonce first: its twin waits here until this one is kept or given up."""
    if not 16 <= len(nonce) <= 64:
        abort(400)
    viewer = find_viewer()
    owner = viewer.sign_in_id if viewer else session.get("csrf_token", "")
    return _take(hashlib.sha256(f"{owner}|{nonce}".encode()).digest())


def _take(key: bytes) -> ResponseReturnValue | None:
    spent = db.session.get(SpentNonce, key)
    if spent is None:
        g.nonce = SpentNonce(nonce_hash=key, spent_at=clock.now())
        db.session.add(g.nonce)
        try:
            db.session.flush()
            return None
        except IntegrityError:  # PostgreSQL: the twin was kept while this one waited
            db.session.rollback()
            del g.nonce
            spent = db.session.get(SpentNonce, key)
    if spent is None:
        abort(400)
    return _same_answer(spent)


def _same_answer(spent: SpentNonce) -> ResponseReturnValue:
    g.is_twin = True
    # Without a sign-in nothing is said: the words travel in the cookie, which the first answer may just have renewed.
    if find_viewer():
        for category, message in _opened(spent):
            flash(message, category)
        flash(_("You sent this twice. It counted once."), "message")
    return redirect(spent.went_to or own_path_here() or "/", 303)


def _opened(spent: SpentNonce) -> list[tuple[str, str]]:
    if not spent.said:
        return []
    return [(category, message) for category, message in json.loads(key_ring().open(_bytes(spent.said), _cell(spent)))]


def _cell(spent: SpentNonce) -> str:
    return f"spent_nonce|{spent.nonce_hash.hex()}|said"


def _bytes(words: str) -> bytes:
    return base64.b64decode(words)


def forget_what_was_said() -> None:
    """What forms have answered lately is gone, everybody's: it can hold a name, or whom somebody shared with."""
    db.session.execute(sa.update(SpentNonce).where(SpentNonce.said != "").values(said=""))


def keep_anyway() -> None:
    """Keep what this request changed though its form is shown again: the count of wrong passwords, say."""
    spent = g.pop("nonce", None)
    if spent is not None:
        db.session.delete(spent)  # the form has had no effect yet: it may be mended and sent again as it is
    g.keeps_anyway = True


def let_go() -> None:
    """Let this form's nonce go, and all the request did so far: sent twice it counts twice, as signing in may."""
    db.session.rollback()
    g.pop("nonce", None)


def without_lock(act: Callable[[], Slow]) -> Slow:
    """Do something slow, such as a hash, while no transaction keeps others from writing.

    What was done so far is let go. The form's nonce is taken again afterwards: of two twins one goes on, and the
    other answers here.
    """
    spent = g.pop("nonce", None)
    key = spent.nonce_hash if spent else None
    db.session.rollback()
    done = act()
    db.session.rollback()
    if key is not None and (answer := _take(key)) is not None:
        abort(make_response(answer))
    return done


def is_first_use(words: str) -> bool:
    """Use up something that counts once, in the transaction of its effect. False: somebody was first."""
    try:
        with db.session.begin_nested():
            db.session.add(SpentNonce(nonce_hash=hashlib.sha256(words.encode()).digest(), spent_at=clock.now()))
            db.session.flush()
    except IntegrityError:
        return False
    return True


def afterwards(act: Callable[[], object]) -> None:
    """Do something more once what this request changed is kept, and only then: write a file from it, say."""
    g.setdefault("afterwards", []).append(act)


def keep(response: Response) -> Response:
    """After each request: keep what it changed, or let all of it go. What is answered is stored before it is said."""
    rule = declared(current_app, request.endpoint) if request.endpoint else None
    changes = request.method not in ("GET", "HEAD", "OPTIONS") and not g.get("is_twin")
    if changes and _has_effect(response):
        _remember_answer(response)
        db.session.commit()
        for act in g.pop("afterwards", []):
            act()
        db.session.rollback()
    elif request.method == "GET" and rule and rule.writes and response.status_code < 400:
        # Its HEAD shows no words, so it keeps no look either.
        db.session.commit()
    else:
        db.session.rollback()
    return response


def _has_effect(response: Response) -> bool:
    if 300 <= response.status_code < 400 or response.status_code == 201:
        return True
    return bool(g.get("keeps_anyway")) and response.status_code < 500


def _remember_answer(response: Response) -> None:
    spent: SpentNonce | None = g.get("nonce")
    if spent is None:
        return
    went_to = response.headers.get("Location", request.path if response.status_code == 201 else "/")[:500]
    spent.went_to = "" if _MAY_BE_SECRET.search(went_to) else went_to
    if flashes := session.get("_flashes"):
        sealed = key_ring().seal(json.dumps(flashes), _cell(spent))
        spent.said = base64.b64encode(sealed).decode("ascii")
    db.session.execute(sa.delete(SpentNonce).where(SpentNonce.spent_at < clock.now() - KEPT_FOR))
