"""Somebody would rather not be with another: honoured everywhere, and the other cannot tell."""

import re
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins.waiting import waiting as checkins_waiting
from house.gatherings.chat_models import Status, Wish
from house.people import keeping_apart
from house.people.belonging import NotWith
from house.people.signing_in import load_viewer, viewer_of
from house.rosters.plan import ShiftKind
from house.trust.models import Change
from tests.gatherings.conftest import TOPIC
from tests.gatherings.test_chat_asking import ask, path_of, waits
from tests.support.cast import NOW

PATH = "/me/not-with"


@pytest.fixture
def apart(inside, resident, worker):
    """Robin would rather not be with Alex."""
    with inside():
        robin = viewer_of(resident.person_id, resident.house_id, clock.now())
        keeping_apart.keep_apart(robin, worker.person_id, clock.now())


def test_it_is_said_and_taken_back_without_a_trace(visit, resident, worker, inside):
    robin = visit(resident)
    assert "Not with Alex" in robin.after(robin.submit(PATH, person=str(worker.person_id)))
    robin.submit(PATH, person=str(worker.person_id))  # it is not on the list any more
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(NotWith)) == 1
        assert session.scalar(sa.select(sa.func.count()).select_from(Change).where(Change.at == clock.now())) == 0
    robin.post(f"{PATH}/{worker.person_id}/no-more")
    assert "Not with Alex" not in robin.page(PATH)


@pytest.mark.parametrize("whom", ["0", "-1", "x", "99999999999999999999", ""])
def test_only_somebody_of_the_house_can_be_chosen(visit, resident, outsider, whom):
    robin = visit(resident)
    assert robin.post(PATH, person=whom).status_code == 422
    assert robin.post(PATH, person=str(outsider.person_id)).status_code == 422
    assert robin.post(PATH, person=str(resident.person_id)).status_code == 422


def test_anyone_is_not_that_one(visit, worker, other_worker, shift, asks, apart):
    shift()
    shift(other_worker)
    chat_id = asks(whom=None)
    assert "chat" not in waits(visit(worker))
    alex = visit(worker)
    assert f"/chats/{chat_id}" not in alex.page("/chats") + alex.page("/my-shift")
    assert alex.get(f"/chats/{chat_id}").status_code == 404
    assert alex.post(f"/chats/{chat_id}/time", day="2026-08-06", at="18:00").status_code == 404
    assert "any peer worker" in waits(visit(other_worker))


def test_what_that_one_offers_looks_sent_and_does_not_arrive(visit, resident, worker, apart, stands):
    alex = visit(worker)
    assert "Robin" in alex.page("/chats")  # nobody misses from the list: that would tell
    path = path_of(ask(alex, resident.person_id, topic=TOPIC))
    assert "You asked Robin." in alex.page(path)
    robin = visit(resident)
    assert "chat" not in waits(robin)
    assert "Time with Alex" not in robin.page("/chats")
    robin.page(path)
    assert "Robin" not in visit(worker).page("/me/looks")
    assert stands(int(path.rsplit("/", 1)[1])).status is Status.asked


def test_its_owner_can_list_that_it_is_there(visit, resident, worker, apart):
    ask(visit(worker), resident.person_id, topic=TOPIC)
    page = visit(resident).page("/me/everything?of=chats")
    assert "Alex offered you a chat" in page
    assert "because you would rather not be with them" in page
    assert TOPIC not in page


def test_who_said_so_is_not_offered_that_one(visit, resident, worker, shift, apart):
    shift()
    visit(worker).submit("/chats/up-for-it", page="/chats", at="20:00")
    robin = visit(resident)
    assert "Alex" not in robin.page("/chats")
    assert "Ask for a chat" not in robin.page(f"/people/{worker.person_id}").split("<main")[1].split("</main")[0]
    assert robin.get(f"/chats/ask/{worker.person_id}").status_code == 404


def test_what_they_had_planned_ends_as_any_other(visit, inside, resident, worker, shift, agreed, stands):
    shift()
    chat_id = agreed()
    visit(resident).submit(PATH, person=str(worker.person_id))
    assert stands(chat_id).status is Status.another_time
    assert "The chat with Robin is off for now: another time" in waits(visit(worker))


