"""PURE. Days and hours off, as they were entered, become spans in which somebody is not there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from house.rosters.worked import NotThere
from house.when.span import DAY, Span, to_instant, to_local


@dataclass(frozen=True, slots=True)
class Off:
    """Time off as somebody entered it: leave, or a time at which they can't, once or every week."""

    id: int
    person_id: int
    is_leave: bool
    first_day: date
    last_day: date | None  # None: from then on
    weekday: int | None = None  # None: every day of them
    from_time: time | None = None  # None: the whole day
    to_time: time | None = None


def not_there(entered: Iterable[Off], window: Span, zone: ZoneInfo) -> list[NotThere]:
    """When each is not there, as far as it touches the window."""
    return [
        NotThere(off.person_id, span, off.is_leave)
        for off in entered
        for span in _spans(off, window, zone)
        if span.overlaps(window)
    ]


def _spans(off: Off, window: Span, zone: ZoneInfo) -> Iterator[Span]:
    # A time that goes on past midnight may have begun the day before the window.
    day = max(off.first_day, to_local(window.start, zone).date() - DAY)
    last = min(off.last_day or date.max, to_local(window.end, zone).date())
    while day <= last:
        if off.weekday is None or day.weekday() == off.weekday:
            yield from _on_day(off, day, zone)
        day += DAY


def _on_day(off: Off, day: date, zone: ZoneInfo) -> Iterator[Span]:
    start = datetime.combine(day, off.from_time or time())
    end = datetime.combine(day, off.to_time or time())
    first, last = (to_instant(local, zone) for local in (start, end if end > start else end + DAY))
    if first < last:  # the hour that the clocks skip is no time
        yield Span(first, last)
