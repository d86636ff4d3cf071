"""PURE. A moment and a length out of a calendar file (RFC 5545 §3.3.4 to §3.3.6), as the house's clocks have them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from house.feeds.ics_lines import Property, RawEvent
from house.feeds.troubles import Trouble, Unread
from house.when.span import DAY, to_instant, to_local

MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
LENGTH = re.compile(r"\+?P(?:(\d{1,3})W|(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:\d{1,5}S)?)?)")
UTC_NAME = "UTC"


@dataclass(frozen=True, slots=True)
class Around:
    """The zone of the house, the days it looks at, and zones by the names that other programs give them."""

    zone: ZoneInfo
    first: date
    last: date
    other_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Moment:
    """A wall time in a zone; of a whole day, its midnight."""

    local: datetime
    zone: ZoneInfo
    is_day: bool


def said_of(event: RawEvent, name: str, trouble: Trouble) -> Property:
    said = event.properties.get(name)
    if not said:
        raise Unread(trouble)
    return said[0]


def read_moment(said: Property, around: Around, value: str | None = None) -> Moment:
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


def house_time(moment: Moment, around: Around) -> datetime:
    if moment.is_day or moment.zone == around.zone:
        return moment.local
    return to_local(to_instant(moment.local, moment.zone), around.zone).replace(tzinfo=None)


def read_length(event: RawEvent, first: Moment, around: Around) -> timedelta | None:
    """How long it takes by the clock on the wall; None if that is not known."""
    if "DTEND" in event.properties:
        end = read_moment(said_of(event, "DTEND", Trouble.time_unread), around)
        if end.is_day != first.is_day:
            raise Unread(Trouble.day_and_time)
        length = house_time(end, around) - house_time(first, around)
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
