"""The starts a rule gives, counted period by period inside a window.

Days and weeks are plain counting. What a month or a year holds is asked of python-dateutil, one period at a time:
left alone it walks from the series' beginning, and hunts on to the year 9999 for a rule that never fires. So the cost
is that of the periods the window touches, whenever the series began.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import MAXYEAR, date, datetime, time

from dateutil.rrule import MONTHLY, YEARLY, rrule, weekday

from house.when.rule import Rule

HORIZON_DAYS = 30 * 366
# A step that leaves the calendar, so that dateutil stops after the one period it was asked for.
BEYOND_THE_CALENDAR = 12 * MAXYEAR


def starts(rule: Rule, first: datetime, begin: datetime, until: datetime) -> Iterator[datetime]:
    """Naive starts in order from the period that holds `begin`, none before `first`, up to about the day of `until`.

    Stops 30 years after `begin` at the latest.
    """
    rule = _with_days_of(first, rule)
    last = date.fromordinal(min(until.toordinal(), begin.toordinal() + HORIZON_DAYS))
    for number in _in_step(rule, first.date(), begin.date(), last):
        for day in _days(rule, number):
            start = datetime.combine(day, first.time())
            if rule.until and start > rule.until:
                return
            if start >= first:
                yield start


def _with_days_of(first: datetime, rule: Rule) -> Rule:
    """The rule with the day it leaves out taken from the first start (RFC 5545 §3.3.10)."""
    if rule.weekdays or rule.month_days or rule.freq == "DAILY":
        return rule
    if rule.freq == "WEEKLY":
        return replace(rule, weekdays=frozenset({(0, first.weekday())}))
    months = rule.months if rule.freq == "MONTHLY" else rule.months or frozenset({first.month})
    return replace(rule, months=months, month_days=frozenset({first.day}))


def _in_step(rule: Rule, first: date, begin: date, last: date) -> range:
    """The numbers of the periods from that of `begin` to that of `last` which INTERVAL, counted from `first`, keeps."""
    number = _period_number(rule, begin)
    out_of_step = (_period_number(rule, first) - number) % rule.interval
    return range(number + out_of_step, _period_number(rule, last) + 1, rule.interval)


def _period_number(rule: Rule, day: date) -> int:
    if rule.freq == "DAILY":
        return day.toordinal()
    if rule.freq == "WEEKLY":
        return (day.toordinal() - 1 - rule.week_starts_on) // 7  # ordinal 1 is a Monday
    return day.year if rule.freq == "YEARLY" else day.year * 12 + day.month - 1


def _days(rule: Rule, number: int) -> Iterable[date]:
    if rule.freq == "DAILY":
        return _fitting(rule, number, 1)
    if rule.freq == "WEEKLY":
        return _fitting(rule, number * 7 + 1 + rule.week_starts_on, 7)
    if rule.freq == "MONTHLY":
        return _asked_of_dateutil(rule, date(number // 12, number % 12 + 1, 1))
    return _asked_of_dateutil(rule, date(number, 1, 1))


def _fitting(rule: Rule, ordinal: int, length: int) -> Iterator[date]:
    for each in range(max(ordinal, 1), min(ordinal + length, date.max.toordinal() + 1)):
        day = date.fromordinal(each)
        if _fits(rule, day):
            yield day


def _fits(rule: Rule, day: date) -> bool:
    return (
        (not rule.weekdays or (0, day.weekday()) in rule.weekdays)
        and (not rule.months or day.month in rule.months)
        and (not rule.month_days or not rule.month_days.isdisjoint(_month_days(day)))
    )


def _month_days(day: date) -> tuple[int, int]:
    """The day's number from the front of its month and, below nought, from the back."""
    return day.day, day.day - monthrange(day.year, day.month)[1] - 1


def _asked_of_dateutil(rule: Rule, period_start: date) -> Iterator[date]:
    occurrences = rrule(
        MONTHLY if rule.freq == "MONTHLY" else YEARLY,
        dtstart=datetime.combine(period_start, time()),
        interval=BEYOND_THE_CALENDAR,
        bymonth=sorted(rule.months) or None,
        bymonthday=sorted(rule.month_days) or None,
        byweekday=[weekday(day, which or None) for which, day in sorted(rule.weekdays)] or None,
        bysetpos=sorted(rule.positions) or None,
    )
    return (occurrence.date() for occurrence in occurrences)
