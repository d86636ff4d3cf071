"""What somebody writes into the house diary: a line, its day and hours, and how it comes round again."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from house.when.repeat import monthly_day, monthly_nth, starts_between, weekly, yearly
from house.when.span import DAY, Span, day_span, is_in_gap, to_instant

LONGEST_LINE = 120
AN_HOUR = timedelta(hours=1)
MIDNIGHT = time()
# Whatever comes round does so within a year: this is far enough to see its next day.
A_ROUND = timedelta(days=400)


class Repeat(StrEnum):
    """How a line comes round; the day it is written for says on which weekday, date or month."""

    once = "once"
    weekly = "weekly"
    second_weeks = "second weeks"
    month_date = "date of the month"
    month_weekday = "weekday of the month"
    month_last_weekday = "last weekday of the month"
    yearly = "yearly"


class EndsTooSoon(ValueError):
    """It ends at the time of day it begins, or it has an end and no beginning."""


class NeverComesRound(ValueError):
    """No day fits between today, the day it is written for, and its last day."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What the diary says of one day, in house wall time; raises `EndsTooSoon`.

    Without `begins` it is for all day. Without `ends` it has no end that is known, and calendars give it an hour.
    """

    words: str
    day: date
    begins: time | None = None
    ends: time | None = None  # one before the beginning is on the day after, midnight too

    def __post_init__(self) -> None:
        if self.ends is None:
            return
        if self.begins is None or self.ends == self.begins:
            raise EndsTooSoon

    @property
    def local(self) -> datetime:
        """The wall time it starts at; for all day, the midnight before."""
        return datetime.combine(self.day, self.begins or MIDNIGHT)

    def span(self, zone: ZoneInfo) -> Span:
        """Its instants. A beginning that the clocks leave out moves forward with them."""
        if self.begins is None:
            return day_span(self.day, zone)
        start = to_instant(self.local, zone)
        end = start + AN_HOUR if self.ends is None else to_instant(self._local_end, zone)
        # Where a beginning was moved past its end, the line keeps its length.
        return Span(start, end if end > start else start + (self._local_end - self.local))

    @property
    def _local_end(self) -> datetime:
        begins, ends = self.begins or MIDNIGHT, self.ends or MIDNIGHT
        return datetime.combine(self.day if ends > begins else self.day + DAY, ends)

    def is_moved(self, zone: ZoneInfo) -> bool:
        """Whether the clocks leave out its beginning that night."""
        return self.begins is not None and is_in_gap(self.local, zone)


@dataclass(frozen=True, slots=True)
class DiaryPlan:
    """A line and how it comes round, up to a last day or for good."""

    first: Saying
    repeat: Repeat = Repeat.once
    last_day: date | None = None

    @property
    def rule(self) -> str:
        """As an RRULE; "" for once."""
        return rule_of(self.repeat, self.first.day)


def rule_of(repeat: Repeat, day: date) -> str:
    """The rule of a repeat that was written for a day; "" for once. A fifth Thursday is taken for the last."""
    match repeat:
        case Repeat.once:
            return ""
        case Repeat.weekly | Repeat.second_weeks:
            return weekly(day.weekday(), 1 if repeat is Repeat.weekly else 2)
        case Repeat.month_date:
            return monthly_day(day.day)
        case Repeat.month_weekday:
            nth = (day.day + 6) // 7
            return monthly_nth(day.weekday(), nth if nth < 5 else -1)
        case Repeat.month_last_weekday:
            return monthly_nth(day.weekday(), -1)
    return yearly(day.month, day.day)


def first_day(plan: DiaryPlan, rule: str, today: date) -> date:
    """The first day that will stand in the diary: of what comes round, none before today. Raises `NeverComesRound`."""
    if not rule:
        return plan.first.day
    begin = max(plan.first.day, today)
    days = starts_between(rule, plan.first.local, _midnight(begin), _midnight(begin + A_ROUND))
    if not days or (plan.last_day and days[0].date() > plan.last_day):
        raise NeverComesRound
    return days[0].date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, MIDNIGHT)
