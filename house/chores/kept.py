"""PURE. A plan of a chore as text, and back: what a draft keeps."""

import json
from dataclasses import asdict
from typing import Any

from house.chores.cadence import Cadence, How
from house.chores.kinds import Energy, PartOfDay, Way, WhenOver
from house.chores.plan import ChorePlan, Step

_WORDS = {"energy": Energy, "part_of_day": PartOfDay, "when_over": WhenOver, "way": Way}


def write(plan: ChorePlan) -> str:
    """The whole plan as JSON."""
    return json.dumps({**asdict(plan), "cadence": asdict(plan.comes_round)}, ensure_ascii=False, sort_keys=True)


def read(text: str) -> ChorePlan:
    """The plan that was written so."""
    values: dict[str, Any] = json.loads(text)
    cadence = values.pop("cadence")
    cadence = Cadence(**{**cadence, "how": How(cadence["how"]), "weekdays": tuple(cadence["weekdays"])})
    steps = tuple(Step(**step) for step in values.pop("steps"))
    kinds = {name: kind(values.pop(name)) for name, kind in _WORDS.items()}
    return ChorePlan(**{**values, **kinds, "cadence": cadence, "steps": steps, "pool": tuple(values["pool"])})
