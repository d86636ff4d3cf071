"""PURE. How a chore comes round, as plain choices, and the days that follow from it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from house.chores.kinds import Comes
from house.when.repeat import check_rule, every_days, first_start, monthly_day, monthly_nth, weekly
from house.when.rule import DAY_CODES, BadRule, read_rule, rule_text
from house.when.span import DAY

LONGEST = 31  # days that a turn may wait for its moment
MOST = 60  # days, weeks or months between two turns
NTHS = (1, 2, 3, 4, -1)


class NeverComes(ValueError):
    """No day is ever reached by this."""


class TooLong(ValueError):
    """Its turns would wait so long that the next one comes before."""


class How(StrEnum):
    """How often, as it is asked."""

    days = "days"
    weeks = "weeks"
    month_day = "month-day"
    month_weekday = "month-weekday"
    after_done = "after"
    when_needed = "needed"


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often, what belongs to it, and in how many days each turn fits."""

    how: How = How.weeks
    every: int = 1  # days, weeks or months
    weekdays: tuple[int, ...] = ()  # of a week, Monday is 0; none: sometime in the week
    weekday: int = 0  # of a month
    nth: int = 1  # the first to the fourth of a month, or its last, -1
    day: int = 1  # of a month; in one too short for it, its last
    days: int = 1  # that each turn may wait for its moment

    @property
    def comes(self) -> Comes:
        """What brings it round."""
        return {How.after_done: Comes.after_done, How.when_needed: Comes.when_needed}.get(self.how, Comes.by_calendar)

    @property
    def window(self) -> timedelta:
        """How long each turn may wait: what is of no day of the week has all of it."""
        return 7 * DAY if self.how is How.weeks and not self.weekdays else self.days * DAY

    @property
    def rule(self) -> str:
        """As an RRULE. Raises `BadRule` for a day that no week or month has, `TooLong` where two turns would meet."""
        if not 1 <= self.every <= MOST:
            raise BadRule("Choose a number from 1 to 60.")
        if self.comes is Comes.by_calendar and self.window > self._shortest_gap() * DAY:
            raise TooLong
        return _with_interval(self._plain(), self.every)

    def _plain(self) -> str:
        match self.how:
            case How.weeks:
                return weekly(0) if not self.weekdays else _on(self.weekdays)
            case How.month_day:
                return _day_of_month(self.day)
            case How.month_weekday:
                return monthly_nth(self.weekday, self.nth)
            case _:
                return every_days(1)

    def _shortest_gap(self) -> int:
        if self.how is How.days:
            return self.every
        if self.how is not How.weeks:
            return min(28 * self.every, LONGEST)
        days = sorted(self.weekdays) or [0]
        return min(after - before for before, after in zip(days, [*days[1:], days[0] + 7 * self.every], strict=True))

    def first_day(self, today: date) -> date:
        """The first day of the first window that has not ended. Raises `NeverComes`, and what `rule` raises."""
        rule = self.rule
        if self.comes is not Comes.by_calendar or self.how is How.days:
            return today
        # A window that began before today may still have days left.
        before = datetime.combine(today - self.window, time())
        first = first_start(rule, time(), before + DAY - timedelta.resolution)
        if first is None:
            raise NeverComes
        return first.date()


SOMETIME_IN_THE_WEEK = Cadence()


def on_weekday(weekday: int) -> Cadence:
    """Every week on one day."""
    return Cadence(weekdays=(weekday,))


def _on(weekdays: tuple[int, ...]) -> str:
    if not set(weekdays) <= set(range(7)):
        raise BadRule("Choose a day of the week.")
    return check_rule("FREQ=WEEKLY;BYDAY=" + ",".join(DAY_CODES[day] for day in sorted(set(weekdays))))


def _day_of_month(day: int) -> str:
    if not 1 <= day <= 31:
        raise BadRule("Choose a day of the month, from 1 to 31.")
    return monthly_day(day)


def _with_interval(rule: str, every: int) -> str:
    return rule_text(replace(read_rule(rule), interval=every))


def cadence_of(rule: str, comes: Comes, days: int) -> Cadence:
    """The choice that a chore was made by; of a rule of another kind, the nearest."""
    parts = read_rule(rule)
    if comes is not Comes.by_calendar:
        how = How.after_done if comes is Comes.after_done else How.when_needed
        return Cadence(how, parts.interval, days=days)
    common = Cadence(every=parts.interval, days=days)
    if parts.freq == "DAILY":
        return replace(common, how=How.days)
    if parts.freq == "MONTHLY":
        return _month_choice(parts.weekdays, parts.month_days, common)
    weekdays = tuple(sorted(day for _which, day in parts.weekdays))
    is_sometime = days == 7 and weekdays == (0,)
    return replace(common, days=1) if is_sometime else replace(common, weekdays=weekdays)


def _month_choice(weekdays: frozenset[tuple[int, int]], days: frozenset[int], common: Cadence) -> Cadence:
    if weekdays:
        nth, weekday = min(weekdays)
        return replace(common, how=How.month_weekday, weekday=weekday, nth=nth if nth in NTHS else 1)
    return replace(common, how=How.month_day, day=max(max(days, default=1), 1))
