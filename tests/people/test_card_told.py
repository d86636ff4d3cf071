"""A card's use is told on all the person's devices, and one from before can say that it wasn't them."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.feeds.models import Feed
from house.people import cards
from house.people.models import Passkey, Person, ReentryLink, SignIn
from house.people.passwords import fits
from house.trust.models import Change
from tests.people.conftest import PASSWORD
from tests.support.authenticator import Authenticator, asked_on
from tests.support.cast import NOW

NEW = "other words of my own"
TOLD = "A re-entry card was used to sign in as you"
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def phone(robin, visit, at):
    """Robin's own phone, signed in the day before."""
    at(NOW - timedelta(days=1))
    browser = visit(robin)
    at(NOW)
    return browser


@pytest.fixture
def come_in(visit, inside, robin, coordinator):
    """Somebody uses a card of Robin's; their browser."""

    def use(password="", **fields):
        with inside():
            code = cards.make_card(robin.house_id, robin.person_id, coordinator.person_id, clock.now())
        browser = visit()
        assert browser.submit(f"/re-entry/{code}", password=password, **fields).status_code == 303
        return browser

    return use


def password_fits(inside, somebody, password):
    with inside() as session:
        return fits(password, session.get_one(Person, somebody.person_id).password_hash)


def is_in(browser):
    return browser.get("/me").status_code == 200


def was_me(browser):
    return browser.submit("/me/card/was-me", page="/me")


def was_not_me(browser):
    return browser.submit("/me/card/was-not-me", page="/me")


# --- told ---


def test_every_device_of_theirs_is_told(phone, visit, robin, come_in):
    tablet = visit(robin)
    come_in()
    assert all(f"{TOLD}, today 5pm." in browser.page(path) for browser in (phone, tablet) for path in ("/", "/week"))


def test_nobody_else_is_told(visit, housemate, coordinator, come_in):
    come_in()
    assert all(TOLD not in visit(who).page("/me") for who in (housemate, coordinator))


def test_the_cards_own_device_is_not_told_but_has_a_quiet_line(come_in):
    page = come_in().page("/me")
    assert TOLD not in page and "You came in by a card." in page


def test_telling_asks_nothing_of_the_database(phone, come_in, queries):
    phone.page("/me")
    with queries() as before:
        phone.page("/me")
    come_in()
    with queries() as after:
        assert TOLD in phone.page("/me")
    assert after.count == before.count


def test_it_is_told_for_seven_days(phone, come_in, at):
    come_in()
    at(NOW + timedelta(days=7))
    assert TOLD in phone.page("/me")
    at(NOW + timedelta(days=7, seconds=1))
    assert TOLD not in phone.page("/me")


def test_a_device_that_signs_in_later_is_told_too(come_in, knock, at):
    come_in()
    at(LATER)
    assert TOLD in knock().browser.page("/me")


# --- that was me ---


def test_that_was_me_quiets_this_device_alone(phone, visit, robin, come_in):
    tablet = visit(robin)
    come_in()
    phone.after(was_me(phone))
    assert TOLD not in phone.page("/me") and TOLD in tablet.page("/me")


def test_a_second_use_is_told_again(phone, come_in, at):
    come_in()
    was_me(phone)
    at(LATER)
    come_in()
    assert f"{TOLD}, today 7pm." in phone.page("/me")


def test_a_use_that_came_while_the_page_was_open_is_told_anew(phone, come_in, at):
    come_in()
    page = phone.page("/me")
    at(LATER)
    come_in()
    used_at = page.split('name="used_at" value="')[1].split('"')[0]
    phone.post("/me/card/was-me", used_at=used_at)
    assert TOLD in phone.page("/me")


@pytest.mark.parametrize("used_at", ["", "x", "2026-08-06", "9999-01-01T00:00:00+00:00"])
def test_nonsense_quiets_no_later_use(phone, come_in, used_at, at):
    come_in()
    assert phone.post("/me/card/was-me", used_at=used_at).status_code == 303
    at(LATER)
    come_in()
    assert TOLD in phone.page("/me")


# --- that wasn't me ---


