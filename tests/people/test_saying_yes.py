"""What somebody says yes to: one tap each way, one yes at a time, and nobody else's to see."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.db import db
from house.people import consents, purposes
from house.people.belonging import Consent, Purpose
from house.people.consents import consented, has_consented, say_yes, still_ok, take_back
from house.people.going import move_on
from house.people.models import Membership, Person
from house.people.purposes import TEXTS
from house.viewer import Role
from tests.support.cast import NOW

A_YEAR = timedelta(days=365)


@pytest.fixture
def says(inside, resident):
    def ask(purpose=Purpose.photo, somebody=resident):
        with inside():
            return has_consented(purpose, somebody.person_id, somebody.house_id)

    return ask


@pytest.fixture
def rows(inside, resident):
    def ask():
        with inside() as session:
            query = sa.select(Consent).where(Consent.person_id == resident.person_id).order_by(Consent.id)
            return [(each.purpose, each.withdrawn_at) for each in session.scalars(query)]

    return ask


def test_nothing_is_said_yes_to_from_the_start(says):
    assert not any(says(purpose) for purpose in Purpose)


@pytest.mark.parametrize("purpose", Purpose)
def test_every_purpose_has_its_words(purpose):
    assert TEXTS[purpose].title and TEXTS[purpose].means and TEXTS[purpose].stops


def test_a_yes_is_one_tap(visit, resident, says):
    browser = visit(resident)
    page = browser.after(browser.post("/me/consents/photo/yes", asked_on="consents"))
    assert says() and "You can stop this any time" in page


def test_taking_it_back_is_one_tap_too(visit, resident, says, rows):
    browser = visit(resident)
    browser.post("/me/consents/photo/yes")
    page = browser.after(browser.post("/me/consents/photo/stop"))
    assert not says() and "hidden at once" in page
    assert rows() == [(Purpose.photo, NOW)]


def test_the_page_asks_each_by_itself_with_buttons_of_one_size(visit, resident):
    page = visit(resident).page("/me/consents")
    assert page.count(">Yes, ok<") == len(Purpose)
    assert "button main" not in page


def test_saying_it_twice_leaves_one(visit, resident, rows):
    browser = visit(resident)
    browser.post("/me/consents/photo/yes")
    browser.post("/me/consents/photo/yes")
    assert rows() == [(Purpose.photo, None)]


def test_of_two_at_once_the_database_keeps_one(inside, resident, rows, monkeypatch):
    with inside():
        say_yes(resident.house_id, resident.person_id, Purpose.photo, "on my page", NOW)
        # The other one asked before this yes was kept, and took nothing back.
        monkeypatch.setattr(consents, "has_consented", lambda *_: False)
        monkeypatch.setattr(consents, "take_back", lambda *_: None)
        say_yes(resident.house_id, resident.person_id, Purpose.photo, "on my page", NOW)
    assert rows() == [(Purpose.photo, None)]


def test_both_stay_in_the_history(visit, resident, at):
    browser = visit(resident)
    browser.post("/me/consents/photo/yes")
    at("2026-08-07 09:00")
    browser.post("/me/consents/photo/stop")
    page = browser.page("/me/consents")
    assert "You said yes" in page and "on my page" in page and "You stopped it" in page


def test_a_yes_to_older_words_does_not_count(visit, resident, says, monkeypatch):
    browser = visit(resident)
    browser.post("/me/consents/photo/yes")
    newer = purposes.Text(2, "Show my photo", "Other words.", "Hidden.")
    monkeypatch.setitem(TEXTS, Purpose.photo, newer)
    assert not says()
    assert "The words have changed since you said yes" in browser.page("/me/consents")
    browser.post("/me/consents/photo/yes")
    assert says()


def test_a_purpose_that_is_none_is_no_page(visit, resident):
    for act in ("yes", "stop", "still-ok"):
        assert visit(resident).post(f"/me/consents/curfew/{act}").status_code == 404


def test_one_persons_yes_is_nobody_elses(visit, inside, resident, housemate, coordinator, says):
    visit(resident).post("/me/consents/photo/yes")
    assert not says(somebody=housemate)
    for other in (housemate, coordinator):
        page = visit(other).page("/me/consents")
        assert "Yes, since" not in page
    with inside():
        assert db.session.scalar(sa.select(consented(Purpose.photo, resident.person_id, resident.house_id)))


# --- a year later ---


def test_a_year_later_it_is_asked_once_quietly(visit, resident, at):
    visit(resident).post("/me/consents/photo/yes")
    visit(resident).post("/me/consents/whos_home/yes")
    assert "Is it still ok?" not in visit(resident).page("/")
    at(NOW + A_YEAR)
    page = visit(resident).page("/")
    assert page.count("<span>A year ago you said yes to something. Is it still ok?</span>") == 1


def test_it_holds_until_it_is_answered(visit, resident, at, says):
    visit(resident).post("/me/consents/photo/yes")
    at(NOW + 2 * A_YEAR)
    assert says()


def test_still_ok_is_enough_for_another_year(visit, resident, at, says):
    visit(resident).post("/me/consents/photo/yes")
    at(NOW + A_YEAR)
    browser = visit(resident)
    assert ">Still ok<" in browser.page("/me/consents")
    browser.post("/me/consents/photo/still-ok")
    assert "Is it still ok?" not in browser.page("/")
    assert says()


def test_a_coordinator_is_asked_too(visit, coordinator, at):
    visit(coordinator).post("/me/consents/photo/yes")
    at(NOW + A_YEAR)
    assert "Is it still ok?" in visit(coordinator).page("/")


# --- ends ---


def leave(inside, somebody, role):
    with inside() as session:
        own = sa.select(Membership).where(Membership.person_id == somebody.person_id, Membership.role == role)
        move_on(session.scalars(own).one(), None, clock.now())


def test_moving_on_ends_it(visit, resident, inside, says):
    visit(resident).post("/me/consents/photo/yes")
    leave(inside, resident, Role.resident)
    assert not says()


def test_who_stays_in_another_role_keeps_it(visit, living_worker, inside, says):
    visit(living_worker).post("/me/consents/photo/yes")
    leave(inside, living_worker, Role.peer_worker)
    assert says(somebody=living_worker)


# --- what rests on it ---


def test_a_full_calendar_link_says_yes_to_full_names(visit, resident, says):
    visit(resident).submit("/calendar-links/new", label="my phone", detail="full")
    assert says(Purpose.calendar)


def test_a_quiet_one_does_not(visit, resident, says):
    visit(resident).submit("/calendar-links/new", label="my phone", detail="quiet")
    assert not says(Purpose.calendar)


def test_who_is_home_shows_those_who_said_so(visit, resident, housemate):
    assert "Home today" not in visit(housemate).page("/people")
    visit(resident).post("/me/consents/whos_home/yes")
    page = visit(housemate).page("/people")
    assert "Home today" in page and page[page.index("Home today") :].split("</section>")[0].count("Robin") == 1
    assert "Hana" not in page[page.index("Home today") :].split("</section>")[0]


def test_still_ok_changes_only_ones_own(inside, resident, housemate):
    with inside() as session:
        for each in (resident, housemate):
            say_yes(each.house_id, each.person_id, Purpose.photo, "on my page", NOW)
        still_ok(resident.house_id, resident.person_id, Purpose.photo, NOW + A_YEAR)
        take_back(resident.house_id, resident.person_id, Purpose.photo, NOW + A_YEAR)
        theirs = sa.select(Consent).where(Consent.person_id == housemate.person_id)
        other = session.scalars(theirs).one()
        assert other.still_ok_at == NOW and other.withdrawn_at is None


# --- the welcome ---


def test_whoever_joins_is_welcomed_before_anything_else(visit, coordinator, inside):
    made = visit(coordinator).submit("/people/invite", called_name="Noor", role="resident")
    address = made.get_data(as_text=True).split('class="once"')[1].split(">")[1].split("<")[0]
    fields = {"called_name": "Noor", "sign_in_name": "noor", "password": "four words of mine"}
    guest = visit()
    answer = guest.submit("/join/" + address.rsplit("/", 1)[1], **fields)
    assert answer.headers["Location"] == "/welcome"
    page = guest.page("/welcome")
    assert "Welcome, Noor" in page and "Outside help" in page and "Go to Today" in page
    with inside() as session:
        noor = session.scalars(sa.select(Person).where(Person.sign_in_name == "noor")).one()
        assert session.scalar(sa.select(Consent).where(Consent.person_id == noor.id)) is None


def test_a_yes_there_goes_back_there(visit, resident, inside):
    answer = visit(resident).post("/me/consents/photo/yes", asked_on="welcome")
    assert answer.headers["Location"] == "/welcome#photo"
    with inside() as session:
        assert session.scalars(sa.select(Consent.how)).one() == "on the welcome page"
