"""PURE. How evenly a roster is spread: nights, weekends and hours, each beside what somebody is there for.

0 is even. It says nothing about anybody: it lets two rosters be compared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from house.rosters.plan import SegmentKind, ShiftKind
from house.rosters.worked import Worked
from house.when.span import to_local

SATURDAY = 5
NIGHT_KINDS = frozenset({ShiftKind.active_night, ShiftKind.sleepover})


@dataclass(frozen=True, slots=True)
class Load:
    """What a roster asks of one worker."""

    minutes: int
    nights: int
    weekends: int  # shifts that begin on a Saturday or a Sunday


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the loads are from even, each between 0 and 1: 0 is even, 1 is all with one of very many."""

    hours: float
    nights: float
    weekends: float

    @property
    def total(self) -> float:
        """One number to compare rosters by; the lower, the evener."""
        return self.hours + self.nights + self.weekends


def loads(shifts: Sequence[Worked], worker_ids: Sequence[int], zone: ZoneInfo) -> dict[int, Load]:
    """What the shifts ask of each worker; who has none is among them."""
    own = {worker_id: [each for each in shifts if each.worker_id == worker_id] for worker_id in worker_ids}
    return {worker_id: _load(each, zone) for worker_id, each in own.items()}


def _load(shifts: Sequence[Worked], zone: ZoneInfo) -> Load:
    return Load(
        minutes=sum(piece.span.minutes for shift in shifts for piece in shift.of(SegmentKind.active)),
        nights=sum(shift.kind in NIGHT_KINDS for shift in shifts),
        weekends=sum(to_local(shift.span.start, zone).weekday() >= SATURDAY for shift in shifts),
    )


def spread(of: Mapping[int, Load], parts: Mapping[int, int]) -> Spread:
    """How even the loads are, beside the part each is there for: contracted minutes, or 1 for everybody."""
    return Spread(
        hours=_uneven([(load.minutes, parts.get(worker_id, 0)) for worker_id, load in of.items()]),
        nights=_uneven([(load.nights, parts.get(worker_id, 0)) for worker_id, load in of.items()]),
        weekends=_uneven([(load.weekends, parts.get(worker_id, 0)) for worker_id, load in of.items()]),
    )


def _uneven(pairs: Sequence[tuple[int, int]]) -> float:
    """The part of everything that would have to change hands for each to carry their part of it."""
    load, parts = sum(one for one, _part in pairs), sum(part for _one, part in pairs)
    if not load or not parts:
        return 0.0
    return sum(abs(one / load - part / parts) for one, part in pairs) / 2
