"""A plan in wall time becomes parts between instants, right to the minute in every night of the year."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from house.rosters.plan import (
    LONGEST,
    AsleepOutside,
    NoTime,
    PlanTrouble,
    SegmentKind,
    ShiftKind,
    ShiftPlan,
    SkippedByClocks,
    TooLong,
    is_stretched,
    laid_out,
    moved_times,
)
from house.when.span import MINUTE, Span
from tests.rosters.plans import planned, wall
from tests.support.cast import ZONE

SLEEP = ShiftKind.sleepover


@pytest.mark.parametrize(
    ("day", "times", "minutes", "why"),
    [
        ("2026-08-07", "09:00-17:00", 480, "an ordinary day"),
        ("2026-08-07", "22:00-06:00", 480, "across midnight"),
        ("2026-08-07", "17:00-00:00", 420, "up to midnight exactly"),
        ("2026-08-07", "00:00-06:00", 360, "from midnight exactly"),
        ("2026-08-07", "09:00-08:59", 1439, "all but a minute of a day and night"),
        ("2026-10-03", "22:00-06:00", 420, "the clocks go forward: 7 hours"),
        ("2026-04-04", "22:00-06:00", 540, "the clocks go back: 9 hours"),
        ("2026-10-04", "01:59-03:00", 1, "the last minute before the clocks go forward"),
        ("2026-10-04", "02:30-04:00", 30, "half past two is left out, so it is half past three"),
        ("2026-04-05", "01:00-02:30", 90, "half past two comes twice, and the first counts"),
        ("2026-04-05", "01:00-03:00", 180, "both twos lie inside"),
    ],
)
def test_a_shift_is_as_long_as_it_really_is(day: str, times: str, minutes: int, why: str) -> None:
    [part] = laid_out(planned(day, times), ZONE)
    assert part.span.minutes == minutes, why


@pytest.mark.parametrize(
    ("day", "times", "asleep", "trouble", "why"),
    [
        ("2026-08-07", "09:00-09:00", "", NoTime, "nothing, or a whole day: it doesn't say which"),
        ("2026-10-04", "02:00-03:00", "", SkippedByClocks, "all of it lies in the hour left out"),
        ("2026-10-04", "02:30-03:15", "", SkippedByClocks, "it would end before it starts"),
        ("2026-04-04", "09:00-08:30", "", TooLong, "24 and a half hours, with the one that comes twice"),
        ("2026-08-07", "14:00-22:00", "23:00-05:00", AsleepOutside, "asleep only after it ends"),
        ("2026-08-07", "22:00-05:00", "22:00-06:00", AsleepOutside, "asleep an hour too long"),
        ("2026-08-07", "23:00-07:00", "22:00-06:00", AsleepOutside, "asleep before it starts"),
        ("2026-08-07", "22:00-06:00", "23:00-23:00", AsleepOutside, "asleep around the clock"),
    ],
)
def test_what_no_clock_can_show_is_refused(
    day: str, times: str, asleep: str, trouble: type[PlanTrouble], why: str
) -> None:
    with pytest.raises(trouble):
        laid_out(planned(day, times, kind=SLEEP if asleep else ShiftKind.day, asleep=asleep), ZONE)


def test_a_night_with_sleep_is_one_shift_in_three_parts() -> None:
    parts = laid_out(planned("2026-08-07", "14:00-10:00", kind=SLEEP), ZONE)
    assert [(part.kind, part.span) for part in parts] == [
        (SegmentKind.active, Span(wall("2026-08-07 14:00"), wall("2026-08-07 22:00"))),
        (SegmentKind.sleepover, Span(wall("2026-08-07 22:00"), wall("2026-08-08 06:00"))),
        (SegmentKind.active, Span(wall("2026-08-08 06:00"), wall("2026-08-08 10:00"))),
    ]


def test_a_night_that_is_all_sleep_is_one_part() -> None:
    [part] = laid_out(planned("2026-08-07", "22:00-06:00", kind=SLEEP), ZONE)
    assert part.kind is SegmentKind.sleepover


def test_on_call_is_one_part_whatever_the_hours_of_sleep() -> None:
    [part] = laid_out(planned("2026-08-07", "09:00-17:00", kind=ShiftKind.on_call), ZONE)
    assert part.kind is SegmentKind.on_call


def test_a_part_that_the_clocks_leave_out_is_no_part() -> None:
    parts = laid_out(planned("2026-10-03", "22:00-04:00", kind=SLEEP, asleep="22:00-03:00"), ZONE)
    shorter = laid_out(planned("2026-10-03", "22:00-03:00", kind=SLEEP, asleep="22:00-02:00"), ZONE)
    assert (len(parts), len(shorter)) == (2, 1)


def test_a_waking_time_the_clocks_leave_out_stays_within_the_shift() -> None:
    parts = laid_out(planned("2026-10-03", "22:00-03:15", kind=SLEEP, asleep="22:00-02:30"), ZONE)
    assert [part.span.end for part in parts] == [wall("2026-10-04 03:15")]


def test_wall_times_stay_as_they_were_planned() -> None:
    [part] = laid_out(planned("2026-10-04", "02:30-04:00"), ZONE)
    assert (part.local_start.hour, part.local_start.minute) == (2, 30)


def test_a_time_the_clocks_leave_out_is_named() -> None:
    parts = laid_out(planned("2026-10-04", "02:30-04:00"), ZONE)
    assert [local.time() for local in moved_times(parts, ZONE)] == [time(2, 30)]


def test_a_night_that_is_longer_than_the_wall_says_is_noticed() -> None:
    nights = [laid_out(planned(day, "22:00-06:00"), ZONE) for day in ("2026-04-04", "2026-08-07")]
    assert [is_stretched(parts) for parts in nights] == [True, False]


minutes_of_the_day = some.integers(0, 24 * 60 - 1).map(lambda n: time(n // 60, n % 60))
days_near_a_change = some.sampled_from([date(2026, 10, 3), date(2026, 10, 4), date(2026, 4, 4), date(2026, 4, 5)])


@given(
    kind=some.sampled_from(ShiftKind),
    day=some.one_of(days_near_a_change, some.dates(date(2020, 1, 1), date(2035, 1, 1))),
    times=some.tuples(minutes_of_the_day, minutes_of_the_day, minutes_of_the_day, minutes_of_the_day),
)
def test_parts_follow_one_another_without_a_break(
    kind: ShiftKind, day: date, times: tuple[time, time, time, time]
) -> None:
    try:
        parts = laid_out(ShiftPlan(kind, None, day, *times), ZONE)
    except PlanTrouble:
        return
    assert all(one.span.end == other.span.start for one, other in pairwise(parts))
    assert MINUTE <= parts[-1].span.end - parts[0].span.start <= LONGEST
    assert abs(parts[0].span.start - wall(f"{day} {times[0]}")) <= timedelta(hours=1)
