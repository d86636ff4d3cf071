"""Somebody who has been here before comes in as themselves, and what was private then stays closed."""

import io
import zipfile
from datetime import timedelta

import pytest
import sqlalchemy as sa

from house.checkins import acts as checkins
from house.checkins.models import CheckIn
from house.checkins.words import CheckInWords
from house.people import acts, former, going
from house.people.models import Invite, Membership, Person, SignIn
from house.trust.models import Audience
from house.viewer import Role
from tests.people.conftest import PASSWORD
from tests.support.cast import NOW

LATER = NOW + timedelta(days=3)


@pytest.fixture
def link(inside, house_id, coordinator):
    with inside():
        return f"/join/{acts.invite(house_id, coordinator.person_id, Role.resident, 'Robbie', NOW)}"


@pytest.fixture
def gone(robin, house_id, inside, at):
    """Robin wrote a check-in, left, and it is three days later."""
    with inside() as session:
        words = CheckInWords("mixed", "", "quince")
        kept = checkins.check_in(house_id, robin.person_id, words, Audience.on_shift, NOW - timedelta(days=1)).id
        going.move_on(session.scalars(sa.select(Membership).filter_by(person_id=robin.person_id)).one(), None, NOW)
    at(LATER)
    return robin, kept


def come(visit, link, name="robin", password=PASSWORD):
    browser = visit()
    return browser, browser.submit(f"{link}/before", sign_in_name=name, password=password)


def test_the_invite_offers_it(visit, link):
    assert f"{link}/before" in visit().page(link)


def test_they_are_the_same_person(visit, link, gone, inside):
    with inside() as session:
        before = session.scalar(sa.select(sa.func.count(Person.id)))
    browser, answer = come(visit, link)
    assert "Welcome back." in browser.after(answer)
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count(Person.id))) == before
        stays = sa.select(Membership.private_since).where(Membership.person_id == gone[0].person_id)
        assert session.scalars(stays.order_by(Membership.id)).all()[-1] == LATER


def test_nothing_older_is_listed_anywhere(visit, link, gone):
    robin, kept = gone
    browser, _answer = come(visit, link)
    for path in ("/check-ins", "/check-ins/earlier", "/me/things", "/"):
        assert "quince" not in browser.page(path)
    for path in (f"/check-ins/{kept}", f"/check-ins/{kept}/delete"):
        assert browser.get(path).status_code == 404
    phone = visit(robin)
    assert phone.post(f"/check-ins/{kept}", note="mine", audience="only me").status_code == 404
    with zipfile.ZipFile(io.BytesIO(phone.post("/me/things/take-along").get_data())) as bundle:
        assert all(b"quince" not in bundle.read(name) for name in bundle.namelist())


def test_the_new_stay_survives_the_clearing_of_the_old_one(visit, link, gone, house_id, housemate, inside, at):
    robin, _kept = gone
    come(visit, link)
    with inside():
        new = checkins.check_in(house_id, robin.person_id, CheckInWords(note="new"), Audience.only_me, LATER).id
    at(NOW + timedelta(days=30))
    visit(housemate).page("/")
    with inside() as session:
        assert session.scalars(sa.select(CheckIn.id)).all() == [new]
        assert session.get_one(Person, robin.person_id).sign_in_name == "robin"


def test_a_wrong_password_is_met_kindly_and_counted(visit, link, gone):
    for _ in range(10):
        assert come(visit, link, password="four words of yours")[1].status_code == 422
    assert come(visit, link, password="four words of yours")[1].status_code == 429


def test_a_name_that_nobody_has_gets_the_same_answer(visit, link, gone):
    known, unknown = (come(visit, link, name=name, password="x" * 12)[1] for name in ("robin", "nobody"))
    assert known.status_code == unknown.status_code == 422
    assert "don’t fit together" in known.get_data(as_text=True) and "don’t fit together" in unknown.get_data(
        as_text=True
    )


def test_somebody_who_belongs_already_leaves_the_link_for_another(visit, link, robin, inside):
    browser, answer = come(visit, link)
    assert "You belong there already." in browser.after(answer)
    with inside() as session:
        assert session.scalar(sa.select(Invite.used_at)) is None


def test_a_used_link_is_over_and_one_that_never_was_is_no_page(visit, link, gone):
    come(visit, link)
    assert visit().get(f"{link}/before").status_code == 410
    assert visit().get("/join/nothing/before").status_code == 404


def test_a_former_housemate_is_called_as_the_invite_says(visit, link, gone, inside):
    robin, _kept = gone
    with inside():
        former.let_name_go(robin.person_id, LATER)
    come(visit, link)
    with inside() as session:
        assert session.get_one(Person, robin.person_id).called_name == "Robbie"


def test_a_password_chosen_by_a_card_keeps_closed_what_it_closed(visit, link, gone, inside):
    robin, _kept = gone
    opens_at = LATER + timedelta(hours=5)
    with inside() as session:
        session.get_one(Person, robin.person_id).password_opens_at = opens_at
    come(visit, link)
    with inside() as session:
        own = sa.select(SignIn.private_opens_at).where(SignIn.person_id == robin.person_id)
        assert session.scalars(own.order_by(SignIn.id)).all()[-1] == opens_at
