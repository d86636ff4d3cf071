"""What happens to turns: taken, let go, done, undone."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from house import facts
from house.chores.keeping import add_chore, bring_back, change_chore, put_away, say_needed
from house.chores.models import WITH_NOBODY, WITH_SOMEONE, Status, Turn, TurnDoer, TurnHolder
from house.chores.rounds import STAYS_OPEN
from house.chores.steps import (
    AlreadyTaken,
    NotOpen,
    NotYours,
    TooFarBack,
    give_back,
    open_all,
    place_of,
    step,
    why_not,
)
from house.db import db
from house.people.models import Membership
from house.people.signing_in import in_force
from house.trust.acts import note_change
from house.when.span import DAY

__all__ = [
    "AlreadyTaken",
    "NotOpen",
    "NotYours",
    "TooFarBack",
    "add_chore",
    "bring_back",
    "change_chore",
    "let_go",
    "mark_done",
    "open_turns_of",
    "put_away",
    "say_needed",
    "take",
    "undo_done",
]

UNDO_FOR = timedelta(minutes=10)


def take(turn: Turn, person_id: int, now: datetime) -> None:
    """The turn is this person's from now on. Raises `AlreadyTaken`, or `NotOpen` also once it has left the page."""
    # A day more than the page shows it, because this day is not the house's own.
    still_shown = Turn.window_to > (now - STAYS_OPEN).date() - DAY
    if not step(turn, WITH_NOBODY, Status.taken, now, still_shown):
        raise why_not(turn)
    # The place is unique in the database too: whatever goes wrong above, nobody has a turn twice.
    db.session.add(TurnHolder(house_id=turn.house_id, turn_id=turn.id, slot=1, person_id=person_id, taken_at=now))
    db.session.flush()
    note_change(turn.house_id, person_id, "turn", turn.id, "taken", now)


def let_go(turn: Turn, person_id: int, now: datetime) -> None:
    """Hand a turn back to the house, no reason asked. Raises `NotYours`, or `NotOpen` once it is done."""
    place = place_of(turn, person_id)
    if place is None:
        raise NotYours
    give_back(turn, place, now)
    note_change(turn.house_id, person_id, "turn", turn.id, "let go", now)


def mark_done(turn: Turn, person_id: int, now: datetime) -> None:
    """This person did their turn, or one that was up for grabs. Raises `AlreadyTaken` or `NotOpen`."""
    if place_of(turn, person_id) is None:
        take(turn, person_id, now)
    if not step(turn, WITH_SOMEONE, Status.done, now, done_at=now):
        raise why_not(turn)
    db.session.add(TurnDoer(house_id=turn.house_id, turn_id=turn.id, person_id=person_id))
    db.session.flush()
    note_change(turn.house_id, person_id, "turn", turn.id, "done", now)


def undo_done(turn: Turn, person_id: int, now: datetime) -> None:
    """It was not done after all, and is as it was before. Raises `NotYours`, or `TooFarBack` after 10 minutes."""
    done_at = _done_at(turn, person_id)
    if done_at is None:
        raise NotYours
    if not step(turn, (Status.done,), Status.taken, now, Turn.done_at == done_at, Turn.done_at >= now - UNDO_FOR):
        raise TooFarBack
    db.session.execute(sa.delete(TurnDoer).where(TurnDoer.turn_id == turn.id))
    place = place_of(turn, person_id)
    if place and place.taken_at == done_at:  # done without being taken first: it was up for grabs
        give_back(turn, place, now)
    note_change(turn.house_id, person_id, "turn", turn.id, "undone", now)


def _done_at(turn: Turn, person_id: int) -> datetime | None:
    """When this person did the turn, or None."""
    query = sa.select(Turn.done_at).join(TurnDoer, TurnDoer.turn_id == Turn.id)
    return db.session.scalar(query.where(Turn.id == turn.id, TurnDoer.person_id == person_id))


@facts.moved_on.connect
def open_turns_of(membership: Membership, now: datetime) -> None:
    """What somebody has who belongs here no more is up for grabs."""
    if _is_still_here(membership, now):
        return
    open_all(membership.house_id, membership.person_id, now)


def _is_still_here(membership: Membership, now: datetime) -> bool:
    roles = sa.select(Membership.id).where(
        Membership.house_id == membership.house_id, Membership.person_id == membership.person_id, in_force(now)
    )
    return db.session.scalar(roles.limit(1)) is not None
