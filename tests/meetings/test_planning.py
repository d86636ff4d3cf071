"""The house plans when it meets."""

from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa

from house import facts
from house.db import db
from house.meetings.acts import ItemWords, add_item, call_off
from house.meetings.models import AgendaItem, Meeting, Status
from house.meetings.moving import change_one
from house.meetings.plan import MeetingPlan, OneMeeting
from house.meetings.script import Kind
from house.trust.models import Change
from tests.support.cast import NOW, ZONE

TUESDAYS = MeetingPlan(1, time(18, 30), minutes=45)


@pytest.fixture
def chosen():
    """What the form of a plan sends, with whatever a test changes."""

    def chosen(**changed):
        return {"weekday": "3", "at": "19:00", "every": "1", "minutes": "60", "place": "Kitchen", **changed}

    return chosen


def test_a_year_of_thursdays_stands_at_seven_on_the_wall(plan, meetings):
    plan()
    walls = [meeting.starts_at.astimezone(ZONE) for meeting in meetings()]
    assert len(walls) == 52
    assert {(wall.weekday(), wall.hour, wall.minute) for wall in walls} == {(3, 19, 0)}


def test_the_year_crosses_both_clock_changes(plan, meetings):
    plan()
    assert {meeting.starts_at.hour for meeting in meetings()} == {8, 9}  # UTC: summer and winter


def test_every_second_week_is_twenty_six_meetings(plan, meetings):
    plan(MeetingPlan(3, time(19), every=2))
    gaps = {
        later.starts_local - earlier.starts_local for earlier, later in zip(meetings(), meetings()[1:], strict=False)
    }
    assert (len(meetings()), gaps) == (26, {timedelta(days=14)})


@pytest.mark.parametrize(
    ("weekday", "clock", "first", "reason"),
    [
        (3, time(19), "2026-08-06 19:00", "later today"),
        (3, time(17), "2026-08-13 17:00", "now is not ahead any more"),
        (3, time(9), "2026-08-13 09:00", "that time has passed today"),
        (2, time(19), "2026-08-12 19:00", "yesterday's weekday comes in six days"),
        (0, time(0), "2026-08-10 00:00", "midnight begins its day"),
    ],
)
def test_the_first_one_is_the_first_to_come(plan, meetings, weekday, clock, first, reason):
    plan(MeetingPlan(weekday, clock))
    assert str(meetings()[0].starts_local)[:16] == first, reason


def test_a_time_the_clocks_skip_moves_forward(plan, meetings):
    plan(MeetingPlan(6, time(2, 30)))
    skipped = next(each for each in meetings() if each.starts_local.date() == date(2026, 10, 4))
    assert skipped.starts_local.time() == time(3, 30)


def test_the_same_plan_twice_changes_nothing(plan, meetings):
    series = plan()
    before = [each.id for each in meetings()]
    assert plan() == series
    assert [each.id for each in meetings()] == before


def test_a_new_plan_takes_the_place_of_the_old(plan, meetings):
    plan()
    plan(TUESDAYS)
    assert {each.starts_local.weekday() for each in meetings()} == {1}


def test_what_is_on_an_agenda_moves_to_the_nearest_new_meeting(inside, plan, meetings, resident):
    plan()
    with inside():
        next_week = db.session.get_one(Meeting, meetings()[1].id)
        item = add_item(next_week, resident.person_id, ItemWords("Bins", Kind.talk), NOW).id
    plan(TUESDAYS)
    with inside():
        moved = db.session.get_one(AgendaItem, item, populate_existing=True)
        home = db.session.get_one(Meeting, moved.meeting_id)
        assert home.starts_local.date() == date(2026, 8, 11)


def test_a_called_off_meeting_outlives_a_new_plan(inside, plan, meetings, resident):
    plan()
    with inside():
        call_off(db.session.get_one(Meeting, meetings()[1].id), resident.person_id, "Holidays", NOW)
    plan(TUESDAYS)
    assert [each.starts_local.weekday() for each in meetings() if each.status is Status.called_off] == [3]


def test_a_meeting_moved_by_hand_outlives_a_new_plan(inside, plan, meetings, resident):
    plan()
    with inside():
        moved = db.session.get_one(Meeting, meetings()[1].id)
        change_one(moved, resident.person_id, OneMeeting(moved.starts_local + timedelta(days=1)), moved.sequence, NOW)
    plan(TUESDAYS)
    assert moved.id in {each.id for each in meetings()}


def test_meetings_that_were_outlive_a_new_plan(at, plan, meetings):
    plan()
    at("2026-08-20 20:00")
    plan(TUESDAYS)
    assert [each.starts_local.weekday() for each in meetings()[:4]] == [3, 3, 3, 1]


def test_the_id_of_a_meeting_that_is_gone_does_not_come_again(inside, plan, meetings):
    """Else a new meeting would be somebody's old calendar entry."""
    plan()
    before = {each.id for each in meetings()}
    with inside() as session:
        session.execute(sa.delete(Meeting))
    plan(TUESDAYS)
    assert before.isdisjoint(each.id for each in meetings())


