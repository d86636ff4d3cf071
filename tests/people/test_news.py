"""New people with a role are seen: one quiet line on Today, for a week."""

from datetime import timedelta

import pytest

from house import clock
from house.people import acts
from house.viewer import Role
from tests.people.conftest import PASSWORD
from tests.support.cast import NOW


@pytest.fixture
def joins(inside, visit, house_id, coordinator):
    """Somebody comes by an invite."""

    def join(name, role=Role.peer_worker, by=coordinator):
        with inside():
            token = acts.invite(house_id, by.person_id if by else None, role, name, clock.now())
        visit().post(f"/join/{token}", called_name=name, sign_in_name=f"{name}-here", password=PASSWORD)

    return join


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(hours=1), "Jo joined as a peer worker today, invited by Cleo."),
        (timedelta(days=1), "Jo joined as a peer worker yesterday, invited by Cleo."),
        (timedelta(days=3), "Jo joined as a peer worker on Thursday, invited by Cleo."),
        (timedelta(days=6, hours=23), "Jo joined as a peer worker on Thursday 6 August, invited by Cleo."),
    ],
)
def test_a_new_peer_worker_is_seen_by_everybody(visit, resident, joins, at, later, words):
    joins("Jo")
    at(NOW + later)
    assert words in visit(resident).page("/")


def test_for_a_week_and_no_longer(visit, resident, joins, at):
    joins("Jo")
    at(NOW + timedelta(days=7))
    assert "Jo joined" not in visit(resident).page("/")


def test_a_new_resident_is_let_arrive_in_peace(visit, worker, joins):
    joins("Jo", Role.resident)
    assert "Jo joined" not in visit(worker).page("/")


def test_a_coordinator_from_the_server_is_seen_too(visit, resident, joins):
    joins("Jo", Role.coordinator, by=None)
    assert "Jo became a coordinator today." in visit(resident).page("/")


def test_there_is_one_line_at_most(visit, resident, joins, at):
    joins("Jo")
    at(NOW + timedelta(hours=2))
    joins("Max")
    page = visit(resident).page("/")
    assert "Max joined" in page and "Jo joined" not in page


def test_whoever_opened_the_house_is_no_news_to_it(visit, inside):
    with inside():
        token = acts.make_set_up_link(clock.now())
    browser = visit()
    browser.post(
        f"/set-up/{token}",
        house_name="Banksia House",
        quiet_name="Home",
        country="AU",
        timezone="Australia/Perth",
        called_name="Noor",
        sign_in_name="noor-here",
        password=PASSWORD,
    )
    page = browser.page("/")
    assert "You are the first one here." in page and "Noor became" not in page


def test_another_house_hears_nothing(visit, outsider, joins):
    joins("Jo")
    assert "Jo" not in visit(outsider).page("/")
