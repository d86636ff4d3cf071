"""Serve the house with granian: one blocking thread a worker, as many workers as cores (SPEED: server)."""

import errno
import os
import socket
import threading
import time
from collections.abc import Callable

from granian import Granian
from granian.constants import Interfaces

from house.config import Settings, SettingTrouble


def check_port(settings: Settings) -> None:
    """Raises `SettingTrouble` when something else already listens where the house is to listen."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as trouble:
            raise SettingTrouble(_why_not(trouble, settings)) from None


def _why_not(trouble: OSError, settings: Settings) -> str:
    if trouble.errno == errno.EADDRINUSE:
        return f"Something else already uses port {settings.port}. Stop it, or choose another with HOUSE_PORT=8001."
    if trouble.errno == errno.EACCES:
        return f"Port {settings.port} is kept for the system. Choose one from 1024 up with HOUSE_PORT=8001."
    return f"This computer has no address {settings.host} to listen on. Look at HOUSE_HOST."


def serve(settings: Settings, when_ready: Callable[[], None]) -> None:
    """Serve until told to stop; `when_ready` is called once somebody is answered."""
    os.environ["HOUSE_INSTANCE"] = str(settings.instance)  # the workers read the same settings
    os.environ["DATABASE_URL"] = settings.database_url
    server = Granian(
        "house.wsgi:app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=1,
        backlog=1024,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_enabled=False,
    )
    # The server says it has started before its workers listen, and whoever follows the link then finds a closed door.
    server.on_startup(lambda: threading.Thread(target=_once_open, args=(settings, when_ready), daemon=True).start())
    server.serve()


def _once_open(settings: Settings, when_ready: Callable[[], None]) -> None:
    while not _is_open(settings):
        time.sleep(0.05)
    when_ready()


def _is_open(settings: Settings) -> bool:
    try:
        socket.create_connection((_reached_at(settings.host), settings.port), timeout=1).close()
    except OSError:
        return False
    return True


def _reached_at(host: str) -> str:
    """Where a house that listens on every address of a computer is found from that computer."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def say(words: str) -> None:
    """One line to whoever started the house, at once."""
    print(words, flush=True)
