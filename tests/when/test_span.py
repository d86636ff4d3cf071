"""Instants and wall time, above all around the hours that clocks skip or show twice."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from house.when.span import Span, day_span, days_span, is_in_gap, is_twice, to_instant, to_local, week_start


def wall(text: str, fold: int = 0) -> datetime:
    """A naive wall time."""
    return datetime.fromisoformat(text).replace(fold=fold)


MELBOURNE = ZoneInfo("Australia/Melbourne")  # back at 3am on 5 April 2026, forward at 2am on 4 October
LONDON = ZoneInfo("Europe/London")  # forward at 1am on 29 March 2026, back at 2am on 25 October
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # changes by half an hour
ZONES = st.sampled_from([MELBOURNE, LONDON, LORD_HOWE, ZoneInfo("UTC")])
INSTANTS = st.datetimes(wall("2000-01-01"), wall("2036-01-01"), timezones=st.just(UTC))
LOCALS = st.datetimes(wall("2000-01-01"), wall("2036-01-01"))


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "zone", "expected", "why"),
    [
        (wall("2026-08-06 17:30"), MELBOURNE, utc(2026, 8, 6, 7, 30), "an ordinary winter evening"),
        (wall("2026-01-06 17:30"), MELBOURNE, utc(2026, 1, 6, 6, 30), "summer time is an hour further on"),
        (wall("2026-10-04 02:00"), MELBOURNE, utc(2026, 10, 3, 16), "the first skipped minute is 3am"),
        (wall("2026-10-04 02:30"), MELBOURNE, utc(2026, 10, 3, 16, 30), "half past two is skipped and becomes 3:30"),
        (wall("2026-10-04 02:30", fold=1), MELBOURNE, utc(2026, 10, 3, 16, 30), "forward too if someone set fold"),
        (wall("2026-10-04 03:00"), MELBOURNE, utc(2026, 10, 3, 16), "the first minute after the gap"),
        (wall("2026-04-05 02:30"), MELBOURNE, utc(2026, 4, 4, 15, 30), "the first of two half past twos"),
        (wall("2026-04-05 02:30", fold=1), MELBOURNE, utc(2026, 4, 4, 16, 30), "the second, because it was chosen"),
        (wall("2026-04-05 03:00"), MELBOURNE, utc(2026, 4, 4, 17), "three o'clock happens once"),
        (wall("2026-03-29 01:30"), LONDON, utc(2026, 3, 29, 1, 30), "London skips from one to two"),
        (wall("2026-10-25 01:30"), LONDON, utc(2026, 10, 25, 0, 30), "and has half past one twice"),
        (wall("2026-10-04 02:10"), LORD_HOWE, utc(2026, 10, 3, 15, 40), "a gap of half an hour moves by half an hour"),
    ],
)
def test_a_wall_time_becomes_an_instant(local: datetime, zone: ZoneInfo, expected: datetime, why: str) -> None:
    assert to_instant(local, zone) == expected, why


@pytest.mark.parametrize(
    ("local", "gap", "twice", "why"),
    [
        ("2026-10-04 01:59", False, False, "the minute before the gap"),
        ("2026-10-04 02:00", True, False, "the gap begins at two"),
        ("2026-10-04 02:59", True, False, "and is an hour long"),
        ("2026-10-04 03:00", False, False, "three exists"),
        ("2026-04-05 01:59", False, False, "the minute before the hour that happens twice"),
        ("2026-04-05 02:00", False, True, "which begins at two"),
        ("2026-04-05 02:59", False, True, "and is an hour long"),
        ("2026-04-05 03:00", False, False, "three happens once"),
        ("2026-08-06 02:30", False, False, "any other night"),
    ],
)
def test_skipped_and_doubled_times_are_known(local: str, gap: bool, twice: bool, why: str) -> None:
    assert (is_in_gap(wall(local), MELBOURNE), is_twice(wall(local), MELBOURNE)) == (gap, twice), why


def test_a_wall_time_with_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no zone of its own"):
        to_instant(utc(2026, 8, 6), MELBOURNE)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        to_local(wall("2026-08-06 17:30"), MELBOURNE)


@given(INSTANTS, ZONES)
@settings(max_examples=80, deadline=None)
def test_every_instant_survives_the_way_to_the_wall_and_back(instant: datetime, zone: ZoneInfo) -> None:
    assert to_instant(to_local(instant, zone).replace(tzinfo=None), zone) == instant


@given(LOCALS, ZONES)
@settings(max_examples=80, deadline=None)
def test_a_wall_time_comes_back_as_itself_unless_it_is_skipped(local: datetime, zone: ZoneInfo) -> None:
    assert (to_local(to_instant(local, zone), zone).replace(tzinfo=None) == local) != is_in_gap(local, zone)


@given(LOCALS, st.timedeltas(timedelta(), timedelta(hours=3)))
@settings(max_examples=80, deadline=None)
def test_later_on_the_wall_on_another_day_is_never_sooner(local: datetime, more: timedelta) -> None:
    assert to_instant(local + timedelta(days=1) + more, MELBOURNE) > to_instant(local, MELBOURNE)


@pytest.mark.parametrize(
    ("day", "zone", "hours", "why"),
    [
        (date(2026, 8, 6), MELBOURNE, 24, "an ordinary day"),
        (date(2026, 10, 4), MELBOURNE, 23, "the clocks go forward"),
        (date(2026, 4, 5), MELBOURNE, 25, "the clocks go back"),
        (date(2026, 3, 29), LONDON, 23, "forward in London"),
        (date(2026, 10, 25), LONDON, 25, "back in London"),
        (date(2018, 11, 4), ZoneInfo("America/Sao_Paulo"), 23, "midnight itself is skipped, the day begins at one"),
        (date(2026, 11, 1), ZoneInfo("America/Havana"), 25, "midnight happens twice, the day begins at the first"),
    ],
)
def test_a_day_is_as_long_as_it_really_is(day: date, zone: ZoneInfo, hours: int, why: str) -> None:
    assert day_span(day, zone).minutes == hours * 60, why


@given(st.dates(date(2000, 1, 1), date(2036, 1, 1)), ZONES)
@settings(max_examples=60, deadline=None)
def test_days_follow_each_other_without_a_gap(day: date, zone: ZoneInfo) -> None:
    assert day_span(day, zone).end == day_span(day + timedelta(days=1), zone).start


def test_several_days_reach_from_the_first_midnight_to_the_last() -> None:
    week = days_span(date(2026, 3, 30), date(2026, 4, 6), MELBOURNE)
    assert week == Span(utc(2026, 3, 29, 13), utc(2026, 4, 5, 14))


def test_no_days_are_no_span() -> None:
    with pytest.raises(ValueError, match="ends after it starts"):
        days_span(date(2026, 8, 6), date(2026, 8, 6), MELBOURNE)


@pytest.mark.parametrize("day", [date(2026, 8, 3), date(2026, 8, 6), date(2026, 8, 9)], ids=["Monday", "mid", "Sunday"])
def test_a_week_starts_on_its_monday(day: date) -> None:
    assert week_start(day) == date(2026, 8, 3)


def test_the_night_the_clocks_go_forward_is_seven_hours() -> None:
    night = Span(
        to_instant(wall("2026-10-03 22:00"), MELBOURNE),
        to_instant(wall("2026-10-04 06:00"), MELBOURNE),
    )
    assert night.minutes == 7 * 60


def test_the_night_the_clocks_go_back_is_nine_hours() -> None:
    night = Span(
        to_instant(wall("2026-04-04 22:00"), MELBOURNE),
        to_instant(wall("2026-04-05 06:00"), MELBOURNE),
    )
    assert night.minutes == 9 * 60


def test_a_span_is_kept_in_utc() -> None:
    ten_ahead = timezone(timedelta(hours=10))
    span = Span(datetime(2026, 8, 6, 22, tzinfo=ten_ahead), datetime(2026, 8, 7, 6, tzinfo=ten_ahead))
    assert (span.start, span.start.tzinfo) == (utc(2026, 8, 6, 12), UTC)


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        (utc(2026, 8, 6, 9), utc(2026, 8, 6, 9), "no time at all"),
        (utc(2026, 8, 6, 9), utc(2026, 8, 6, 8), "backwards"),
        (wall("2026-08-06 09:00"), utc(2026, 8, 6, 10), "a start without a zone"),
        (utc(2026, 8, 6, 9), wall("2026-08-06 10:00"), "an end without a zone"),
    ],
)
def test_what_is_no_span_is_refused(start: datetime, end: datetime, why: str) -> None:
    with pytest.raises(ValueError, match=r"ends after|needs a zone"):
        pytest.fail(f"{Span(start, end)}: {why}")


@pytest.mark.parametrize(
    ("instant", "inside", "why"),
    [
        (utc(2026, 8, 6, 8, 59), False, "before"),
        (utc(2026, 8, 6, 9), True, "the start belongs to it"),
        (utc(2026, 8, 6, 9, 59), True, "within"),
        (utc(2026, 8, 6, 10), False, "the end does not"),
    ],
)
def test_a_span_is_half_open(instant: datetime, inside: bool, why: str) -> None:
    assert Span(utc(2026, 8, 6, 9), utc(2026, 8, 6, 10)).contains(instant) is inside, why


@pytest.mark.parametrize(
    ("start", "end", "shared", "why"),
    [
        (8, 9, False, "only touches the start"),
        (8, 10, True, "reaches in"),
        (9, 11, True, "the same"),
        (10, 12, True, "begins inside"),
        (11, 12, False, "only touches the end"),
        (8, 12, True, "holds all of it"),
    ],
)
def test_spans_overlap_when_they_share_time(start: int, end: int, shared: bool, why: str) -> None:
    nine_to_eleven = Span(utc(2026, 8, 6, 9), utc(2026, 8, 6, 11))
    assert Span(utc(2026, 8, 6, start), utc(2026, 8, 6, end)).overlaps(nine_to_eleven) is shared, why


def test_a_widened_span_reaches_further_both_ways() -> None:
    span = Span(utc(2026, 8, 6, 9), utc(2026, 8, 6, 10)).widened(timedelta(hours=1))
    assert span == Span(utc(2026, 8, 6, 8), utc(2026, 8, 6, 11))
