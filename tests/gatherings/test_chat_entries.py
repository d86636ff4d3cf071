"""Chats in Today, the week and calendars: of the two alone, and quiet where that is wished."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.db import random_id
from house.feeds.acts import make_feed
from house.feeds.models import Detail
from house.gatherings import chat_mine
from house.gatherings.chat_models import Chat
from house.people import cards
from house.people.belonging import Purpose
from house.people.consents import say_yes
from tests.gatherings.conftest import TOPIC
from tests.support.cast import LONG_AGO, NOW

BOTH = ["resident", "worker"]
THIRD = ["housemate", "other_worker", "living_worker", "coordinator", "outsider"]


@pytest.fixture
def calendar(inside, visit):
    """What a calendar program reads for somebody."""

    def read(somebody, detail=Detail.full):
        with inside():
            say_yes(somebody.house_id, somebody.person_id, Purpose.calendar, "in a test", NOW)
            token = make_feed(somebody.house_id, somebody.person_id, "phone", detail, NOW)
        return visit().page(f"/cal/{token}/house.ics")

    return read


def test_both_see_it_on_today_in_the_week_and_in_their_calendar(visit, request, shift, agreed, calendar):
    shift()
    chat_id = agreed()
    for who, name in (("resident", "Alex"), ("worker", "Robin")):
        somebody = request.getfixturevalue(who)
        for path in ("/", "/week"):
            assert f"Time with {name}" in visit(somebody).page(path)
        full = calendar(somebody)
        assert f"SUMMARY:Time with {name}" in full and f"/chats/{chat_id}" in full
        for detail in (Detail.quiet, Detail.busy):
            other = calendar(somebody, detail)
            assert "SUMMARY:Busy" in other and name not in other and "chat" not in other
        assert TOPIC not in full


def test_the_week_by_person_has_what_is_with_them_for_the_two_alone(visit, shift, agreed, resident, worker, housemate):
    shift()
    agreed()
    for one, other in ((resident, worker), (worker, resident)):
        assert f"Time with {other.name}" in visit(one).page(f"/week?who={other.person_id}")
    for other in (resident, worker):
        assert "Time with" not in visit(housemate).page(f"/week?who={other.person_id}")


def test_what_was_agreed_is_no_news_once_it_is_over(visit, shift, agreed, resident, worker, at):
    shift()
    agreed(by_other=False)
    told = [who for who in (resident, worker) if "Agreed: a chat" in visit(who).page("/")]
    assert told
    at("2026-08-06 18:30")
    assert not [who for who in told if "Agreed: a chat" in visit(who).page("/")]


def test_by_a_re_entry_card_no_earlier_chat_is_taken_along(visit, shift, agreed, inside, resident, coordinator, at):
    shift()
    at(NOW)
    path = f"/calendar/chat-{agreed()}.ics"
    assert visit(resident).get(path).status_code == 200
    at(NOW + timedelta(minutes=5))
    with inside():
        code = cards.make_card(resident.house_id, resident.person_id, coordinator.person_id, clock.now())
    browser = visit()
    browser.submit(f"/re-entry/{code}", password="a long enough passphrase")
    assert browser.get(path).status_code == 404


def test_its_uid_is_the_same_wherever_one_of_them_has_it_and_not_that_of_the_other(
    visit, resident, worker, shift, agreed, calendar
):
    shift()
    path = f"/calendar/chat-{agreed()}.ics"
    uids = [_uids(resident, visit, calendar, path), _uids(worker, visit, calendar, path)]
    assert [len(each) for each in uids] == [1, 1]
    assert uids[0] != uids[1]


def _uids(somebody, visit, calendar, path):
    """Of the chat, in each of their calendars that says what things are, and in the file they take along."""
    named = (Detail.full, Detail.quiet)
    return _at_six([calendar(somebody, detail) for detail in named] + [visit(somebody).page(path)])


def _at_six(files):
    at_six = [
        each
        for file in files
        for each in file.split("BEGIN:VEVENT")
        if "DTSTART;TZID=Australia/Melbourne:20260806T180000" in each
    ]
    return {re.search(r"UID:([0-9a-f]{32})@", each)[1] for each in at_six}


def test_where_only_busy_is_said_its_uid_is_another_one(visit, resident, worker, shift, agreed, calendar):
    shift()
    path = f"/calendar/chat-{agreed()}.ics"
    named = _uids(resident, visit, calendar, path) | _uids(worker, visit, calendar, path)
    busy = _at_six([calendar(each, Detail.busy) for each in (resident, worker)])
    assert len(named) == len(busy) == 2 and not named & busy


@pytest.mark.parametrize("who", THIRD)
def test_nobody_else_sees_that_the_two_meet(visit, request, shift, agreed, calendar, who):
    shift()
    third = request.getfixturevalue(who)
    before = _everything(visit(third), calendar, third)
    chat_id = agreed()
    assert _everything(visit(third), calendar, third) == before
    assert visit(third).get(f"/chats/{chat_id}").status_code == 404


def _everything(browser, calendar, somebody):
    paths = ("/", "/week", "/chats", "/my-shift", "/changes", "/people", "/me/everything", "/check-ins/in-numbers")
    said = [browser.get(path).get_data(as_text=True) for path in paths]
    fresh = r'name="(?:csrf_token|nonce)" value="[^"]*"|nonce="[^"]*"'
    return re.sub(fresh, "", "\n".join(said)) + re.sub("X-WR.*", "", calendar(somebody))


def test_the_two_can_add_it_to_a_calendar_and_for_anybody_else_it_is_not_there(
    visit, resident, worker, coordinator, housemate, shift, agreed
):
    shift()
    path = f"/calendar/chat-{agreed()}.ics"
    assert path in visit(resident).page(path.replace("/calendar/chat-", "/chats/").removesuffix(".ics"))
    statuses = [visit(who).get(path).status_code for who in (resident, worker, housemate, coordinator)]
    assert statuses == [200, 200, 404, 404]


def test_off_it_is_struck_through_for_both(visit, resident, worker, shift, agreed, calendar):
    shift()
    chat_id = agreed()
    visit(worker).post(f"/chats/{chat_id}/another-time")
    for somebody in (resident, worker):
        assert "STATUS:CANCELLED" in calendar(somebody)
        assert "Time with" not in visit(somebody).page("/")


def test_what_is_asked_or_offered_stands_in_no_calendar(visit, resident, shift, asks, worker):
    shift()
    chat_id = asks()
    visit(worker).post(f"/chats/{chat_id}/time", day="2026-08-06", at="18:00")
    assert "Time with" not in visit(resident).page("/week")


def test_ten_years_of_chats_cost_no_question_more(visit, inside, resident, worker, shift, agreed, queries):
    """Old ones are deleted after 30 days; were they there, each page would still ask as often."""
    shift()
    agreed()
    paths = ("/", "/week", "/chats", "/me/everything")
    browsers = [visit(each) for each in (resident, worker)]
    before = [_asked(queries, browser, path) for browser in browsers for path in paths]
    with inside() as session:
        rows = [_old(resident, worker, NOW - timedelta(days=number)) for number in range(1, 3650)]
        session.execute(sa.insert(Chat), rows)
    assert [_asked(queries, browser, path) for browser in browsers for path in paths] == before
    assert max(before) <= 12


def _asked(queries, browser, path):
    browser.page(path)
    with queries() as seen:
        browser.page(path)
    return seen.count


def _old(resident, worker, at):
    return {
        "id": random_id(),
        "house_id": resident.house_id,
        "asker_id": resident.person_id,
        "other_id": worker.person_id,
        "for_anyone": False,
        "is_offer": False,
        "mode": "walk",
        "minutes": 20,
        "wish": "today",
        "status": "happened",
        "made_at": max(at, LONG_AGO),
        "until": at,
        "starts_at": at,
        "starts_local": at.replace(tzinfo=None),
        "ends_at": at + timedelta(minutes=20),
        "changed_at": at,
        "sequence": 1,
    }


def test_the_file_of_ones_things_has_ones_own_words_alone(app, inside, resident, worker, asks):
    asks()
    with app.test_request_context(), inside():
        assert [row[-1] for row in _mine(resident)] == [TOPIC]
        assert [row[-1] for row in _mine(worker)] == [""]


def _mine(somebody):
    sections = chat_mine.mine(somebody.person_id, somebody.house_id, LONG_AGO, clock.now())
    return list(next(each for each in sections if each.key == "chats").rows())
