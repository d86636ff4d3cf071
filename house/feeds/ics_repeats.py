"""PURE. When an entry of a calendar file begins each time it comes round, and which of those it leaves out."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from house.feeds.ics_lines import Property, RawEvent
from house.feeds.ics_moments import UTC_NAME, Around, Moment, house_time, read_moment
from house.feeds.troubles import Trouble, Unread
from house.when.repeat import starts_between
from house.when.span import DAY, to_instant, to_local

MOST_TIMES = 120  # of one entry that repeats
MOST_COUNTED = 366  # of one that ends after a number of times
MOST_EXCEPTIONS = 200


def starts_of(event: RawEvent, first: Moment, length: timedelta, around: Around) -> list[Moment]:
    """Its starts, from those that reach into the days that the house looks at."""
    more = [read_moment(said, around, value) for said, value in _listed(event, "RDATE")]
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


def exceptions_of(event: RawEvent, around: Around) -> set[datetime]:
    listed = _listed(event, "EXDATE")
    return {house_time(read_moment(said, around, value), around) for said, value in listed}


def _listed(event: RawEvent, name: str) -> list[tuple[Property, str]]:
    values = [(said, value) for said in event.properties.get(name, []) for value in said.value.split(",")]
    if len(values) > MOST_EXCEPTIONS:
        raise Unread(Trouble.too_much_in_it)
    return values
