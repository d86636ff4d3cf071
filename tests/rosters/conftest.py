"""What the tests of rosters share: shifts put on the roster, and how they stand."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from house import clock
from house.people import going
from house.people.models import Membership
from house.rosters import acts
from house.rosters.models import Segment, Shift
from house.viewer import Role, Viewer
from tests.rosters.plans import planned
from tests.support.cast import ZONE, Somebody

Inside = Callable[[], AbstractContextManager[Session]]


@pytest.fixture
def give(inside: Inside, coordinator: Somebody) -> Callable[..., int]:
    """Put a shift on the roster, with its worker's yes unless asked otherwise; its id."""

    def put(day: str, times: str, who: Somebody | None, *kind: Any, confirmed: bool = True, **more: Any) -> int:
        with inside():
            plan = planned(day, times, who, *kind, **more)
            shift = acts.give_shift(coordinator.house_id, coordinator.person_id, plan, clock.now())
            if who and confirmed:
                acts.confirm(shift, clock.now())
            return shift.id

    return put


@pytest.fixture
def stands(inside: Inside) -> Callable[[int], Shift]:
    """A shift as it now stands."""

    def read(shift_id: int) -> Shift:
        with inside() as session:
            return session.get_one(Shift, shift_id, populate_existing=True)

    return read


@pytest.fixture
def shifts(inside: Inside) -> Callable[[], list[Shift]]:
    """Every shift there is."""

    def read() -> list[Shift]:
        with inside() as session:
            return list(session.scalars(sa.select(Shift).order_by(Shift.starts_at)))

    return read


@pytest.fixture
def segments(inside: Inside) -> Callable[[int], list[tuple[str, datetime, datetime]]]:
    """The parts of a shift."""

    def read(shift_id: int) -> list[tuple[str, datetime, datetime]]:
        query = sa.select(Segment).where(Segment.shift_id == shift_id).order_by(Segment.starts_at)
        with inside() as session:
            return [(each.kind.value, each.starts_at, each.ends_at) for each in session.scalars(query)]

    return read


@pytest.fixture
def as_viewer() -> Callable[[Somebody], Viewer]:
    """One of the cast as rules and readings see them."""

    def make(somebody: Somebody) -> Viewer:
        values: dict[str, Any] = dict.fromkeys(Viewer.__dataclass_fields__, 0)
        return Viewer(
            **{
                **values,
                "person_id": somebody.person_id,
                "called_name": somebody.name,
                "house_id": somebody.house_id,
                "zone": ZONE,
                "roles": frozenset(Role(role) for role in somebody.roles),
            }
        )

    return make


@pytest.fixture
def move_on(inside: Inside) -> Callable[[Somebody], None]:
    """A worker moves on at this instant."""

    def leave(somebody: Somebody) -> None:
        with inside() as session:
            held = sa.select(Membership).where(
                Membership.person_id == somebody.person_id, Membership.role == Role.peer_worker
            )
            going.move_on(session.scalars(held).one(), None, clock.now())

    return leave