def test_the_trace_says_who_planned(plan, rows, coordinator):
    plan()
    changes = [(each.kind, each.action, each.actor_id) for each in rows(Change) if each.kind == "meeting series"]
    assert changes == [("meeting series", "planned", coordinator.person_id)]


# --- rows ahead ---


def send_rows_needed(inside, house_id, until):
    with inside():
        facts.rows_needed.send(house_id, until=until, now=NOW)


def test_rows_stand_44_weeks_further_than_the_house_asks(inside, plan, meetings, house_id):
    plan()
    send_rows_needed(inside, house_id, date(2027, 8, 5))
    last = meetings()[-1].starts_local.date()
    assert date(2027, 8, 5) + timedelta(weeks=43) <= last < date(2027, 8, 5) + timedelta(weeks=44)


def test_asking_for_rows_twice_changes_nothing(inside, plan, meetings, house_id):
    plan()
    send_rows_needed(inside, house_id, date(2027, 8, 5))
    before = [each.id for each in meetings()]
    send_rows_needed(inside, house_id, date(2027, 8, 5))
    assert [each.id for each in meetings()] == before


def test_rows_of_another_house_stay_as_they_are(inside, plan, meetings, outside_coordinator):
    plan()
    send_rows_needed(inside, outside_coordinator.house_id, date(2030, 1, 1))
    assert len(meetings()) == 52


def test_an_old_plan_gets_no_more_rows(inside, plan, meetings, house_id):
    plan()
    plan(TUESDAYS)
    send_rows_needed(inside, house_id, date(2027, 8, 5))
    assert {each.starts_local.weekday() for each in meetings()} == {1}


def test_the_database_refuses_the_same_start_twice(inside, meeting):
    with inside() as session, pytest.raises(sa.exc.IntegrityError, match=r"(?i)original_start"), session.begin_nested():
        twin = {name: getattr(meeting, name) for name in ("house_id", "series_id", "original_start", "title")}
        session.add(
            Meeting(
                **twin,
                changed_at=NOW,
                starts_local=meeting.starts_local,
                starts_at=meeting.starts_at,
                ends_at=meeting.ends_at,
            )
        )
        session.flush()


# --- the page ---


@pytest.mark.parametrize("who", ["resident", "coordinator", "living_worker"])
def test_who_may_plan(who, request, visit, meetings, chosen):
    answer = visit(request.getfixturevalue(who)).submit("/meetings/plan", **chosen())
    assert answer.status_code == 303
    assert (len(meetings()), meetings()[0].place) == (52, "Kitchen")


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_peer_worker_does_not_plan(method, visit, worker, meetings, chosen):
    visitor = visit(worker)
    answer = visitor.get("/meetings/plan") if method == "get" else visitor.post("/meetings/plan", **chosen())
    assert (answer.status_code, meetings()) == (404, [])


def test_the_form_starts_from_the_plan_the_house_keeps(visit, resident, plan):
    plan(MeetingPlan(6, time(10, 30), every=2, minutes=90, place="The veranda"))
    page = visit(resident).page("/meetings/plan")
    selected = ('value="6">Sunday', 'value="10:30"', 'value="2"', 'value="90">1 hour 30', "The veranda")
    assert [words for words in selected if words not in page] == []


@pytest.mark.parametrize(
    ("changed", "sentence", "reason"),
    [
        ({"weekday": "7"}, "Choose a day of the week.", "there are seven, from 0"),
        ({"weekday": ""}, "Choose a day of the week.", "none chosen"),
        ({"at": "25:00"}, "Choose a time", "no such time"),
        ({"at": ""}, "Choose a time", "none chosen"),
        ({"at": "seven"}, "Choose a time", "a word"),
        ({"every": "0"}, "Choose how often.", "never"),
        ({"every": "3"}, "Choose how often.", "not offered yet"),
        ({"minutes": "100000"}, "Choose how long it lasts.", "for months"),
        ({"minutes": "-60"}, "Choose how long it lasts.", "it would end before it starts"),
        ({"place": "x" * 81}, "up to 80 letters", "longer than there is room for"),
    ],
)
def test_what_cannot_be_a_plan_is_said_beside_the_field(visit, resident, meetings, chosen, changed, sentence, reason):
    answer = visit(resident).post("/meetings/plan", **chosen(**changed))
    page = answer.get_data(as_text=True)
    assert (answer.status_code, sentence in page, meetings()) == (422, True, []), reason


def test_a_form_that_comes_back_keeps_what_was_typed(visit, resident, chosen):
    answer = visit(resident).post("/meetings/plan", **chosen(at="", place="Under the fig tree"))
    assert "Under the fig tree" in answer.get_data(as_text=True)


def test_planning_anew_says_what_becomes_of_the_rest(visit, resident, plan):
    plan()
    assert "moves to the nearest new meeting" in visit(resident).page("/meetings/plan")
