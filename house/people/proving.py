"""Somebody shows their own password, and cannot try one after another."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask import request
from werkzeug.exceptions import TooManyRequests

from house import once
from house.db import begins, db, small_transaction
from house.people import cards, known_device, signing_in, throttle
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
    stored = _stored(viewer.person_id, now)

    def try_it() -> Proof | None:
        with small_transaction():
            if throttle.must_wait(account, now):
                raise wait_a_little()
            throttle.note_try(now, account)
        return _proof(stored, password)

    proof = once.without_lock(try_it)
    if proof is None:
        return None
    throttle.forget_tries(account, now)
    # None too if it was changed meanwhile.
    return proof if _stored(viewer.person_id, now) == stored else None


@dataclass(frozen=True, slots=True)
class _Stored:
    person_id: int
    password_hash: str | None
    opens_at: datetime | None
    earlier_hash: str | None  # the password before a card, while what was private then is closed to what came of it


def _stored(person_id: int, now: datetime) -> _Stored:
    query = sa.select(Person.password_hash, Person.password_opens_at).where(Person.id == person_id)
    row = db.session.execute(query).one()
    return _Stored(person_id, row.password_hash, row.password_opens_at, cards.earlier_password(person_id, now))


def _proof(stored: _Stored, password: str) -> Proof | None:
    if fits(password, stored.password_hash):
        return Proof(stored.person_id, stored.opens_at)
    if stored.earlier_hash and fits(password, stored.earlier_hash):
        return Proof(stored.person_id, None)
    return None


# --- somebody at the door ---


def find_who_proves(sign_in_name: str, password: str, now: datetime) -> Proof | None:
    """Whose name and password these are, wherever they belong; None alike for a name that nobody has.

    It lets go of the request's transaction first: the slow hash keeps nobody else from writing.
    """
    name = signing_in.name_to_find(sign_in_name)
    once.let_go()
    tried = _count(name, now)
    found = _whose(name, now)
    proof = _proof(found, password)
    if proof is None:
        if tried.is_crowded:  # as a name that does not know this network is answered: neither tells which it is
            raise wait_a_little()
        return None
    is_old = proof.opens_at == found.opens_at and found.password_hash and is_outdated(found.password_hash)
    made_anew = hash_password(password) if is_old else None
    throttle.forget_tries(tried.account, now, tried.net)
    if made_anew:
        db.session.get_one(Person, found.person_id).password_hash = made_anew
    return proof


@dataclass(frozen=True, slots=True)
class _Tried:
    account: bytes
    net: bytes
    is_crowded: bool  # whether so many tries came from this network that only accounts which know it are heard


def _count(name: str, now: datetime) -> _Tried:
    """Count this try before it is judged, so that many at once cannot slip past; 429 while it is not heard yet."""
    net = throttle.network_hash(request.remote_addr or "", secret_key())
    with small_transaction():
        device = known_device.own_count(name, secret_key())
        is_known = bool(device) or signing_in.knows(name, net, now)
        account = throttle.account_hash(name, secret_key(), device or (net if is_known else b""))
        waits, is_crowded = throttle.must_wait(account, now), throttle.is_crowded(net, now)
        # An account has a count of its own in a browser or at a network it knows: others' tries do not hold it off.
        waits = waits or (is_crowded and not is_known)
        if not waits:
            throttle.note_try(now, account, net)  # the network's count too, or it would tell which names it knows
    if waits:
        raise wait_a_little()
    return _Tried(account, net, is_crowded)


def _whose(name: str, now: datetime) -> _Stored:
    """What is stored of whoever has this sign-in name; of nobody, a password that nothing fits."""
    with begins(may_write=False):
        person_id = db.session.scalar(sa.select(Person.id).where(Person.sign_in_name == name))
        found = _stored(person_id, now) if person_id is not None else _Stored(0, None, None, None)
        db.session.rollback()
    return found
