"""Coordinators who act at the same moment: the house is never without one, and nothing is asked or done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TypeVar

import pytest
import sqlalchemy as sa
from flask import Flask

from house.db import transaction
from house.people import acts, roles
from house.people.belonging import HouseSetting, RoleAction, RoleAsk
from house.people.models import Membership
from house.people.roles import coordinator_ids
from house.people.settings import version
from house.viewer import Role
from tests.support.cast import LONG_AGO, NOW, Cast, Somebody
from tests.support.visiting import Visit, sign_in

LATER = NOW + timedelta(minutes=1)
Answer = TypeVar("Answer")


def at_once(*calls: Callable[[], Answer]) -> list[Answer]:
    barrier = Barrier(len(calls))

    def begin(call: Callable[[], Answer]) -> Answer:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(begin, calls))


def add_coordinator(app: Flask, cast: Cast, name: str) -> Somebody:
    with app.app_context(), transaction():
        person = acts.add_person(name, LONG_AGO, sign_in_name=name)
        acts.join(cast.house_id, person.id, Role.coordinator, LONG_AGO)
        return Somebody(person.id, cast.house_id, name, (Role.coordinator,))


def ask(app: Flask, about: Somebody, action: RoleAction, by: Somebody) -> int:
    with app.app_context(), transaction():
        return roles.ask(about.house_id, about.person_id, action, by.person_id, NOW).id


def coordinators(app: Flask, cast: Cast) -> set[int]:
    with app.app_context(), transaction(may_write=False):
        return coordinator_ids(cast.house_id, NOW + timedelta(hours=1))


@pytest.fixture
def two(arena: tuple[Flask, Cast]) -> tuple[Flask, Cast, Somebody, Somebody]:
    app, cast = arena
    return app, cast, cast.coordinator, add_coordinator(app, cast, "Pat")


@pytest.mark.parametrize("_again", range(3))
def test_two_who_end_each_other_leave_one(two: tuple[Flask, Cast, Somebody, Somebody], _again: int) -> None:
    app, cast, cleo, pat = two
    ends = [(ask(app, pat, RoleAction.end, cleo), pat), (ask(app, cleo, RoleAction.end, pat), cleo)]
    browsers = [(sign_in(app, who, NOW), ask_id) for ask_id, who in ends]
    answers = at_once(*[lambda b=b, i=i: b.post(f"/roles/asks/{i}/agree") for b, i in browsers])
    assert {each.status_code for each in answers} == {303}
    assert len(coordinators(app, cast)) == 1


def test_of_three_who_all_step_down_at_once_one_stays(two: tuple[Flask, Cast, Somebody, Somebody]) -> None:
    app, cast, cleo, pat = two
    toni = add_coordinator(app, cast, "Toni")
    circle = [(cleo, pat), (pat, toni), (toni, cleo)]
    ends = [(ask(app, who, RoleAction.end, who), sign_in(app, second, NOW)) for who, second in circle]
    at_once(*[lambda b=b, i=i: b.post(f"/roles/asks/{i}/agree") for i, b in ends])
    assert len(coordinators(app, cast)) >= 1


def test_two_who_agree_at_once_make_one_coordinator(two: tuple[Flask, Cast, Somebody, Somebody]) -> None:
    app, cast, cleo, pat = two
    toni = add_coordinator(app, cast, "Toni")
    ask_id = ask(app, cast.resident, RoleAction.make, cleo)
    browsers = [sign_in(app, who, NOW) for who in (pat, toni)]
    answers = at_once(*[lambda b=b: b.post(f"/roles/asks/{ask_id}/agree") for b in browsers])
    said = [b.after(answer) for b, answer in zip(browsers, answers, strict=True)]
    assert sum("Robin is a coordinator now." in page for page in said) == 1
    assert sum("Nothing has changed now." in page for page in said) == 1
    assert cast.resident.person_id in coordinators(app, cast)


def test_agreeing_and_taking_back_at_once_has_one_winner(two: tuple[Flask, Cast, Somebody, Somebody]) -> None:
    app, cast, cleo, pat = two
    ask_id = ask(app, cast.resident, RoleAction.make, cleo)
    asker, second = sign_in(app, cleo, NOW), sign_in(app, pat, NOW)
    at_once(
        lambda: asker.post(f"/roles/asks/{ask_id}/take-back"),
        lambda: second.post(f"/roles/asks/{ask_id}/agree"),
    )
    with app.app_context(), transaction(may_write=False) as session:
        asked = session.get_one(RoleAsk, ask_id)
        assert (asked.agreed_at is None) != (asked.withdrawn_at is None)
        was_made = asked.agreed_at is not None
    assert (cast.resident.person_id in coordinators(app, cast)) == was_made


def test_two_who_ask_the_same_at_once_ask_once(two: tuple[Flask, Cast, Somebody, Somebody]) -> None:
    app, cast, cleo, pat = two
    browsers = [sign_in(app, who, NOW) for who in (cleo, pat)]
    path = f"/roles/{cast.resident.person_id}/make"
    at_once(*[lambda b=b: b.post(path) for b in browsers])
    with app.app_context(), transaction(may_write=False) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(RoleAsk)) == 1


def test_alone_on_two_devices_at_once_asks_once(arena: tuple[Flask, Cast]) -> None:
    app, cast = arena
    browsers = [sign_in(app, cast.coordinator, NOW) for _ in range(2)]
    path = f"/roles/{cast.resident.person_id}/make"
    answers = at_once(*[lambda b=b: b.post(path) for b in browsers])
    assert {each.status_code for each in answers} == {303}
    with app.app_context(), transaction(may_write=False) as session:
        made = sa.select(sa.func.count()).where(
            Membership.person_id == cast.resident.person_id, Membership.role == Role.coordinator
        )
        assert session.scalar(made) == 1


@pytest.mark.parametrize("is_settled_before", [False, True])
def test_of_two_who_settle_one_thing_at_once_the_second_is_told(
    two: tuple[Flask, Cast, Somebody, Somebody], is_settled_before: bool
) -> None:
    app, _cast, cleo, pat = two
    browsers: list[Visit] = [sign_in(app, who, NOW) for who in (cleo, pat)]
    path, fields = "/house/settings/settling_in_days", {"seen": "start", "rests_on": "House meeting of 3 May"}
    if is_settled_before:
        earlier = sign_in(app, cleo, NOW)
        earlier.submit(path, number="3", rests_on="An earlier one")
        fields["seen"] = version_of(app)
    answers = at_once(*[lambda b=b, n=n: b.post(path, number=str(n), **fields) for n, b in enumerate(browsers, 10)])
    assert sorted(each.status_code for each in answers) == [303, 422]
    told = next(each for each in answers if each.status_code == 422).get_data(as_text=True)
    assert "Somebody changed this meanwhile." in told
    with app.app_context(), transaction(may_write=False) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(HouseSetting)) == 1


def version_of(app: Flask) -> str:
    with app.app_context(), transaction(may_write=False) as session:
        return version(session.scalars(sa.select(HouseSetting)).one())
