"""What pages show of chores: my turns, the round, the list. Columns into small values, never whole rows of tables."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import aliased

from house.chores.acts import UNDO_FOR
from house.chores.kinds import WhenOver
from house.chores.models import OPEN, WITH_NOBODY, WITH_SOMEONE, Chore, Status, Turn, TurnDoer, TurnHolder
from house.chores.rounds import LONGEST_WINDOW, STAYS_OPEN, has_begun, is_still_open, round_of
from house.chores.shape import ChoreStep, Suggestion, TurnStep
from house.chores.words import (
    effort_words,
    minutes_words,
    turn_words,
    why_words,
)
from house.db import db
from house.people.models import Person
from house.viewer import Viewer
from house.when.span import days_span, to_local
from house.when.words import day_words

AT_MOST = 5  # a list of one's own that can be taken in at once


@dataclass(frozen=True, slots=True)
class TurnLine:
    """A turn, as a page shows it."""

    id: int
    chore_id: int
    chore: str
    when: str
    minutes: str
    effort: str
    place: str
    good_enough: str
    has_begun: bool
    holder: str  # "" while it is up for grabs
    is_mine: bool
    icon: str
    first_step: str  # the first that is not done yet
    needs_one_more: bool  # of two people
    is_begun: bool  # somebody did a part, and left the rest
    is_suggested: bool  # to whoever looks
    why: str  # of that


@dataclass(frozen=True, slots=True)
class DoneLine:
    """A turn done in this round, and by whom."""

    id: int
    chore_id: int
    chore: str
    by: list[str]
    when: str
    may_undo: bool
    may_thank: bool  # somebody besides whoever looks did it


def my_turns(viewer: Viewer, today: date) -> list[TurnLine]:
    """What the viewer has taken, soonest first: one more than a page shows, so that it can say there is more."""
    query = _turns(viewer).where(Turn.status.in_(WITH_SOMEONE), _is_held_by(viewer), _ends_after(today - STAYS_OPEN))
    return _lines(query.limit(AT_MOST + 1), viewer, today)


def up_for_grabs(viewer: Viewer, today: date) -> list[TurnLine]:
    """This round's turns that somebody can take, and earlier ones until their chore comes round again.

    Among them are those that want a second person, and those whose days are over, where the house chose so: then
    nobody is named who had them.
    """
    later = aliased(Turn)
    came_round_again = sa.exists().where(
        later.chore_id == Turn.chore_id,
        later.window_from > Turn.window_from,
        sa.or_(later.window_from <= today, later.status == Status.done),
    )
    is_over = Turn.window_to <= today
    is_let_go = sa.and_(is_over, Chore.when_over == WhenOver.let_go)
    opens = sa.or_(
        sa.and_(is_over, Chore.when_over == WhenOver.up_for_grabs),
        sa.and_(~is_over, Chore.needs_two, sa.or_(TurnHolder.id.is_(None), _second.id.is_(None))),
    )
    is_open = sa.or_(Turn.status.in_(WITH_NOBODY), sa.and_(Turn.status.in_(WITH_SOMEONE), opens, ~_is_held_by(viewer)))
    query = _of_round(viewer, today, STAYS_OPEN).where(is_open, ~came_round_again, ~is_let_go)
    return _lines(query, viewer, today)


def with_others(viewer: Viewer, today: date) -> list[TurnLine]:
    """This round's turns that somebody else has, while their window lasts: no list of who has not done what."""
    query = _of_round(viewer, today, timedelta()).where(Turn.status.in_(WITH_SOMEONE), ~_is_held_by(viewer))
    return _lines(query, viewer, today)


def coming_turns(viewer: Viewer, chore_id: int, today: date, most: int = 4) -> list[TurnLine]:
    """A chore's next turns that are still to be done."""
    query = _turns(viewer).where(Turn.chore_id == chore_id, Turn.status.in_(OPEN), _ends_after(today))
    return _lines(query.limit(most), viewer, today)


def find_turn(viewer: Viewer, turn_id: int, today: date) -> TurnLine | None:
    """One turn, however it stands."""
    return next(iter(_lines(_turns(viewer).where(Turn.id == turn_id), viewer, today)), None)


_second = aliased(TurnHolder, name="second_holder")  # a turn that needs two has two places
_second_person = aliased(Person, name="second_person")


def _is_held_by(viewer: Viewer) -> sa.ColumnElement[bool]:
    mine = sa.select(TurnHolder.turn_id).where(TurnHolder.person_id == viewer.person_id)
    return Turn.id.in_(
        mine.where(TurnHolder.house_id == viewer.house_id, TurnHolder.turn_id == Turn.id).correlate(Turn)
    )


