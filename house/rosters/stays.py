"""How long somebody is here without a break, however many shifts that is made of. Pure: values in, values out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from house.rosters.plan import SegmentKind
from house.when.span import Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """One part of a shift between two instants."""

    kind: SegmentKind
    span: Span


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody's time in the house, or on call, from its beginning to its end without a break."""

    worker_id: int
    stretches: tuple[Stretch, ...]

    @property
    def span(self) -> Span:
        return Span(self.stretches[0].span.start, max(each.span.end for each in self.stretches))

    def is_asleep(self, now: datetime) -> bool:
        """Whether they sleep at this instant."""
        return any(each.kind is SegmentKind.sleepover and each.span.contains(now) for each in self.stretches)

    def sleep_ahead(self, now: datetime) -> Span | None:
        """The hours of sleep they are in or still have before them."""
        ahead = (each.span for each in self.stretches if each.kind is SegmentKind.sleepover and each.span.end > now)
        return next(ahead, None)


def stays(stretches: Iterable[tuple[int, Stretch]]) -> list[Stay]:
    """Stretches by worker, joined where one goes over into the next, in the order they begin."""
    joined: list[Stay] = []
    for worker_id, stretch in sorted(stretches, key=lambda pair: (pair[0], pair[1].span)):
        last = joined[-1] if joined else None
        if last and last.worker_id == worker_id and stretch.span.start <= last.span.end:
            joined[-1] = Stay(worker_id, (*last.stretches, stretch))
        else:
            joined.append(Stay(worker_id, (stretch,)))
    return sorted(joined, key=lambda stay: stay.span)
