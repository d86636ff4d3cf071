"""One thing with a time, the value that Today, the week, the kitchen screen, the feeds and the nudges all read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from house.when.span import DAY, as_utc, day_span, to_instant, to_local

MAX_DAYS = 60
BUSY = "Busy"  # what calendars call something of which nothing is said but its time


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with a time, as one viewer may see it; every calendar, page and feed reads these.

    Raises ValueError unless it ends after it starts, both in the same way: two instants or two dates.
    """

    key: str  # "shift-12": stable for life, never reused, no names in it
    kind: str  # "shift" | "turn" | "meeting" | ...
    title: str  # full title for this viewer
    quiet_title: str  # safe for a lock screen or a shared calendar
    starts: datetime | date  # aware UTC instants, or dates for all-day things
    ends: datetime | date  # half-open; an all-day end is the day after the last
    changed_at: datetime  # aware UTC, when something visible last changed
    sequence: int = 0
    place: str = ""
    note: str = ""
    path: str = ""  # where it lives in the house, "/meetings/3"
    is_mine: bool = False
    is_called_off: bool = False
    uid: str = ""  # what calendars know it by, where its key would say too much; "": its key
    people: tuple[tuple[int, str], ...] = ()  # whom its title names, as ids and called names: a page can show theirs

    def __post_init__(self) -> None:
        if isinstance(self.starts, datetime) != isinstance(self.ends, datetime):
            raise ValueError("An entry starts and ends both at instants, or both on dates.")
        for name in ("starts", "ends", "changed_at"):
            object.__setattr__(self, name, _in_utc(getattr(self, name)))
        if self.ends <= self.starts:
            raise ValueError("An entry ends after it starts.")

    @property
    def is_all_day(self) -> bool:
        """Whether it is about days rather than hours."""
        return not isinstance(self.starts, datetime)

    def days(self, zone: ZoneInfo) -> list[date]:
        """Each local day it touches, 60 at most; an end exactly at midnight does not touch the next day."""
        first, last = _local_day(self.starts, zone), _last_day(self.ends, zone)
        length = min((last - first).days + 1, MAX_DAYS)
        return [first + count * DAY for count in range(length)]

    def sort_key(self, zone: ZoneInfo) -> tuple[date, bool, datetime, str]:
        """What orders entries by their first local day, all-day ones first within it, then by start."""
        return _local_day(self.starts, zone), not self.is_all_day, _instant(self.starts, zone), self.key


def _in_utc(moment: datetime | date) -> datetime | date:
    return as_utc(moment) if isinstance(moment, datetime) else moment


def _local_day(moment: datetime | date, zone: ZoneInfo) -> date:
    return to_local(moment, zone).date() if isinstance(moment, datetime) else moment


def _last_day(ends: datetime | date, zone: ZoneInfo) -> date:
    if isinstance(ends, datetime):
        return to_local(ends - timedelta.resolution, zone).date()
    return ends - DAY


def _instant(moment: datetime | date, zone: ZoneInfo) -> datetime:
    return moment if isinstance(moment, datetime) else to_instant(datetime.combine(moment, time()), zone)


def on_day(entries: Iterable[Entry], day: date, zone: ZoneInfo) -> list[Entry]:
    """The entries that touch a local day, all-day ones first, then by start."""
    shown = day_span(day, zone)
    touching = [
        entry
        for entry in entries
        if _instant(entry.starts, zone) < shown.end and shown.start < _instant(entry.ends, zone)
    ]
    return sorted(touching, key=lambda entry: (not entry.is_all_day, entry.sort_key(zone)))
