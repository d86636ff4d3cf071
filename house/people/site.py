"""Which site passkeys of this house belong to: from its settings, never from what a request says of itself."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from house.config import Settings

_USUAL_PORTS = {"http": 80, "https": 443}
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Site:
    """A name that passkeys can be bound to (the RP id), and where in a browser they are used."""

    rp_id: str
    origin: str


def find_site(settings: Settings) -> Site | None:
    """The site of this house; None where no passkey can work: browsers want TLS and a name, or this very computer."""
    if not settings.public_url:
        return _here(settings.port) if settings.host in _LOOPBACK else None
    parts = urlsplit(settings.public_url)
    host = (parts.hostname or "").rstrip(".")
    if _is_number(host) or (parts.scheme != "https" and host != "localhost"):
        return None
    return Site(host, _origin(parts.scheme, host, parts.port))


def _here(port: int) -> Site:
    return Site("localhost", _origin("http", "localhost", port))


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _origin(scheme: str, host: str, port: int | None) -> str:
    """As a browser writes it: without the port that goes without saying."""
    return f"{scheme}://{host}" + (f":{port}" if port and port != _USUAL_PORTS[scheme] else "")