def test_what_came_in_by_the_card_ends(phone, come_in):
    stranger = come_in()
    page = phone.after(was_not_me(phone))
    assert "Whoever came in by the card is signed out." in page and "choose a new one" in page
    assert (is_in(stranger), is_in(phone)) == (False, True)
    assert TOLD not in phone.page("/me")


def test_the_earlier_password_is_back(phone, come_in, robin, inside):
    come_in(NEW)
    was_not_me(phone)
    assert password_fits(inside, robin, PASSWORD) and not password_fits(inside, robin, NEW)
    with inside() as session:
        assert session.get_one(Person, robin.person_id).password_opens_at is None


def test_a_password_changed_from_there_goes_too(phone, come_in, robin, inside):
    """It signs the phone out, which comes back by nothing but a passkey; a later sign-in of it undoes the rest."""
    stranger = come_in(NEW)
    stranger.submit("/me/password", password="third words of my own")
    assert not is_in(phone)
    with inside() as session:
        kept = session.scalars(sa.select(ReentryLink.replaced_hash)).one()
    assert fits(PASSWORD, kept)


def test_sign_ins_with_the_new_password_end(phone, come_in, knock, at):
    come_in(NEW)
    at(LATER)
    another = knock(password=NEW).browser
    was_not_me(phone)
    assert not is_in(another)


def test_they_end_though_a_day_has_passed_and_they_are_open(phone, come_in, knock, at):
    stranger = come_in(NEW)
    at(NOW + timedelta(hours=25))
    another = knock(password=NEW).browser
    was_not_me(phone)
    assert not is_in(another) and not is_in(stranger)


def test_passkeys_made_from_there_go_and_earlier_ones_stay(phone, come_in, inside):
    for browser, label in ((phone, "mine"), (come_in(), "theirs")):
        page = "/me/passkeys/new"
        if browser is phone:
            browser.submit("/sign-in/again", password=PASSWORD)
        browser.submit(page, signed=Authenticator().make(asked_on(browser.page(page))), label=label)
    was_not_me(phone)
    with inside() as session:
        assert session.scalars(sa.select(Passkey.label)).all() == ["mine"]


def test_calendar_links_made_since_are_switched_off_and_earlier_ones_stay(phone, come_in, inside, at):
    phone.submit("/sign-in/again", password=PASSWORD)
    phone.submit("/calendar-links/new", label="mine", detail="full")
    at(NOW + timedelta(minutes=1))
    come_in().submit("/calendar-links/new", label="theirs", detail="full")
    was_not_me(phone)
    with inside() as session:
        assert session.scalars(sa.select(Feed.label).where(Feed.ended_at.is_(None))).all() == ["mine"]


def test_a_password_chosen_since_on_an_open_device_stays(phone, come_in, robin, inside):
    come_in(NEW)
    phone.submit("/me/password", old=NEW, password="third words of my own")
    was_not_me(phone)
    assert password_fits(inside, robin, "third words of my own")


def test_other_devices_from_before_stay(phone, visit, robin, come_in):
    tablet = visit(robin)
    come_in()
    was_not_me(phone)
    assert is_in(tablet) and TOLD not in tablet.page("/me")


def test_two_cards_in_a_row_are_both_undone(phone, come_in, robin, inside, at):
    first = come_in(NEW)
    at(LATER)
    second = come_in("third words of my own")
    was_not_me(phone)
    assert not is_in(first) and not is_in(second) and password_fits(inside, robin, PASSWORD)


def test_one_that_was_me_is_not_undone_with_the_next(phone, come_in, robin, inside, at):
    first = come_in(NEW)
    was_me(phone)
    at(LATER)
    come_in("third words of my own")
    was_not_me(phone)
    assert password_fits(inside, robin, NEW)
    assert not is_in(first)  # it was still closed: whose it is nobody can tell


def test_unused_cards_end_with_it(phone, come_in, inside, robin, visit):
    come_in()
    with inside():
        code = cards.make_card(robin.house_id, robin.person_id, None, clock.now())
    was_not_me(phone)
    assert visit().get(f"/re-entry/{code}").status_code == 410


