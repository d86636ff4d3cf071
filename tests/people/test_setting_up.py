"""Opening a house: a one-time link, a page of questions, and the first coordinator."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.people import acts
from house.people.lines import template_lines
from house.people.models import House, Membership, Person, SetUpLink, SupportLine
from house.people.passwords import fits
from house.people.published import published, support
from house.viewer import Role
from tests.people.conftest import PASSWORD
from tests.support.cast import NOW

pytestmark = pytest.mark.usefixtures("files_as_they_were")
FIELDS = {
    "house_name": "Banksia House",
    "quiet_name": "",
    "country": "AU",
    "timezone": "Australia/Perth",
    "phone": "",
    "called_name": "Noor",
    "sign_in_name": "Noor",
    "password": PASSWORD,
}


@pytest.fixture
def link(inside):
    with inside():
        token = acts.make_set_up_link(clock.now())
    return f"/set-up/{token}"


def one(inside, query):
    with inside() as session:
        return session.scalars(query).one_or_none()


def banksia(inside):
    return one(inside, sa.select(House).where(House.name == "Banksia House"))


def test_the_house_opens_as_it_was_described(visit, link, inside):
    visit().submit(link, **FIELDS)
    house = banksia(inside)
    assert (house.quiet_name, house.timezone, house.country) == ("Home", "Australia/Perth", "AU")


def test_whoever_opened_it_is_its_first_coordinator(visit, link, inside):
    visit().submit(link, **FIELDS)
    with inside() as session:
        roles = session.scalars(sa.select(Membership.role).where(Membership.house_id == banksia(inside).id)).all()
    assert roles == [Role.coordinator]


def test_they_are_in_at_once_and_can_sign_in_again(visit, link, knock, inside):
    browser = visit()
    assert browser.after(browser.submit(link, **FIELDS))
    assert knock("noor").status_code == 303
    assert fits(PASSWORD, one(inside, sa.select(Person).where(Person.sign_in_name == "noor")).password_hash)


def test_its_rows_stand_after_the_first_page(visit, link, inside):
    browser = visit()
    browser.after(browser.submit(link, **FIELDS))
    assert banksia(inside).rows_until == NOW.date() + timedelta(weeks=8)


def lines_of(inside, name="Banksia House"):
    with inside() as session:
        house_id = session.scalars(sa.select(House.id).where(House.name == name)).one()
        query = sa.select(SupportLine).where(SupportLine.house_id == house_id).order_by(SupportLine.position)
        return session.scalars(query).all()


def test_it_starts_with_the_lines_of_its_country(visit, link, inside):
    visit().submit(link, **FIELDS)
    assert [line.label for line in lines_of(inside)] == [line.label for line in template_lines("AU")]
    with inside():
        house_id = banksia(inside).id
        assert support(house_id).emergency.tel == "000" and str(house_id) in published().houses


TWO = {"first_name": "Listeners", "first_phone": "0123 456 789", "second_name": "By text", "second_sms": "54321"}
COUNTRIES_THAT_ASK = ("GB", "IE", "NZ", "US", "CA", "ZZ")


@pytest.mark.parametrize("code", COUNTRIES_THAT_ASK)
def test_where_we_know_no_lines_it_starts_with_the_two_that_were_written(visit, link, inside, code):
    visit().submit(link, **{**FIELDS, **TWO, "country": code, "emergency": "112"})
    lines = lines_of(inside)
    assert [line.label for line in lines] == ["Emergency", "Listeners", "By text"]
    assert [(line.phone, line.sms, line.is_24_7) for line in lines[1:]] == [
        ("0123 456 789", "", True),
        ("", "54321", True),
    ]
    assert lines[0].phone == (template_lines(code)[0].phone if code != "ZZ" else "112")
    assert {(line.checked_on, line.checked_by_id) for line in lines} == {(None, None)}


@pytest.mark.parametrize("code", ("AU", *COUNTRIES_THAT_ASK))
def test_a_house_always_starts_with_a_number_for_danger_and_two_lines_at_any_hour(visit, link, inside, code):
    visit().submit(link, **{**FIELDS, **TWO, "country": code, "emergency": "112"})
    lines = lines_of(inside)
    assert sum(line.is_emergency for line in lines) == 1
    assert sum(line.is_24_7 and not line.is_emergency for line in lines) >= 2


LINES_BAD = [
    ("first_name", "", "Give this line a name."),
    ("second_name", " \t\u2028 ", "Give this line a name."),
    ("first_name", "x" * 81, "This can be up to 80 letters long."),
    ("first_phone", "", "Add a number to call or a number to text."),
    ("first_phone", "call me", "Write the number with digits and spaces, like 13 11 14."),
    ("first_phone", "+-", "Write the number with digits and spaces, like 13 11 14."),
    ("second_sms", "abc", "Write the number with digits and spaces, like 13 11 14."),
    ("second_phone", "9" * 41, "This can be up to 40 letters long."),
]


@pytest.mark.parametrize(
    ("name", "value", "message"), LINES_BAD, ids=[f"{name}-{ascii(value)[:14]}" for name, value, _ in LINES_BAD]
)
@pytest.mark.parametrize("code", ["GB", "ZZ"])
def test_what_needs_mending_of_the_lines_is_said_beside_its_field(visit, link, inside, code, name, value, message):
    browser = visit()
    fields = {**FIELDS, **TWO, "country": code, "emergency": "112", name: value}
    answer = browser.submit(link, **fields)
    assert answer.status_code == 422
    assert message in answer.text.split(f'id="{name}-error"')[1].split("</p>")[0]
    assert banksia(inside) is None and browser.get(link).status_code == 200


@pytest.mark.parametrize("emergency", ["", "nine", "  "])
def test_somewhere_else_the_number_for_danger_is_needed(visit, link, inside, emergency):
    answer = visit().submit(link, **{**FIELDS, **TWO, "country": "ZZ", "emergency": emergency})
    assert answer.status_code == 422 and 'id="emergency-error"' in answer.text
    assert banksia(inside) is None


@pytest.mark.parametrize(
    ("country", "more"),
    [
        ("GB", {"second_sms": "0123 456789"}),
        ("GB", {"first_phone": "999"}),
        ("ZZ", {"first_phone": "1 1 2"}),
    ],
    ids=["the first one's again", "the country's number for danger", "the house's number for danger"],
)
def test_two_lines_are_two_numbers(visit, link, inside, country, more):
    answer = visit().submit(link, **{**FIELDS, **TWO, "country": country, "emergency": "112", **more})
    assert answer.status_code == 422 and "This number stands above already." in answer.text
    assert banksia(inside) is None


def test_where_they_are_not_asked_for_they_trouble_nobody(visit, link, inside):
    odd = {"emergency": "nine", "first_name": "x" * 99, "first_phone": "call me", "second_phone": "call me"}
    assert visit().submit(link, **{**FIELDS, **odd}).status_code == 303
    assert [line.label for line in lines_of(inside)] == [line.label for line in template_lines("AU")]


def test_where_they_are_not_asked_for_what_was_typed_is_kept_on_the_page(visit, link):
    page = visit().submit(link, **{**FIELDS, **TWO, "sign_in_name": "ab"}).text
    assert 'value="Listeners"' in page and 'value="54321"' in page
    assert 'id="first_phone-error"' not in page


def test_a_phone_of_the_house_is_sealed(visit, link, inside):
    visit().submit(link, **{**FIELDS, "phone": "03 9000 7777"})
    with inside():
        house = banksia(inside)
        assert house.phone == "03 9000 7777" and b"9000" not in house.phone_sealed


def test_the_link_opens_one_house(visit, link):
    visit().submit(link, **FIELDS)
    again = visit().get(link)
    assert again.status_code == 410
    assert "It was used already" in again.get_data(as_text=True)


def test_the_page_of_a_used_link_shows_the_way_in(visit, link):
    visit().submit(link, **FIELDS)
    assert 'href="/sign-in"' in visit().get(link).get_data(as_text=True)


@pytest.mark.parametrize(("after", "status"), [(timedelta(days=7, seconds=-1), 200), (timedelta(days=7), 410)])
def test_the_link_runs_out_after_a_week(visit, link, at, after, status):
    at(NOW + after)
    assert visit().get(link).status_code == status


def test_only_the_newest_link_opens_anything(visit, link, inside):
    with inside():
        newer = acts.make_set_up_link(clock.now())
    assert visit().get(link).status_code == 410
    assert visit().get(f"/set-up/{newer}").status_code == 200


@pytest.mark.parametrize(
    "token", ["x" * 32, "%00", "%F0%28%8C%28", "a" * 3000], ids=["made up", "nothing", "no text", "long"]
)
def test_a_link_that_never_was_is_no_page(visit, token):
    assert visit().get(f"/set-up/{token}").status_code == 404


def test_a_token_of_another_purpose_opens_nothing(visit, inside, house_id):
    with inside():
        invite = acts.invite(house_id, None, Role.resident, "Noor", clock.now())
    assert visit().get(f"/set-up/{invite}").status_code == 404


def test_only_a_hash_of_the_link_is_stored(visit, link, inside):
    stored = one(inside, sa.select(SetUpLink)).token_hash
    assert link.rsplit("/", 1)[1].encode() not in stored


BAD = [
    ("house_name", "", "Give the house a name."),
    ("house_name", " \t\u2028 ", "Give the house a name."),
    ("house_name", "x" * 81, "This can be up to 80 letters long."),
    ("quiet_name", "x" * 41, "This can be up to 40 letters long."),
    ("country", "", "Choose a country from the list."),
    ("country", "XX", "Choose a country from the list."),
    ("timezone", "", "Choose a city from the list."),
    ("timezone", "Mars/Olympus", "Choose a city from the list."),
    ("timezone", "../../etc/passwd", "Choose a city from the list."),
    ("phone", "ask Bob", "Write the number with digits and spaces, like 13 11 14."),
    ("called_name", "", "Tell us what people call you."),
    ("sign_in_name", "", "Choose a name to sign in with."),
    ("sign_in_name", "ab", "Use 3 to 40 letters or numbers, with no spaces and no @."),
    ("sign_in_name", "two words", "Use 3 to 40 letters or numbers, with no spaces and no @."),
    ("sign_in_name", "noor@example.org", "Use 3 to 40 letters or numbers, with no spaces and no @."),
    ("sign_in_name", "x" * 41, "Use 3 to 40 letters or numbers, with no spaces and no @."),
    ("sign_in_name", "ß" * 21, "Use 3 to 40 letters or numbers, with no spaces and no @."),
    ("sign_in_name", "Robin", "Someone signs in with that name already. Choose another."),
    ("sign_in_name", "\uff32obin", "Someone signs in with that name already. Choose another."),
    ("password", "", "Choose a password."),
    ("password", "eleven long", "Use between 12 and 200 letters."),
    ("password", "x y" * 67, "Use between 12 and 200 letters."),
    ("password", "welcome to all of us", "That one is easy to guess."),
    ("password", "my banksia house", "That one is easy to guess."),
    ("password", "noornoornoor", "That one is easy to guess."),
]


@pytest.mark.parametrize(
    ("name", "value", "message"), BAD, ids=[f"{name}-{ascii(value)[:14]}" for name, value, _ in BAD]
)
def test_what_needs_mending_is_said_beside_its_field_and_nothing_changes(visit, link, inside, name, value, message):
    browser = visit()
    answer = browser.submit(link, **{**FIELDS, name: value})
    page = answer.get_data(as_text=True)
    beside = page.split(f'id="{name}-error"')[1].split("</p>")[0]
    assert answer.status_code == 422
    assert message in beside
    assert banksia(inside) is None and browser.get(link).status_code == 200


def test_what_was_typed_is_kept_but_for_the_password(visit, link):
    page = visit().submit(link, **{**FIELDS, "sign_in_name": "ab"}).get_data(as_text=True)
    assert 'value="Banksia House"' in page and 'value="Noor"' in page
    assert '<option selected value="Australia/Perth">' in page
    assert PASSWORD not in page


def test_a_form_that_was_mended_goes_through(visit, link, inside):
    browser = visit()
    browser.post(link, nonce="n" * 20, **{**FIELDS, "sign_in_name": "Robin"})
    browser.post(link, nonce="n" * 20, **FIELDS)
    assert banksia(inside) is not None


def test_the_same_form_twice_opens_one_house(visit, link, inside):
    browser = visit()
    fields = {"csrf_token": browser._masked(), "nonce": "n" * 20, **FIELDS}
    twin = visit()
    browser.client.post(link, data=fields)
    assert twin.client.post(link, data=fields).headers["Location"] == "/"
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(House)) == 3


def test_markup_in_a_name_stays_words(visit, link, inside):
    browser = visit()
    page = browser.after(browser.submit(link, **{**FIELDS, "house_name": "<script>alert(1)</script>"}))
    assert "<script>alert(1)" not in page
