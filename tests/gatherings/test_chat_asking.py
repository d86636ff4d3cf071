"""Ask somebody for a chat: a worker, a housemate, or any worker who offers a time first."""

import html
import re
from datetime import date, timedelta

import pytest

from house.gatherings.chat_models import Status, Wish
from tests.gatherings.conftest import TOPIC
from tests.support.cast import NOW

TOMORROW = date(2026, 8, 7)


def path_of(answer):
    assert answer.status_code == 303
    return answer.headers["Location"]


def ask(browser, whom, **fields):
    sent = {"mode": "walk", "minutes": "20", "when": "today", **fields}
    return browser.submit(f"/chats/ask/{whom}", **sent)


def waits(browser):
    """What stands under "Waiting for you" on Today."""
    found = re.search(r'id="waiting".*?</section>', browser.page("/"), re.DOTALL)
    return html.unescape(found[0]) if found else ""


def test_of_more_than_five_things_that_wait_the_others_are_folded_and_counted(
    visit, worker, asks, housemate, resident, living_worker, other_worker
):
    for who in (housemate, resident, living_worker, other_worker):
        for _time in range(2):
            asks(by=who)
    shown, folded = waits(visit(worker)).split("<details>")
    more = folded.count("<li>")
    assert shown.count("<li>") == 5 and more >= 3
    assert f"{more} more things wait" in folded


def test_a_worker_is_asked_and_reads_what_was_written(visit, resident, worker, shift):
    shift()
    path = path_of(ask(visit(resident), worker.person_id, topic=TOPIC))
    assert "Robin would like a chat with you: a walk, 20 minutes, sometime today" in waits(visit(worker))
    assert TOPIC in visit(worker).page(path)
    assert "Alex" in visit(resident).page("/me/looks")


def test_what_waits_for_a_short_while_only_comes_first(visit, worker, shift, asks, at):
    at(NOW - timedelta(days=3))
    asks()  # for a week
    at(NOW)
    shift()
    asks(wish=Wish.now)
    words = re.findall(r"<span>(Robin would like[^<]*)</span>", waits(visit(worker)))
    assert [each.rsplit(", ", 1)[1] for each in words] == ["now-ish", "this week"]


def test_its_asker_reads_it_without_a_look(visit, resident, worker, asks):
    chat_id = asks()
    assert TOPIC in visit(resident).page(f"/chats/{chat_id}")
    assert "Alex" not in visit(resident).page("/me/looks")


def test_what_was_written_can_be_taken_away(visit, resident, worker, asks):
    chat_id = asks()
    visit(resident).submit(f"/chats/{chat_id}/take-words-away", page=f"/chats/{chat_id}")
    assert TOPIC not in visit(worker).page(f"/chats/{chat_id}")
    assert TOPIC not in visit(resident).page(f"/chats/{chat_id}")


def test_sharing_it_can_be_stopped_where_everything_shared_stands(visit, resident, worker, asks):
    chat_id = asks()
    assert "What a chat is about" in visit(resident).page("/me/shares")
    visit(resident).post(f"/me/shares/chat topic/{chat_id}/stop")
    assert TOPIC not in visit(worker).page(f"/chats/{chat_id}")


def test_two_who_live_here_need_no_worker(visit, resident, housemate):
    path = path_of(ask(visit(resident), housemate.person_id, mode="sit"))
    assert "Robin would like a chat with you" in waits(visit(housemate))
    visit(housemate).submit(f"{path}/time", day="2026-08-07", at="10:00")
    assert "Hana offers a time for a chat: tomorrow, 10am" in waits(visit(resident))


@pytest.mark.parametrize("who", ["coordinator", "outsider", "departed"])
def test_nobody_else_can_ask_or_be_asked(visit, resident, request, who):
    other = request.getfixturevalue(who)
    assert visit(resident).get(f"/chats/ask/{other.person_id}").status_code == 404
    assert visit(other).get(f"/chats/ask/{resident.person_id}").status_code in (303, 404)


def test_one_cannot_ask_oneself(visit, resident):
    assert visit(resident).get(f"/chats/ask/{resident.person_id}").status_code == 404


def test_a_slot_in_the_shift_is_a_time_that_is_asked_for(visit, resident, worker, shift, stands):
    shift(day=TOMORROW, begins="09:00", ends="10:30")
    page = visit(resident).page(f"/chats/ask/{worker.person_id}")
    slot = re.findall(r'value="(at-[^"]+)"', page)[0]
    path = path_of(ask(visit(resident), worker.person_id, when=slot))
    chat = stands(int(path.rsplit("/", 1)[1]))
    assert (chat.status, chat.wish) == (Status.offered, Wish.slot)
    assert "Yes, that time suits me" in visit(worker).page(path)


def test_slots_tell_nothing_of_chats_that_others_have(visit, resident, housemate, worker, shift, agreed):
    shift(begins="18:00", ends="19:45")
    path = f"/chats/ask/{worker.person_id}"
    before = _slots(visit(housemate).page(path))
    agreed()  # Robin and Alex, at 6pm
    assert _slots(visit(housemate).page(path)) == before
    assert _slots(visit(resident).page(path)) == before[1:]  # of their own they know
    assert len(before) == 3


def _slots(page):
    return re.findall(r'value="at-([^"]+)"', page)


