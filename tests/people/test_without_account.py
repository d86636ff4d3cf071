"""Somebody who never signs in is of the house all the same, and can get an account later, as the same person."""

import re
from datetime import date, time

import pytest
import sqlalchemy as sa

from house.people import acts, going
from house.people.models import Invite, Membership, Person
from house.rosters import acts as rosters
from house.rosters.models import Shift, ShiftStatus
from house.rosters.plan import ShiftKind, ShiftPlan
from house.trust.models import Change
from house.viewer import Role
from tests.support.cast import NOW

ACCOUNT = {"called_name": "Noor", "pronouns": "they", "sign_in_name": "noor", "password": "four quiet words here"}


@pytest.fixture
def noor(visit, coordinator, inside):
    """A peer worker without an account."""
    visit(coordinator).submit("/people/add", called_name="Noor", pronouns="they", role="peer worker")
    with inside() as session:
        return session.scalars(sa.select(Person.id).where(Person.called_name == "Noor")).one()


@pytest.fixture
def link(visit, coordinator, noor):
    """The link that gives them an account."""
    page = visit(coordinator).submit(f"/people/{noor}/invite")
    assert page.status_code == 201
    return "/join/" + re.search(r"/join/([\w-]+)", page.get_data(as_text=True)).group(1)


@pytest.fixture
def shift(inside, noor, coordinator, house_id):
    with inside():
        plan = ShiftPlan(ShiftKind.day, noor, date(2026, 8, 8), time(9), time(17))
        return rosters.give_shift(house_id, coordinator.person_id, plan, NOW).id


def test_they_are_on_the_list_and_belong(visit, housemate, noor, house_id, inside):
    assert "Noor" in visit(housemate).page("/people")
    with inside() as session:
        assert acts.belongs(house_id, noor, Role.peer_worker, NOW)
        assert session.get_one(Person, noor).sign_in_name is None


@pytest.mark.parametrize("missing", ["called_name", "role"])
def test_a_name_and_a_role_are_needed(visit, coordinator, missing, inside):
    fields = {"called_name": "Noor", "role": "resident"} | {missing: ""}
    assert visit(coordinator).submit("/people/add", **fields).status_code == 422


def test_nobody_adds_a_coordinator(visit, coordinator):
    assert visit(coordinator).submit("/people/add", called_name="Noor", role="coordinator").status_code == 422


def test_they_can_be_given_a_shift(visit, coordinator, noor):
    assert "Noor" in visit(coordinator).page("/rosters/shifts/new")


def test_a_coordinator_notes_their_yes(visit, coordinator, shift, inside):
    browser = visit(coordinator)
    assert "They said yes" in browser.page(f"/rosters/shifts/{shift}")
    page = browser.after(browser.post(f"/rosters/shifts/{shift}/they-said-yes"))
    assert "Noted: Noor said yes." in page
    with inside() as session:
        assert session.get_one(Shift, shift).status is ShiftStatus.confirmed
        last = session.scalars(sa.select(Change).order_by(Change.id.desc())).first()
        assert (last.action, last.actor_id) == ("confirmed", coordinator.person_id)


def test_nobody_says_yes_for_somebody_who_signs_in(visit, coordinator, worker, house_id, inside):
    with inside():
        plan = ShiftPlan(ShiftKind.day, worker.person_id, date(2026, 8, 8), time(9), time(17))
        own = rosters.give_shift(house_id, coordinator.person_id, plan, NOW).id
    browser = visit(coordinator)
    assert "They said yes" not in browser.page(f"/rosters/shifts/{own}")
    assert browser.post(f"/rosters/shifts/{own}/they-said-yes").status_code == 404


@pytest.mark.parametrize("who", ["resident", "worker", "outside_coordinator"])
def test_it_is_for_coordinators_of_this_house(visit, shift, noor, request, who):
    browser = visit(request.getfixturevalue(who))
    assert browser.post(f"/rosters/shifts/{shift}/they-said-yes").status_code == 404
    assert browser.post(f"/people/{noor}/invite").status_code == 404


def test_by_the_link_the_same_person_gets_an_account(visit, link, noor, inside):
    page = visit().page(link)
    assert 'value="Noor"' in page and "Been here before?" not in page
    browser = visit()
    assert browser.submit(link, **ACCOUNT).status_code == 303
    assert "Noor" in browser.page("/me")
    with inside() as session:
        assert session.scalars(sa.select(Person.id).where(Person.called_name == "Noor")).all() == [noor]
        assert session.get_one(Person, noor).sign_in_name == "noor"
        assert len(session.scalars(sa.select(Membership.id).where(Membership.person_id == noor)).all()) == 1


def test_a_name_that_is_taken_is_said_beside_its_field(visit, link, noor, inside):
    answer = visit().submit(link, **(ACCOUNT | {"sign_in_name": "ROBIN"}))
    assert answer.status_code == 422
    assert "Someone signs in with that name already" in answer.get_data(as_text=True)
    with inside() as session:
        assert session.get_one(Person, noor).sign_in_name is None
    assert visit().submit(link, **ACCOUNT).status_code == 303


def test_who_has_an_account_meanwhile_is_told(visit, coordinator, noor, link, inside):
    second = visit(coordinator).submit(f"/people/{noor}/invite").get_data(as_text=True)
    visit().submit(link, **ACCOUNT)
    browser = visit()
    other = "/join/" + re.search(r"/join/([\w-]+)", second).group(1)
    page = browser.after(browser.submit(other, **(ACCOUNT | {"sign_in_name": "noor2"})))
    assert "Noor has a way to sign in by now." in page
    with inside() as session:
        assert session.get_one(Person, noor).sign_in_name == "noor"


def test_who_signs_in_needs_no_invite(visit, coordinator, resident):
    browser = visit(coordinator)
    assert "to sign in" not in browser.page(f"/people/{resident.person_id}")
    assert browser.get(f"/people/{resident.person_id}/invite").status_code == 303


def test_nobody_else_comes_in_by_it_as_themselves(visit, link, outsider, inside):
    visit(outsider).post(f"{link}/as-me")
    assert visit().get(f"{link}/before").status_code == 404
    with inside() as session:
        assert session.scalar(sa.select(Invite.used_at)) is None


def test_who_moved_on_meanwhile_gets_no_account(visit, link, noor, inside, at):
    now = at("2026-08-06 18:00")
    with inside() as session:
        going.move_on(session.scalars(sa.select(Membership).where(Membership.person_id == noor)).one(), None, now)
    assert visit().submit(link, **ACCOUNT).status_code == 410
    with inside() as session:
        assert session.get_one(Person, noor).sign_in_name is None
