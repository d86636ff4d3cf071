"""PURE. When the entries of a calendar file are, in the wall time of the house, as far as the house looks ahead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from house.feeds.ics_lines import RawEvent, plain_text
from house.feeds.ics_moments import Around, Moment, house_time, read_length, read_moment, said_of
from house.feeds.ics_repeats import MOST_TIMES, exceptions_of, starts_of
from house.feeds.troubles import Trouble, Unread
from house.when.repeat import BadRule
from house.when.span import DAY

MOST_REPEATS = 60  # entries of a file that repeat


@dataclass(frozen=True, slots=True)
class Times:
    """From when to when: first day and the day after the last, or two wall times; no end where none is known."""

    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An entry of a file: what it is called and when it is, or why the house can't take it in."""

    number: int
    summary: str
    times: tuple[Times, ...] = ()
    trouble: Trouble | None = None


def read_times(events: Iterable[RawEvent], around: Around) -> list[ReadEvent]:
    """Each entry with its times, in the order of the file."""
    events = list(events)
    _insist_on_few_repeats(events)
    elsewhere = _moved(events, around)
    return [_read(event, elsewhere.get(event.value("UID"), set()), around) for event in events]


def _insist_on_few_repeats(events: list[RawEvent]) -> None:
    """Only so many are worked out, however small each is."""
    repeating = [event for event in events if "RRULE" in event.properties]
    for event in repeating[MOST_REPEATS:]:
        event.is_too_much = True


def _moved(events: list[RawEvent], around: Around) -> dict[str, set[datetime]]:
    """By UID, the times of a repeat that have an entry of their own."""
    moved: dict[str, set[datetime]] = {}
    for event in events:
        for said in event.properties.get("RECURRENCE-ID", []):
            try:
                moved.setdefault(event.value("UID"), set()).add(house_time(read_moment(said, around), around))
            except (Unread, OverflowError):  # at either end of the calendar no other zone has that time
                continue
    return moved


def _read(event: RawEvent, elsewhere: set[datetime], around: Around) -> ReadEvent:
    summary = plain_text(event.value("SUMMARY"))[:400]
    try:
        return ReadEvent(event.number, summary, _times(event, elsewhere, around))
    except Unread as refused:
        return ReadEvent(event.number, summary, trouble=refused.trouble)
    except (BadRule, OverflowError, ValueError):
        return ReadEvent(event.number, summary, trouble=Trouble.repeat_unread)


def _times(event: RawEvent, elsewhere: set[datetime], around: Around) -> tuple[Times, ...]:
    if event.is_too_much:
        raise Unread(Trouble.too_much_in_it)
    if event.value("STATUS").upper() == "CANCELLED":
        raise Unread(Trouble.called_off)
    first = read_moment(said_of(event, "DTSTART", Trouble.no_start), around)
    length = read_length(event, first, around)
    left_out = exceptions_of(event, around) | (elsewhere if "RECURRENCE-ID" not in event.properties else set())
    starts = starts_of(event, first, length or DAY, around)
    found = [at for at in starts if house_time(at, around) not in left_out]
    ahead = sorted({_as_times(at, length, around) for at in found}, key=lambda each: (str(each.starts), str(each.ends)))
    return _near(ahead, around)


def _near(times: list[Times], around: Around) -> tuple[Times, ...]:
    """Those in the days that the house looks at."""
    coming = [each for each in times if _last_day(each) >= around.first]
    near = tuple(each for each in coming if _day(each.starts) <= around.last)
    if not near:
        raise Unread(Trouble.too_far_ahead if coming else Trouble.is_over)
    if len(near) > MOST_TIMES:
        raise Unread(Trouble.too_often)
    return near


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _last_day(times: Times) -> date:
    if isinstance(times.ends, datetime):
        return (times.ends - timedelta.resolution).date()
    return times.ends - DAY if times.ends else _day(times.starts)


def _as_times(at: Moment, length: timedelta | None, around: Around) -> Times:
    starts = house_time(at, around)
    if at.is_day:
        return Times(starts.date(), starts.date() + (length or DAY))
    return Times(starts, starts + length if length else None)
