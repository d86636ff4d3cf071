"""Free slots in somebody's hours."""

from datetime import UTC, datetime, timedelta

from house.gatherings.chat_slots import A_SHIFT, SHIFTS, is_within, slots
from house.when.span import Span
from tests.support.cast import ZONE

START = datetime(2026, 8, 6, 4, tzinfo=UTC)  # 2pm in the house
NOW = START - timedelta(hours=2)


def hours(first, length, day=0):
    start = START + timedelta(days=day, hours=first)
    return Span(start, start + timedelta(hours=length))


def test_a_few_of_each_shift_and_never_all():
    found = slots([hours(0, 8), hours(0, 8, 1), hours(0, 8, 2), hours(0, 8, 3)], [], NOW, ZONE, "a")
    assert len(found) == A_SHIFT * SHIFTS
    assert found == sorted(found)


def test_they_lie_on_the_half_hour_within_it_and_ahead():
    late = START + timedelta(minutes=50)
    for start in slots([Span(START + timedelta(minutes=10), START + timedelta(hours=3))], [], late, ZONE, "a"):
        assert start.minute in (0, 30)
        assert late < start and start + timedelta(minutes=45) <= START + timedelta(hours=3)


def test_what_is_taken_is_not_among_them():
    free = slots([hours(0, 2)], [hours(0, 1)], NOW, ZONE, "a")
    assert free == [START + timedelta(hours=1)]


def test_a_shift_without_room_offers_none():
    assert slots([hours(0, 1)], [hours(0, 1)], NOW, ZONE, "a") == []


def test_a_chat_lies_whole_within_hours():
    shift = [hours(0, 2)]
    assert is_within(shift, START + timedelta(minutes=100), 20)
    assert not is_within(shift, START + timedelta(minutes=101), 20)
    assert not is_within(shift, START - timedelta(minutes=1), 20)
    assert not is_within([], START, 10)
