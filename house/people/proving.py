"""Somebody shows their own password, and cannot try one after another."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask import request
from werkzeug.exceptions import TooManyRequests

from house import once
from house.db import begins, db, small_transaction
from house.people import signing_in, throttle
from house.people.models import Person
from house.people.passwords import fits, hash_password, is_outdated
from house.people.signing_in import secret_key
from house.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Proof:
    """A password or a passkey was shown, and whose it is."""

    person_id: int
    opens_at: datetime | None  # from when on it opens what was private before a re-entry card


def wait_a_little() -> TooManyRequests:
    """The answer to a try that is not heard yet."""
    return TooManyRequests(retry_after=int(throttle.PAUSE.total_seconds()))


# --- somebody who is signed in ---


def own_password(viewer: Viewer, password: str, now: datetime) -> Proof | None:
    """The proof, if the password is the viewer's own. Each try is counted; after too many there is a short wait."""
    account = throttle.account_hash(f"\x00again {viewer.person_id}", secret_key())
    stored = _stored(viewer.person_id)

    def try_it() -> bool:
        with small_transaction():
            if throttle.must_wait(account, now):
                raise wait_a_little()
            throttle.note_try(now, account)
        return fits(password, stored.password_hash)

    if not once.without_lock(try_it):
        return None
    throttle.forget_tries(account, now)
    if _stored(viewer.person_id) != stored:
        return None  # it was changed meanwhile
    return Proof(viewer.person_id, stored.password_opens_at)


def _stored(person_id: int) -> sa.Row[str | None, datetime | None]:
    query = sa.select(Person.password_hash, Person.password_opens_at).where(Person.id == person_id)
    return db.session.execute(query).one()


# --- somebody at the door ---


def find_who_proves(sign_in_name: str, password: str, now: datetime) -> Proof | None:
    """Whose name and password these are, wherever they belong; None alike for a name that nobody has.

    It lets go of the request's transaction first: the slow hash keeps nobody else from writing.
    """
    name = signing_in.name_to_find(sign_in_name)
    once.let_go()
    tried = _count(name, now)
    found = _whose(name)
    if not fits(password, found.password_hash if found else None) or found is None:
        if tried.is_crowded:  # as a name that does not know this network is answered: neither tells which it is
            raise wait_a_little()
        return None
    made_anew = hash_password(password) if is_outdated(found.password_hash) else None
    throttle.forget_tries(tried.account, now, tried.net)
    if made_anew:
        db.session.get_one(Person, found.id).password_hash = made_anew
    return Proof(found.id, found.password_opens_at)


@dataclass(frozen=True, slots=True)
class _Tried:
    account: bytes
    net: bytes
    is_crowded: bool  # whether so many tries came from this network that only accounts which know it are heard


def _count(name: str, now: datetime) -> _Tried:
    """Count this try before it is judged, so that many at once cannot slip past; 429 while it is not heard yet."""
    net = throttle.network_hash(request.remote_addr or "", secret_key())
    with small_transaction():
        is_known = signing_in.knows(name, net, now)
        account = throttle.account_hash(name, secret_key(), net if is_known else b"")
        waits, is_crowded = throttle.must_wait(account, now), throttle.is_crowded(net, now)
        # An account that knows the network has a count of its own there: others' tries do not hold it off.
        waits = waits or (is_crowded and not is_known)
        if not waits:
            throttle.note_try(now, account, *(() if is_known else (net,)))
    if waits:
        raise wait_a_little()
    return _Tried(account, net, is_crowded)


def _whose(name: str) -> sa.Row[int, str | None, datetime | None] | None:
    with begins(may_write=False):
        query = sa.select(Person.id, Person.password_hash, Person.password_opens_at)
        row = db.session.execute(query.where(Person.sign_in_name == name)).first()
        db.session.rollback()
    return row
