"""What somebody says yes to: one tap each way, one yes at a time, and nobody else's to see."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from house import clock
from house.db import db
from house.people import acts, consents, purposes
from house.people.belonging import Consent, Purpose
from house.people.consents import consented, has_consented, say_yes, still_ok, take_back
from house.people.models import SignIn
from house.people.purposes import TEXTS
from house.people.waiting import waiting
from house.viewer import CARD_CLOSES_FOR, Role
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
    page = browser.after(browser.submit("/me/consents/photo/yes", page="/me/consents"))
    assert says() and "That’s a yes. You can stop this any time." in page


def test_taking_it_back_is_one_tap_too(visit, resident, says, rows):
    browser = visit(resident)
    browser.post("/me/consents/photo/yes")
    page = browser.after(browser.submit("/me/consents/photo/stop", page="/me/consents"))
    assert not says() and "Stopped. It is hidden at once." in page
    assert rows() == [(Purpose.photo, NOW)]


def test_the_page_asks_each_by_itself_with_buttons_of_one_kind(visit, resident):
    browser = visit(resident)
    page = browser.page("/me/consents")
    assert page.count(">Yes, that’s ok<") == len(Purpose)
    browser.post("/me/consents/photo/yes")
    page += browser.page("/me/consents")
    kinds = re.findall(r'<button class="button (\w+)" type="submit">(?:Yes, that’s ok|Stop this)<', page)
    assert len(kinds) == 2 * len(Purpose) and set(kinds) == {"plain"}


def test_what_is_said_about_one_stands_in_its_card(visit, resident):
    browser = visit(resident)
    answer = browser.post("/me/consents/whos_home/yes")
    assert answer.headers["Location"] == "/me/consents#whos_home"
    page = browser.after(answer)
    card = page[page.index('id="whos_home"') :].split("</section>")[0]
    assert "That’s a yes." in card and page.count("That’s a yes.") == 1


@pytest.mark.parametrize("purpose", ["whos_home", "pass_on"])
def test_what_is_about_living_here_is_not_asked_of_who_does_not(visit, worker, coordinator, living_worker, purpose):
    for each in (worker, coordinator):
        assert f'id="{purpose}"' not in visit(each).page("/me/consents")
        assert visit(each).post(f"/me/consents/{purpose}/yes").status_code == 404
    assert f'id="{purpose}"' in visit(living_worker).page("/me/consents")


def test_who_lives_here_no_more_can_still_stop_it(visit, living_worker, moves_on, says):
    visit(living_worker).post("/me/consents/whos_home/yes")
    moves_on(living_worker, Role.resident)
    browser = visit(living_worker)
    browser.submit("/me/consents/whos_home/stop", page="/me/consents")
    assert not says(Purpose.whos_home, living_worker)


def test_saying_it_twice_leaves_one(visit, resident, rows):
    browser = visit(resident)
    browser.post("/me/consents/photo/yes")
    browser.post("/me/consents/photo/yes")
    assert rows() == [(Purpose.photo, None)]


def test_of_two_at_once_the_database_keeps_one(inside, resident, rows, monkeypatch):
    with inside():
        say_yes(resident.house_id, resident.person_id, Purpose.photo, "on my page", NOW)
        # The other one asked before this yes was kept.
        monkeypatch.setattr(consents, "has_consented", lambda *_: False)
        say_yes(resident.house_id, resident.person_id, Purpose.photo, "on my page", NOW)
    assert rows() == [(Purpose.photo, None)]


def test_both_stay_in_the_history(visit, resident, at):
    browser = visit(resident)
    browser.post("/me/consents/photo/yes")
    at("2026-08-07 09:00")
    browser.post("/me/consents/photo/stop")
    page = browser.page("/me/consents")
    assert page.index("You stopped it: today 9am.") < page.index("You said yes: Thu 5pm, on your page.")


@pytest.fixture
def other_words(monkeypatch):
    """From now on the photo is asked about in other words."""
    return lambda: monkeypatch.setitem(TEXTS, Purpose.photo, purposes.Text(2, "My photo", "Other words.", "Hidden."))


def test_a_yes_to_older_words_does_not_count(visit, resident, says, other_words):
    browser = visit(resident)
    browser.post("/me/consents/photo/yes")
    other_words()
    assert not says()
    assert "The words have changed since you said yes" in browser.page("/me/consents")


def test_the_newer_words_can_be_answered_either_way(visit, resident, says, rows, other_words):
    browser = visit(resident)
    browser.post("/me/consents/photo/yes")
    other_words()
    browser.submit("/me/consents/photo/yes", page="/me/consents")
    assert says() and [when for _, when in rows()] == [NOW, None]
    browser.submit("/me/consents/photo/stop", page="/me/consents")
    page = browser.page("/me/consents")
    assert not says() and "The words have changed" not in page


def test_a_yes_that_made_way_for_one_in_newer_words_was_not_stopped(visit, resident, other_words):
    browser = visit(resident)
    browser.post("/me/consents/photo/yes")
    other_words()
    browser.post("/me/consents/photo/yes")
    page = browser.page("/me/consents")
    assert "You stopped it" not in page and page.count("You said yes:") == 2


def test_no_to_newer_words_ends_the_matter(visit, resident, other_words):
    browser = visit(resident)
    browser.post("/me/consents/photo/yes")
    other_words()
    browser.post("/me/consents/photo/stop")
    page = browser.page("/me/consents")
    assert ">Still ok<" not in page and "The words have changed" not in page


def test_a_purpose_that_is_none_is_no_page(visit, resident):
    for act in ("yes", "stop", "still-ok"):
        assert visit(resident).post(f"/me/consents/curfew/{act}").status_code == 404


def test_one_persons_yes_is_nobody_elses(visit, inside, resident, housemate, coordinator, says):
    visit(resident).post("/me/consents/photo/yes")
    assert not says(somebody=housemate)
    for other in (housemate, coordinator):
        page = visit(other).page("/me/consents")
        assert "Yes, since" not in page and "You said yes:" not in page
    with inside():
        assert db.session.scalar(sa.select(consented(Purpose.photo, resident.person_id, resident.house_id)))


# --- a year later ---

ASKED = "<span>A year ago you said yes to something. Is it still ok?</span>"


def test_a_year_later_it_is_asked_once_quietly(visit, resident, at):
    visit(resident).post("/me/consents/photo/yes")
    visit(resident).post("/me/consents/whos_home/yes")
    at(NOW + A_YEAR - timedelta(days=1))
    assert ASKED not in visit(resident).page("/")
    at(NOW + A_YEAR)
    assert visit(resident).page("/").count(ASKED) == 1


def test_it_waits_from_the_day_it_is_asked(inside, visit, resident, app):
    with inside():
        say_yes(resident.house_id, resident.person_id, Purpose.photo, "on my page", NOW)
    with app.test_request_context():
        viewer = SimpleNamespace(is_coordinator=False, house_id=resident.house_id, person_id=resident.person_id)
        [asked] = waiting(viewer, NOW + 2 * A_YEAR)
    assert asked.since == NOW + A_YEAR


def test_what_was_stopped_is_not_asked_again(visit, resident, at):
    visit(resident).post("/me/consents/photo/yes")
    visit(resident).post("/me/consents/photo/stop")
    at(NOW + A_YEAR)
    assert ASKED not in visit(resident).page("/")


def test_a_yes_to_older_words_is_not_asked_about_on_today(visit, resident, at, other_words):
    visit(resident).post("/me/consents/photo/yes")
    other_words()
    at(NOW + A_YEAR)
    assert ASKED not in visit(resident).page("/")


def test_the_page_asks_with_two_buttons(visit, resident, at, says):
    visit(resident).post("/me/consents/photo/yes")
    at(NOW + A_YEAR)
    browser = visit(resident)
    page = browser.page("/me/consents")
    card = page[page.index('id="photo"') :].split("</section>")[0]
    assert ">Still ok<" in card and ">Stop this<" in card
    browser.submit("/me/consents/photo/stop", page="/me/consents")
    assert not says()


def test_still_ok_brings_nothing_back_that_was_stopped(visit, resident, at, says):
    visit(resident).post("/me/consents/photo/yes")
    visit(resident).post("/me/consents/photo/stop")
    browser = visit(resident)
    page = browser.after(browser.post("/me/consents/photo/still-ok"))
    assert not says() and "This was stopped before, and stays so." in page


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


def test_moving_on_ends_it(visit, resident, moves_on, says, rows):
    visit(resident).post("/me/consents/photo/yes")
    moves_on(resident)
    assert not says() and rows() == [(Purpose.photo, NOW)]


def test_who_stays_in_another_role_keeps_it(visit, living_worker, moves_on, says):
    visit(living_worker).post("/me/consents/photo/yes")
    moves_on(living_worker, Role.peer_worker)
    assert says(somebody=living_worker)


def test_a_yes_in_another_house_stays(inside, visit, resident, outsider, moves_on):
    with inside():
        acts.join(outsider.house_id, resident.person_id, Role.resident, NOW)
        say_yes(outsider.house_id, resident.person_id, Purpose.photo, "on my page", NOW)
    moves_on(resident)
    with inside():
        assert has_consented(Purpose.photo, resident.person_id, outsider.house_id)


def test_somebody_who_comes_back_begins_anew(inside, visit, resident, moves_on, at):
    visit(resident).post("/me/consents/photo/yes")
    at(NOW + timedelta(days=1))
    moves_on(resident)
    later = at(NOW + timedelta(days=9))
    with inside():
        acts.join(resident.house_id, resident.person_id, Role.resident, later)
    page = visit(resident).page("/me/consents")
    assert "Yes, since" not in page and "You said yes" not in page


# --- by a re-entry card ---


def test_a_card_opens_no_history_but_what_holds_can_be_stopped(visit, inside, resident, at, says):
    visit(resident).post("/me/consents/photo/yes")
    visit(resident).post("/me/consents/names/yes")
    visit(resident).post("/me/consents/names/stop")
    at(NOW + timedelta(hours=1))
    browser = visit(resident)
    with inside() as session:
        session.get_one(SignIn, browser.sign_in_id).private_opens_at = clock.now() + CARD_CLOSES_FOR
    page = browser.page("/me/consents")
    assert "You said yes:" not in page and "You stopped it" not in page and "Yes, since" in page
    browser.submit("/me/consents/photo/stop", page="/me/consents")
    assert not says()


def test_still_ok_changes_only_ones_own(inside, resident, housemate):
    with inside() as session:
        for each in (resident, housemate):
            say_yes(each.house_id, each.person_id, Purpose.photo, "on my page", NOW)
        still_ok(resident.house_id, resident.person_id, Purpose.photo, NOW + A_YEAR)
        take_back(resident.house_id, resident.person_id, Purpose.photo, NOW + A_YEAR)
        theirs = sa.select(Consent).where(Consent.person_id == housemate.person_id)
        other = session.scalars(theirs).one()
        assert other.still_ok_at == NOW and other.withdrawn_at is None
