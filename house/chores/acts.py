"""What happens to turns: taken, let go, done, undone."""

from collections.abc import Collection
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house import facts
from house.chores.following import come_after, come_after_no_more
from house.chores.joining import leave_all
from house.chores.keeping import add_chore, bring_back, change_chore, put_away, say_needed
from house.chores.kinds import WhenOver
from house.chores.models import OPEN, WITH_NOBODY, WITH_SOMEONE, Chore, Status, Turn, TurnDoer, TurnHolder
from house.chores.rounds import STAYS_OPEN, is_still_open
from house.chores.shape import ChoreLike, ChorePlace, Suggestion, TurnPass
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
from house.chores.suggesting import mend, plan_turns
from house.db import db, rows_changed
from house.people.models import House, Membership
from house.people.signing_in import in_force
from house.trust.acts import note_change
from house.trust.models import Change
from house.when.span import DAY, to_local

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
    "pass_on",
    "put_away",
    "say_done",
    "say_needed",
    "take",
    "undo_done",
]

UNDO_FOR = timedelta(minutes=10)


def take(turn: Turn, person_id: int, now: datetime) -> None:
    """The turn is this person's from now on. Raises `AlreadyTaken`, or `NotOpen` also once it has left the page."""
    # A day more than the page shows it, because this day is not the house's own.
    day = now.date() - DAY
    is_let_go = sa.exists().where(Chore.id == Turn.chore_id, Chore.when_over == WhenOver.let_go)
    still_shown = sa.and_(Turn.window_to > day - STAYS_OPEN, sa.or_(Turn.window_to > day, ~is_let_go))
    slot = 1 if step(turn, WITH_NOBODY, Status.taken, now, still_shown) else _place_beside(turn, person_id, now)
    # The place is unique in the database too: whatever goes wrong above, nobody has a turn twice.
    db.session.add(TurnHolder(house_id=turn.house_id, turn_id=turn.id, slot=slot, person_id=person_id, taken_at=now))
    db.session.execute(sa.delete(Suggestion).where(Suggestion.turn_id == turn.id))
    db.session.flush()
    note_change(turn.house_id, person_id, "turn", turn.id, "taken", now)


def _place_beside(turn: Turn, person_id: int, now: datetime) -> int:
    """A place in a turn that somebody has: the second of two, or theirs once its days are over."""
    now_is = sa.select(Turn.status).where(Turn.id == turn.id).with_for_update()
    slot = _free_slot(turn, person_id, now) if db.session.scalar(now_is) in WITH_SOMEONE else None
    if slot is None or not step(turn, WITH_SOMEONE, Status.taken, now):
        raise why_not(turn, person_id)
    return slot


def _free_slot(turn: Turn, person_id: int, now: datetime) -> int | None:
    holders = sa.select(TurnHolder).where(TurnHolder.turn_id == turn.id)
    places = list(db.session.scalars(holders.execution_options(populate_existing=True)))
    chore = db.session.get_one(Chore, turn.chore_id)
    if any(place.person_id == person_id for place in places):
        return None
    if chore.needs_two and len(places) == 1:
        return 3 - places[0].slot
    zone = ZoneInfo(db.session.get_one(House, turn.house_id).timezone)
    is_over = is_still_open(turn.window_to, to_local(now, zone).date())
    if not is_over or chore.when_over is not WhenOver.up_for_grabs:
        return None
    for place in places:
        db.session.delete(place)
    db.session.flush()
    return 1


def let_go(turn: Turn, person_id: int, now: datetime) -> None:
    """Hand a turn back to the house, no reason asked. Raises `NotYours`, or `NotOpen` once it is done."""
    place = place_of(turn, person_id)
    if place is None:
        raise NotYours
    give_back(turn, place, now)
    note_change(turn.house_id, person_id, "turn", turn.id, "let go", now)


def pass_on(turn: Turn, person_id: int, now: datetime) -> None:
    """Not this one: it is suggested to somebody else, and to them no more. Raises `NotYours`. The house is held."""
    asked = sa.delete(Suggestion).where(Suggestion.turn_id == turn.id, Suggestion.person_id == person_id)
    if not rows_changed(db.session.execute(asked)):
        raise NotYours
    db.session.add(TurnPass(house_id=turn.house_id, turn_id=turn.id, person_id=person_id))
    step(turn, (Status.suggested,), Status.up_for_grabs, now)
    db.session.flush()
    plan_turns(turn.house_id, now)


