"""Repeats in a window: that every start is found and no other, soon, whatever the rule."""

from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from typing import NamedTuple

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from house.when.repeat import (
    check_rule,
    every_days,
    monthly_day,
    monthly_nth,
    starts_between,
    weekly,
    yearly,
)


def wall(text: str) -> datetime:
    """A naive wall time."""
    return datetime.fromisoformat(text)


CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
THURSDAY, SUNDAY = 3, 6
END_OF_TIME = wall("9999-12-31 23:59")
FIRST = wall("2026-01-01 19:00")  # a Thursday
YEAR = (wall("2026-01-01"), wall("2027-01-01"))


def days_in(rule: str, first: datetime, window_from: datetime, window_to: datetime) -> list[str]:
    return [f"{start:%d %b}" for start in starts_between(rule, first, window_from, window_to)]


@pytest.mark.parametrize(
    ("rule", "first", "expected", "why"),
    [
        (weekly(THURSDAY), FIRST, ["06 Aug", "13 Aug", "20 Aug"], "every week"),
        (weekly(THURSDAY, 2), FIRST, ["13 Aug"], "every second week, counted from the first of January"),
        (weekly(THURSDAY, 2), FIRST + timedelta(7), ["06 Aug", "20 Aug"], "the other weeks if it began in them"),
        (weekly(SUNDAY, 2), FIRST, ["02 Aug", "16 Aug"], "the first week counts from its Monday, as the RFC has it"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU", FIRST, ["09 Aug", "23 Aug"], "or from its Sunday if it says so"),
        ("FREQ=WEEKLY", FIRST, ["06 Aug", "13 Aug", "20 Aug"], "no day named: the day it began on"),
        (monthly_nth(SUNDAY, 1), FIRST, ["02 Aug"], "the first Sunday"),
        (monthly_nth(SUNDAY, 4), FIRST, ["23 Aug"], "the fourth"),
        (monthly_nth(SUNDAY, -1), FIRST, [], "the last is after this window"),
        (monthly_day(15), FIRST, ["15 Aug"], "a day of the month"),
        ("FREQ=MONTHLY;INTERVAL=7", FIRST + timedelta(2), ["03 Aug"], "every seventh month, on the day it began"),
        ("FREQ=MONTHLY;INTERVAL=6", FIRST, [], "the sixth month was July"),
        ("FREQ=YEARLY;BYMONTH=8;BYDAY=2MO", FIRST, ["10 Aug"], "the second Monday of August"),
        ("FREQ=YEARLY", wall("2021-08-06 19:00"), ["06 Aug"], "the same day each year"),
        ("FREQ=YEARLY;INTERVAL=2", wall("2021-08-06 19:00"), [], "every second year, and this is not one"),
        (every_days(10), FIRST, ["09 Aug", "19 Aug"], "every ten days since the first of January"),
        ("FREQ=DAILY;BYDAY=SA;BYMONTH=8", FIRST, ["01 Aug", "08 Aug", "15 Aug", "22 Aug"], "days picked out"),
        ("FREQ=DAILY;BYMONTHDAY=-31", FIRST, ["01 Aug"], "a day counted from the back of the month"),
    ],
)
def test_starts_in_august(rule: str, first: datetime, expected: list[str], why: str) -> None:
    assert days_in(rule, first, wall("2026-08-01"), wall("2026-08-24")) == expected, why


@pytest.mark.parametrize(
    ("rule", "window", "expected", "why"),
    [
        (weekly(THURSDAY), (wall("2026-01-08 19:00"), wall("2026-01-15 19:00")), ["08 Jan"], "half open"),
        (weekly(THURSDAY), (wall("2025-01-01"), wall("2026-01-02")), ["01 Jan"], "never before the first"),
        (weekly(0), (wall("2025-12-29"), wall("2026-01-06")), ["05 Jan"], "not earlier in the first week either"),
        (weekly(THURSDAY), (wall("2026-03-01"), wall("2026-02-01")), [], "a window that is backwards"),
        ("FREQ=WEEKLY;COUNT=3", YEAR, ["01 Jan", "08 Jan", "15 Jan"], "three times"),
        ("FREQ=WEEKLY;COUNT=3", (wall("2026-01-09"), YEAR[1]), ["15 Jan"], "the count is from the first start"),
        ("FREQ=WEEKLY;UNTIL=20260115", YEAR, ["01 Jan", "08 Jan", "15 Jan"], "a day it ends on counts to its evening"),
        ("FREQ=WEEKLY;UNTIL=20260115T185900", YEAR, ["01 Jan", "08 Jan"], "an hour it ends at is meant to the minute"),
        (monthly_day(29), (wall("2026-02-01"), wall("2026-04-01")), ["28 Feb", "29 Mar"], "a month too short"),
        (monthly_day(31), (wall("2026-04-01"), wall("2026-06-01")), ["30 Apr", "31 May"], "or shorter by one"),
        (yearly(2, 29), (wall("2027-01-01"), wall("2029-01-01")), ["28 Feb", "29 Feb"], "a year without its day"),
        (yearly(8, 11), (YEAR[0], wall("2028-01-01")), ["11 Aug", "11 Aug"], "a date of each year"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", (wall("2026-04-01"), wall("2026-06-01")), ["31 May"], "RFC 5545 skips"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            (YEAR[0], wall("2026-03-01")),
            ["30 Jan", "27 Feb"],
            "pick",
        ),
    ],
)
def test_edges_of_window_and_series(
    rule: str, window: tuple[datetime, datetime], expected: list[str], why: str
) -> None:
    assert days_in(rule, FIRST, *window) == expected, why


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "no such day"),
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "asked of every month"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "asked of every day"),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "every seventh day from a Thursday is never a Monday"),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "every fourth year from 2026 is never a leap year"),
        ("FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=366", "the 366th of one"),
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=53MO", "the 53rd Monday of January"),
    ],
)
def test_a_rule_that_never_fires_gives_nothing_soon(rule: str, why: str) -> None:
    assert starts_between(rule, FIRST, FIRST, END_OF_TIME) == [], why


