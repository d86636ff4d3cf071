"""Passwords: argon2id, long rather than odd, two verifications at a time."""

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 12
MOST = 200
_HASHER = PasswordHasher(time_cost=2, memory_cost=46 * 1024, parallelism=1)  # 46 MiB: about 0.12 s of a core (SPEED)
_AT_A_TIME = BoundedSemaphore(2)


def hash_password(password: str) -> str:
    """What is stored of a password."""
    with _AT_A_TIME:
        return _HASHER.hash(password)


def fits(password: str, stored: str | None) -> bool:
    """Whether the password is the one stored; takes the same time when there is none."""
    with _AT_A_TIME:
        try:
            _HASHER.verify(stored or _nobodys(), password)
            return stored is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(stored: str) -> bool:
    """Whether a stored hash was made with other costs than today's."""
    return _HASHER.check_needs_rehash(stored)


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")
