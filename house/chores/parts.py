"""A turn in parts: its steps are ticked, somebody leaves the rest to others, and it could use another go."""

from datetime import date, datetime

import sqlalchemy as sa

from house.chores.following import come_after_no_more
from house.chores.models import OPEN, Status, Turn, TurnDoer, TurnHolder
from house.chores.shape import ChoreStep, TurnStep
from house.chores.steps import NotOpen, NotYours, give_back, place_of, step, why_not
from house.db import db
from house.trust.acts import note_change
from house.when.span import DAY


def tick(turn: Turn, steps: set[int], now: datetime) -> None:
    """These of its steps are done, and no others. Raises `NotOpen`."""
    if turn.status not in OPEN:
        raise NotOpen(turn.status)
    own = set(db.session.scalars(sa.select(ChoreStep.id).where(ChoreStep.chore_id == turn.chore_id)))
    has = set(db.session.scalars(sa.select(TurnStep.step_id).where(TurnStep.turn_id == turn.id)))
    gone = sa.delete(TurnStep).where(TurnStep.turn_id == turn.id, TurnStep.step_id.in_(has - steps))
    db.session.execute(gone)
    new = sorted((steps & own) - has)
    db.session.add_all(TurnStep(house_id=turn.house_id, turn_id=turn.id, step_id=each) for each in new)
    db.session.flush()


def leave_rest(turn: Turn, person_id: int, now: datetime) -> None:
    """They did a part, and somebody else finishes it; both did it then. Raises `NotYours` or `NotOpen`."""
    place = place_of(turn, person_id)
    if place is None:
        raise NotYours
    _keep_part(turn, person_id)
    give_back(turn, place, now, after=Status.partly_done)
    note_change(turn.house_id, person_id, "turn", turn.id, "partly done", now)


def _keep_part(turn: Turn, person_id: int) -> None:
    has = sa.select(TurnDoer.id).where(TurnDoer.turn_id == turn.id, TurnDoer.person_id == person_id)
    if db.session.scalar(has) is None:
        db.session.add(TurnDoer(house_id=turn.house_id, turn_id=turn.id, person_id=person_id, is_part=True))
        db.session.flush()


def another_go(turn: Turn, today: date, now: datetime) -> None:
    """It could use another go: it is up for grabs, and whoever did it keeps that. Nobody is named in the trace.

    Raises `NotOpen` where it is not done, or was done in an earlier round.
    """
    if not step(turn, (Status.done,), Status.up_for_grabs, now):
        raise why_not(turn)
    db.session.execute(sa.update(TurnDoer).where(TurnDoer.turn_id == turn.id).values(is_part=True))
    db.session.execute(sa.delete(TurnHolder).where(TurnHolder.turn_id == turn.id))
    turn.window_to = max(turn.window_to, today + DAY)
    db.session.flush()
    come_after_no_more(turn)
    note_change(turn.house_id, None, "turn", turn.id, "opened", now)
