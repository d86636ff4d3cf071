"""The chore list is kept: a chore is put on it, changed, put away and brought back, said to be needed now."""

from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from house import facts
from house.chores.ahead import BY_HAND, KIND, stand, stand_one
from house.chores.kinds import Comes
from house.chores.models import OPEN, WITH_NOBODY, Chore, Status, Turn
from house.chores.plan import ChorePlan, Step
from house.chores.rounds import STAYS_OPEN
from house.chores.shape import ChorePlace, ChoreStep, Suggestion, TurnPass, TurnStep
from house.db import db
from house.people.arriving import ROWS_AHEAD
from house.series.acts import end_series, start_series
from house.series.models import Series
from house.trust.acts import note_change

MINUTE = timedelta(minutes=1)


def add_chore(house_id: int, by_id: int, plan: ChorePlan, today: date, now: datetime) -> Chore:
    """One more chore on the house's list, with its turns of the weeks ahead. Raises what `ChorePlan.rule` raises."""
    series = _series(house_id, plan, today, now)
    chore = Chore(house_id=house_id, series_id=series.id, made_by_id=by_id, made_at=now, **_shape(plan))
    db.session.add(chore)
    db.session.flush()
    _write_steps(chore, plan.steps)
    _write_pool(chore, plan.pool)
    note_change(house_id, by_id, "chore", chore.id, "made", now)
    _stand_turns(chore, series, today, now)
    facts.turns_changed.send(house_id, now=now)
    return chore


