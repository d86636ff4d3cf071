"""Somebody who is signed in shows their own password, and cannot try one after another."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from werkzeug.exceptions import TooManyRequests

from house import once
from house.db import db, small_transaction
from house.people import throttle
from house.people.models import Person
from house.people.passwords import fits
from house.people.signing_in import secret_key
from house.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Proof:
    """A password or a passkey was shown, and it is the viewer's own."""

    opens_at: datetime | None  # from when on it opens what was private before a re-entry card


def own_password(viewer: Viewer, password: str, now: datetime) -> Proof | None:
    """The proof, if the password is the viewer's own. Each try is counted; after too many the answer is a short wait."""
    account = throttle.account_hash(f"\x00again {viewer.person_id}", secret_key())
    stored = _stored(viewer.person_id)

    def try_it() -> bool:
        with small_transaction():
            if throttle.must_wait(account, now):
                raise TooManyRequests(retry_after=int(throttle.PAUSE.total_seconds()))
            throttle.note_try(now, account)
        return fits(password, stored.password_hash)

    if not once.without_lock(try_it):
        return None
    throttle.forget_tries(account, now)
    if _stored(viewer.person_id) != stored:
        return None  # it was changed meanwhile
    return Proof(stored.password_opens_at)


def _stored(person_id: int) -> sa.Row[tuple[str | None, datetime | None]]:
    query = sa.select(Person.password_hash, Person.password_opens_at).where(Person.id == person_id)
    return db.session.execute(query).one()