def test_whoever_is_on_shift_leaves_them_out(visit, resident, worker, other_worker, shift, apart):
    shift()
    shift(other_worker)
    robin = visit(resident)
    page = robin.page("/check-ins")
    assert "Now that’s Sam." in page
    robin.submit("/check-ins", audience="whoever is on shift", note="quince-for-the-shift", need="a chat")
    assert "quince" not in visit(worker).page("/check-ins/shared") + visit(worker).page("/my-shift")
    assert "quince" in visit(other_worker).page("/my-shift")


def test_where_that_one_is_alone_on_shift_it_waits_for_the_next_and_on_call_hears(
    visit, app, resident, worker, other_worker, shift, apart
):
    shift()
    shift(other_worker, begins="08:00", ends="23:00", kind=ShiftKind.on_call)
    robin = visit(resident)
    assert "Nobody right now" in robin.page("/check-ins")
    robin.submit("/check-ins", audience="whoever is on shift", note="quince-for-the-shift", need="a chat")
    token = visit(other_worker).token
    with app.test_request_context():
        assert [line.words for line in checkins_waiting(load_viewer(token), clock.now())] == ["Someone is waiting"]
    assert "quince" not in visit(worker).page("/my-shift")


def test_all_peer_workers_are_all(visit, resident, worker, apart):
    visit(resident).submit("/check-ins", audience="all peer workers", note="quince-for-workers")
    assert "quince-for-workers" in visit(worker).page("/check-ins/shared")


@pytest.mark.parametrize("who", ["worker", "other_worker", "housemate", "living_worker", "coordinator"])
def test_nobody_else_has_it_on_a_page_or_in_their_file(visit, request, who, apart, resident):
    browser = visit(request.getfixturevalue(who))
    for path in (PATH, "/me", f"/people/{resident.person_id}", "/me/everything", "/changes"):
        assert "ot with Alex" not in browser.get(path).get_data(as_text=True)


def test_by_a_card_nobody_learns_with_whom_its_owner_would_rather_not_be(
    at, by_card, resident, worker, other_worker, shift, apart, asks
):
    at(NOW + timedelta(minutes=5))
    shift()
    robin = by_card(resident)
    assert robin.get(f"/chats/ask/{worker.person_id}").status_code == 200
    assert f"/chats/ask/{worker.person_id}" in robin.page("/chats")
    assert "Ask for a chat" in _main(robin.page(f"/people/{worker.person_id}"))
    assert "Whoever is on shift, now and later." in robin.page("/check-ins")  # the same whoever that is
    path = f"/chats/{asks(by=worker, whom=resident, is_offer=True)}"
    assert path in robin.page("/chats")
    assert "you would rather not" not in robin.page("/me/everything?of=chats")


def test_by_a_card_it_is_said_and_taken_back_as_if_it_had_never_been(
    at, by_card, visit, resident, worker, other_worker, apart
):
    at(NOW + timedelta(minutes=5))
    robin = by_card(resident)
    said = [robin.after(robin.submit(PATH, person=str(who.person_id))) for who in (worker, other_worker)]
    assert "Not with Alex" in said[0] and f"Not with {other_worker.name}" in said[1]
    for who in (worker, other_worker):
        robin.post(f"{PATH}/{who.person_id}/no-more")
    assert not re.search(f"Not with (Alex|{other_worker.name})", robin.page(PATH))
    assert "Not with Alex" in visit(resident).page(PATH)  # what was said before it stands


def test_by_a_card_nobody_learns_who_comes_next(at, by_card, resident, worker, shift, apart):
    at(NOW + timedelta(minutes=5))
    shift(day=date(2026, 8, 7))
    page = by_card(resident).page("/check-ins")
    assert "Whoever is on shift, now and later." in page and "Next: " not in _main(page)


def test_by_a_card_nobody_learns_when_chats_are(at, by_card, resident, worker, housemate, shift, agreed, asks):
    shift(begins="18:00", ends="19:45")
    agreed()
    at(NOW + timedelta(minutes=5))
    robin, path = by_card(resident), f"/chats/ask/{worker.person_id}"
    assert len(re.findall(r'value="at-', robin.page(path))) == 3
    chat_id = asks(whom=housemate)
    offered = robin.post(f"/chats/{chat_id}/time", day="2026-08-06", at="18:00")
    assert offered.status_code == 303
    asked = asks(by=housemate, whom=resident, wish=Wish.slot, slot=datetime.fromisoformat("2026-08-06T18:00"))
    assert "Agreed." in robin.after(robin.submit(f"/chats/{asked}/yes", page=f"/chats/{asked}"))


def _main(page):
    return page.split("<main")[1].split("</main")[0]
