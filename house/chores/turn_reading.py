"""What the page of one turn shows beside the turn: its steps, who did it, and what is asked about it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from house.chores.between import Swap
from house.chores.kinds import SwapStatus
from house.chores.models import WITH_SOMEONE, Chore, Turn, TurnDoer, TurnHolder
from house.chores.shape import ChoreStep, TurnStep
from house.chores.words import window_words
from house.db import db
from house.people.models import Person
from house.viewer import Viewer


@dataclass(frozen=True, slots=True)
class StepLine:
    """One small step of a turn."""

    id: int
    picture: str
    words: str
    is_done: bool


def steps_of(turn: Turn) -> list[StepLine]:
    """The steps of a turn, in order, and which of them are done."""
    is_done = sa.exists().where(TurnStep.turn_id == turn.id, TurnStep.step_id == ChoreStep.id)
    query = sa.select(ChoreStep.id, ChoreStep.picture, ChoreStep.words, is_done)
    rows = db.session.execute(query.where(ChoreStep.chore_id == turn.chore_id).order_by(ChoreStep.position))
    return [StepLine(*row) for row in rows]


def doers_of(turn_id: int) -> list[tuple[int, str]]:
    """Who did a turn, by name."""
    query = (
        sa.select(Person.id, Person.called_name)
        .join(TurnDoer, TurnDoer.person_id == Person.id)
        .where(TurnDoer.turn_id == turn_id)
        .order_by(sa.func.lower(Person.called_name), Person.id)
    )
    return [(person_id, name) for person_id, name in db.session.execute(query)]


@dataclass(frozen=True, slots=True)
class SwapLine:
    """A swap that is asked and can still be."""

    id: int
    is_mine: bool  # asked by whoever looks
    by: str
    to: str
    chore: str
    when: str
    for_chore: str  # "" where nothing is asked in return
    for_when: str
    asked_at: datetime


def live_swaps(viewer: Viewer, today: date, turn_id: int | None = None) -> list[SwapLine]:
    """What is asked of the viewer, or by them: only while the turn is the asker's and its days last."""
    query = _asked_swaps(viewer, today)
    if turn_id is not None:
        query = query.where(Swap.turn_id == turn_id)
    return [
        SwapLine(
            id=row.id,
            is_mine=row.from_id == viewer.person_id,
            by=row.by,
            to=row.to,
            chore=row.name,
            when=window_words(row.window_from, row.window_to, today),
            for_chore=row.other_name or "",
            for_when=window_words(row.other_from, row.other_to, today) if row.other_name else "",
            asked_at=row.asked_at,
        )
        for row in db.session.execute(query)
    ]


def _asked_swaps(viewer: Viewer, today: date) -> sa.Select[*tuple[Any, ...]]:
    asker, asked, other, other_chore = aliased(Person), aliased(Person), aliased(Turn), aliased(Chore)
    still = sa.exists().where(TurnHolder.turn_id == Swap.turn_id, TurnHolder.person_id == Swap.from_id)
    return (
        sa.select(
            Swap.id,
            Swap.from_id,
            Swap.asked_at,
            asker.called_name.label("by"),
            asked.called_name.label("to"),
            Chore.name,
            Turn.window_from,
            Turn.window_to,
            other_chore.name.label("other_name"),
            other.window_from.label("other_from"),
            other.window_to.label("other_to"),
        )
        .join(Turn, Turn.id == Swap.turn_id)
        .join(Chore, Chore.id == Turn.chore_id)
        .join(asker, asker.id == Swap.from_id)
        .join(asked, asked.id == Swap.to_id)
        .outerjoin(other, other.id == Swap.for_turn_id)
        .outerjoin(other_chore, other_chore.id == other.chore_id)
        .where(
            Swap.house_id == viewer.house_id,
            Swap.status == SwapStatus.asked,
            sa.or_(Swap.to_id == viewer.person_id, Swap.from_id == viewer.person_id),
            Turn.status.in_(WITH_SOMEONE),
            Turn.window_to > today,
            still,
        )
        .order_by(Swap.asked_at)
    )


def turns_of_others(viewer: Viewer, today: date) -> list[tuple[int, int, str]]:
    """What the other people who live here have ahead of them: the turn, whose it is, and it in words."""
    query = (
        sa.select(Turn.id, Person.id, Person.called_name, Chore.name, Turn.window_from, Turn.window_to)
        .join(TurnHolder, TurnHolder.turn_id == Turn.id)
        .join(Person, Person.id == TurnHolder.person_id)
        .join(Chore, Chore.id == Turn.chore_id)
        .where(
            Turn.house_id == viewer.house_id,
            Turn.status.in_(WITH_SOMEONE),
            Turn.window_to > today,
            Person.id != viewer.person_id,
        )
        .order_by(Turn.window_from, Turn.id)
        .limit(40)
    )
    return [
        (turn_id, person_id, f"{name}: {chore}, {window_words(first, end, today)}")
        for turn_id, person_id, name, chore, first, end in db.session.execute(query)
    ]
