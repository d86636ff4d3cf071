"""How many needs waited and how long, rounded so that no one of them can be told from it. Pure: values in and out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

WEEKS = 4
ROUNDED_TO = 5
# How long half of them waited is told as the next of these: a few steps, so that one look more moves nothing.
STEPS = tuple(timedelta(minutes=minutes) for minutes in (10, 20, 30, 60, 120, 240, 480, 1440))


@dataclass(frozen=True, slots=True)
class Asked:
    """One need of those weeks, as it is counted: whose it is serves only to see that there are enough people in it."""

    owner_id: int
    asked_at: datetime
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """What may be said of them."""

    about: int
    half_within: timedelta | None  # none: not within a day


def numbers(asked: Sequence[Asked], residents: int, smallest: int) -> Numbers | None:
    """The numbers, where the house is larger than the smallest group, and so many different people are in them."""
    if residents <= smallest or len({each.owner_id for each in asked}) < smallest:
        return None
    waits = sorted(each.seen_at - each.asked_at if each.seen_at else timedelta.max for each in asked)
    half = waits[(len(waits) - 1) // 2]
    about = ROUNDED_TO * max(1, round(len(asked) / ROUNDED_TO))
    return Numbers(about, next((step for step in STEPS if half <= step), None))
