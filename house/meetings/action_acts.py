"""What happens to actions: offered, begun, done, passed on, let go. Nobody gives one to anybody else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from house import facts
from house.db import db
from house.meetings.action_access import KIND
from house.meetings.action_models import CLOSED, HELD, OPEN, Action, ActionStatus
from house.meetings.record_models import Record
from house.people.models import Membership, Person
from house.people.signing_in import belongs
from house.trust.acts import note_change

UNDO_FOR = timedelta(minutes=10)


class NotNow(Exception):
    """The action is not where this step begins; `status` says where it is, `name` who has it."""

    def __init__(self, status: ActionStatus, name: str) -> None:
        super().__init__(status.value)
        self.status = status
        self.name = name


class TooFarBack(Exception):
    """It ended too long ago to be undone, or has not ended."""


class WordsStand(Exception):
    """The words stand in an accepted record, so they stay."""


@dataclass(frozen=True, slots=True)
class ActionWords:
    """What somebody offers to do."""

    what: str
    by_day: date | None = None
    help_wanted: bool = False
    meeting_id: int | None = None


def offer(house_id: int, by_id: int, words: ActionWords, now: datetime, for_id: int | None = None) -> Action:
    """Somebody offers to do something. `for_id`: they write down that another one did, who is asked for their word."""
    is_own = for_id is None or for_id == by_id
    action = Action(
        house_id=house_id,
        meeting_id=words.meeting_id,
        what=words.what,
        help_wanted=words.help_wanted,
        by_day=words.by_day,
        person_id=by_id if is_own else for_id,
        status=ActionStatus.offered if is_own else ActionStatus.asked,
        written_by_id=by_id,
        written_at=now,
        changed_at=now,
    )
    db.session.add(action)
    db.session.flush()
    note_change(house_id, by_id, KIND, action.id, "offered" if is_own else "written down", now)
    return action


def say_yes(action: Action, person_id: int, now: datetime) -> None:
    """Yes, I offered this. Raises `NotNow`."""
    _own_step(action, person_id, "said yes", (ActionStatus.asked,), ActionStatus.offered, now)


def not_me(action: Action, person_id: int, now: datetime) -> None:
    """I did not offer this; it is nobody's now, and their name stands with it no more. Raises `NotNow`."""
    _own_step(action, person_id, "not me", (ActionStatus.asked,), ActionStatus.up_for_grabs, now, person_id=None)


def change(action: Action, person_id: int, words: ActionWords, now: datetime) -> None:
    """Say it in other words, or by another day; the meeting stays. Raises `NotNow`.

    Raises `WordsStand` for other words once the record of its meeting is accepted: they stand there.
    """
    if words.what != action.what and _stands_in_a_record(action):
        raise WordsStand
    values = {"what": words.what, "by_day": words.by_day, "help_wanted": words.help_wanted}
    _own_step(action, person_id, "changed", HELD, None, now, **values)


def _stands_in_a_record(action: Action) -> bool:
    accepted = sa.select(Record.id).where(
        Record.meeting_id == action.meeting_id, Record.accepted_at.is_not(None), Record.accepted_at >= action.written_at
    )
    return db.session.scalar(accepted) is not None


def start(action: Action, person_id: int, now: datetime) -> None:
    """It is under way. Raises `NotNow`."""
    begun = {"started_at": now, "passing_since": None}
    _own_step(action, person_id, "started", (ActionStatus.offered,), ActionStatus.under_way, now, **begun)


def mark_done(action: Action, person_id: int, now: datetime) -> None:
    """It is done. Raises `NotNow`."""
    _own_step(action, person_id, "done", HELD, ActionStatus.done, now, ended_at=now, passing_since=None)


def let_go(action: Action, person_id: int, now: datetime) -> None:
    """It is not going to happen, no reason asked. Raises `NotNow`."""
    _own_step(action, person_id, "let go", HELD, ActionStatus.let_go, now, ended_at=now, passing_since=None)


