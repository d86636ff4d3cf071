"""Somebody with an account comes into another house with it, and can go from one to the other."""

import pytest
import sqlalchemy as sa

from house.people import acts
from house.people.models import Invite, Person
from house.viewer import Role
from tests.support.cast import NOW


@pytest.fixture
def link(inside, cast, outside_coordinator):
    with inside():
        token = acts.invite(cast.other_house_id, outside_coordinator.person_id, Role.peer_worker, "Alex", NOW)
    return f"/join/{token}"


def test_it_is_offered_to_somebody_who_is_signed_in(visit, worker, link):
    assert "Join as Alex" in visit(worker).page(link)


def test_it_is_not_offered_to_a_stranger(visit, link):
    assert "You are signed in as" not in visit().page(link)


def test_the_other_house_is_then_on_screen(visit, worker, link):
    browser = visit(worker)
    browser.post(f"{link}/as-me")
    assert "Harbour House" in browser.page("/house")


def test_there_is_a_way_back(visit, worker, link, house_id):
    browser = visit(worker)
    browser.post(f"{link}/as-me")
    assert "Go to Phoenix House" in browser.page("/me")
    browser.post(f"/me/house/{house_id}")
    assert "Phoenix House" in browser.page("/house")


def test_nobody_new_is_made(visit, worker, link, inside):
    with inside() as session:
        before = session.scalar(sa.select(sa.func.count()).select_from(Person))
    visit(worker).post(f"{link}/as-me")
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Person)) == before


def test_the_link_is_used_up(visit, worker, other_worker, link):
    visit(worker).post(f"{link}/as-me")
    assert visit(other_worker).post(f"{link}/as-me").status_code == 410


def test_a_stranger_is_led_to_the_form(visit, link):
    assert visit().post(f"{link}/as-me").headers["Location"] == link


def test_somebody_who_belongs_there_leaves_the_link_for_others(visit, outsider, inside, cast, outside_coordinator):
    with inside():
        token = acts.invite(cast.other_house_id, outside_coordinator.person_id, Role.resident, "Omar", NOW)
    visit(outsider).post(f"/join/{token}/as-me")
    with inside() as session:
        assert session.scalar(sa.select(Invite.used_at)) is None


def test_a_token_that_never_was_is_no_page(visit, worker):
    assert visit(worker).post(f"/join/{'x' * 32}/as-me").status_code == 404
