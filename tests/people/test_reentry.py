"""A re-entry card: printed by a coordinator for somebody standing there, good once, and never a way to read."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.people import cards
from house.people.models import Membership, Passkey, Person, ReentryLink, SignIn, Way
from house.people.passwords import fits
from house.tokens import hash_token
from house.trust.models import Change
from house.viewer import CARD_CLOSES_FOR
from tests.people.conftest import PASSWORD
from tests.support.authenticator import Authenticator, asked_on
from tests.support.cast import NOW

NEW = "other words of my own"
LATER = NOW + timedelta(hours=2)
OPENS = NOW + CARD_CLOSES_FOR


@pytest.fixture
def link(inside, resident, house_id, coordinator):
    """Make a card for the resident; its path."""

    def make(house=None, somebody=resident):
        with inside():
            return "/re-entry/" + cards.make_card(
                house or house_id, somebody.person_id, coordinator.person_id, clock.now()
            )

    return make


@pytest.fixture
def come_in(visit, link):
    """Use a card; the browser that came in."""

    def use(password="", **fields):
        browser = visit()
        assert browser.submit(link(), password=password, **fields).status_code == 303
        return browser

    return use


def password_fits(inside, somebody, password):
    with inside() as session:
        return fits(password, session.get_one(Person, somebody.person_id).password_hash)


def newest(inside, column):
    with inside() as session:
        return session.scalars(sa.select(column).order_by(SignIn.id.desc()).limit(1)).one()


def text(answer):
    return answer.get_data(as_text=True)


# --- a coordinator makes one ---


def card_path(somebody):
    return f"/people/{somebody.person_id}/re-entry"


def test_the_persons_page_leads_to_it(visit, coordinator, resident):
    assert f'href="{card_path(resident)}"' in visit(coordinator).page(f"/people/{resident.person_id}")


def test_only_a_coordinator_is_led_there_and_nobody_to_their_own(visit, coordinator, housemate, resident):
    assert "re-entry" not in visit(housemate).page(f"/people/{resident.person_id}")
    assert "re-entry" not in visit(coordinator).page(f"/people/{coordinator.person_id}")


def test_first_a_page_says_what_it_does(visit, coordinator, resident, inside):
    page = visit(coordinator).page(card_path(resident))
    assert "It lets them in once, within one hour." in page and "stays closed for 24 hours" in page
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(ReentryLink)) == 0


def test_then_the_card_is_shown_this_once(visit, coordinator, resident):
    answer = visit(coordinator).submit(card_path(resident))
    page = text(answer)
    assert answer.status_code == 201
    assert "Re-entry card for Robin" in page and "data:image/svg+xml" in page
    assert "It works once, until 6pm on Thursday 6 August." in page
    assert re.search(r"/re-entry/([0-9a-z]{5}-){5}[0-9a-z]\b", page)


def test_the_card_that_is_shown_lets_its_person_in(visit, coordinator, resident):
    page = text(visit(coordinator).submit(card_path(resident)))
    path = re.search(r"/re-entry/[0-9a-z-]+", page)[0]
    browser = visit()
    browser.submit(path, password=NEW)
    assert "Robin" in browser.page("/me")


def test_making_one_is_written_down_and_not_shown_to_the_house(visit, coordinator, resident, inside):
    browser = visit(coordinator)
    browser.submit(card_path(resident))
    with inside() as session:
        change = session.scalars(sa.select(Change).where(Change.kind == "re-entry card")).one()
    assert (change.actor_id, change.action) == (coordinator.person_id, "made")
    assert "re-entry" not in browser.page("/house/changes")


@pytest.mark.parametrize("whom", ["coordinator", "outsider", "departed"])
def test_for_oneself_or_somebody_elsewhere_there_is_none(visit, coordinator, request, whom):
    path = card_path(request.getfixturevalue(whom))
    browser = visit(coordinator)
    assert (browser.get(path).status_code, browser.post(path).status_code) == (404, 404)


def test_for_somebody_who_never_signs_in_there_is_none(visit, coordinator, resident, inside):
    with inside() as session:
        session.get_one(Person, resident.person_id).sign_in_name = None
    assert visit(coordinator).get(card_path(resident)).status_code == 404
    assert "re-entry" not in visit(coordinator).page(f"/people/{resident.person_id}")


@pytest.mark.parametrize("who", ["housemate", "worker", "outside_coordinator"])
def test_nobody_else_makes_one(visit, resident, request, who):
    browser = visit(request.getfixturevalue(who))
    paths = [card_path(resident), f"/people/{resident.person_id}/end-sign-ins"]
    assert [browser.post(path).status_code for path in paths] == [404, 404]


def test_a_new_card_ends_the_unused_one_before(visit, coordinator, resident, link):
    first = link()
    visit(coordinator).submit(card_path(resident))
    assert visit().get(first).status_code == 410


def test_a_lost_phone_is_signed_out_in_one_step(visit, coordinator, resident, housemate):
    phone, theirs, browser = visit(resident), visit(housemate), visit(coordinator)
    page = browser.after(browser.post(f"/people/{resident.person_id}/end-sign-ins"))
    assert "Robin is signed out on every device." in page
    assert (phone.get("/me").status_code, theirs.get("/me").status_code) == (303, 200)


# --- whom it is for uses it ---


def test_the_page_says_whom_it_is_for(visit, link):
    assert "This card is for Robin. It works once." in visit().page(link())


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code,
        lambda code: code.upper(),
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: code.replace("0", "O").replace("1", "l"),
    ],
    ids=["as it stands", "in large letters", "without dashes", "with blanks", "an O for a 0"],
)
def test_a_code_is_known_however_it_is_typed(visit, link, typed):
    code = link().rsplit("/", 1)[1]
    assert visit().get("/re-entry/" + typed(code)).status_code == 200


def test_a_link_of_before_opens_too(visit, inside, house_id, resident):
    with inside() as session:
        session.add(
            ReentryLink(
                house_id=house_id,
                person_id=resident.person_id,
                token_hash=hash_token("Old-Token_of-BEFORE", "re-entry"),
                made_at=NOW,
                expires_at=NOW + timedelta(hours=1),
            )
        )
    assert visit().get("/re-entry/Old-Token_of-BEFORE").status_code == 200


def test_without_a_new_password_the_old_one_stays(come_in, robin, inside):
    browser = come_in()
    assert "Robin" in browser.page("/me") and password_fits(inside, robin, PASSWORD)


def test_with_a_new_password_it_is_theirs(come_in, robin, inside):
    come_in(NEW)
    assert password_fits(inside, robin, NEW)


def test_how_they_came_in_is_kept(come_in, robin, inside):
    come_in()
    assert newest(inside, SignIn.way) is Way.card
    assert newest(inside, SignIn.private_opens_at) == OPENS
    assert newest(inside, SignIn.reentry_link_id) is not None


def test_somebody_without_any_way_in_chooses_a_password(visit, link):
    answer = visit().submit(link(), password="")
    assert answer.status_code == 422 and "Choose a password." in text(answer)


def test_other_devices_stay_unless_asked(visit, robin, come_in):
    phone = visit(robin)
    come_in(NEW)
    assert phone.get("/me").status_code == 200


def test_other_devices_end_when_asked(visit, robin, come_in):
    phone = visit(robin)
    browser = come_in(ends_others="y")
    assert (phone.get("/me").status_code, browser.get("/me").status_code) == (303, 200)


def test_a_card_serves_once(visit, link, robin):
    path = link()
    visit().submit(path)
    assert (visit().get(path).status_code, visit().post(path, password=NEW).status_code) == (410, 410)


@pytest.mark.parametrize(("after", "status"), [(timedelta(minutes=59, seconds=59), 200), (timedelta(hours=1), 410)])
def test_a_card_runs_out_after_an_hour(visit, link, at, after, status):
    path = link()
    at(NOW + after)
    assert visit().get(path).status_code == status


def test_another_persons_cards_stay(visit, link, housemate):
    theirs = link(somebody=housemate)
    visit().submit(link(), password=NEW)
    assert visit().get(theirs).status_code == 200


def test_somebody_who_has_moved_on_since_does_not_come_back_by_it(visit, link, resident, inside):
    path = link()
    with inside() as session:
        ended = sa.update(Membership).where(Membership.person_id == resident.person_id)
        session.execute(ended.values(ended_at=NOW - timedelta(minutes=1)))
    assert visit().post(path, password=NEW).status_code == 410
    assert not password_fits(inside, resident, NEW)


def test_a_house_they_left_cannot_let_them_into_their_other_one(visit, link, resident, inside, cast):
    with inside() as session:
        session.add(
            Membership(house_id=cast.other_house_id, person_id=resident.person_id, role="resident", started_at=NOW)
        )
        here = sa.update(Membership).where(
            Membership.person_id == resident.person_id, Membership.house_id == cast.house_id
        )
        session.execute(here.values(ended_at=NOW - timedelta(minutes=1)))
    assert visit().post(link(), password=NEW).status_code == 410


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("too short", "Use between 12 and 200 letters."),
        ("robinrobinrobin", "That one is easy to guess."),
        ("phoenix house 1", "That one is easy to guess."),
    ],
    ids=["short", "their own name", "the house's name"],
)
def test_a_password_that_cannot_be_keeps_the_card(visit, link, inside, robin, password, message):
    path = link()
    answer = visit().submit(path, password=password)
    assert answer.status_code == 422 and message in text(answer)
    assert visit().get(path).status_code == 200 and not password_fits(inside, robin, password)


def test_a_link_that_never_was_is_no_page(visit):
    assert visit().get("/re-entry/" + "x" * 32).status_code == 404


def test_only_a_hash_of_it_is_stored(link, inside):
    token = link().rsplit("/", 1)[1]
    with inside() as session:
        assert token.encode() not in session.scalars(sa.select(ReentryLink)).one().token_hash


# --- a card is never a way to read ---


@pytest.fixture
def note(visit, resident, at):
    """Robin wrote a check-in before the card."""
    at(NOW - timedelta(hours=1))
    visit(resident).post("/check-ins", mood="mixed", note="kumquat of before", audience="only me")
    at(NOW)


def reads(browser):
    return "kumquat of before" in browser.page("/check-ins/earlier") + browser.page("/check-ins")


def test_what_was_private_before_is_closed(note, robin, come_in, visit):
    assert reads(visit(robin)) and not reads(come_in())


def test_the_page_says_until_when_and_how_to_open_it(robin, come_in):
    page = come_in().page("/me")
    assert "What was private before opens at 5pm on Friday 7 August." in page
    assert 'href="/sign-in/again"' in page


def test_after_a_day_it_opens(note, robin, come_in, at):
    browser = come_in()
    at(OPENS)
    assert reads(browser) and "What was private before" not in browser.page("/me")


def test_the_password_from_before_opens_it(note, robin, come_in):
    browser = come_in()
    browser.submit("/sign-in/again", password=PASSWORD)
    assert reads(browser)


def test_the_password_chosen_by_the_card_does_not(note, robin, come_in):
    browser = come_in(NEW)
    browser.submit("/sign-in/again", password=NEW)
    assert not reads(browser)


def test_signing_in_anew_with_it_does_not(note, robin, come_in, knock, at):
    come_in(NEW)
    at(LATER)
    assert not reads(knock(password=NEW).browser)


def test_a_password_changed_from_there_does_not(note, robin, come_in, knock, at):
    browser = come_in()
    assert browser.submit("/me/password", password=NEW).status_code == 303
    assert not reads(knock(password=NEW).browser)
    at(OPENS)
    assert reads(knock(password=NEW).browser)


def test_a_password_changed_a_second_time_does_not(note, robin, come_in, knock, at):
    browser = come_in(NEW)
    at(LATER)
    browser.submit("/me/password", old=NEW, password="third words of my own")
    assert not reads(knock(password="third words of my own").browser)


def make_passkey(browser):
    device = Authenticator()
    page = "/me/passkeys/new"
    assert browser.submit(page, signed=device.make(asked_on(browser.page(page))), label="Phone").status_code == 303
    return device


def confirm(browser, device):
    page = "/sign-in/again"
    signed = device.sign(asked_on(browser.page(page)))
    assert browser.submit("/sign-in/again/passkey", page=page, signed=signed).status_code == 303


def by_passkey(browser, device):
    browser.post("/sign-in/passkey", signed=device.sign(asked_on(browser.page("/sign-in"))))
    return browser


def test_a_passkey_made_there_does_not(note, robin, come_in, visit, at):
    browser = come_in()
    device = make_passkey(browser)
    confirm(browser, device)
    assert not reads(browser) and not reads(by_passkey(visit(), device))
    at(OPENS)
    assert reads(by_passkey(visit(), device))


def test_a_passkey_from_before_does(note, robin, come_in, visit):
    device = make_passkey(visit(robin))
    assert reads(by_passkey(visit(), device))
    browser = come_in()
    confirm(browser, device)
    assert reads(browser)


def test_a_passkey_from_before_is_not_taken_away_from_there(robin, come_in, visit, inside):
    make_passkey(visit(robin))
    with inside() as session:
        passkey_id = session.scalars(sa.select(Passkey.id)).one()
    browser = come_in()
    answer = browser.submit(f"/me/passkeys/{passkey_id}/take-away")
    assert "Show an earlier passkey or password first" in browser.after(answer)
    with inside() as session:
        assert session.scalars(sa.select(Passkey.id)).one() == passkey_id


def test_an_old_device_with_the_cards_password_stays_open(note, robin, come_in, visit):
    phone = visit(robin)
    come_in(NEW)
    phone.submit("/sign-in/again", password=NEW)
    assert reads(phone)


def test_within_the_hour_a_password_needs_no_old_one(robin, come_in, at):
    browser = come_in()
    assert "Your password now" not in browser.page("/me/password")
    at(NOW + timedelta(hours=1, seconds=1))
    assert "Your password now" in browser.page("/me/password")


def test_the_earlier_hash_is_kept_with_the_card(come_in, robin, inside):
    come_in(NEW)
    with inside() as session:
        kept = session.scalars(sa.select(ReentryLink.replaced_hash)).one()
        assert session.get_one(Person, robin.person_id).password_opens_at == OPENS
    assert fits(PASSWORD, kept)
