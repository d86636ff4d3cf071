"""Drafts of the chore list: anybody writes one, the house decides, and then it is put in effect."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa

from house.chores import kept
from house.chores.between import ChoreDraft
from house.chores.cadence import cadence_of
from house.chores.keeping import add_chore, change_chore
from house.chores.models import Chore
from house.chores.plan import ChorePlan, Step
from house.chores.pool import residents_here
from house.chores.shape import ChorePlace, ChoreStep
from house.db import db
from house.people.models import Person
from house.series.models import Series
from house.trust.acts import note_change


class Closed(Exception):
    """It is in effect, or set aside, already."""


def plan_of(chore: Chore) -> ChorePlan:
    """A chore as it stands."""
    rule = db.session.scalars(sa.select(Series.rule).where(Series.id == chore.series_id)).one()
    steps = sa.select(ChoreStep.words, ChoreStep.picture).where(ChoreStep.chore_id == chore.id)
    pool = sa.select(ChorePlace.person_id).where(ChorePlace.chore_id == chore.id).order_by(ChorePlace.position)
    written = tuple(Step(*row) for row in db.session.execute(steps.order_by(ChoreStep.position)))
    return _plan(chore, rule, written, tuple(db.session.scalars(pool)))


def _plan(chore: Chore, rule: str, steps: tuple[Step, ...], pool: tuple[int, ...]) -> ChorePlan:
    same = ("name", "minutes", "effort", "place", "good_enough", "icon", "energy", "supplies", "needs_two")
    also = ("part_of_day", "when_over", "way", "stays_a_week")
    return ChorePlan(
        **{name: getattr(chore, name) for name in (*same, *also)},
        weekday=None,
        cadence=cadence_of(rule, chore.comes, chore.window_days),
        steps=steps,
        pool=pool,
    )


def plans_of(house_id: int) -> list[ChorePlan]:
    """Every chore on the list, by name. Three queries."""
    rows = db.session.execute(
        sa.select(Chore, Series.rule)
        .join(Series, Series.id == Chore.series_id)
        .where(Chore.house_id == house_id, Chore.is_active)
        .order_by(sa.func.lower(Chore.name), Chore.id)
    ).all()
    steps: dict[int, list[Step]] = {}
    written = sa.select(ChoreStep.chore_id, ChoreStep.words, ChoreStep.picture)
    for chore_id, words, picture in db.session.execute(
        written.where(ChoreStep.house_id == house_id).order_by(ChoreStep.position)
    ):
        steps.setdefault(chore_id, []).append(Step(words, picture))
    return [_plan(chore, rule, tuple(steps.get(chore.id, ())), ()) for chore, rule in rows]


def make_draft(chore: Chore, by_id: int, plan: ChorePlan, why: str, now: datetime) -> ChoreDraft:
    """Write down how somebody would have a chore."""
    draft = ChoreDraft(
        house_id=chore.house_id, chore_id=chore.id, by_id=by_id, plan=kept.write(plan), why=why, made_at=now
    )
    db.session.add(draft)
    db.session.flush()
    note_change(chore.house_id, by_id, "chore draft", draft.id, "made", now)
    return draft


def put_in_effect(draft: ChoreDraft, by_id: int, decision: int | None, today: date, now: datetime) -> Chore:
    """The house decided so. Raises `Closed`, and what a plan raises that never comes round."""
    if draft.closed_at:
        raise Closed
    plan = _still_here(kept.read(draft.plan), draft.house_id, now)
    chore = db.session.get(Chore, draft.chore_id) if draft.chore_id else None
    if chore:
        change_chore(chore, by_id, plan, today, now, decision)
    else:
        chore = add_chore(draft.house_id, by_id, plan, today, now)
        chore.rests_on, draft.chore_id = decision, chore.id
    draft.decision, draft.closed_at = decision, now
    db.session.flush()
    note_change(draft.house_id, by_id, "chore draft", draft.id, "in effect", now)
    return chore


def _still_here(plan: ChorePlan, house_id: int, now: datetime) -> ChorePlan:
    """The plan without those who moved on since it was written."""
    here = {person_id for person_id, _name in residents_here(house_id, now)}
    return replace(plan, pool=tuple(person_id for person_id in plan.pool if person_id in here))


def set_aside(draft: ChoreDraft, by_id: int, now: datetime) -> None:
    """Nothing comes of it. Raises `Closed`."""
    if draft.closed_at:
        raise Closed
    draft.closed_at = now
    db.session.flush()
    note_change(draft.house_id, by_id, "chore draft", draft.id, "set aside", now)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft that waits for the house."""

    id: int
    chore: str
    by: str
    why: str


def open_drafts(house_id: int) -> list[DraftLine]:
    """What waits for the house to decide, the oldest first."""
    query = (
        sa.select(ChoreDraft.id, Chore.name, Person.called_name, ChoreDraft.why)
        .join(Chore, Chore.id == ChoreDraft.chore_id)
        .join(Person, Person.id == ChoreDraft.by_id)
        .where(ChoreDraft.house_id == house_id, ChoreDraft.closed_at.is_(None))
        .order_by(ChoreDraft.id)
        .limit(50)
    )
    return [DraftLine(*row) for row in db.session.execute(query)]
