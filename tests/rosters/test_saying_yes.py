"""A worker says yes to a shift they were given."""

import pytest
import sqlalchemy as sa

from house import clock
from house.people.models import Membership
from house.rosters import acts
from house.rosters.models import Shift, ShiftStatus
from house.rosters.plan import ShiftKind
from house.viewer import Role
from tests.rosters.plans import planned


@pytest.fixture
def given_id(give, worker):
    return give("2026-08-07", "09:00-17:00", worker, confirmed=False)


def test_saying_yes_confirms_it(visit, worker, given_id, stands):
    visit(worker).post(f"/rosters/shifts/{given_id}/confirm")
    assert stands(given_id).status is ShiftStatus.confirmed


def test_the_house_says_thank_you(visit, worker, given_id):
    visitor = visit(worker)
    assert "You said yes: tomorrow, 9am to 5pm." in visitor.after(visitor.post(f"/rosters/shifts/{given_id}/confirm"))


def test_saying_it_twice_changes_nothing_more(visit, worker, given_id, stands):
    for _ in range(2):
        visit(worker).post(f"/rosters/shifts/{given_id}/confirm")
    assert stands(given_id).sequence == 1


def test_saying_it_twice_is_thanked_twice(visit, worker, given_id):
    visitor = visit(worker)
    for _ in range(2):
        page = visitor.after(visitor.post(f"/rosters/shifts/{given_id}/confirm"))
    assert "You said yes" in page


@pytest.mark.parametrize("who", ["resident", "other_worker", "living_worker", "coordinator", "outsider"])
def test_it_is_nobody_elses_to_say(visit, request, given_id, stands, who):
    answer = visit(request.getfixturevalue(who)).post(f"/rosters/shifts/{given_id}/confirm")
    assert (answer.status_code, stands(given_id).status) == (404, ShiftStatus.given)


def test_once_it_is_over_it_stays_as_it_was(visit, worker, given_id, stands, at):
    at("2026-08-07 17:00")
    visit(worker).post(f"/rosters/shifts/{given_id}/confirm")
    assert stands(given_id).status is ShiftStatus.given


def test_a_shift_called_off_meanwhile_gets_no_yes(inside, coordinator, given_id):
    with inside() as session:
        shift = session.get_one(Shift, given_id)
        acts.call_off(shift, coordinator.person_id, clock.now())
        with pytest.raises(acts.ShiftMoved):
            acts.confirm(shift, clock.now())


# --- somebody who works in two houses ---


@pytest.fixture
def elsewhere(inside, worker, outside_coordinator):
    """Alex works in the other house too, and said yes there: 4pm to 10pm."""
    other_house = outside_coordinator.house_id
    with inside() as session:
        session.add(
            Membership(house_id=other_house, person_id=worker.person_id, role=Role.peer_worker, started_at=clock.now())
        )
        session.flush()
        plan = planned("2026-08-07", "16:00-22:00", worker)
        shift = acts.give_shift(other_house, outside_coordinator.person_id, plan, clock.now())
        acts.confirm(shift, clock.now())
        return shift.id


def test_nobody_says_yes_in_two_houses_at_once(visit, worker, given_id, elsewhere, stands):
    visit(worker).post(f"/rosters/shifts/{given_id}/confirm")
    assert stands(given_id).status is ShiftStatus.given


def test_the_worker_learns_both_times(visit, worker, given_id, elsewhere):
    visitor = visit(worker)
    page = visitor.after(visitor.post(f"/rosters/shifts/{given_id}/confirm"))
    assert "You said yes in another house already: tomorrow, 4pm to 10pm." in page


def test_the_coordinator_learns_nothing_of_the_other_house(visit, coordinator, worker, elsewhere):
    fields = {"kind": "day", "day": "2026-08-07", "from_time": "15:00", "to_time": "20:00"}
    answer = visit(coordinator).post("/rosters/shifts/new", **fields, worker=str(worker.person_id))
    assert answer.status_code == 303


def test_on_call_here_while_in_the_other_house_is_fine(give, worker, elsewhere, stands):
    shift_id = give("2026-08-07", "16:00-22:00", worker, ShiftKind.on_call)
    assert stands(shift_id).status is ShiftStatus.confirmed


def test_a_worker_of_two_houses_sees_one_roster_at_a_time(visit, coordinator, elsewhere):
    assert "4pm to 10pm" not in visit(coordinator).page("/rosters")


def test_the_yes_is_written_down(inside, visit, worker, given_id):
    visit(worker).post(f"/rosters/shifts/{given_id}/confirm")
    with inside() as session:
        assert session.scalar(sa.select(Shift.confirmed_at).where(Shift.id == given_id)) == clock.now()
