"""The house diary in words: days, hours, how something comes round, and what the clocks do to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from itertools import groupby
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from house.diary.models import DiaryDay
from house.diary.plan import Repeat, Saying
from house.diary.reading import DayLine, LineDetails
from house.when.repeat import describe
from house.when.words import clock_words, day_words, range_on_day

_UTC = ZoneInfo("UTC")  # which leaves no time of day out


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a day, ready to be shown."""

    id: int
    words: str
    hours: str


@dataclass(frozen=True, slots=True)
class DayCard:
    """One day of the diary, ready to be shown."""

    iso: str
    words: str
    is_today: bool
    rows: tuple[Row, ...]


def by_day(lines: Iterable[DayLine], today: date, zone: ZoneInfo) -> list[DayCard]:
    """Lines under the day they are on, in the order they come."""
    return [_card(day, tuple(of_day), today, zone) for day, of_day in groupby(lines, key=lambda line: line.day)]


def _card(day: date, lines: Sequence[DayLine], today: date, zone: ZoneInfo) -> DayCard:
    rows = tuple(Row(line.id, line.words, hours_words(line.saying, zone)) for line in lines)
    return DayCard(day.isoformat(), _capital(day_words(day, today)), day == today, rows)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def hours_words(what: Saying, zone: ZoneInfo) -> str:
    """The hours of a line: "all day", "9am", "9am to 10am", "10pm to 1am the next day"."""
    if what.begins is None:
        return str(_("all day"))
    span = what.span(zone)
    if what.ends is None:
        return clock_words(span.start, zone)
    return range_on_day(span.start, span.end, what.day, zone)


def when_words(what: Saying, today: date, zone: ZoneInfo) -> str:
    """The day and the hours: "Thursday 13 August, 9am to 10am"."""
    return _capital(f"{day_words(what.day, today)}, {hours_words(what, zone)}")


def repeat_words(details: LineDetails) -> str:
    """How a line comes round: "Every Tuesday, up to 29 September 2026"; "" for once."""
    if not details.rule:
        return ""
    every = _capital(describe(details.rule))
    if details.last_day is None:
        return every
    last = day_words(details.last_day, date.min)
    return str(_("%(every)s, up to %(day)s", every=every, day=last))


def moved_words(what: Saying, zone: ZoneInfo) -> str:
    """What the clocks do to a line; "" if nothing."""
    if not what.is_moved(zone):
        return ""
    asked = clock_words(what.local.replace(tzinfo=UTC), _UTC)
    then = clock_words(what.span(zone).start, zone)
    words = _("The clocks go forward that night and leave out %(asked)s. So it is at %(then)s.", asked=asked, then=then)
    return str(words)


def kept_words(days: Sequence[DiaryDay], details: LineDetails, today: date, zone: ZoneInfo) -> list[str]:
    """What is said once a line is kept: when it comes, and what was made to fit."""
    first = days[0].saying
    said = [_kept(first, details, today, zone)]
    if details.repeat is Repeat.month_date and "BYSETPOS" in details.rule:
        said.append(str(_("A month without that date uses its last day.")))
    moved = next((each.saying for each in days if each.saying.is_moved(zone)), None)
    if moved:
        said.append(_moved_on(moved, today, zone))
    return said


def _kept(first: Saying, details: LineDetails, today: date, zone: ZoneInfo) -> str:
    when = when_words(first, today, zone)
    if not details.rule:
        return str(_("It is in the house diary: %(when)s.", when=when))
    every = describe(details.rule)
    return str(_("It is in the house diary: %(every)s. The first one: %(when)s.", every=every, when=when))


def _moved_on(what: Saying, today: date, zone: ZoneInfo) -> str:
    return f"{_capital(day_words(what.day, today))}: {moved_words(what, zone)}"
