"""Slow down guessing at the sign-in without locking anybody out (SAFE: passwords)."""

import ipaddress
from datetime import datetime, timedelta

import sqlalchemy as sa

from house.db import db
from house.people.models import SignInTry
from house.tokens import keyed_hash

WINDOW = timedelta(minutes=15)
ACCOUNT_TRIES = 10
NETWORK_TRIES = 30
PAUSE = timedelta(seconds=30)  # past the tries, one more is heard each half minute


def account_hash(name: str, key: str, at_network: bytes = b"") -> bytes:
    """The account that is tried, as a keyed hash; at a network it knows, it counts by itself."""
    return keyed_hash(f"{name}|{at_network.hex()}", key, "account")


def network_hash(address: str, key: str) -> bytes:
    """The network a try comes from, as a keyed hash."""
    return keyed_hash(network(address), key, "network")


def network(address: str) -> str:
    """The /24 of an IPv4 address, the /64 of an IPv6 one."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped  # as a server that listens on both kinds writes it; otherwise all of them are one network
    return str(ipaddress.ip_network((int(ip), 24 if ip.version == 4 else 64), strict=False))


def must_wait(account: bytes, now: datetime) -> bool:
    """Whether this account's try is not heard yet. Past the limit one is heard every half minute: never a lock."""
    return _is_full(account, ACCOUNT_TRIES, now)


def is_crowded(net: bytes, now: datetime) -> bool:
    """Whether so many tries came from a network that those of accounts which do not know it wait."""
    return _is_full(net, NETWORK_TRIES, now)


def _is_full(whose: bytes, most: int, now: datetime) -> bool:
    _one_at_a_time(whose)
    query = sa.select(sa.func.count(), sa.func.max(SignInTry.at, type_=SignInTry.at.type)).where(
        SignInTry.whose_hash == whose, SignInTry.at > now - WINDOW
    )
    count, last = db.session.execute(query).one()
    return count >= most and now < last + PAUSE


def _one_at_a_time(whose: bytes) -> None:
    # Tries that arrive together are counted one after the other; SQLite has one writer at a time as it is.
    if db.session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(whose[:8], signed=True)
        db.session.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))


def note_try(now: datetime, *whose: bytes) -> None:
    """Count a try against each of these, and forget those of long ago."""
    db.session.execute(sa.delete(SignInTry).where(SignInTry.at < now - WINDOW))
    db.session.add_all([SignInTry(whose_hash=each, at=now) for each in whose])
    db.session.flush()


def forget_tries(account: bytes, now: datetime, net: bytes = b"") -> None:
    """The password did fit: count this account anew, and this try not at all."""
    this_try = sa.and_(SignInTry.whose_hash == net, SignInTry.at == now)
    db.session.execute(sa.delete(SignInTry).where((SignInTry.whose_hash == account) | this_try))
