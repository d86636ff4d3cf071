"""Says a time zone's rules to calendar programs: IANA zone → VTIMEZONE (RFC 5545 §3.6.5, FEEDS C1–C6)."""

from calendar import monthcalendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FIRST_YEAR = 1970
LAST = -1


def timezone_block(name: str, around: date) -> bytes | None:
    """Say a zone from two calendar years before `around` to five after, or None when no yearly rule says it."""
    return _block(name, around.year)


def writable_zone(name: str, around: date) -> str:
    """Name the zone that times are written in: the house's own, or UTC when its rules cannot be said."""
    return name if timezone_block(name, around) else "UTC"


@lru_cache(maxsize=64)
def _block(name: str, year: int) -> bytes | None:
    if "/" not in name and name != "UTC":  # "GMT" or "EST" puts macOS an hour off (rule C3)
        return None
    zone, years = ZoneInfo(name), range(year - 2, year + 6)
    rules = [rule for change in _changes(zone, year) if (rule := _find_rule(zone, change, years))]
    if not all(_holds(zone, rules, each) for each in years):
        return None
    parts = _yearly(zone, rules, years) if rules else _steady(zone, years)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}", *parts, "END:VTIMEZONE", ""]
    return "\r\n".join(lines).encode("ascii")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the clocks: the first second of the new offset, and both offsets."""

    at: datetime
    before: timedelta
    after: timedelta

    @property
    def wall(self) -> datetime:
        """Read the clock that is about to be changed, as VTIMEZONE's DTSTART must (RFC 5545 §3.6.5)."""
        return self.at.replace(tzinfo=None) + self.before


@lru_cache(maxsize=256)
def _changes(zone: ZoneInfo, year: int) -> tuple[Change, ...]:
    """Find a year's changes by looking every three days: some changes were undone after a week."""
    starts, ends = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    marks = [*(starts + timedelta(days=day) for day in range(0, 365, 3)), ends]
    return tuple(_pin(zone, a, b) for a, b in pairwise(marks) if _offset(zone, a) != _offset(zone, b))


def _pin(zone: ZoneInfo, old: datetime, new: datetime) -> Change:
    before, after = _offset(zone, old), _offset(zone, new)
    while (seconds := (new - old) // timedelta(seconds=1)) > 1:
        middle = old + timedelta(seconds=seconds // 2)
        old, new = (middle, new) if _offset(zone, middle) == before else (old, middle)
    return Change(new, before, after)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


@dataclass(frozen=True, slots=True)
class Rule:
    """A change that comes back every year, such as the first Sunday in October at 02:00."""

    month: int
    weekday: int
    nth: int
    wall: time
    before: timedelta
    after: timedelta

    def change(self, year: int) -> Change:
        """Work the rule out for one year."""
        days = [week[self.weekday] for week in monthcalendar(year, self.month) if week[self.weekday]]
        day = date(year, self.month, days[self.nth if self.nth == LAST else self.nth - 1])
        at = datetime.combine(day, self.wall, tzinfo=UTC) - self.before
        return Change(at, self.before, self.after)


def _find_rule(zone: ZoneInfo, change: Change, years: range) -> Rule | None:
    wall = change.wall
    for nth in (min((wall.day + 6) // 7, 4), LAST):
        rule = Rule(wall.month, wall.weekday(), nth, wall.time(), change.before, change.after)
        if all(rule.change(year) in _changes(zone, year) for year in years):
            return rule
    return None


def _holds(zone: ZoneInfo, rules: list[Rule], year: int) -> bool:
    return _changes(zone, year) == tuple(rule.change(year) for rule in rules)


def _yearly(zone: ZoneInfo, rules: list[Rule], years: range) -> Iterator[str]:
    """Start each rule in the first year from which all of them hold without a break (rules C4–C6)."""
    first = years[0]
    while first > FIRST_YEAR and _holds(zone, rules, first - 1):
        first -= 1
    for rule in rules:
        repeat = f"RRULE:FREQ=YEARLY;BYMONTH={rule.month};BYDAY={rule.nth}{DAYS[rule.weekday]}"
        # The later clock is DAYLIGHT even in Dublin, whose law calls winter the exception: it is so everywhere else.
        kind = "DAYLIGHT" if rule.after > rule.before else "STANDARD"
        yield from _part(kind, rule.change(first), _name(zone, rule.change(years[-1]).at), repeat)


def _steady(zone: ZoneInfo, years: range) -> Iterator[str]:
    """Say a zone whose clocks stay as they are, since its last change or since 1970."""
    until = datetime(years[-1], 12, 31, tzinfo=UTC)
    past = (change for year in range(years[0] - 1, FIRST_YEAR - 1, -1) for change in reversed(_changes(zone, year)))
    offset = _offset(zone, until)
    always = Change(datetime(FIRST_YEAR, 1, 1, tzinfo=UTC) - offset, offset, offset)
    return _part("STANDARD", next(past, always), _name(zone, until))


def _part(kind: str, onset: Change, name: str, *repeat: str) -> Iterator[str]:
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{onset.wall:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{_signed(onset.before)}"
    yield f"TZOFFSETTO:{_signed(onset.after)}"
    yield f"TZNAME:{name}"
    yield from repeat
    yield f"END:{kind}"


def _name(zone: ZoneInfo, at: datetime) -> str:
    return at.astimezone(zone).tzname() or ""


def _signed(offset: timedelta) -> str:
    minutes, seconds = divmod(abs(offset) // timedelta(seconds=1), 60)
    sign = "-" if offset < timedelta() else "+"
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{seconds:02}" if seconds else "")
