"""The script of a meeting: its parts one after the other, each with how long it is meant to take. Pure.

The parts and their order are those of FIELD 1.1.2, about 45 minutes; a meeting that nobody hosts has the same ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What whoever brings an item would like to come of it."""

    share = "share"
    talk = "talk"
    decide = "decide"


MOST_TO_DECIDE = 2  # before the rest is talked about; what else there is to decide comes last, if there is time
MINUTES_OF = {Kind.share: 5, Kind.talk: 10, Kind.decide: 15}  # where nobody gave a hint


class Name(StrEnum):
    """A part that every meeting has."""

    arrive = "arrive"
    thanks = "thanks"
    actions = "actions"
    home = "home"
    chores = "chores"
    asks = "asks"
    next = "next"
    free = "free"


FIRST = ((Name.arrive, 5), (Name.thanks, 3), (Name.actions, 5), (Name.home, 3), (Name.chores, 5))
LAST = ((Name.asks, 3), (Name.next, 2), (Name.free, 0))


@dataclass(frozen=True, slots=True)
class Item:
    """A thing on the agenda, as far as the script asks."""

    id: int
    title: str
    kind: Kind
    minutes_hint: int | None
    is_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a meeting."""

    name: str
    minutes: int  # how long it is meant to take; 0: as long as it likes
    item: Item | None = None


def script(items: Iterable[Item]) -> list[Step]:
    """Every part in order. What was taken out of the meeting has none."""
    of_items = [_step(item) for item in _in_order([item for item in items if not item.is_elsewhere])]
    return [*_fixed(FIRST), *of_items, *_fixed(LAST)]


def _in_order(items: Sequence[Item]) -> list[Item]:
    to_decide = [item for item in items if item.kind is Kind.decide]
    others = [item for item in items if item.kind is not Kind.decide]
    return [*to_decide[:MOST_TO_DECIDE], *others, *to_decide[MOST_TO_DECIDE:]]


def part_name(item_id: int) -> str:
    """What the part of a thing on the agenda is called, here and in the record."""
    return f"item-{item_id}"


def item_id_in(name: str) -> int | None:
    """The thing on the agenda that a part is about, if it is about one."""
    number = name.removeprefix("item-")
    is_one = name.startswith("item-") and number.isascii() and number.isdecimal() and len(number) < 20
    return int(number) if is_one else None


def _step(item: Item) -> Step:
    return Step(part_name(item.id), item.minutes_hint or MINUTES_OF[item.kind], item)


def _fixed(parts: Iterable[tuple[Name, int]]) -> list[Step]:
    return [Step(name.value, minutes) for name, minutes in parts]


def place(steps: Sequence[Step], name: str) -> int:
    """Where a part stands in the script; one that is gone from it leads to what comes after the items."""
    names = [step.name for step in steps]
    return names.index(name) if name in names else names.index(Name.asks.value)


class Mark(StrEnum):
    """What the time says of a part."""

    meant = "meant"  # it still has some of the minutes that are meant for it
    longer = "longer"  # it has had them


def mark(step: Step, since: datetime, now: datetime) -> Mark:
    """A gentle mark: nothing stops, and nobody is late."""
    return Mark.longer if step.minutes and now - since >= timedelta(minutes=step.minutes) else Mark.meant
