"""What a house says about its regular meeting or about one meeting."""

from dataclasses import dataclass
from datetime import datetime, time

from house.series.plan import RepeatPlan, insist_on_length
from house.when.repeat import weekly

TITLE = "House meeting"


@dataclass(frozen=True, slots=True)
class SeriesPlan(RepeatPlan):
    """A meeting that repeats."""

    place: str = ""
    title: str = TITLE


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
        insist_on_length(self.minutes)
