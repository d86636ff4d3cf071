"""Somebody who is signed in shows their own password, and cannot try one after another."""

from datetime import datetime

from flask import request
from werkzeug.exceptions import TooManyRequests

from house import once
from house.db import db
from house.people import throttle
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
