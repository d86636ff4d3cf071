"""PURE. What is asked about a new chore, and the days that follow from it."""

from dataclasses import dataclass
from datetime import date, timedelta

from house.chores.rounds import WEEK
from house.when.repeat import weekly
from house.when.span import DAY, week_start


@dataclass(frozen=True, slots=True)
class ChorePlan:
    """What is asked about a chore that comes round every week."""

    name: str
    weekday: int | None  # Monday is 0; None: sometime in the week
    minutes: int  # 5 to 30
    effort: int = 1  # 1 to 3
    place: str = ""
    good_enough: str = ""
    icon: str = "chores"

    @property
    def rule(self) -> str:
        """Its repeat (RRULE); what fits anywhere in the week begins with the week."""
        return weekly(self.weekday or 0)

    @property
    def window(self) -> timedelta:
        """How long each turn may wait for its moment."""
        return WEEK if self.weekday is None else DAY

    def first_day(self, today: date) -> date:
        """The first day of the first window that has not ended: this week's, or else next week's."""
        day = week_start(today) + (self.weekday or 0) * DAY
        return day if day + self.window > today else day + WEEK
