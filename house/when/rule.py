"""The text of a repeat and its parts (RFC 5545 §3.3.10, RRULE).

The house repeats days: the time of day is always that of the series' first start. So HOURLY and finer, BYHOUR and the
like are refused, and so are BYWEEKNO and BYYEARDAY, which nobody plans a house by. UNTIL is house wall time, inclusive.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

MAX_TEXT = 200
MAX_INTERVAL = 400
MAX_COUNT = 1000
FREQS = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PART_NAMES = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS"}


class BadRule(ValueError):
    """A repeat the house cannot keep; its text is a plain sentence."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The parts of one RRULE; an empty set means the part is not there."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: datetime | None = None  # naive wall time, the last moment a start may have
    week_starts_on: int = 0  # Monday is 0
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()  # -1 is the last day
    weekdays: frozenset[tuple[int, int]] = frozenset()  # (which, weekday): (0, 3) every Thursday, (-1, 3) the last
    positions: frozenset[int] = frozenset()


@lru_cache(maxsize=1024)
def read_rule(text: str) -> Rule:
    """The parts of RRULE text, with or without "RRULE:" before it; raises BadRule."""
    parts = _parts(text)
    rule = Rule(
        freq=_freq(parts.get("FREQ", "")),
        interval=_number(parts, "INTERVAL", MAX_INTERVAL) or 1,
        count=_number(parts, "COUNT", MAX_COUNT),
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        week_starts_on=_weekday(parts.get("WKST", "MO")),
        months=_numbers(parts, "BYMONTH", 12, may_count_back=False),
        month_days=_numbers(parts, "BYMONTHDAY", 31),
        weekdays=frozenset(_numbered_day(day) for day in parts["BYDAY"].split(","))
        if "BYDAY" in parts
        else frozenset(),
        positions=_numbers(parts, "BYSETPOS", 366),
    )
    _insist_parts_agree(rule)
    return rule


def _parts(text: str) -> dict[str, str]:
    if len(text) > MAX_TEXT:
        raise BadRule("This repeat is too long to read.")
    pairs = [part.partition("=") for part in text.strip().upper().removeprefix("RRULE:").split(";")]
    parts = {name: value for name, _, value in pairs}
    if len(parts) < len(pairs):
        raise BadRule("This repeat says the same thing twice.")
    for name in parts.keys() - PART_NAMES:
        raise BadRule(f"The house cannot repeat by {name or 'nothing'}.")
    return parts


def _freq(value: str) -> str:
    if value not in FREQS:
        raise BadRule("A repeat is by the day, week, month or year.")
    return value


def _number(parts: dict[str, str], name: str, most: int) -> int | None:
    if name not in parts:
        return None
    return _whole(parts[name], name, most, may_count_back=False)


def _numbers(parts: dict[str, str], name: str, most: int, *, may_count_back: bool = True) -> frozenset[int]:
    if name not in parts:
        return frozenset()
    return frozenset(_whole(value, name, most, may_count_back=may_count_back) for value in parts[name].split(","))


def _whole(value: str, name: str, most: int, *, may_count_back: bool) -> int:
    number = int(value) if re.fullmatch(r"[+-]?[0-9]{1,4}", value) else 0
    if not 1 <= (abs(number) if may_count_back else number) <= most:
        raise BadRule(f"{name} needs a whole number from 1 to {most}.")
    return number


def _until(value: str) -> datetime:
    if not re.fullmatch(r"[0-9]{8}(T[0-9]{6})?", value):
        raise BadRule("A repeat ends on a day in house time, like 20261231.")
    try:
        # A day alone means all of that day, so that its evening still counts.
        return datetime.fromisoformat(value if "T" in value else value + "T235959")
    except ValueError:
        raise BadRule("The day this repeat ends is not in the calendar.") from None


def _weekday(code: str) -> int:
    if code not in DAY_CODES:
        raise BadRule("A weekday is one of MO, TU, WE, TH, FR, SA and SU.")
    return DAY_CODES.index(code)


def _numbered_days(parts: dict[str, str]) -> frozenset[tuple[int, int]]:
    return frozenset(_numbered_day(day) for day in parts["BYDAY"].split(",")) if "BYDAY" in parts else frozenset()


def _numbered_day(value: str) -> tuple[int, int]:
    which, code = value[:-2], value[-2:]
    return _whole(which, "BYDAY", 53, may_count_back=True) if which else 0, _weekday(code)


def _insist_parts_agree(rule: Rule) -> None:
    """RFC 5545 §3.3.10: what may not stand together."""
    by_week_or_day = rule.freq in ("DAILY", "WEEKLY")
    numbered = [which for which, _ in rule.weekdays]
    if rule.count and rule.until:
        raise BadRule("A repeat ends after a number of times or on a day, not both.")
    if by_week_or_day and any(numbered):
        raise BadRule("Only a month or a year has a first or a last weekday.")
    if any(numbered) and not all(numbered):
        raise BadRule("Choose either every such weekday or the first, second and so on.")
    if rule.freq == "MONTHLY" and any(abs(which) > 5 for which in numbered):
        raise BadRule("A month has at most five of each weekday.")
    if rule.freq == "WEEKLY" and rule.month_days:
        raise BadRule("A week has no day of the month; repeat by the month instead.")
    if rule.positions and (by_week_or_day or not (rule.weekdays or rule.month_days or rule.months)):
        raise BadRule("BYSETPOS picks from the days of a month or a year, so say which days.")


def rule_text(rule: Rule) -> str:
    """The one spelling of these parts, without "RRULE:" and without what goes without saying."""
    said = {
        "FREQ": rule.freq,
        "INTERVAL": str(rule.interval) if rule.interval > 1 else "",
        "COUNT": str(rule.count or ""),
        "UNTIL": f"{rule.until:%Y%m%dT%H%M%S}" if rule.until else "",
        "WKST": DAY_CODES[rule.week_starts_on] if rule.week_starts_on else "",
        "BYMONTH": _listed(rule.months),
        "BYMONTHDAY": _listed(rule.month_days),
        "BYDAY": ",".join(f"{which or ''}{DAY_CODES[day]}" for which, day in sorted(rule.weekdays)),
        "BYSETPOS": _listed(rule.positions),
    }
    return ";".join(f"{name}={value}" for name, value in said.items() if value)


def _listed(numbers: frozenset[int]) -> str:
    return ",".join(map(str, sorted(numbers)))
