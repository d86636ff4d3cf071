"""Lines of outside help changed at the same moment: enough of them stay, and the pages on disk say what was kept."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from house.db import db, transaction
from house.people import acts
from house.people.models import House, SupportLine
from house.people.published import page_path
from house.viewer import Role
from tests.support.cast import LONG_AGO, NOW, Cast, Somebody
from tests.support.visiting import Visit, sign_in

KEEP, OURS = "/outside-help/keep", "/outside-help/ours"
LESS = {"label": "By day", "phone": "1300 111 222", "sms": "", "url": ""}


@pytest.fixture
def two(arena: tuple[Flask, Cast]) -> tuple[Flask, Cast, Visit, Visit]:
    """Two coordinators of one house, each in their own browser."""
    app, cast = arena
    with app.app_context(), transaction():
        pat = acts.add_person("Pat", LONG_AGO, sign_in_name="pat")
        acts.join(cast.house_id, pat.id, Role.coordinator, LONG_AGO)
        second = Somebody(pat.id, cast.house_id, "Pat", (Role.coordinator,))
    return app, cast, sign_in(app, cast.coordinator, NOW), sign_in(app, second, NOW)


def at_once(*calls: Callable[[], TestResponse]) -> list[TestResponse]:
    barrier = Barrier(len(calls))

    def begin(call: Callable[[], TestResponse]) -> TestResponse:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(begin, calls))


def lines(app: Flask, cast: Cast) -> list[SupportLine]:
    with app.app_context(), transaction(may_write=False) as session:
        query = sa.select(SupportLine).where(SupportLine.house_id == cast.house_id)
        found = list(session.scalars(query.order_by(SupportLine.position)))
        session.expunge_all()
        return found


def any_time(app: Flask, cast: Cast) -> list[SupportLine]:
    return [line for line in lines(app, cast) if line.is_24_7 and not line.is_emergency]


def own_page(app: Flask, cast: Cast) -> str:
    with app.app_context(), transaction(may_write=False):
        return page_path(db.session.get_one(House, cast.house_id).help_code).read_text()


@pytest.mark.parametrize("_again", range(3))
def test_of_three_lines_two_coordinators_take_away_one(two: tuple[Flask, Cast, Visit, Visit], _again: int) -> None:
    app, cast, cleo, pat = two
    first, second, _third = [line.id for line in any_time(app, cast)]
    answers = at_once(lambda: cleo.post(f"{KEEP}/{first}/remove"), lambda: pat.post(f"{KEEP}/{second}/remove"))
    pages = [browser.after(answer) for browser, answer in zip((cleo, pat), answers, strict=True)]
    assert len(any_time(app, cast)) == 2
    assert sorted("A house needs two of them." in page for page in pages) == [False, True]


@pytest.mark.parametrize("_again", range(3))
def test_one_taken_away_and_one_made_less_leave_two(two: tuple[Flask, Cast, Visit, Visit], _again: int) -> None:
    app, cast, cleo, pat = two
    first, second, _third = [line.id for line in any_time(app, cast)]
    answers = at_once(lambda: cleo.post(f"{KEEP}/{first}/remove"), lambda: pat.post(f"{KEEP}/{second}", **LESS))
    assert len(any_time(app, cast)) == 2
    assert answers[1].status_code in (303, 422)


@pytest.mark.parametrize("_again", range(3))
def test_of_two_numbers_for_danger_one_stays(two: tuple[Flask, Cast, Visit, Visit], _again: int) -> None:
    app, cast, cleo, pat = two
    cleo.post(f"{KEEP}/new", label="Emergency by mobile", phone="112", is_emergency="y")
    first, second = [line.id for line in lines(app, cast) if line.is_emergency]
    at_once(lambda: cleo.post(f"{KEEP}/{first}/remove"), lambda: pat.post(f"{KEEP}/{second}/remove"))
    assert len([line for line in lines(app, cast) if line.is_emergency]) == 1


def test_the_same_line_taken_away_twice_is_gone_once(two: tuple[Flask, Cast, Visit, Visit]) -> None:
    app, cast, cleo, pat = two
    line = any_time(app, cast)[0].id
    answers = at_once(*[lambda b=b: b.post(f"{KEEP}/{line}/remove") for b in (cleo, pat)])
    assert sorted(answer.status_code for answer in answers) == [303, 404]
    assert len(any_time(app, cast)) == 2


@pytest.mark.parametrize("_again", range(3))
def test_the_page_on_disk_says_all_that_was_kept(two: tuple[Flask, Cast, Visit, Visit], _again: int) -> None:
    """Whoever writes the file last has seen what the others kept before."""
    app, cast, cleo, pat = two
    names = [f"Line {number}" for number in range(6)]
    calls = [
        lambda b=b, name=name: b.post(f"{KEEP}/new", label=name, phone="1300 111 222")
        for name, b in zip(names, (cleo, pat) * 3, strict=True)
    ]
    assert {answer.status_code for answer in at_once(*calls)} == {303}
    page = own_page(app, cast)
    assert [name for name in names if f"<h2>{name}</h2>" not in page] == []


def test_of_two_who_say_that_one_does_not_answer_both_are_thanked(two: tuple[Flask, Cast, Visit, Visit]) -> None:
    app, cast, *_ = two
    line = any_time(app, cast)[0].id
    browsers = [sign_in(app, who, NOW) for who in (cast.resident, cast.housemate)]
    answers = at_once(*[lambda b=b: b.submit(f"{OURS}/{line}/flag", page=OURS) for b in browsers])
    pages = [browser.after(answer) for browser, answer in zip(browsers, answers, strict=True)]
    assert sum("A coordinator is asked to look. " in page for page in pages) == 1
    assert sum("A coordinator is asked to look already." in page for page in pages) == 1
    assert any_time(app, cast)[0].flagged_at == NOW
