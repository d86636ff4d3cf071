"""PURE. A week as a drawing: days across, a lane for each name, a bar for each part of a shift, the cover on top."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from house.rosters.cover import AT_HOME
from house.rosters.plan import SegmentKind
from house.rosters.stays import Stretch
from house.when.span import Span

LEFT, DAY_WIDTH = 150, 120  # room for a name; a day is 5 units an hour, whatever the clocks do in it
TOP, LANE, BAR = 44, 34, 20  # heights
NAME_LETTERS = 15  # as many as fit beside a lane


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar: where it is, and what it is told by besides its colour."""

    x: int
    y: int
    width: int
    height: int
    look: str  # "awake", "asleep" (half as high), "on-call" (an outline), "open" (a broken outline)


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the drawing."""

    name: str
    base: int  # of its words
    y: int  # of its upper edge
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A day: where it begins, and where a quarter, a half and three quarters of it are."""

    x: int
    quarters: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole drawing."""

    width: int
    height: int
    columns: tuple[Column, ...]
    cover: Lane
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What one lane is to show: somebody's parts of shifts, or those that nobody has."""

    name: str
    stretches: tuple[Stretch, ...]
    is_open: bool = False


def week_grid(days: Sequence[Span], rows: Sequence[Row], cover_name: str) -> Grid:
    """The drawing of these days."""
    here = [each for row in rows if not row.is_open for each in row.stretches if each.kind in AT_HOME]
    lanes = [Row(cover_name, tuple(_asleep_below(here))), *rows]
    drawn = tuple(_lane(number, row, days) for number, row in enumerate(lanes))
    columns = tuple(_column(number) for number in range(len(days)))
    size = (LEFT + len(days) * DAY_WIDTH, TOP + len(drawn) * LANE)
    return Grid(*size, columns, drawn[0], drawn[1:])


def _asleep_below(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Whoever is awake is drawn over whoever sleeps."""
    return sorted(stretches, key=lambda each: each.kind is SegmentKind.active)


def _column(number: int) -> Column:
    x = LEFT + number * DAY_WIDTH
    return Column(x, (x + DAY_WIDTH // 4, x + DAY_WIDTH // 2, x + DAY_WIDTH * 3 // 4))


def _lane(number: int, row: Row, days: Sequence[Span]) -> Lane:
    y = TOP + number * LANE
    whole = Span(days[0].start, days[-1].end)
    marks = (_mark(each, y, row.is_open, days) for each in row.stretches if each.span.overlaps(whole))
    return Lane(_short(row.name), y + (LANE + BAR) // 2 - 5, y, tuple(marks))


def _short(name: str) -> str:
    return name if len(name) <= NAME_LETTERS else f"{name[: NAME_LETTERS - 1]}…"


def _mark(stretch: Stretch, y: int, is_open: bool, days: Sequence[Span]) -> Mark:
    x, end = (_place(at, days) for at in (stretch.span.start, stretch.span.end))
    look = "open" if is_open else _LOOKS[stretch.kind]
    height = BAR // 2 if look == "asleep" else BAR
    return Mark(x, y + (LANE + BAR) // 2 - height, max(end - x, 2), height, look)


_LOOKS = {SegmentKind.active: "awake", SegmentKind.sleepover: "asleep", SegmentKind.on_call: "on-call"}


def _place(at: datetime, days: Sequence[Span]) -> int:
    """Where an instant is; what lies outside the days is at their edge."""
    at = min(max(at, days[0].start), days[-1].end)
    number, day = next((n, day) for n, day in enumerate(days) if at <= day.end)
    return LEFT + number * DAY_WIDTH + (at - day.start) * DAY_WIDTH // (day.end - day.start)
