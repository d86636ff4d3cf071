"""Which hours of a day somebody is here: drawn by elapsed time, with the gaps said in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from house.rosters.cover import WIDTH, day_cover
from house.rosters.plan import SegmentKind
from house.rosters.stays import Stretch
from house.when.span import MINUTE, Span, day_span
from tests.rosters.plans import wall
from tests.support.cast import ZONE

DAY = day_span(date(2026, 8, 6), ZONE)


def stretch(start: str, end: str, kind: SegmentKind = SegmentKind.active) -> Stretch:
    return Stretch(kind, Span(wall(start), wall(end)))


@pytest.mark.parametrize(
    ("stretches", "gaps", "why"),
    [
        ([], [("2026-08-06 00:00", "2026-08-07 00:00")], "nobody all day"),
        ([stretch("2026-08-05 20:00", "2026-08-07 02:00")], [], "somebody from before to after"),
        (
            [stretch("2026-08-06 07:00", "2026-08-06 15:00"), stretch("2026-08-06 14:30", "2026-08-06 22:00")],
            [("2026-08-06 00:00", "2026-08-06 07:00"), ("2026-08-06 22:00", "2026-08-07 00:00")],
            "two that overlap are one",
        ),
        (
            [stretch("2026-08-06 00:00", "2026-08-06 12:00", SegmentKind.on_call)],
            [("2026-08-06 00:00", "2026-08-07 00:00")],
            "on call is not here",
        ),
    ],
)
def test_gaps_are_the_hours_without_anybody(stretches: list[Stretch], gaps: list[tuple[str, str]], why: str) -> None:
    assert list(day_cover(DAY, stretches).gaps) == [Span(wall(start), wall(end)) for start, end in gaps], why


def test_a_day_is_drawn_as_wide_whatever_the_clocks_do() -> None:
    day = day_span(date(2026, 10, 4), ZONE)
    bars = day_cover(day, [stretch("2026-10-04 00:00", "2026-10-05 00:00")]).bars
    assert [(bar.x, bar.width) for bar in bars] == [(0, WIDTH), (0, WIDTH)]


spans = some.tuples(some.integers(-300, 1500), some.integers(1, 900)).map(
    lambda pair: Span(DAY.start + pair[0] * MINUTE, DAY.start + (pair[0] + pair[1]) * MINUTE)
)


@given(some.lists(some.tuples(some.sampled_from(SegmentKind), spans), max_size=8))
def test_every_minute_is_either_covered_or_in_a_gap(pairs: list[tuple[SegmentKind, Span]]) -> None:
    cover = day_cover(DAY, [Stretch(kind, span) for kind, span in pairs])
    for minute in range(0, 1440, 15):
        at = DAY.start + minute * MINUTE
        here = any(kind is not SegmentKind.on_call and span.contains(at) for kind, span in pairs)
        assert here != any(gap.contains(at) for gap in cover.gaps)
