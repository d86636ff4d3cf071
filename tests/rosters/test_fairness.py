"""How evenly a roster is spread: a number that compares two rosters, and no word about anybody."""

import pytest

from house.rosters.fairness import Load, loads, spread
from house.rosters.plan import ShiftKind
from tests.rosters.rosters import ALEX, SAM, shifts
from tests.support.cast import ZONE


def test_a_load_counts_hours_nights_and_weekends() -> None:
    of = loads(
        shifts(("2026-08-07", "14:00-10:00", ShiftKind.sleepover), ("2026-08-08", "12:00-16:00")), [ALEX, SAM], ZONE
    )
    assert of == {ALEX: Load(16 * 60, 1, 1), SAM: Load(0, 0, 0)}


@pytest.mark.parametrize(
    ("minutes", "parts", "uneven", "why"),
    [
        ((480, 480), (1, 1), 0.0, "the same each"),
        ((960, 0), (1, 1), 0.5, "half of it would change hands"),
        ((300, 600), (1, 2), 0.0, "one is there for twice as much"),
        ((0, 0), (1, 1), 0.0, "nothing to share"),
        ((480, 480), (0, 0), 0.0, "nobody is there for any"),
    ],
)
def test_a_spread_is_even_beside_what_each_is_there_for(
    minutes: tuple[int, int], parts: tuple[int, int], uneven: float, why: str
) -> None:
    of = {who: Load(each, 0, 0) for who, each in zip((ALEX, SAM), minutes, strict=True)}
    assert spread(of, dict(zip((ALEX, SAM), parts, strict=True))).total == pytest.approx(uneven), why


def test_the_evener_of_two_rosters_has_the_lower_total() -> None:
    one = {ALEX: Load(480, 2, 1), SAM: Load(480, 0, 1)}
    other = {ALEX: Load(480, 1, 1), SAM: Load(480, 1, 1)}
    even = {ALEX: 1, SAM: 1}
    assert spread(other, even).total < spread(one, even).total
