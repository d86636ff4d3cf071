"""Leave out of a calendar file, which is when a worker can't, without a word why."""

from collections.abc import Sequence
from datetime import date, datetime

from house.feeds.picks import Pick, leave_pick
from house.feeds.putting_in import Destination
from house.rosters.agreeing import enter_time_off
from house.rosters.checking import entered_off
from house.rosters.own_pages import off_words
from house.rosters.time_off import Off
from house.viewer import Viewer
from house.when.span import DAY, days_span


def _off(pick: Pick, person_id: int) -> Off:
    return Off(0, person_id, pick.begins is None, pick.first, pick.last, None, pick.begins, pick.ends)


def _my_time_off(viewer: Viewer, picks: Sequence[Pick]) -> set[Pick]:
    if not picks:
        return set()
    first, last = min(pick.first for pick in picks), max(pick.last for pick in picks)
    mine = entered_off(viewer.house_id, days_span(first, last + DAY, viewer.zone), viewer.person_id)
    once = (each for each in mine if each.weekday is None and each.last_day is not None)
    return {Pick(each.first_day, each.last_day or date.max, each.from_time, each.to_time) for each in once}


def _off_words(pick: Pick, viewer: Viewer, _now: datetime) -> str:
    return off_words(_off(pick, viewer.person_id))


def _enter(pick: Pick, viewer: Viewer, now: datetime) -> None:
    enter_time_off(viewer.house_id, _off(pick, viewer.person_id), now)


LEAVE = Destination(lambda times, _words: [leave_pick(times)], _my_time_off, _off_words, _enter, shows_words=False)
