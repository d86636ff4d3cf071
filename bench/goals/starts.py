"""S10 and S11: how soon the house answers, and what a worker weighs."""

import os
from collections.abc import Iterator
from pathlib import Path

from bench.browser import Browser
from bench.goals.pages import PAGES, PHONE
from bench.houses import House, Houses
from bench.rates import bare_server
from bench.results import Result
from bench.servers import Server, house_server
from bench.turns import Effort, in_turn
from bench.worker import Worker, working

FIRST_REQUESTS = 500


def measure(houses: Houses, effort: Effort) -> Iterator[Result]:
    """From nothing to the first answer."""
    ratio = in_turn(lambda: _house_start(houses.decade), _bare_start, min(effort.rounds, 5))
    yield Result("S10", "start to first answer: against Flask's hello on the same server", ratio, "≤", 2.2)


def _house_start(house: House) -> float:
    with house_server(house) as server:
        return server.started_in


def _bare_start() -> float:
    with bare_server(b"") as server:
        return server.started_in


def measure_memory(houses: Houses, effort: Effort) -> Iterator[Result]:
    """A worker's memory after a few requests of every kind, and after many."""
    if not Path("/proc/self/status").exists():
        return
    house = houses.decade
    with house_server(house) as server, working("bench.load") as load:
        browser = Browser(server.port).sign_in(*house.sign_in("resident"))
        _mixed(load, server, house, browser, FIRST_REQUESTS)
        first = _worker_megabytes(server)
        _mixed(load, server, house, browser, effort.many_requests - FIRST_REQUESTS)
        later = _worker_megabytes(server)
    yield Result("S11", f"memory of a worker after {FIRST_REQUESTS} mixed requests", first, "≤", 85, "MB")
    more = f"the same after {effort.many_requests:,}: against that"
    yield Result("S11", more, later / first, "≤", 1.2)


def _mixed(load: Worker, server: Server, house: House, browser: Browser, count: int) -> None:
    headers = {**PHONE, "Cookie": browser.cookie}
    paths = [*PAGES.values(), house.feed(0), "/outside-help", "/healthz"]
    for path in paths:
        load.ask("ask", port=server.port, path=path, headers=headers, status=200, count=count // len(paths))


def _worker_megabytes(server: Server) -> float:
    """What the server's one worker holds in memory."""
    [worker] = [pid for pid in _processes() if _status(pid).get("PPid") == str(server.pid)]
    return int(_status(worker)["VmRSS"].split()[0]) * 1024 / 1e6


def _processes() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdecimal()]


def _status(pid: int) -> dict[str, str]:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return {}  # it has ended meanwhile
    return {name: value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
