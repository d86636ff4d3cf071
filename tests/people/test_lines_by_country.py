"""Houses of several countries on one computer: each has its own numbers, and others hear which is where."""

import pytest
import sqlalchemy as sa

from house import clock
from house.people import acts
from house.people.models import House

pytestmark = pytest.mark.usefixtures("files_as_they_were")


def foot(page):
    return page.split('<footer class="support"')[1]


@pytest.fixture
def open_house(inside, visit):
    """The coordinator of a new house, who came by the set-up."""

    def begin(**fields):
        with inside():
            token = acts.make_set_up_link(clock.now())
        browser = visit()
        answer = browser.submit(f"/set-up/{token}", **{**ROWAN, **fields})
        browser.after(answer)
        return browser

    return begin


ROWAN = {
    "house_name": "Rowan House",
    "country": "GB",
    "timezone": "Europe/London",
    "called_name": "Noor",
    "sign_in_name": "noor",
    "password": "four words of mine",
    "first_name": "Listeners",
    "first_phone": "0123 456 789",
    "second_name": "By text",
    "second_sms": "54321",
}


def test_each_house_sees_the_numbers_of_its_own_country(open_house, visit, resident):
    british = open_house()
    assert "tel:999" in foot(british.page("/")) and "tel:000" not in foot(british.page("/"))
    assert "tel:000" in foot(visit(resident).page("/")) and "tel:999" not in foot(visit(resident).page("/"))


def test_whoever_comes_by_sees_every_number_for_danger_with_its_country(open_house, visit):
    open_house()
    page = visit().page("/outside-help")
    assert "Emergency, Australia" in page and "Emergency, United Kingdom" in page
    assert "Lifeline, Australia" in page and "In danger right now?" not in page


def test_at_the_door_both_numbers_for_danger_stand_at_the_foot(open_house, visit):
    open_house()
    page = foot(visit().page("/sign-in"))
    assert "tel:999" in page and "tel:000" in page


def test_what_a_coordinator_wrote_in_the_set_up_is_for_their_house_alone(open_house, visit):
    british = open_house()
    assert "0123 456 789" in british.page("/outside-help/ours")
    assert "0123 456 789" not in visit().page("/outside-help")


def test_with_a_house_somewhere_else_the_one_number_names_its_country(open_house, visit):
    open_house(country="ZZ", timezone="Europe/Berlin", emergency="112")
    page = visit().page("/outside-help")
    assert "Emergency, Australia" in page and "tel:112" not in page


def test_with_houses_somewhere_else_alone_no_number_is_made_up(app, visit, inside, open_house):
    with inside() as session:
        for house in session.scalars(sa.select(House)):
            house.country = "ZZ"
    open_house(country="ZZ", timezone="Europe/Berlin", emergency="112")
    page = visit().page("/outside-help")
    assert "Call the emergency number of the place you are in." in page and "tel:" not in page
