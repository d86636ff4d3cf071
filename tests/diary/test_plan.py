"""What is written, as plain values: hours, midnights, clock changes, and that every repeat comes round."""

from calendar import monthrange
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from house.diary.plan import DiaryPlan, EndsTooSoon, NeverComesRound, Repeat, Saying, first_day
from house.when.repeat import starts_between

MELBOURNE = ZoneInfo("Australia/Melbourne")
ZONES = [ZoneInfo(name) for name in ("Australia/Melbourne", "Australia/Lord_Howe", "Europe/London", "Asia/Beirut")]
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
TIMES = st.times().map(lambda each: each.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("begins", "ends", "why"),
    [
        (None, time(9), "an end alone"),
        (time(9), time(9), "as it begins"),
        (time(0), time(0), "midnight to the same midnight"),
    ],
)
def test_it_ends_at_another_time_than_it_begins(begins, ends, why):
    with pytest.raises(EndsTooSoon):
        Saying(why, date(2026, 8, 6), begins, ends)


@pytest.mark.parametrize(
    ("day", "begins", "ends", "minutes", "why"),
    [
        (date(2026, 8, 6), None, None, 24 * 60, "all day"),
        (date(2026, 10, 4), None, None, 23 * 60, "all of the short day"),
        (date(2026, 8, 6), time(9), None, 60, "no end"),
        (date(2026, 8, 6), time(22), time(0), 120, "midnight is the end of the day"),
        (date(2026, 8, 6), time(22), time(1), 180, "past midnight"),
        (date(2026, 10, 3), time(22), time(4), 300, "over the hour that the night leaves out"),
        (date(2026, 4, 4), time(22), time(4), 420, "over the hour that the night has twice"),
        (date(2026, 8, 6), time(9), time(8), 23 * 60, "nearly a day"),
        (date(2026, 10, 4), time(1), time(4), 120, "over the hour that is left out"),
        (date(2026, 10, 4), time(2, 30), time(3), 30, "moved past its end, it keeps its length"),
        (date(2026, 4, 5), time(1), time(4), 240, "over the hour that comes twice"),
    ],
)
def test_how_long_it_is(day, begins, ends, minutes, why):
    assert Saying("x", day, begins, ends).span(MELBOURNE).minutes == minutes, why


@given(DAYS, st.none() | TIMES, st.none() | TIMES, st.sampled_from(ZONES))
def test_whatever_can_be_said_has_a_span(day, begins, ends, zone):
    try:
        said = Saying("x", day, begins, ends)
    except EndsTooSoon:
        return
    span = said.span(zone)
    assert span.start < span.end
    assert span.start.astimezone(zone).date() == day


@given(DAYS, st.sampled_from(Repeat), st.timedeltas(timedelta(), timedelta(days=366)))
def test_every_repeat_comes_round_within_a_year(day, repeat, gone_by):
    plan = DiaryPlan(Saying("x", day), repeat)
    today = day + gone_by
    first = first_day(plan, plan.rule, today)
    assert first == day if repeat is Repeat.once else today <= first <= today + timedelta(days=366)


@given(DAYS, st.sampled_from([each for each in Repeat if each not in (Repeat.once, Repeat.month_last_weekday)]))
def test_the_day_it_was_written_for_is_its_first(day, repeat):
    plan = DiaryPlan(Saying("x", day), repeat)
    assert first_day(plan, plan.rule, day) == day


@given(DAYS)
def test_on_this_date_is_that_date_or_the_last_of_its_month(day):
    rule = DiaryPlan(Saying("x", day), Repeat.month_date).rule
    begin = DiaryPlan(Saying("x", day)).first.local
    found = [each.date() for each in starts_between(rule, begin, begin, begin + timedelta(days=400))]
    assert found == [each.replace(day=min(day.day, monthrange(each.year, each.month)[1])) for each in found]
    assert len({(each.year, each.month) for each in found}) == len(found) >= 13


@given(DAYS, st.timedeltas(timedelta(days=-30), timedelta(days=60)))
def test_before_its_first_day_it_never_comes_round(day, more):
    last = day + more
    plan = DiaryPlan(Saying("x", day), Repeat.month_last_weekday, last)
    own_last = [each.date() for each in _all(plan) if each.date() <= last]
    if own_last:
        assert first_day(plan, plan.rule, day) == own_last[0]
    else:
        with pytest.raises(NeverComesRound):
            first_day(plan, plan.rule, day)


def _all(plan):
    begin = plan.first.local
    return starts_between(plan.rule, begin, begin, begin + timedelta(days=100))
