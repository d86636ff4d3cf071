"""S3: ten years of history and a thousand houses cost a page nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench.houses import House, Houses
from bench.results import Result
from bench.turns import Effort, in_turn
from bench.worker import Worker, working

MOST = 1.10


def measure(houses: Houses, effort: Effort) -> Iterator[Result]:
    """The worst of all pages, and a resident's calendar, kept and built anew, once with each kind of more."""
    for more, other, words in (
        (houses.decade, houses.year, "10 years of history against 1"),
        (houses.thousand, houses.year, "1,000 houses against 2"),
    ):
        with _opened(more) as many, _opened(other) as few:
            found = {path: _ratio(many, path, few, path, effort) for path in many.worker.ask("pages", name=many.name)}
            found["a calendar"] = _ratio(many, more.feed(0), few, other.feed(0), effort)
            anew = _ratio(many, more.feed(0), few, other.feed(0), effort, anew=True)
        worst = max(found, key=lambda path: found[path])
        middle = sorted(found.values())[len(found) // 2]
        yield Result("S3", f"{words}: cost of the page it costs most, {worst}", found[worst], "≤", MOST)
        yield Result("S3", f"{words}: cost of the middle one of {len(found)} pages", middle, "≤", MOST)
        yield Result("S3", f"{words}: cost of a calendar that is built anew", anew, "≤", MOST)


@dataclass(frozen=True, slots=True)
class Opened:
    """A house in a process of its own, with a resident signed in."""

    worker: Worker
    name: str

    def cost(self, path: str, count: int, anew: bool) -> float:
        """What a page costs."""
        return float(self.worker.ask("cost", name=self.name, path=path, count=count, anew=anew))


@contextmanager
def _opened(house: House) -> Iterator[Opened]:
    name, password = house.sign_in("resident")
    with working("bench.inside", house.environment) as worker:
        worker.ask("sign_in", name=name, password=password)
        yield Opened(worker, name)


def _ratio(many: Opened, path: str, few: Opened, same: str, effort: Effort, *, anew: bool = False) -> float:
    return in_turn(lambda: many.cost(path, effort.asks, anew), lambda: few.cost(same, effort.asks, anew), effort.rounds)
