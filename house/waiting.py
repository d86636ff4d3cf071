"""What asks something of a person: each room offers these, and Today shows them under "Waiting for you"."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that asks for an answer, with nobody's private words in it."""

    words: str  # "A shift is waiting for your yes: tomorrow, 10pm to 6am"
    path: str  # where it is answered
    label: str  # what the link says: "Answer"
    since: datetime
    is_short: bool = False  # it can be answered for a short while only, so it comes before what has waited longer
