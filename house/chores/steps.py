"""One step of a turn from one state to the next: where races are decided, and how a step that can't be says why."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from house.chores.models import WITH_SOMEONE, Chore, Status, Turn, TurnDoer, TurnHolder
from house.db import db
from house.people.models import Person
from house.trust.acts import note_change


class AlreadyTaken(Exception):
    """Somebody has this turn."""

    def __init__(self, person_id: int, called_name: str) -> None:
        super().__init__(person_id)
        self.person_id = person_id
        self.called_name = called_name


class NotOpen(Exception):
    """The turn is done, rests, or has gone by with nobody; `status` says which."""

    def __init__(self, status: Status) -> None:
        super().__init__(status.value)
        self.status = status


class NotYours(Exception):
    """This person does not have the turn, or has not done it."""


class TooFarBack(Exception):
    """It was done too long ago to be undone."""


def step(
    turn: Turn,
    before: Collection[Status],
    after: Status,
    now: datetime,
    *more: sa.ColumnElement[bool],
    done_at: datetime | None = None,
) -> bool:
    """Move a turn on, and note it for calendars, unless somebody was quicker: this one UPDATE decides every race."""
    change = (
        sa.update(Turn)
        .where(Turn.id == turn.id, Turn.status.in_(before), *more)
        .values(status=after, done_at=done_at, changed_at=now, sequence=Turn.sequence + 1)
        .returning(Turn)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    return db.session.scalar(change) is not None


def why_not(turn: Turn, person_id: int | None = None) -> AlreadyTaken | NotOpen:
    """What stands in the way of a turn as it is now; of two who have it, this person before the other."""
    query = (
        sa.select(Turn.status, Person.id, Person.called_name)
        .outerjoin(TurnHolder, TurnHolder.turn_id == Turn.id)
        .outerjoin(Person, Person.id == TurnHolder.person_id)
        .where(Turn.id == turn.id)
        .order_by((TurnHolder.person_id == (person_id or 0)).desc(), TurnHolder.slot)
    )
    status, holder_id, called_name = db.session.execute(query.limit(1)).one()
    is_held = status in WITH_SOMEONE and holder_id is not None
    return AlreadyTaken(holder_id, called_name) if is_held else NotOpen(status)


def place_of(turn: Turn, person_id: int) -> TurnHolder | None:
    """The person's place in a turn, held fast so that nothing takes it away before this is over."""
    query = sa.select(TurnHolder).where(TurnHolder.turn_id == turn.id, TurnHolder.person_id == person_id)
    return db.session.scalar(query.with_for_update())


def give_back(turn: Turn, place: TurnHolder, now: datetime, after: Status | None = None) -> None:
    """Take a person out of a turn, which then waits for another, or rests if its chore was put away.

    Where somebody else has it with them, it stays with that one.
    """
    others = sa.exists().where(TurnHolder.turn_id == turn.id, TurnHolder.person_id != place.person_id)
    stays = db.session.scalar(sa.select(others))
    if not step(turn, WITH_SOMEONE, Status.taken if stays else after or _waits(turn), now):
        raise why_not(turn)
    db.session.delete(place)
    db.session.flush()


def _waits(turn: Turn) -> Status:
    """How a turn stands that nobody has."""
    is_active = db.session.scalar(sa.select(Chore.is_active).where(Chore.id == turn.chore_id))
    if not is_active:
        return Status.paused
    begun = sa.exists().where(TurnDoer.turn_id == turn.id, TurnDoer.is_part)
    return Status.partly_done if db.session.scalar(sa.select(begun)) else Status.up_for_grabs


def open_all(house_id: int, person_id: int, now: datetime, *which: sa.ColumnElement[bool]) -> None:
    """What a person has, or those of their turns that are meant, waits for another.

    The turns are held first and their places after, as whoever does one turn holds them: so nobody waits in a circle.
    """
    held = (
        sa.select(Turn)
        .join(TurnHolder, TurnHolder.turn_id == Turn.id)
        .where(Turn.house_id == house_id, Turn.status.in_(WITH_SOMEONE), TurnHolder.person_id == person_id, *which)
        .order_by(Turn.id)
        .with_for_update(of=Turn)
    )
    for turn in db.session.scalars(held).all():
        place = place_of(turn, person_id)
        if place is None:  # they let it go meanwhile, on another device
            continue
        give_back(turn, place, now)
        note_change(house_id, None, "turn", turn.id, "opened", now)
