"""Passkeys: made on a device, enough to sign in and to confirm; nobody else's, and none of another site."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house.people.models import Passkey, Person, SignIn, Way
from house.people.site import find_site
from tests.people.conftest import PASSWORD
from tests.support.authenticator import PRESENT, Authenticator, asked_on
from tests.support.cast import NOW
from tests.support.databases import settings

NEW, DOOR, AGAIN = "/me/passkeys/new", "/sign-in", "/sign-in/again"
SOON = timedelta(minutes=16)


@pytest.fixture
def make(visit):
    """Let somebody make a passkey; the device it is on."""

    def begin(somebody, device=None, label="My phone"):
        device, browser = device or Authenticator(), visit(somebody)
        browser.post(NEW, signed=device.make(asked_on(browser.page(NEW))), label=label)
        return device

    return begin


@pytest.fixture
def device(make, resident):
    return make(resident)


def sign_in(browser, device, **fields):
    return browser.post("/sign-in/passkey", signed=device.sign(asked_on(browser.page(DOOR))), **fields)


def passkeys(inside):
    with inside() as session:
        return session.scalars(sa.select(Passkey).order_by(Passkey.id)).all()


def text(answer):
    return answer.get_data(as_text=True)


# --- making one ---


def test_a_passkey_is_made_and_stands_in_the_list(visit, resident):
    browser, device = visit(resident), Authenticator()
    answer = browser.post(NEW, signed=device.make(asked_on(browser.page(NEW))), label="My phone")
    page = browser.after(answer)
    assert "“My phone” is a passkey now." in page and "Made today 5pm." in page and "Not used yet." in page


def test_it_is_called_after_the_device_unless_somebody_says_otherwise(visit, resident):
    assert 'value="A browser on a device"' in visit(resident).page(NEW)


def test_a_device_is_asked_for_one_that_needs_no_name_and_looks_who_it_is(visit, resident):
    asked = asked_on(visit(resident).page(NEW))
    chosen = asked["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"], asked["rp"]["id"]) == (
        "required",
        "required",
        "localhost",
    )


def test_a_device_that_has_one_is_not_asked_for_another(visit, resident, device):
    assert len(asked_on(visit(resident).page(NEW))["excludeCredentials"]) == 1


def test_making_one_asks_for_the_password_again_after_a_while(visit, resident, at):
    browser = visit(resident)
    at(NOW + SOON)
    assert browser.get(NEW).headers["Location"].startswith("/sign-in/again")


@pytest.mark.parametrize(
    ("device", "because"),
    [
        (Authenticator(rp_id="evil.example"), "another site's passkey"),
        (Authenticator(origin="https://evil.example"), "made on another site's page"),
        (Authenticator(origin="http://localhost:8001"), "another port of this computer"),
        (Authenticator(flags=PRESENT), "the device did not look who it is"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_was_made_for_something_else_is_not_kept(visit, resident, inside, device, because):
    browser = visit(resident)
    answer = browser.post(NEW, signed=device.make(asked_on(browser.page(NEW))), label="My phone")
    assert (answer.status_code, passkeys(inside)) == (422, [])
    assert "That passkey does not fit this house." in text(answer) and 'value="My phone"' in text(answer)


@pytest.mark.parametrize(
    "sent",
    ["", "x", "[]", "{}", "null", '{"id": 1}', '{"response": {"clientDataJSON": "e30"}}', "9" * 30_000, "[" * 5_000],
    ids=["nothing", "no JSON", "a list", "empty", "null", "a number", "half of it", "without end", "a deep hole"],
)
@pytest.mark.parametrize("path", [NEW, "/sign-in/passkey", "/sign-in/again/passkey"])
def test_nonsense_is_met_kindly_and_changes_nothing(visit, resident, inside, path, sent):
    answer = visit(resident).post(path, signed=sent, label="My phone")
    assert (answer.status_code, passkeys(inside)) == (422, [])
    assert 'role="alert"' in text(answer)


def test_without_a_name_it_is_not_kept(visit, resident, inside):
    browser = visit(resident)
    signed = Authenticator().make(asked_on(browser.page(NEW)))
    answer = browser.post(NEW, signed=signed, label="")
    assert answer.status_code == 422 and "Give it a name, such as “my phone”." in text(answer)


def test_one_passkey_is_kept_once(make, visit, housemate, device, inside):
    browser = visit(housemate)
    answer = browser.post(NEW, signed=device.make(asked_on(browser.page(NEW))), label="My phone")
    assert "This device has a passkey here already." in text(answer)
    assert len(passkeys(inside)) == 1


def test_the_challenge_of_another_page_or_of_long_ago_is_asked_anew(visit, resident, at, inside):
    browser = visit(resident)
    asked = asked_on(browser.page(NEW))
    at(NOW + timedelta(minutes=5, seconds=1))
    answer = browser.post(NEW, signed=Authenticator().make(asked), label="My phone")
    assert "That took a while, so we ask again." in text(answer) and not passkeys(inside)


# --- signing in ---


def test_a_passkey_opens_the_house_without_a_name(visit, device, resident):
    browser = visit()
    answer = sign_in(browser, device)
    assert answer.headers["Location"] == "/" and "Robin" in browser.page("/me")


def test_how_somebody_came_in_and_when_it_was_used_is_kept(visit, device, inside, at):
    at(NOW + timedelta(hours=2))
    sign_in(visit(), device)
    with inside() as session:
        assert session.scalars(sa.select(SignIn.way).order_by(SignIn.id.desc())).first() is Way.passkey
        assert session.scalars(sa.select(Passkey.last_used_at)).one() == NOW + timedelta(hours=2)


@pytest.mark.parametrize(("asked", "leads_to"), [("/week", "/week"), ("//evil.example", "/")])
def test_it_leads_on_to_where_somebody_wanted_to_go_and_nowhere_else(visit, device, asked, leads_to):
    browser = visit()
    page = browser.page(f"/sign-in?next={asked}")
    fields = {"csrf_token": browser._masked(), "nonce": "n" * 20, "signed": device.sign(asked_on(page))}
    answer = browser.client.post("/sign-in/passkey", query_string={"next": asked}, data=fields)
    assert answer.headers["Location"] == leads_to


def test_the_shared_device_choice_counts_with_a_passkey_too(visit, device, inside):
    sign_in(visit(), device, is_shared="y")
    with inside() as session:
        assert session.scalars(sa.select(SignIn.is_shared_device).order_by(SignIn.id.desc())).first()


def test_a_device_that_does_not_count_is_fine(make, visit, housemate):
    device = make(housemate)
    for _ in range(2):
        device.count = -1
        assert sign_in(visit(), device).status_code == 303


def in_again(visit, device, **wrong):
    for name, value in wrong.items():
        setattr(device, name, value)
    return sign_in(visit(), device)


@pytest.mark.parametrize(
    "wrong",
    [
        {"rp_id": "evil.example"},
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:8000"},
        {"flags": PRESENT},
        {"key": Authenticator().key},
    ],
    ids=["another site", "another page", "a number instead of the name", "nobody looked who it is", "another key"],
)
def test_what_was_signed_elsewhere_opens_nothing(visit, device, inside, wrong):
    answer = in_again(visit, device, **wrong)
    assert answer.status_code == 422 and "That passkey does not fit here." in text(answer)
    assert passkeys(inside)[0].last_used_at is None


def test_a_passkey_this_house_does_not_know_opens_nothing(visit, device):
    answer = in_again(visit, device, credential_id=b"unknown passkey!")
    assert answer.status_code == 422 and "This house does not know that passkey." in text(answer)


def test_a_passkey_that_says_it_is_somebody_elses_opens_nothing(visit, device):
    assert "This house does not know that passkey." in text(in_again(visit, device, user_handle=b"x" * 32))


def test_a_count_that_goes_backwards_is_a_copy_and_opens_nothing(visit, device, inside):
    sign_in(visit(), device)
    sign_in(visit(), device)
    answer = in_again(visit, device, count=0)
    assert answer.status_code == 422 and passkeys(inside)[0].sign_count == 2


def test_what_was_signed_once_opens_once(visit, device):
    """A copy of the cookie from before brings the challenge back, and it is spent all the same."""
    browser, copy = visit(), visit()
    signed = device.sign(asked_on(browser.page(DOOR)))
    with browser.client.session_transaction() as cookie:
        kept = dict(cookie)
    with copy.client.session_transaction() as cookie:
        cookie.update(kept)
    assert browser.post("/sign-in/passkey", signed=signed).status_code == 303
    answer = copy.post("/sign-in/passkey", signed=signed)
    assert answer.status_code == 422 and "we ask again" in text(answer)


def test_a_challenge_of_another_browser_opens_nothing(visit, device):
    asked = asked_on(visit().page(DOOR))
    browser = visit()
    browser.page(DOOR)
    assert browser.post("/sign-in/passkey", signed=device.sign(asked)).status_code == 422


def test_a_challenge_lasts_five_minutes(visit, device, at):
    browser = visit()
    asked = asked_on(browser.page(DOOR))
    at(NOW + timedelta(minutes=5, seconds=1))
    assert "we ask again" in text(browser.post("/sign-in/passkey", signed=device.sign(asked)))


def test_a_challenge_for_confirming_does_not_sign_in(visit, device, resident):
    browser = visit(resident)
    signed = device.sign(asked_on(browser.page(AGAIN)))
    assert browser.post("/sign-in/passkey", signed=signed).status_code == 422


def test_in_a_frame_of_another_site_nothing_is_signed(visit, device):
    device.more = {"crossOrigin": True}
    answer = sign_in(visit(), device)
    assert answer.status_code == 422 and "That passkey does not fit here." in text(answer)


def test_somebody_who_moved_on_long_ago_does_not_come_in(visit, device, resident, inside):
    with inside() as session:
        session.execute(sa.text("DELETE FROM membership WHERE person_id = :who"), {"who": resident.person_id})
    answer = sign_in(visit(), device)
    assert answer.status_code == 422 and "This house does not know that passkey." in text(answer)


def test_the_name_that_was_typed_stays(visit, device):
    browser = visit()
    answer = browser.post("/sign-in/passkey", signed="", sign_in_name="robin")
    assert 'value="robin"' in text(answer)


# --- confirming ---


def test_a_passkey_confirms(visit, device, resident, at):
    browser = visit(resident)
    at(NOW + SOON)
    asked = asked_on(browser.page(f"{AGAIN}?next={NEW}"))
    browser.post(f"/sign-in/again/passkey?next={NEW}", signed=device.sign(asked))
    assert browser.get(NEW).status_code == 200


def test_somebody_elses_passkey_does_not_confirm(visit, device, make, housemate, at):
    theirs, browser = make(housemate), visit(housemate)
    at(NOW + SOON)
    theirs.credential_id, theirs.key, theirs.user_handle = device.credential_id, device.key, device.user_handle
    answer = browser.post("/sign-in/again/passkey", signed=theirs.sign(asked_on(browser.page(AGAIN))))
    assert answer.status_code == 422 and "That passkey is somebody else’s." in text(answer)
    assert browser.get(NEW).status_code == 303


def test_without_a_passkey_only_the_password_is_asked(visit, resident):
    assert "data-passkey" not in visit(resident).page(AGAIN)


# --- taking one away ---


@pytest.fixture
def away(inside):
    with_id = "/me/passkeys/{}/take-away"
    return lambda which=0: with_id.format(passkeys(inside)[which].id)


def test_a_passkey_is_taken_away_after_a_page_that_says_what_that_does(visit, robin, device, away, inside):
    browser, path = visit(robin), away()
    assert "Take “My phone” away?" in browser.page(path)
    assert "“My phone” is taken away." in browser.after(browser.submit(path))
    assert not passkeys(inside)


def test_the_only_way_in_stays(visit, resident, device, away, inside):
    browser = visit(resident)
    page = browser.after(browser.submit(away()))
    assert "This is your only way in. Choose a password first" in page
    assert len(passkeys(inside)) == 1


def test_of_two_one_can_go_without_a_password(visit, resident, device, make, away, inside):
    make(resident, label="My laptop")
    visit(resident).submit(away())
    assert [each.label for each in passkeys(inside)] == ["My laptop"]


def test_somebody_without_a_password_chooses_one_with_a_passkey_at_hand(visit, resident, device, inside):
    browser = visit(resident)
    assert browser.submit("/me/password", password="other words of my own").status_code == 303
    with inside() as session:
        assert session.get_one(Person, resident.person_id).password_hash


def test_taking_away_asks_again_after_a_while(visit, robin, device, away, at, inside):
    browser, path = visit(robin), away()
    at(NOW + SOON)
    assert browser.post(path).headers["Location"].startswith("/sign-in/again")
    assert len(passkeys(inside)) == 1


@pytest.mark.parametrize("who", ["housemate", "coordinator", "outsider"])
def test_nobody_takes_away_anothers(visit, robin, device, away, request, who, inside):
    browser = visit(request.getfixturevalue(who))
    assert (browser.get(away()).status_code, browser.post(away()).status_code) == (404, 404)


def test_nobody_sees_anothers_passkeys(visit, device, coordinator):
    assert "My phone" not in visit(coordinator).page("/me/passkeys")


def test_there_is_an_end_to_how_many(visit, resident, inside):
    with inside() as session:
        for number in range(20):
            session.add(
                Passkey(
                    person_id=resident.person_id,
                    credential_id=bytes([number]),
                    public_key=b"",
                    sign_count=0,
                    label=f"Key {number}",
                    made_at=NOW,
                )
            )
    browser = visit(resident)
    answer = browser.post(NEW, signed=Authenticator().make(asked_on(browser.page(NEW))), label="My phone")
    assert "Take one away first." in text(answer)


# --- where passkeys can work ---


@pytest.mark.parametrize(
    ("more", "site"),
    [
        ({}, ("localhost", "http://localhost:8000")),
        ({"port": 80}, ("localhost", "http://localhost")),
        ({"host": "0.0.0.0"}, None),  # noqa: S104  # a setting, nothing listens
        ({"public_url": "https://home.example"}, ("home.example", "https://home.example")),
        ({"public_url": "https://Home.Example:8443"}, ("home.example", "https://home.example:8443")),
        ({"public_url": "https://home.example:443"}, ("home.example", "https://home.example")),
        ({"public_url": "http://home.example"}, None),
        ({"public_url": "http://localhost:9000"}, ("localhost", "http://localhost:9000")),
        ({"public_url": "https://192.168.1.20"}, None),
        ({"public_url": "https://[fd00::1]"}, None),
    ],
    ids=lambda value: str(value),
)
def test_the_site_comes_from_the_settings(tmp_path, more, site):
    found = find_site(settings(tmp_path, **more))
    assert (found and (found.rp_id, found.origin)) == site


@pytest.fixture
def no_site(monkeypatch):
    monkeypatch.setattr("house.people.passkeys.find_site", lambda _settings: None)


def test_where_none_can_work_the_page_says_why_and_nothing_breaks(visit, resident, no_site):
    browser = visit(resident)
    assert "Passkeys need an address with a name and a lock (https)." in browser.page("/me/passkeys")
    assert browser.get(NEW).headers["Location"] == "/me/passkeys"
    assert "data-passkey" not in visit().page(DOOR)
    assert visit().post("/sign-in/passkey", signed="x").status_code == 422


def test_the_address_somebody_came_by_changes_nothing(visit):
    asked = asked_on(visit().get(DOOR, headers={"Host": "evil.example"}).get_data(as_text=True))
    assert asked["rpId"] == "localhost"


def test_the_script_runs_by_the_nonce_of_its_answer_alone(visit):
    answer = visit().get(DOOR)
    nonce = answer.headers["Content-Security-Policy"].split("'nonce-")[1].split("'")[0]
    assert f'nonce="{nonce}"' in text(answer)


def test_signing_in_with_the_password_works_as_before(visit, robin, device):
    assert visit().submit(DOOR, sign_in_name="robin", password=PASSWORD).status_code == 303
