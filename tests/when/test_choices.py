"""The plain choices of a repeat, held against a slow and obvious reading of the calendar, day by day."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from house.when.choices import Choice, How, choice_of
from house.when.repeat import BadRule, describe, first_start, starts_between

wall = datetime.fromisoformat

SEVEN = time(19)
DAYS = st.dates(date(2024, 1, 1), date(2040, 1, 1))
WEEKDAYS = st.integers(0, 6)
NTHS = st.sampled_from([1, 2, 3, 4, -1])
CHOICES = st.one_of(
    st.builds(Choice, st.just(How.weekly), WEEKDAYS),
    st.builds(Choice, st.just(How.second_week), WEEKDAYS),
    st.builds(Choice, st.just(How.month_weekday), WEEKDAYS, NTHS),
    st.integers(1, 31).map(lambda day: Choice(How.month_day, day=day)),
)


def falls_on(choice: Choice, day: date, first: date) -> bool:
    """Whether a day is one of the choice's, asked of nothing but that day."""
    length = monthrange(day.year, day.month)[1]
    match choice.how:
        case How.weekly:
            return day.weekday() == choice.weekday
        case How.second_week:
            return day.weekday() == choice.weekday and (day - first).days % 14 == 0
        case How.month_weekday if choice.nth == -1:
            return day.weekday() == choice.weekday and day.day > length - 7
        case How.month_weekday:
            return day.weekday() == choice.weekday and (day.day - 1) // 7 == choice.nth - 1
        case How.month_day:
            return day.day == min(choice.day, length)


def slowly(choice: Choice, first: date, days: int) -> list[date]:
    every = (first + timedelta(days=number) for number in range(days))
    return [day for day in every if falls_on(choice, day, first)]


@settings(deadline=None)
@given(CHOICES, DAYS)
def test_a_choice_falls_where_the_calendar_says(choice: Choice, day: date) -> None:
    after = datetime.combine(day, SEVEN) - timedelta(minutes=1)
    first = first_start(choice.rule, SEVEN, after)
    assert first is not None
    starts = starts_between(choice.rule, first, first, first + timedelta(days=800))
    assert [start.date() for start in starts] == slowly(choice, first.date(), 800)


@settings(deadline=None)
@given(CHOICES, DAYS, st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_the_first_start_is_the_first_day_that_fits_after_then(choice: Choice, day: date, clock: time) -> None:
    after = datetime.combine(day, clock)
    first = first_start(choice.rule, SEVEN, after)
    # Any week can be the first of every second week.
    weekly = Choice(How.weekly, choice.weekday) if choice.how is How.second_week else choice
    days = (day + timedelta(days=number) for number in range(70))
    fits = (datetime.combine(each, SEVEN) for each in days if falls_on(weekly, each, day))
    assert first == next(start for start in fits if start > after)


@given(CHOICES)
def test_a_choice_is_read_back_from_its_rule(choice: Choice) -> None:
    assert choice_of(choice.rule) == choice


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=DAILY", "daily is not offered"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "two days a week"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO", "every third week"),
        ("FREQ=MONTHLY;BYDAY=5MO", "a fifth Monday"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "the 31st, and nothing in a shorter month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "the last day, said in another way"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", "never"),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=3", "three times"),
    ],
)
def test_a_rule_that_is_no_plain_choice_is_none(rule: str, why: str) -> None:
    assert choice_of(rule) is None, why


@pytest.mark.parametrize(
    "choice",
    [
        Choice(How.weekly, 7),
        Choice(How.weekly, -1),
        Choice(How.month_weekday, 3, 5),
        Choice(How.month_weekday, 3, 0),
        Choice(How.month_day, day=0),
        Choice(How.month_day, day=32),
        Choice(How.month_day, day=-1),
    ],
)
def test_a_day_that_is_none_is_refused(choice: Choice) -> None:
    with pytest.raises(BadRule):
        assert choice.rule


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (Choice(How.weekly, 3), "every Thursday"),
        (Choice(How.second_week, 3), "every second Thursday"),
        (Choice(How.month_weekday, 6, 1), "the first Sunday of the month"),
        (Choice(How.month_weekday, 4, -1), "the last Friday of the month"),
        (Choice(How.month_day, day=15), "on the 15th of the month"),
        (Choice(How.month_day, day=31), "on the 31st of the month, or its last day"),
    ],
)
def test_a_choice_has_plain_words(choice: Choice, words: str) -> None:
    assert describe(choice.rule) == words


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31"])
def test_a_repeat_that_never_fires_has_no_first_start(rule: str) -> None:
    assert first_start(rule, SEVEN, wall("2026-08-06 00:00")) is None


def test_at_the_end_of_the_calendar_there_is_no_first_start() -> None:
    assert first_start(Choice(How.month_day, day=15).rule, SEVEN, wall("9999-12-20 00:00")) is None
