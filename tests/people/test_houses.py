"""Somebody who belongs to two houses: one at a time on screen, and nothing of one on a page of the other."""

import pytest

from house import clock
from house.people import acts
from house.viewer import Role


@pytest.fixture
def both(inside, resident, cast):
    """Robin, who lives in Phoenix House and works for Harbour House."""
    with inside():
        acts.join(cast.other_house_id, resident.person_id, Role.peer_worker, clock.now())
    return resident


PAGES = (
    "/",
    "/week",
    "/house",
    "/people",
    "/me",
    "/chores",
    "/check-ins",
    "/meetings",
    "/rosters",
    "/calendar-links",
)


def text_of(browser):
    return " ".join(browser.page(path) for path in PAGES)


def test_with_one_house_nobody_sees_a_switch(visit, resident):
    page = visit(resident).page("/me")
    assert "/me/house/" not in page and "other houses" not in page


def test_with_two_the_other_one_is_offered(visit, both):
    page = visit(both).page("/me")
    assert "Go to Harbour House" in page and "Go to Phoenix House" not in page


def test_going_there_shows_it(visit, both, cast):
    browser = visit(both)
    browser.after(browser.submit(f"/me/house/{cast.other_house_id}", page="/me"))
    assert "Omar" in browser.page("/people")


def test_a_role_is_one_in_its_house_alone(visit, both, cast):
    browser = visit(both)
    assert browser.get("/rosters/me").status_code == 404
    browser.post(f"/me/house/{cast.other_house_id}")
    assert "How people reach me" in browser.page("/me")


def test_nothing_of_one_house_stands_on_a_page_of_the_other(visit, both, cast):
    browser = visit(both)
    here = text_of(browser)
    assert "Hana" in here and "Omar" not in here
    browser.post(f"/me/house/{cast.other_house_id}")
    there = text_of(browser)
    assert "Omar" in there and not [name for name in ("Hana", "Cleo", "Alex") if name in there]


def test_the_switch_is_this_devices_alone(visit, both, cast):
    phone, tablet = visit(both), visit(both)
    phone.post(f"/me/house/{cast.other_house_id}")
    assert "Hana" in tablet.page("/people")


@pytest.mark.parametrize("who", ["resident", "coordinator", "outsider"])
def test_a_house_that_is_not_theirs_is_no_page(visit, request, cast, who):
    somebody = request.getfixturevalue(who)
    foreign = cast.house_id if somebody.house_id == cast.other_house_id else cast.other_house_id
    browser = visit(somebody)
    assert browser.post(f"/me/house/{foreign}").status_code == 404
    assert browser.post("/me/house/999999999").status_code == 404


def test_a_house_they_have_left_is_not_theirs(visit, departed, cast, inside):
    with inside():
        acts.join(cast.other_house_id, departed.person_id, Role.resident, clock.now())
    elsewhere = type(departed)(departed.person_id, cast.other_house_id, departed.name, departed.roles)
    browser = visit(elsewhere)
    assert "Harbour House" in browser.page("/house")
    assert browser.post(f"/me/house/{cast.house_id}").status_code == 404
    assert "/me/house/" not in browser.page("/me")


def test_they_come_back_to_the_house_they_had_on_screen_last(visit, both, cast, give_password, knock, at):
    give_password(both)
    browser = visit(both)
    at("2026-08-06 17:10")
    browser.post(f"/me/house/{cast.other_house_id}")
    assert "Harbour House" in knock().browser.page("/house")


def test_coordinating_one_house_is_nothing_in_another(visit, coordinator, cast, inside):
    with inside():
        acts.join(cast.other_house_id, coordinator.person_id, Role.resident, clock.now())
    browser = visit(coordinator)
    browser.post(f"/me/house/{cast.other_house_id}")
    assert browser.get("/people/invite").status_code == 404
    assert browser.get("/the-house").status_code == 404
