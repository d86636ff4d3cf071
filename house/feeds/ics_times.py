"""PURE. When the entries of a calendar file are, in the wall time of the house, as far as the house looks ahead."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from house.feeds.ics_lines import Property, RawEvent, plain_text
from house.feeds.troubles import Trouble, Unread
from house.when.repeat import BadRule, starts_between
from house.when.span import DAY, to_instant, to_local

MOST_TIMES = 120  # of one entry that repeats
MOST_COUNTED = 366  # of one that ends after a number of times
MOST_REPEATS = 60  # entries of a file that repeat
MOST_EXCEPTIONS = 200
MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
LENGTH = re.compile(r"\+?P(?:(\d{1,3})W|(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:\d{1,5}S)?)?)")
UTC_NAME = "UTC"


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


@dataclass(frozen=True, slots=True)
class Around:
    """The zone of the house, the days it looks at, and zones by the names that other programs give them."""

    zone: ZoneInfo
    first: date
    last: date
    other_names: Mapping[str, str]


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
                moved.setdefault(event.value("UID"), set()).add(_house_time(_moment(said, around), around))
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
    first = _moment(_said(event, "DTSTART", Trouble.no_start), around)
    length = _length(event, first, around)
    left_out = _exceptions(event, around) | (elsewhere if "RECURRENCE-ID" not in event.properties else set())
    starts = _starts(event, first, length or DAY, around)
    found = [at for at in starts if _house_time(at, around) not in left_out]
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


# --- moments ---


@dataclass(frozen=True, slots=True)
class Moment:
    """A wall time in a zone; of a whole day, its midnight."""

    local: datetime
    zone: ZoneInfo
    is_day: bool


def _said(event: RawEvent, name: str, trouble: Trouble) -> Property:
    said = event.properties.get(name)
    if not said:
        raise Unread(trouble)
    return said[0]


def _moment(said: Property, around: Around, value: str | None = None) -> Moment:
    found = MOMENT.fullmatch(said.value if value is None else value)
    if not found:
        raise Unread(Trouble.time_unread)
    zone = _zone(UTC_NAME if found[7] else said.parameters.get("TZID", ""), around)
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        local = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  # wall time
    except ValueError:
        raise Unread(Trouble.no_such_time) from None
    return Moment(local, zone, found[4] is None)


def _zone(name: str, around: Around) -> ZoneInfo:
    """A zone by its name; a time without one is the house's own."""
    if not name:
        return around.zone
    try:
        return ZoneInfo(around.other_names.get(name, name))
    except (KeyError, ValueError, OSError):
        raise Unread(Trouble.no_such_zone) from None


def _house_time(moment: Moment, around: Around) -> datetime:
    if moment.is_day or moment.zone == around.zone:
        return moment.local
    return to_local(to_instant(moment.local, moment.zone), around.zone).replace(tzinfo=None)


def _as_times(at: Moment, length: timedelta | None, around: Around) -> Times:
    starts = _house_time(at, around)
    if at.is_day:
        return Times(starts.date(), starts.date() + (length or DAY))
    return Times(starts, starts + length if length else None)


def _length(event: RawEvent, first: Moment, around: Around) -> timedelta | None:
    """How long it takes by the clock on the wall; None if that is not known."""
    if "DTEND" in event.properties:
        end = _moment(_said(event, "DTEND", Trouble.time_unread), around)
        if end.is_day != first.is_day:
            raise Unread(Trouble.day_and_time)
        length = _house_time(end, around) - _house_time(first, around)
    else:
        length = _duration(event.value("DURATION"))
    if length < timedelta():
        raise Unread(Trouble.ends_first)
    if length > 366 * DAY:
        raise Unread(Trouble.too_long)
    return length or None


def _duration(value: str) -> timedelta:
    if not value:
        return timedelta()
    if not (found := LENGTH.fullmatch(value)):
        raise Unread(Trouble.length_unread)
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)


# --- repeats ---


def _starts(event: RawEvent, first: Moment, length: timedelta, around: Around) -> list[Moment]:
    """Its starts, from those that reach into the days that the house looks at."""
    more = [_moment(said, around, value) for said, value in _listed(event, "RDATE")]
    rules = event.properties.get("RRULE", [])
    if not rules or "RECURRENCE-ID" in event.properties:
        return [first, *more]
    if len(rules) > 1:
        raise Unread(Trouble.repeat_unread)
    begin, end = datetime.combine(around.first, time()) - length - DAY, datetime.combine(around.last, time()) + 2 * DAY
    starts = starts_between(_rule(rules[0].value, first), first.local, begin, end)
    if len(starts) > MOST_TIMES + MOST_EXCEPTIONS:
        raise Unread(Trouble.too_often)
    return [*(Moment(local, first.zone, first.is_day) for local in starts), *more]


def _rule(value: str, first: Moment) -> str:
    """The rule with its last moment in wall time, as the house reads rules."""
    counted = re.search(r"COUNT=(\d+)", value.upper())
    if counted and int(counted[1][:9]) > MOST_COUNTED:
        raise Unread(Trouble.too_often)
    found = re.search(r"UNTIL=(\d{8}T\d{6})Z", value.upper())
    if not found:
        return value
    until = to_local(to_instant(datetime.fromisoformat(found[1]), ZoneInfo(UTC_NAME)), first.zone)
    return value.upper().replace(found[0], f"UNTIL={until:%Y%m%dT%H%M%S}")


def _exceptions(event: RawEvent, around: Around) -> set[datetime]:
    listed = _listed(event, "EXDATE")
    return {_house_time(_moment(said, around, value), around) for said, value in listed}


def _listed(event: RawEvent, name: str) -> list[tuple[Property, str]]:
    values = [(said, value) for said in event.properties.get(name, []) for value in said.value.split(",")]
    if len(values) > MOST_EXCEPTIONS:
        raise Unread(Trouble.too_much_in_it)
    return values