def _series(house_id: int, plan: ChorePlan, today: date, now: datetime) -> Series:
    kind = KIND if plan.comes_round.comes is Comes.by_calendar else BY_HAND
    first = datetime.combine(plan.first_day(today), time())
    return start_series(house_id, kind, plan.rule, first, plan.window // MINUTE, now)


def _shape(plan: ChorePlan) -> dict[str, object]:
    """What is kept of a plan in the chore's own row."""
    same = ("name", "icon", "place", "minutes", "effort", "energy", "good_enough", "supplies", "needs_two")
    also = ("part_of_day", "when_over", "way", "stays_a_week")
    shape = {name: getattr(plan, name) for name in (*same, *also)}
    return {**shape, "comes": plan.comes_round.comes, "window_days": plan.window.days}


def _write_steps(chore: Chore, steps: tuple[Step, ...]) -> None:
    rows = [
        ChoreStep(house_id=chore.house_id, chore_id=chore.id, position=position, words=step.words, picture=step.picture)
        for position, step in enumerate(steps, 1)
    ]
    db.session.add_all(rows)
    db.session.flush()


def _write_pool(chore: Chore, pool: tuple[int, ...]) -> None:
    own = {"house_id": chore.house_id, "chore_id": chore.id}
    db.session.add_all(ChorePlace(**own, person_id=who, position=place) for place, who in enumerate(pool, 1))
    db.session.flush()


def _stand_turns(chore: Chore, series: Series, today: date, now: datetime) -> None:
    """What comes by the calendar stands weeks ahead, what comes after it was done once, what is needed not yet."""
    if chore.comes is Comes.by_calendar:
        stand(chore, series, today + ROWS_AHEAD, now)
    elif chore.comes is Comes.after_done:
        stand_one(chore, today, now)


def change_chore(chore: Chore, by_id: int, plan: ChorePlan, today: date, now: datetime, rests_on: int | None) -> None:
    """The chore is as this plan says, from today on. Turns that people have stay with them."""
    series = db.session.get_one(Series, chore.series_id)
    before = (series.rule, chore.comes, chore.window_days)
    for name, value in _shape(plan).items():
        setattr(chore, name, value)
    chore.rests_on = rests_on
    chore.stuck_since = None
    _change_steps(chore, plan.steps)
    db.session.execute(sa.delete(ChorePlace).where(ChorePlace.chore_id == chore.id))
    _write_pool(chore, plan.pool)
    if before != (plan.rule, chore.comes, chore.window_days):
        _change_days(chore, series, plan, today, now)
    note_change(chore.house_id, by_id, "chore", chore.id, "changed", now)
    facts.turns_changed.send(chore.house_id, now=now)


def _change_steps(chore: Chore, steps: tuple[Step, ...]) -> None:
    rows = db.session.scalars(sa.select(ChoreStep).where(ChoreStep.chore_id == chore.id).order_by(ChoreStep.position))
    if tuple(Step(row.words, row.picture) for row in rows) == steps:
        return  # so that what is ticked in them stays ticked
    db.session.execute(sa.delete(ChoreStep).where(ChoreStep.chore_id == chore.id))
    _write_steps(chore, steps)


def _change_days(chore: Chore, old: Series, plan: ChorePlan, today: date, now: datetime) -> None:
    """It comes round otherwise: what nobody has from today on goes, and comes anew beside what people have."""
    end_series(old, today)
    loose = sa.and_(Turn.chore_id == chore.id, Turn.status.in_((*WITH_NOBODY, Status.paused)), Turn.window_to > today)
    ids = list(db.session.scalars(sa.select(Turn.id).where(loose, Turn.status != Status.partly_done)))
    for kind in (Suggestion, TurnPass, TurnStep):
        db.session.execute(sa.delete(kind).where(kind.turn_id.in_(ids)))
    db.session.execute(sa.delete(Turn).where(Turn.id.in_(ids)))
    series = _series(chore.house_id, plan, today, now)
    chore.series_id = series.id
    db.session.flush()
    if chore.is_active:
        _stand_turns(chore, series, today, now)
    else:
        end_series(series, today)


def say_needed(chore: Chore, by_id: int, today: date, now: datetime) -> bool:
    """It is needed now: one turn is up for grabs, unless one is open already."""
    if not chore.is_active or _has_open(chore, today):
        return False
    stand_one(chore, today, now)
    note_change(chore.house_id, by_id, "chore", chore.id, "needed", now)
    facts.turns_changed.send(chore.house_id, now=now)
    return True


def put_away(chore: Chore, by_id: int, today: date, now: datetime) -> None:
    """The chore comes round no more. Turns that people have stay with them; the others rest."""
    chore.is_active = False
    end_series(db.session.get_one(Series, chore.series_id), today)
    _move_turns(chore, WITH_NOBODY, Status.paused, today - STAYS_OPEN, now)
    note_change(chore.house_id, by_id, "chore", chore.id, "put away", now)


def bring_back(chore: Chore, by_id: int, today: date, now: datetime) -> None:
    """The chore is on the list again, with its turns from today on."""
    chore.is_active = True
    series = db.session.get_one(Series, chore.series_id)
    series.ends_on = None
    _move_turns(chore, (Status.paused,), Status.up_for_grabs, today, now)
    if chore.comes is Comes.by_calendar:
        stand(chore, series, today + ROWS_AHEAD, now)
    elif chore.comes is Comes.after_done and not _has_open(chore, today):
        stand_one(chore, today, now)
    note_change(chore.house_id, by_id, "chore", chore.id, "brought back", now)
    facts.turns_changed.send(chore.house_id, now=now)


def _has_open(chore: Chore, today: date) -> bool:
    query = sa.select(Turn.id).where(Turn.chore_id == chore.id, Turn.status.in_(OPEN), Turn.window_to > today)
    return db.session.scalar(query.limit(1)) is not None


def _move_turns(chore: Chore, before: tuple[Status, ...], after: Status, since: date, now: datetime) -> None:
    turns = sa.update(Turn).where(Turn.chore_id == chore.id, Turn.status.in_(before), Turn.window_to > since)
    moved = turns.values(status=after, changed_at=now, sequence=Turn.sequence + 1)
    db.session.execute(moved.execution_options(synchronize_session=False))
    theirs = sa.select(Turn.id).where(Turn.chore_id == chore.id, Turn.window_to > since)
    db.session.execute(sa.delete(Suggestion).where(Suggestion.turn_id.in_(theirs)))