def test_an_endless_window_gives_a_thousand_at_most() -> None:
    assert len(starts_between("FREQ=DAILY", FIRST, FIRST, END_OF_TIME)) == 1000


@pytest.mark.parametrize(
    "rule", [weekly(THURSDAY), "FREQ=DAILY;BYMONTHDAY=-2", "FREQ=MONTHLY;BYDAY=-1TH", "FREQ=YEARLY;BYDAY=-1TH"]
)
def test_a_window_at_the_end_of_the_calendar_is_no_trouble(rule: str) -> None:
    assert days_in(rule, FIRST, wall("9999-12-25"), END_OF_TIME) == ["30 Dec"]


def test_a_series_from_the_beginning_of_the_calendar_is_no_trouble() -> None:
    rule = "FREQ=WEEKLY;WKST=SU;BYDAY=TH"
    assert days_in(rule, wall("0001-01-01 19:00"), wall("0001-01-01"), wall("0001-01-12")) == ["04 Jan", "11 Jan"]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_time_with_a_zone_is_refused(place: int) -> None:
    times = [FIRST, *YEAR]
    times[place] = times[place].replace(tzinfo=UTC)
    with pytest.raises(ValueError, match="without a zone"):
        starts_between("FREQ=DAILY", *times)


class Made(NamedTuple):
    """A rule in parts that a test can also read by itself, day by day."""

    freq: str
    interval: int
    months: list[int]
    month_days: list[int]
    weekdays: list[tuple[int, int]]

    @property
    def text(self) -> str:
        parts = [f"FREQ={self.freq};INTERVAL={self.interval}"]
        if self.months:
            parts.append("BYMONTH=" + ",".join(map(str, self.months)))
        if self.month_days:
            parts.append("BYMONTHDAY=" + ",".join(map(str, self.month_days)))
        if self.weekdays:
            parts.append("BYDAY=" + ",".join(f"{which or ''}{CODES[day]}" for which, day in self.weekdays))
        return ";".join(parts)


@st.composite
def rules(draw: st.DrawFn) -> Made:
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    which = st.sampled_from([-2, -1, 1, 2, 5]) if freq in ("MONTHLY", "YEARLY") and draw(st.booleans()) else st.just(0)
    some_days = st.lists(st.sampled_from([-31, -1, 1, 13, 28, 30, 31]), max_size=2, unique=True)
    return Made(
        freq,
        draw(st.integers(1, 5)),
        draw(st.lists(st.integers(1, 12), max_size=3, unique=True)),
        [] if freq == "WEEKLY" else draw(some_days),
        draw(st.lists(st.tuples(which, st.integers(0, 6)), max_size=3, unique=True)),
    )


def read_slowly(rule: Made, first: datetime, window_from: datetime, window_to: datetime) -> list[datetime]:
    """Every day from the first on, asked one by one."""
    days = (first + timedelta(count) for count in range((window_to - first).days + 2))
    return [start for start in days if window_from <= start < window_to and falls_on(rule, first, start.date())]


def falls_on(rule: Made, first: datetime, day: date) -> bool:
    """Whether a slow reader of RFC 5545 §3.3.10 would say the rule falls on this day."""
    bare = not rule.weekdays and not rule.month_days
    month_days = [first.day] if bare and rule.freq in ("MONTHLY", "YEARLY") else rule.month_days
    months = [first.month] if bare and rule.freq == "YEARLY" and not rule.months else rule.months
    weekdays = [(0, first.weekday())] if bare and rule.freq == "WEEKLY" else rule.weekdays
    by_month = rule.freq == "MONTHLY" or bool(rule.months)
    return (
        periods_apart(rule.freq, first.date(), day) % rule.interval == 0
        and (not months or day.month in months)
        and (not month_days or day.day in month_days or day.day - length_of_month(day) - 1 in month_days)
        and (not weekdays or any(is_weekday(day, which, weekday, by_month) for which, weekday in weekdays))
    )


