"""Which start of a new plan takes the place of which start of the old one."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import datetime


def pair(olds: Sequence[datetime], news: Sequence[datetime]) -> dict[int, int]:
    """The places of the new starts that correspond to old ones: {place in news: place in olds}.

    Both in order, none twice. Two correspond when each is the nearest of all to the other; so each has one at most,
    and their order stays.
    """
    # Of two that are as near, the old one takes the earlier and the new one the later: else half a week apart, where
    # all are as near, everybody would look the same way and nobody would be met.
    nearest_new = [_nearest(news, old, min) for old in olds]
    nearest_old = [_nearest(olds, new, max) for new in news]
    return {new: old for new, old in enumerate(nearest_old) if old is not None and nearest_new[old] == new}


def _nearest(starts: Sequence[datetime], start: datetime, of_two: Callable[..., int]) -> int | None:
    place = bisect_left(starts, start)
    beside = [each for each in (place - 1, place) if 0 <= each < len(starts)]
    if not beside:
        return None
    gap = min(abs(starts[each] - start) for each in beside)
    return of_two(each for each in beside if abs(starts[each] - start) == gap)
