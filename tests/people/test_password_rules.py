"""What may be a password, how it is stored, and how it is changed."""

import threading
from time import sleep

import pytest

from house.people import passwords
from house.people.models import Person
from house.people.passwords import LEAST, MOST, fits, hash_password, is_outdated
from tests.people.conftest import PASSWORD

NEW = "other words of my own"
REAL = passwords._HASHER  # as the house has it: the tests of this room put a quick one in its place


@pytest.fixture
def real(monkeypatch):
    monkeypatch.setattr(passwords, "_HASHER", REAL)
    passwords._nobodys.cache_clear()


def test_a_password_is_stored_as_argon2id_with_the_costs_that_safe_names(real):
    assert hash_password(PASSWORD).startswith("$argon2id$v=19$m=47104,t=2,p=1$")


def test_the_same_password_is_stored_differently_each_time(real):
    assert hash_password(PASSWORD) != hash_password(PASSWORD)


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [
        (PASSWORD, True),
        (PASSWORD.upper(), False),
        (PASSWORD + " ", False),
        (PASSWORD[:-1], False),
        ("", False),
    ],
    ids=["as it is", "in capitals", "a blank more", "a letter less", "nothing"],
)
def test_a_password_fits_exactly_or_not_at_all(typed, is_right):
    assert fits(typed, hash_password(PASSWORD)) is is_right


@pytest.mark.parametrize("stored", [None, "", "nonsense", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"], ids=ascii)
def test_nothing_fits_what_is_no_hash(stored):
    assert not fits(PASSWORD, stored)


def test_the_password_that_stands_in_for_nobodys_opens_nothing():
    assert not fits("nobody has this password", None)


@pytest.mark.parametrize(
    "words",
    [
        "x" * (MOST - 12) + "twelve signs",
        "пароль из четырёх слов",
        "🌿🏡🫖🧺🪴🧦🪑🛋️🕯️📻🎐🧵",
        "nul\x00 in the middle",
        "  blanks around it  ",
    ],
    ids=["200 letters", "Cyrillic", "pictures", "a control", "blanks"],
)
def test_any_signs_will_do(words):
    assert fits(words, hash_password(words))
    assert not fits(words[:-1], hash_password(words))


def test_a_hash_of_other_costs_is_outdated(real):
    assert is_outdated(hash_password(PASSWORD).replace("t=2", "t=1"))
    assert not is_outdated(hash_password(PASSWORD))


def test_no_more_than_two_are_checked_at_a_time(monkeypatch):
    """Each takes 46 MiB: many sign-ins at once are not to fill the memory."""
    now, most = [0], [0]

    class Slow:
        def verify(self, *_):
            now[0] += 1
            most[0] = max(most[0], now[0])
            sleep(0.02)
            now[0] -= 1

    monkeypatch.setattr(passwords, "_HASHER", Slow())
    threads = [threading.Thread(target=fits, args=("x", "y")) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == 2


# --- changing it ---


@pytest.fixture
def change(visit, robin):
    def send(old=PASSWORD, password=NEW, browser=None, **more):
        return (browser or visit(robin)).post("/me/password", old=old, password=password, **more)

    return send


def stored(inside, somebody):
    with inside() as session:
        return session.get_one(Person, somebody.person_id).password_hash


def test_a_new_password_takes_the_old_ones_place(change, robin, inside):
    assert change().status_code == 303
    assert fits(NEW, stored(inside, robin)) and not fits(PASSWORD, stored(inside, robin))


TOO_EASY = "That one is easy to guess."
BAD = [
    ("", "Choose a password.", "none"),
    ("x" * (LEAST - 2) + "y", "Use between 12 and 200 letters.", "eleven letters"),
    ("word " * 41, "Use between 12 and 200 letters.", "more than 200"),
    ("aaaaaaaaaaaaaaaa", TOO_EASY, "one letter, over and over"),
    ("password12345678", TOO_EASY, "what a guesser tries first"),
    ("QWERTYuiop1234", TOO_EASY, "the top row"),
    ("robin robin ro", TOO_EASY, "their own name"),
    ("ROBINs password", TOO_EASY, "their own name in capitals"),
    ("phoenix house 12", TOO_EASY, "the name of the house"),
]


@pytest.mark.parametrize(("password", "message", "why"), BAD, ids=[why for _p, _m, why in BAD])
def test_a_password_that_cannot_be_is_not_taken(change, robin, inside, password, message, why):
    answer = change(password=password)
    beside = answer.get_data(as_text=True).split('id="password-error"')[1].split("</p>")[0]
    assert answer.status_code == 422 and message in beside
    assert fits(PASSWORD, stored(inside, robin))


def test_neither_password_comes_back_in_the_page(change):
    page = change(old="not the old one", password=NEW).get_data(as_text=True)
    assert "not the old one" not in page and NEW not in page


def test_the_old_password_is_asked_for(change, robin, inside):
    answer = change(old="not the right words")
    beside = answer.get_data(as_text=True).split('id="old-error"')[1].split("</p>")[0]
    assert "That is not the password you have now." in beside
    assert fits(PASSWORD, stored(inside, robin))


def test_whoever_finds_an_open_screen_cannot_try_one_after_another(change, visit, robin):
    browser = visit(robin)
    answers = [change(old=f"guess number {number}", browser=browser).status_code for number in range(11)]
    assert answers == [422] * 10 + [429]
    assert change(browser=browser).status_code == 429


def test_guesses_at_two_pages_count_together(change, visit, robin):
    browser = visit(robin)
    for number in range(5):
        change(old=f"guess number {number}", browser=browser)
        browser.post("/sign-in/again", password=f"guess number {number}")
    assert browser.post("/sign-in/again", password=PASSWORD).status_code == 429


def test_a_wrong_old_password_can_be_mended_on_the_same_page(change, visit, robin, inside):
    browser = visit(robin)
    change(old="not the right words", browser=browser, nonce="n" * 20)
    assert change(browser=browser, nonce="n" * 20).status_code == 303
    assert fits(NEW, stored(inside, robin))


def test_the_same_change_sent_twice_counts_once_and_both_answers_are_good(change, visit, robin):
    browser = visit(robin)
    change(browser=browser, nonce="n" * 20)
    assert "It counted once" in browser.after(change(browser=browser, nonce="n" * 20))


def test_a_password_can_be_pasted_and_kept_by_the_browser(visit, robin):
    page = visit(robin).page("/me/password")
    assert 'autocomplete="new-password"' in page and 'autocomplete="current-password"' in page
    assert "onpaste" not in page and "maxlength" not in page.split('id="password"')[1].split(">")[0]
