"""Everything I share now stands on one page of mine, and each of it is stopped with one tap."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins import acts as checkins
from house.checkins.words import CheckInWords
from house.trust.models import Audience, Share
from tests.support.cast import NOW

PAGE = "/me/shares"
READ = "/check-ins/shared"
LINE = "A check-in</a>"


@pytest.fixture
def share(inside, resident):
    """The resident shares a check-in; its id."""

    def begin(audience, whom=None, until=None, by=resident, word="zebrawort", when=None):
        with inside():
            words, whom_id = CheckInWords(note=word), whom.person_id if whom else None
            at = when or clock.now()
            return checkins.check_in(by.house_id, by.person_id, words, audience, at, whom_id, until).id

    return begin


def stop(browser, thing_id, kind="check-in"):
    return browser.post(f"/me/shares/{kind}/{thing_id}/stop")


def main(page):
    return page[page.index("<main") : page.index("</main>")]


def test_each_line_says_what_with_whom_since_when_and_until_when(visit, resident, housemate, share):
    share(Audience.person, housemate, until=NOW + timedelta(hours=7))
    page = main(visit(resident).page(PAGE))
    said = ("A check-in</a>", "Hana can read it.", "Shared today 5pm. Until midnight (in 7 hours).")
    assert [words for words in said if words not in page] == []


@pytest.mark.parametrize(
    ("audience", "words"),
    [
        (Audience.on_shift, "Whoever is on shift"),
        (Audience.workers, "All peer workers"),
        (Audience.house, "Everyone in the house"),
    ],
)
def test_each_audience_has_its_words(visit, resident, share, audience, words):
    share(audience)
    page = main(visit(resident).page(PAGE))
    assert words in page and "Until you stop it" in page


def test_none_of_the_words_stand_there(visit, resident, share):
    share(Audience.house)
    assert "zebrawort" not in visit(resident).page(PAGE)


def test_it_leads_to_the_thing(visit, resident, share):
    own = share(Audience.house)
    me = visit(resident)
    assert f'href="/check-ins/{own}"' in me.page(PAGE) and "zebrawort" in me.page(f"/check-ins/{own}")


def test_my_own_page_leads_there(visit, resident):
    assert f'href="{PAGE}"' in visit(resident).page("/me")


def test_with_nothing_shared_it_says_so(visit, resident, share):
    share(Audience.only_me)
    page = main(visit(resident).page(PAGE))
    assert "Nothing of yours is shared right now." in page and "<form" not in page


def test_what_has_run_out_stands_there_no_more(visit, resident, share, at):
    share(Audience.house, until=NOW + timedelta(hours=1))
    at(NOW + timedelta(hours=1))
    assert "Nothing of yours is shared right now." in visit(resident).page(PAGE)


def test_what_others_share_is_theirs_to_see(visit, resident, housemate, share):
    share(Audience.house)
    share(Audience.person, resident, by=housemate)
    page = main(visit(housemate).page(PAGE))
    assert (page.count(LINE), "Robin" in page, "Everyone in the house" in page) == (1, True, False)


def test_stopping_one_holds_from_the_next_request_on(visit, resident, housemate, share):
    own, reader = share(Audience.house), visit(housemate)
    before = "zebrawort" in reader.page(READ)
    me = visit(resident)
    assert "Stopped. Only you can see it now." in me.after(stop(me, own))
    assert (before, "zebrawort" in reader.page(READ)) == (True, False)


def test_stopping_one_leaves_the_others(visit, resident, housemate, share):
    stop(visit(resident), share(Audience.house))
    share(Audience.house, word="wombatberry")
    assert "wombatberry" in visit(housemate).page(READ)


def test_stopping_it_twice_keeps_the_first_instant(visit, resident, share, at, inside):
    own, me = share(Audience.house), visit(resident)
    stop(me, own)
    at(NOW + timedelta(minutes=5))
    assert stop(me, own).status_code == 303
    with inside() as session:
        assert session.scalars(sa.select(Share.withdrawn_at)).all() == [NOW]


@pytest.mark.parametrize("who", ["housemate", "worker", "coordinator", "outsider"])
def test_it_is_nobody_elses_to_stop(visit, request, share, inside, who):
    own = share(Audience.house)
    assert stop(visit(request.getfixturevalue(who)), own).status_code == 404
    with inside() as session:
        assert session.scalars(sa.select(Share.withdrawn_at)).all() == [None]


@pytest.mark.parametrize(("kind", "thing"), [("note", None), ("check-in", 1), ("%00", None), ("a" * 5000, None)])
def test_what_is_not_there_is_a_page_that_is_not_there(visit, resident, share, kind, thing):
    own = share(Audience.house)
    assert stop(visit(resident), thing or own, kind).status_code == 404


def test_stopping_everything_stops_everything_of_mine(visit, resident, housemate, share, inside):
    for audience in (Audience.on_shift, Audience.workers, Audience.house):
        share(audience)
    share(Audience.house, by=housemate)
    me = visit(resident)
    page = me.after(me.submit("/me/shares/stop-all", page=PAGE))
    assert "All sharing has stopped." in page and "Nothing of yours is shared right now." in page
    with inside() as session:
        left = session.scalars(sa.select(Share.owner_id).where(Share.withdrawn_at.is_(None))).all()
    assert left == [housemate.person_id]


def test_what_is_of_an_earlier_time_of_mine_is_closed(visit, resident, share, inside):
    share(Audience.house, when=NOW - timedelta(days=2))
    with inside() as session:
        session.execute(sa.text("UPDATE membership SET private_since = :at"), {"at": NOW.replace(tzinfo=None)})
    assert "Nothing of yours is shared right now." in visit(resident).page(PAGE)


def test_it_goes_on_page_by_page(visit, resident, share):
    for _ in range(60):
        share(Audience.house)
    me = visit(resident)
    first = me.page(PAGE)
    assert main(first).count(LINE) == 50
    further = first.split('href="/me/shares?')[1].split('"')[0]
    assert main(me.page(f"/me/shares?{further}")).count(LINE) == 10


@pytest.mark.parametrize("before", ["nonsense", "1", "0", "9" * 40])
def test_an_odd_place_to_go_on_from_is_the_beginning(visit, resident, share, before):
    share(Audience.house)
    page = visit(resident).get(PAGE, query_string={"before": before}).get_data(as_text=True)
    assert main(page).count(LINE) == 1


def test_no_address_on_it_counts_what_others_share(visit, resident, share):
    own = share(Audience.house)
    addresses = re.findall(r'(?:href|action)="([^"]*)"', main(visit(resident).page(PAGE)))
    assert set(re.findall(r"\d+", " ".join(addresses))) == {str(own)}
