"""Say that a turn is done."""

import pytest

from house import clock
from house.chores import acts
from house.chores.models import Status
from house.chores.steps import AlreadyTaken, NotOpen


def test_my_turn_is_done_by_me(visit, do, resident, turn, standing):
    do(acts.take, turn, resident)
    visit(resident).post(f"/chores/turns/{turn.id}/done")
    now = standing(turn)
    assert (now.status, now.doers, now.done_at) == (Status.done, [resident.person_id], clock.now())


def test_it_says_so_and_offers_the_way_back(visit, do, resident, turn):
    do(acts.take, turn, resident)
    visitor = visit(resident)
    page = visitor.after(visitor.post(f"/chores/turns/{turn.id}/done"))
    assert "Kitchen bins is done. You can undo this for 10 minutes." in page
    assert f"/chores/turns/{turn.id}/undo" in page


@pytest.mark.parametrize("who", ["resident", "worker", "coordinator"])
def test_doing_what_is_up_for_grabs_needs_no_taking_first(visit, request, turn, standing, who):
    somebody = request.getfixturevalue(who)
    visit(somebody).post(f"/chores/turns/{turn.id}/done")
    now = standing(turn)
    assert (now.status, now.doers, now.holders) == (Status.done, [somebody.person_id], [somebody.person_id])


def test_what_somebody_else_has_is_theirs_to_mark(visit, do, resident, worker, turn, standing):
    do(acts.take, turn, worker)
    before = standing(turn)
    visitor = visit(resident)
    page = visitor.after(visitor.post(f"/chores/turns/{turn.id}/done"))
    assert "Alex has this one now. Thanks for offering." in page
    assert standing(turn) == before


def test_of_two_who_did_it_at_once_the_first_is_heard(inside, turn, resident, housemate):
    with inside():
        acts.mark_done(turn, resident.person_id, clock.now())
    with inside(), pytest.raises(NotOpen):
        acts.mark_done(turn, housemate.person_id, clock.now())


def test_doing_it_twice_is_told_kindly_and_changes_nothing(visit, resident, turn, standing):
    visitor = visit(resident)
    visitor.post(f"/chores/turns/{turn.id}/done")
    before = standing(turn)
    page = visitor.after(visitor.post(f"/chores/turns/{turn.id}/done"))
    assert "This one is done already. Thanks." in page
    assert standing(turn) == before


def test_somebody_who_let_it_go_cannot_mark_what_another_took(inside, do, resident, housemate, turn):
    do(acts.take, turn, resident)
    do(acts.let_go, turn, resident)
    do(acts.take, turn, housemate)
    with inside(), pytest.raises(AlreadyTaken):
        acts.mark_done(turn, resident.person_id, clock.now())


def test_a_turn_may_be_done_before_its_days(do, add, turn_of, resident, standing):
    next_week = turn_of(add("Compost", weekday=2))
    do(acts.mark_done, next_week, resident)
    assert standing(next_week).status is Status.done


def test_my_turn_may_be_done_long_after_its_days(do, at, turn, resident, standing):
    do(acts.take, turn, resident)
    at("2026-12-01 10:00")
    do(acts.mark_done, turn, resident)
    assert standing(turn).status is Status.done
