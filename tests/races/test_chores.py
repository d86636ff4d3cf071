"""Turns at the same moment: as many as fit have one, a swap is whole, and what is needed is needed once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from house.chores.acts import add_chore, take
from house.chores.between import Swap
from house.chores.cadence import Cadence, How
from house.chores.kinds import SwapStatus, Way
from house.chores.models import Status, Turn, TurnDoer, TurnHolder
from house.chores.plan import ChorePlan
from house.chores.shape import Suggestion
from house.chores.swapping import ask
from house.db import transaction
from tests.races.test_fifty_at_once import MANY, add_residents, all_at_once
from tests.support.cast import NOW, Cast
from tests.support.visiting import Visit, sign_in

Arena = tuple[Flask, Cast]


def at_once(*calls: Callable[[], TestResponse]) -> list[TestResponse]:
    barrier = Barrier(len(calls))

    def begin(call: Callable[[], TestResponse]) -> TestResponse:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(begin, calls))


def first_turn(arena: Arena, plan: ChorePlan, holder: int | None = None) -> int:
    app, cast = arena
    with app.app_context(), transaction() as session:
        chore = add_chore(cast.house_id, cast.resident.person_id, plan, NOW.date(), NOW)
        turn = session.scalars(sa.select(Turn).where(Turn.chore_id == chore.id).order_by(Turn.window_from)).first()
        assert turn
        if holder:
            take(turn, holder, NOW)
        return turn.id


def count(arena: Arena, kind: type, *which: sa.ColumnElement[bool]) -> int:
    with arena[0].app_context(), transaction(may_write=False) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(kind).where(*which)) or 0


def browsers(arena: Arena, *names: str) -> list[Visit]:
    return [sign_in(arena[0], getattr(arena[1], name), NOW) for name in names]


def test_of_fifty_two_have_what_needs_two(arena: Arena) -> None:
    turn_id = first_turn(arena, ChorePlan("The big shop", None, 30, needs_two=True))
    answers = all_at_once(add_residents(*arena), f"/chores/turns/{turn_id}/take")
    assert {answer.status_code for answer in answers} == {303} and len(answers) == MANY
    assert count(arena, TurnHolder) == 2


@pytest.mark.parametrize("_again", range(3))
@pytest.mark.parametrize("what", ["let-go", "done", "rest"])
def test_a_swap_accepted_while_the_turn_goes_is_whole(arena: Arena, what: str, _again: int) -> None:
    app, cast = arena
    turn_id = first_turn(arena, ChorePlan("Bins", None, 10), cast.resident.person_id)
    with app.app_context(), transaction() as session:
        turn = session.get_one(Turn, turn_id)
        swap_id = ask(turn, cast.resident.person_id, cast.housemate.person_id, None, NOW).id
    robin, hana = browsers(arena, "resident", "housemate")
    answers = at_once(
        lambda: robin.post(f"/chores/turns/{turn_id}/{what}"), lambda: hana.post(f"/chores/swaps/{swap_id}/accept")
    )
    assert {answer.status_code for answer in answers} <= {303, 404}  # not theirs any more
    with app.app_context(), transaction(may_write=False) as session:
        status = session.scalar(sa.select(Turn.status).where(Turn.id == turn_id))
        holders = list(session.scalars(sa.select(TurnHolder.person_id).where(TurnHolder.turn_id == turn_id)))
        swap = session.scalar(sa.select(Swap.status).where(Swap.id == swap_id))
    if swap is SwapStatus.accepted:
        assert holders == [cast.housemate.person_id]
    else:
        assert (status, holders) in [
            (Status.up_for_grabs, []),
            (Status.partly_done, []),
            (Status.done, [cast.resident.person_id]),
        ]


def test_a_swap_is_answered_once(arena: Arena) -> None:
    app, cast = arena
    turn_id = first_turn(arena, ChorePlan("Bins", None, 10), cast.resident.person_id)
    with app.app_context(), transaction() as session:
        swap_id = ask(session.get_one(Turn, turn_id), cast.resident.person_id, cast.housemate.person_id, None, NOW).id
    robin, one, other = browsers(arena, "resident", "housemate", "housemate")
    answers = at_once(
        lambda: one.post(f"/chores/swaps/{swap_id}/accept"),
        lambda: other.post(f"/chores/swaps/{swap_id}/not-this-time"),
        lambda: robin.post(f"/chores/swaps/{swap_id}/take-back"),
    )
    assert {answer.status_code for answer in answers} == {303}
    assert count(arena, Swap, Swap.status != SwapStatus.asked) == 1
    assert count(arena, TurnHolder) == 1


def test_needed_by_five_at_once_it_comes_once(arena: Arena) -> None:
    app, cast = arena
    with app.app_context(), transaction():
        plan = ChorePlan("Bulbs", None, 5, cadence=Cadence(How.when_needed, days=3))
        chore_id = add_chore(cast.house_id, cast.resident.person_id, plan, NOW.date(), NOW).id
    who = browsers(arena, "resident", "housemate", "worker", "living_worker", "coordinator")
    answers = at_once(*[lambda b=b: b.post(f"/chores/{chore_id}/needed") for b in who])
    assert {answer.status_code for answer in answers} == {303}
    assert count(arena, Turn) == 1


def test_done_on_two_devices_it_is_done_once_and_comes_once_more(arena: Arena) -> None:
    _app, cast = arena
    plan = ChorePlan("Kettle", None, 5, cadence=Cadence(How.after_done, 10, days=3))
    turn_id = first_turn(arena, plan, cast.resident.person_id)
    phone, tablet = browsers(arena, "resident", "resident")
    at_once(
        lambda: phone.post(f"/chores/turns/{turn_id}/done"),
        lambda: tablet.post(f"/chores/turns/{turn_id}/who", people=str(cast.resident.person_id)),
    )
    assert (count(arena, TurnDoer), count(arena, Turn)) == (1, 2)


def test_planned_by_many_at_once_each_turn_is_suggested_once(arena: Arena) -> None:
    plan = ChorePlan("Stove", None, 10, way=Way.by_fairness)
    turn_id = first_turn(arena, plan)
    who = browsers(arena, "resident", "housemate", "living_worker", "resident")
    fields = {"like-1": "like"}
    answers = at_once(
        *[lambda b=b: b.post("/chores/likes", **fields) for b in who[:3]],
        lambda: who[3].post(f"/chores/turns/{turn_id}/not-this-one"),
    )
    assert {answer.status_code for answer in answers} == {303}
    turns = count(arena, Turn, Turn.status == Status.suggested)
    assert turns == count(arena, Suggestion) == 9
