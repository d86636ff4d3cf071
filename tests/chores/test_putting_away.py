"""Put a chore away, and bring it back."""

from datetime import date

import pytest
import sqlalchemy as sa

from house import clock, facts
from house.chores import acts
from house.chores.models import Chore, Status, Turn
from house.series.models import Series
from tests.support.cast import ZONE


@pytest.fixture
def statuses(inside, chore):
    """How the chore's turns stand, in order."""

    def read():
        with inside() as session:
            query = sa.select(Turn.status).where(Turn.chore_id == chore.id).order_by(Turn.window_from)
            return list(session.scalars(query))

    return read


@pytest.fixture
def put_away(inside, chore, resident):
    def act():
        with inside() as session:
            kept = session.get_one(Chore, chore.id)
            acts.put_away(kept, resident.person_id, clock.today(ZONE), clock.now())

    return act


@pytest.mark.parametrize("who", ["resident", "living_worker", "coordinator"])
def test_who_lives_here_and_coordinators_may(visit, request, chore, statuses, who):
    visit(request.getfixturevalue(who)).post(f"/chores/{chore.id}/put-away")
    assert set(statuses()) == {Status.paused}


@pytest.mark.parametrize("who", ["worker", "outsider", "outside_coordinator"])
@pytest.mark.parametrize("what", ["put-away", "bring-back"])
def test_nobody_else_may(visit, request, chore, statuses, who, what):
    assert visit(request.getfixturevalue(who)).post(f"/chores/{chore.id}/{what}").status_code == 404
    assert set(statuses()) == {Status.up_for_grabs}


def test_a_worker_is_shown_no_such_button(visit, worker, chore):
    assert "put-away" not in visit(worker).page(f"/chores/{chore.id}")


def test_a_turn_that_somebody_has_stays_with_them(do, put_away, resident, turn, standing):
    do(acts.take, turn, resident)
    put_away()
    assert standing(turn).status is Status.taken


def test_a_turn_let_go_after_that_rests(do, put_away, resident, turn, standing):
    do(acts.take, turn, resident)
    put_away()
    do(acts.let_go, turn, resident)
    assert standing(turn).status is Status.paused


def test_a_turn_that_rests_gets_a_kind_answer(visit, put_away, resident, turn, standing):
    put_away()
    visitor = visit(resident)
    page = visitor.after(visitor.post(f"/chores/turns/{turn.id}/take"))
    assert "This one rests for now." in page
    assert standing(turn).status is Status.paused


def test_it_is_up_for_grabs_no_more(visit, resident, put_away):
    put_away()
    assert "Kitchen bins" not in visit(resident).page("/chores")


def test_no_more_turns_are_made(inside, put_away, statuses, chore):
    put_away()
    with inside():
        facts.rows_needed.send(chore.house_id, until=date(2026, 12, 31), now=clock.now())
    assert len(statuses()) == 9


def test_its_series_ends_today(inside, put_away, chore):
    put_away()
    with inside() as session:
        assert session.get_one(Series, chore.series_id).ends_on == date(2026, 8, 6)


@pytest.mark.parametrize(
    ("what", "words"), [("put-away", "is off the list already"), ("bring-back", "is on the list already")]
)
def test_doing_it_twice_is_told_kindly(visit, resident, chore, statuses, what, words):
    visitor = visit(resident)
    for _ in range(2):
        answer = visitor.post(f"/chores/{chore.id}/{what}")
    assert words in visitor.after(answer)


def test_bringing_it_back_opens_its_turns(visit, resident, put_away, chore, statuses):
    put_away()
    visit(resident).post(f"/chores/{chore.id}/bring-back")
    assert set(statuses()) == {Status.up_for_grabs}


def test_bringing_it_back_much_later_opens_turns_from_then_on(visit, at, resident, put_away, chore, inside):
    put_away()
    at("2026-12-10 09:00")  # a Thursday, nine weeks past the last turn that stood
    visit(resident).post(f"/chores/{chore.id}/bring-back")
    with inside() as session:
        query = sa.select(Turn.window_from).where(Turn.chore_id == chore.id, Turn.status == Status.up_for_grabs)
        opened = list(session.scalars(query.order_by(Turn.window_from)))
    assert (opened[0], opened[-1]) == (date(2026, 12, 7), date(2027, 2, 1))


def test_the_list_names_it_apart(visit, resident, put_away):
    put_away()
    page = visit(resident).page("/chores/all")
    assert page.index("Off the list") < page.index("Kitchen bins")
