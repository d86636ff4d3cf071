"""Who counts as being on shift: what people share with "whoever is on shift" reaches nobody else."""

from collections import namedtuple

import pytest

from house import clock
from house.people.models import Membership
from house.rosters import acts
from house.rosters.here import is_on_shift, on_shift
from house.rosters.models import Shift
from house.rosters.plan import ShiftKind
from house.viewer import Role
from tests.support.cast import LONG_AGO

Case = namedtuple("Case", "times kind moment holds why")
DAY, ON_CALL, SLEEP = ShiftKind.day, ShiftKind.on_call, ShiftKind.sleepover


@pytest.fixture
def counts(inside):
    """Whether somebody is on shift at this moment; both ways of asking agree."""

    def ask(somebody):
        with inside():
            one = is_on_shift(somebody.person_id, somebody.house_id, clock.now())
            among_all = somebody.person_id in [
                person_id for person_id, _name in on_shift(somebody.house_id, clock.now())
            ]
        assert one is among_all
        return one

    return ask


@pytest.mark.parametrize(
    Case._fields,
    [
        Case("18:00-22:00", DAY, "2026-08-06 17:29", False, "a minute more than half an hour before"),
        Case("18:00-22:00", DAY, "2026-08-06 17:30", True, "half an hour before"),
        Case("18:00-22:00", DAY, "2026-08-06 20:00", True, "in the middle"),
        Case("18:00-22:00", DAY, "2026-08-06 22:29", True, "nearly half an hour after"),
        Case("18:00-22:00", DAY, "2026-08-06 22:30", False, "half an hour after is no longer near"),
        Case("22:00-06:00", SLEEP, "2026-08-07 03:00", True, "asleep here is on shift"),
        Case("17:10-17:09", DAY, "2026-08-07 17:38", True, "the longest shift, after its end"),
        Case("18:00-22:00", ON_CALL, "2026-08-06 20:00", False, "on call is not on shift"),
    ],
)
def test_half_an_hour_around_a_shift(give, counts, worker, at, times, kind, moment, holds, why):
    give("2026-08-06", times, worker, kind)
    at(moment)
    assert counts(worker) is holds, why


def test_without_a_yes_it_does_not_count(give, counts, worker):
    give("2026-08-06", "16:00-22:00", worker, confirmed=False)
    assert not counts(worker)


def test_somebody_elses_shift_does_not_count(give, counts, worker, other_worker):
    give("2026-08-06", "16:00-22:00", worker)
    assert not counts(other_worker)


def test_a_called_off_shift_does_not_count(give, inside, counts, worker, coordinator):
    shift_id = give("2026-08-06", "16:00-22:00", worker)
    with inside() as session:
        acts.call_off(session.get_one(Shift, shift_id), coordinator.person_id, clock.now())
    assert not counts(worker)


def test_moving_on_ends_it_at_that_instant(give, counts, move_on, worker):
    give("2026-08-06", "16:00-22:00", worker)
    move_on(worker)
    assert not counts(worker)


def test_moving_on_ends_the_half_hour_after_too(give, counts, move_on, worker, at):
    give("2026-08-06", "16:00-17:30", worker)
    at("2026-08-06 17:45")
    move_on(worker)
    assert not counts(worker)


def test_somebody_who_lives_here_now_does_not_count(give, inside, counts, worker):
    give("2026-08-06", "16:00-22:00", worker)
    with inside() as session:
        session.add(
            Membership(house_id=worker.house_id, person_id=worker.person_id, role=Role.resident, started_at=LONG_AGO)
        )
    assert not counts(worker)


def test_a_shift_here_does_not_count_in_another_house(give, inside, worker, outside_coordinator):
    give("2026-08-06", "16:00-22:00", worker)
    with inside() as session:
        session.add(
            Membership(
                house_id=outside_coordinator.house_id,
                person_id=worker.person_id,
                role=Role.peer_worker,
                started_at=LONG_AGO,
            )
        )
        session.flush()
        assert not is_on_shift(worker.person_id, outside_coordinator.house_id, clock.now())


def test_asking_is_one_query(give, inside, queries, worker):
    give("2026-08-06", "16:00-22:00", worker)
    with inside(), queries() as seen:
        is_on_shift(worker.person_id, worker.house_id, clock.now())
    assert seen.count == 1
