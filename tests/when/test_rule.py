"""The text of a repeat: what is refused, its one spelling, the plain choices and the words for it."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from house.when.repeat import BadRule, check_rule, describe, every_days, monthly_day, monthly_nth, weekly, yearly

THURSDAY, SUNDAY = 3, 6


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing"),
        ("every Thursday", "not a rule"),
        ("FREQ=HOURLY", "hours are not a house's repeat"),
        ("FREQ=MINUTELY", "nor minutes"),
        ("FREQ=SECONDLY", "nor seconds"),
        ("INTERVAL=2", "no FREQ"),
        ("FREQ=DAILY;FREQ=DAILY", "the same part twice"),
        ("FREQ=DAILY;", "an empty part"),
        ("FREQ=DAILY;BYHOUR=3", "the hour is the series'"),
        ("FREQ=DAILY;BYEASTER=0", "not in the RFC"),
        ("FREQ=YEARLY;BYWEEKNO=20", "nobody plans a house by week numbers"),
        ("FREQ=DAILY\nRRULE:FREQ=DAILY", "a second line"),
        ("FREQ=DAILY;INTERVAL=0", "never"),
        ("FREQ=DAILY;INTERVAL=-1", "backwards"),
        ("FREQ=DAILY;INTERVAL=401", "more than a year of days"),
        ("FREQ=DAILY;INTERVAL=two", "not a number"),
        ("FREQ=DAILY;INTERVAL=²", "a digit that is no number"),
        ("FREQ=DAILY;COUNT=0", "no times"),
        ("FREQ=DAILY;COUNT=1001", "more than are ever given"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20261231", "two ways to end (RFC 5545 §3.3.10)"),
        ("FREQ=DAILY;UNTIL=20260230", "not in the calendar"),
        ("FREQ=DAILY;UNTIL=20261231T000000Z", "house time has no Z"),
        ("FREQ=DAILY;UNTIL=2026-W53-1", "a date of another kind"),
        ("FREQ=WEEKLY;BYDAY=XX", "no such weekday"),
        ("FREQ=WEEKLY;BYDAY=", "no weekday"),
        ("FREQ=WEEKLY;BYDAY=1MO", "a week has no first Monday"),
        ("FREQ=DAILY;BYDAY=1MO", "nor has a day"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "a week has no third of the month (RFC 5545 §3.3.10)"),
        ("FREQ=MONTHLY;BYDAY=6MO", "no month has six"),
        ("FREQ=YEARLY;BYDAY=54MO", "no year has 54"),
        ("FREQ=MONTHLY;BYDAY=MO,1TU", "every and the first, mixed"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "no month has 32 days"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "days count from one"),
        ("FREQ=YEARLY;BYMONTH=13", "no such month"),
        ("FREQ=YEARLY;BYMONTH=-1", "months do not count back"),
        ("FREQ=MONTHLY;BYSETPOS=1", "a place among nothing (RFC 5545 §3.3.10)"),
        ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=1", "places are for months and years"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", "no year has as many days"),
        ("FREQ=DAILY;BYMONTH=" + ",".join(["1"] * 100), "over 200 characters"),
    ],
)
def test_what_the_house_cannot_keep_is_refused_in_a_sentence(text: str, why: str) -> None:
    with pytest.raises(BadRule, match=r"^[A-Z].*\.$"):
        pytest.fail(f"{check_rule(text)}: {why}")


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("RRULE:FREQ=DAILY", "FREQ=DAILY", "the name goes"),
        (" freq=weekly;byday=th ", "FREQ=WEEKLY;BYDAY=TH", "capitals"),
        ("BYDAY=SU,MO;FREQ=WEEKLY;INTERVAL=1;WKST=MO", "FREQ=WEEKLY;BYDAY=MO,SU", "in order, without the obvious"),
        ("FREQ=MONTHLY;BYDAY=+1SU", "FREQ=MONTHLY;BYDAY=1SU", "no plus"),
        ("FREQ=DAILY;UNTIL=20261231", "FREQ=DAILY;UNTIL=20261231T235959", "to the end of that day"),
        ("FREQ=YEARLY;BYMONTH=8,2;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=2,8;BYMONTHDAY=-1", "sorted"),
        (
            "FREQ=MONTHLY;WKST=SU;COUNT=5;BYDAY=MO;BYSETPOS=-1",
            "FREQ=MONTHLY;COUNT=5;WKST=SU;BYDAY=MO;BYSETPOS=-1",
            "all",
        ),
    ],
)
def test_a_rule_has_one_spelling(text: str, expected: str, why: str) -> None:
    assert check_rule(text) == expected, why


@given(st.text(max_size=40) | st.text("FREQ=DAILYWKNBUTSPO;,0123456789-+", max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        check_rule(text)
    except BadRule as refusal:
        assert str(refusal)


@pytest.mark.parametrize(
    "choose",
    [
        lambda: weekly(7),
        lambda: weekly(-1),
        lambda: weekly(THURSDAY, 0),
        lambda: monthly_nth(SUNDAY, 5),
        lambda: monthly_nth(SUNDAY, 0),
        lambda: monthly_day(0),
        lambda: monthly_day(32),
        lambda: every_days(0),
    ],
    ids=["day 7", "day -1", "no weeks", "fifth", "noughth", "day 0", "day 32", "no days"],
)
def test_a_choice_that_is_none_is_refused(choose: Callable[[], str]) -> None:
    with pytest.raises(BadRule):
        choose()


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (weekly(THURSDAY), "every Thursday"),
        (weekly(THURSDAY, 2), "every second Thursday"),
        (weekly(THURSDAY, 3), "every 3 weeks on Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "every Monday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "every Monday, Wednesday and Friday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "every second week on Monday and Thursday"),
        ("FREQ=WEEKLY", "every week"),
        (monthly_nth(SUNDAY, 1), "the first Sunday of the month"),
        (monthly_nth(SUNDAY, -1), "the last Sunday of the month"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU", "the first Sunday of every second month"),
        (monthly_day(1), "on the 1st of the month"),
        (monthly_day(2), "on the 2nd of the month"),
        (monthly_day(3), "on the 3rd of the month"),
        (monthly_day(11), "on the 11th of the month"),
        (monthly_day(15), "on the 15th of the month"),
        (monthly_day(22), "on the 22nd of the month"),
        (monthly_day(31), "on the 31st of the month, or its last day"),
        (monthly_day(-1), "on the last day of the month"),
        ("FREQ=MONTHLY", "every month"),
        ("FREQ=YEARLY", "every year"),
        (yearly(8, 11), "every year on 11 August"),
        (yearly(2, 29), "every year on 29 February, or the last day of that month"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=8;BYMONTHDAY=11", "every second year on 11 August"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "a repeat of its own"),
        ("FREQ=YEARLY;BYMONTH=8", "a repeat of its own"),
        (every_days(1), "every day"),
        (every_days(2), "every second day"),
        (every_days(3), "every 3 days"),
        ("FREQ=DAILY;COUNT=8", "every day, 8 times"),
        ("FREQ=DAILY;COUNT=1", "every day, once"),
        ("FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231", "every Thursday until 31 December 2026"),
        ("FREQ=DAILY;BYDAY=MO", "a repeat of its own"),
        ("FREQ=MONTHLY;BYDAY=5SU", "a repeat of its own"),
        ("FREQ=MONTHLY;BYDAY=SU", "a repeat of its own"),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", "a repeat of its own"),
        ("FREQ=MONTHLY;BYMONTHDAY=28,31;BYSETPOS=-1", "a repeat of its own"),
        ("FREQ=YEARLY;BYDAY=1MO", "a repeat of its own"),
        ("FREQ=WEEKLY;BYMONTH=2;BYDAY=MO", "a repeat of its own"),
    ],
)
def test_a_rule_in_words(rule: str, expected: str) -> None:
    assert describe(rule) == expected