def undo(action: Action, person_id: int, now: datetime) -> None:
    """It was not done, or not let go, after all. Raises `TooFarBack` after 10 minutes."""
    before = ActionStatus.under_way if action.started_at else ActionStatus.offered
    recent = (Action.person_id == person_id, Action.ended_at >= now - UNDO_FOR)
    if not _step(action, CLOSED, before, now, *recent, ended_at=None):
        raise TooFarBack
    note_change(action.house_id, person_id, KIND, action.id, "undone", now)


def pass_on(action: Action, person_id: int, now: datetime) -> None:
    """They would like somebody else to do it; until somebody takes it, it stays theirs. Raises `NotNow`."""
    free = (Action.passing_since.is_(None),)
    _own_step(action, person_id, "would pass on", HELD, None, now, *free, passing_since=now)


def keep(action: Action, person_id: int, now: datetime) -> None:
    """They do it themselves after all. Raises `NotNow`."""
    passing = (Action.passing_since.is_not(None),)
    _own_step(action, person_id, "kept", HELD, None, now, *passing, passing_since=None)


def take(action: Action, person_id: int, now: datetime) -> Action:
    """It is this person's from now on, by their own word. Raises `NotNow`.

    What another one had stands there as passed on, and this person has one of their own.
    """
    is_free = _step(action, (ActionStatus.up_for_grabs,), ActionStatus.offered, now, person_id=person_id)
    taken = action if is_free else _take_over(action, person_id, now)
    note_change(taken.house_id, person_id, KIND, taken.id, "taken", now)
    return taken


def _take_over(action: Action, person_id: int, now: datetime) -> Action:
    passing = (Action.passing_since.is_not(None), Action.person_id != person_id)
    if not _step(action, HELD, ActionStatus.passed_on, now, *passing, ended_at=now, passing_since=None):
        raise why_not(action)
    own = Action(
        house_id=action.house_id,
        meeting_id=action.meeting_id,
        came_from_id=action.id,
        what=action.what,
        help_wanted=action.help_wanted,
        by_day=action.by_day,
        person_id=person_id,
        status=ActionStatus.offered,
        written_by_id=person_id,
        written_at=now,
        changed_at=now,
    )
    db.session.add(own)
    db.session.flush()
    return own


def _own_step(
    action: Action,
    person_id: int,
    done: str,
    before: Collection[ActionStatus],
    after: ActionStatus | None,
    now: datetime,
    /,
    *more: sa.ColumnElement[bool],
    **values: Any,
) -> None:
    if not _step(action, before, after, now, Action.person_id == person_id, *more, **values):
        raise why_not(action)
    note_change(action.house_id, person_id, KIND, action.id, done, now)


def _step(
    action: Action,
    before: Collection[ActionStatus],
    after: ActionStatus | None,
    now: datetime,
    *more: sa.ColumnElement[bool],
    **values: Any,
) -> bool:
    """Move an action on, unless somebody was quicker: this one UPDATE decides every race."""
    if after:
        values["status"] = after
    moved = (
        sa.update(Action)
        .where(Action.id == action.id, Action.status.in_(before), *more)
        .values(changed_at=now, sequence=Action.sequence + 1, **values)
        .returning(Action)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    return db.session.scalar(moved) is not None


def why_not(action: Action) -> NotNow:
    """Where an action is, and with whom, read afresh."""
    query = (
        sa.select(Action.status, sa.func.coalesce(Person.called_name, ""))
        .outerjoin(Person, Person.id == Action.person_id)
        .where(Action.id == action.id)
    )
    status, name = db.session.execute(query).one()
    return NotNow(status, name)


@facts.moved_on.connect
def open_actions_of(membership: Membership, now: datetime) -> None:
    """What somebody offered who belongs here no more is up for grabs, without their name."""
    house_id, person_id = membership.house_id, membership.person_id
    if belongs(person_id, house_id, now):
        return
    open_ones = sa.select(Action).where(
        Action.house_id == house_id, Action.person_id == person_id, Action.status.in_(OPEN)
    )
    for action in db.session.scalars(open_ones.order_by(Action.id).with_for_update()).all():
        nobody: dict[str, Any] = {"person_id": None, "passing_since": None, "started_at": None}
        if _step(action, OPEN, ActionStatus.up_for_grabs, now, Action.person_id == person_id, **nobody):
            note_change(house_id, None, KIND, action.id, "opened", now)
