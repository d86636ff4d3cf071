"""What pages show of the chore list: every chore in a line, and one of them whole."""

from dataclasses import dataclass

import sqlalchemy as sa

from house.chores.choices import WAYS
from house.chores.drafts import plan_of
from house.chores.models import Chore
from house.chores.pool import pool_of
from house.chores.words import (
    cadence_words,
    effort_words,
    energy_words,
    minutes_words,
    part_words,
)
from house.db import db
from house.series.models import Series
from house.viewer import Viewer

AT_MOST = 5  # a list of one's own that can be taken in at once


@dataclass(frozen=True, slots=True)
class ChoreLine:
    """A chore on the list."""

    id: int
    name: str
    icon: str
    cadence: str
    minutes: str


@dataclass(frozen=True, slots=True)
class ChoreFacts:
    """What a chore asks, in words."""

    cadence: str
    takes: str
    when: str
    shared_out: str
    pool: str
    steps: list[tuple[str, str]]  # picture and words


def chore_facts(chore: Chore) -> ChoreFacts:
    """What the page of a chore says of it."""
    plan = plan_of(chore)
    pool = [name for _person_id, name in pool_of(chore.id)] if plan.pool else []
    takes = [minutes_words(plan.minutes), effort_words(plan.effort), energy_words(plan.energy)]
    cadence = plan.comes_round
    return ChoreFacts(
        cadence=cadence_words(cadence.rule, plan.window.days, cadence.comes),
        takes=", ".join(filter(None, takes)),
        when=part_words(plan.part_of_day),
        shared_out=str(dict(WAYS)[plan.way.value]),
        pool=", ".join(pool),
        steps=[(step.picture, step.words) for step in plan.steps],
    )


def chore_list(viewer: Viewer, is_active: bool) -> list[ChoreLine]:
    """The chores on the house's list, or those that were put away, by name."""
    query = (
        sa.select(Chore.id, Chore.name, Chore.icon, Chore.minutes, Chore.window_days, Chore.comes, Series.rule)
        .join(Series, Series.id == Chore.series_id)
        .where(Chore.house_id == viewer.house_id, Chore.is_active.is_(is_active))
        .order_by(sa.func.lower(Chore.name), Chore.id)
    )
    return [
        ChoreLine(
            row.id,
            row.name,
            row.icon,
            cadence_words(row.rule, row.window_days, row.comes),
            minutes_words(row.minutes),
        )
        for row in db.session.execute(query)
    ]
