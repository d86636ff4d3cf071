"""The lines of outside help that a house keeps, as its own pages show them."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from house.db import db
from house.people.lines import Line, ShownLine, shown
from house.people.models import SupportLine

STALE = timedelta(days=180)  # after it a number wants to be tried again


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One line of a house, and how sure it is of it."""

    id: int
    line: ShownLine
    is_flagged: bool
    is_stale: bool  # tried, but too long ago
    mark: str  # of what it says: to tell whether it has changed since a page showed it
    tried_mark: str  # of that, and of whether somebody says it doesn't answer


def kept_lines(house_id: int, today: date) -> list[KeptLine]:
    """The lines of a house, in their order."""
    query = lines_query(SupportLine.id, SupportLine.flagged_at).where(SupportLine.house_id == house_id)
    return [_kept(*row, today=today) for row in db.session.execute(query)]


def _kept(line_id: int, flagged_at: datetime | None, *values: Any, today: date) -> KeptLine:
    line = Line(*values)
    is_stale = line.is_tried and line.checked_on is not None and line.checked_on < today - STALE
    says = mark(line)
    return KeptLine(line_id, shown(line), flagged_at is not None, is_stale, says, f"{says}-{bool(flagged_at):d}")


def mark(line: Line | SupportLine) -> str:
    """A few signs that are others as soon as a line says something else."""
    names = ("label", "what_for", "phone", "sms", "url", "hours", "is_24_7", "is_emergency")
    says = repr([getattr(line, name) for name in names])
    return hashlib.sha256(says.encode()).hexdigest()[:16]


def tried_mark(line: SupportLine) -> str:
    """The same, and others too once somebody says that it doesn't answer."""
    return f"{mark(line)}-{bool(line.flagged_at):d}"


def lines_query(*before: Any) -> sa.Select[Any]:
    """Columns of lines, as `Line` takes them, after some others; in the order of pages."""
    columns = [getattr(SupportLine, name) for name in Line.__dataclass_fields__ if name != "is_tried"]
    is_tried = SupportLine.checked_on.is_not(None) & SupportLine.checked_by_id.is_not(None)
    return sa.select(*before, *columns, is_tried).order_by(SupportLine.house_id, SupportLine.position, SupportLine.id)
