"""Secrets in addresses and cookies: random, stored hashed, each for one purpose."""

import hashlib
import hmac
import secrets


def new_token() -> str:
    """A fresh secret of 192 bits, safe in an address."""
    return secrets.token_urlsafe(24)


# No letter that looks like another: what stands on a card is typed by hand now and then.
_SIGNS = "abcdefghjkmnpqrstvwxyz0123456789"
_LOOK_ALIKE = str.maketrans("oil", "011")
_GROUP = 5


def new_code() -> str:
    """A fresh secret of 128 bits that can be read from a card and typed: five signs, a dash, five signs."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(26))  # 26 signs of 32: 130 bits
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))


def typed_code(words: str) -> str:
    """A code as `new_code` made it, however it was typed: in large letters, without its dashes, an O for a 0."""
    signs = "".join(sign for sign in words.casefold().translate(_LOOK_ALIKE) if sign.isascii() and sign.isalnum())
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))


def hash_token(token: str, purpose: str) -> bytes:
    """What is stored of a secret: enough to know it again for this purpose, of no use to whoever reads it."""
    return hashlib.sha256(f"{purpose}|{token}".encode("utf-8", "surrogatepass")).digest()


def keyed_hash(words: str, key: str, purpose: str) -> bytes:
    """A hash of a name or an address that cannot be guessed back without the installation's key."""
    return hmac.new(key.encode(), f"{purpose}|{words}".encode("utf-8", "surrogatepass"), "sha256").digest()
