"""Two things in turn, so that whatever else the machine does meets both alike."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure."""

    name: str
    rounds: int  # A B, A B, …: never fewer than five
    seconds: float  # of asking, in one turn
    asks: int  # of one page, where its cost in processor time is taken
    writes: int  # in one turn
    many_requests: int  # that memory must bear


FULL = Effort("full", rounds=9, seconds=0.4, asks=8, writes=40, many_requests=10_000)
QUICK = Effort("quick", rounds=5, seconds=0.15, asks=5, writes=20, many_requests=2_000)


def in_turn(one: Callable[[], float], other: Callable[[], float], rounds: int) -> float:
    """How many times `other` `one` is: the median of the ratios of neighbours, after a turn each for nothing."""
    one(), other()
    return median(one() / other() for _round in range(rounds))
