"""A day of the plan with no meeting, known beforehand."""

from datetime import date, time

import pytest

from house import facts
from house.db import db
from house.meetings.acts import ItemWords, add_item
from house.meetings.models import AgendaItem, Meeting
from house.meetings.moving import plan_extra
from house.meetings.plan import MeetingPlan, OneMeeting, SeriesPlan
from house.meetings.planning import plan_series
from house.meetings.script import Kind
from house.series.models import SkippedDay
from house.trust.models import Change
from house.when.repeat import weekly
from tests.support.cast import NOW


@pytest.fixture
def second(plan, meetings):
    plan()
    return meetings()[1]


@pytest.fixture
def taken_away(visit, resident, second, rows):
    """The day of the second meeting, left out by the resident."""
    visit(resident).post(f"/meetings/{second.id}/take-away")
    return rows(SkippedDay)[0]


def days(meetings):
    return [each.starts_local.date() for each in meetings()[:3]]


def test_there_is_no_meeting_that_day(taken_away, meetings):
    assert days(meetings) == [date(2026, 8, 6), date(2026, 8, 20), date(2026, 8, 27)]


def test_the_page_of_meetings_says_so(visit, worker, taken_away):
    page = visit(worker).page("/meetings")
    assert ("No meeting on" in page, "Thursday 13 August" in page, "Put it back" in page) == (True, True, False)


def test_what_is_on_its_agenda_goes_to_the_nearest(inside, visit, resident, second, meetings, rows):
    with inside():
        add_item(db.session.get_one(Meeting, second.id), resident.person_id, ItemWords("Bins", Kind.talk), NOW)
    visit(resident).post(f"/meetings/{second.id}/take-away")
    assert [item.meeting_id for item in rows(AgendaItem)] == [meetings()[0].id]


def test_the_last_meeting_of_all_keeps_what_is_on_its_agenda(inside, visit, resident, coordinator, meetings, rows):
    once = SeriesPlan(weekly(3), time(19), until=date(2026, 8, 6))
    with inside():
        plan_series(coordinator.house_id, coordinator.person_id, once, NOW)
    with inside():
        only = db.session.get_one(Meeting, meetings()[0].id)
        add_item(only, resident.person_id, ItemWords("Bins", Kind.talk), NOW)
    visitor = visit(resident)
    page = visitor.after(visitor.post(f"/meetings/{meetings()[0].id}/take-away"))
    assert ("no other meeting it can go to" in page, len(meetings()), rows(SkippedDay)) == (True, 1, [])


def test_it_is_put_back(visit, resident, taken_away, meetings, rows):
    visitor = visit(resident)
    page = visitor.after(visitor.submit(f"/meetings/days-left-out/{taken_away.id}/put-back", page="/meetings"))
    assert ("is back in the plan" in page, days(meetings)[1], rows(SkippedDay)) == (True, date(2026, 8, 13), [])


def test_a_day_that_was_put_back_is_a_meeting_like_any_other(visit, resident, second, taken_away, meetings):
    visit(resident).post(f"/meetings/days-left-out/{taken_away.id}/put-back")
    back = meetings()[1]
    same = (back.starts_at, back.ends_at, back.place, back.title, back.series_id, back.original_start)
    assert same == (
        second.starts_at,
        second.ends_at,
        second.place,
        second.title,
        second.series_id,
        second.original_start,
    )


def test_it_is_not_put_back_once_its_time_has_passed(at, visit, resident, taken_away, meetings, rows):
    at("2026-08-13 19:00")
    visitor = visit(resident)
    page = visitor.after(visitor.post(f"/meetings/days-left-out/{taken_away.id}/put-back"))
    assert ("That time has passed already." in page, len(rows(SkippedDay)), len(meetings())) == (True, 1, 51)


def test_it_is_not_put_back_onto_another(inside, visit, resident, taken_away, meetings, rows):
    with inside():
        extra = OneMeeting(meetings()[0].starts_local.replace(day=13))
        plan_extra(resident.house_id, resident.person_id, extra, NOW)
    visitor = visit(resident)
    page = visitor.after(visitor.post(f"/meetings/days-left-out/{taken_away.id}/put-back"))
    assert ("There is another meeting then" in page, len(rows(SkippedDay))) == (True, 1)


def test_a_day_stays_left_out_when_the_rest_of_the_plan_changes(plan, taken_away, meetings, rows):
    plan(MeetingPlan(3, time(18), place="Veranda"))
    assert days(meetings) == [date(2026, 8, 6), date(2026, 8, 20), date(2026, 8, 27)]
    assert [each.series_id for each in rows(SkippedDay)] == [meetings()[0].series_id]


def test_on_other_weekdays_there_is_no_day_to_leave_out(plan, taken_away, rows):
    plan(MeetingPlan(1, time(18)))
    assert rows(SkippedDay) == []


def test_a_day_left_out_far_ahead_gets_no_row(inside, visit, resident, plan, meetings, house_id):
    plan()
    last = meetings()[-1]
    visit(resident).post(f"/meetings/{last.id}/take-away")
    with inside():
        facts.rows_needed.send(house_id, until=date(2027, 8, 5), now=NOW)
    assert last.starts_local.date() not in {each.starts_local.date() for each in meetings()}


def test_the_trace_says_who(visit, resident, second, taken_away, rows):
    visit(resident).post(f"/meetings/days-left-out/{taken_away.id}/put-back")
    done = [(each.kind, each.action) for each in rows(Change) if each.actor_id == resident.person_id]
    assert done == [("meeting", "taken away"), ("meeting series", "put back")]


def test_one_that_has_begun_is_not_taken_away(at, visit, resident, second, meetings):
    at("2026-08-13 19:30")
    visitor = visit(resident)
    page = visitor.after(visitor.post(f"/meetings/{second.id}/take-away"))
    assert ("This meeting has begun" in page, len(meetings())) == (True, 52)


@pytest.mark.parametrize("who", ["worker", "outsider", "outside_coordinator"])
def test_nobody_else_takes_a_day_away(who, request, visit, second, meetings):
    answer = visit(request.getfixturevalue(who)).post(f"/meetings/{second.id}/take-away")
    assert (answer.status_code, len(meetings())) == (404, 52)


@pytest.mark.parametrize("who", ["worker", "outsider", "outside_coordinator"])
def test_nobody_else_puts_one_back(who, request, visit, taken_away, meetings):
    answer = visit(request.getfixturevalue(who)).post(f"/meetings/days-left-out/{taken_away.id}/put-back")
    assert (answer.status_code, len(meetings())) == (404, 51)


def test_a_day_of_another_house_stands_nowhere_here(visit, outsider, taken_away):
    assert "No meeting on" not in visit(outsider).page("/meetings")


def test_taken_away_twice_it_is_gone(visit, resident, housemate, second, taken_away):
    assert visit(housemate).post(f"/meetings/{second.id}/take-away").status_code == 404
