"""A new password by a one-time link, for somebody who cannot sign in."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.people import acts
from house.people.models import Membership, Person, ReentryLink
from house.people.passwords import fits
from tests.support.cast import NOW

NEW = "other words of my own"


@pytest.fixture
def link(inside, resident, house_id):
    """Make a link for the resident; its path."""

    def make(house=None, somebody=resident):
        with inside():
            return "/re-entry/" + acts.make_reentry_link(house or house_id, somebody.person_id, clock.now())

    return make


def password_fits(inside, somebody, password):
    with inside() as session:
        return fits(password, session.get_one(Person, somebody.person_id).password_hash)


def test_the_new_password_is_theirs(visit, link, robin, inside):
    visit().submit(link(), password=NEW)
    assert password_fits(inside, robin, NEW)


def test_they_are_in_at_once(visit, link):
    browser = visit()
    assert "You have a new password." in browser.after(browser.submit(link(), password=NEW))


def test_a_link_serves_once(visit, link):
    path = link()
    visit().submit(path, password=NEW)
    assert visit().get(path).status_code == 410
    assert visit().post(path, password="yet another one here").status_code == 410


@pytest.mark.parametrize(("after", "status"), [(timedelta(minutes=59, seconds=59), 200), (timedelta(hours=1), 410)])
def test_a_link_runs_out_after_an_hour(visit, link, at, after, status):
    path = link()
    at(NOW + after)
    assert visit().get(path).status_code == status


def test_with_one_link_used_the_others_end(visit, link):
    """A card that was printed twice does not let a second person in after the first."""
    first, second = link(), link()
    visit().submit(second, password=NEW)
    assert visit().get(first).status_code == 410


def test_another_persons_links_stay(visit, link, housemate):
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
        ("", "Choose a password."),
        ("too short", "Use between 12 and 200 letters."),
        ("robinrobinrobin", "That one is easy to guess."),
    ],
    ids=["none", "short", "their own name"],
)
def test_a_password_that_cannot_be_keeps_the_link(visit, link, inside, robin, password, message):
    path = link()
    answer = visit().submit(path, password=password)
    assert answer.status_code == 422 and message in answer.get_data(as_text=True)
    assert visit().get(path).status_code == 200 and not password_fits(inside, robin, password)


def test_the_page_says_nobodys_name(visit, link):
    assert "Robin" not in visit().page(link())


def test_a_link_that_never_was_is_no_page(visit):
    assert visit().get("/re-entry/" + "x" * 32).status_code == 404


def test_only_a_hash_of_it_is_stored(link, inside):
    token = link().rsplit("/", 1)[1]
    with inside() as session:
        assert token.encode() not in session.scalars(sa.select(ReentryLink)).one().token_hash
