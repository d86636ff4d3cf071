"""Somebody shows their own password, and cannot try one after another."""

from datetime import datetime

import sqlalchemy as sa
from flask import request
from werkzeug.exceptions import TooManyRequests

from house import once
from house.db import begins, db, small_transaction
from house.people import signing_in, throttle
from house.people.models import Person
from house.people.passwords import fits
from house.people.signing_in import secret_key
from house.viewer import Viewer


def shows_own_password(viewer: Viewer, password: str, now: datetime) -> bool:
    """Whether the password is the viewer's own. A wrong one is counted; after too many the answer is a short wait."""
    account = throttle.account_hash(f"\x00again {viewer.person_id}", secret_key())
    net = throttle.network_hash(request.remote_addr or "", secret_key())
    if throttle.must_wait(account, net, now):
        raise TooManyRequests(retry_after=int(throttle.PAUSE.total_seconds()))
    if fits(password, db.session.get_one(Person, viewer.person_id).password_hash):
        throttle.forget_tries(account, net, now)
        return True
    throttle.note_try(account, net, now)
    once.keep_anyway()
    return False


def find_who_proves(sign_in_name: str, password: str, now: datetime) -> int | None:
    """Whose name and password these are, wherever they belong; slowed down like the door, and counted with it.

    It lets go of the request's transaction first: the slow hash keeps nobody else from writing.
    """
    name = signing_in.name_to_find(sign_in_name)
    once.let_go()
    account, net = _count(name, now)
    with begins(may_write=False):
        row = db.session.execute(sa.select(Person.id, Person.password_hash).where(Person.sign_in_name == name)).first()
        db.session.rollback()
    if not fits(password, row.password_hash if row else None):
        return None
    throttle.forget_tries(account, net, now)
    return int(row.id) if row else None


def _count(name: str, now: datetime) -> tuple[bytes, bytes]:
    """Count this try before it is judged, so that many at once cannot slip past; 429 while it is not heard yet."""
    net = throttle.network_hash(request.remote_addr or "", secret_key())
    with small_transaction():
        account = throttle.account_hash(name, secret_key(), net if signing_in.knows(name, net, now) else b"")
        waits = throttle.must_wait(account, net, now)
        if not waits:
            throttle.note_try(account, net, now)
    if waits:
        raise TooManyRequests(retry_after=int(throttle.PAUSE.total_seconds()))
    return account, net
