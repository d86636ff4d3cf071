"""Stretches of time as instants, and the door between house wall time and instants.

Planned things are kept as wall time in the house's zone; everything is compared and measured as aware UTC instants,
so that a night with a clock change is as long as it really is.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of time in UTC; raises ValueError if an end has no zone or does not come after the start."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", as_utc(self.start))
        object.__setattr__(self, "end", as_utc(self.end))
        if self.end <= self.start:
            raise ValueError("A span ends after it starts.")

    def contains(self, instant: datetime) -> bool:
        """Whether the instant falls inside; the end itself does not."""
        return self.start <= instant < self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether both share any time; spans that only touch do not."""
        return self.start < other.end and other.start < self.end

    @property
    def minutes(self) -> int:
        """Elapsed whole minutes, whatever the clocks on the wall did meanwhile."""
        return (self.end - self.start) // MINUTE

    def widened(self, by: timedelta) -> "Span":
        """This span with `by` more at both ends."""
        return Span(self.start - by, self.end + by)


def as_utc(instant: datetime) -> datetime:
    """The same instant in UTC; raises ValueError if it has no zone."""
    if instant.utcoffset() is None:
        raise ValueError("An instant needs a zone.")
    return instant.astimezone(UTC)


def to_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant of a naive wall time; raises ValueError if it already has a zone.

    A time that the spring change skips moves forward by the gap (2:30am becomes 3:30am). A time that happens twice
    in autumn is its first occurrence, unless `fold` is 1 (PEP 495).
    """
    if local.tzinfo is not None:
        raise ValueError("A wall time has no zone of its own.")
    # In a gap fold=1 would move the time back instead of forward.
    fold = 0 if is_in_gap(local, zone) else local.fold
    return local.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def is_in_gap(local: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks in the zone skip this naive wall time."""
    before, after = _offsets(local, zone)
    return before < after


def is_twice(local: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks in the zone show this naive wall time twice."""
    before, after = _offsets(local, zone)
    return before > after


def _offsets(local: datetime, zone: ZoneInfo) -> tuple[timedelta, timedelta]:
    # PEP 495: around a change, fold 0 takes the offset before it and fold 1 the offset after it.
    before = local.replace(tzinfo=zone, fold=0).utcoffset()
    after = local.replace(tzinfo=zone, fold=1).utcoffset()
    return before or timedelta(), after or timedelta()


def to_local(instant: datetime, zone: ZoneInfo) -> datetime:
    """The instant as aware wall time in the zone; raises ValueError if it has no zone."""
    return as_utc(instant).astimezone(zone)


def day_span(day: date, zone: ZoneInfo) -> Span:
    """One local day, midnight to midnight: 23, 24 or 25 hours."""
    return days_span(day, day + DAY, zone)


def days_span(first: date, last_exclusive: date, zone: ZoneInfo) -> Span:
    """The local days from `first` up to but not with `last_exclusive`; raises ValueError if there are none."""
    return Span(_midnight(first, zone), _midnight(last_exclusive, zone))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return to_instant(datetime.combine(day, time()), zone)


def week_start(day: date) -> date:
    """The Monday of the week the day is in."""
    return day - timedelta(days=day.weekday())
