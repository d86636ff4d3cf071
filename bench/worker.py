"""A process of its own that does what it is asked, one line of JSON at a time."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bench.houses import CHECKOUT


class Worker:
    """The near end: ask, and wait for the answer; or ask several, then wait for all."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def begin(self, deed: str, **values: Any) -> None:
        """Ask without waiting."""
        assert self.process.stdin
        print(json.dumps({"deed": deed, **values}), file=self.process.stdin, flush=True)

    def answer(self) -> Any:
        """Wait for what was asked before."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"A process of the measurement ended: {self.process.args!r}")
        return json.loads(line)

    def ask(self, deed: str, **values: Any) -> Any:
        """Ask and wait."""
        self.begin(deed, **values)
        return self.answer()


@contextmanager
def working(module: str, environment: dict[str, str] | None = None) -> Iterator[Worker]:
    """A worker while the block lasts."""
    command = [sys.executable, "-m", module]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            yield Worker(process)
        finally:
            process.terminate()


def answer(**deeds: Callable[..., Any]) -> None:
    """The far end: do what is asked until nobody asks any more."""
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(deeds[asked.pop("deed")](**asked)), flush=True)
