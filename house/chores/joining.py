"""Doing things together: an invitation for a time, who joins in, and that it is off."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from house.chores.between import Together, TogetherJoiner
from house.chores.kinds import Mode
from house.db import db
from house.people.models import Person
from house.trust.acts import note_change
from house.viewer import Viewer
from house.when.words import soon_words


class Over(Exception):
    """It is over, or off."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What somebody does at a time, and how others can join in."""

    what: str
    mode: Mode
    starts_at: datetime
    length: timedelta
    for_residents: bool
    turn_id: int | None = None


def invite(house_id: int, by_id: int, words: Invitation, now: datetime) -> Together:
    """Say that one does something, and that others can join in."""
    together = Together(
        house_id=house_id,
        by_id=by_id,
        turn_id=words.turn_id,
        what=words.what,
        mode=words.mode,
        for_residents=words.for_residents,
        starts_at=words.starts_at,
        ends_at=words.starts_at + words.length,
        changed_at=now,
    )
    db.session.add(together)
    db.session.flush()
    note_change(house_id, by_id, "together", together.id, "made", now)
    return together


def join(together: Together, person_id: int, now: datetime) -> None:
    """Join in. Twice is once. Raises `Over`."""
    _still_on(together, now)
    if person_id == together.by_id or _place(together, person_id):
        return
    db.session.add(TogetherJoiner(house_id=together.house_id, together_id=together.id, person_id=person_id))
    together.moved(now)
    db.session.flush()


def leave(together: Together, person_id: int, now: datetime) -> None:
    """Join in no more."""
    place = _place(together, person_id)
    if place:
        db.session.delete(place)
        together.moved(now)
        db.session.flush()


def call_off(together: Together, now: datetime) -> None:
    """It is off. Raises `Over`."""
    _still_on(together, now)
    together.called_off_at = now
    together.moved(now)
    db.session.flush()
    note_change(together.house_id, together.by_id, "together", together.id, "called off", now)


def leave_all(house_id: int, person_id: int, now: datetime) -> None:
    """Somebody belongs here no more: what they invited to is off, and they join in nowhere."""
    ahead = sa.select(Together).where(
        Together.house_id == house_id,
        Together.by_id == person_id,
        Together.ends_at > now,
        Together.called_off_at.is_(None),
    )
    for together in db.session.scalars(ahead.order_by(Together.id)).all():
        call_off(together, now)
    still = sa.select(Together.id).where(Together.house_id == house_id, Together.ends_at > now)
    theirs = sa.delete(TogetherJoiner).where(
        TogetherJoiner.person_id == person_id, TogetherJoiner.together_id.in_(still)
    )
    db.session.execute(theirs.execution_options(synchronize_session=False))


def _still_on(together: Together, now: datetime) -> None:
    if together.called_off_at or together.ends_at <= now:
        raise Over


def _place(together: Together, person_id: int) -> TogetherJoiner | None:
    query = sa.select(TogetherJoiner).where(
        TogetherJoiner.together_id == together.id, TogetherJoiner.person_id == person_id
    )
    return db.session.scalar(query)


def may_see_together(viewer: Viewer, together: Together) -> bool:
    """Whom it is for: the house, or those of it who live here; and whoever made it."""
    if together.house_id != viewer.house_id:
        return False
    return viewer.is_resident or not together.for_residents or together.by_id == viewer.person_id


def may_call_off_together(viewer: Viewer, together: Together) -> bool:
    """Whoever invited."""
    return together.house_id == viewer.house_id and together.by_id == viewer.person_id


def reaches(viewer: Viewer) -> sa.ColumnElement[bool]:
    """The condition of the same: that an invitation is for this viewer."""
    own = Together.house_id == viewer.house_id
    if viewer.is_resident:
        return own
    return sa.and_(own, sa.or_(Together.for_residents.is_(False), Together.by_id == viewer.person_id))


@dataclass(frozen=True, slots=True)
class TogetherLine:
    """An invitation, as a page shows it."""

    id: int
    what: str
    by: str
    when: str
    mode: Mode
    joiners: list[str]
    is_mine: bool
    have_joined: bool


def coming(viewer: Viewer, now: datetime) -> list[TogetherLine]:
    """What is on from now, soonest first. One query."""
    joiner = aliased(Person)
    query = (
        sa.select(
            Together.id,
            Together.what,
            Together.by_id,
            Together.mode,
            Together.starts_at,
            Person.called_name,
            TogetherJoiner.person_id.label("joiner_id"),
            joiner.called_name.label("joiner"),
        )
        .join(Person, Person.id == Together.by_id)
        .outerjoin(TogetherJoiner, TogetherJoiner.together_id == Together.id)
        .outerjoin(joiner, joiner.id == TogetherJoiner.person_id)
        .where(reaches(viewer), Together.called_off_at.is_(None), Together.ends_at > now)
        .where(Together.starts_at > now - timedelta(days=1))
        .order_by(Together.starts_at, Together.id, TogetherJoiner.id)
        .limit(60)
    )
    found = groupby(db.session.execute(query), key=lambda row: row.id)
    return [_line(list(rows), viewer, now) for _id, rows in found]


def _line(rows: list[Any], viewer: Viewer, now: datetime) -> TogetherLine:
    one = rows[0]
    return TogetherLine(
        id=one.id,
        what=one.what,
        by=one.called_name,
        when=soon_words(one.starts_at, now, viewer.zone),
        mode=one.mode,
        joiners=[row.joiner for row in rows if row.joiner],
        is_mine=one.by_id == viewer.person_id,
        have_joined=viewer.person_id in [row.joiner_id for row in rows],
    )