def mark_done(turn: Turn, person_id: int, now: datetime) -> None:
    """This person did their turn, or one that was up for grabs. Raises `AlreadyTaken` or `NotOpen`."""
    if place_of(turn, person_id) is None:
        take(turn, person_id, now)
    if not step(turn, WITH_SOMEONE, Status.done, now, done_at=now):
        raise why_not(turn)
    holders = sa.select(TurnHolder.person_id).where(TurnHolder.turn_id == turn.id)
    _credit(turn, set(db.session.scalars(holders)), person_id, now)


def say_done(turn: Turn, by_id: int, doers: Collection[int], now: datetime) -> None:
    """Somebody says who did a turn, whoever has it. Raises `NotOpen`."""
    if not step(turn, OPEN, Status.done, now, done_at=now):
        raise why_not(turn)
    _credit(turn, set(doers), by_id, now)


def _credit(turn: Turn, doers: set[int], by_id: int, now: datetime) -> None:
    """They did it, beside those who did a part before; what comes after it was done comes from now on."""
    has = sa.select(TurnDoer.person_id).where(TurnDoer.turn_id == turn.id)
    own = {"house_id": turn.house_id, "turn_id": turn.id}
    db.session.add_all(TurnDoer(**own, person_id=each) for each in sorted(doers - set(db.session.scalars(has))))
    db.session.execute(sa.delete(Suggestion).where(Suggestion.turn_id == turn.id))
    db.session.flush()
    note_change(turn.house_id, by_id, "turn", turn.id, "done", now)
    come_after(turn, now)


def undo_done(turn: Turn, person_id: int, now: datetime) -> None:
    """It was not done after all, and is as it was before. Raises `NotYours`, or `TooFarBack` after 10 minutes."""
    done_at = _done_at(turn, person_id)
    if done_at is None:
        raise NotYours
    if not step(turn, (Status.done,), Status.taken, now, Turn.done_at == done_at, Turn.done_at >= now - UNDO_FOR):
        raise TooFarBack
    db.session.execute(sa.delete(TurnDoer).where(TurnDoer.turn_id == turn.id, TurnDoer.is_part.is_(False)))
    come_after_no_more(turn)
    places = db.session.scalars(sa.select(TurnHolder).where(TurnHolder.turn_id == turn.id)).all()
    if not places:
        step(turn, WITH_SOMEONE, Status.up_for_grabs, now)
    for place in places:
        if (place.person_id, place.taken_at) == (person_id, done_at):  # done without being taken first
            give_back(turn, place, now)
    note_change(turn.house_id, person_id, "turn", turn.id, "undone", now)


def _done_at(turn: Turn, person_id: int) -> datetime | None:
    """When a turn was done by this person, or by their word; None for others."""
    did = sa.exists().where(TurnDoer.turn_id == Turn.id, TurnDoer.person_id == person_id)
    said = sa.exists().where(
        Change.kind == "turn", Change.thing_id == turn.id, Change.actor_id == person_id, Change.at == Turn.done_at
    )
    return db.session.scalar(sa.select(Turn.done_at).where(Turn.id == turn.id, did | said))


@facts.moved_on.connect
def open_turns_of(membership: Membership, now: datetime) -> None:
    """What somebody has who belongs here no more is up for grabs."""
    if _is_still_here(membership, now):
        return
    open_all(membership.house_id, membership.person_id, now)
    forget(membership.house_id, membership.person_id)
    leave_all(membership.house_id, membership.person_id, now)
    mend(membership.house_id, now)


def forget(house_id: int, person_id: int) -> None:
    """No chore goes round to them any more, and how they felt about chores is gone."""
    for kind in (ChoreLike, ChorePlace, TurnPass):
        own = (kind.house_id == house_id, kind.person_id == person_id)
        db.session.execute(sa.delete(kind).where(*own))


def _is_still_here(membership: Membership, now: datetime) -> bool:
    roles = sa.select(Membership.id).where(
        Membership.house_id == membership.house_id, Membership.person_id == membership.person_id, in_force(now)
    )
    return db.session.scalar(roles.limit(1)) is not None
