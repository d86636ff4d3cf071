"""How a calendar program is answered (FEEDS.md, part H)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house.feeds.acts import switch_off, switch_off_by_id
from house.feeds.models import NOTHING_KEPT, Feed
from house.people.going import move_on
from house.people.models import Membership
from tests.support.cast import NOW

UNKNOWN = "/cal/" + "x" * 32 + "/house.ics"


@pytest.fixture
def ask(visit, link):
    return lambda **headers: visit().get(link.path, headers=headers)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Content-Type", "text/calendar; charset=utf-8"),
        ("Cache-Control", "private, no-cache"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Robots-Tag", "noindex"),
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Disposition", 'inline; filename="house.ics"'),
    ],
)
def test_the_answer_carries_its_headers(ask, name, value):
    assert ask().headers[name] == value


def test_it_sets_no_cookie(ask):
    assert "Set-Cookie" not in ask().headers


def test_it_does_not_vary_by_cookie(ask):
    assert "Cookie" not in ask().headers.get("Vary", "")


def test_two_answers_are_the_same_bytes(ask, at):
    first = ask().data
    at(NOW + timedelta(minutes=5))
    assert ask().data == first


@pytest.mark.parametrize("shape", ["{}", "W/{}", '"other", {}', "*"], ids=["same", "weak", "one of a list", "any"])
def test_an_unchanged_calendar_is_not_sent_again(ask, shape):
    answer = ask(**{"If-None-Match": shape.format(ask().headers["ETag"])})
    assert (answer.status_code, answer.data) == (304, b"")


def test_another_tag_gets_the_whole(ask):
    assert ask(**{"If-None-Match": '"other"'}).status_code == 200


def test_head_is_get_without_a_body(visit, link):
    answer = visit().client.head(link.path)
    assert (answer.status_code, answer.data, bool(answer.headers["ETag"])) == (200, b"", True)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_other_methods_are_told_which_are_right(visit, link, method):
    answer = getattr(visit().client, method)(link.path)
    assert (answer.status_code, "GET" in answer.headers["Allow"]) == (405, True)


def test_an_unknown_address_has_no_calendar(visit):
    answer = visit().get(UNKNOWN)
    assert (answer.status_code, b"BEGIN" in answer.data, "Set-Cookie" in answer.headers) == (404, False, False)


def test_a_very_long_address_has_no_calendar(visit):
    assert visit().get("/cal/" + "y" * 10_000 + "/house.ics").status_code == 404


def test_a_link_that_was_switched_off_says_so(visit, worker, link, inside):
    with inside() as session:
        feed_id = session.scalar(sa.select(Feed.id))
    visit(worker).post(f"/calendar-links/{feed_id}/off")
    said = visit().page(link.path)
    assert "switched off" in said
    assert said.count("BEGIN:VEVENT") == 1


def test_after_ninety_days_it_is_gone(visit, worker, link, inside, at):
    with inside() as session:
        feed_id = session.scalar(sa.select(Feed.id))
    visit(worker).post(f"/calendar-links/{feed_id}/off")
    at(NOW + timedelta(days=91))
    assert visit().get(link.path).status_code == 410


def test_moving_on_ends_every_link_at_once(visit, worker, link, inside):
    with inside() as session:
        membership = session.scalars(sa.select(Membership).where(Membership.person_id == worker.person_id)).one()
        move_on(membership, None, NOW)
    assert "switched off" in visit().page(link.path)


@pytest.mark.parametrize("by_id", [False, True])
def test_of_what_was_kept_for_a_link_nothing_is_left_when_it_ends(ask, inside, by_id):
    def kept(feed):
        return {name: getattr(feed, name) for name in NOTHING_KEPT}

    ask()
    with inside() as session:
        feed = session.scalars(sa.select(Feed)).one()
        assert all(kept(feed).values())
        (switch_off_by_id(feed.id, NOW) if by_id else switch_off(feed, NOW))
        session.flush()
        session.refresh(feed)
        assert (kept(feed), feed.kept_until) == (NOTHING_KEPT, None)


def test_the_secret_is_not_stored(link, inside):
    secret = link.path.split("/")[2].encode()
    with inside() as session:
        assert all(secret not in bytes(stored) for stored in session.scalars(sa.select(Feed.token_hash)))


def test_the_log_holds_no_secret(ask, link, caplog):
    ask()
    assert link.path.split("/")[2] not in caplog.text


def test_its_owner_sees_when_it_was_read(visit, worker, ask):
    ask()
    assert "Last read" in visit(worker).page("/calendar-links")


def test_a_link_is_shown_once(visit, worker):
    browser = visit(worker)
    page = browser.submit("/calendar-links/new", label="my phone", detail="quiet").get_data(as_text=True)
    secret = page.split("/cal/")[1].split("/")[0]
    assert secret not in browser.page("/calendar-links")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"label": "", "detail": "quiet"}, "Give it a name", id="no name"),
        pytest.param({"label": "x" * 41, "detail": "quiet"}, "up to 40 letters", id="a long name"),
        pytest.param({"label": "mine", "detail": "everything"}, "Choose one", id="no such detail"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(visit, worker, inside, fields, said):
    answer = visit(worker).submit("/calendar-links/new", **fields)
    assert (answer.status_code, said in answer.get_data(as_text=True)) == (422, True)
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Feed)) == 0
