"""A time is offered and agreed, changed, and how a chat ends."""

import re
from datetime import date, datetime, timedelta

import pytest

from house import clock
from house.gatherings import chat_acts, chat_steps
from house.gatherings.chat_free import HasAnother, OutsideShift
from house.gatherings.chat_models import Chat, Status, Wish
from tests.gatherings.conftest import TOPIC
from tests.gatherings.test_chat_asking import waits
from tests.support.cast import NOW, ZONE

SIX = datetime(2026, 8, 6, 18, tzinfo=ZONE)


def offer(browser, chat_id, day="2026-08-06", at="18:00", **more):
    return browser.post(f"/chats/{chat_id}/time", day=day, at=at, **more)


def say_yes(browser, chat_id):
    return browser.submit(f"/chats/{chat_id}/yes", page=f"/chats/{chat_id}")


def test_a_yes_agrees_and_both_see_when(visit, resident, worker, shift, asks, stands):
    shift()
    chat_id = asks()
    offer(visit(worker), chat_id)
    assert "Agreed." in visit(resident).after(_yes(visit(resident), chat_id))
    chat = stands(chat_id)
    assert (chat.status, chat.starts_at, chat.ends_at) == (Status.agreed, SIX, SIX + timedelta(minutes=20))
    assert chat.starts_local == SIX.replace(tzinfo=None)
    assert "Agreed: a chat with Robin, today, 6pm to 6:20pm" in waits(visit(worker))
    assert "Today, 6pm to 6:20pm" in visit(worker).page(f"/chats/{chat_id}")


def _yes(browser, chat_id):
    page = browser.page(f"/chats/{chat_id}")
    return browser.post(f"/chats/{chat_id}/yes", to=re.findall(r'name="to" value="([^"]+)"', page)[0])


@pytest.mark.parametrize(
    ("day", "time", "words"),
    [
        ("2026-08-06", "23:00", "That is outside your shift."),  # it ends at 10pm
        ("2026-08-06", "21:50", "That is outside your shift."),  # it would go on after it
        ("2026-08-07", "15:00", "That is outside your shift."),  # no shift that day
        ("2026-08-06", "16:00", "That has passed already."),
        ("2026-09-06", "16:00", "Choose a day from today on, within two weeks."),
        ("2020-01-01", "16:00", "Choose a day from today on, within two weeks."),
        ("9999-12-31", "16:00", "Choose a day from today on, within two weeks."),
        ("", "16:00", "Choose a day."),
        ("2026-08-06", "25:00", "Write a time, like 16:00 or 4pm."),
    ],
)
def test_a_time_that_does_not_fit_stands_beside_its_field_and_changes_nothing(
    visit, worker, shift, asks, stands, day, time, words
):
    shift()
    chat_id = asks()
    answer = offer(visit(worker), chat_id, day, time)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    assert (stands(chat_id).status, stands(chat_id).offered_at) == (Status.asked, None)


def test_who_offers_a_time_outside_their_shift_is_told_when_they_are_here(visit, worker, shift, asks):
    chat_id = asks()
    assert "You have no shift in the next two weeks." in offer(visit(worker), chat_id).get_data(as_text=True)
    shift()
    said = offer(visit(worker), chat_id, at="23:00").get_data(as_text=True)
    assert "You are here and awake: today, 2pm to 10pm." in said


def test_neither_does_who_asks_offer_a_time_at_which_the_worker_is_not_here(visit, resident, shift, asks):
    shift()
    answer = offer(visit(resident), asks(), at="23:00")
    assert "By the roster they are not here then." in answer.get_data(as_text=True)


def test_nobody_is_in_two_chats_at_once(visit, worker, housemate, shift, asks, agreed):
    shift()
    agreed()
    answer = offer(visit(worker), asks(by=housemate), at="18:10")
    assert "You have another chat then." in answer.get_data(as_text=True)
    assert offer(visit(worker), asks(by=housemate), at="18:20").status_code == 303


def test_a_time_that_is_agreed_is_no_longer_offered_to_others(visit, resident, worker, housemate, shift, asks, stands):
    shift()
    first, second = asks(), asks(by=housemate)
    alex = visit(worker)
    offer(alex, first)
    offer(alex, second, at="18:10")
    robin = visit(resident)
    seen = re.findall(r'name="to" value="([^"]+)"', robin.page(f"/chats/{first}"))[0]
    _yes(visit(housemate), second)
    chat = stands(first)
    assert (chat.status, chat.offered_at, chat.tells_id) == (Status.asked, None, None)
    assert "You asked Alex." in robin.page(f"/chats/{first}")
    assert "The time has changed meanwhile." in robin.after(robin.post(f"/chats/{first}/yes", to=seen))
    assert stands(first).status is Status.asked
    assert TOPIC in alex.page(f"/chats/{first}")  # Alex can offer another time
    assert offer(alex, first, at="18:30").status_code == 303


