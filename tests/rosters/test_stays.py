"""How long somebody is here without a break, however many shifts that is."""

import pytest

from house.rosters.plan import SegmentKind
from house.rosters.stays import Stretch, stays
from house.when.span import Span
from tests.rosters.plans import wall

SAM, ALEX = 1, 2
AWAKE, ASLEEP = SegmentKind.active, SegmentKind.sleepover


def stretch(first: str, last: str, kind: SegmentKind = AWAKE) -> Stretch:
    return Stretch(kind, Span(wall(f"2026-08-07 {first}"), wall(f"2026-08-07 {last}")))


@pytest.mark.parametrize(
    ("parts", "count", "why"),
    [
        ([(SAM, stretch("09:00", "12:00")), (SAM, stretch("12:00", "17:00"))], 1, "one goes over into the next"),
        ([(SAM, stretch("09:00", "12:00")), (SAM, stretch("12:01", "17:00"))], 2, "a minute between them is a break"),
        ([(SAM, stretch("09:00", "12:00")), (ALEX, stretch("12:00", "17:00"))], 2, "another person"),
        ([(SAM, stretch("09:00", "17:00")), (SAM, stretch("10:00", "11:00"))], 1, "one lies inside the other"),
        ([(SAM, stretch("12:00", "17:00")), (SAM, stretch("09:00", "12:00"))], 1, "in whatever order they come"),
        ([], 0, "nobody"),
    ],
)
def test_stretches_that_touch_are_one_stay(parts: list[tuple[int, Stretch]], count: int, why: str) -> None:
    assert len(stays(parts)) == count, why


def test_a_stay_lasts_as_long_as_its_longest_stretch() -> None:
    [stay] = stays([(SAM, stretch("09:00", "17:00")), (SAM, stretch("10:00", "11:00"))])
    assert stay.span.end == wall("2026-08-07 17:00")


def test_sleep_counts_from_its_first_to_its_last_minute() -> None:
    [stay] = stays([(SAM, stretch("01:00", "06:00", ASLEEP)), (SAM, stretch("06:00", "08:00"))])
    asleep = [stay.is_asleep(wall(f"2026-08-07 {at}")) for at in ("01:00", "05:59", "06:00")]
    assert asleep == [True, True, False]


def test_sleep_that_is_over_is_not_ahead() -> None:
    [stay] = stays([(SAM, stretch("01:00", "06:00", ASLEEP)), (SAM, stretch("06:00", "08:00"))])
    assert stay.sleep_ahead(wall("2026-08-07 06:00")) is None
