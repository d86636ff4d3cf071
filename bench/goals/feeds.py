"""S5 and S6: a calendar asked for again and again, as calendar programs do."""

from collections.abc import Iterator

from bench.browser import Browser
from bench.houses import Houses
from bench.rates import against_bare
from bench.results import Result
from bench.servers import house_server
from bench.turns import Effort

PEER_WORKERS = 1


def measure(houses: Houses, effort: Effort) -> Iterator[Result]:
    """A peer worker's calendar: not changed since it was last read, and whole."""
    path = houses.decade.feed(PEER_WORKERS)
    with house_server(houses.decade) as server:
        whole = Browser(server.port).ask(path)
        etag = {"If-None-Match": whole.headers["ETag"]}
        unchanged = against_bare(server, path, etag, 304, None, effort)
        full = against_bare(server, path, {}, 200, whole.body, effort)
    what = f"a calendar of {whole.body.count(b'BEGIN:VEVENT')} entries"
    yield Result("S5", f"{what}, not changed (304): against Flask's hello", unchanged, "≥", 0.75)
    yield Result("S6", f"{what}, whole: against Flask with the same bytes", full, "≥", 0.50)
