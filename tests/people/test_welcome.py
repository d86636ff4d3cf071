"""The welcome: whoever joins meets it first, with every yes asked by itself and none said for them."""

import pytest
import sqlalchemy as sa

from house.people import acts
from house.people.belonging import Consent
from house.viewer import Role
from tests.people.conftest import PASSWORD
from tests.support.cast import NOW

FIELDS = {"called_name": "Noor", "sign_in_name": "noor", "password": PASSWORD}


@pytest.fixture
def invited(inside, house_id, coordinator):
    """The path of an invite to the house."""

    def make(role=Role.resident, person_id=None):
        with inside():
            return "/join/" + acts.invite(house_id, coordinator.person_id, role, "Noor", NOW, person_id)

    return make


def test_whoever_joins_is_welcomed_before_anything_else(visit, invited):
    guest = visit()
    answer = guest.submit(invited(), **FIELDS)
    assert answer.headers["Location"] == "/welcome"
    page = guest.after(answer)
    assert all(words in page for words in ("Welcome, Noor", "Who sees what", "Outside help", "Go to Today"))


def test_nothing_is_said_yes_to_by_joining(visit, invited, inside):
    visit().submit(invited(), **FIELDS)
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Consent)) == 0


def test_somebody_who_was_added_before_is_welcomed_too(visit, invited, inside, house_id):
    with inside():
        noor = acts.add_person("Noor", NOW)
        acts.join(house_id, noor.id, Role.resident, NOW)
        person_id = noor.id
    assert visit().submit(invited(person_id=person_id), **FIELDS).headers["Location"] == "/welcome"


def test_somebody_with_an_account_is_welcomed_to_another_house(visit, outsider, invited):
    browser = visit(outsider)
    path = invited()
    assert browser.post(f"{path}/as-me").headers["Location"] == "/welcome"


def test_somebody_who_comes_back_is_welcomed_again(visit, resident, give_password, moves_on, invited):
    give_password(resident)
    moves_on(resident)
    browser = visit()
    answer = browser.submit(invited() + "/before", sign_in_name="robin", password=PASSWORD)
    assert answer.headers["Location"] == "/welcome"
    assert "Welcome back." in browser.after(answer)


def test_who_belongs_there_already_goes_to_today(visit, resident, give_password, invited):
    give_password(resident)
    answer = visit().submit(invited() + "/before", sign_in_name="robin", password=PASSWORD)
    assert answer.headers["Location"] == "/"


def test_a_yes_there_goes_back_there(visit, resident, inside):
    answer = visit(resident).submit("/me/consents/photo/yes", page="/welcome")
    assert answer.headers["Location"] == "/welcome#photo"
    with inside() as session:
        assert session.scalars(sa.select(Consent.how)).one() == "on the welcome page"


def test_an_odd_place_to_go_back_to_is_ones_own_page(visit, resident):
    answer = visit(resident).post("/me/consents/photo/yes", asked_on="https://elsewhere.example")
    assert answer.headers["Location"] == "/me/consents#photo"


def test_it_has_one_main_thing_to_do(visit, resident):
    assert visit(resident).page("/welcome").count("button main") == 1


def test_a_worker_reads_words_that_fit(visit, worker, resident):
    assert "As a peer worker you read" in visit(worker).page("/welcome")
    assert "As a peer worker you read" not in visit(resident).page("/welcome")


def test_it_can_be_read_again_from_ones_own_page(visit, resident):
    assert 'href="/welcome"' in visit(resident).page("/me")
