"""Take back, within 10 minutes, that a turn is done."""

import pytest

from house import clock
from house.chores import acts
from house.chores.models import Status
from house.chores.steps import NotYours, TooFarBack


def test_what_was_mine_is_mine_again(visit, do, at, resident, turn, standing):
    do(acts.take, turn, resident)
    at("2026-08-06 17:30")
    do(acts.mark_done, turn, resident)
    visit(resident).post(f"/chores/turns/{turn.id}/undo")
    now = standing(turn)
    assert (now.status, now.holders, now.doers, now.done_at) == (Status.taken, [resident.person_id], [], None)


def test_what_was_up_for_grabs_is_up_for_grabs_again(visit, do, resident, turn, standing):
    do(acts.mark_done, turn, resident)
    visit(resident).post(f"/chores/turns/{turn.id}/undo")
    now = standing(turn)
    assert (now.status, now.holders, now.doers) == (Status.up_for_grabs, [], [])


@pytest.mark.parametrize(
    ("when", "is_undone"),
    [
        ("2026-08-06 17:09:59", True),
        ("2026-08-06 17:10:00", True),  # ten minutes are ten minutes
        ("2026-08-06 17:10:01", False),
        ("2026-08-13 17:00:00", False),
    ],
)
def test_it_is_for_ten_minutes(visit, do, at, resident, turn, standing, when, is_undone):
    do(acts.mark_done, turn, resident)
    at(when)
    visit(resident).post(f"/chores/turns/{turn.id}/undo")
    assert (standing(turn).status is not Status.done) == is_undone


def test_after_that_it_says_why_not(visit, do, at, resident, turn, standing):
    do(acts.mark_done, turn, resident)
    before = standing(turn)
    at("2026-08-06 18:00")
    visitor = visit(resident)
    page = visitor.after(visitor.post(f"/chores/turns/{turn.id}/undo"))
    assert "It was marked done more than 10 minutes ago, so it stays done." in page
    assert standing(turn) == before


def test_the_act_says_it_is_too_far_back(inside, do, at, resident, turn):
    do(acts.mark_done, turn, resident)
    with inside(), pytest.raises(TooFarBack):
        acts.undo_done(turn, resident.person_id, at("2026-08-06 17:11"))


@pytest.mark.parametrize("who", ["housemate", "worker", "coordinator", "outsider"])
def test_it_is_nobody_elses_to_undo(visit, request, do, resident, turn, standing, who):
    do(acts.mark_done, turn, resident)
    answer = visit(request.getfixturevalue(who)).post(f"/chores/turns/{turn.id}/undo")
    assert answer.status_code == 404
    assert standing(turn).status is Status.done


def test_that_it_was_undone_is_told_to_nobody_else(visit, do, resident, housemate, turn):
    do(acts.mark_done, turn, resident)
    do(acts.undo_done, turn, resident)
    assert visit(housemate).post(f"/chores/turns/{turn.id}/undo").status_code == 404


def test_undoing_again_is_told_kindly_and_changes_nothing(visit, do, resident, turn, standing):
    do(acts.mark_done, turn, resident)
    visitor = visit(resident)
    visitor.post(f"/chores/turns/{turn.id}/undo")
    before = standing(turn)
    page = visitor.after(visitor.post(f"/chores/turns/{turn.id}/undo"))
    assert "You undid this already." in page
    assert standing(turn) == before


def test_somebody_who_did_nothing_cannot_undo(inside, do, resident, housemate, turn):
    do(acts.mark_done, turn, resident)
    with inside(), pytest.raises(NotYours):
        acts.undo_done(turn, housemate.person_id, clock.now())
