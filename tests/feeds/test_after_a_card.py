"""Who came in by a re-entry card reads nothing from before it through a calendar, either."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.feeds.acts import make_feed
from house.feeds.models import Detail, Feed
from house.people import cards
from tests.support.cast import NOW

NO_LINK = "no link can be made or replaced here yet"
NEW = {"label": "x", "detail": "full", "scope": "my things", "reminder": "none"}


@pytest.fixture
def by_card(visit, inside, house_id, resident, coordinator, at):
    """The resident, a moment later, signed in by a card that the coordinator made."""
    at(NOW + timedelta(minutes=5))
    with inside():
        code = cards.make_card(house_id, resident.person_id, coordinator.person_id, clock.now())
    browser = visit()
    browser.submit(f"/re-entry/{code}", password="a long enough passphrase")
    with browser.client.session_transaction() as session:
        session["csrf_token"] = browser.csrf  # a sign-in begins with an empty cookie
    return browser


@pytest.fixture
def link(inside, house_id, resident):
    """A link of the resident's from before the card."""
    with inside() as session:
        make_feed(house_id, resident.person_id, "my phone", Detail.quiet, NOW)
        return session.scalars(sa.select(Feed.id)).one()


def test_no_link_is_made_or_replaced_by_a_card(link, by_card, inside):
    made = by_card.post("/calendar-links/new", **NEW)
    replaced = by_card.post(f"/calendar-links/{link}/replace")
    for answer in (made, replaced):
        assert NO_LINK in answer.get_data(as_text=True) and "/cal/" not in answer.get_data(as_text=True)
    with inside() as session:
        assert session.execute(sa.select(Feed.id, Feed.ended_at)).one() == (link, None)


def test_the_pages_say_so_and_offer_nothing_else(link, by_card):
    pages = [by_card.page(f"/calendar-links{at}") for at in ("", "/new", f"/{link}/replace")]
    for page in pages:
        assert NO_LINK in page and "or as soon as you show your passkey" in page
        assert '/replace"' not in page.split("<main", 1)[1] and "feeds/new" not in page
    assert f"/calendar-links/{link}/off" in pages[0]
    assert "A calendar link" in pages[0] and "my phone" not in pages[0] and "Not read yet" not in pages[0]


def test_a_day_later_links_are_made_again(link, by_card, at):
    at(NOW + timedelta(hours=24, minutes=6))
    page = by_card.page("/calendar-links")
    assert NO_LINK not in page and "Make another link" in page and f"/calendar-links/{link}/replace" in page