def test_it_is_written_down(phone, come_in, inside):
    come_in()
    was_not_me(phone)
    with inside() as session:
        actions = session.scalars(sa.select(Change.action).where(Change.kind == "re-entry card").order_by(Change.id))
        assert actions.all() == ["made", "used", "undone"]


def test_a_closed_sign_in_cannot_say_it(phone, come_in, at, visit):
    first = come_in(NEW)
    at(NOW + timedelta(minutes=5))
    second = visit()
    second.submit("/sign-in", sign_in_name="Robin", password=NEW)
    assert "That wasn’t me" not in second.page("/me")
    page = second.page("/me/devices")
    assert "A device from before can say that it wasn’t you." in page
    answer = second.submit("/me/card/was-not-me", page="/me/name")
    assert answer.status_code in (303, 400) and is_in(first)


def test_nor_can_one_of_the_card_after_its_day(come_in, at, inside):
    browser = come_in()
    at(NOW + timedelta(hours=25))
    with inside() as session:
        session.execute(sa.update(SignIn).values(card_seen_at=None))
    page = browser.page("/me")
    assert TOLD in page and "That wasn’t me" not in page


def test_with_nothing_to_undo_nothing_is(visit, robin, inside):
    browser = visit(robin)
    assert "There is nothing to undo from this device." in browser.after(browser.post("/me/card/was-not-me"))


def test_said_twice_it_counts_once(phone, visit, robin, come_in):
    tablet = visit(robin)
    come_in()
    page = tablet.page("/me")
    assert TOLD in page
    was_not_me(phone)
    assert "There is nothing to undo from this device." in tablet.after(tablet.post("/me/card/was-not-me"))


# --- the list ---


def test_my_devices_say_how_and_since_when(phone, come_in, knock, at):
    come_in()
    at(LATER)
    page = knock().browser.page("/me/devices")
    assert "Signed in with a password, today 7pm" in page
    assert "Signed in with a re-entry card, today 5pm" in page


def test_cards_made_for_me_are_listed(phone, come_in, inside, robin):
    come_in()
    with inside():
        cards.make_card(robin.house_id, robin.person_id, None, clock.now())
    page = phone.page("/me/devices")
    assert "Made by Cleo, today 5pm" in page and "Used today 5pm" in page
    assert "Made at the server, today 5pm" in page and "Not used yet" in page
    was_not_me(phone)
    page = phone.page("/me/devices")
    assert "Used today 5pm, then undone" in page and "Never used" in page


def test_nobody_elses_are(visit, housemate, come_in):
    come_in()
    assert "Re-entry cards made for me" not in visit(housemate).page("/me/devices")


# --- a card that was used against its person ---


def sign_in(visit, password):
    browser = visit()
    return browser, browser.submit("/sign-in", sign_in_name="Robin", password=password).status_code


def test_the_password_from_before_still_lets_its_person_in_and_they_are_told(visit, come_in, at):
    evil = come_in(NEW, ends_others="y")
    at(NOW + timedelta(hours=1))
    own, answer = sign_in(visit, PASSWORD)
    assert answer == 303 and TOLD in own.page("/")
    was_not_me(own)
    assert not is_in(evil)
    assert sign_in(visit, NEW)[1] == 422 and sign_in(visit, PASSWORD)[1] == 303


def test_after_the_day_of_the_card_the_new_password_alone_fits(visit, come_in, at):
    come_in(NEW)
    at(NOW + timedelta(hours=25))
    assert sign_in(visit, PASSWORD)[1] == 422 and sign_in(visit, NEW)[1] == 303


def test_the_password_from_before_opens_what_the_card_keeps_closed(come_in):
    browser = come_in(NEW)
    assert "What was private before opens" in browser.page("/me")
    browser.submit("/sign-in/again", password=PASSWORD)
    assert "What was private before opens" not in browser.page("/me")


def test_a_second_card_ends_what_came_of_the_first(visit, come_in, at):
    evil = come_in(NEW, ends_others="y")
    at(NOW + timedelta(minutes=5))
    own = come_in("seven quiet green hills")
    assert is_in(own) and not is_in(evil)
    assert sign_in(visit, NEW)[1] == 422
