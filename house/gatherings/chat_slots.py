"""Slots for a chat within somebody's hours. Pure: values in, values out."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from house.when.span import Span, to_local

HALF_AN_HOUR = timedelta(minutes=30)
SOON = timedelta(minutes=15)  # nobody is asked for a slot that begins sooner than that
ROOM = timedelta(minutes=45)  # as long as the longest chat, so that each fits
A_SHIFT = 3  # slots shown of one shift
SHIFTS = 3


def is_within(hours: Iterable[Span], starts: datetime, minutes: int) -> bool:
    """Whether a chat that begins then lies whole within somebody's hours."""
    ends = starts + timedelta(minutes=minutes)
    return any(span.start <= starts and ends <= span.end for span in hours)


def slots(hours: Iterable[Span], taken: Iterable[Span], now: datetime, zone: ZoneInfo, seed: str) -> list[datetime]:
    """A few slots of each shift ahead, on the half hour, beside what whoever looks has already.

    By a seed that nobody can guess, so that not everybody is shown the same ones.
    """
    busy = list(taken)
    each = ([start for start in _half_hours(span, now, zone) if _is_free(start, busy)] for span in hours)
    shown = [sorted(sorted(free, key=lambda start: _lot(start, seed))[:A_SHIFT]) for free in each if free]
    return [start for few in shown[:SHIFTS] for start in few]


def _half_hours(span: Span, now: datetime, zone: ZoneInfo) -> Iterable[datetime]:
    start = _rounded_up(max(span.start, now + SOON), zone)
    while start + ROOM <= span.end:
        yield start
        start += HALF_AN_HOUR


def _rounded_up(instant: datetime, zone: ZoneInfo) -> datetime:
    """The next half hour of the clock on the wall."""
    local = to_local(instant, zone)
    past = timedelta(minutes=local.minute % 30, seconds=local.second, microseconds=local.microsecond)
    return instant + (HALF_AN_HOUR - past if past else timedelta())


def _is_free(start: datetime, busy: list[Span]) -> bool:
    wanted = Span(start, start + ROOM)
    return not any(wanted.overlaps(span) for span in busy)


def _lot(start: datetime, seed: str) -> bytes:
    return hashlib.sha256(f"{seed}|{start.isoformat()}".encode()).digest()
