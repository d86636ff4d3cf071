"""Take a turn that is up for grabs."""

import pytest

from house import clock
from house.chores import acts
from house.chores.models import Status
from house.chores.steps import AlreadyTaken, NotOpen


def test_taking_makes_the_turn_mine(visit, resident, turn, standing):
    visit(resident).post(f"/chores/turns/{turn.id}/take")
    assert (standing(turn).status, standing(turn).holders) == (Status.taken, [resident.person_id])


def test_it_says_so_and_shows_it_under_yours(visit, resident, turn):
    visitor = visit(resident)
    page = visitor.after(visitor.post(f"/chores/turns/{turn.id}/take"))
    assert "Kitchen bins is yours. You can let it go any time." in page
    assert f"/chores/turns/{turn.id}/let-go" in page


@pytest.mark.parametrize("who", ["resident", "worker", "living_worker", "coordinator"])
def test_everyone_of_the_house_may_join_in(visit, request, turn, standing, who):
    somebody = request.getfixturevalue(who)
    visit(somebody).post(f"/chores/turns/{turn.id}/take")
    assert standing(turn).holders == [somebody.person_id]


def test_the_second_one_is_thanked_and_changes_nothing(visit, resident, housemate, turn, standing):
    visit(resident).post(f"/chores/turns/{turn.id}/take")
    before = standing(turn)
    visitor = visit(housemate)
    page = visitor.after(visitor.post(f"/chores/turns/{turn.id}/take"))
    assert "Robin has this one now. Thanks for offering." in page
    assert standing(turn) == before


def test_of_two_who_saw_it_open_one_has_it(inside, turn, resident, housemate, standing):
    # Both hold the row as it was while it was up for grabs.
    with inside():
        acts.take(turn, resident.person_id, clock.now())
    with inside(), pytest.raises(AlreadyTaken) as caught:
        acts.take(turn, housemate.person_id, clock.now())
    assert caught.value.called_name == "Robin"
    assert standing(turn).holders == [resident.person_id]


def test_taking_what_is_mine_says_so(visit, resident, turn):
    visitor = visit(resident)
    visitor.post(f"/chores/turns/{turn.id}/take")
    page = visitor.after(visitor.post(f"/chores/turns/{turn.id}/take"))
    assert "This one is yours already." in page


def test_the_same_form_sent_twice_takes_it_once(visit, resident, turn, standing):
    visitor = visit(resident)
    for _ in range(2):
        answer = visitor.post(f"/chores/turns/{turn.id}/take", nonce="a-nonce-of-this-test")
    assert "It counted once." in visitor.after(answer)
    assert standing(turn).sequence == 1


def test_a_turn_that_is_done_is_not_open(inside, do, turn, resident, housemate):
    do(acts.mark_done, turn, resident)
    with inside(), pytest.raises(NotOpen) as caught:
        acts.take(turn, housemate.person_id, clock.now())
    assert caught.value.status is Status.done


def test_a_turn_that_is_done_gets_a_kind_answer(visit, do, turn, resident, housemate):
    do(acts.mark_done, turn, resident)
    visitor = visit(housemate)
    page = visitor.after(visitor.post(f"/chores/turns/{turn.id}/take"))
    assert "This one is done already. Thanks." in page


def test_calendars_learn_of_it(do, turn, resident, standing):
    do(acts.take, turn, resident)
    assert standing(turn).sequence == turn.sequence + 1


@pytest.mark.parametrize(
    ("when", "is_taken"),
    [
        ("2026-08-23 23:59", True),  # the last day on which the page shows it
        ("2026-08-26 00:00", False),
        ("2027-08-06 12:00", False),
    ],
)
def test_what_has_left_the_page_is_not_taken_from_an_old_one(visit, at, resident, turn, standing, when, is_taken):
    at(when)
    visit(resident).post(f"/chores/turns/{turn.id}/take")
    assert (standing(turn).status is Status.taken) == is_taken


def test_it_says_that_it_has_gone_by(visit, at, resident, turn):
    at("2026-09-10 12:00")
    visitor = visit(resident)
    page = visitor.after(visitor.post(f"/chores/turns/{turn.id}/take"))
    assert "This one has gone by. It comes round again." in page
