"""Somebody steps back for a while, and is back: what is kept of it, and whom it concerns.

A time off (away, resting, not today) and a lighter share stand side by side: a few days of rest leave a lighter share
of two weeks as it is. Within each, the newest word holds from its first day on.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from house import facts
from house.db import db, rows_changed
from house.people.belonging import Presence, PresenceKind
from house.people.holding import hold_house
from house.people.models import Membership

TIME_OFF = (PresenceKind.away, PresenceKind.resting, PresenceKind.not_today)
# A time that is over is kept as long as a fair share of the chores looks back: so that days off never count as debt.
KEPT_FOR = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Step:
    """How somebody steps back, and when; without an end until they say. There is no place for a reason."""

    kind: PresenceKind
    first: date
    end: date | None  # the day they are back
    quarters: int = 0  # of a full share of the chores


def step_back(house_id: int, person_id: int, step: Step, today: date, now: datetime) -> None:
    """Somebody steps back from `today` or a later day on; it takes the place of what they had said for that time."""
    hold_house(house_id)
    _give_way(house_id, person_id, step)
    _forget(house_id, person_id, today)
    db.session.add(
        Presence(
            house_id=house_id,
            person_id=person_id,
            kind=step.kind,
            from_day=step.first,
            to_day=step.end,
            share_quarters=step.quarters,
            made_at=now,
        )
    )
    db.session.flush()
    if step.kind in TIME_OFF:
        facts.stepped_back.send(person_id, house_id=house_id, span=(step.first, step.end), kind=step.kind, now=now)
    facts.shares_changed.send(house_id, now=now)


def be_back(house_id: int, person_id: int, presence_id: int, today: date) -> bool:
    """End one's own time of stepping back today, or take it back before it began; whether there was anything to end."""
    hold_house(house_id)
    mine = (*_of(house_id, person_id), Presence.id == presence_id)
    ended = _delete(*mine, Presence.from_day >= today) or _end_on(today, *mine)
    _forget(house_id, person_id, today)
    return ended


def _give_way(house_id: int, person_id: int, step: Step) -> None:
    """What they had said for days from the new first day on is gone, and what reaches up to it ends there."""
    kinds = TIME_OFF if step.kind in TIME_OFF else (step.kind,)
    touched = [*_of(house_id, person_id), Presence.kind.in_(kinds)]
    begins_inside = [Presence.from_day >= step.first]
    if step.end is not None:
        begins_inside.append(Presence.from_day < step.end)
    _delete(*touched, *begins_inside)
    _end_on(step.first, *touched)


def _end_on(day: date, *which: sa.ColumnElement[bool]) -> bool:
    running = (Presence.from_day < day, Presence.to_day.is_(None) | (Presence.to_day > day))
    change = sa.update(Presence).where(*which, *running).values(to_day=day)
    return rows_changed(db.session.execute(change.execution_options(synchronize_session=False))) > 0


def _forget(house_id: int, person_id: int, today: date) -> None:
    _delete(*_of(house_id, person_id), Presence.to_day <= today - KEPT_FOR)


def _delete(*which: sa.ColumnElement[bool]) -> bool:
    gone = sa.delete(Presence).where(*which).execution_options(synchronize_session=False)
    return rows_changed(db.session.execute(gone)) > 0


def _of(house_id: int, person_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    return Presence.house_id == house_id, Presence.person_id == person_id


# --- conditions beside a membership in a query ---


def of_this_stay() -> sa.ColumnElement[bool]:
    """The condition that a time of stepping back belongs to the membership beside it: what was said in an earlier stay
    is over, though it had no end."""
    return sa.and_(
        Presence.house_id == Membership.house_id,
        Presence.person_id == Membership.person_id,
        Presence.made_at >= Membership.started_at,
        Membership.ended_at.is_(None) | (Presence.made_at < Membership.ended_at),
    )


def covers_day(day: date) -> sa.ColumnElement[bool]:
    """The condition that a time of stepping back covers a day of the house."""
    return sa.and_(Presence.from_day <= day, Presence.to_day.is_(None) | (Presence.to_day > day))


def away_on(day: date) -> sa.ColumnElement[bool]:
    """The condition that whoever the membership beside it is of is away on a day of the house."""
    away = sa.exists().where(of_this_stay(), covers_day(day), Presence.kind == PresenceKind.away)
    return away.correlate(Membership)
