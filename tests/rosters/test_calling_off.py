"""A coordinator calls a shift off; no reason is asked."""

import pytest

from house import clock
from house.rosters import acts
from house.rosters.models import Shift, ShiftStatus


@pytest.fixture
def shift_id(give, worker):
    return give("2026-08-07", "09:00-17:00", worker)


def test_it_is_called_off(visit, coordinator, shift_id, stands):
    visit(coordinator).submit(f"/rosters/shifts/{shift_id}/call-off")
    assert stands(shift_id).status is ShiftStatus.called_off


def test_asking_changes_nothing_yet(visit, coordinator, shift_id, stands):
    visit(coordinator).page(f"/rosters/shifts/{shift_id}/call-off")
    assert stands(shift_id).status is ShiftStatus.confirmed


def test_it_leaves_the_roster(visit, coordinator, resident, shift_id):
    visit(coordinator).submit(f"/rosters/shifts/{shift_id}/call-off")
    assert "Alex" not in visit(resident).page("/rosters")


def test_its_worker_can_still_see_what_became_of_it(visit, coordinator, worker, shift_id):
    visit(coordinator).submit(f"/rosters/shifts/{shift_id}/call-off")
    assert "called off" in visit(worker).page(f"/rosters/shifts/{shift_id}")


def test_every_calendar_learns_of_it(visit, coordinator, shift_id, stands):
    before = stands(shift_id).sequence
    visit(coordinator).submit(f"/rosters/shifts/{shift_id}/call-off")
    assert stands(shift_id).sequence == before + 1


def test_calling_it_off_again_is_told_kindly(visit, coordinator, shift_id):
    visitor = visit(coordinator)
    visitor.post(f"/rosters/shifts/{shift_id}/call-off")
    answer = visitor.post(f"/rosters/shifts/{shift_id}/call-off")
    assert "That shift has changed in the meantime." in visitor.after(answer)


def test_of_two_coordinators_one_calls_it_off(inside, coordinator, shift_id):
    with inside() as session:
        shift = session.get_one(Shift, shift_id)
        acts.call_off(shift, coordinator.person_id, clock.now())
        with pytest.raises(acts.ShiftMoved):
            acts.call_off(shift, coordinator.person_id, clock.now())


@pytest.mark.parametrize(("moment", "raises"), [("2026-08-07 16:59", False), ("2026-08-07 17:00", True)])
def test_what_is_over_stays_as_it_was(inside, coordinator, shift_id, at, moment, raises):
    at(moment)
    with inside() as session:
        shift = session.get_one(Shift, shift_id)
        try:
            acts.call_off(shift, coordinator.person_id, clock.now())
            raised = False
        except acts.ShiftOver:
            raised = True
    assert raised is raises


@pytest.mark.parametrize(
    "who", ["resident", "worker", "other_worker", "living_worker", "outsider", "outside_coordinator"]
)
def test_only_a_coordinator_of_the_house_calls_off(visit, request, shift_id, stands, who):
    answer = visit(request.getfixturevalue(who)).post(f"/rosters/shifts/{shift_id}/call-off")
    assert (answer.status_code, stands(shift_id).status) == (404, ShiftStatus.confirmed)
