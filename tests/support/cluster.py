"""A throw-away PostgreSQL cluster: made for one test process, and gone with it, however that process ends."""

import atexit
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import psycopg
from psycopg import sql

# A day ahead of most of the world, so that a time kept without its zone comes back plainly wrong.
ODD_TIME_ZONE = "Pacific/Apia"

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": 200,
    "timezone": ODD_TIME_ZONE,
    "log_timezone": "UTC",
    # Nothing here has to outlive a power cut, and nothing is worth tidying.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
}

# Runs beside the tests, with a pipe to them that closes when they end, also when they are killed; then everything goes.
GUARD = """
pg_ctl=$1 place=$2 options=$3
"$pg_ctl" -D "$place/data" -l "$place/log" -s -w -o "$options" start >/dev/null 2>&1 || exit 1
echo started
cat >/dev/null
"$pg_ctl" -D "$place/data" -s -m immediate stop >/dev/null 2>&1
rm -rf "$place"
"""


def find_server() -> Path | None:
    """The folder with initdb and pg_ctl: the newest that Debian installed, else what is on PATH."""
    debian = (path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    newest_first = sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    return next(iter(newest_first), Path(on_path).resolve().parent if on_path else None)


class Cluster:
    """A PostgreSQL server of our own, on a free port of loopback.

    It asks for a password there, so that on a shared computer no neighbour walks in; its socket is in a private folder.
    """

    def __init__(self, server: Path | None = None) -> None:
        found = server or find_server()
        if found is None:
            raise LookupError("no PostgreSQL server is installed")
        self.server = found
        self.user = _unprivileged_user()
        self.place = _new_place(self.user)
        self.password = secrets.token_urlsafe(16)
        self._guard: subprocess.Popen[str] | None = None
        self.port = 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, tries: int = 5) -> None:
        """Make the cluster and start it on a free port; another one, if somebody takes that in between."""
        atexit.register(self.stop)
        self._initdb()
        for _ in range(tries):
            self.port = _free_port()
            self._guard = self._start_guard()
            if self._guard.stdout and self._guard.stdout.readline() == "started\n":
                self._run(sql.SQL("ALTER ROLE house PASSWORD {}").format(self.password))
                return
            self._stop_guard()
        log = (self.place / "log").read_text(errors="replace")
        self.stop()
        raise RuntimeError(f"PostgreSQL did not start:\n{log[-2000:]}")

    def stop(self) -> None:
        """End the server at once and take its files away. Safe to call again."""
        atexit.unregister(self.stop)
        self._stop_guard()
        shutil.rmtree(self.place, ignore_errors=True)

    def url(self, name: str) -> str:
        """What `DATABASE_URL` says for a database of this name."""
        return f"postgresql+psycopg://house:{self.password}@127.0.0.1:{self.port}/{quote(name, safe='')}"

    def create(self, name: str, template: str | None = None) -> str:
        """Make a database, empty or as a copy of another that nobody is using; its URL."""
        names = sql.Identifier(name), sql.Identifier(template or "template0")
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        return self.url(name)

    def drop(self, name: str) -> None:
        """Take a database away, and everybody who is still connected to it."""
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(
            host=str(self.place), port=self.port, user="house", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)

    def _initdb(self) -> None:
        choices = "--username=house --encoding=UTF8 --no-locale --auth-local=trust --auth-host=scram-sha-256 --no-sync"
        made = subprocess.run(
            [self.server / "initdb", "-D", self.place / "data", *choices.split()],
            capture_output=True,
            text=True,
            check=False,
            **self._as_user(),
        )
        if made.returncode:
            self.stop()
            raise RuntimeError(f"PostgreSQL's initdb failed:\n{made.stderr[-2000:]}")

    def _start_guard(self) -> subprocess.Popen[str]:
        settings = {**SETTINGS, "port": self.port, "unix_socket_directories": self.place}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        return subprocess.Popen(
            ["sh", "-c", GUARD, "guard", self.server / "pg_ctl", self.place, options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C is for the tests; they end first, and then this
            **self._as_user(),
        )

    def _stop_guard(self) -> None:
        if self._guard is not None:
            self._guard.communicate()
            self._guard = None

    def _as_user(self) -> dict[str, Any]:
        """How to start a program as the cluster's user; PostgreSQL refuses to run as root."""
        home = {"cwd": self.place, "env": {**os.environ, "LC_ALL": "C", "HOME": str(self.place)}}
        if self.user is None:
            return home
        return {**home, "user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}


def _unprivileged_user() -> pwd.struct_passwd | None:
    """Whom root starts the server as; None for anybody else, who starts it as themselves."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _new_place(user: pwd.struct_passwd | None) -> Path:
    """A folder that only the cluster's user can open; in /tmp, since a socket's path may not be long."""
    place = Path(tempfile.mkdtemp(prefix="house-pg-", dir="/tmp"))
    if user is not None:
        os.chown(place, user.pw_uid, user.pw_gid)
    return place


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
