"""Answers a second of the house, held against another server in turn."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.houses import environment
from bench.servers import Server, other_server
from bench.turns import Effort, in_turn
from bench.worker import Worker, working

FEWEST, MOST = 20, 20_000


def against_bare(
    house: Server, path: str, headers: dict[str, str], status: int, body: bytes | None, effort: Effort
) -> float:
    """How many times the rate of bare Flask, saying the same bytes (or hello), the house has."""
    with bare_server(body or b"") as bare, working("bench.load") as load:
        bare_path = "/page/body" if body is not None else "/hello"
        one = asking(load, house.port, path, headers, status, effort)
        other = asking(load, bare.port, bare_path, {}, 200, effort)
        return in_turn(one, other, effort.rounds)


@contextmanager
def bare_server(body: bytes) -> Iterator[Server]:
    """Flask alone, with these bytes to say."""
    with TemporaryDirectory(prefix="house-bench-") as folder:
        Path(folder, "body").write_bytes(body)
        with other_server("bench.bare", {**environment(Path(folder)), "BENCH_PAGES": folder}) as server:
            yield server


def asking(
    load: Worker, port: int, path: str, headers: dict[str, str], status: int, effort: Effort
) -> Callable[[], float]:
    """A turn of asking one page: as often as fits into it, by a first short try."""

    def ask(count: int) -> float:
        return float(load.ask("ask", port=port, path=path, headers=headers, status=status, count=count))

    ask(FEWEST)
    count = min(MOST, max(FEWEST, round(ask(FEWEST) * effort.seconds)))
    return lambda: ask(count)
