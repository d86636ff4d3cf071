"""Who came in by a re-entry card reads nothing of others for a day, and nothing of their own from before it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins.waiting import waiting
from house.checkins.words import CheckInWords
from house.people.models import SignIn
from house.people.signing_in import load_viewer
from house.trust.models import Audience, Look, Share
from tests.support.cast import NOW

PAGE = "/check-ins/shared"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SENTENCE = "or as soon as you show your passkey or the password from before the card."


@pytest.fixture
def by_card(visit, inside):
    """Visit as somebody who used a card this moment."""

    def begin(somebody):
        browser = visit(somebody)
        with inside() as session:
            session.get_one(SignIn, browser.sign_in_id).private_opens_at = clock.now() + DAY
        return browser

    return begin


@pytest.fixture
def before(write):
    """One of the resident's own, from an hour before the card."""
    return write(audience=Audience.house, when=NOW - HOUR)


@pytest.mark.parametrize("audience", [Audience.on_shift, Audience.workers, Audience.house, Audience.person])
def test_nothing_of_others_opens(by_card, on_shift, write, audience):
    write(audience=audience, whom=on_shift if audience is Audience.person else None)
    page = by_card(on_shift).page(PAGE)
    assert ("zebrawort" in page, "Robin" in page, SENTENCE in page) == (False, False, True)


def test_and_no_look_is_written(by_card, on_shift, shared, inside):
    by_card(on_shift).page(PAGE)
    with inside() as session:
        assert session.scalars(sa.select(Look.id)).all() == []


def test_the_page_is_the_same_whether_something_is_there_or_not(by_card, on_shift, write):
    reader = by_card(on_shift)
    before = _main(reader.page(PAGE))
    write(audience=Audience.on_shift)
    assert _main(reader.page(PAGE)) == before


def _main(page):
    return page[page.index("<main") : page.index("</main>")]


def test_nothing_waits(app, by_card, on_shift, write):
    write(audience=Audience.on_shift)
    write(audience=Audience.person, whom=on_shift)
    token = by_card(on_shift).token
    with app.test_request_context():
        assert waiting(load_viewer(token), clock.now()) == []


def test_a_day_later_it_opens(by_card, housemate, write, at):
    write(audience=Audience.house)
    reader = by_card(housemate)
    first = "zebrawort" in reader.page(PAGE)
    at(NOW + DAY)
    assert (first, "zebrawort" in reader.page(PAGE)) == (False, True)


def test_another_device_reads_on(by_card, visit, housemate, write):
    write(audience=Audience.house)
    by_card(housemate)
    assert "zebrawort" in visit(housemate).page(PAGE)


# --- one's own ---


@pytest.mark.parametrize("path", ["/check-ins", "/check-ins/earlier"])
def test_my_own_from_before_the_card_is_closed_and_it_says_so(by_card, resident, before, path):
    page = by_card(resident).page(path)
    assert ("zebrawort" in page, "Opens again tomorrow (5pm)" in page, SENTENCE in page) == (False, True, True)


def test_my_own_from_the_card_on_is_open(by_card, resident, write):
    write(CheckInWords(note="since the card"))
    assert "since the card" in by_card(resident).page("/check-ins")


@pytest.mark.parametrize("path", ["", "/delete"])
def test_it_is_no_page_of_mine_until_then(by_card, resident, before, path):
    assert by_card(resident).get(f"/check-ins/{before}{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "/delete", "/end-sharing"])
def test_it_cannot_be_changed_until_then(by_card, resident, before, path):
    assert by_card(resident).post(f"/check-ins/{before}{path}", note="x").status_code == 404


def test_a_closed_one_is_no_place_to_go_on_from(by_card, resident, before, write):
    write(CheckInWords(note="since the card"))
    assert "since the card" in by_card(resident).page(f"/check-ins/earlier?before={before}")


@pytest.mark.parametrize("path", ["/me/looks", "/me/shares"])
def test_looks_and_shares_from_before_the_card_are_closed(by_card, visit, resident, housemate, before, at, path):
    at(NOW - HOUR / 2)
    visit(housemate).page(PAGE)
    at(NOW)
    page = by_card(resident).page(path)
    assert ("Hana" in _main(page), "check-in" in _main(page), SENTENCE in page) == (False, False, True)


def test_one_share_from_before_the_card_is_not_there(by_card, resident, before, inside):
    assert by_card(resident).post(f"/me/shares/check-in/{before}/stop").status_code == 404
    assert ends(inside) == [None]


def test_all_of_it_can_be_stopped_at_once(by_card, resident, before, inside):
    assert by_card(resident).post("/me/shares/stop-all").status_code == 303
    assert ends(inside) == [NOW]


def ends(inside):
    with inside() as session:
        return session.scalars(sa.select(Share.withdrawn_at)).all()
