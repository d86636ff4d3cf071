"""Whoever holds a role shows their password again after half an hour of quiet, before private words open."""

from datetime import timedelta

import pytest

from house.people.models import SignIn
from tests.people.conftest import PASSWORD
from tests.support.cast import NOW

PRIVATE = "/check-ins/shared"
AGAIN = "/sign-in/again"


def minutes(number):
    return NOW + timedelta(minutes=number)


@pytest.fixture
def alex(worker, give_password):
    give_password(worker)
    return worker


@pytest.fixture
def idle(visit, alex, at):
    """A worker's browser that nobody has touched for 31 minutes."""
    browser = visit(alex)
    at(minutes(31))
    return browser


def is_asked(answer):
    return answer.status_code == 303 and answer.headers["Location"].startswith(AGAIN)


def test_in_use_it_opens(visit, alex, at):
    browser = visit(alex)
    at(minutes(30))
    assert browser.get(PRIVATE).status_code == 200


def test_after_half_an_hour_of_quiet_the_password_is_asked_for(idle):
    assert is_asked(idle.get(PRIVATE))


@pytest.mark.parametrize("who", ["worker", "coordinator", "living_worker"])
def test_whoever_holds_a_role_is_asked(visit, request, at, who):
    browser = visit(request.getfixturevalue(who))
    at(minutes(31))
    assert is_asked(browser.get(PRIVATE))


def test_a_resident_is_not(visit, resident, at):
    browser = visit(resident)
    at(minutes(31))
    assert not is_asked(browser.get(PRIVATE))


def test_other_pages_open_as_ever(idle):
    assert idle.get("/").status_code == 200


def test_opening_another_page_first_is_no_way_round(idle):
    idle.page("/")
    assert is_asked(idle.get(PRIVATE))


def test_nor_is_asking_twice(idle):
    idle.get(PRIVATE)
    assert is_asked(idle.get(PRIVATE))


def test_its_head_alone_tells_nothing(idle, visit, worker):
    assert idle.client.head(PRIVATE).status_code == 405
    assert visit(worker).client.head(PRIVATE).status_code == 405


def test_nor_is_using_other_pages_for_a_while(idle, at):
    for number in range(32, 60, 5):
        at(minutes(number))
        idle.page("/")
    assert is_asked(idle.get(PRIVATE))


def test_with_the_password_it_opens_and_leads_back(idle):
    answer = idle.submit(idle.get(PRIVATE).headers["Location"], password=PASSWORD)
    assert answer.headers["Location"] == PRIVATE
    assert idle.get(PRIVATE).status_code == 200


def test_and_stays_open_while_in_use(idle, at):
    idle.submit(AGAIN, password=PASSWORD)
    for number in range(50, 120, 20):
        at(minutes(number))
        assert idle.get(PRIVATE).status_code == 200


def test_after_another_half_hour_of_quiet_it_is_asked_again(idle, at):
    idle.submit(AGAIN, password=PASSWORD)
    at(minutes(63))
    assert is_asked(idle.get(PRIVATE))


def test_a_wrong_password_opens_nothing(idle):
    answer = idle.submit(AGAIN, password="not the right words")
    assert answer.status_code == 422
    assert "That password doesn’t fit." in answer.get_data(as_text=True)
    assert is_asked(idle.get(PRIVATE))


def test_another_persons_password_opens_nothing(idle, housemate, give_password):
    give_password(housemate, "these are hana's words")
    assert idle.submit(AGAIN, password="these are hana's words").status_code == 422


def test_guessing_is_slowed(idle, at):
    answers = [idle.post(AGAIN, password=f"guess number {number}").status_code for number in range(11)]
    assert answers == [422] * 10 + [429]
    at(minutes(31) + timedelta(seconds=30))
    assert idle.post(AGAIN, password=PASSWORD).status_code == 303


def test_guessing_here_does_not_hold_the_owner_off_at_the_door(idle, knock):
    for number in range(11):
        idle.post(AGAIN, password=f"guess number {number}")
    assert knock("alex").status_code == 303


def test_the_way_back_is_a_page_of_ours(idle):
    answer = idle.submit(f"{AGAIN}?next=//evil.example", password=PASSWORD)
    assert answer.headers["Location"] == "/"


def test_on_another_device_it_opens_nothing(idle, visit, alex, at, inside):
    other = visit(alex)
    with inside() as session:
        row = session.get_one(SignIn, other.sign_in_id)
        row.last_seen_at = row.confirmed_at = row.awake_since = NOW
    idle.submit(AGAIN, password=PASSWORD)
    assert is_asked(other.get(PRIVATE))


def test_a_device_is_noted_as_seen_once_a_minute(visit, resident, at, inside):
    browser = visit(resident)
    at(NOW + timedelta(seconds=59))
    browser.page("/me")
    with inside() as session:
        assert session.get_one(SignIn, browser.sign_in_id).last_seen_at == NOW
    at(NOW + timedelta(seconds=61))
    browser.page("/me")
    with inside() as session:
        assert session.get_one(SignIn, browser.sign_in_id).last_seen_at == NOW + timedelta(seconds=61)


def test_asking_for_the_head_of_a_page_notes_it_too(visit, resident, at, inside):
    browser = visit(resident)
    at(minutes(2))
    assert browser.client.head("/me").status_code == 200
    with inside() as session:
        assert session.get_one(SignIn, browser.sign_in_id).last_seen_at == minutes(2)
