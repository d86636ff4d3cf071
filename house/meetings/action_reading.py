"""What pages show of actions: open ones, those that ended, one of them, and those of one meeting."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from house.db import db
from house.meetings.action_access import visible
from house.meetings.action_models import CLOSED, HELD, OPEN, Action, ActionStatus
from house.meetings.models import GOING_ON, Meeting
from house.people.belonging import Purpose
from house.people.consents import consented
from house.people.models import Membership, Person
from house.people.signing_in import in_force
from house.viewer import Viewer

RECENT_MEETINGS = 5


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action; `name` is "" where nobody has it or their name is not shown."""

    id: int
    what: str
    status: ActionStatus
    by_day: date | None
    help_wanted: bool
    ended_at: datetime | None
    is_passing: bool
    is_mine: bool
    is_written_by_me: bool
    name: str


def mine(viewer: Viewer, most: int) -> list[ActionLine]:
    """What this person offered and has, what waits for their own word first, then by day."""
    waits_first = sa.case((Action.status == ActionStatus.asked, 0), else_=1)
    own = _actions(viewer, open_name(viewer)).where(
        Action.person_id == viewer.person_id, Action.status.in_((ActionStatus.asked, *HELD))
    )
    return _lines(own.order_by(waits_first, Action.by_day.is_(None), Action.by_day, Action.id).limit(most))


def up_for_grabs(viewer: Viewer, most: int) -> list[ActionLine]:
    """What nobody has, and what others would like to pass on, the longest waiting first."""
    is_passing = sa.and_(
        Action.status.in_(HELD), Action.passing_since.is_not(None), Action.person_id != viewer.person_id
    )
    query = _actions(viewer, open_name(viewer)).where(
        Action.status.in_(OPEN), sa.or_(Action.status == ActionStatus.up_for_grabs, is_passing)
    )
    return _lines(query.order_by(Action.id).limit(most))


def with_others(viewer: Viewer, most: int) -> list[ActionLine]:
    """What others offered, and what is written down for them, newest first."""
    query = _actions(viewer, open_name(viewer)).where(
        Action.status.in_((ActionStatus.asked, *HELD)),
        Action.person_id != viewer.person_id,
        Action.passing_since.is_(None),
    )
    return _lines(query.order_by(Action.id.desc()).limit(most))


def every_open(viewer: Viewer, most: int, before: int | None = None) -> list[ActionLine]:
    """All that is open, newest first; `before`: from that one further back."""
    query = _actions(viewer, open_name(viewer)).where(Action.status.in_(OPEN))
    if before is not None:
        query = query.where(Action.id < before)
    return _lines(query.order_by(Action.id.desc()).limit(most))


def ended(viewer: Viewer, most: int, before: Action | None = None) -> list[ActionLine]:
    """What is done or was let go, latest first; `before`: from that one further back."""
    query = _actions(viewer, record_name()).where(Action.status.in_(CLOSED), Action.ended_at.is_not(None))
    if before:
        further = sa.tuple_(Action.ended_at, Action.id) < sa.tuple_(
            sa.literal(before.ended_at, Action.ended_at.type), sa.literal(before.id)
        )
        query = query.where(further)
    return _lines(query.order_by(Action.ended_at.desc(), Action.id.desc()).limit(most))


def of_meeting(viewer: Viewer, meeting_id: int, accepted_at: datetime | None = None) -> list[ActionLine]:
    """What was offered at a meeting, for its record: with names of those who say yes to that.

    Once the record is accepted, nothing comes to it: it has what was offered by then.
    """
    by_then = Action.written_at <= accepted_at if accepted_at else sa.true()
    later = sa.orm.aliased(Action)
    is_passed_on = sa.exists().where(
        later.came_from_id == Action.id, later.written_at <= accepted_at if accepted_at else sa.true()
    )
    query = _actions(viewer, record_name()).where(Action.meeting_id == meeting_id, by_then, ~is_passed_on)
    return _lines(query.order_by(Action.id))


def one(viewer: Viewer, action: Action) -> ActionLine:
    """One action: with a name while it is open, and afterwards as a record has it."""
    name = sa.case((Action.status.in_(OPEN), open_name(viewer)), else_=record_name())
    return _lines(_actions(viewer, name).where(Action.id == action.id))[0]


def open_name(viewer: Viewer) -> sa.ColumnElement[str]:
    """Whose an open action is: whoever offered agreed to stand there. Of a mere note only its writer sees for whom."""
    is_only_noted = sa.and_(
        Action.status == ActionStatus.asked,
        Action.written_by_id != viewer.person_id,
        Action.person_id != viewer.person_id,
    )
    return sa.case((is_only_noted, ""), else_=sa.func.coalesce(Person.called_name, ""))


def record_name() -> sa.ColumnElement[str]:
    """Whose an action is in records: a name only while its owner says yes to that, and never of a mere note."""
    is_shown = sa.and_(Action.status != ActionStatus.asked, consented(Purpose.names, Action.person_id, Action.house_id))
    return sa.case((is_shown, sa.func.coalesce(Person.called_name, "")), else_="")


def _actions(viewer: Viewer, name: sa.ColumnElement[str]) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            Action.id,
            Action.what,
            Action.status,
            Action.by_day,
            Action.help_wanted,
            Action.ended_at,
            Action.passing_since.is_not(None),
            sa.func.coalesce(Action.person_id == viewer.person_id, sa.false()),
            Action.written_by_id == viewer.person_id,
            name,
        )
        .outerjoin(Person, Person.id == Action.person_id)
        .where(visible(viewer))
    )


def _lines(query: sa.Select[*tuple[Any, ...]]) -> list[ActionLine]:
    return [ActionLine(*row) for row in db.session.execute(query)]


# --- what the form offers to choose from ---


def who_can_offer(viewer: Viewer, now: datetime) -> list[tuple[int, str]]:
    """The others of the house who can say for themselves whether they offered: those with an account."""
    query = (
        sa.select(Person.id, Person.called_name)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.house_id == viewer.house_id,
            Person.id != viewer.person_id,
            Person.sign_in_name.is_not(None),
            in_force(now),
        )
        .distinct()
    )
    rows = [(row.id, row.called_name) for row in db.session.execute(query)]
    return sorted(rows, key=lambda row: (row[1].casefold(), row[0]))


def recent_meetings(viewer: Viewer, now: datetime, asked_for: int | None) -> list[tuple[int, str, datetime]]:
    """The last few meetings that have begun, and the one that was asked for."""
    query = sa.select(Meeting.id, Meeting.title, Meeting.starts_at).where(
        Meeting.house_id == viewer.house_id, sa.or_(Meeting.starts_at <= now, Meeting.status.in_(GOING_ON))
    )
    latest = query.order_by(Meeting.ends_at.desc(), Meeting.id.desc()).limit(RECENT_MEETINGS).subquery()
    asked = sa.union(sa.select(latest), query.where(Meeting.id == (asked_for or 0)))
    rows = [(row[0], row[1], row[2]) for row in db.session.execute(asked)]
    return sorted(rows, key=lambda row: row[2], reverse=True)
