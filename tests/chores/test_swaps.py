"""A swap needs a yes."""

from datetime import date

import pytest
import sqlalchemy as sa

from house.chores import acts
from house.chores.between import Swap
from house.chores.kinds import SwapStatus


@pytest.fixture
def mine(do, add, turn_of, resident):
    """Robin's stove on Saturday."""
    turn = turn_of(add("Stove", weekday=5))
    do(acts.take, turn, resident)
    return turn


@pytest.fixture
def theirs(do, add, turn_of, housemate):
    """Hana's bins on Sunday."""
    turn = turn_of(add("Bins", weekday=6))
    do(acts.take, turn, housemate)
    return turn


@pytest.fixture
def ask(visit, inside, resident, housemate, mine):
    """Robin asks Hana."""

    def send(for_turn=None, whom=housemate, by=resident):
        fields = {"person": str(whom.person_id), "for_turn": str(for_turn.id) if for_turn else "0"}
        answer = visit(by).post(f"/chores/turns/{mine.id}/swap", **fields)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        with inside() as session:
            return session.scalars(sa.select(Swap).order_by(Swap.id.desc()).limit(1)).one()

    return send


@pytest.fixture
def answer(visit):
    def send(somebody, swap, what):
        visitor = visit(somebody)
        return visitor.after(visitor.post(f"/chores/swaps/{swap.id}/{what}"))

    return send


@pytest.fixture
def stands(inside):
    def read(swap):
        with inside() as session:
            return session.get_one(Swap, swap.id).status

    return read


def test_asking_changes_nobodys_turn(ask, mine, standing, resident):
    ask()
    assert standing(mine).holders == [resident.person_id]


def test_it_waits_for_whoever_is_asked_and_nobody_else(visit, ask, resident, housemate, living_worker):
    ask()
    words = "Robin asks: could you take Stove, on Saturday?"
    assert words in visit(housemate).page("/") and words in visit(housemate).page("/chores")
    for other in (resident, living_worker):
        assert words not in visit(other).page("/") + visit(other).page("/chores")


def test_a_yes_gives_it_to_them(ask, answer, mine, standing, housemate, stands):
    swap = ask()
    assert "Stove is yours." in answer(housemate, swap, "accept")
    assert (standing(mine).holders, stands(swap)) == ([housemate.person_id], SwapStatus.accepted)


def test_for_one_of_theirs_both_change_hands(ask, answer, mine, theirs, standing, resident, housemate):
    answer(housemate, ask(for_turn=theirs), "accept")
    assert (standing(mine).holders, standing(theirs).holders) == ([housemate.person_id], [resident.person_id])


def test_calendars_learn_of_both(ask, answer, mine, theirs, standing, housemate):
    before = standing(mine).sequence, standing(theirs).sequence
    answer(housemate, ask(for_turn=theirs), "accept")
    assert (standing(mine).sequence, standing(theirs).sequence) == (before[0] + 1, before[1] + 1)


def test_not_this_time_changes_nothing(ask, answer, mine, standing, resident, housemate, stands):
    swap = ask()
    assert "That is fine." in answer(housemate, swap, "not-this-time")
    assert (standing(mine).holders, stands(swap)) == ([resident.person_id], SwapStatus.not_this_time)


def test_it_can_be_taken_back(visit, ask, answer, resident, housemate, stands):
    swap = ask()
    answer(resident, swap, "take-back")
    assert stands(swap) is SwapStatus.withdrawn
    assert "asks: could you take" not in visit(housemate).page("/")


@pytest.mark.parametrize("first", ["accept", "not-this-time"])
def test_it_is_answered_once(ask, answer, housemate, first):
    swap = ask()
    answer(housemate, swap, first)
    assert "already" in answer(housemate, swap, "accept")


def test_only_whoever_is_asked_answers(visit, ask, resident, living_worker):
    swap = ask()
    for other in (resident, living_worker):
        assert visit(other).post(f"/chores/swaps/{swap.id}/accept").status_code == 404


def test_only_whoever_asks_takes_it_back(visit, ask, housemate):
    assert visit(housemate).post(f"/chores/swaps/{ask().id}/take-back").status_code == 404


def test_once_its_days_are_over_it_has_lapsed(visit, at, ask, answer, mine, standing, resident, housemate):
    swap = ask()
    at("2026-08-09 09:00")
    assert "asks: could you take" not in visit(housemate).page("/")
    assert "This has passed" in answer(housemate, swap, "accept")
    assert standing(mine).holders == [resident.person_id]


def test_let_go_meanwhile_it_has_lapsed(do, ask, answer, mine, standing, resident, housemate):
    swap = ask()
    do(acts.let_go, mine, resident)
    assert "This has passed" in answer(housemate, swap, "accept")
    assert standing(mine).holders == []


def test_theirs_let_go_meanwhile_nothing_changes_hands(do, ask, answer, mine, theirs, standing, resident, housemate):
    swap = ask(for_turn=theirs)
    do(acts.let_go, theirs, housemate)
    assert "This has passed" in answer(housemate, swap, "accept")
    assert standing(mine).holders == [resident.person_id]


def test_one_is_asked_at_a_time(visit, ask, mine, resident, living_worker, inside):
    ask()
    visitor = visit(resident)
    answer = visitor.post(f"/chores/turns/{mine.id}/swap", person=str(living_worker.person_id), for_turn="0")
    assert "Somebody is asked for this one already." in visitor.after(answer)
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count(Swap.id))) == 1


@pytest.mark.parametrize("fields", [{"person": ""}, {"person": "999"}, {"for_turn": "999"}, {"for_turn": ""}])
def test_nonsense_asks_nobody(visit, mine, resident, housemate, inside, fields):
    answer = visit(resident).post(
        f"/chores/turns/{mine.id}/swap", **{"person": str(housemate.person_id), "for_turn": "0", **fields}
    )
    assert answer.status_code == 422
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count(Swap.id))) == 0


def test_a_turn_of_somebody_else_is_not_theirs_to_give(visit, mine, theirs, resident, living_worker):
    fields = {"person": str(living_worker.person_id), "for_turn": str(theirs.id)}
    answer = visit(resident).post(f"/chores/turns/{mine.id}/swap", **fields)
    assert "Choose a turn of the person you ask." in answer.get_data(as_text=True)


@pytest.mark.parametrize("who", ["worker", "outsider", "coordinator"])
def test_who_does_not_live_here_or_elsewhere_is_not_asked(visit, request, mine, resident, who):
    fields = {"person": str(request.getfixturevalue(who).person_id), "for_turn": "0"}
    assert visit(resident).post(f"/chores/turns/{mine.id}/swap", **fields).status_code == 422


def test_of_another_house_it_is_not_there(visit, ask, outsider):
    assert visit(outsider).post(f"/chores/swaps/{ask().id}/accept").status_code == 404


def test_the_day_is_named(visit, ask, theirs, housemate):
    ask(for_turn=theirs)
    assert "They take Bins, on Sunday, from you." in visit(housemate).page("/chores")
    assert date(2026, 8, 8).weekday() == 5
