"""A house that really runs: its own process, port and folder, as `make run` and `make demo` start it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
MOVES_THE_CLOCK = Path(__file__).parent / "at_another_hour"


def free_port() -> int:
    """A port of this machine that nothing uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    """`house run` or `house demo` in a process of its own; the lines it says are kept."""

    folder: Path
    command: str
    options: tuple[str, ...] = ()
    database_url: str = ""
    ahead: timedelta = timedelta()  # by how much its clock is moved
    port: int = field(default_factory=free_port)
    said: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environ(self) -> dict[str, str]:
        own = {"HOUSE_INSTANCE": str(self.folder), "HOUSE_PORT": str(self.port), "HOUSE_WORKERS": "2"}
        return {**os.environ, **own, **self._other_hour, "DATABASE_URL": self.database_url, "HOUSE_URL": ""}

    @property
    def _other_hour(self) -> dict[str, str]:
        if not self.ahead:
            return {}
        found_first = os.pathsep.join((str(MOVES_THE_CLOCK), str(ROOT)))
        return {"PYTHONPATH": found_first, "HOUSE_TEST_AHEAD": str(self.ahead.total_seconds())}

    def call(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Another `house` command beside it."""
        return subprocess.run(
            [sys.executable, "-m", "house", *words],
            cwd=ROOT,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
        )

    def __enter__(self) -> "Running":
        self.log = (self.folder / "server.log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "house", self.command, *self.options],
            cwd=ROOT,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.strip())
            if self._is_open():
                break
        else:
            raise AssertionError(
                f"the house did not open: {self.said} {(self.folder / 'server.log').read_text()[-800:]}"
            )
        return self

    def _is_open(self) -> bool:
        """The last line of the greeting has been said: about the set-up link, the keys, or the third sign-in."""
        return "coordinator: sign in" in self.said[-1] or "Its keys lie beside" in self.said[-1]

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.log.close()

    @property
    def set_up_link(self) -> str:
        """The one-time link that was printed."""
        return next(match[0] for line in self.said if (match := re.search(r"http://\S+/set-up/\S+", line)))

    def people(self) -> dict[str, Any]:
        """What `house demo --json` says."""
        told: dict[str, Any] = json.loads(self.call("demo", "--json").stdout)
        return told
