"""What somebody says of a circle they make, and of one time it meets. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from house.series.plan import RepeatPlan, insist_on_length

MOST_PLACES = 60
A_FEW = 3
LONGEST = {
    "title": 80,
    "quiet_title": 40,
    "about": 1000,
    "sensory": 500,
    "agreement": 2000,
    "place": 80,
    "link": 300,
    "why": 160,
}


class Room(StrEnum):
    """How much room there is, in words alone: nobody is counted in front of others."""

    for_all = "for all"
    a_few_places = "a few places"
    taken = "taken"


@dataclass(frozen=True, slots=True)
class CircleWords:
    """What a circle is like."""

    title: str
    quiet_title: str = ""
    about: str = ""
    sensory: str = ""
    agreement: str = ""
    place: str = ""
    link: str = ""
    capacity: int | None = None
    is_drop_in: bool = False
    is_listening_fine: bool = True


@dataclass(frozen=True, slots=True)
class CirclePlan(RepeatPlan):
    """When and where it meets, again and again."""

    place: str = ""


@dataclass(frozen=True, slots=True)
class OneTime:
    """When and where it meets once; raises ValueError for a time without a length, or longer than 12 hours."""

    starts: datetime  # house wall time
    minutes: int = 60
    place: str = ""

    def __post_init__(self) -> None:
        insist_on_length(self.minutes)


def room(capacity: int | None, of_this_time: int | None, taken: int) -> Room:
    """How much room is left beside those who have a place.

    A time that has more places than its circle by now reads as every other: that it is answered tells nobody.
    """
    if capacity is None:
        return Room.for_all
    is_taken = of_this_time is not None and taken >= of_this_time
    return Room.taken if is_taken else Room.a_few_places


def is_no_fewer(places: int | None, than: int | None) -> bool:
    """Whether as many places or more; none are as many as like."""
    return places is None or (than is not None and places >= than)


def is_a_few(coming: int) -> bool:
    """Whether a few chairs are enough; otherwise it is several."""
    return coming <= A_FEW
