"""Fifty people tap at the same moment: one wins, the others get a kind answer, and nothing is half done."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from house.chores.acts import add_chore
from house.chores.models import Turn, TurnHolder
from house.chores.plan import ChorePlan
from house.db import db, transaction
from house.once import new_nonce
from house.people import acts
from house.people.models import Invite, Membership, Person
from house.viewer import Role
from tests.support.cast import NOW, Cast, Somebody
from tests.support.visiting import Visit, sign_in

MANY = 50


def add_turn(app: Flask, cast: Cast) -> int:
    with app.app_context(), transaction() as session:
        plan = ChorePlan("Kitchen bins", None, 10)
        chore = add_chore(cast.house_id, cast.resident.person_id, plan, NOW.date(), NOW)
        turn_id = session.scalar(sa.select(Turn.id).where(Turn.chore_id == chore.id).order_by(Turn.window_from))
        assert turn_id
        return turn_id


def add_residents(app: Flask, cast: Cast) -> list[Visit]:
    with app.app_context(), transaction():
        people = [acts.add_person(f"Person {n}", NOW) for n in range(MANY)]
        for person in people:
            acts.join(cast.house_id, person.id, Role.resident, NOW)
        known = [Somebody(person.id, cast.house_id, person.called_name, (Role.resident,)) for person in people]
    return [sign_in(app, somebody, NOW) for somebody in known]


def all_at_once(visits: list[Visit], path: str, nonce: str | None = None, **fields: str) -> list[TestResponse]:
    barrier = Barrier(len(visits))

    def tap(visit: Visit) -> TestResponse:
        barrier.wait()
        return visit.post(path, nonce=nonce, **fields)

    with ThreadPoolExecutor(len(visits)) as pool:
        return list(pool.map(tap, visits))


@pytest.fixture
def taken(arena: tuple[Flask, Cast]) -> tuple[Flask, list[Visit], list[TestResponse]]:
    app, cast = arena
    turn_id, visits = add_turn(app, cast), add_residents(app, cast)
    return app, visits, all_at_once(visits, f"/chores/turns/{turn_id}/take")


def test_one_turn_has_one_holder(taken: tuple[Flask, list[Visit], list[TestResponse]]) -> None:
    with taken[0].app_context(), transaction(may_write=False) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(TurnHolder)) == 1


def test_everybody_gets_an_answer_and_forty_nine_a_kind_one(
    taken: tuple[Flask, list[Visit], list[TestResponse]],
) -> None:
    _app, visits, answers = taken
    assert {answer.status_code for answer in answers} == {303}
    said = [visit.after(answer) for visit, answer in zip(visits, answers, strict=True)]
    assert sum("has this one now" in page for page in said) == MANY - 1


def test_one_form_sent_from_one_device_ten_times_at_once_counts_once(arena: tuple[Flask, Cast]) -> None:
    app, cast = arena
    browser = sign_in(app, cast.coordinator, NOW)
    same = [Visit(app, browser.sign_in_id, browser.token) for _ in range(10)]
    all_at_once(same, "/people/invite", nonce=new_nonce(), called_name="Noor", role="resident")
    with app.app_context(), transaction(may_write=False) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Invite)) == 1


def test_one_invite_lets_one_person_in(arena: tuple[Flask, Cast]) -> None:
    app, cast = arena
    with app.app_context(), transaction():
        token = acts.invite(cast.house_id, cast.coordinator.person_id, Role.resident, "Noor", NOW)
    visits = [Visit(app) for _ in range(8)]
    barrier = Barrier(len(visits))

    def join(number: int) -> int:
        barrier.wait()
        fields = {"called_name": "Noor", "sign_in_name": f"noor{number}", "password": "four quiet words here"}
        return visits[number].post(f"/join/{token}", **fields).status_code

    with ThreadPoolExecutor(len(visits)) as pool:
        codes = sorted(pool.map(join, range(len(visits))))
    assert codes == [303] + [410] * 7
    with app.app_context(), transaction(may_write=False) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Person).where(Person.called_name == "Noor")) == 1


def test_one_person_joins_once(arena: tuple[Flask, Cast]) -> None:
    """A role in force is unique in the database too."""
    app, cast = arena
    with app.app_context(), pytest.raises(sa.exc.IntegrityError), transaction():
        acts.join(cast.house_id, cast.resident.person_id, Role.resident, NOW)
    with app.app_context(), transaction(may_write=False):
        query = sa.select(sa.func.count()).where(Membership.person_id == cast.resident.person_id)
        assert db.session.scalar(query) == 1
