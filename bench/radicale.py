"""Radicale, where it is installed apart from the house: BENCH_RADICALE is the path of a Python that can import it."""

import http.client
import os
import socket
import subprocess
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

COLLECTION = "/bench/calendar/"
LET_IN = {"Authorization": "Basic " + b64encode(b"bench:bench").decode()}


def found_radicale() -> str:
    """How to start it; "" where nobody says."""
    return os.environ.get("BENCH_RADICALE", "")


@contextmanager
def radicale_server(python: str, body: bytes) -> Iterator[tuple[int, str, str]]:
    """It, with one collection of these entries: its port, the collection's path and its tag."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with TemporaryDirectory(prefix="house-bench-") as folder:
        config = Path(folder, "config")
        config.write_text(
            f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = none\n[rights]\ntype = authenticated\n"
            f"[storage]\nfilesystem_folder = {folder}/kept\n[logging]\nlevel = error\n"
        )
        process = subprocess.Popen([python, "-m", "radicale", "--config", str(config)])
        try:
            yield port, COLLECTION, _filled(port, body)
        finally:
            process.terminate()
            process.wait(30)


def _filled(port: int, body: bytes) -> str:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with suppress(OSError):
            put = _ask(port, "PUT", body)
            if put.status not in (200, 201, 204):
                raise SystemExit(f"Radicale answered {put.status}.")
            return str(_ask(port, "GET").headers["ETag"])
        time.sleep(0.2)
    raise SystemExit("Radicale did not start.")


def _ask(port: int, method: str, body: bytes | None = None) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, COLLECTION, body, {**LET_IN, "Content-Type": "text/calendar"})
    answer = connection.getresponse()
    answer.read()
    return answer


def timed_get(port: int, path: str, headers: dict[str, str], status: int) -> Callable[[], float]:
    """A turn of asking once, on a connection of its own: Radicale closes each. Seconds until all of it is there."""

    def once() -> float:
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != status:
            raise SystemExit(f"{path} answered {answer.status}.")
        return time.perf_counter() - began

    return once
