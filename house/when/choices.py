"""The plain choices of a repeat that people are offered, to and from the RRULE that is kept."""

from dataclasses import dataclass
from enum import StrEnum

from house.when.repeat import BadRule, check_rule, monthly_day, monthly_nth, weekly
from house.when.rule import read_rule


class How(StrEnum):
    """How often, as it is asked."""

    weekly = "1"
    second_week = "2"
    month_weekday = "nth"
    month_day = "day"


@dataclass(frozen=True, slots=True)
class Choice:
    """How often, and what belongs to it; the other parts are what the form shows first."""

    how: How
    weekday: int = 3  # Monday is 0
    nth: int = 1  # the first to the fourth of a month, or its last, -1
    day: int = 1  # of a month; in one too short for it, that month's last day

    @property
    def rule(self) -> str:
        """As an RRULE; raises BadRule for a day that no week or month has."""
        match self.how:
            case How.month_weekday:
                return monthly_nth(self.weekday, self.nth)
            case How.month_day:
                return _day_of_month(self.day)
            case _:
                return weekly(self.weekday, int(self.how))


def _day_of_month(day: int) -> str:
    if not 1 <= day <= 31:
        raise BadRule("Choose a day of the month, from 1 to 31.")
    return monthly_day(day)


def choice_of(rule: str) -> Choice | None:
    """The choice that this rule came from; none if it is not one of the plain ones."""
    text, parts = check_rule(rule), read_rule(rule)
    which, weekday = min(parts.weekdays, default=(0, 3))
    choices = [
        Choice(How.weekly, weekday),
        Choice(How.second_week, weekday),
        *([Choice(How.month_weekday, weekday, which)] if which in (1, 2, 3, 4, -1) else []),
        *(Choice(How.month_day, day=day) for day in [max(parts.month_days, default=0)] if 1 <= day <= 31),
    ]
    return next((choice for choice in choices if choice.rule == text), None)
