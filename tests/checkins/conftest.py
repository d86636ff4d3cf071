"""Fixtures of check-ins: somebody on shift, and check-ins written by the resident."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, time

import pytest
from sqlalchemy.orm import Session

from house import clock
from house.checkins import acts
from house.checkins.words import CheckInWords
from house.rosters import acts as rosters
from house.rosters.plan import ShiftKind, ShiftPlan
from house.trust.models import Audience
from tests.support.cast import ZONE, Somebody

Inside = Callable[[], AbstractContextManager[Session]]
PutOnShift = Callable[..., None]
Write = Callable[..., int]

PLANTED = CheckInWords("feelingword", "needword", "noteword zebrawort\nلوحة 🌧️")
PLANTED_WORDS = ("feelingword", "needword", "zebrawort", "لوحة")


@pytest.fixture
def put_on_shift(inside: Inside, coordinator: Somebody) -> PutOnShift:
    """Give somebody a shift of today, said yes to; the clock stands at 5pm."""

    def give(somebody: Somebody, begins: str = "14:00", ends: str = "22:00", kind: ShiftKind = ShiftKind.day) -> None:
        day = clock.now().astimezone(ZONE).date()
        now = datetime.combine(day, time(), ZONE)  # asked and answered in the morning
        with inside():
            plan = ShiftPlan(kind, somebody.person_id, day, time.fromisoformat(begins), time.fromisoformat(ends))
            shift = rosters.give_shift(somebody.house_id, coordinator.person_id, plan, now)
            rosters.confirm(shift, now)

    return give


@pytest.fixture
def on_shift(put_on_shift: PutOnShift, worker: Somebody) -> Somebody:
    """Alex, on shift from 2pm to 10pm."""
    put_on_shift(worker)
    return worker


@pytest.fixture
def write(inside: Inside, resident: Somebody) -> Write:
    """Write a check-in and answer its id; the resident's, of this moment, only theirs, unless said otherwise."""

    def check_in(
        words: CheckInWords = PLANTED,
        audience: Audience = Audience.only_me,
        by: Somebody = resident,
        when: datetime | None = None,
        whom: Somebody | None = None,
        until: datetime | None = None,
    ) -> int:
        with inside():
            whom_id = whom.person_id if whom else None
            return acts.check_in(by.house_id, by.person_id, words, audience, when or clock.now(), whom_id, until).id

    return check_in


@pytest.fixture
def kept(write: Write) -> int:
    """The id of a check-in of the resident's that nobody else can see."""
    return write()


@pytest.fixture
def shared(write: Write) -> int:
    """The id of one that is shared with whoever is on shift."""
    return write(audience=Audience.on_shift)
