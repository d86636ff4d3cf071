"""Repeats: the plain choices people make, their RRULE text (RFC 5545), the starts it gives and the words for it."""

from dataclasses import replace
from datetime import date, datetime, time
from itertools import islice, takewhile

from house.when.expand import starts
from house.when.rule import DAY_CODES, BadRule, Rule, read_rule, rule_text
from house.when.words import MONTHS, WEEKDAYS

__all__ = [
    "BadRule",
    "check_rule",
    "describe",
    "every_days",
    "first_start",
    "monthly_day",
    "monthly_nth",
    "starts_between",
    "weekly",
]

MAX_STARTS = 1000
NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


def check_rule(text: str) -> str:
    """The one spelling of a rule the house can keep, without "RRULE:"; raises BadRule with a plain sentence."""
    return rule_text(read_rule(text))


def starts_between(rule: str, first: datetime, window_from: datetime, window_to: datetime) -> list[datetime]:
    """Naive wall times in the half-open window at which a series that began at `first` starts, in order.

    At most 1,000 of them, none before `first`, and none more than 30 years after the later of `first` and
    `window_from` (after `first`, if the rule has a COUNT). Raises BadRule, and ValueError for a time with a zone.
    """
    if any(local.tzinfo for local in (first, window_from, window_to)):
        raise ValueError("Repeats are in wall time, without a zone.")
    parts = read_rule(rule)
    # A rule with a COUNT has to be counted from its first start; any other is taken up where the window begins.
    begin = first if parts.count else max(first, window_from)
    ordered = takewhile(lambda start: start < window_to, starts(parts, first, begin, window_to))
    counted = islice(ordered, parts.count)
    return list(islice((start for start in counted if start >= window_from), MAX_STARTS))


def first_start(rule: str, at: time, after: datetime) -> datetime | None:
    """The first wall time after `after` at which a series with this rule can begin; None if none comes in 30 years."""
    # Its INTERVAL is counted from the start this finds, so any week or month can be the first.
    parts = replace(read_rule(rule), interval=1)
    that_day = datetime.combine(after.date(), at)
    ever = datetime.combine(date.max, time())
    return next((start for start in starts(parts, that_day, that_day, ever) if start > after), None)


def weekly(weekday: int, every: int = 1) -> str:
    """Every `every` weeks on a weekday (Monday is 0)."""
    return check_rule(f"FREQ=WEEKLY;INTERVAL={every};BYDAY={_code(weekday)}")


def monthly_nth(weekday: int, nth: int) -> str:
    """The first to fourth weekday of each month, or its last (-1); Monday is 0."""
    if nth not in NTH:
        raise BadRule("Choose the first, second, third, fourth or last.")
    return check_rule(f"FREQ=MONTHLY;BYDAY={nth}{_code(weekday)}")


def monthly_day(day: int) -> str:
    """A day of each month, 1 to 31 or the last (-1); in a month too short for it, that month's last day."""
    if day <= 28:
        return check_rule(f"FREQ=MONTHLY;BYMONTHDAY={day}")
    days = ",".join(str(each) for each in range(28, day + 1))
    return check_rule(f"FREQ=MONTHLY;BYMONTHDAY={days};BYSETPOS=-1")


def every_days(n: int) -> str:
    """Every `n` days."""
    return check_rule(f"FREQ=DAILY;INTERVAL={n}")


def _code(weekday: int) -> str:
    if not 0 <= weekday <= 6:
        raise BadRule("Choose a day of the week.")
    return DAY_CODES[weekday]


def describe(rule: str) -> str:
    """The rule in words, "every second Thursday"; one that has no plain words is "a repeat of its own"."""
    parts = read_rule(rule)
    words = _words(parts)
    if parts.count:
        return f"{words}, {parts.count} times" if parts.count > 1 else f"{words}, once"
    if parts.until:
        return f"{words} until {parts.until.day} {MONTHS[parts.until.month - 1]} {parts.until.year}"
    return words


def _words(rule: Rule) -> str:
    known = {"DAILY": _daily_words, "WEEKLY": _weekly_words, "MONTHLY": _monthly_words, "YEARLY": _yearly_words}
    return (not rule.months and known[rule.freq](rule)) or "a repeat of its own"


def _daily_words(rule: Rule) -> str:
    return "" if rule.weekdays or rule.month_days else _every(rule.interval, "day")


def _weekly_words(rule: Rule) -> str:
    days = [WEEKDAYS[day] for _, day in sorted(rule.weekdays)]
    if not days:
        return _every(rule.interval, "week")
    if rule.interval == 1 or (rule.interval == 2 and len(days) == 1):
        return _every(rule.interval, "weekday" if days == list(WEEKDAYS[:5]) else _joined(days))
    return f"{_every(rule.interval, 'week')} on {_joined(days)}"


def _joined(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _monthly_words(rule: Rule) -> str:
    of_month = "of the month" if rule.interval == 1 else f"of {_every(rule.interval, 'month')}"
    match (sorted(rule.weekdays), sorted(rule.month_days), sorted(rule.positions)):
        case [], [], []:
            return _every(rule.interval, "month")
        case [(nth, day)], [], [] if nth in NTH:
            return f"the {NTH[nth]} {WEEKDAYS[day]} {of_month}"
        case [], [day], []:
            return f"on the {_which_day(day)} {of_month}" if day >= -1 else ""
        case [], [28, *_, day], [-1] if len(rule.month_days) == day - 27:
            return f"on the {_which_day(day)} {of_month}, or its last day"
    return ""


def _which_day(day: int) -> str:
    if day == -1:
        return "last day"
    ending = "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _yearly_words(rule: Rule) -> str:
    return "" if rule.weekdays or rule.month_days else _every(rule.interval, "year")


def _every(number: int, unit: str) -> str:
    if number == 1:
        return f"every {unit}"
    return f"every second {unit}" if number == 2 else f"every {number} {unit}s"