def _turns(viewer: Viewer) -> sa.Select[*tuple[Any, ...]]:
    is_done = sa.exists().where(TurnStep.turn_id == Turn.id, TurnStep.step_id == ChoreStep.id)
    first_step = sa.select(ChoreStep.words).where(ChoreStep.chore_id == Turn.chore_id, ~is_done)
    return (
        sa.select(
            Turn.id,
            Turn.chore_id,
            Turn.window_from,
            Turn.window_to,
            Turn.status,
            Chore.name,
            Chore.icon,
            Chore.minutes,
            Chore.effort,
            Chore.place,
            Chore.good_enough,
            Chore.needs_two,
            Chore.part_of_day,
            TurnHolder.person_id,
            Person.called_name,
            _second.person_id.label("second_id"),
            _second_person.called_name.label("second_name"),
            Suggestion.person_id.label("suggested_to_id"),
            Suggestion.why,
            first_step.order_by(ChoreStep.position).limit(1).scalar_subquery().label("first_step"),
        )
        .join(Chore, Chore.id == Turn.chore_id)
        .outerjoin(TurnHolder, sa.and_(TurnHolder.turn_id == Turn.id, TurnHolder.slot == 1))
        .outerjoin(Person, Person.id == TurnHolder.person_id)
        .outerjoin(_second, sa.and_(_second.turn_id == Turn.id, _second.slot == 2))
        .outerjoin(_second_person, _second_person.id == _second.person_id)
        .outerjoin(Suggestion, Suggestion.turn_id == Turn.id)
        .where(Turn.house_id == viewer.house_id)
        .order_by(Turn.window_to, Turn.window_from, sa.func.lower(Chore.name), Turn.id)
    )


def _of_round(viewer: Viewer, today: date, stays: timedelta) -> sa.Select[*tuple[Any, ...]]:
    return _turns(viewer).where(_ends_after(today - stays), Turn.window_from < round_of(today)[1])


def _ends_after(day: date) -> sa.ColumnElement[bool]:
    """That a window ends after a day. Its beginning says nothing new; it lets the indexes leave history alone."""
    return sa.and_(Turn.window_from > day - LONGEST_WINDOW, Turn.window_to > day)


def _lines(query: sa.Select[*tuple[Any, ...]], viewer: Viewer, today: date) -> list[TurnLine]:
    return [_line(row, viewer, today) for row in db.session.execute(query)]


def _line(row: Any, viewer: Viewer, today: date) -> TurnLine:
    is_held = row.status in WITH_SOMEONE
    is_mine = is_held and viewer.person_id in (row.person_id, row.second_id)
    # Once its days are over, who had it and has not done it is nobody else's to read.
    is_named = is_held and (is_mine or not is_still_open(row.window_to, today))
    holders = [name for name in (row.called_name, row.second_name) if name] if is_named else []
    is_suggested = row.status is Status.suggested and row.suggested_to_id == viewer.person_id
    return TurnLine(
        id=row.id,
        chore_id=row.chore_id,
        chore=row.name,
        when=turn_words(row.window_from, row.window_to, row.part_of_day, today),
        minutes=minutes_words(row.minutes),
        effort=effort_words(row.effort),
        place=row.place,
        good_enough=row.good_enough,
        has_begun=has_begun(row.window_from, today),
        holder=str(_(" and ")).join(holders),
        is_mine=is_mine,
        icon=row.icon,
        first_step=row.first_step or "",
        needs_one_more=row.needs_two and len(holders) == 1,
        is_begun=row.status is Status.partly_done,
        is_suggested=is_suggested,
        why=why_words(row.why) if is_suggested else "",
    )


def is_of_round(turn: Turn, viewer: Viewer, today: date) -> bool:
    """Whether a turn was done in this round: who did earlier ones is nobody's to look up (DOMAIN, 19)."""
    return turn.done_at is not None and turn.done_at >= days_span(*round_of(today), viewer.zone).start


def done_in_round(viewer: Viewer, today: date, now: datetime) -> list[DoneLine]:
    """What was done in this round, newest first. Earlier rounds are nobody's to look up by person (DOMAIN, 19)."""
    query = (
        sa.select(Turn.id, Turn.chore_id, Turn.done_at, Chore.name, Person.id.label("person_id"), Person.called_name)
        .join(Chore, Chore.id == Turn.chore_id)
        .join(TurnDoer, TurnDoer.turn_id == Turn.id)
        .join(Person, Person.id == TurnDoer.person_id)
        .where(
            Turn.house_id == viewer.house_id,
            Turn.status == Status.done,
            Turn.done_at >= days_span(*round_of(today), viewer.zone).start,
        )
        .order_by(Turn.done_at.desc(), Turn.id, sa.func.lower(Person.called_name))
    )
    turns = groupby(db.session.execute(query), key=lambda row: row.id)
    return [_done_line(list(rows), viewer, today, now) for _id, rows in turns]


def _done_line(rows: list[Any], viewer: Viewer, today: date, now: datetime) -> DoneLine:
    """One line of a turn's rows, one for each who did it."""
    turn = rows[0]
    is_mine = viewer.person_id in [row.person_id for row in rows]
    return DoneLine(
        id=turn.id,
        chore_id=turn.chore_id,
        chore=turn.name,
        by=[row.called_name for row in rows],
        when=day_words(to_local(turn.done_at, viewer.zone).date(), today),
        may_undo=is_mine and turn.done_at >= now - UNDO_FOR,
        may_thank=any(row.person_id != viewer.person_id for row in rows),
    )


def has_chores(viewer: Viewer) -> bool:
    """Whether the house has ever had a chore on its list."""
    return db.session.scalar(sa.select(Chore.id).where(Chore.house_id == viewer.house_id).limit(1)) is not None
