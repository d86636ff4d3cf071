"""A swap: somebody asks another to take their turn, for one of theirs or for nothing. It needs a yes."""

from datetime import date, datetime

import sqlalchemy as sa

from house.chores.between import Swap
from house.chores.kinds import SwapStatus
from house.chores.models import WITH_SOMEONE, Status, Turn, TurnHolder
from house.chores.steps import NotYours, place_of, step
from house.db import db
from house.trust.acts import note_change


class Lapsed(Exception):
    """The days of the turn are over, or somebody else has it by now: nothing is left to swap."""


class Answered(Exception):
    """It was answered, or taken back, already."""


class AskedAlready(Exception):
    """Somebody is asked for this turn already."""


def ask(turn: Turn, from_id: int, to_id: int, for_turn_id: int | None, now: datetime) -> Swap:
    """Ask somebody to take a turn. Raises `NotYours`, and `AskedAlready` while another is asked."""
    if place_of(turn, from_id) is None:
        raise NotYours
    asked = sa.select(Swap.id).where(Swap.turn_id == turn.id, Swap.status == SwapStatus.asked)
    if db.session.scalar(asked) is not None:
        raise AskedAlready
    own = {"house_id": turn.house_id, "turn_id": turn.id, "from_id": from_id, "to_id": to_id}
    swap = Swap(**own, for_turn_id=for_turn_id, status=SwapStatus.asked, asked_at=now)
    db.session.add(swap)
    db.session.flush()
    note_change(turn.house_id, from_id, "swap", swap.id, "asked", now)
    return swap


def accept(swap: Swap, today: date, now: datetime) -> None:
    """Yes: each has the other's turn. Raises `Answered`, and `Lapsed` where there is nothing to swap any more."""
    _still_asked(swap)
    ids = sorted(filter(None, (swap.turn_id, swap.for_turn_id)))
    held = sa.select(Turn).where(Turn.id.in_(ids)).order_by(Turn.id).with_for_update()
    turns = {turn.id: turn for turn in db.session.scalars(held.execution_options(populate_existing=True))}
    hands = [(turns[swap.turn_id], swap.from_id, swap.to_id)]
    if swap.for_turn_id:
        hands.append((turns[swap.for_turn_id], swap.to_id, swap.from_id))
    places = [_place(turn, giver, taker, today) for turn, giver, taker in hands]
    for (turn, _giver, taker), place in zip(hands, places, strict=True):
        step(turn, WITH_SOMEONE, Status.taken, now)
        place.person_id, place.taken_at = taker, now
    _answer(swap, SwapStatus.accepted, now)


def _place(turn: Turn, giver: int, taker: int, today: date) -> TurnHolder:
    """The place that changes hands. Raises `Lapsed` where it is the giver's no more, or the taker has one too."""
    place = place_of(turn, giver)
    if place is None or turn.status not in WITH_SOMEONE or turn.window_to <= today or place_of(turn, taker):
        raise Lapsed
    return place


def not_this_time(swap: Swap, now: datetime) -> None:
    """They would rather not, no reason asked. Raises `Answered`."""
    _still_asked(swap)
    _answer(swap, SwapStatus.not_this_time, now)


def withdraw(swap: Swap, now: datetime) -> None:
    """Ask no more. Raises `Answered`."""
    _still_asked(swap)
    _answer(swap, SwapStatus.withdrawn, now)


def _still_asked(swap: Swap) -> None:
    db.session.refresh(swap, with_for_update=True)
    if swap.status is not SwapStatus.asked:
        raise Answered


def _answer(swap: Swap, status: SwapStatus, now: datetime) -> None:
    swap.status, swap.answered_at = status, now
    db.session.flush()
    by_id = swap.from_id if status is SwapStatus.withdrawn else swap.to_id
    note_change(swap.house_id, by_id, "swap", swap.id, status.value, now)


def forget_answered(house_id: int, before: datetime) -> None:
    """Who was asked and said "not this time" is kept no longer than the turn is near."""
    old = sa.delete(Swap).where(Swap.house_id == house_id, Swap.asked_at < before)
    db.session.execute(old.where(Swap.status != SwapStatus.accepted))
