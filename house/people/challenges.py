"""What a passkey is asked to sign: random, for one purpose, for five minutes, once."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

from flask import session

from house import once

LASTS = timedelta(minutes=5)
_KEPT = 4  # so many open pages of one browser can each ask
_WHERE = "challenges"


class ChallengeGone(Exception):
    """It was never asked here, took too long, or was used already."""


def new_challenge(purpose: str, now: datetime) -> str:
    """A fresh challenge in base64url, noted in this browser's signed cookie."""
    words = to_words(secrets.token_bytes(32))
    session[_WHERE] = [*session.get(_WHERE, [])[1 - _KEPT :], [purpose, words, int(now.timestamp())]]
    return words


def use_challenge(purpose: str, words: str, now: datetime) -> bytes:
    """Use up a challenge, in the transaction of its effect: a copy of the cookie does not bring it back.

    Raises `ChallengeGone`.
    """
    asked = [at for what, each, at in session.get(_WHERE, []) if (what, each) == (purpose, words)]
    if not asked or now.timestamp() - asked[0] > LASTS.total_seconds():
        raise ChallengeGone
    if not once.is_first_use(f"challenge|{words}"):
        raise ChallengeGone
    return urlsafe_b64decode(words + "=" * (-len(words) % 4))


def to_words(data: bytes) -> str:
    """Bytes as base64url without padding, the way browsers write them."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()
