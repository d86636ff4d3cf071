"""Somebody who left every house: for 30 days their own password opens their things; then they are cleared."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house.checkins.models import CheckIn
from house.db import Base
from house.feeds.models import Feed
from house.people import acts
from house.people.belonging import Consent, ExportLink, Photo, Presence
from house.people.models import Membership, Passkey, Person, SignIn
from house.trust.models import Look, Share
from house.viewer import Role
from tests.home.conftest import A_MONTH, opened
from tests.support.cast import NOW


@pytest.fixture
def left(life, leaves, give_password):
    """Robin, who has left and knows their password."""
    give_password(life)
    leaves(life)
    return life


def knock(visit, words="four words of mine"):
    browser = visit()
    return browser, browser.post("/sign-in", sign_in_name="Robin", password=words)


def test_their_own_password_leads_to_their_things(visit, left):
    browser, answer = knock(visit)
    page = browser.after(answer)
    assert "You moved on from Phoenix House" in page
    assert "until Saturday 5 September, 5pm" in page


def test_a_wrong_password_leads_nowhere(visit, left):
    assert knock(visit, "four words of yours")[1].status_code == 422


def test_the_page_gives_them_everything(visit, left, led_on):
    taken = opened(visit().submit(led_on(left)))
    assert "quince-of-robin" in taken.page and "hana" not in taken.page.casefold()
    assert "my-photo.webp" in taken.names


def test_the_secret_is_stored_hashed_and_a_new_one_ends_the_last(visit, left, led_on, inside):
    first, second = led_on(left), led_on(left)
    assert visit().get(first).status_code == 404
    assert visit().get(second).status_code == 200
    with inside() as session:
        assert second.rsplit("/", 1)[1].encode() not in session.scalars(sa.select(ExportLink.token_hash)).one()


@pytest.mark.parametrize("method", ["get", "post"])
def test_after_thirty_days_it_opens_nothing(visit, left, led_on, at, method):
    path = led_on(left)
    at(NOW + A_MONTH - timedelta(seconds=1))
    assert getattr(visit(), method)(path).status_code == 200
    at(NOW + A_MONTH)
    assert getattr(visit(), method)(path).status_code == 410
    assert knock(visit)[1].status_code == 422


def test_a_link_that_never_was_is_no_page(visit):
    assert visit().get("/taking-along/nothing").status_code == 404


def test_no_page_of_a_coordinator_holds_it(visit, left, led_on, coordinator):
    token = led_on(left).rsplit("/", 1)[1]
    browser = visit(coordinator)
    assert browser.get(f"/people/{left.person_id}").status_code == 404
    assert token not in browser.page("/people")


def test_somebody_of_another_house_is_not_led_here(visit, left, cast, inside):
    with inside():
        acts.join(cast.other_house_id, left.person_id, Role.resident, NOW)
    assert knock(visit)[1].headers["Location"] == "/"


def test_a_card_used_before_leaving_keeps_closed_what_it_closed(visit, left, led_on, inside):
    with inside() as session:
        person = session.get_one(Person, left.person_id)
        person.password_opens_at = NOW + timedelta(hours=25)
    assert "quince" not in opened(visit().submit(led_on(left))).page


# --- the name ---


def everything(inside):
    with inside() as session:
        return "\n".join(str(session.execute(sa.select(table)).all()) for table in Base.metadata.sorted_tables)


def test_their_name_can_go_everywhere(visit, inside, house_id, led_on, coordinator, at):
    with inside() as session:
        token = acts.invite(house_id, coordinator.person_id, Role.resident, "Marigold", NOW)
    fields = {"called_name": "Marigold", "pronouns": "xe", "sign_in_name": "xx-77", "password": "four quiet words here"}
    visit().post(f"/join/{token}", **fields)
    with inside() as session:
        person_id = session.scalars(sa.select(Person.id).where(Person.called_name == "Marigold")).one()
        membership = session.scalars(sa.select(Membership.id).where(Membership.person_id == person_id)).one()
    at(NOW + timedelta(hours=1))
    visit(coordinator).submit(f"/people/{membership}/moving-on", when="now")
    assert "Marigold" in everything(inside)
    path = led_on(_Somebody(person_id))
    browser = visit()
    page = browser.after(browser.submit(f"{path}/name"))
    assert "You stand there as “a former housemate”" in page
    assert "Marigold" not in everything(inside) and "'xe'" not in everything(inside)


class _Somebody:
    def __init__(self, person_id):
        self.person_id = person_id


def test_it_is_asked_once(visit, left, led_on, inside):
    page = visit().page(f"{led_on(left)}/name")
    assert "Nobody can bring them back" in page
    with inside() as session:
        assert session.get_one(Person, left.person_id).called_name == "Robin"


def test_a_workers_name_stays_and_the_page_says_why(visit, worker, leaves, led_on, inside):
    leaves(worker)
    path = led_on(worker)
    browser = visit()
    assert "people can still see who looked at their things" in browser.page(path)
    browser.post(f"{path}/name")
    with inside() as session:
        assert session.get_one(Person, worker.person_id).called_name == "Alex"


def test_in_another_house_the_name_stays(visit, left, led_on, cast, inside):
    path = led_on(left)
    with inside():
        acts.join(cast.other_house_id, left.person_id, Role.resident, NOW)
    browser = visit()
    assert "You belong to another house here" in browser.page(path)
    browser.post(f"{path}/name")
    with inside() as session:
        assert session.get_one(Person, left.person_id).called_name == "Robin"


# --- 30 days later ---


def rows(inside, person_id):
    owned = {kind: kind.owner_id for kind in (CheckIn, Share, Feed)}
    held = {kind: kind.person_id for kind in (Presence, Consent, Photo, ExportLink, SignIn, Passkey)}
    with inside() as session:
        found = {
            kind.__name__: session.scalars(sa.select(column).where(column == person_id)).all()
            for kind, column in (owned | held).items()
        }
    return {name for name, them in found.items() if them}


def test_what_was_private_is_cleared(visit, left, led_on, housemate, inside, at):
    led_on(left)
    assert {"CheckIn", "Share", "Photo", "Consent", "Presence", "Feed", "ExportLink"} <= rows(inside, left.person_id)
    at(NOW + A_MONTH)
    visit(housemate).page("/")
    assert rows(inside, left.person_id) == set()
    assert {"CheckIn", "Share", "Photo", "Consent", "Presence", "Feed"} <= rows(inside, housemate.person_id)


def test_not_a_second_before(visit, left, housemate, inside, at):
    at(NOW + A_MONTH - timedelta(seconds=1))
    visit(housemate).page("/")
    assert {"CheckIn", "Photo", "Feed"} <= rows(inside, left.person_id)


def test_their_account_ends_and_looks_stay(visit, left, housemate, inside, at):
    at(NOW + A_MONTH)
    visit(housemate).page("/")
    with inside() as session:
        person = session.get_one(Person, left.person_id)
        assert (person.sign_in_name, person.password_hash, person.called_name) == (None, None, "Robin")
        assert session.scalars(sa.select(Look.id).where(Look.owner_id == left.person_id)).all()


def test_an_account_goes_on_that_another_house_needs(visit, left, housemate, cast, inside, at):
    with inside():
        acts.join(cast.other_house_id, left.person_id, Role.resident, NOW)
    at(NOW + A_MONTH)
    visit(housemate).page("/")
    with inside() as session:
        assert session.get_one(Person, left.person_id).sign_in_name == "robin"


def test_an_account_goes_on_while_things_of_another_house_can_be_taken_along(
    visit, left, housemate, outsider, cast, inside, at, leaves
):
    with inside():
        acts.join(cast.other_house_id, left.person_id, Role.resident, NOW)
    at(NOW + timedelta(days=10))
    leaves(left)
    at(NOW + A_MONTH)
    visit(housemate).page("/")
    assert knock(visit)[1].headers["Location"].startswith("/taking-along/")
    at(NOW + timedelta(days=40))
    visit(outsider).page("/")
    with inside() as session:
        assert session.get_one(Person, left.person_id).sign_in_name is None


def test_what_was_written_until_the_going_was_noted_is_cleared_too(visit, life, housemate, leaves, inside, at):
    leaves(life, at=NOW - timedelta(days=2))
    at(NOW + A_MONTH)
    visit(housemate).page("/")
    assert "CheckIn" not in rows(inside, life.person_id)
