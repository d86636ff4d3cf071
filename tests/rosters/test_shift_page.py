"""One shift: what everyone in the house sees of it."""

import pytest
import sqlalchemy as sa

from house import clock
from house.rosters import profiles
from house.rosters.models import Shift, ShiftStatus
from house.rosters.plan import ShiftKind


@pytest.fixture
def shift_id(give, worker):
    return give("2026-08-07", "21:00-07:00", worker, ShiftKind.sleepover, visible_label="Film night")


@pytest.fixture
def reached(inside, worker):
    with inside():
        profiles.set_reach_by(
            worker.house_id, worker.person_id, "0491 570 006", "I like to walk.\nTea helps.", clock.now()
        )


@pytest.mark.parametrize("words", ["Alex", "Tomorrow, 9pm to 7am", "Here overnight, asleep 10pm to 6am", "Film night"])
def test_everyone_sees_who_and_when(visit, resident, shift_id, words):
    assert words in visit(resident).page(f"/rosters/shifts/{shift_id}")


@pytest.mark.parametrize("words", ["tel:0491570006", "I like to walk.", "Tea helps."])
def test_everyone_sees_how_to_reach_them(visit, resident, shift_id, reached, words):
    assert words in visit(resident).page(f"/rosters/shifts/{shift_id}")


def test_afterwards_the_number_is_gone_from_it(visit, resident, shift_id, reached, at):
    at("2026-08-08 07:00")
    assert "0491" not in visit(resident).page(f"/rosters/shifts/{shift_id}")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-08-07 20:20", "Starts in 40 minutes (9pm)"),
        ("2026-08-08 01:00", "On now, until 7am (in 6 hours)"),
        ("2026-08-08 07:00", "This shift is over."),
    ],
)
def test_it_says_how_far_off_it_is(visit, resident, shift_id, at, moment, words):
    at(moment)
    assert words in visit(resident).page(f"/rosters/shifts/{shift_id}")


def test_its_worker_is_asked(visit, worker, give):
    shift_id = give("2026-08-08", "09:00-17:00", worker, confirmed=False)
    assert "Yes, I’ll be there" in visit(worker).page(f"/rosters/shifts/{shift_id}")


@pytest.mark.parametrize("who", ["resident", "other_worker", "coordinator"])
def test_nobody_else_is(visit, request, give, worker, who):
    shift_id = give("2026-08-08", "09:00-17:00", worker, confirmed=False)
    assert "Yes, I’ll be there" not in visit(request.getfixturevalue(who)).page(f"/rosters/shifts/{shift_id}")


@pytest.mark.parametrize(("who", "offered"), [("coordinator", True), ("worker", False), ("resident", False)])
def test_coordinators_are_offered_to_call_it_off(visit, request, shift_id, who, offered):
    page = visit(request.getfixturevalue(who)).page(f"/rosters/shifts/{shift_id}")
    assert ("Call this shift off" in page) is offered


@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator", 200), ("resident", 404), ("worker", 404), ("outsider", 404), ("outside_coordinator", 404)],
)
def test_a_draft_is_for_coordinators(visit, request, inside, shift_id, who, status):
    with inside() as session:
        session.execute(sa.update(Shift).where(Shift.id == shift_id).values(status=ShiftStatus.draft))
    assert visit(request.getfixturevalue(who)).get(f"/rosters/shifts/{shift_id}").status_code == status


@pytest.mark.parametrize("path", ["", "/give", "/call-off"])
@pytest.mark.parametrize("shift", ["0", "999999", "9223372036854775808", "x", "-1"])
def test_a_shift_that_is_not_there_is_no_page(visit, coordinator, shift, path):
    assert visit(coordinator).get(f"/rosters/shifts/{shift}{path}").status_code == 404


def test_it_takes_few_queries(visit, queries, resident, shift_id, reached):
    visitor = visit(resident)
    with queries() as seen:
        visitor.page(f"/rosters/shifts/{shift_id}")
    assert seen.count <= 6
