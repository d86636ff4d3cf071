"""Hand my turn back to the house, no reason asked."""

import pytest

from house import clock
from house.chores import acts
from house.chores.models import Status
from house.chores.steps import NotOpen, NotYours


@pytest.fixture(autouse=True)
def taken(do, turn, resident):
    do(acts.take, turn, resident)


def test_letting_go_opens_the_turn(visit, resident, turn, standing):
    visit(resident).post(f"/chores/turns/{turn.id}/let-go")
    assert (standing(turn).status, standing(turn).holders) == (Status.up_for_grabs, [])


def test_it_says_so_with_thanks(visit, resident, turn):
    visitor = visit(resident)
    page = visitor.after(visitor.post(f"/chores/turns/{turn.id}/let-go"))
    assert "Kitchen bins is up for grabs. Thanks for saying so." in page


@pytest.mark.parametrize("who", ["housemate", "worker", "coordinator", "outsider"])
def test_it_is_nobody_elses_to_let_go(visit, request, turn, standing, who):
    answer = visit(request.getfixturevalue(who)).post(f"/chores/turns/{turn.id}/let-go")
    assert answer.status_code == 404
    assert standing(turn).status is Status.taken


@pytest.mark.parametrize("who", ["housemate", "coordinator"])
def test_that_it_was_let_go_is_told_to_nobody_else(visit, request, do, resident, turn, who):
    do(acts.let_go, turn, resident)
    assert visit(request.getfixturevalue(who)).post(f"/chores/turns/{turn.id}/let-go").status_code == 404


def test_letting_go_again_is_told_kindly_and_changes_nothing(visit, resident, turn, standing):
    visitor = visit(resident)
    visitor.post(f"/chores/turns/{turn.id}/let-go")
    before = standing(turn)
    page = visitor.after(visitor.post(f"/chores/turns/{turn.id}/let-go"))
    assert "You let this go already." in page
    assert standing(turn) == before


def test_letting_go_again_does_not_take_it_from_the_next_one(visit, do, resident, housemate, turn, standing):
    do(acts.let_go, turn, resident)
    do(acts.take, turn, housemate)
    visit(resident).post(f"/chores/turns/{turn.id}/let-go")
    assert standing(turn).holders == [housemate.person_id]


def test_somebody_who_never_had_it_cannot_let_it_go(inside, turn, housemate):
    with inside(), pytest.raises(NotYours):
        acts.let_go(turn, housemate.person_id, clock.now())


def test_what_is_done_is_not_let_go(inside, do, turn, resident):
    do(acts.mark_done, turn, resident)
    with inside(), pytest.raises(NotOpen):
        acts.let_go(turn, resident.person_id, clock.now())


def test_letting_go_what_is_done_changes_nothing(visit, do, turn, resident, standing):
    do(acts.mark_done, turn, resident)
    before = standing(turn)
    visitor = visit(resident)
    page = visitor.after(visitor.post(f"/chores/turns/{turn.id}/let-go"))
    assert "This one is done already." in page
    assert standing(turn) == before


def test_it_can_be_taken_again_by_anyone(do, resident, housemate, turn, standing):
    do(acts.let_go, turn, resident)
    do(acts.take, turn, housemate)
    do(acts.let_go, turn, housemate)
    do(acts.take, turn, resident)
    assert standing(turn).holders == [resident.person_id]