def periods_apart(freq: str, first: date, day: date) -> int:
    if freq == "YEARLY":
        return day.year - first.year
    if freq == "MONTHLY":
        return (day.year - first.year) * 12 + day.month - first.month
    if freq == "WEEKLY":
        return (day - timedelta(day.weekday()) - first + timedelta(first.weekday())).days // 7
    return (day - first).days


def length_of_month(day: date) -> int:
    return ((day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)).day


def is_weekday(day: date, which: int, weekday: int, by_month: bool) -> bool:
    if day.weekday() != weekday or which == 0:
        return day.weekday() == weekday
    step = timedelta(7 if which > 0 else -7)
    same = [day - step * count for count in range(54)]
    in_period = [each for each in same if each.year == day.year and (each.month == day.month or not by_month)]
    return len(in_period) == abs(which)


FIRSTS = st.datetimes(wall("2024-01-01"), wall("2026-12-31")).map(lambda each: each.replace(microsecond=0))
OFFSETS = st.integers(-60, 900).map(timedelta)
LENGTHS = st.integers(0, 400).map(timedelta)


@given(rules(), FIRSTS, OFFSETS, LENGTHS)
@settings(max_examples=200, deadline=None)
def test_every_start_is_found_and_no_other(rule: Made, first: datetime, offset: timedelta, length: timedelta) -> None:
    window = (first + offset, first + offset + length)
    assert starts_between(rule.text, first, *window) == read_slowly(rule, first, *window)


SURE_TO_FIRE = st.one_of(
    st.builds("FREQ=DAILY;INTERVAL={}".format, st.integers(1, 400)),
    st.builds("FREQ=DAILY;COUNT={};BYDAY=MO,FR".format, st.integers(1, 99)),
    st.builds("FREQ=WEEKLY;INTERVAL={};BYDAY=MO,SA;WKST={}".format, st.integers(1, 60), st.sampled_from(CODES)),
    st.builds("FREQ=MONTHLY;INTERVAL={};BYDAY={}SU".format, st.integers(1, 30), st.integers(1, 4)),
    st.builds("FREQ=MONTHLY;BYDAY=MO,TU,SU;BYSETPOS={}".format, st.sampled_from(["1", "-1", "2,5", "-12,12"])),
    st.builds("FREQ=MONTHLY;COUNT={};BYMONTHDAY=28,29,30,31;BYSETPOS=-1".format, st.integers(1, 40)),
    st.builds("FREQ=YEARLY;BYDAY={}TH".format, st.sampled_from(["", "1", "-1", "52", "-52"])),
    st.builds("FREQ=YEARLY;BYMONTH=3,9;BYDAY=MO,WE;BYSETPOS={}".format, st.sampled_from(["1", "-1", "1,-1"])),
)


@given(SURE_TO_FIRE, FIRSTS, OFFSETS, LENGTHS)
@settings(max_examples=100, deadline=None)
def test_dateutil_from_the_beginning_agrees(rule: str, first: datetime, offset: timedelta, length: timedelta) -> None:
    window_from, window_to = first + offset, first + offset + length
    slow = takewhile(lambda start: start < window_to, rrulestr(rule, dtstart=first))
    assert starts_between(rule, first, window_from, window_to) == [each for each in slow if each >= window_from]


@given(rules(), FIRSTS, OFFSETS, LENGTHS, LENGTHS)
@settings(max_examples=60, deadline=None)
def test_a_window_in_two_halves_gives_the_same(
    rule: Made, first: datetime, offset: timedelta, one: timedelta, two: timedelta
) -> None:
    start, middle, end = first + offset, first + offset + one, first + offset + one + two
    halves = starts_between(rule.text, first, start, middle) + starts_between(rule.text, first, middle, end)
    assert halves == starts_between(rule.text, first, start, end)


@given(rules(), FIRSTS, OFFSETS, LENGTHS)
@settings(max_examples=60, deadline=None)
def test_nothing_is_ever_outside_the_window(rule: Made, first: datetime, offset: timedelta, length: timedelta) -> None:
    window_from, window_to = first + offset, first + offset + length
    found = starts_between(rule.text, first, window_from, window_to)
    assert all(max(first, window_from) <= start < window_to for start in found)


@given(rules())
@settings(max_examples=60, deadline=None)
def test_a_checked_rule_stays_as_it_is(rule: Made) -> None:
    assert check_rule(check_rule(rule.text)) == check_rule(rule.text)


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(0, 9))
def test_a_date_of_the_year_comes_once_in_each(first: date, later: int) -> None:
    year = first.year + 1 + later
    rule = yearly(first.month, first.day)
    found = starts_between(rule, wall(str(first)), wall(f"{year}-01-01"), wall(f"{year + 1}-01-01"))
    is_short = (first.month, first.day) == (2, 29) and year % 4
    assert [each.date() for each in found] == [date(year, first.month, 28 if is_short else first.day)]
