"""A meeting is called off, with a word why, and can be put back on."""

import pytest

from house import clock
from house.db import db
from house.meetings.acts import call_off
from house.meetings.models import AgendaItem, Meeting, Status
from house.trust.models import Change

WHY = "Everyone is at the beach"


@pytest.fixture
def called_off(visit, resident, meeting):
    visit(resident).post(f"/meetings/{meeting.id}/call-off", why=WHY)
    return meeting


def stands(rows, meeting):
    return next(each for each in rows(Meeting) if each.id == meeting.id)


@pytest.mark.parametrize("who", ["resident", "housemate", "coordinator", "living_worker"])
def test_residents_and_coordinators_call_a_meeting_off(who, request, visit, meeting, rows):
    visit(request.getfixturevalue(who)).submit(f"/meetings/{meeting.id}/call-off", why=WHY)
    assert (stands(rows, meeting).status, stands(rows, meeting).called_off_why) == (Status.called_off, WHY)


@pytest.mark.parametrize("who", ["worker", "outsider", "outside_coordinator"])
@pytest.mark.parametrize("path", ["call-off", "put-back-on"])
def test_it_is_not_for_others(who, path, request, visit, meeting, rows):
    answer = visit(request.getfixturevalue(who)).post(f"/meetings/{meeting.id}/{path}", why=WHY)
    assert (answer.status_code, stands(rows, meeting).status) == (404, Status.planned)


def test_only_that_one_is_called_off(called_off, meetings):
    assert [each.status for each in meetings()].count(Status.called_off) == 1


def test_everyone_of_the_house_reads_why(visit, worker, called_off):
    page = visit(worker).page(f"/meetings/{called_off.id}")
    assert ("This meeting is called off" in page, WHY in page) == (True, True)


def test_calendars_are_told(called_off, meeting, rows):
    assert stands(rows, meeting).sequence == meeting.sequence + 1


def test_its_agenda_stays(visit, resident, item, meeting, rows):
    visit(resident).post(f"/meetings/{meeting.id}/call-off", why=WHY)
    assert [each.id for each in rows(AgendaItem)] == [item.id]


@pytest.mark.parametrize(
    ("why", "sentence", "reason"),
    [
        ("", "Write a word or two", "nothing"),
        ("  \x00 ", "Write a word or two", "nothing that can be read"),
        ("x" * 161, "up to 160 letters", "longer than there is room for"),
    ],
)
def test_a_meeting_is_not_called_off_without_a_word_why(visit, resident, meeting, rows, why, sentence, reason):
    answer = visit(resident).post(f"/meetings/{meeting.id}/call-off", why=why)
    assert (answer.status_code, sentence in answer.get_data(as_text=True)) == (422, True), reason
    assert stands(rows, meeting).status is Status.planned


def test_calling_off_twice_keeps_the_first_word(visit, housemate, called_off, rows):
    visitor = visit(housemate)
    said = visitor.after(visitor.post(f"/meetings/{called_off.id}/call-off", why="Another reason"))
    assert ("It was called off already." in said, stands(rows, called_off).called_off_why) == (True, WHY)


def test_a_meeting_that_is_over_cannot_be_called_off(at, visit, resident, meeting, rows):
    at("2026-08-06 20:00")
    visitor = visit(resident)
    said = visitor.after(visitor.post(f"/meetings/{meeting.id}/call-off", why=WHY))
    assert ("It is over." in said, stands(rows, meeting).status) == (True, Status.planned)


def test_putting_it_back_on(visit, housemate, called_off, rows):
    visit(housemate).submit(f"/meetings/{called_off.id}/put-back-on", page=f"/meetings/{called_off.id}")
    back = stands(rows, called_off)
    assert (back.status, back.called_off_why, back.sequence) == (Status.planned, "", called_off.sequence + 2)


def test_putting_back_on_what_is_on_changes_nothing(visit, resident, meeting, rows):
    visitor = visit(resident)
    said = visitor.after(visitor.post(f"/meetings/{meeting.id}/put-back-on"))
    assert ("It is on already." in said, stands(rows, meeting).sequence) == (True, meeting.sequence)


def test_a_meeting_whose_time_has_passed_stays_called_off(at, visit, resident, called_off, rows):
    at("2026-08-06 20:00")
    visit(resident).post(f"/meetings/{called_off.id}/put-back-on")
    assert stands(rows, called_off).status is Status.called_off


@pytest.mark.parametrize(("who", "offered"), [("resident", True), ("coordinator", True), ("worker", False)])
def test_the_page_offers_it_to_those_who_may(who, offered, request, visit, meeting):
    assert ("Call this meeting off" in visit(request.getfixturevalue(who)).page(f"/meetings/{meeting.id}")) is offered


def test_the_trace_says_who_and_never_why(called_off, rows, resident):
    trace = [(each.action, each.actor_id) for each in rows(Change) if each.kind == "meeting"]
    assert trace == [("called off", resident.person_id)]


@pytest.mark.parametrize(("called_off", "asks"), [((0, 1), True), ((0,), False), ((1,), False)])
def test_two_called_off_in_a_row_ask_whether_the_plan_still_suits(
    plan, meetings, inside, at, visit, resident, called_off, asks
):
    plan()
    for number in called_off:
        with inside():
            call_off(db.session.get_one(Meeting, meetings()[number].id), resident.person_id, "rain", clock.now())
    at("2026-08-17 09:00")
    assert ("Does the plan still suit?" in visit(resident).page("/meetings")) == asks
