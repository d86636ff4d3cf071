"""Time in plain words, on ordinary days and in the nights when the clocks change."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from house.when.span import to_instant, to_local
from house.when.words import (
    clock_words,
    day_words,
    gap_words,
    hours_words,
    range_on_day,
    range_words,
    soon_words,
    stamp_words,
    until_words,
)


def wall(text: str) -> datetime:
    """A naive wall time."""
    return datetime.fromisoformat(text)


MELBOURNE = ZoneInfo("Australia/Melbourne")
LONDON = ZoneInfo("Europe/London")
THURSDAY = date(2026, 8, 6)
INSTANTS = st.datetimes(wall("2026-01-01"), wall("2027-01-01"), timezones=st.just(UTC))


def at(text: str, zone: ZoneInfo = MELBOURNE, fold: int = 0) -> datetime:
    """A wall time as an instant."""
    return to_instant(datetime.fromisoformat(text).replace(fold=fold), zone)


@pytest.mark.parametrize(
    ("time", "expected", "why"),
    [
        ("00:00", "midnight", "has a name"),
        ("00:01", "12:01am", "a minute later has none"),
        ("00:30", "12:30am", "twelve, not nought"),
        ("09:05", "9:05am", "minutes have two figures"),
        ("11:59", "11:59am", "the last minute of the morning"),
        ("12:00", "midday", "has a name"),
        ("12:30", "12:30pm", "twelve in the afternoon"),
        ("17:30", "5:30pm", "no space before pm"),
        ("22:00", "10pm", "no :00"),
        ("22:00:59", "10pm", "a clock shows no seconds"),
    ],
)
def test_the_time_of_day(time: str, expected: str, why: str) -> None:
    assert clock_words(at(f"2026-08-06 {time}"), MELBOURNE) == expected, why


@pytest.mark.parametrize(
    ("gap", "expected", "why"),
    [
        (timedelta(), "less than a minute", "never 0 minutes"),
        (timedelta(seconds=59), "less than a minute", "not yet one"),
        (timedelta(seconds=60), "1 minute", "one"),
        (timedelta(minutes=40), "40 minutes", "many"),
        (timedelta(minutes=59, seconds=59), "59 minutes", "not yet an hour"),
        (timedelta(hours=1), "1 hour", "no minutes to speak of"),
        (timedelta(hours=1, minutes=1), "1 hour 1 minute", "one of each"),
        (timedelta(hours=2, minutes=20), "2 hours 20 minutes", "both"),
        (timedelta(hours=11, minutes=59), "11 hours 59 minutes", "minutes up to half a day"),
        (timedelta(hours=12, minutes=29), "12 hours", "then the nearest hour"),
        (timedelta(hours=12, minutes=30), "13 hours", "half an hour rounds up"),
        (timedelta(hours=23, minutes=29), "23 hours", "the last of the hours"),
        (timedelta(hours=23, minutes=30), "1 day", "never 24 hours"),
        (timedelta(hours=35, minutes=59), "1 day", "the nearest day"),
        (timedelta(hours=36), "2 days", "half a day rounds up"),
        (timedelta(days=3, hours=2), "3 days", "days alone"),
        (timedelta(minutes=-40), "40 minutes", "how long, whichever way"),
    ],
)
def test_how_long(gap: timedelta, expected: str, why: str) -> None:
    assert gap_words(gap) == expected, why


@pytest.mark.parametrize(
    ("then", "now", "expected", "why"),
    [
        ("2026-08-06 17:30", "2026-08-06 16:50", "in 40 minutes (5:30pm)", "the way it is written everywhere"),
        ("2026-08-06 17:30", "2026-08-06 16:50:40", "in 40 minutes (5:30pm)", "agrees with a clock without seconds"),
        ("2026-08-06 17:30", "2026-08-06 17:29:59", "in 1 minute (5:30pm)", "the clock shows 5:29"),
        ("2026-08-06 17:30", "2026-08-06 17:30:59", "now", "the same minute"),
        ("2026-08-06 17:30", "2026-08-06 17:31", "1 minute ago (5:30pm)", "a minute on"),
        ("2026-08-06 16:10", "2026-08-06 16:50", "40 minutes ago (4:10pm)", "past"),
        ("2026-08-07 00:10", "2026-08-06 23:50", "in 20 minutes (12:10am)", "over midnight it is still soon"),
        ("2026-08-07 00:00", "2026-08-06 20:00", "in 4 hours (midnight)", "tonight"),
        ("2026-08-06 19:00", "2026-08-06 07:00", "in 12 hours (7pm)", "half a day is the last that is counted"),
        ("2026-08-06 19:01", "2026-08-06 07:00", "today (7:01pm)", "later is said by day"),
        ("2026-08-06 06:00", "2026-08-06 23:00", "today (6am)", "earlier too"),
        ("2026-08-07 09:00", "2026-08-06 20:00", "tomorrow (9am)", "the next day"),
        ("2026-08-05 09:00", "2026-08-06 08:00", "yesterday (9am)", "the day before"),
        ("2026-08-13 19:00", "2026-08-07 09:00", "on Thursday (7pm)", "within six days a name is enough"),
        ("2026-08-13 19:00", "2026-08-06 09:00", "on Thursday 13 August (7pm)", "a week on needs the date"),
        ("2026-08-03 19:00", "2026-08-06 09:00", "on Monday 3 August (7pm)", "a bare Monday would be the next"),
        ("2027-08-05 19:00", "2026-08-06 09:00", "on Thursday 5 August 2027 (7pm)", "another year"),
        ("2027-01-01 19:00", "2026-12-30 09:00", "on Friday (7pm)", "another year but this week"),
        ("2026-08-07 00:00", "2026-08-06 09:00", "tonight (midnight)", "midnight is of the night, not the morning"),
        ("2026-08-08 00:00", "2026-08-06 09:00", "tomorrow night (midnight)", "the night of tomorrow"),
        ("2026-08-06 00:00", "2026-08-06 15:00", "last night (midnight)", "the night of yesterday"),
        ("2026-08-10 00:00", "2026-08-06 15:00", "on Sunday night (midnight)", "the night of Sunday"),
        ("2026-09-01 00:00", "2026-08-06 15:00", "on the night of Monday 31 August (midnight)", "and of a date"),
        (
            "2026-10-04 03:30",
            "2026-10-04 01:30",
            "in 1 hour (3:30am)",
            "forward: two on the wall, one gone by",
        ),
        ("2026-10-04 06:00", "2026-10-03 22:00", "in 7 hours (6am)", "the short night"),
        (
            "2026-04-05 03:30",
            "2026-04-05 01:30",
            "in 3 hours (3:30am)",
            "back: two on the wall, three gone by",
        ),
        ("2026-04-05 06:00", "2026-04-04 22:00", "in 9 hours (6am)", "the long night"),
        ("2026-10-05 01:30", "2026-10-04 01:00", "tomorrow (1:30am)", "days are counted on the wall"),
    ],
)
def test_how_far_off(then: str, now: str, expected: str, why: str) -> None:
    assert soon_words(at(then), at(now), MELBOURNE) == expected, why


def test_the_second_half_past_two_is_an_hour_after_the_first() -> None:
    second = at("2026-04-05 02:30", fold=1)
    assert soon_words(second, at("2026-04-05 02:30"), MELBOURNE) == "in 1 hour (2:30am)"


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ("2026-03-29 02:30", "2026-03-29 00:30", "in 1 hour (2:30am)"),
        ("2026-10-25 02:30", "2026-10-25 00:30", "in 3 hours (2:30am)"),
    ],
    ids=["forward", "back"],
)
def test_how_far_off_in_london(then: str, now: str, expected: str) -> None:
    assert soon_words(at(then, LONDON), at(now, LONDON), LONDON) == expected


@pytest.mark.parametrize(
    ("then", "now", "expected", "why"),
    [
        ("2026-08-06 22:00", "2026-08-06 19:40", "until 10pm (in 2 hours 20 minutes)", "the way it is written"),
        ("2026-08-07 07:00", "2026-08-06 22:00", "until 7am tomorrow (in 9 hours)", "the next morning"),
        ("2026-08-07 00:00", "2026-08-06 22:00", "until midnight (in 2 hours)", "midnight is still tonight"),
        ("2026-08-08 00:00", "2026-08-06 22:00", "until midnight tomorrow night (in 1 day)", "and the next night's"),
        ("2026-08-09 17:00", "2026-08-06 17:00", "until 5pm on Sunday (in 3 days)", "some days on"),
        ("2026-08-20 17:00", "2026-08-06 17:00", "until 5pm on Thursday 20 August (in 14 days)", "weeks on"),
        ("2026-08-06 22:00", "2026-08-06 22:00:30", "until 10pm (now)", "at the end"),
        ("2026-08-06 22:00", "2026-08-06 22:40", "until 10pm (40 minutes ago)", "over"),
        ("2026-10-04 06:00", "2026-10-03 22:00", "until 6am tomorrow (in 7 hours)", "the short night"),
        ("2026-04-05 06:00", "2026-04-04 22:00", "until 6am tomorrow (in 9 hours)", "the long night"),
    ],
)
def test_up_to_when(then: str, now: str, expected: str, why: str) -> None:
    assert until_words(at(then), at(now), MELBOURNE) == expected, why


@pytest.mark.parametrize(
    ("day", "expected", "why"),
    [
        (date(2026, 8, 6), "today", "the day itself"),
        (date(2026, 8, 7), "tomorrow", "the next"),
        (date(2026, 8, 5), "yesterday", "the one before"),
        (date(2026, 8, 8), "Saturday", "the first that has a name"),
        (date(2026, 8, 12), "Wednesday", "the sixth, the last"),
        (date(2026, 8, 13), "Thursday 13 August", "a week on would be taken for today"),
        (date(2026, 8, 4), "Tuesday 4 August", "past days have their date"),
        (date(2027, 8, 6), "Friday 6 August 2027", "another year"),
        (date(2025, 12, 31), "Wednesday 31 December 2025", "an earlier year"),
    ],
)
def test_which_day(day: date, expected: str, why: str) -> None:
    assert day_words(day, THURSDAY) == expected, why


@pytest.mark.parametrize(
    ("starts", "ends", "expected", "why"),
    [
        ("2026-08-06 14:00", "2026-08-06 18:00", "2pm to 6pm", "pm is said twice"),
        ("2026-08-06 22:00", "2026-08-07 06:00", "10pm to 6am", "over midnight"),
        ("2026-08-06 18:00", "2026-08-07 00:00", "6pm to midnight", "up to midnight"),
        ("2026-08-06 10:00", "2026-08-06 12:00", "10am to midday", "up to midday"),
        ("2026-08-06 17:00", "2026-08-07 16:59", "5pm to 4:59pm", "almost a day"),
        ("2026-08-07 17:00", "2026-08-09 17:00", "5pm Friday 7 August to 5pm Sunday 9 August", "days need dates"),
        (
            "2026-08-07 17:00",
            "2026-08-09 00:00",
            "5pm Friday 7 August to midnight Saturday 8 August",
            "its last day",
        ),
        ("2026-12-31 17:00", "2027-01-01 17:00", "5pm Thursday 31 December to 5pm Friday 1 January 2027", "a new year"),
        ("2026-10-03 22:00", "2026-10-04 06:00", "10pm to 6am", "the short night reads as any other"),
        ("2026-10-03 17:00", "2026-10-04 17:00", "5pm Saturday 3 October to 5pm Sunday 4 October", "a day of 23 hours"),
    ],
)
def test_from_when_to_when(starts: str, ends: str, expected: str, why: str) -> None:
    assert range_words(at(starts), at(ends), MELBOURNE) == expected, why


@pytest.mark.parametrize(
    ("starts", "ends", "expected", "why"),
    [
        ("2026-08-06 14:00", "2026-08-06 18:00", "2pm to 6pm", "all on this day"),
        ("2026-08-06 22:00", "2026-08-07 06:00", "10pm to 6am the next day", "begins today"),
        ("2026-08-05 22:00", "2026-08-06 06:00", "from last night until 6am", "ends today"),
        ("2026-08-05 17:00", "2026-08-06 06:00", "from last night until 6am", "the night begins at five"),
        ("2026-08-05 16:59", "2026-08-06 06:00", "from yesterday until 6am", "before that it was yesterday"),
        ("2026-08-05 00:00", "2026-08-06 06:00", "from yesterday until 6am", "since yesterday's first minute"),
        ("2026-08-03 22:00", "2026-08-06 06:00", "from Monday 3 August until 6am", "since days ago"),
        ("2026-08-05 22:00", "2026-08-07 06:00", "all day", "in the middle"),
        ("2026-08-06 00:00", "2026-08-07 00:00", "all day", "the day exactly"),
        ("2026-08-05 22:00", "2026-08-07 00:00", "all day", "from before to its very end"),
        ("2026-08-06 00:00", "2026-08-07 06:00", "midnight to 6am the next day", "from its very start"),
        ("2026-08-06 18:00", "2026-08-07 00:00", "6pm to midnight", "up to its very end"),
        ("2026-08-06 18:00", "2026-08-08 00:00", "6pm to midnight the next night", "up to the end of the next"),
        ("2026-08-06 18:00", "2026-08-09 10:00", "6pm to 10am on Sunday", "for days"),
    ],
)
def test_the_part_that_thursday_sees(starts: str, ends: str, expected: str, why: str) -> None:
    assert range_on_day(at(starts), at(ends), THURSDAY, MELBOURNE) == expected, why


@pytest.mark.parametrize("day", [date(2026, 8, 5), date(2026, 8, 8)], ids=["before", "after"])
def test_a_day_it_does_not_touch_has_no_words_for_it(day: date) -> None:
    with pytest.raises(ValueError, match="another day"):
        range_on_day(at("2026-08-06 22:00"), at("2026-08-07 06:00"), day, MELBOURNE)


def test_the_long_day_is_all_day_to_its_last_hour() -> None:
    assert range_on_day(at("2026-04-05 00:00"), at("2026-04-06 00:00"), date(2026, 4, 5), MELBOURNE) == "all day"


@pytest.mark.parametrize(
    ("instant", "expected", "why"),
    [
        ("2026-08-06 16:00", "today 4pm", "today"),
        ("2026-08-06 00:00", "today midnight", "from its first minute"),
        ("2026-08-05 23:59", "Wed 11:59pm", "yesterday by name"),
        ("2026-08-04 16:00", "Tue 4pm", "this week"),
        ("2026-07-31 16:00", "Fri 4pm", "six days ago is the last"),
        ("2026-07-30 16:00", "Thursday 30 July, 4pm", "a week ago would be taken for today"),
        ("2026-08-08 16:00", "Saturday 8 August, 4pm", "what is to come has its date"),
        ("2025-08-05 16:00", "Tuesday 5 August 2025, 4pm", "another year"),
    ],
)
def test_a_stamp_in_a_log(instant: str, expected: str, why: str) -> None:
    assert stamp_words(at(instant), at("2026-08-06 18:00"), MELBOURNE) == expected, why


@given(INSTANTS, st.timedeltas(timedelta(minutes=-720), timedelta(minutes=720)), st.sampled_from([MELBOURNE, LONDON]))
@settings(max_examples=100, deadline=None)
def test_what_it_says_and_what_passes_are_the_same(now: datetime, gap: timedelta, zone: ZoneInfo) -> None:
    then = now.replace(second=0, microsecond=0) + gap // timedelta(minutes=1) * timedelta(minutes=1)
    words = soon_words(then, now, zone)
    assume(words != "now")
    hours, minutes = (re.search(rf"(\d+) {unit}", words) for unit in ("hour", "minute"))
    said = timedelta(hours=int(hours[1]) if hours else 0, minutes=int(minutes[1]) if minutes else 0)
    assert said == abs(then - now.replace(second=0, microsecond=0))


@given(INSTANTS, st.timedeltas(timedelta(minutes=1), timedelta(days=4)), st.sampled_from([MELBOURNE, LONDON]))
@settings(max_examples=60, deadline=None)
def test_every_day_it_touches_has_words_for_it(starts: datetime, length: timedelta, zone: ZoneInfo) -> None:
    ends = starts + length
    first, last = to_local(starts, zone).date(), to_local(ends - timedelta.resolution, zone).date()
    days = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    assert all(range_on_day(starts, ends, day, zone) for day in days)


@pytest.mark.parametrize(
    ("delta", "words"),
    [
        (timedelta(hours=8, minutes=30), "8 h 30 min"),
        (timedelta(hours=38), "38 h"),
        (timedelta(minutes=45), "45 min"),
        (timedelta(), "0 min"),
        (timedelta(hours=27, minutes=5), "27 h 5 min"),
    ],
)
def test_figures_are_to_the_minute_however_long(delta: timedelta, words: str) -> None:
    assert hours_words(delta) == words
