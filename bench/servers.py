"""Real servers: the house as people start it, with one worker, and what it is held against."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench.houses import CHECKOUT, House

STARTS_WITHIN = 60  # seconds


@dataclass(frozen=True, slots=True)
class Server:
    """A server that has answered."""

    pid: int
    port: int
    started_in: float  # seconds from its first instant to its first answer


@contextmanager
def house_server(house: House) -> Iterator[Server]:
    """The house: `house run`."""
    port = _free_port()
    # Asked as often as it can answer, a calendar link would soon ask for a pause.
    own = {"HOUSE_PORT": str(port), "HOUSE_WORKERS": "1", "HOUSE_FEED_PACE": "1000000"}
    environment = {**house.environment, **own}
    with _running(["house", "run"], environment, port, "/healthz") as server:
        yield server


@contextmanager
def other_server(module: str, environment: dict[str, str], first_path: str = "/hello") -> Iterator[Server]:
    """One of this folder's own, which is told its port."""
    port = _free_port()
    with _running([module, str(port)], environment, port, first_path) as server:
        yield server


@contextmanager
def _running(words: list[str], environment: dict[str, str], port: int, path: str) -> Iterator[Server]:
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(process, port, path)
        yield Server(process.pid, port, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(process: "subprocess.Popen[bytes]", port: int, path: str) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while process.poll() is None and time.monotonic() < until:
        if _answers(port, path):
            return
        time.sleep(0.005)
    raise SystemExit(f"This did not start: {process.args!r}")


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
