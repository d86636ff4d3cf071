"""How a chore comes round: the plain choices, the days they give, and what can't be."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from house.chores import kept
from house.chores.cadence import Cadence, How, NeverComes, TooLong, cadence_of
from house.chores.kinds import Comes
from house.chores.plan import ChorePlan, Step, read_steps, write_steps
from house.chores.words import cadence_words
from house.when.repeat import starts_between
from house.when.rule import BadRule

THURSDAY = date(2026, 8, 6)


def coming(cadence, today=THURSDAY, days=70):
    first = datetime.combine(cadence.first_day(today), time())
    return [start.date() for start in starts_between(cadence.rule, first, first, first + timedelta(days=days))]


@pytest.mark.parametrize(
    ("cadence", "days"),
    [
        (Cadence(How.days, 3), ["08-06", "08-09", "08-12"]),
        (Cadence(How.weeks), ["08-03", "08-10", "08-17"]),  # this week, which has days left
        (Cadence(How.weeks, weekdays=(0, 3)), ["08-06", "08-10", "08-13"]),
        (Cadence(How.weeks, 2, weekdays=(3,)), ["08-06", "08-20", "09-03"]),
        (Cadence(How.weeks, weekdays=(2,), days=3), ["08-05", "08-12", "08-19"]),  # yesterday's, which has days left
        (Cadence(How.month_day, day=31), ["08-31", "09-30", "10-31"]),  # the last day of a short month
        (Cadence(How.month_day, 2, day=15), ["08-15", "10-15", "12-15"]),
        (Cadence(How.month_weekday, weekday=5, nth=-1), ["08-29", "09-26", "10-31"]),
    ],
)
def test_a_choice_gives_these_days(cadence, days):
    assert [f"{day:%m-%d}" for day in coming(cadence, days=150)[:3]] == days


@pytest.mark.parametrize(
    ("cadence", "words"),
    [
        (Cadence(), "once a week, on any day"),
        (Cadence(every=2), "every 2 weeks, on any day"),
        (Cadence(How.days), "every day"),
        (Cadence(How.days, 5, days=2), "every 5 days, with 2 days for it"),
        (Cadence(weekdays=(0, 3)), "every Monday and Thursday"),
        (Cadence(How.month_weekday, weekday=6, nth=1), "the first Sunday of the month"),
        (Cadence(How.after_done, 3), "3 days after it was last done"),
        (Cadence(How.after_done, 1), "1 day after it was last done"),
        (Cadence(How.when_needed), "whenever it is needed"),
    ],
)
def test_a_choice_in_words(app, cadence, words):
    with app.test_request_context():
        assert cadence_words(cadence.rule, cadence.window.days, cadence.comes) == words


@pytest.mark.parametrize(
    "cadence",
    [
        Cadence(How.days, 2, days=3),
        Cadence(weekdays=(0, 2), days=3),
        Cadence(weekdays=(0, 6), days=2),  # from Sunday to Monday is one day
        Cadence(weekdays=(3,), days=14),
        Cadence(How.month_day, days=31),
    ],
)
def test_turns_that_would_meet_are_too_long(cadence):
    with pytest.raises(TooLong):
        cadence.rule  # noqa: B018  # asking is enough


@pytest.mark.parametrize(
    "cadence",
    [
        Cadence(every=0),
        Cadence(every=61),
        Cadence(weekdays=(7,)),
        Cadence(How.month_day, day=32),
        Cadence(How.month_weekday, nth=5),
    ],
)
def test_what_no_calendar_has_is_told(cadence):
    with pytest.raises(BadRule):
        cadence.rule  # noqa: B018  # asking is enough


def test_what_never_comes_is_told_and_costs_nothing(monkeypatch):
    monkeypatch.setattr(Cadence, "rule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    with pytest.raises(NeverComes):
        Cadence(How.month_day).first_day(THURSDAY)


CADENCES = st.builds(
    Cadence,
    how=st.sampled_from(How),
    every=st.integers(1, 60),
    weekdays=st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
    weekday=st.integers(0, 6),
    nth=st.sampled_from((1, 2, 3, 4, -1)),
    day=st.integers(1, 31),
    days=st.sampled_from((1, 2, 3, 5, 7, 14, 28)),
)


@settings(deadline=None)
@given(CADENCES, st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_whatever_is_chosen_its_first_window_is_not_over(cadence, today):
    try:
        first = cadence.first_day(today)
    except TooLong:
        return
    assert first + cadence.window > today
    assert first - today <= timedelta(days=62)


@settings(deadline=None)
@given(CADENCES)
def test_a_chore_remembers_its_choice(cadence):
    try:
        rule = cadence.rule
    except TooLong:
        return
    found = cadence_of(rule, cadence.comes, cadence.window.days)
    assert (found.rule, found.window, found.comes) == (rule, cadence.window, cadence.comes)


def test_only_the_calendar_brings_what_comes_by_it():
    assert {Cadence(how).comes for how in How} == set(Comes)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("", ()),
        ("Fill the sink\n\n  Rinse ", (Step("Fill the sink"), Step("Rinse"))),
        ("🧽 Wipe it", (Step("Wipe it", "🧽"),)),
        ("👩‍🍳 Call the cook", (Step("Call the cook", "👩‍🍳"),)),  # put together from three signs
        ("🧽", (Step("🧽"),)),  # a picture alone is the words
        ("– Wipe it", (Step("Wipe it", "–"),)),
        ("A cloth", (Step("A cloth"),)),
        ("Ära 5", (Step("Ära 5"),)),
        ("5 cups", (Step("5 cups"),)),
    ],
)
def test_steps_are_read_a_line_each(text, steps):
    assert read_steps(text) == steps
    assert read_steps(write_steps(steps)) == steps


def test_a_draft_keeps_the_whole_plan():
    plan = ChorePlan("Bins", None, 10, cadence=Cadence(weekdays=(0, 3)), steps=(Step("Go", "🧽"),), pool=(3, 1))
    assert kept.read(kept.write(plan)) == plan