def test_neither_is_it_offered_instead_of_a_time_that_is_agreed(
    visit, worker, resident, housemate, shift, asks, agreed, stands
):
    shift()
    first, second = agreed(at="2026-08-06T20:00"), asks(by=housemate)
    alex = visit(worker)
    offer(alex, first)
    offer(alex, second)
    _yes(visit(housemate), second)
    chat = stands(first)
    assert (chat.status, chat.offered_at, chat.starts_at) == (Status.agreed, None, SIX + timedelta(hours=2))
    assert chat.until == chat.ends_at
    assert "asks for another time" not in waits(visit(resident))


def test_an_offer_beside_what_is_agreed_stays(visit, worker, housemate, shift, asks, stands):
    shift()
    first, second = asks(), asks(by=housemate)
    alex = visit(worker)
    offer(alex, first, at="17:40")
    offer(alex, second)
    _yes(visit(housemate), second)
    assert stands(first).status is Status.offered


def test_nobody_asks_for_a_time_at_which_they_have_another_chat(shift, asks, agreed, worker, housemate):
    shift()
    agreed()
    with pytest.raises(HasAnother):
        asks(by=worker, whom=housemate, wish=Wish.slot, slot=SIX.replace(tzinfo=None))


def test_yes_is_to_the_time_that_was_seen(visit, resident, worker, shift, asks, stands):
    shift()
    chat_id = asks()
    offer(visit(worker), chat_id)
    robin = visit(resident)
    seen = re.findall(r'name="to" value="([^"]+)"', robin.page(f"/chats/{chat_id}"))[0]
    offer(visit(worker), chat_id, at="19:00")
    said = robin.after(robin.post(f"/chats/{chat_id}/yes", to=seen))
    assert "The time has changed meanwhile." in said
    assert stands(chat_id).status is Status.offered


@pytest.mark.parametrize("to", ["", "soon", "2026-08-06T18:00:00", "9" * 400])
def test_yes_to_what_is_no_time_changes_nothing(visit, resident, worker, shift, asks, stands, to):
    shift()
    chat_id = asks()
    offer(visit(worker), chat_id)
    visit(resident).post(f"/chats/{chat_id}/yes", to=to)
    assert stands(chat_id).status is Status.offered


def test_nobody_says_yes_to_their_own_offer(visit, worker, shift, asks, stands):
    shift()
    chat_id = asks()
    offer(visit(worker), chat_id)
    visit(worker).post(f"/chats/{chat_id}/yes", to=SIX.astimezone(clock.now().tzinfo).isoformat())
    assert stands(chat_id).status is Status.offered


def test_a_shift_that_was_called_off_meanwhile_is_said(inside, asks, resident, worker):
    chat_id = asks()
    with inside() as session:
        chat = session.get_one(Chat, chat_id)
        chat.offered_local, chat.offered_at, chat.offered_by_id = SIX.replace(tzinfo=None), SIX, worker.person_id
        with pytest.raises(OutsideShift):
            chat_acts.agree(chat, resident.person_id, chat.offered_at, NOW)


# --- another time ---


def test_another_time_asked_for_leaves_the_agreed_one_until_there_is_a_yes(
    visit, resident, worker, shift, agreed, stands
):
    shift()
    chat_id = agreed()
    offer(visit(worker), chat_id, at="19:00")
    assert (stands(chat_id).status, stands(chat_id).starts_at) == (Status.agreed, SIX)
    assert "Alex asks for another time for your chat" in waits(visit(resident))
    _yes(visit(resident), chat_id)
    assert stands(chat_id).starts_at == SIX + timedelta(hours=1)
    assert stands(chat_id).sequence == 2


def test_who_asked_sees_one_way_out(visit, resident, worker, shift, asks):
    shift()
    chat_id = asks()
    robin, alex = visit(resident), visit(worker)
    assert "Let it go" in robin.page(f"/chats/{chat_id}") and "another time" not in robin.page(f"/chats/{chat_id}")
    assert "Not now, another time" in alex.page(f"/chats/{chat_id}")
    offer(alex, chat_id)
    _yes(robin, chat_id)
    assert "Let it go" not in robin.page(f"/chats/{chat_id}")
    assert "Not now, another time" in robin.page(f"/chats/{chat_id}")


def test_whoever_was_second_never_learns_how_it_stands_or_when_it_ends(
    visit, resident, worker, other_worker, shift, asks, at
):
    """They knew that it was asked; with whom, and until when, is for the two alone."""
    shift()
    shift(other_worker)
    chat_id = asks(whom=None)
    sam = visit(other_worker)
    assert sam.get(f"/chats/{chat_id}/time").status_code == 200
    offer(visit(worker), chat_id)

    def seen():
        answer = offer(sam, chat_id, at="19:00")
        words = sam.after(answer)
        return sam.get(f"/chats/{chat_id}/time").status_code, answer.status_code, "was there first" in words

    told = [seen()]
    _yes(visit(resident), chat_id)
    told.append(seen())
    for minutes in (1, 21):
        at(SIX + timedelta(minutes=minutes))
        told.append(seen())
    assert told == [(404, 303, True)] * 4


