"""Actions and asks at the same moment: one wins, and the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from house.db import transaction
from house.meetings import action_acts, ask_acts
from house.meetings.action_acts import ActionWords
from house.meetings.action_models import Action, ActionStatus, Ask, AskAnswer, AskStatus, WayBeyond
from house.meetings.ask_acts import AskWords
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


def browsers(arena: Arena, *names: str) -> list[Visit]:
    return [sign_in(arena[0], getattr(arena[1], name), NOW) for name in names]


def every(arena: Arena, kind: type) -> list[tuple[object, ...]]:
    with arena[0].app_context(), transaction(may_write=False) as session:
        return [tuple(row) for row in session.execute(sa.select(kind.__table__).order_by(kind.id))]


def passing(arena: Arena) -> int:
    app, cast = arena
    with app.app_context(), transaction():
        action = action_acts.offer(cast.house_id, cast.resident.person_id, ActionWords("Oil the gate"), NOW)
        action_acts.pass_on(action, cast.resident.person_id, NOW)
        return action.id


def asked(arena: Arena) -> int:
    app, cast = arena
    with app.app_context(), transaction():
        words = AskWords("May we?", "The landlord")
        return ask_acts.raise_ask(cast.house_id, cast.resident.person_id, words, NOW).id


def statuses(arena: Arena, kind: type) -> list[str]:
    with arena[0].app_context(), transaction(may_write=False) as session:
        return sorted(each.value for each in session.scalars(sa.select(kind.status)))


@pytest.mark.parametrize("_again", range(3))
def test_of_five_who_take_it_one_has_it(arena: Arena, _again: int) -> None:
    path = f"/meetings/actions/{passing(arena)}/take"
    who = browsers(arena, "housemate", "worker", "other_worker", "living_worker", "coordinator")
    answers = at_once(*[lambda b=b: b.post(path) for b in who])
    assert {answer.status_code for answer in answers} == {303}
    assert statuses(arena, Action) == ["offered", "passed on"]
    pages = [browser.after(answer) for browser, answer in zip(who, answers, strict=True)]
    assert sum("It is yours now. Thanks." in page for page in pages) == 1
    assert sum("Somebody took it over a moment ago" in page for page in pages) == 4


@pytest.mark.parametrize("_again", range(3))
def test_of_done_and_taken_over_one_counts(arena: Arena, _again: int) -> None:
    action_id = passing(arena)
    mine, taker = browsers(arena, "resident", "worker")
    at_once(
        lambda: mine.post(f"/meetings/actions/{action_id}/done"),
        lambda: taker.post(f"/meetings/actions/{action_id}/take"),
    )
    assert statuses(arena, Action) in (["done"], ["offered", "passed on"])


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_close_one_is_told(arena: Arena, _again: int) -> None:
    path = f"/meetings/asks/{asked(arena)}/close"
    who = browsers(arena, "resident", "housemate")
    answers = at_once(*[lambda b=b: b.post(path) for b in who])
    pages = [browser.after(answer) for browser, answer in zip(who, answers, strict=True)]
    assert sum("Somebody has closed it already." in page for page in pages) == 1


@pytest.mark.parametrize("_again", range(3))
def test_an_answer_and_a_close_leave_nothing_between(arena: Arena, _again: int) -> None:
    ask_id = asked(arena)
    answering, closing = browsers(arena, "coordinator", "resident")
    answers = at_once(
        lambda: answering.post(f"/meetings/asks/{ask_id}/answer", text="Yes."),
        lambda: closing.post(f"/meetings/asks/{ask_id}/close"),
    )
    assert answers[1].status_code == 303 and statuses(arena, Ask) == [AskStatus.closed.value]
    assert len(every(arena, AskAnswer)) == (1 if answers[0].status_code == 303 else 0)


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_write_the_way_beyond_one_sees_the_others(arena: Arena, _again: int) -> None:
    who = browsers(arena, "resident", "coordinator")
    answers = at_once(
        *[lambda b=b, n=n: b.post("/meetings/asks/beyond", mark="0", name=f"Place {n}") for n, b in enumerate(who)]
    )
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    assert len(every(arena, WayBeyond)) == 1


def test_yes_and_not_me_on_two_devices_are_one_answer(arena: Arena) -> None:
    app, cast = arena
    with app.app_context(), transaction():
        words = ActionWords("Oil the gate")
        action = action_acts.offer(cast.house_id, cast.resident.person_id, words, NOW, cast.housemate.person_id)
        path = f"/meetings/actions/{action.id}"
    first, second = browsers(arena, "housemate", "housemate")
    answers = at_once(lambda: first.post(f"{path}/yes"), lambda: second.post(f"{path}/not-me"))
    assert {answer.status_code for answer in answers} <= {303, 404}
    assert statuses(arena, Action)[0] in (ActionStatus.offered.value, ActionStatus.up_for_grabs.value)
