"""What a house says about its regular meeting, and when the first one is."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from house.when.repeat import weekly

TITLE = "House meeting"


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
        if self.every not in (1, 2) or not 0 < self.minutes <= 12 * 60:
            raise ValueError("A house meets every week or every second week, for up to 12 hours.")

    @property
    def rule(self) -> str:
        """As an RRULE."""
        return weekly(self.weekday, self.every)

    def first_after(self, local: datetime) -> datetime:
        """The first wall time that fits after a wall time."""
        day = local.date() + timedelta(days=(self.weekday - local.weekday()) % 7)
        first = datetime.combine(day, self.at)
        return first if first > local else first + timedelta(days=7)
