"""Settings, read once from the environment, each with its default and what it does."""

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

CHECKOUT = Path(__file__).resolve().parent.parent


class SettingTrouble(Exception):
    """A setting cannot be used; the message is a plain sentence for whoever starts the house."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs from one installation to the next."""

    instance: Path  # HOUSE_INSTANCE: folder of the data and keys; default: instance/ in the checkout
    host: str  # HOUSE_HOST: address to listen on; default 127.0.0.1
    port: int  # HOUSE_PORT: port to listen on; default 8000
    workers: int  # HOUSE_WORKERS: server processes; default: one for each processor core, up to four
    database_url: str  # DATABASE_URL: postgresql://… for PostgreSQL; default: SQLite in the instance folder
    key_file: Path  # HOUSE_KEY_FILE: the keys of sealed text; default field.keys in the instance folder
    secret_file: Path  # HOUSE_SECRET_FILE: the key that signs cookies; default secret.key in the instance folder
    public_url: str  # HOUSE_URL: the address people type, as https://home.example; default: the one they came by
    proxies: (
        int  # HOUSE_PROXIES: how many proxies of your own stand in front; default 1 with an https HOUSE_URL, else 0
    )
    feed_pace: int = 60  # HOUSE_FEED_PACE: how often a minute each process answers one calendar link; default 60

    @property
    def is_secure(self) -> bool:
        """Whether people reach the house through TLS: cookies and HSTS depend on it."""
        return self.public_url.startswith("https://")

    @property
    def base_url(self) -> str:
        """The address to print in a terminal."""
        return self.public_url or f"http://{self.host}:{self.port}"


def from_environment(environ: Mapping[str, str] = os.environ, database: str = "house.sqlite") -> Settings:
    """Settings from environment variables. Raises `SettingTrouble`."""
    instance = Path(environ.get("HOUSE_INSTANCE") or CHECKOUT / "instance").absolute()
    host = environ.get("HOUSE_HOST") or "127.0.0.1"
    port = _number(environ, "HOUSE_PORT", 8000, 1, 65535)
    public_url = _public_url(environ.get("HOUSE_URL"))
    return Settings(
        instance=instance,
        host=host,
        port=port,
        workers=_number(environ, "HOUSE_WORKERS", min(os.cpu_count() or 1, 4), 1, 64),
        database_url=_database_url(environ.get("DATABASE_URL"), instance / database),
        key_file=Path(environ.get("HOUSE_KEY_FILE") or instance / "field.keys"),
        secret_file=Path(environ.get("HOUSE_SECRET_FILE") or instance / "secret.key"),
        public_url=public_url,
        # Behind TLS there is a proxy: without it everyone would come from one address, and be throttled as one.
        proxies=_number(environ, "HOUSE_PROXIES", int(public_url.startswith("https://")), 0, 5),
        feed_pace=_number(environ, "HOUSE_FEED_PACE", 60, 1, 1_000_000),
    )


def _number(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    words = environ.get(name) or str(default)
    if not words.isdecimal() or not least <= int(words) <= most:
        raise SettingTrouble(f"{name} is “{words}”. It can be a whole number from {least} to {most}.")
    return int(words)


def _database_url(given: str | None, default: Path) -> str:
    if not given:
        return f"sqlite:///{default}"
    # psycopg 3 is the driver here, whatever short form the address came in.
    for short in ("postgres://", "postgresql://"):
        if given.startswith(short):
            given = "postgresql+psycopg://" + given[len(short) :]
    if given.startswith(("postgresql+psycopg://", "sqlite:///")) and _can_be_read(given):
        return given
    raise SettingTrouble(
        "DATABASE_URL can be postgresql://user:password@host/name, or sqlite:/// and the path of a file."
    )


def _can_be_read(url: str) -> bool:
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):
        return False
    return bool(parts.database) and parts.database != ":memory:"


def _public_url(given: str | None) -> str:
    url = (given or "").rstrip("/")
    if url and not re.fullmatch(r"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?", url):
        raise SettingTrouble("HOUSE_URL can be an address like https://home.example, with nothing after its name.")
    return url


def make_instance(folder: Path) -> None:
    """Make the data folder, closed to everyone else. Raises `SettingTrouble`."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if stat.S_IMODE(folder.stat().st_mode) & 0o077:
            folder.chmod(0o700)
        probe = folder / ".can-write"
        probe.touch()
        probe.unlink()
    except OSError:
        raise SettingTrouble(
            f"The house cannot write in {folder}. Make that folder writable, or choose another with HOUSE_INSTANCE."
        ) from None
