"""What the roster asks of somebody."""

import pytest

from house import clock
from house.rosters import acts, profiles
from house.rosters.models import Shift
from house.rosters.waiting import waiting
from tests.rosters.plans import wall

REACH = "Say how people reach you when you are here"


@pytest.fixture
def asks(inside, as_viewer):
    """What waits for somebody at this moment."""

    def read(somebody):
        with inside():
            return waiting(as_viewer(somebody), clock.now())

    return read


@pytest.fixture(autouse=True)
def reached(inside, worker):
    """Alex has said how to reach them; Sam has not."""
    with inside():
        profiles.set_reach_by(worker.house_id, worker.person_id, "Knock", "", clock.now())


def test_a_given_shift_waits_for_a_yes(give, asks, worker):
    shift_id = give("2026-08-07", "22:00-06:00", worker, confirmed=False)
    [ask] = asks(worker)
    assert (ask.words, ask.path) == (
        "A shift is waiting for your yes: tomorrow, 10pm to 6am",
        f"/rosters/shifts/{shift_id}",
    )


def test_several_are_one_line(give, asks, worker):
    for day in ("2026-08-08", "2026-08-07", "2026-08-09"):
        give(day, "09:00-17:00", worker, confirmed=False)
    [ask] = asks(worker)
    assert (ask.words, ask.path) == (
        "3 shifts are waiting for your yes. The first: tomorrow, 9am to 5pm",
        "/rosters",
    )


def test_it_waits_since_it_was_given(give, asks, worker, at):
    given_at = at("2026-08-05 10:00")
    give("2026-08-07", "22:00-06:00", worker, confirmed=False)
    at("2026-08-06 17:00")
    assert asks(worker)[0].since == given_at


def test_after_a_yes_nothing_waits(give, asks, worker):
    give("2026-08-07", "22:00-06:00", worker)
    assert asks(worker) == []


def test_once_it_is_over_nothing_waits(give, asks, worker, at):
    give("2026-08-07", "09:00-17:00", worker, confirmed=False)
    at("2026-08-07 17:00")
    assert asks(worker) == []


@pytest.mark.parametrize("who", ["resident", "living_worker", "other_worker", "coordinator", "outsider"])
def test_it_waits_for_nobody_else(give, asks, worker, request, who):
    give("2026-08-07", "22:00-06:00", worker, confirmed=False)
    assert not [ask for ask in asks(request.getfixturevalue(who)) if "yes" in ask.words]


@pytest.mark.parametrize(
    ("day", "times", "waits", "why"),
    [
        ("2026-08-06", "16:00-22:00", True, "it has begun already, with nobody"),
        ("2026-09-03", "16:59-22:00", True, "the last minute of the four weeks ahead"),
        ("2026-09-03", "17:00-22:00", False, "four weeks ahead to the minute"),
    ],
)
def test_an_open_shift_waits_for_coordinators(give, asks, coordinator, day, times, waits, why):
    give(day, times, None)
    assert bool(asks(coordinator)) is waits, why


def test_it_leads_to_the_shift(give, asks, coordinator):
    shift_id = give("2026-08-07", "22:00-06:00", None)
    assert asks(coordinator)[0].path == f"/rosters/shifts/{shift_id}"


@pytest.mark.parametrize("who", ["resident", "worker", "outside_coordinator"])
def test_an_open_shift_waits_for_nobody_else(give, asks, request, who):
    give("2026-08-07", "22:00-06:00", None)
    assert asks(request.getfixturevalue(who)) == []


def test_a_shift_given_to_somebody_waits_no_more(give, inside, asks, coordinator, worker):
    shift_id = give("2026-08-07", "22:00-06:00", None)
    with inside() as session:
        acts.give_to(session.get_one(Shift, shift_id), worker.person_id, coordinator.person_id, clock.now())
    assert asks(coordinator) == []


def test_a_worker_nobody_can_reach_is_asked(asks, other_worker):
    assert [(ask.words, ask.path) for ask in asks(other_worker)] == [(REACH, "/rosters/me")]


def test_they_are_asked_since_they_joined(asks, other_worker):
    assert asks(other_worker)[0].since < wall("2026-01-01 00:00")


@pytest.mark.parametrize("who", ["resident", "living_worker", "coordinator"])
def test_nobody_else_is_asked_how_to_reach_them(asks, request, who):
    assert asks(request.getfixturevalue(who)) == []


def test_it_stands_on_today(give, visit, worker):
    give("2026-08-07", "22:00-06:00", worker, confirmed=False)
    assert "A shift is waiting for your yes: tomorrow, 10pm to 6am" in visit(worker).page("/")


def test_asking_takes_few_queries(inside, as_viewer, queries, worker):
    with inside(), queries() as seen:
        waiting(as_viewer(worker), clock.now())
    assert seen.count <= 2
