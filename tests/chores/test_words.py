"""What chores and turns are called in words, and the days that follow from a plan."""

from datetime import date, timedelta

import pytest

from house.chores.plan import ChorePlan
from house.chores.rounds import round_of
from house.chores.words import cadence_words, effort_words, minutes_words, window_words

THURSDAY = date(2026, 8, 6)


@pytest.mark.parametrize(
    ("first", "days", "words"),
    [
        (date(2026, 8, 6), 1, "today"),
        (date(2026, 8, 7), 1, "tomorrow"),
        (date(2026, 8, 8), 1, "on Saturday"),
        (date(2026, 8, 12), 1, "on Wednesday"),
        (date(2026, 8, 13), 1, "on Thursday 13 August"),  # "on Thursday" would be today
        (date(2027, 1, 2), 1, "on Saturday 2 January 2027"),
        (date(2026, 8, 3), 7, "sometime this week"),
        (date(2026, 8, 10), 7, "sometime next week"),
        (date(2026, 8, 17), 7, "sometime in the week from Monday 17 August"),
        (date(2026, 8, 5), 1, "still open"),  # yesterday's
        (date(2026, 7, 27), 7, "still open"),  # last week's
        (date(2026, 8, 5), 3, "sometime before Saturday"),  # a window of another length
    ],
)
def test_when_a_turn_fits(first, days, words):
    assert window_words(first, first + timedelta(days=days), THURSDAY) == words


def test_the_last_day_of_a_window_is_in_it():
    assert window_words(date(2026, 8, 3), date(2026, 8, 10), date(2026, 8, 9)) == "sometime this week"


def test_the_day_after_it_is_not():
    assert window_words(date(2026, 8, 3), date(2026, 8, 10), date(2026, 8, 10)) == "still open"


@pytest.mark.parametrize(
    ("weekday", "words"), [(None, "once a week, on any day"), (0, "every Monday"), (6, "every Sunday")]
)
def test_how_a_chore_comes_round(weekday, words):
    plan = ChorePlan("Bins", weekday, 10)
    assert cadence_words(plan.rule, plan.window.days) == words


@pytest.mark.parametrize(("effort", "words"), [(1, "light"), (2, "some effort"), (3, "more effort")])
def test_how_much_it_asks(effort, words):
    assert effort_words(effort) == words


def test_how_long_it_takes():
    assert minutes_words(10) == "about 10 minutes"


@pytest.mark.parametrize("today", [THURSDAY + timedelta(days=n) for n in range(7)])
@pytest.mark.parametrize("weekday", [None, 0, 3, 6])
def test_a_first_window_is_not_over_and_not_far(today, weekday):
    plan = ChorePlan("Bins", weekday, 10)
    first = plan.first_day(today)
    assert first + plan.window > today
    assert first - today < timedelta(days=7)
    assert weekday is None or first.weekday() == weekday


@pytest.mark.parametrize("day", [date(2026, 8, 3), date(2026, 8, 6), date(2026, 8, 9)])
def test_a_round_is_a_week_from_monday(day):
    assert round_of(day) == (date(2026, 8, 3), date(2026, 8, 10))