def test_the_agreed_time_can_stay(visit, resident, worker, shift, agreed, stands):
    shift()
    chat_id = agreed()
    offer(visit(worker), chat_id, at="19:00")
    visit(resident).post(f"/chats/{chat_id}/keep-time")
    assert (stands(chat_id).starts_at, stands(chat_id).offered_at, stands(chat_id).until) == (
        SIX,
        None,
        SIX + timedelta(minutes=20),
    )


@pytest.mark.parametrize("who", ["resident", "worker"])
def test_another_time_from_either_side_keeps_nothing_of_who_said_so(
    visit, request, resident, worker, shift, agreed, stands, who
):
    shift()
    chat_id = agreed()
    visit(request.getfixturevalue(who)).post(f"/chats/{chat_id}/another-time")
    chat = stands(chat_id)
    assert (chat.status, chat.topic_sealed, chat.link_sealed) == (Status.another_time, None, None)
    visit(resident).page(f"/chats/{chat_id}")
    visit(worker).page(f"/chats/{chat_id}")
    assert stands(chat_id).tells_id is None
    assert "Another time." in visit(resident).page(f"/chats/{chat_id}")


def test_who_asked_can_let_it_go_and_nobody_else(visit, resident, worker, asks, stands):
    chat_id = asks()
    assert visit(worker).post(f"/chats/{chat_id}/let-go").status_code == 404
    visit(resident).post(f"/chats/{chat_id}/let-go")
    assert (stands(chat_id).status, stands(chat_id).tells_id) == (Status.let_go, None)  # Alex had said nothing yet


@pytest.mark.parametrize("step", ["time", "yes", "keep-time", "another-time", "let-go", "happened"])
def test_what_is_over_stays_over_and_says_so(visit, resident, asks, stands, step):
    chat_id = asks()
    robin = visit(resident)
    robin.post(f"/chats/{chat_id}/let-go")
    fields = {"day": "2026-08-06", "at": "19:00"} if step == "time" else {}
    fields |= {"to": SIX.isoformat()} if step == "yes" else {}
    said = robin.after(robin.post(f"/chats/{chat_id}/{step}", **fields))
    assert "This one is over." in said
    assert stands(chat_id).status is Status.let_go


def test_each_step_holds_the_house_before_the_chat(visit, resident, worker, shift, agreed, monkeypatch):
    """As moving on and stepping back do, which end chats: so neither waits for the other in a circle."""
    shift()
    steps = ("time", "yes", "keep-time", "another-time", "let-go", "happened", "take-words-away")
    held = []

    def note(name, act):
        monkeypatch.setattr(chat_steps, name, lambda *given: held.append(name) or act(*given))

    note("hold_house", chat_steps.hold_house)
    note("fetch", chat_steps.fetch)
    chat_id, robin = agreed(), visit(resident)
    for step in steps:
        assert robin.post(f"/chats/{chat_id}/{step}").status_code in (303, 422)
    assert held == ["hold_house", "fetch"] * len(steps)


# --- it happened ---


def test_once_its_time_has_begun_it_can_be_said_to_have_happened(visit, resident, worker, shift, agreed, stands, at):
    shift()
    chat_id = agreed()
    visit(resident).post(f"/chats/{chat_id}/happened")
    assert stands(chat_id).status is Status.agreed  # not yet
    at("2026-08-06 18:30")
    visit(worker).submit(f"/chats/{chat_id}/happened", page=f"/chats/{chat_id}")
    assert (stands(chat_id).status, stands(chat_id).topic_sealed) == (Status.happened, None)
    assert "You talked." in visit(resident).page(f"/chats/{chat_id}")


def test_where_they_did_not_talk_a_new_one_can_be_asked_for(visit, resident, worker, shift, agreed, at):
    shift()
    chat_id = agreed()
    robin = visit(resident)
    shown = robin.page(f"/chats/{chat_id}")
    assert "Add to my calendar" in shown and "Ask for another chat" not in shown
    at("2026-08-06 18:30")
    shown = robin.page(f"/chats/{chat_id}")
    assert "We talked" in shown and "Ask for another chat" in shown
    assert "Add to my calendar" not in shown
    assert "Offer another chat" in visit(worker).page(f"/chats/{chat_id}")


def test_when_its_time_is_over_what_was_written_is_read_no_more(visit, worker, shift, agreed, at):
    shift()
    chat_id = agreed()
    assert TOPIC in visit(worker).page(f"/chats/{chat_id}")
    at("2026-08-06 18:30")
    assert TOPIC not in visit(worker).page(f"/chats/{chat_id}")


def test_a_wall_time_becomes_an_instant_once(asks, housemate, inside, stands, at):
    """Clocks in Melbourne go forward on 4 October 2026; planned at the same wall time, 23 hours pass."""
    at("2026-10-03 12:00")
    chat_id = asks(whom=housemate)
    with inside() as session:
        chat = session.get_one(Chat, chat_id)
        midday = datetime.fromisoformat("2026-10-04T12:00")
        chat_acts.offer_time(chat, housemate.person_id, midday, "", ZONE, clock.now())
    assert stands(chat_id).offered_at - clock.now() == timedelta(hours=23)
    assert date(2026, 10, 4) == stands(chat_id).offered_local.date()
