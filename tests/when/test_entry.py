"""Entries: what they insist on, which local days they touch and in which order a day shows them."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from house.when.entry import Entry, on_day
from house.when.span import to_instant


def wall(text: str) -> datetime:
    """A naive wall time."""
    return datetime.fromisoformat(text)


MELBOURNE = ZoneInfo("Australia/Melbourne")
LONDON = ZoneInfo("Europe/London")
CHANGED = datetime(2026, 8, 1, tzinfo=UTC)


def at(text: str) -> datetime:
    """A Melbourne wall time as an instant."""
    return to_instant(datetime.fromisoformat(text), MELBOURNE)


def entry(starts: datetime | date, ends: datetime | date, key: str = "shift-1") -> Entry:
    return Entry(key, "shift", "Alex here", "Someone here", starts, ends, CHANGED)


NIGHT = entry(at("2026-08-06 22:00"), at("2026-08-07 06:00"))


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: entry(date(2026, 8, 6), at("2026-08-07 06:00")), "a date and an instant"),
        (lambda: entry(at("2026-08-06 22:00"), date(2026, 8, 7)), "an instant and a date"),
        (lambda: entry(at("2026-08-06 22:00"), at("2026-08-06 22:00")), "no time at all"),
        (lambda: entry(date(2026, 8, 7), date(2026, 8, 7)), "no days: an all-day end is the day after"),
        (lambda: entry(wall("2026-08-06 22:00"), at("2026-08-07 06:00")), "a start without a zone"),
        (lambda: entry(at("2026-08-06 22:00"), wall("2026-08-07 06:00")), "an end without a zone"),
        (
            lambda: Entry("a-1", "shift", "", "", date(2026, 8, 6), date(2026, 8, 7), wall("2026-08-01")),
            "changed at a time without a zone",
        ),
    ],
)
def test_what_is_no_entry_is_refused(make: Callable[[], Entry], why: str) -> None:
    with pytest.raises(ValueError, match=r"entry|zone"):
        pytest.fail(f"{make()}: {why}")


def test_an_entry_is_kept_in_utc() -> None:
    ten_ahead = timezone(timedelta(hours=10))
    kept = entry(datetime(2026, 8, 6, 22, tzinfo=ten_ahead), datetime(2026, 8, 7, 6, tzinfo=ten_ahead))
    assert (kept, kept.starts.tzinfo if isinstance(kept.starts, datetime) else None) == (NIGHT, UTC)


def test_an_entry_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        NIGHT.title = "Sam here"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("one", "all_day", "why"),
    [
        (NIGHT, False, "instants"),
        (entry(at("2026-08-06 00:00"), at("2026-08-07 00:00")), False, "instants, if a whole day of them"),
        (entry(date(2026, 8, 6), date(2026, 8, 7)), True, "dates"),
    ],
)
def test_dates_make_it_all_day(one: Entry, all_day: bool, why: str) -> None:
    assert one.is_all_day is all_day, why


@pytest.mark.parametrize(
    ("one", "zone", "expected", "why"),
    [
        (entry(at("2026-08-06 14:00"), at("2026-08-06 18:00")), MELBOURNE, [6], "an afternoon"),
        (NIGHT, MELBOURNE, [6, 7], "a night is on both days"),
        (NIGHT, LONDON, [6], "one day where it is afternoon"),
        (entry(at("2026-08-06 18:00"), at("2026-08-07 00:00")), MELBOURNE, [6], "an end at midnight stays on its day"),
        (entry(at("2026-08-06 18:00"), at("2026-08-07 00:01")), MELBOURNE, [6, 7], "a minute more touches the next"),
        (entry(at("2026-08-06 00:00"), at("2026-08-06 00:01")), MELBOURNE, [6], "a start at midnight is the new day"),
        (entry(date(2026, 8, 6), date(2026, 8, 7)), LONDON, [6], "an all-day thing is one day in every zone"),
        (entry(date(2026, 8, 6), date(2026, 8, 9)), MELBOURNE, [6, 7, 8], "an all-day end is not touched"),
        (entry(at("2026-10-03 22:00"), at("2026-10-04 00:00")), MELBOURNE, [3], "the eve of a short day"),
        (entry(at("2026-04-04 23:30"), at("2026-04-06 00:00")), MELBOURNE, [4, 5], "a day of 25 hours to its end"),
    ],
)
def test_the_days_it_touches(one: Entry, zone: ZoneInfo, expected: list[int], why: str) -> None:
    assert [day.day for day in one.days(zone)] == expected, why


def test_something_endless_is_shown_for_sixty_days() -> None:
    assert entry(date(2026, 1, 1), date.max).days(MELBOURNE)[-1] == date(2026, 3, 1)


def test_a_day_shows_all_day_things_first_and_then_by_start() -> None:
    late = entry(at("2026-08-07 19:00"), at("2026-08-07 20:00"), "meeting-1")
    early = entry(at("2026-08-07 09:00"), at("2026-08-07 10:00"), "chat-1")
    away = entry(date(2026, 8, 7), date(2026, 8, 8), "away-1")
    elsewhere = entry(at("2026-08-08 09:00"), at("2026-08-08 10:00"), "chat-2")
    shown = on_day([late, early, elsewhere, NIGHT, away], date(2026, 8, 7), MELBOURNE)
    assert [one.key for one in shown] == ["away-1", "shift-1", "chat-1", "meeting-1"]


def test_at_the_same_time_the_key_decides() -> None:
    one, other = (entry(at("2026-08-07 09:00"), at("2026-08-07 10:00"), key) for key in ("chat-1", "chat-2"))
    assert on_day([other, one], date(2026, 8, 7), MELBOURNE) == [one, other]


def test_a_week_of_entries_sorts_by_day_and_then_all_day_first() -> None:
    thursday = entry(at("2026-08-06 23:00"), at("2026-08-06 23:30"), "chat-1")
    friday = entry(date(2026, 8, 7), date(2026, 8, 8), "turn-1")
    midnight = entry(at("2026-08-07 00:00"), at("2026-08-07 01:00"), "chat-2")
    mixed = sorted([midnight, friday, thursday], key=lambda one: one.sort_key(MELBOURNE))
    assert [one.key for one in mixed] == ["chat-1", "turn-1", "chat-2"]


TIMED = st.builds(
    lambda starts, length: entry(starts, starts + length),
    st.datetimes(wall("2026-03-01"), wall("2026-11-01"), timezones=st.just(UTC)),
    st.timedeltas(timedelta(seconds=1), timedelta(days=5)),
)
ALL_DAY = st.builds(
    lambda starts, length: entry(starts, starts + timedelta(days=length)),
    st.dates(date(2026, 3, 1), date(2026, 11, 1)),
    st.integers(1, 5),
)


@given(TIMED | ALL_DAY, st.sampled_from([MELBOURNE, LONDON]))
@settings(max_examples=60, deadline=None)
def test_it_is_shown_on_just_the_days_it_touches(one: Entry, zone: ZoneInfo) -> None:
    touched = one.days(zone)
    around = [touched[0] + timedelta(days=count) for count in range(-2, 9)]
    assert [day for day in around if on_day([one], day, zone)] == touched
