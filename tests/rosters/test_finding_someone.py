"""A coordinator gives an open shift to somebody."""

import pytest

from house import clock
from house.rosters import acts
from house.rosters.models import Shift, ShiftStatus


@pytest.fixture
def open_id(give):
    return give("2026-08-07", "09:00-17:00", None)


def test_an_open_shift_is_given(visit, coordinator, worker, open_id, stands):
    visit(coordinator).submit(f"/rosters/shifts/{open_id}/give", worker=str(worker.person_id))
    assert (stands(open_id).status, stands(open_id).worker_id) == (ShiftStatus.given, worker.person_id)


def test_every_calendar_learns_of_it(visit, coordinator, worker, open_id, stands):
    visit(coordinator).submit(f"/rosters/shifts/{open_id}/give", worker=str(worker.person_id))
    assert stands(open_id).sequence == 1


def test_of_two_coordinators_one_gives_it(inside, coordinator, worker, other_worker, open_id):
    with inside() as session:
        shift = session.get_one(Shift, open_id)
        acts.give_to(shift, worker.person_id, coordinator.person_id, clock.now())
        with pytest.raises(acts.ShiftMoved):
            acts.give_to(shift, other_worker.person_id, coordinator.person_id, clock.now())


def test_the_second_is_told_kindly(visit, coordinator, worker, other_worker, open_id):
    visitor = visit(coordinator)
    visitor.post(f"/rosters/shifts/{open_id}/give", worker=str(worker.person_id))
    answer = visitor.post(f"/rosters/shifts/{open_id}/give", worker=str(other_worker.person_id))
    assert "That shift has changed in the meantime." in visitor.after(answer)


def test_an_overlap_is_explained_with_both_times(visit, coordinator, worker, open_id, give):
    give("2026-08-07", "16:00-22:00", worker)
    answer = visit(coordinator).post(f"/rosters/shifts/{open_id}/give", worker=str(worker.person_id))
    assert "Alex is already here: tomorrow, 4pm to 10pm. The two would overlap: tomorrow, 9am to 5pm." in answer.text


@pytest.mark.parametrize("who", ["resident", "living_worker", "departed", "outsider"])
def test_only_a_worker_of_this_house_is_given_it(visit, coordinator, request, open_id, stands, who):
    somebody = request.getfixturevalue(who)
    visit(coordinator).post(f"/rosters/shifts/{open_id}/give", worker=str(somebody.person_id))
    assert stands(open_id).status is ShiftStatus.open


def test_one_that_is_over_is_left_alone(visit, coordinator, worker, open_id, stands, at):
    at("2026-08-07 17:00")
    visit(coordinator).post(f"/rosters/shifts/{open_id}/give", worker=str(worker.person_id))
    assert stands(open_id).status is ShiftStatus.open
