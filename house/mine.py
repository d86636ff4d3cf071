"""One person's own things, as each room hands them over: to be taken along, and to be listed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

# An instant, a day, a yes or no, words, or several words; None for "nothing here".
Value = datetime | date | bool | str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is said of each: its key in the file for machines, and its label on the page for people."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of somebody's own things. `rows` asks for them a stretch at a time, so that none are held at once."""

    key: str
    title: str
    about: str
    fields: tuple[Field, ...]
    rows: Callable[[], Iterable[tuple[Value, ...]]]


def fields(**labels: str) -> tuple[Field, ...]:
    """The fields of a section, in the order of its rows' values."""
    return tuple(Field(key, str(label)) for key, label in labels.items())
