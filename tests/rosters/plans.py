"""Plans in a few words, for the tests of rosters."""

from datetime import UTC, date, datetime, time
from typing import Any

from house.rosters.plan import ShiftKind, ShiftPlan
from tests.support.cast import ZONE, Somebody


def planned(
    day: str, times: str, who: Somebody | None = None, kind: ShiftKind = ShiftKind.day, asleep: str = "", **more: Any
) -> ShiftPlan:
    """A plan from words like "2026-08-07", "09:00-17:00" and "22:00-06:00"."""
    if asleep:
        more["asleep_from"], more["asleep_to"] = _pair(asleep)
    first, last = _pair(times)
    return ShiftPlan(kind, who.person_id if who else None, date.fromisoformat(day), first, last, **more)


def _pair(words: str) -> tuple[time, time]:
    first, last = words.split("-")
    return time.fromisoformat(first), time.fromisoformat(last)


def wall(words: str, fold: int = 0) -> datetime:
    """The instant of a house wall time like "2026-08-07 09:00"."""
    return datetime.fromisoformat(words).replace(tzinfo=ZONE, fold=fold).astimezone(UTC)
