"""PURE. Who is next for each role of a meeting: whose turn lies furthest back, among those who are happy to be asked.

What counts is who had a role in a meeting, whoever was asked first; so swaps, and meetings that somebody sat out, keep
the round fair. Saying "not this time" counts nowhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Part(StrEnum):
    """What somebody does in a meeting, in the order in which people are looked for."""

    host = "host"
    notes = "note-taker"
    time = "time-minder"
    vibe = "vibe-minder"
    welcome = "welcomer"


# Whoever hosts can't write at the same time.
APART = frozenset({Part.host, Part.notes})


@dataclass(frozen=True, slots=True)
class Happy:
    """Somebody is happy to be asked for a role.

    `last` is the start of the last meeting in which they had it, or else when they said that they are happy: so a
    newcomer comes after those who have waited longer. `is_free` is false where they are away or said "not this time".
    """

    person_id: int
    part: Part
    last: datetime
    is_free: bool = True


def who_is_next(pool: Iterable[Happy], taken: Mapping[Part, int]) -> dict[Part, int]:
    """A person for each role that nobody has or is asked for; a role without anybody is left out.

    Nobody is named twice while somebody else is happy to; host and note-taker are never the same person.
    """
    pool = list(pool)
    filled = dict(taken)
    for part in Part:
        if part not in filled and (next_one := _next(pool, part, filled)):
            filled[part] = next_one
    return {part: person for part, person in filled.items() if part not in taken}


def _next(pool: list[Happy], part: Part, filled: Mapping[Part, int]) -> int | None:
    can = [each for each in pool if each.part is part and each.is_free and not _clashes(each.person_id, part, filled)]
    has = list(filled.values())
    first = min(can, key=lambda each: (has.count(each.person_id), each.last, each.person_id), default=None)
    return first.person_id if first else None


def _clashes(person_id: int, part: Part, filled: Mapping[Part, int]) -> bool:
    return part in APART and any(filled.get(other) == person_id for other in APART - {part})
