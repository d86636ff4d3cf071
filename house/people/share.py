"""PURE. A resident's share of the chores on a day: none while they arrive, then half, then full; less by stepping back.

Days are days of the house. Every span of days is half-open: its end is the first day after it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

NONE, HALF, FULL = Fraction(0), Fraction(1, 2), Fraction(1)
SETTLING_IN = 7  # days without a share, and as many again with half of one, unless the house decided otherwise


@dataclass(frozen=True, slots=True)
class Period:
    """A time of stepping back, and the share of the chores in it; without an end it lasts until they say."""

    first: date
    end: date | None
    share: Fraction


def covers(first: date, end: date | None, day: date) -> bool:
    """Whether a day is one of those from `first` up to but not with `end`."""
    return first <= day and (end is None or day < end)


def share_on(
    day: date,
    started_on: date,
    periods: Iterable[Period],
    ended_on: date | None = None,
    settling_in: int = SETTLING_IN,
) -> Fraction:
    """The share on a day of a stay that began and maybe ended on these days; none outside it.

    Of two periods that both cover the day, the lighter one holds.
    """
    if not covers(started_on, ended_on, day):
        return NONE
    lightest = min((each.share for each in periods if covers(each.first, each.end, day)), default=FULL)
    return settling_share(day, started_on, settling_in) * lightest


def settling_share(day: date, started_on: date, settling_in: int = SETTLING_IN) -> Fraction:
    """What somebody's share grows to while they settle in, by how many days they have been here."""
    been_here = (day - started_on).days
    if been_here < settling_in:
        return NONE
    return HALF if been_here < 2 * settling_in else FULL
