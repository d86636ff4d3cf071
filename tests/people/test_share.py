"""PURE. A share of the chores on a day: settling in, and stepping back."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from house.people.share import FULL, HALF, NONE, Period, covers, settling_share, share_on

CAME = date(2026, 8, 6)
LONG_AGO = date(2020, 1, 1)
DAY = timedelta(days=1)

days = st.dates(date(2024, 1, 1), date(2028, 1, 1))
shares = st.sampled_from([Fraction(n, 4) for n in range(4)])
lengths = st.one_of(st.none(), st.integers(1, 40))


@st.composite
def periods(draw):
    first, length = draw(days), draw(lengths)
    return Period(first, first + length * DAY if length else None, draw(shares))


@pytest.mark.parametrize(
    ("been_here", "share", "why"),
    [
        (-1, NONE, "not here yet"),
        (0, NONE, "the day they move in"),
        (6, NONE, "the seventh day"),
        (7, HALF, "the eighth day"),
        (13, HALF, "the fourteenth day"),
        (14, FULL, "from the fifteenth day on"),
    ],
)
def test_somebody_new_comes_to_a_full_share_in_two_steps(been_here, share, why):
    assert share_on(CAME + been_here * DAY, CAME, ()) == share, why


@pytest.mark.parametrize(("ended_on", "share"), [(CAME + 20 * DAY, NONE), (CAME + 21 * DAY, FULL), (None, FULL)])
def test_from_the_day_they_move_on_there_is_none(ended_on, share):
    assert share_on(CAME + 20 * DAY, CAME, (), ended_on) == share


def test_a_house_can_leave_settling_in_out():
    assert share_on(CAME, CAME, (), settling_in=0) == FULL


def test_the_lighter_of_two_holds():
    both = (Period(CAME, None, HALF), Period(CAME, CAME + 3 * DAY, NONE))
    assert [share_on(CAME + n * DAY, LONG_AGO, both) for n in (0, 2, 3)] == [NONE, NONE, HALF]


def test_a_lighter_share_lightens_settling_in_too():
    assert share_on(CAME + 7 * DAY, CAME, (Period(CAME, None, HALF),)) == Fraction(1, 4)


@given(days, days, st.lists(periods(), max_size=5), lengths)
def test_a_share_is_between_none_and_full(day, started_on, kept, length):
    ended_on = started_on + length * DAY if length else None
    assert NONE <= share_on(day, started_on, kept, ended_on) <= FULL


@given(days, days, st.lists(periods(), max_size=5), st.integers(1, 400))
def test_outside_a_stay_there_is_none(day, started_on, kept, length):
    ended_on = started_on + length * DAY
    if not started_on <= day < ended_on:
        assert share_on(day, started_on, kept, ended_on) == NONE


@given(days, days, st.lists(periods(), max_size=5), periods())
def test_stepping_back_never_makes_a_share_larger(day, started_on, kept, another):
    assert share_on(day, started_on, [*kept, another]) <= share_on(day, started_on, kept)


@given(days, st.lists(periods(), max_size=5))
def test_days_that_nobody_stepped_back_for_are_full_ones(day, kept):
    if not any(covers(each.first, each.end, day) for each in kept):
        assert share_on(day, LONG_AGO, kept) == FULL


@given(days, st.permutations([Period(CAME, None, HALF), Period(CAME, CAME + DAY, NONE), Period(LONG_AGO, CAME, HALF)]))
def test_the_order_of_what_was_said_changes_nothing(day, kept):
    assert share_on(day, LONG_AGO, kept) == share_on(day, LONG_AGO, sorted(kept, key=str))


@given(days, st.integers(0, 60), st.integers(0, 200))
def test_settling_in_only_ever_grows(started_on, settling_in, been_here):
    day = started_on + been_here * DAY
    assert settling_share(day, started_on, settling_in) <= settling_share(day + DAY, started_on, settling_in)
