"""Turns and things done together as entries for Today, the week and calendars: all day, or in a part of one."""

from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import aliased

from house import clock
from house.chores.between import Together, TogetherJoiner
from house.chores.joining import reaches
from house.chores.kinds import PartOfDay
from house.chores.models import OPEN, WITH_SOMEONE, Chore, Turn, TurnHolder
from house.chores.rounds import LONGEST_WINDOW, round_of
from house.db import BigId, Instant, db
from house.people.models import Person
from house.viewer import Viewer
from house.when.entry import Entry
from house.when.span import DAY, Span, to_instant, to_local

# When in the day a part of it is, for calendars; nobody is held to it.
PARTS = {
    PartOfDay.morning.value: (time(8), time(12)),
    PartOfDay.afternoon.value: (time(12), time(17)),
    PartOfDay.evening.value: (time(17), time(21)),
}


def entries(viewer: Viewer, window: Span) -> list[Entry]:
    """Turns still to be done: the viewer's own of any time, and the house's others while their window lasts; and what
    people do together. One question for both."""
    today = clock.today(viewer.zone)
    both = sa.union_all(_turns(viewer, window, today), _together(viewer, window)).subquery()
    rows = db.session.execute(sa.select(both).order_by(both.c.window_from, both.c.starts_at, both.c.id))
    return [_turn_entry(row, viewer, today) if row.chore_id else _together_entry(row) for row in rows]


def _days(window: Span, viewer: Viewer) -> tuple[date, date]:
    """The first and the last day that the window touches; an end at midnight does not touch the next."""
    last_moment = window.end - timedelta.resolution
    return to_local(window.start, viewer.zone).date(), to_local(last_moment, viewer.zone).date()


def _turns(viewer: Viewer, window: Span, today: date) -> sa.Select[*tuple[Any, ...]]:
    first, last = _days(window, viewer)
    second, other = aliased(TurnHolder), aliased(Person)
    has = sa.or_(TurnHolder.person_id == viewer.person_id, second.person_id == viewer.person_id)
    is_mine = sa.and_(Turn.status.in_(WITH_SOMEONE), has)
    # What others have not done is nobody's to read off a calendar.
    is_ahead = sa.and_(Turn.status.in_(OPEN), Turn.window_to > today)
    # The lower bound says nothing new; it lets the index on (house, window_from) leave all history alone.
    touches = sa.and_(Turn.window_from > first - LONGEST_WINDOW, Turn.window_from <= last, Turn.window_to > first)
    nothing = sa.cast(sa.null(), Instant())
    return (
        sa.select(
            Turn.id,
            Turn.chore_id,
            Turn.window_from,
            Turn.window_to,
            nothing.label("starts_at"),
            nothing.label("ends_at"),
            Turn.changed_at,
            Turn.sequence,
            Chore.name,
            Chore.place,
            Chore.good_enough.label("note"),
            sa.cast(Chore.part_of_day, sa.String()).label("part"),
            is_mine.label("is_mine"),
            sa.false().label("is_off"),
            Person.id.label("person_id"),
            Person.called_name,
            other.id.label("other_id"),
            other.called_name.label("other_name"),
        )
        .join(Chore, Chore.id == Turn.chore_id)
        .outerjoin(TurnHolder, sa.and_(TurnHolder.turn_id == Turn.id, TurnHolder.slot == 1))
        .outerjoin(Person, Person.id == TurnHolder.person_id)
        .outerjoin(second, sa.and_(second.turn_id == Turn.id, second.slot == 2))
        .outerjoin(other, other.id == second.person_id)
        .where(Turn.house_id == viewer.house_id, touches, sa.or_(is_mine, is_ahead))
    )


def _together(viewer: Viewer, window: Span) -> sa.Select[*tuple[Any, ...]]:
    joined = sa.exists().where(TogetherJoiner.together_id == Together.id, TogetherJoiner.person_id == viewer.person_id)
    no_day, nothing = sa.cast(sa.null(), sa.Date()), sa.literal("")
    is_mine = sa.or_(Together.by_id == viewer.person_id, joined)
    return (
        sa.select(
            Together.id,
            sa.literal(0).label("chore_id"),
            no_day.label("window_from"),
            no_day.label("window_to"),
            Together.starts_at,
            Together.ends_at,
            Together.changed_at,
            Together.sequence,
            Together.what,
            nothing.label("place"),
            nothing.label("note"),
            nothing.label("part"),
            is_mine.label("is_mine"),
            Together.called_off_at.is_not(None).label("is_off"),
            Person.id.label("person_id"),
            Person.called_name,
            sa.cast(sa.null(), BigId).label("other_id"),
            nothing.label("other_name"),
        )
        .join(Person, Person.id == Together.by_id)
        .where(
            reaches(viewer),
            Together.starts_at < window.end,
            Together.starts_at > window.start - DAY,
            Together.ends_at > window.start,
            sa.or_(is_mine, Together.called_off_at.is_(None)),
        )
    )


def _turn_entry(row: Any, viewer: Viewer, today: date) -> Entry:
    starts, ends = _when(row, viewer)
    return Entry(
        key=f"turn-{row.id}",
        kind="turn",
        title=_title(row, today),
        quiet_title=_("A small job at home"),
        starts=starts,
        ends=ends,
        changed_at=row.changed_at,
        sequence=row.sequence,
        place=row.place,
        note=row.note,
        path=f"/chores/{row.chore_id}",
        is_mine=bool(row.is_mine),
        people=_named(row, today),
    )


def _when(row: Any, viewer: Viewer) -> tuple[datetime | date, datetime | date]:
    """Its days; of a turn of one day that fits a part of it, that part."""
    part = PARTS.get(row.part)
    if part is None or row.window_to - row.window_from != DAY:
        return row.window_from, row.window_to
    starts, ends = (to_instant(datetime.combine(row.window_from, at), viewer.zone) for at in part)
    return starts, ends


def _title(row: Any, today: date) -> str:
    """What it is, and in this round who of the others has it, or that it is up for grabs."""
    if row.is_mine or _is_later(row, today):
        return str(_("Chore: %(chore)s", chore=row.name))
    if names := [name for _id, name in _named(row, today)]:
        return str(_("Chore: %(chore)s (%(name)s)", chore=row.name, name=str(_(" and ")).join(names)))
    return str(_("Chore: %(chore)s (up for grabs)", chore=row.name))


def _is_later(row: Any, today: date) -> bool:
    """Whether it is of a round to come, in which nobody is named yet."""
    return bool(row.window_from >= round_of(today)[1])


def _named(row: Any, today: date) -> tuple[tuple[int, str], ...]:
    """Who of the others has it, as far as its title says so."""
    if row.is_mine or _is_later(row, today):
        return ()
    pairs = ((row.person_id, row.called_name), (row.other_id, row.other_name))
    return tuple((person_id, name) for person_id, name in pairs if name)


def _together_entry(row: Any) -> Entry:
    return Entry(
        key=f"together-{row.id}",
        kind="together",
        title=str(_("Together: %(what)s (%(name)s)", what=row.name, name=row.called_name)),
        quiet_title=_("Some time together"),
        starts=row.starts_at,
        ends=row.ends_at,
        changed_at=row.changed_at,
        sequence=row.sequence,
        path="/chores/together",
        is_mine=bool(row.is_mine),
        people=((row.person_id, row.called_name),),
        is_called_off=bool(row.is_off),
    )
