"""The round as a table: each chore by the days of a week, with who has it, whom it would suit, and what is done."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import aliased

from house.chores.models import WITH_SOMEONE, Chore, Status, Turn, TurnHolder
from house.chores.rounds import LONGEST_WINDOW, is_still_open
from house.chores.shape import Suggestion
from house.chores.words import part_words
from house.db import db
from house.people.models import Person
from house.viewer import Viewer
from house.when.span import DAY
from house.when.words import MONTHS, WEEKDAYS

SHOWN = (Status.planned, Status.suggested, Status.up_for_grabs, Status.taken, Status.partly_done, Status.done)


@dataclass(frozen=True, slots=True)
class Cell:
    """A turn in the table."""

    turn_id: int
    words: str
    is_mine: bool
    is_done: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A chore, and its turns by day; those of no one day stand by themselves."""

    chore_id: int
    name: str
    icon: str
    when: str
    any_day: list[Cell] = field(default_factory=list)
    days: dict[int, list[Cell]] = field(default_factory=lambda: defaultdict(list))  # Monday is 0


def round_table(viewer: Viewer, monday: date, today: date) -> list[Row]:
    """A week's turns, chore by chore. One query."""
    rows: dict[int, Row] = {}
    for row in db.session.execute(_turns(viewer, monday)):
        line = rows.setdefault(row.chore_id, Row(row.chore_id, row.name, row.icon, part_words(row.part_of_day)))
        cell = _cell(row, viewer, today)
        if row.window_to - row.window_from == DAY:
            line.days[row.window_from.weekday()].append(cell)
        else:
            line.any_day.append(cell)
    return list(rows.values())


def _turns(viewer: Viewer, monday: date) -> sa.Select[*tuple[Any, ...]]:
    """The turns of a week with up to two people who have each, and whom it suits."""
    other, suggested = aliased(Person), aliased(Person)
    second = aliased(TurnHolder)
    return (
        sa.select(
            Turn.id,
            Turn.chore_id,
            Turn.window_from,
            Turn.window_to,
            Turn.status,
            Chore.name,
            Chore.icon,
            Chore.part_of_day,
            TurnHolder.person_id,
            Person.called_name,
            second.person_id.label("second_id"),
            other.called_name.label("second_name"),
            suggested.called_name.label("suggested_name"),
        )
        .join(Chore, Chore.id == Turn.chore_id)
        .outerjoin(TurnHolder, sa.and_(TurnHolder.turn_id == Turn.id, TurnHolder.slot == 1))
        .outerjoin(Person, Person.id == TurnHolder.person_id)
        .outerjoin(second, sa.and_(second.turn_id == Turn.id, second.slot == 2))
        .outerjoin(other, other.id == second.person_id)
        .outerjoin(Suggestion, Suggestion.turn_id == Turn.id)
        .outerjoin(suggested, suggested.id == Suggestion.person_id)
        .where(
            Turn.house_id == viewer.house_id,
            Turn.status.in_(SHOWN),
            Turn.window_from > monday - LONGEST_WINDOW,
            Turn.window_from < monday + 7 * DAY,
            Turn.window_to > monday,
        )
        .order_by(sa.func.lower(Chore.name), Chore.id, Turn.window_from)
    )


def _cell(row: Any, viewer: Viewer, today: date) -> Cell:
    is_held = row.status in WITH_SOMEONE
    is_mine = is_held and viewer.person_id in (row.person_id, row.second_id)
    # Once its days are over, who had it and has not done it is nobody else's to read.
    is_hidden = is_still_open(row.window_to, today) and row.status is not Status.done and not is_mine
    names = [name for name in (row.called_name, row.second_name) if name and is_held]
    words = str(_("still open")) if is_hidden else _words(row, names)
    return Cell(row.id, words, is_mine, row.status is Status.done)


def _words(row: Any, names: list[str]) -> str:
    if row.status is Status.done:
        return str(_("done"))
    if names:
        return str(_(" and ")).join(names)
    if row.status is Status.suggested and row.suggested_name:
        return str(_("%(name)s?", name=row.suggested_name))
    return str(_("up for grabs"))


def day_names(monday: date) -> list[tuple[int, str, str]]:
    """The days of a week: number, name, and the date."""
    return [(n, WEEKDAYS[n], _date_words(monday + n * DAY)) for n in range(7)]


def _date_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"
