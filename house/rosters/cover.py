"""PURE. Which hours of a day somebody is in the house: what is drawn, and said in words where nothing is drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from house.rosters.blocks import joined
from house.rosters.plan import SegmentKind
from house.rosters.stays import Stretch
from house.when.span import MINUTE, Span

WIDTH = 1000  # of the drawing of a day, however many hours it has


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the drawing, in its own units."""

    x: int
    width: int
    mood: str  # "here", or "asleep" where everybody who is here sleeps


@dataclass(frozen=True, slots=True)
class DayCover:
    """One day: what is drawn, and the stretches in which nobody is here."""

    bars: tuple[Bar, ...]
    gaps: tuple[Span, ...]


def day_cover(day: Span, stretches: Iterable[Stretch]) -> DayCover:
    """The cover of a day by everything that touches it; on call is not in the house."""
    inside = [
        (each.kind, _cut(each.span, day)) for each in stretches if each.span.overlaps(day) and each.kind in AT_HOME
    ]
    here = joined(span for _kind, span in inside)
    awake = joined(span for kind, span in inside if kind is SegmentKind.active)
    bars = [*(_bar(day, span, "asleep") for span in here), *(_bar(day, span, "here") for span in awake)]
    return DayCover(tuple(bars), tuple(_between(day, here)))


AT_HOME = (SegmentKind.active, SegmentKind.sleepover)


def _cut(span: Span, day: Span) -> Span:
    return Span(max(span.start, day.start), min(span.end, day.end))


def _bar(day: Span, span: Span, mood: str) -> Bar:
    # By elapsed time: a day of 23 or 25 hours is as wide as any other.
    x, end = ((at - day.start) * WIDTH // (day.end - day.start) for at in (span.start, span.end))
    return Bar(x, end - x, mood)


def _between(day: Span, here: Sequence[Span]) -> list[Span]:
    edges = [day.start, *(at for span in here for at in (span.start, span.end)), day.end]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [Span(start, end) for start, end in pairs if end - start >= MINUTE]
