"""Somebody steps back: what they can't do meanwhile is up for grabs, and nothing else changes."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.chores import acts
from house.chores.models import Status, Turn
from house.people.belonging import PresenceKind
from house.people.presence import Step, step_back
from house.trust.models import Change
from tests.support.cast import ZONE

TODAY = date(2026, 8, 6)  # a Thursday
AWAY, RESTING, NOT_TODAY, LIGHTER = (
    PresenceKind.away,
    PresenceKind.resting,
    PresenceKind.not_today,
    PresenceKind.lighter,
)


def day(number):
    return date(2026, 8, number)


@pytest.fixture
def steps(inside, house_id):
    def act(somebody, kind, first=TODAY, end=None):
        with inside():
            quarters = 2 if kind is LIGHTER else 0
            step = Step(kind, first, end, quarters)
            step_back(house_id, somebody.person_id, step, clock.today(ZONE), clock.now())

    return act


@pytest.fixture
def taken(add, turn_of, do, inside, resident):
    """Robin has a turn whose days are these, half-open."""

    def take(first, end):
        turn = turn_of(add(f"Bins {first} {end}"))
        with inside() as session:
            moved = sa.update(Turn).where(Turn.id == turn.id)
            session.execute(moved.values(window_from=first, window_to=end))
        do(acts.take, turn, resident)
        return turn

    return take


@pytest.mark.parametrize("kind", [AWAY, RESTING])
@pytest.mark.parametrize(
    ("window", "time", "opens", "why"),
    [
        ((day(7), day(9)), (TODAY, day(13)), True, "its days lie inside"),
        ((day(6), day(13)), (TODAY, day(13)), True, "the same days"),
        ((day(3), day(10)), (TODAY, day(13)), True, "what is left of its days lies inside"),
        ((day(3), day(14)), (TODAY, day(13)), False, "it can be done on the day they are back"),
        ((day(13), day(14)), (TODAY, day(13)), False, "it begins when they are back"),
        ((day(7), day(30)), (TODAY, None), True, "they have not said when they are back"),
        ((day(3), day(9)), (day(8), None), False, "it can be done before they go"),
        ((day(8), day(9)), (day(8), None), True, "it begins when they go"),
        ((day(3), day(5)), (TODAY, day(13)), True, "it is still open, and would wait for them"),
        ((day(3), day(5)), (day(8), day(13)), False, "it is still open, and they are here until then"),
    ],
)
def test_turns_that_can_not_be_done_are_up_for_grabs(
    steps, taken, standing, resident, at, kind, window, time, opens, why
):
    at("2026-08-03 09:00")
    turn = taken(*window)
    at("2026-08-06 17:00")
    steps(resident, kind, *time)
    assert (standing(turn).status is Status.up_for_grabs) == opens, why
    assert standing(turn).holders == ([] if opens else [resident.person_id])


@pytest.mark.parametrize(
    ("window", "opens"),
    [((day(3), day(7)), True), ((TODAY, day(7)), True), ((TODAY, day(8)), False), ((day(3), day(6)), False)],
)
def test_not_today_opens_what_ends_today_alone(steps, taken, standing, resident, at, window, opens):
    at("2026-08-03 09:00")
    turn = taken(*window)
    at("2026-08-06 17:00")
    steps(resident, NOT_TODAY, TODAY, day(7))
    assert (standing(turn).status is Status.up_for_grabs) == opens


def test_a_lighter_share_changes_no_turn(steps, taken, standing, resident):
    turn = taken(TODAY, day(7))
    steps(resident, LIGHTER)
    assert standing(turn).status is Status.taken


def test_what_is_done_stays_done(steps, do, turn, standing, resident):
    do(acts.mark_done, turn, resident)
    steps(resident, RESTING)
    assert (standing(turn).status, standing(turn).doers) == (Status.done, [resident.person_id])


def test_what_others_have_stays_with_them(steps, do, turn, standing, resident, housemate):
    do(acts.take, turn, housemate)
    steps(resident, AWAY)
    assert standing(turn).holders == [housemate.person_id]


def test_what_left_the_page_long_ago_is_let_be(steps, taken, standing, resident, at):
    at("2026-07-01 09:00")
    turn = taken(date(2026, 7, 2), date(2026, 7, 3))
    at("2026-08-06 17:00")
    steps(resident, AWAY)
    assert standing(turn).status is Status.taken


def test_nobody_is_named_in_the_trace(steps, taken, resident, inside):
    turn = taken(TODAY, day(7))
    steps(resident, RESTING)
    with inside() as session:
        query = sa.select(Change.actor_id).where(Change.thing_id == turn.id, Change.action == "opened")
        assert session.scalars(query).all() == [None]


def test_calendars_learn_of_it(steps, taken, standing, resident):
    turn = taken(TODAY, day(7))
    before = standing(turn).sequence
    steps(resident, RESTING)
    assert standing(turn).sequence == before + 1


def test_a_turn_can_be_taken_while_away_and_stays(steps, do, turn, standing, resident):
    steps(resident, AWAY)
    do(acts.take, turn, resident)
    assert standing(turn).holders == [resident.person_id]


def test_of_a_chore_put_away_it_rests(steps, taken, standing, resident, inside, chore, turn, do):
    do(acts.take, turn, resident)
    with inside() as session:
        acts.put_away(session.merge(chore), resident.person_id, TODAY, clock.now())
    steps(resident, AWAY)
    assert standing(turn).status is Status.paused


def test_letting_it_go_after_that_is_answered_kindly(visit, taken, resident):
    turn, browser = taken(TODAY, TODAY + timedelta(days=2)), visit(resident)
    browser.post("/me/stepping-back", choice="away-7")
    assert "You let this go already." in browser.after(browser.post(f"/chores/turns/{turn.id}/let-go"))


def test_from_the_page_a_turn_goes_back_in_two_taps(visit, taken, standing, resident, housemate):
    taken(TODAY, TODAY + timedelta(days=2))
    visit(resident).submit("/me/stepping-back", choice="away-7")
    page = visit(housemate).page("/chores")
    assert "Take it" in page and "Robin" not in page.split("<main", 1)[1]
