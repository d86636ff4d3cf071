"""What is planned in house wall time, laid out as parts between instants. Pure: values in, values out."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from house.when.span import DAY, Span, is_in_gap, to_instant

LONGEST = timedelta(hours=24)  # of a shift, elapsed; queries rely on it to stay within one stretch of their index


class ShiftKind(StrEnum):
    """What a shift is for, in the words of those who plan it."""

    day = "day"
    evening = "evening"
    active_night = "active night"
    sleepover = "sleepover"
    on_call = "on call"
    overlap = "overlap"
    co_reflection = "co-reflection"
    training = "training"
    meeting = "meeting"


class SegmentKind(StrEnum):
    """What somebody does in one part of a shift."""

    active = "active"
    sleepover = "sleepover"
    on_call = "on call"


class PlanTrouble(ValueError):
    """A plan that no clock can show."""


class NoTime(PlanTrouble):
    """It starts and ends at the same time."""


class SkippedByClocks(PlanTrouble):
    """It lies in the hour that the clocks skip in spring."""


class TooLong(PlanTrouble):
    """It lasts longer than a day."""


class AsleepOutside(PlanTrouble):
    """The hours of sleep do not fit into it."""


@dataclass(frozen=True, slots=True)
class ShiftPlan:
    """A shift as somebody plans it: wall times of the house; an end at or before the start is on the next day."""

    kind: ShiftKind
    worker_id: int | None
    day: date
    from_time: time
    to_time: time
    asleep_from: time = time(22)  # these two are read for a sleepover only
    asleep_to: time = time(6)
    visible_label: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a shift: the wall times it was planned by, and the instants they are."""

    kind: SegmentKind
    local_start: datetime
    local_end: datetime
    span: Span


def laid_out(plan: ShiftPlan, zone: ZoneInfo) -> tuple[Part, ...]:
    """The parts of a plan, in order and without a break. Raises a kind of `PlanTrouble`."""
    start = datetime.combine(plan.day, plan.from_time)
    end = _after(start, plan.to_time)
    if end - start == DAY:
        raise NoTime
    whole = _whole(start, end, zone)
    marks = _marks(plan, start, end)
    parts = (_part(kind, first, last, whole, zone) for kind, first, last in marks)
    return tuple(part for part in parts if part)


def _after(local: datetime, clock_time: time) -> datetime:
    """The next time the clock on the wall shows this."""
    same_day = datetime.combine(local.date(), clock_time)
    return same_day if same_day > local else same_day + DAY


def _whole(start: datetime, end: datetime, zone: ZoneInfo) -> Span:
    first, last = to_instant(start, zone), to_instant(end, zone)
    if last <= first:  # 2am to 3am, or 2:30am to 3:15am, in the night the clocks go forward
        raise SkippedByClocks
    if last - first > LONGEST:  # 9am to 8:30am, in the night they go back
        raise TooLong
    return Span(first, last)


def _marks(plan: ShiftPlan, start: datetime, end: datetime) -> list[tuple[SegmentKind, datetime, datetime]]:
    if plan.kind is ShiftKind.on_call:
        return [(SegmentKind.on_call, start, end)]
    if plan.kind is not ShiftKind.sleepover:
        return [(SegmentKind.active, start, end)]
    asleep = start if start.time() == plan.asleep_from else _after(start, plan.asleep_from)
    awake = _after(asleep, plan.asleep_to)
    if awake > end:
        raise AsleepOutside
    return [
        (SegmentKind.active, start, asleep),
        (SegmentKind.sleepover, asleep, awake),
        (SegmentKind.active, awake, end),
    ]


def _part(kind: SegmentKind, start: datetime, end: datetime, whole: Span, zone: ZoneInfo) -> Part | None:
    """One part; None when it is empty on the wall, or when the clocks skip all of it."""
    # A wall time that moves forward out of the skipped hour stays within its shift.
    first, last = (min(to_instant(local, zone), whole.end) for local in (start, end))
    return Part(kind, start, end, Span(first, last)) if start < end and first < last else None


def moved_times(parts: tuple[Part, ...], zone: ZoneInfo) -> list[datetime]:
    """The planned wall times that the clocks skip, in order, each once; it counts as so much later."""
    walls = {local for part in parts for local in (part.local_start, part.local_end)}
    return sorted(local for local in walls if is_in_gap(local, zone))


def is_stretched(parts: tuple[Part, ...]) -> bool:
    """Whether the clocks change meanwhile, so that it lasts longer or shorter than the wall says."""
    return parts[-1].span.end - parts[0].span.start != parts[-1].local_end - parts[0].local_start
