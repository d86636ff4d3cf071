"""A worker moves on: their shifts to come are open, and how they were reached is nobody's any more."""

import pytest
import sqlalchemy as sa

from house import clock
from house.people import going
from house.people.models import Membership
from house.rosters import acts, profiles
from house.rosters.models import Shift, ShiftStatus, WorkerProfile
from house.viewer import Role
from tests.rosters.plans import planned, wall
from tests.support.cast import LONG_AGO


def test_shifts_to_come_are_open(give, move_on, stands, worker):
    shift_id = give("2026-08-07", "09:00-17:00", worker)
    move_on(worker)
    assert (stands(shift_id).status, stands(shift_id).worker_id) == (ShiftStatus.open, None)


def test_every_calendar_learns_of_it(give, move_on, stands, worker):
    shift_id = give("2026-08-07", "09:00-17:00", worker, confirmed=False)
    move_on(worker)
    assert stands(shift_id).sequence == 1


def test_what_has_begun_stays_theirs(give, move_on, stands, worker):
    shift_id = give("2026-08-06", "16:00-22:00", worker)
    move_on(worker)
    assert stands(shift_id).worker_id == worker.person_id


def test_what_was_called_off_stays_so(give, inside, move_on, stands, worker, coordinator):
    shift_id = give("2026-08-07", "09:00-17:00", worker)
    with inside() as session:
        acts.call_off(session.get_one(Shift, shift_id), coordinator.person_id, clock.now())
    move_on(worker)
    assert stands(shift_id).status is ShiftStatus.called_off


def test_other_peoples_shifts_stay_theirs(give, move_on, stands, worker, other_worker):
    shift_id = give("2026-08-07", "09:00-17:00", other_worker)
    move_on(worker)
    assert stands(shift_id).worker_id == other_worker.person_id


def test_shifts_in_another_house_stay_theirs(give, inside, move_on, stands, worker, outside_coordinator):
    there = outside_coordinator.house_id
    with inside() as session:
        session.add(
            Membership(house_id=there, person_id=worker.person_id, role=Role.peer_worker, started_at=clock.now())
        )
        session.flush()
        plan = planned("2026-08-07", "09:00-17:00", worker)
        shift_id = acts.give_shift(there, outside_coordinator.person_id, plan, clock.now()).id
    with inside() as session:
        here = sa.select(Membership).where(
            Membership.person_id == worker.person_id, Membership.house_id == worker.house_id
        )
        going.move_on(session.scalars(here).one(), None, clock.now())
    assert stands(shift_id).worker_id == worker.person_id


def test_leaving_another_role_opens_nothing(give, inside, stands, worker):
    shift_id = give("2026-08-07", "09:00-17:00", worker)
    with inside() as session:
        also = Membership(
            house_id=worker.house_id, person_id=worker.person_id, role=Role.coordinator, started_at=LONG_AGO
        )
        session.add(also)
        session.flush()
        going.move_on(also, None, clock.now())
    assert stands(shift_id).worker_id == worker.person_id


def test_how_they_were_reached_is_gone(inside, move_on, worker):
    with inside():
        profiles.set_reach_by(worker.house_id, worker.person_id, "0491 570 006", "", clock.now())
    move_on(worker)
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(WorkerProfile)) == 0


def test_nobody_is_given_a_shift_they_will_have_left_before_its_end(give, inside, worker):
    with inside() as session:
        held = sa.select(Membership).where(Membership.person_id == worker.person_id)
        session.scalars(held).one().ended_at = wall("2026-08-07 17:30")
    with pytest.raises(acts.NotAWorkerHere):
        give("2026-08-07", "17:00-18:00", worker)
