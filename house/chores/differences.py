"""What a draft would change, in words: each thing as it is, and as it would be."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from house.chores.choices import EFFORTS, ENERGIES, ICONS, MINUTES, PARTS, WAYS, WHEN_OVER
from house.chores.plan import ChorePlan, write_steps
from house.chores.words import cadence_words


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing of a chore."""

    what: str
    before: str
    after: str


def differences(before: ChorePlan, after: ChorePlan, names: dict[int, str]) -> list[Difference]:
    """What is not the same in two plans."""
    told = zip(_told(before, names), _told(after, names), strict=True)
    return [Difference(what, was, becomes) for (what, was), (_what, becomes) in told if was != becomes]


def _told(plan: ChorePlan, names: dict[int, str]) -> list[tuple[str, str]]:
    cadence = plan.comes_round
    pool = [names[person_id] for person_id in plan.pool if person_id in names]
    return [
        (_("Name"), plan.name),
        (_("When"), cadence_words(cadence.rule, plan.window.days, cadence.comes)),
        (_("Takes"), _named(MINUTES, str(plan.minutes))),
        (_("Effort"), _named(EFFORTS, str(plan.effort))),
        (_("Energy"), _named(ENERGIES, plan.energy)),
        (_("When in the day"), _named(PARTS, plan.part_of_day)),
        (_("Where"), plan.place or "–"),
        (_("Good enough"), plan.good_enough or "–"),
        (_("What is needed"), plan.supplies or "–"),
        (_("Small steps"), write_steps(plan.steps) or "–"),
        (_("People at a time"), "2" if plan.needs_two else "1"),
        (_("Shared out"), _named(WAYS, plan.way)),
        (_("Goes round"), ", ".join(pool) or _("everybody who lives here")),
        (_("All week"), _("with one person") if plan.stays_a_week else "–"),
        (_("Once its days are over"), _named(WHEN_OVER, plan.when_over)),
        (_("Picture"), _named(ICONS, plan.icon)),
    ]


def _named(pairs: list[tuple[str, Any]], value: str) -> str:
    return str(dict(pairs).get(value, value))
