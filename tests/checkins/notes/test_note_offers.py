"""Contact was offered: three taps, no words, no totals, and gone after 30 days."""

import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from house import facts
from house.checkins.note_models import ContactOffer
from tests.checkins.notes.conftest import MINE
from tests.support.cast import NOW

OFFER = "/check-ins/notes/offer"


@pytest.fixture
def offer(visit, worker, resident):
    def send(**more):
        sent = {"person": str(resident.person_id), "kind": "a knock", "answer": "not today", **more}
        return visit(worker).post(OFFER, **sent)

    return send


def offers(inside):
    with inside() as session:
        return list(session.scalars(sa.select(ContactOffer)))


def test_whom_it_was_offered_to_sees_it(visit, resident, offer):
    assert offer().status_code == 303
    assert "A knock at the door, offered by Alex, today 5pm: not today" in visit(resident).page(MINE)


@pytest.mark.parametrize("who", ["housemate", "other_worker", "coordinator", "outsider"])
def test_nobody_else_does(visit, request, offer, who):
    offer()
    browser = visit(request.getfixturevalue(who))
    for path in (MINE, "/", "/check-ins", "/check-ins/notes/shared"):
        assert "offered" not in re.sub("Contact was offered", "", browser.page(path))


def test_many_of_them_are_never_counted(visit, worker, resident, offer):
    for _time in range(7):
        offer()
    for page in (visit(resident).page(MINE), visit(worker).page(OFFER)):
        assert not re.search(r"\b(7|seven)\b", page[page.index("<main") : page.index("</main>")], re.IGNORECASE)


@pytest.mark.parametrize(("field", "value"), [("person", ""), ("kind", ""), ("answer", ""), ("answer", "declined")])
def test_what_is_left_out_or_unknown_is_asked_for(inside, offer, field, value):
    assert offer(**{field: value}).status_code == 422
    assert offers(inside) == []


@pytest.mark.parametrize("who", ["resident", "living_worker", "coordinator", "outsider"])
def test_only_a_peer_worker_writes_one_down(visit, request, resident, who):
    sent = {"person": str(resident.person_id), "kind": "a knock", "answer": "yes"}
    assert visit(request.getfixturevalue(who)).post(OFFER, **sent).status_code == 404


def test_it_has_no_words(inside, offer):
    offer(text="pistachios", note="pistachios")
    with inside() as session:
        assert "pistachios" not in str(session.execute(sa.text("SELECT * FROM contact_offer")).all())


def test_after_30_days_it_is_on_no_page(visit, resident, at, offer):
    offer()
    at(NOW + timedelta(days=30))
    assert "offered by" not in visit(resident).page(MINE)


def test_and_gone_from_the_database_with_the_next_one(inside, at, offer):
    offer()
    at(NOW + timedelta(days=30))
    offer(kind="a text")
    assert [each.kind for each in offers(inside)] == ["a text"]


def test_or_with_the_rows_of_the_week(inside, house_id, offer):
    offer()
    with inside():
        facts.rows_needed.send(house_id, until=date(2027, 1, 1), now=NOW + timedelta(days=30))
    assert offers(inside) == []


def test_a_day_before_it_stands(inside, house_id, offer):
    offer()
    with inside():
        facts.rows_needed.send(house_id, until=date(2027, 1, 1), now=NOW + timedelta(days=29))
    assert len(offers(inside)) == 1


def test_whose_it_is_takes_it_away(visit, inside, resident, offer):
    offer()
    [kept] = offers(inside)
    visit(resident).post(f"/check-ins/notes/offers/{kept.id}/take-away")
    assert offers(inside) == []


def test_who_wrote_it_takes_it_back_within_a_day(visit, inside, worker, at, offer):
    offer()
    [kept] = offers(inside)
    assert "offered to Robin" in visit(worker).page(OFFER)
    at(NOW + timedelta(hours=24))
    assert "offered to Robin" not in visit(worker).page(OFFER)
    assert visit(worker).post(f"/check-ins/notes/offers/{kept.id}/take-away").status_code == 404
    at(NOW + timedelta(hours=23))
    visit(worker).post(f"/check-ins/notes/offers/{kept.id}/take-away")
    assert offers(inside) == []


@pytest.mark.parametrize("who", ["housemate", "other_worker", "coordinator", "outsider"])
def test_nobody_else_takes_it_away(visit, inside, request, offer, who):
    offer()
    [kept] = offers(inside)
    answer = visit(request.getfixturevalue(who)).post(f"/check-ins/notes/offers/{kept.id}/take-away")
    assert answer.status_code == 404
