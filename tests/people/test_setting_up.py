"""Opening a house: a one-time link, a page of questions, and the first coordinator."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.people import acts
from house.people.lines import template_lines
from house.people.published import published, support
from house.people.models import House, Membership, Person, SetUpLink, SupportLine
from house.people.passwords import fits
from house.viewer import Role
from tests.people.conftest import PASSWORD
from tests.support.cast import NOW

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


def test_it_starts_with_the_lines_of_its_country(app, visit, link, inside):
    visit().submit(link, **{**FIELDS, "country": "GB"})
    with inside() as session:
        house_id = banksia(inside).id
        labels = session.scalars(
            sa.select(SupportLine.label).where(SupportLine.house_id == house_id).order_by(SupportLine.position)
        )
        assert labels.all() == [line.label for line in template_lines("GB")]
        assert support(house_id).emergency.tel == "999"
        assert str(house_id) in published().houses


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


def test_every_country_has_an_emergency_number_and_two_lines_at_any_hour(app):
    for code in ("AU", "GB", "IE", "NZ", "US", "CA", "ZZ"):
        lines = template_lines(code)
        assert sum(line.is_emergency for line in lines) == 1, country_name(code)
        assert sum(line.is_24_7 and not line.is_emergency for line in lines) >= 2, country_name(code)
