"""Two people at the same moment, each with a connection of their own: one wins, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa

from house import clock, facts
from house.db import db, transaction
from house.people import acts, going
from house.people.models import House, Invite, Membership, Person, SignInTry, SupportLine
from house.viewer import Role
from tests.people.conftest import PASSWORD
from tests.support.cast import NOW
from tests.support.databases import fresh_app
from tests.support.visiting import Visit, sign_in


@pytest.fixture
def crowd(backend, request, tmp_path):
    """An app on a database of its own, where commits are commits."""
    url = None
    if backend == "postgresql":
        request.getfixturevalue("cluster").create("crowd")
        url = request.getfixturevalue("cluster").url("crowd")
    app, cast = fresh_app(tmp_path / "crowd", url)
    yield app, cast
    with app.app_context():
        db.engine.dispose()
    if backend == "postgresql":
        request.getfixturevalue("cluster").drop("crowd")


def at_once(*calls):
    """Start all of them together; their answers' codes."""
    start = Barrier(len(calls))

    def begin(call):
        start.wait()
        return call().status_code

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(begin, calls))


def person(sign_in_name, **more):
    return {"called_name": "Noor", "sign_in_name": sign_in_name, "password": PASSWORD, **more}


def inside(app, act):
    with app.app_context(), transaction() as session:
        return act(session)


def count(app, column, **where):
    return inside(app, lambda session: session.scalar(sa.select(sa.func.count(column)).filter_by(**where)))


def test_of_two_with_one_set_up_link_one_opens_a_house(crowd):
    app, _cast = crowd
    path = "/set-up/" + inside(app, lambda _: acts.make_set_up_link(clock.now()))
    house = {"house_name": "Banksia House", "country": "AU", "timezone": "Australia/Perth"}
    calls = [lambda name=name: Visit(app).post(path, **person(name, **house)) for name in ("noor", "nico")]
    assert at_once(*calls) == [303, 410]
    assert count(app, House.id, name="Banksia House") == 1


def test_of_two_with_one_invite_one_joins(crowd):
    app, cast = crowd
    path = "/join/" + inside(app, lambda _: acts.invite(cast.house_id, None, Role.resident, "Noor", clock.now()))
    calls = [lambda name=name: Visit(app).post(path, **person(name)) for name in ("noor", "nico", "nora")]
    assert at_once(*calls) == [303, 410, 410]
    assert count(app, Person.id, called_name="Noor") == 1


def test_of_two_who_choose_one_name_one_has_it_and_the_other_chooses_again(crowd):
    app, cast = crowd

    def link(session):
        return "/join/" + acts.invite(cast.house_id, None, Role.resident, "Noor", clock.now())

    paths = [inside(app, link) for _ in range(3)]
    answers = at_once(*[lambda path=path: Visit(app).post(path, **person("noor")) for path in paths])
    assert answers == [303, 422, 422]
    assert count(app, Invite.id, used_at=None) == 2


def test_an_invite_is_used_or_taken_back_never_both(crowd):
    app, cast = crowd
    path = "/join/" + inside(app, lambda _: acts.invite(cast.house_id, None, Role.resident, "Noor", clock.now()))
    invite_id = inside(app, lambda session: session.scalar(sa.select(Invite.id)))
    coordinator = sign_in(app, cast.coordinator, clock.now())
    at_once(
        lambda: Visit(app).post(path, **person("noor")),
        lambda: coordinator.post(f"/people/invites/{invite_id}/withdraw"),
    )
    kept = inside(app, lambda session: session.get_one(Invite, invite_id))
    assert (kept.used_at is None) != (kept.withdrawn_at is None)
    assert count(app, Person.id, sign_in_name="noor") == (kept.used_at is not None)


def test_the_same_form_at_the_same_moment_has_one_effect(crowd):
    app, cast = crowd
    browser = sign_in(app, cast.coordinator, clock.now())
    fields = {"csrf_token": browser._masked(), "nonce": "n" * 20, "called_name": "Noor", "role": "resident"}
    browsers = [Visit(app, browser.sign_in_id, browser.token) for _ in range(5)]
    answers = at_once(*[lambda each=each: each.client.post("/people/invite", data=fields) for each in browsers])
    assert answers == [201, 303, 303, 303, 303]
    assert count(app, Invite.id) == 1


def test_many_guesses_at_once_are_counted_one_by_one(crowd):
    app, _cast = crowd
    calls = [lambda n=n: Visit(app).post("/sign-in", sign_in_name="robin", password=f"guess {n}") for n in range(16)]
    assert at_once(*calls) == [422] * 10 + [429] * 6
    assert count(app, SignInTry.id) == 20


def test_of_two_lines_of_the_last_three_one_can_go(crowd):
    app, cast = crowd

    def leave_three(session):
        lines = session.scalars(
            sa.select(SupportLine).where(SupportLine.house_id == cast.house_id, SupportLine.is_emergency.is_(False))
        ).all()
        for line in lines[3:]:
            session.delete(line)
        return [line.id for line in lines[:2]]

    ids = inside(app, leave_three)
    browsers = [sign_in(app, cast.coordinator, clock.now()) for _ in ids]
    at_once(*[lambda b=b, i=i: b.post(f"/outside-help/keep/{i}/remove") for b, i in zip(browsers, ids, strict=True)])
    assert count(app, SupportLine.id, house_id=cast.house_id, is_emergency=False) == 2


def test_somebody_moves_on_once(crowd):
    app, cast = crowd
    membership_id = inside(
        app, lambda session: session.scalar(sa.select(Membership.id).filter_by(person_id=cast.resident.person_id))
    )
    browsers = [sign_in(app, cast.coordinator, clock.now()) for _ in range(2)]
    path = f"/people/{membership_id}/moving-on"
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda browser: browser.post(path, when="now"), browsers))
    assert [answer.status_code for answer in answers] == [303, 303]
    pages = [browser.after(answer) for browser, answer in zip(browsers, answers, strict=True)]
    assert sorted("It is noted already: Robin, today, 5pm." in page for page in pages) == [False, True]


def test_a_going_takes_effect_once(crowd, at):
    """The first two requests after the instant come together; the rooms are told once."""
    app, cast = crowd
    told = []

    def listener(membership, now):
        told.append(membership.id)

    with app.app_context(), transaction() as session:
        membership = session.scalars(sa.select(Membership).filter_by(person_id=cast.resident.person_id)).one()
        going.move_on(membership, cast.coordinator.person_id, clock.now(), at=clock.now() + timedelta(hours=1))
    browsers = [sign_in(app, each, clock.now()) for each in (cast.housemate, cast.coordinator, cast.worker)]
    at("2026-08-06 18:00")
    with facts.moved_on.connected_to(listener):
        assert at_once(*[lambda b=b: b.get("/") for b in browsers]) == [200, 200, 200]
    assert len(told) == 1


def test_two_links_give_one_account(crowd):
    app, cast = crowd

    def add(session):
        person = acts.add_person("Noor", NOW)
        acts.join(cast.house_id, person.id, Role.resident, NOW)
        made = (cast.house_id, cast.coordinator.person_id, Role.resident, "Noor", NOW)
        return [acts.invite(*made, person_id=person.id) for _ in range(2)]

    def come(token, name):
        return Visit(app).post(f"/join/{token}", called_name="Noor", sign_in_name=name, password=PASSWORD)

    tokens = inside(app, add)
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(come, tokens, ("noor", "noor2")))
    went = sorted(answer.headers["Location"] for answer in answers)
    assert went == ["/", "/sign-in"]
