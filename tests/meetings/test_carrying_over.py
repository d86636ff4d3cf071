"""What a meeting did not finish goes to the next agenda by one tap: once, whoever is first."""

import pytest
import sqlalchemy as sa

from house.db import db
from house.meetings.acts import MOST_ITEMS, ItemWords, add_item
from house.meetings.models import AgendaItem, Meeting
from house.meetings.script import Kind
from house.meetings.taking_part import CarryOver
from house.trust.models import Change

OVER = "2026-08-06 20:00"


def carry(visitor, item):
    return visitor.post(f"/meetings/items/{item.id}/carry-over")


@pytest.fixture
def over(at, item):
    """The kettle was on the agenda of a meeting that is over."""
    at(OVER)
    return item


@pytest.mark.parametrize("who", ["resident", "housemate", "worker", "coordinator"])
def test_anyone_of_the_house_carries_it_over(who, request, visit, over, meetings, rows, resident):
    carry(visit(request.getfixturevalue(who)), over)
    first, second = rows(AgendaItem)
    assert (first.meeting_id, second.meeting_id) == (meetings()[0].id, meetings()[1].id)
    assert (second.title, second.kind, second.raised_by_id) == ("A new kettle", Kind.talk, resident.person_id)


def test_both_agendas_say_so(visit, resident, over, meetings):
    visitor = visit(resident)
    carry(visitor, over)
    before, after = (visitor.page(f"/meetings/{each.id}") for each in meetings()[:2])
    assert "carried over to Thursday 13 August" in before
    assert "carried over from Thursday 6 August" in after


def test_the_trace_says_who_carried_it(visit, housemate, over, rows):
    carry(visit(housemate), over)
    last = [each for each in rows(Change) if each.kind == "agenda item"][-1]
    assert (last.action, last.actor_id) == ("carried over", housemate.person_id)


def test_it_carries_over_once(visit, resident, housemate, over, rows):
    carry(visit(resident), over)
    second = visit(housemate)
    assert "Somebody carried it over already." in second.after(carry(second, over))
    assert (len(rows(AgendaItem)), len(rows(CarryOver))) == (2, 1)


def test_taken_off_again_it_can_carry_over_anew(visit, resident, over, rows):
    visitor = visit(resident)
    carry(visitor, over)
    visitor.post(f"/meetings/items/{rows(AgendaItem)[1].id}/take-off")
    carry(visitor, over)
    assert len(rows(CarryOver)) == 1


@pytest.mark.parametrize("when", ["2026-08-06 18:00", "2026-08-06 19:30"])
def test_nothing_carries_over_before_the_end(at, visit, resident, item, rows, when):
    at(when)
    visitor = visit(resident)
    assert "once the meeting is over" in visitor.after(carry(visitor, item))
    assert rows(CarryOver) == []


def test_what_is_finished_does_not_carry_over(visit, resident, over, rows):
    visitor = visit(resident)
    visitor.post(f"/meetings/items/{over.id}/finished")
    carry(visitor, over)
    assert rows(CarryOver) == []


def test_a_called_off_meeting_is_passed_by(visit, resident, over, meetings, rows):
    visitor = visit(resident)
    visitor.post(f"/meetings/{meetings()[1].id}/call-off", why="Holidays")
    carry(visitor, over)
    assert rows(AgendaItem)[1].meeting_id == meetings()[2].id


def test_without_a_next_meeting_it_stays(inside, visit, resident, over, rows):
    with inside() as session:
        session.execute(sa.delete(Meeting).where(Meeting.id != over.meeting_id))
    visitor = visit(resident)
    assert "No next meeting is planned yet" in visitor.after(carry(visitor, over))
    assert rows(CarryOver) == []


def test_a_full_agenda_takes_nothing_more(inside, visit, resident, over, meetings, rows, at):
    with inside():
        here = db.session.get_one(Meeting, meetings()[1].id)
        for number in range(MOST_ITEMS):
            add_item(here, None, ItemWords(f"Thing {number}", Kind.share), at(OVER))
    visitor = visit(resident)
    assert "The next agenda is full" in visitor.after(carry(visitor, over))
    assert rows(CarryOver) == []


@pytest.mark.parametrize("who", ["outsider", "outside_coordinator"])
@pytest.mark.parametrize("path", ["carry-over", "finished", "open-again"])
def test_another_house_carries_and_finishes_nothing(who, path, request, visit, over, rows):
    answer = visit(request.getfixturevalue(who)).post(f"/meetings/items/{over.id}/{path}")
    assert (answer.status_code, rows(CarryOver), rows(AgendaItem)[0].finished_at) == (404, [], None)


# --- finished ---


def test_a_thing_is_finished_and_open_again(at, visit, housemate, item, rows):
    now = at("2026-08-06 19:10")
    visitor = visit(housemate)
    assert "finished" in visitor.after(visitor.post(f"/meetings/items/{item.id}/finished"))
    assert rows(AgendaItem)[0].finished_at == now
    visitor.post(f"/meetings/items/{item.id}/open-again")
    assert rows(AgendaItem)[0].finished_at is None


def test_nothing_is_finished_before_the_meeting_starts(visit, resident, item, rows):
    visitor = visit(resident)
    assert "has not started" in visitor.after(visitor.post(f"/meetings/items/{item.id}/finished"))
    assert rows(AgendaItem)[0].finished_at is None


def test_an_old_agenda_asks_nothing(at, visit, resident, over, meeting):
    assert "Carry it over" in visit(resident).page(f"/meetings/{meeting.id}")
    at("2026-11-06 20:00")
    assert "Carry it over" not in visit(resident).page(f"/meetings/{meeting.id}")
