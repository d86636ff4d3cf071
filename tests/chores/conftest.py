"""Chores of the cast's house, and a way to see how a turn stands."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from house import clock
from house.chores import acts
from house.chores.models import Chore, Status, Turn, TurnDoer, TurnHolder
from house.chores.plan import ChorePlan
from tests.support.cast import ZONE, Somebody

Inside = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True)
class Standing:
    """How a turn stands in the database."""

    status: Status
    holders: list[int]
    doers: list[int]
    done_at: datetime | None
    sequence: int


@pytest.fixture
def add(inside: Inside, resident: Somebody) -> Callable[..., Chore]:
    """Put a chore on the list of the cast's house, today."""

    def add_chore(name: str = "Kitchen bins", weekday: int | None = None, **more: object) -> Chore:
        with inside():
            plan = ChorePlan(name, weekday, **{"minutes": 10, **more})  # type: ignore[arg-type]
            today = clock.today(ZONE)
            return acts.add_chore(resident.house_id, resident.person_id, plan, today, clock.now())

    return add_chore


@pytest.fixture
def turn_of(inside: Inside) -> Callable[..., Turn]:
    """A chore's first turn, or the one that begins on a day."""

    def find(chore: Chore, starts: date | None = None) -> Turn:
        with inside() as session:
            turns = sa.select(Turn).where(Turn.chore_id == chore.id).order_by(Turn.window_from)
            return session.scalars(turns.where(Turn.window_from == starts) if starts else turns.limit(1)).one()

    return find


@pytest.fixture
def chore(add: Callable[..., Chore]) -> Chore:
    """Kitchen bins, sometime in the week."""
    return add()


@pytest.fixture
def turn(chore: Chore, turn_of: Callable[..., Turn]) -> Turn:
    """This week's turn of the kitchen bins, up for grabs."""
    return turn_of(chore)


@pytest.fixture
def standing(inside: Inside) -> Callable[[Turn], Standing]:
    """How a turn stands now, read afresh."""

    def look(turn: Turn) -> Standing:
        with inside() as session:
            now = session.get_one(Turn, turn.id)
            holders, doers = (
                list(session.scalars(sa.select(kind.person_id).where(kind.turn_id == turn.id).order_by(kind.id)))
                for kind in (TurnHolder, TurnDoer)
            )
            return Standing(now.status, holders, doers, now.done_at, now.sequence)

    return look


@pytest.fixture
def do(inside: Inside) -> Callable[..., None]:
    """Let somebody do one of the acts on a turn, now."""

    def act(what: Callable[..., None], turn: Turn, somebody: Somebody) -> None:
        with inside() as session:
            what(session.get_one(Turn, turn.id), somebody.person_id, clock.now())

    return act
