"""PURE. What is taken out of a calendar file: days and hours with a few words, as a form sends them there and back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from house.feeds.ics_times import Times
from house.feeds.troubles import Trouble, Unread
from house.when.span import DAY

MOST_DAYS = 14  # of one line of the diary, each of them a line of its own
LONGEST = 366  # days of one leave
SENT = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d) (\d\d:\d\d)?-(\d\d:\d\d)? ?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pick:
    """From a first to a last day, all day or between two times of the day; an end before the start is the day after."""

    first: date
    last: date
    begins: time | None = None
    ends: time | None = None
    words: str = ""
    goes_on_until: datetime | None = None  # wall time; of something longer than a line of the diary says

    @property
    def sent(self) -> str:
        """As a form carries it."""
        hours = "-".join(f"{at:%H:%M}" if at else "" for at in (self.begins, self.ends))
        return f"{self.first.isoformat()}/{self.last.isoformat()} {hours} {self.words}".rstrip()


def read_pick(sent: str) -> Pick | None:
    """What a form sent; None if no form of ours did."""
    found = SENT.fullmatch(sent)
    if not found:
        return None
    try:
        first, last = (date.fromisoformat(day) for day in found.groups()[:2])
        begins, ends = (time.fromisoformat(at) if at else None for at in found.groups()[2:4])
    except ValueError:
        return None
    fits = timedelta() <= last - first < timedelta(LONGEST) and (begins is not None or ends is None)
    return Pick(first, last, begins, ends, found[5]) if fits else None


def diary_picks(times: Times, words: str) -> Iterator[Pick]:
    """A line for each of its days; of something with hours, one on its first day."""
    if isinstance(times.starts, datetime):
        yield _with_hours(times.starts, times.ends, words)
        return
    days = ((times.ends or times.starts + DAY) - times.starts).days
    if days > MOST_DAYS:
        raise Unread(Trouble.too_many_days)
    yield from (Pick(day, day, words=words) for day in (times.starts + n * DAY for n in range(days)))


def _with_hours(starts: datetime, ends: date | None, words: str) -> Pick:
    day, begins = starts.date(), _minutes(starts)
    if not isinstance(ends, datetime) or ends <= starts:
        return Pick(day, day, begins, words=words)
    if ends - starts < DAY and _minutes(ends) != begins:
        return Pick(day, day, begins, _minutes(ends), words)
    is_over_at_once = ends - starts < DAY  # within a minute: it has no end to speak of
    return Pick(day, day, begins, words=words, goes_on_until=None if is_over_at_once else ends)


def leave_pick(times: Times) -> Pick:
    """Whole days, or the hours of one day or night; never its words, because why is nobody's to know."""
    if not isinstance(times.starts, datetime):
        return Pick(times.starts, (times.ends or times.starts + DAY) - DAY)
    if not isinstance(times.ends, datetime):
        raise Unread(Trouble.no_end)
    if times.ends - times.starts < DAY and _minutes(times.starts) != _minutes(times.ends):
        day = times.starts.date()
        return Pick(day, day, _minutes(times.starts), _minutes(times.ends))
    return Pick(times.starts.date(), (times.ends - timedelta.resolution).date())


def _minutes(moment: datetime) -> time:
    return moment.time().replace(second=0, microsecond=0)
