"""Where something stands that somebody asked for. Pure: what was kept and the time of day in, a state out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

ASKED_AFTER = timedelta(hours=24)  # after the last thing that came of it, its owner is asked whether it is still so
RESTS_AFTER = timedelta(hours=48)  # without an answer for a day more, it rests


class State(StrEnum):
    """Where it stands. Only what was seen can come to rest: what nobody has seen goes on waiting."""

    waiting = "waiting"
    seen = "seen"
    arranged = "arranged"
    answered = "answered"
    still_so = "still so?"
    resting = "resting"
    closed = "closed"


@dataclass(frozen=True, slots=True)
class Came:
    """What came of it since it was asked and shared as it is now."""

    seen_at: datetime | None  # the first look at these words
    step: str | None  # a `Step`
    said_at: datetime | None
    closed_at: datetime | None


def came(since: datetime, seen_at: datetime | None, said: tuple[str, datetime] | None, closed: datetime | None) -> Came:
    """What is older than `since` (shared anew, asked once more) came of something else."""
    step, said_at = said if said and said[1] >= since else (None, None)
    return Came(seen_at, step, said_at, closed if closed and closed >= since else None)


def state_of(came: Came, now: datetime) -> State:
    """Where it stands at this instant. `need_access.still_open` says closed and resting to the database."""
    if came.closed_at:
        return State.closed
    if came.seen_at is None:
        return State.waiting
    last = max(came.seen_at, came.said_at or came.seen_at)
    if now >= last + RESTS_AFTER:
        return State.resting
    if now >= last + ASKED_AFTER:
        return State.still_so
    return State(came.step) if came.step else State.seen
