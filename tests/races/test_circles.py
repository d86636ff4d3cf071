"""The last place of a circle, taken by two at the same moment: one has it, and the other waits quietly."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import time
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from house.db import db, transaction
from house.gatherings import circle_acts, circle_hosts
from house.gatherings.circle_models import CircleAnswer, CircleHost, CircleSession, Standing
from house.gatherings.circle_plan import CirclePlan, CircleWords
from house.people.holding import hold_house
from house.when.repeat import weekly
from tests.support.cast import NOW, Cast
from tests.support.visiting import Visit, sign_in


@pytest.fixture
def circle(arena: tuple[Flask, Cast]) -> tuple[list[Visit], int, int]:
    """Three people signed in, a circle with one place, and its time in a week."""
    app, cast = arena
    with app.app_context(), transaction():
        words, plan = CircleWords("Tea", capacity=1), CirclePlan(weekly(3), time(19))
        made = circle_acts.make(hold_house(cast.house_id), cast.resident.person_id, words, plan, NOW)
        of_it = sa.select(CircleSession.id).where(CircleSession.circle_id == made.id)
        ids = made.id, list(db.session.scalars(of_it.order_by(CircleSession.starts_at).limit(2)))[1]
    people = (cast.housemate, cast.worker, cast.living_worker)
    return [sign_in(app, each, NOW) for each in people], *ids


def at_once(*calls: Callable[[], TestResponse]) -> list[int]:
    barrier = Barrier(len(calls))

    def begin(call: Callable[[], TestResponse]) -> int:
        barrier.wait()
        return call().status_code

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(begin, calls))


def standings(app: Flask) -> list[Standing]:
    with app.app_context(), transaction(may_write=False) as session:
        return sorted(session.scalars(sa.select(CircleAnswer.standing)))


def test_of_three_who_take_the_last_place_one_has_it_and_two_wait(
    arena: tuple[Flask, Cast], circle: tuple[list[Visit], int, int]
) -> None:
    people, _circle_id, session_id = circle
    path = f"/circles/times/{session_id}/say"
    assert at_once(*(lambda v=v: v.post(path, answer="coming") for v in people)) == [303, 303, 303]
    assert standings(arena[0]) == [Standing.coming, Standing.waits, Standing.waits]


def test_a_place_that_is_given_up_while_another_is_asked_for_is_had_once(
    arena: tuple[Flask, Cast], circle: tuple[list[Visit], int, int]
) -> None:
    (first, second, third), _circle_id, session_id = circle
    path = f"/circles/times/{session_id}/say"
    first.post(path, answer="coming")
    second.post(path, answer="coming")
    at_once(lambda: first.post(path, answer="nothing"), lambda: third.post(path, answer="coming"))
    assert standings(arena[0]) == [Standing.offered, Standing.waits]


def test_of_three_who_take_on_a_circle_that_nobody_hosts_one_does(
    arena: tuple[Flask, Cast], circle: tuple[list[Visit], int, int]
) -> None:
    (app, cast), (people, circle_id, _session_id) = arena, circle
    with app.app_context(), transaction():
        circle_hosts.hosts_leave(cast.resident.person_id, cast.house_id, NOW)
    assert at_once(*(lambda v=v: v.post(f"/circles/{circle_id}/take-on") for v in people)) == [303, 303, 303]
    with app.app_context(), transaction(may_write=False) as session:
        assert session.scalar(sa.select(sa.func.count(CircleHost.id))) == 1
