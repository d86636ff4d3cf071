"""Kinds of values a setting can have: how each is stored as text, read, and said."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from house.when.words import clock_words

Value = TypeVar("Value")


class Kind(Protocol[Value]):
    """One kind of value."""

    def read(self, text: str) -> Value: ...

    def text(self, value: Value) -> str: ...

    def words(self, value: Value) -> str: ...


@dataclass(frozen=True)
class Number:
    """A whole number, between two others and including them."""

    least: int
    most: int
    one: Any  # "%(number)d day"
    many: Any  # "%(number)d days"

    def read(self, text: str) -> int:
        return int(text)

    def text(self, value: int) -> str:
        return str(value)

    def words(self, value: int) -> str:
        return str(self.one if value == 1 else self.many) % {"number": value}


@dataclass(frozen=True, slots=True)
class Hours:
    """From one time of day to another, by the clock of the house; past midnight if it ends before it starts."""

    start: time
    end: time


class HoursKind:
    """Some hours of each day."""

    def read(self, text: str) -> Hours:
        start, end = (time.fromisoformat(part) for part in text.split("-"))
        return Hours(start, end)

    def text(self, value: Hours) -> str:
        return f"{value.start:%H:%M}-{value.end:%H:%M}"

    def words(self, value: Hours) -> str:
        return _("%(start)s to %(end)s", start=_clock(value.start), end=_clock(value.end))


def _clock(at: time) -> str:
    return clock_words(datetime.combine(date(2000, 1, 1), at, UTC), ZoneInfo("UTC"))


@dataclass(frozen=True)
class OneOf:
    """One of a few things."""

    pairs: tuple[tuple[str, Any], ...]

    def read(self, text: str) -> str:
        return text

    def text(self, value: str) -> str:
        return value

    def words(self, value: str) -> str:
        return str(dict(self.pairs).get(value, value))
