"""How something repeats, as it is asked: its rule, its time of day, how long it lasts, from when and until when."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from house.when.repeat import first_start

LONGEST = 12 * 60  # minutes


class NeverHappens(Exception):
    """Nothing falls where this plan says: its rule never fires, or not up to its last day."""


@dataclass(frozen=True, slots=True)
class RepeatPlan:
    """Something that repeats; raises ValueError for one without a length, or longer than 12 hours."""

    rule: str
    at: time
    minutes: int = 60
    begins: date | None = field(default=None, kw_only=True)  # the first day it may happen on
    until: date | None = field(default=None, kw_only=True)  # the last one

    def __post_init__(self) -> None:
        insist_on_length(self.minutes)

    def first_after(self, local: datetime) -> datetime:
        """The first wall time that fits after a wall time. Raises `NeverHappens`."""
        after = max(local, _just_before(self.begins)) if self.begins else local
        first = first_start(self.rule, self.at, after)
        if first is None or (self.until and first.date() > self.until):
            raise NeverHappens
        return first


def _just_before(day: date) -> datetime:
    return datetime.combine(day, time()) - datetime.resolution


def insist_on_length(minutes: int) -> None:
    """Raises ValueError for a length that nothing here has."""
    if not 0 < minutes <= LONGEST:
        raise ValueError("It ends after it starts, and lasts up to 12 hours.")
