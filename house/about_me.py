"""One line of what the house holds about somebody, and how a list of them from several rooms is read page by page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from house.db import LARGEST_ID
from house.viewer import Viewer


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Where a line stands among all lines: by its instant, then its source, then its id. The newest is the largest."""

    at: datetime
    source: int
    id: int

    @property
    def text(self) -> str:
        """The mark as an address carries it: an instant and two numbers, and nothing of what the line says."""
        return f"{self.at:%Y%m%dT%H%M%S%f}-{self.source}-{self.id}"


def read_mark(text: str) -> Mark | None:
    """The mark in an address, if it is one."""
    parts = text.split("-")
    if len(parts) != 3 or not all(each.isascii() for each in parts) or len(text) > 60:
        return None
    try:
        at = datetime.strptime(parts[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
        source, thing_id = int(parts[1]), int(parts[2])
    except ValueError:
        return None
    return Mark(at, source, thing_id) if 0 <= source < 100 and 0 < thing_id <= LARGEST_ID else None


@dataclass(frozen=True, slots=True)
class AboutMe:
    """One thing that is about the viewer, in words without what it says, and where it is read."""

    mark: Mark
    words: str
    more: str
    url: str


Lines = Callable[[Viewer, datetime, Mark | None, int], Iterable[AboutMe]]


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of line. `lines` answers at most so many, the newest first, from after a mark on; one query."""

    key: str  # in the address
    label: Any
    lines: Lines
    together: Lines | None = None  # where all kinds are asked for: one query for this and others that name the same


# Each room names what it holds about people here: the page that lists it all cannot be asked by them.
SOURCES: dict[str, Source] = {}


def add_source(source: Source) -> None:
    """Offer a kind of line."""
    SOURCES[source.key] = source


def number_of(key: str) -> int:
    """The number of a source in a mark: the same for every address, whatever rooms there are."""
    return sorted(SOURCES).index(key)


def older(at: Any, row_id: Any, source: int, mark: Mark | None) -> sa.ColumnElement[bool]:
    """The condition that a row's line stands after a mark, for the columns of its instant and its id."""
    if mark is None:
        return sa.true()
    if source != mark.source:
        return sa.and_(at <= mark.at if source < mark.source else at < mark.at)
    return sa.or_(at < mark.at, sa.and_(at == mark.at, row_id < mark.id))
