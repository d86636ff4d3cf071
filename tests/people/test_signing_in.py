"""The door: who comes in, for how long, and how guessing is slowed."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from house import clock
from house.people.models import Person, SignIn, SignInTry
from house.people.signing_in import device_label, load_viewer
from house.people.throttle import ACCOUNT_TRIES, NETWORK_TRIES, network
from tests.people.conftest import AWAY, HOME, PASSWORD
from tests.support.cast import NOW

A_SECOND = timedelta(seconds=1)


def sign_ins(inside, person_id):
    with inside() as session:
        return session.scalars(sa.select(SignIn).where(SignIn.person_id == person_id).order_by(SignIn.id)).all()


def is_in(answer):
    return answer.status_code == 303


def tries(inside):
    with inside() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(SignInTry))


def test_name_and_password_open_the_house(robin, knock):
    answer = knock()
    assert answer.headers["Location"] == "/"
    assert answer.browser.get("/").status_code == 200


@pytest.mark.parametrize("typed", ["robin", "Robin", "ROBIN", "  robin ", "\uff32obin"], ids=ascii)
def test_a_name_is_known_however_it_is_typed(robin, knock, typed):
    assert is_in(knock(typed))


@pytest.mark.parametrize(
    ("name", "password"),
    [
        pytest.param("robin", "not the right words", id="a wrong password"),
        pytest.param("nobody-here", PASSWORD, id="a name nobody has"),
        pytest.param("hana", PASSWORD, id="somebody without a password"),
        pytest.param("dana", PASSWORD, id="somebody who moved on"),
    ],
)
def test_every_no_is_the_same_no(robin, departed, give_password, knock, name, password):
    give_password(departed)
    answer = knock(name, password)
    page = answer.get_data(as_text=True).replace(f'value="{name}"', "")
    assert answer.status_code == 422
    assert "That name and password don’t fit together" in page
    # What differs from one no to the next is what differs between any two pages: their tokens.
    assert len(page) == pytest.approx(len(knock("robin", "wrong again 123").get_data(as_text=True)), abs=20)


def test_a_password_is_checked_also_for_a_name_nobody_has(knock, monkeypatch):
    seen = []
    monkeypatch.setattr("house.people.proving.fits", lambda password, stored: seen.append(stored))
    knock("nobody-here")
    assert seen == [None]


def test_the_name_that_was_typed_stays_in_the_form_and_the_password_does_not(robin, knock):
    page = knock("Robin", "not the right words").get_data(as_text=True)
    assert 'value="Robin"' in page and "not the right words" not in page


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"sign_in_name": "", "password": "x"}, "Type the name you sign in with."),
        ({"sign_in_name": "robin", "password": ""}, "Type your password."),
        ({"sign_in_name": "robin", "password": "x" * 201}, "That is longer than any password here."),
        ({"sign_in_name": "r" * 61, "password": "x"}, "This can be up to 60 letters long."),
        ({"sign_in_name": "\x00\ud800".encode("utf-8", "surrogatepass"), "password": "x"}, "name"),
    ],
    ids=["no name", "no password", "a password without end", "a name without end", "no text at all"],
)
def test_what_cannot_be_right_is_said_and_not_counted(visit, inside, fields, message):
    answer = visit().post("/sign-in", **fields)
    assert answer.status_code == 422
    assert message in answer.get_data(as_text=True)


def test_the_sign_in_is_stored_without_its_secret(robin, knock, inside):
    browser = knock().browser
    with browser.client.session_transaction() as cookie:
        token = cookie["_user_id"]
    (kept,) = sign_ins(inside, robin.person_id)
    assert len(token) >= 32
    assert token.encode() not in kept.token_hash


def test_a_sign_in_brings_a_new_id_whatever_the_cookie_held(robin, knock, visit):
    planted = visit()
    with planted.client.session_transaction() as cookie:
        cookie["_user_id"] = "planted-by-somebody-else"
        cookie["left"] = "behind"
    planted.post("/sign-in", sign_in_name="robin", password=PASSWORD)
    with planted.client.session_transaction() as cookie:
        assert cookie["_user_id"] != "planted-by-somebody-else"
        assert "left" not in cookie and cookie.get("csrf_token") != planted.csrf


def test_whoever_was_signed_in_here_before_is_signed_out(robin, housemate, visit, inside):
    browser = visit(housemate)
    browser.post("/sign-in", sign_in_name="robin", password=PASSWORD)
    assert sign_ins(inside, housemate.person_id)[0].ended_at is not None


def test_somebody_who_is_in_already_does_not_meet_the_door(visit, resident):
    assert visit(resident).get("/sign-in").headers["Location"] == "/"


def test_a_hash_of_older_costs_is_made_anew(robin, inside, knock):
    old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    with inside() as session:
        session.get_one(Person, robin.person_id).password_hash = old
    knock()
    with inside() as session:
        assert session.get_one(Person, robin.person_id).password_hash != old
    assert is_in(knock())


# --- where a sign-in leads ---

TODAY = "/"


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/me/looks", "/me/looks"),
        ("/week?of=2026-08-03", "/week?of=2026-08-03"),
        pytest.param("https://evil.example/", TODAY, id="another site"),
        pytest.param("//evil.example/", TODAY, id="another site, its scheme left out"),
        pytest.param("///evil.example", TODAY, id="three slashes"),
        pytest.param("/\\evil.example", TODAY, id="a backslash, which browsers read as a slash"),
        pytest.param("\\\\evil.example", TODAY, id="two backslashes"),
        pytest.param("/a\\..\\..\\\\evil.example", TODAY, id="backslashes further on"),
        pytest.param("/\t/evil.example", TODAY, id="a tab, which browsers leave out"),
        pytest.param("/\n/evil.example", TODAY, id="a line break, which browsers leave out"),
        pytest.param("/me\r\nSet-Cookie: a=b", TODAY, id="a header of its own"),
        pytest.param(" //evil.example", TODAY, id="a blank before it"),
        pytest.param("\x01//evil.example", TODAY, id="a control before it"),
        pytest.param("javascript:alert(1)", TODAY, id="a script"),
        pytest.param("data:text/html,x", TODAY, id="a page in an address"),
        pytest.param("evil.example", TODAY, id="no slash at all"),
        pytest.param("", TODAY, id="nothing"),
        pytest.param("/\u2028/evil.example", TODAY, id="a line separator"),
        pytest.param("/\x00", TODAY, id="nothing, as a sign"),
    ],
)
def test_the_way_on_is_always_a_page_of_ours(robin, visit, asked, leads_to):
    browser = visit()
    answer = browser.client.post(
        "/sign-in",
        query_string={"next": asked},
        data={"csrf_token": browser._masked(), "nonce": "n" * 20, "sign_in_name": "robin", "password": PASSWORD},
    )
    assert answer.headers["Location"] == leads_to


def test_somebody_turned_away_at_a_page_comes_back_to_it(robin, visit):
    browser = visit()
    door = browser.get("/week?of=2026-08-03").headers["Location"]
    assert browser.submit(door, sign_in_name="robin", password=PASSWORD).headers["Location"] == "/week?of=2026-08-03"


# --- how long it lasts ---


@pytest.mark.parametrize(
    ("who", "lasts"),
    [("resident", timedelta(days=30)), ("worker", timedelta(hours=12)), ("coordinator", timedelta(hours=12))],
    ids=["a resident: 30 days", "a peer worker: 12 hours", "a coordinator: 12 hours"],
)
def test_a_sign_in_ends_by_itself(visit, request, at, who, lasts):
    browser = visit(request.getfixturevalue(who))
    at(NOW + lasts)
    assert browser.get("/me").status_code == 200
    at(NOW + lasts + A_SECOND)
    assert browser.get("/me").headers["Location"].startswith("/sign-in")


def test_on_a_shared_device_it_ends_after_five_quiet_minutes(robin, visit, at):
    browser = visit()
    browser.post("/sign-in", sign_in_name="robin", password=PASSWORD, is_shared="y")
    at(NOW + timedelta(minutes=5))
    assert browser.get("/me").status_code == 200
    at(NOW + timedelta(minutes=10))
    assert browser.get("/me").status_code == 200
    at(NOW + timedelta(minutes=15) + A_SECOND)
    assert browser.get("/me").status_code == 303


def test_on_a_shared_device_the_cookie_goes_with_the_browser(robin, visit):
    browser = visit()
    answer = browser.post("/sign-in", sign_in_name="robin", password=PASSWORD, is_shared="y")
    assert "Expires" not in answer.headers["Set-Cookie"] and "Max-Age" not in answer.headers["Set-Cookie"]


def test_on_an_own_device_quiet_ends_nothing_for_a_resident(robin, knock, at):
    browser = knock().browser
    at(NOW + timedelta(days=20))
    assert browser.get("/me").status_code == 200


def test_a_cookie_of_our_own_making_with_a_token_nobody_has_opens_nothing(visit):
    browser = visit()
    with browser.client.session_transaction() as cookie:
        cookie["_user_id"] = "a" * 32
    assert browser.get("/me").status_code == 303


def test_a_flask_login_memory_cookie_opens_nothing(app, resident, visit):
    browser = visit()
    browser.client.set_cookie("remember_token", f"{resident.person_id}|0")
    assert browser.get("/me").status_code == 303


def test_a_token_of_another_purpose_is_no_sign_in(app, inside):
    with inside():
        assert load_viewer("x" * 32) is None


# --- guessing ---


def guess(knock, times, **where):
    return [knock(password=f"guess number {number}", **where).status_code for number in range(times)]


def test_ten_wrong_tries_of_one_account_are_heard(robin, knock):
    assert guess(knock, ACCOUNT_TRIES) == [422] * 10


def test_the_eleventh_waits(robin, knock):
    guess(knock, ACCOUNT_TRIES)
    answer = knock(password="guess number 11")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")
    assert "Please wait 30 seconds" in answer.get_data(as_text=True)


def test_the_right_password_waits_as_well_or_a_guesser_would_know_it(robin, knock):
    guess(knock, ACCOUNT_TRIES)
    assert knock().status_code == 429


def test_a_name_nobody_has_waits_just_the_same(knock):
    assert [knock("nobody-here").status_code for _ in range(11)] == [422] * 10 + [429]


def test_after_half_a_minute_one_more_is_heard(robin, knock, at):
    guess(knock, ACCOUNT_TRIES)
    at(NOW + timedelta(seconds=30))
    assert guess(knock, 2) == [422, 429]


def test_after_half_a_minute_the_owner_comes_in(robin, knock, at):
    guess(knock, ACCOUNT_TRIES)
    at(NOW + timedelta(seconds=30))
    assert is_in(knock())


def test_knocking_through_the_pause_does_not_make_it_longer(robin, knock, at):
    guess(knock, ACCOUNT_TRIES)
    for second in range(1, 30, 4):
        at(NOW + timedelta(seconds=second))
        knock()
    at(NOW + timedelta(seconds=30))
    assert is_in(knock())


def test_after_a_quarter_of_an_hour_counting_begins_anew(robin, knock, at):
    guess(knock, ACCOUNT_TRIES)
    at(NOW + timedelta(minutes=15))
    assert guess(knock, 2) == [422, 422]


def test_signing_in_begins_the_count_anew(robin, knock):
    guess(knock, ACCOUNT_TRIES - 1)
    knock()
    assert guess(knock, 2) == [422, 422]


def test_thirty_tries_from_one_network_are_heard_over_all_names(robin, knock):
    answers = [knock(f"name-{number}").status_code for number in range(NETWORK_TRIES)]
    assert answers == [422] * 30
    assert knock("name-31").status_code == 429


def test_another_network_is_heard_meanwhile(robin, knock):
    for number in range(NETWORK_TRIES):
        knock(f"name-{number}")
    assert is_in(knock(address=AWAY))


def test_those_who_come_in_are_not_counted_against_their_network(robin, knock):
    for _ in range(NETWORK_TRIES + 2):
        assert is_in(knock())


def test_guessing_from_elsewhere_does_not_hold_the_owner_off_at_home(robin, knock):
    """A delay, never a lock: not for whoever knows the name and keeps knocking (SAFE, threat 14)."""
    knock()
    guess(knock, ACCOUNT_TRIES, address=AWAY)
    assert knock(address=AWAY).status_code == 429
    assert is_in(knock())


def test_guessing_beside_them_does_not_hold_the_owner_off_in_their_own_browser(robin, knock):
    """Somebody in the house, on its own network, tries the name again and again."""
    browser = knock().browser
    browser.submit("/sign-out", page="/me")
    guess(knock, ACCOUNT_TRIES + 1)
    assert knock().status_code == 429
    browser.client.environ_base["REMOTE_ADDR"] = HOME
    answer = browser.submit("/sign-in", sign_in_name="robin", password=PASSWORD)
    assert answer.status_code == 303


def test_a_browser_that_is_known_is_no_free_way_to_guess(robin, knock):
    browser = knock().browser
    browser.submit("/sign-out", page="/me")
    answers = [browser.submit("/sign-in", sign_in_name="robin", password=f"guess {n}").status_code for n in range(11)]
    assert answers == [422] * 10 + [429]


@pytest.mark.parametrize("fields", [{"is_shared": "y"}, {"password": "not the password"}])
def test_a_shared_device_and_a_stranger_are_not_known(robin, visit, fields):
    browser = visit()
    browser.post("/sign-in", **{"sign_in_name": "robin", "password": PASSWORD, **fields})
    assert browser.client.get_cookie("known") is None


def test_a_cookie_made_up_by_somebody_is_nothing(robin, knock, visit):
    guess(knock, ACCOUNT_TRIES)
    browser = visit()
    browser.client.environ_base["REMOTE_ADDR"] = HOME
    browser.client.set_cookie("known", "WyJhIixbXV0.made-up")
    assert browser.post("/sign-in", sign_in_name="robin", password="guess").status_code == 429


def test_a_network_that_is_known_is_no_free_way_to_guess(robin, knock):
    knock()
    assert guess(knock, 11) == [422] * 10 + [429]


def test_a_count_stays_though_the_form_is_shown_again(robin, knock, inside):
    knock(password="guess number 1")
    assert tries(inside) == 2


def test_a_try_that_was_not_heard_is_not_counted(robin, knock, inside):
    guess(knock, ACCOUNT_TRIES)
    before = tries(inside)
    knock()
    assert tries(inside) == before


def test_neither_names_nor_addresses_are_kept_of_a_try(robin, knock, inside):
    knock(password="guess number 1")
    with inside() as session:
        hashes = session.scalars(sa.select(SignInTry.whose_hash)).all()
    assert all(len(each) == 32 and b"robin" not in each and b"203" not in each for each in hashes)


def test_a_wrong_password_can_be_mended_on_the_same_page(robin, visit):
    """Going back to the form, with its nonce, and sending it again is no twin: nothing has happened yet."""
    browser = visit()
    browser.post("/sign-in", nonce="n" * 20, sign_in_name="robin", password="not the right words")
    browser.post("/sign-in", nonce="n" * 20, sign_in_name="robin", password=PASSWORD)
    assert browser.get("/me").status_code == 200


def test_a_double_tap_signs_in_with_either_answer(robin, visit, app):
    """The browser may throw the first answer away, and its cookie with it."""
    browser = visit()
    fields = {"csrf_token": browser._masked(), "nonce": "n" * 20, "sign_in_name": "robin", "password": PASSWORD}
    twin = visit()
    browser.client.post("/sign-in", data=fields)
    twin.client.post("/sign-in", data=fields)
    assert twin.get("/me").status_code == 200


@pytest.mark.parametrize(
    ("address", "is_network"),
    [
        ("203.0.113.5", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        pytest.param("::ffff:203.0.113.5", "203.0.113.0/24", id="an old address in a new one's clothes"),
        pytest.param("fe80::1%eth0", "fe80::/64", id="with the name of a cable"),
        pytest.param("", "unknown", id="none"),
        pytest.param("unix:/run/house", "unknown", id="a socket"),
    ],
)
def test_a_network_is_told_by_its_address(address, is_network):
    assert network(address) == is_network


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        ("Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0", "Firefox on Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) AppleWebKit/605 Version/17.5 Mobile Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/126 Safari/537 Edg/126", "Edge on Windows"),
        ("<script>alert(1)</script>", "A browser on a device"),
        ("", "A browser on a device"),
    ],
    ids=["Firefox", "Safari", "Edge, which also says Chrome", "a script", "nothing"],
)
def test_a_device_has_a_plain_name(agent, label):
    assert device_label(agent) == label


def test_the_clock_of_these_tests_stands(at):
    assert clock.now() == NOW
