"""One person steps back on two devices at the same moment, or does a turn while they do."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from house.chores.acts import add_chore, take
from house.chores.models import Status, Turn, TurnDoer, TurnHolder
from house.chores.plan import ChorePlan
from house.db import transaction
from house.people.belonging import Presence
from tests.support.cast import NOW, Cast
from tests.support.visiting import sign_in

PATH = "/me/stepping-back"


def at_once(*calls: Callable[[], TestResponse]) -> list[TestResponse]:
    barrier = Barrier(len(calls))

    def begin(call: Callable[[], TestResponse]) -> TestResponse:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(begin, calls))


@pytest.mark.parametrize("choices", [["resting-7"] * 4, ["resting-7", "away-open", "today-1", "away-3"]])
def test_taps_at_once_leave_one_time(arena: tuple[Flask, Cast], choices: list[str]) -> None:
    app, cast = arena
    devices = [(sign_in(app, cast.resident, NOW), choice) for choice in choices]
    answers = at_once(*[lambda d=d, c=c: d.post(PATH, choice=c) for d, c in devices])
    assert {each.status_code for each in answers} == {303}
    with app.app_context(), transaction(may_write=False) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Presence)) == 1


def test_ended_on_two_devices_at_once_one_is_told(arena: tuple[Flask, Cast]) -> None:
    app, cast = arena
    devices = [sign_in(app, cast.resident, NOW) for _ in range(2)]
    devices[0].post(PATH, choice="away-7")
    devices[0].page("/")
    with app.app_context(), transaction(may_write=False) as session:
        time = session.scalar(sa.select(Presence.id))
    answers = at_once(*[lambda d=d: d.post(f"{PATH}/end", time=time) for d in devices])
    said = [device.after(answer) for device, answer in zip(devices, answers, strict=True)]
    assert sum("That had ended already." in page for page in said) == 1


@pytest.mark.parametrize("_again", range(3))
@pytest.mark.parametrize("what", ["done", "let-go"])
def test_a_turn_done_or_let_go_meanwhile_is_whole(arena: tuple[Flask, Cast], what: str, _again: int) -> None:
    app, cast = arena
    with app.app_context(), transaction() as session:
        chore = add_chore(cast.house_id, cast.resident.person_id, ChorePlan("Bins", None, 10), NOW.date(), NOW)
        turn = session.scalars(sa.select(Turn).where(Turn.chore_id == chore.id).order_by(Turn.window_from)).first()
        assert turn
        take(turn, cast.resident.person_id, NOW)
        turn_id = turn.id
    phone, tablet = (sign_in(app, cast.resident, NOW) for _ in range(2))
    answers = at_once(
        lambda: phone.post(PATH, choice="resting-open"),
        lambda: tablet.post(f"/chores/turns/{turn_id}/{what}"),
    )
    assert {each.status_code for each in answers} == {303}
    with app.app_context(), transaction(may_write=False) as session:
        status = session.scalar(sa.select(Turn.status).where(Turn.id == turn_id))
        doers = session.scalar(sa.select(sa.func.count()).where(TurnDoer.turn_id == turn_id))
        holders = session.scalar(sa.select(sa.func.count()).where(TurnHolder.turn_id == turn_id))
    assert (status, doers, holders) in [(Status.done, 1, 1), (Status.up_for_grabs, 0, 0)]