def test_a_slot_that_is_gone_is_said_beside_the_field(visit, resident, worker, shift):
    answer = ask(visit(resident), worker.person_id, when="at-20260807T0300")
    assert answer.status_code == 422
    assert "A time you saw may be gone now." in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",  # runs
        "meet.example/room",  # no scheme
        "https://",  # leads nowhere
        "https://robin:secret@meet.example/",  # carries a password
        "ftp://meet.example/room",  # is no page
        "https://meet.example:port/",  # cannot be read
        "call me",
    ],
)
def test_a_link_that_is_no_link_is_turned_away_beside_its_field(visit, resident, worker, link):
    answer = ask(visit(resident), worker.person_id, link=link)
    assert answer.status_code == 422
    assert "Start the address with https://" in html.unescape(answer.get_data(as_text=True))


def test_a_link_is_for_the_two_alone(visit, resident, worker, other_worker):
    path = path_of(ask(visit(resident), worker.person_id, mode="video", link="https://meet.example/room"))
    assert "https://meet.example/room" in visit(worker).page(path)
    assert visit(other_worker).get(path).status_code == 404


# --- any peer worker ---


def test_any_worker_on_shift_hears_of_it_without_what_was_written(visit, resident, worker, other_worker, shift, asks):
    shift()
    chat_id = asks(whom=None)
    assert "Robin would like a chat with any peer worker" in waits(visit(worker))
    assert "any peer worker" not in waits(visit(other_worker))  # not on shift
    assert TOPIC not in visit(worker).page(f"/chats/{chat_id}")
    assert f"/chats/{chat_id}" in visit(other_worker).page("/chats")


def test_it_stands_on_my_shift(visit, worker, shift, asks):
    shift()
    asks(whom=None)
    assert "Robin would like a chat with any peer worker" in visit(worker).page("/my-shift")


def test_who_offers_first_has_it_and_reads_what_was_written(visit, worker, other_worker, shift, asks, stands):
    shift()
    shift(other_worker)
    chat_id = asks(whom=None)
    visit(worker).post(f"/chats/{chat_id}/time", day="2026-08-06", at="18:00")
    assert stands(chat_id).other_id == worker.person_id
    assert TOPIC in visit(worker).page(f"/chats/{chat_id}")
    late = visit(other_worker)
    answer = late.post(f"/chats/{chat_id}/time", day="2026-08-06", at="19:00")
    assert "Somebody else was there first. Thanks for offering." in late.after(answer)
    assert late.get(f"/chats/{chat_id}").status_code == 404
    assert stands(chat_id).other_id == worker.person_id


def test_handed_back_it_is_for_any_other_again(visit, worker, other_worker, shift, asks, stands):
    shift()
    shift(other_worker)
    chat_id = asks(whom=None)
    alex = visit(worker)
    alex.post(f"/chats/{chat_id}/time", day="2026-08-06", at="18:00", link="https://meet.example/of-alex")
    alex.post(f"/chats/{chat_id}/another-time")
    assert (stands(chat_id).status, stands(chat_id).other_id) == (Status.asked, None)
    assert TOPIC not in visit(worker).page(f"/chats/{chat_id}")
    visit(other_worker).post(f"/chats/{chat_id}/time", day="2026-08-06", at="19:00")
    page = visit(other_worker).page(f"/chats/{chat_id}")
    assert TOPIC in page
    assert "of-alex" not in page


def test_what_nobody_answered_is_over_by_itself(visit, resident, worker, shift, asks, at):
    shift()
    chat_id = asks(wish=Wish.now)
    at(NOW + timedelta(hours=4))
    assert "chat" not in waits(visit(worker))
    assert "No time was found." in visit(resident).page(f"/chats/{chat_id}")


# --- a worker offers ---


def test_a_worker_offers_and_not_now_is_fine(visit, resident, worker, stands):
    path = path_of(ask(visit(worker), resident.person_id))
    assert "Alex offers you a chat: a walk, 20 minutes, sometime today" in waits(visit(resident))
    visit(resident).submit(f"{path}/another-time", page=path)
    assert "The chat with Robin is off for now: another time" in waits(visit(worker))
    assert "Another time." in visit(worker).page(path)
    assert "chat" not in waits(visit(worker))  # it was seen


def test_who_is_up_for_a_chat_is_told_to_who_lives_here(visit, resident, worker, coordinator, shift):
    shift()
    visit(worker).submit("/chats/up-for-it", page="/chats", at="20:00")
    assert "up for a chat until 8pm" in visit(resident).page("/chats")
    assert visit(coordinator).get("/chats").status_code == 404
    visit(worker).post("/chats/up-for-it/no-more")
    assert "up for a chat until" not in visit(resident).page("/chats")


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("16:00", "That has passed already."),
        ("23:00", "That is outside your shift."),
        ("soon", "Write a time, like 16:00 or 4pm."),
    ],
)
def test_up_for_it_only_while_here(visit, worker, shift, time, words):
    shift()
    answer = visit(worker).submit("/chats/up-for-it", page="/chats", at=time)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


def test_the_same_one_is_asked_a_few_times_and_nothing_typed_is_lost(visit, resident, worker, housemate, asks):
    first, *_others = [asks() for _each in range(3)]
    robin = visit(resident)
    answer = ask(robin, worker.person_id, topic="quince-kept")
    said = answer.get_data(as_text=True)
    assert (answer.status_code, "quince-kept" in said) == (422, True)
    assert "still waits for an answer" in said
    assert ask(robin, housemate.person_id).status_code == 303
    robin.post(f"/chats/{first}/let-go")
    assert ask(robin, worker.person_id).status_code == 303


def test_there_are_not_more_than_ten_asked_at_once(
    visit, resident, worker, other_worker, housemate, living_worker, asks
):
    for whom in (worker, other_worker, housemate):
        [asks(whom=whom) for _each in range(3)]
    robin = visit(resident)
    assert ask(robin, living_worker.person_id).status_code == 303
    assert ask(robin, "anyone").status_code == 422
