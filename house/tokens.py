"""Secrets in addresses and cookies: random, stored hashed, each for one purpose."""

import hashlib
import hmac
import secrets


def new_token() -> str:
    """A fresh secret of 192 bits, safe in an address."""
    return secrets.token_urlsafe(24)


def hash_token(token: str, purpose: str) -> bytes:
    """What is stored of a secret: enough to know it again for this purpose, of no use to whoever reads it."""
    return hashlib.sha256(f"{purpose}|{token}".encode("utf-8", "surrogatepass")).digest()


def keyed_hash(words: str, key: str, purpose: str) -> bytes:
    """A hash of a name or an address that cannot be guessed back without the installation's key."""
    return hmac.new(key.encode(), f"{purpose}|{words}".encode("utf-8", "surrogatepass"), "sha256").digest()
