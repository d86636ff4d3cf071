"""Somebody moves on: what they had is up for grabs."""

import pytest
import sqlalchemy as sa

from house import clock
from house.chores import acts
from house.chores.models import Status
from house.people.going import move_on
from house.people.models import Membership
from house.viewer import Role


@pytest.fixture
def moves_on(inside):
    """End one of somebody's memberships."""

    def end(somebody, role):
        with inside() as session:
            of_role = sa.select(Membership).where(Membership.person_id == somebody.person_id, Membership.role == role)
            move_on(session.scalars(of_role).one(), None, clock.now())

    return end


def test_their_turn_is_up_for_grabs(do, moves_on, resident, turn, standing):
    do(acts.take, turn, resident)
    moves_on(resident, Role.resident)
    assert (standing(turn).status, standing(turn).holders) == (Status.up_for_grabs, [])


def test_calendars_learn_of_it(do, moves_on, resident, turn, standing):
    do(acts.take, turn, resident)
    before = standing(turn).sequence
    moves_on(resident, Role.resident)
    assert standing(turn).sequence == before + 1


def test_all_of_their_turns_are(do, moves_on, add, turn_of, worker, standing):
    turns = [turn_of(add(name)) for name in ("Bins", "Stove", "Hall")]
    for turn in turns:
        do(acts.take, turn, worker)
    moves_on(worker, Role.peer_worker)
    assert {standing(turn).status for turn in turns} == {Status.up_for_grabs}


def test_what_they_did_stays_done(do, moves_on, resident, turn, standing):
    do(acts.mark_done, turn, resident)
    moves_on(resident, Role.resident)
    assert (standing(turn).status, standing(turn).doers) == (Status.done, [resident.person_id])


def test_what_others_have_stays_with_them(do, moves_on, resident, housemate, turn, standing):
    do(acts.take, turn, housemate)
    moves_on(resident, Role.resident)
    assert standing(turn).holders == [housemate.person_id]


def test_somebody_who_still_works_here_keeps_their_turn(do, moves_on, living_worker, turn, standing):
    do(acts.take, turn, living_worker)
    moves_on(living_worker, Role.resident)
    assert standing(turn).status is Status.taken


def test_of_a_chore_put_away_it_rests(inside, do, moves_on, chore, resident, turn, standing):
    do(acts.take, turn, resident)
    with inside() as session:
        kept = session.merge(chore)
        acts.put_away(kept, resident.person_id, clock.now().date(), clock.now())
    moves_on(resident, Role.resident)
    assert standing(turn).status is Status.paused
