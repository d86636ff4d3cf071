"""What a house says about its regular meeting or about one meeting, and when the first one is."""

from dataclasses import dataclass
from datetime import date, datetime, time

from house.when.repeat import first_start, weekly

TITLE = "House meeting"
LONGEST = 12 * 60  # minutes


class NeverHappens(Exception):
    """No meeting falls where this plan says: its rule never fires, or not up to its last day."""


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """A meeting that repeats; raises ValueError for one without a length, or longer than 12 hours."""

    rule: str
    at: time
    minutes: int = 60
    place: str = ""
    title: str = TITLE
    begins: date | None = None  # the first day it may happen on
    until: date | None = None  # the last one

    def __post_init__(self) -> None:
        _insist_on_length(self.minutes)

    def first_after(self, local: datetime) -> datetime:
        """The first wall time that fits after a wall time. Raises `NeverHappens`."""
        after = max(local, _just_before(self.begins)) if self.begins else local
        first = first_start(self.rule, self.at, after)
        if first is None or (self.until and first.date() > self.until):
            raise NeverHappens
        return first


def _just_before(day: date) -> datetime:
    return datetime.combine(day, time()) - datetime.resolution


def _insist_on_length(minutes: int) -> None:
    if not 0 < minutes <= LONGEST:
        raise ValueError("A meeting ends after it starts, and lasts up to 12 hours.")


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """A meeting on a weekday (Monday is 0), every week or every second one; raises ValueError for anything else."""

    weekday: int
    at: time
    every: int = 1  # weeks
    minutes: int = 60
    place: str = ""
    title: str = TITLE

    def __post_init__(self) -> None:
        if self.every not in (1, 2):
            raise ValueError("A house meets every week or every second week.")

    @property
    def series(self) -> SeriesPlan:
        """The same, as a plan of any kind."""
        return SeriesPlan(weekly(self.weekday, self.every), self.at, self.minutes, self.place, self.title)


@dataclass(frozen=True, slots=True)
class OneMeeting:
    """What is agreed of one meeting; raises ValueError for one without a length, or longer than 12 hours."""

    starts: datetime  # house wall time
    minutes: int = 60
    place: str = ""
    title: str = TITLE

    def __post_init__(self) -> None:
        _insist_on_length(self.minutes)
