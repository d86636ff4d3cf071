"""Which start of a new plan goes on with which of the old one."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from house.when.pairs import pair
from house.when.repeat import monthly_nth, starts_between, weekly

wall = datetime.fromisoformat

MONDAY = wall("2026-08-03 19:00")
TWELVE_WEEKS = timedelta(weeks=12)
HOURS = st.lists(st.integers(0, 500), unique=True, max_size=12).map(
    lambda hours: [MONDAY + timedelta(hours=each) for each in sorted(hours)]
)


def starts(rule: str, begin: datetime = MONDAY) -> list[datetime]:
    return starts_between(rule, begin, begin, begin + TWELVE_WEEKS)


def slowly(olds: list[datetime], news: list[datetime]) -> dict[int, int]:
    """Each new one asks each old one whether both like each other best."""
    found = {}
    for new, start in enumerate(news):
        for old, was in enumerate(olds):
            best_old = min(olds, key=lambda each: (abs(each - start), -each.timestamp()))
            best_new = min(news, key=lambda each: (abs(each - was), each))
            if best_old == was and best_new == start:
                found[new] = old
    return found


@given(HOURS, HOURS)
def test_two_correspond_when_each_is_nearest_to_the_other(olds: list[datetime], news: list[datetime]) -> None:
    assert pair(olds, news) == slowly(olds, news)


@given(HOURS, HOURS)
def test_none_is_taken_twice_and_their_order_stays(olds: list[datetime], news: list[datetime]) -> None:
    pairs = pair(olds, news)
    assert list(pairs.values()) == sorted(set(pairs.values()))


@given(HOURS)
def test_the_same_times_all_correspond(times: list[datetime]) -> None:
    assert pair(times, times) == {each: each for each in range(len(times))}


@given(HOURS, st.integers(0, 6), st.integers(0, 6))
def test_another_weekday_loses_one_meeting_at_most(_times: list[datetime], before: int, after: int) -> None:
    olds, news = starts(weekly(before)), starts(weekly(after))
    assert len(pair(olds, news)) >= len(olds) - 1


def test_half_a_week_apart_all_but_the_ends_correspond() -> None:
    olds = starts(weekly(0))
    news = [start + timedelta(days=3, hours=12) for start in olds]
    assert len(pair(olds, news)) >= len(olds) - 1


def test_every_second_week_goes_on_with_every_second_meeting() -> None:
    assert pair(starts(weekly(0)), starts(weekly(0, 2))) == {each: each * 2 for each in range(6)}


def test_once_a_month_goes_on_with_one_a_month() -> None:
    olds, news = starts(weekly(3)), starts(monthly_nth(3, 1))
    assert [olds[old] for old in pair(olds, news).values()] == news


def test_nothing_corresponds_to_nothing() -> None:
    assert (pair([], [MONDAY]), pair([MONDAY], [])) == ({}, {})
