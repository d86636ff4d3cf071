"""One meeting is changed by hand, and no other."""

from datetime import date, datetime, timedelta

import pytest

from house.db import db
from house.meetings.acts import NotAhead
from house.meetings.colliding import OntoAnother
from house.meetings.models import AgendaItem, Meeting, Status
from house.meetings.moving import ChangedMeanwhile, InThePast, change_one
from house.meetings.plan import OneMeeting
from house.trust.models import Change
from tests.support.cast import NOW, ZONE

wall = datetime.fromisoformat

FRIDAY_AT_SIX = wall("2026-08-14 18:00")


@pytest.fixture
def second(plan, meetings):
    """The meeting in a week, so that there is one before it and one after."""
    plan()
    return meetings()[1]


@pytest.fixture
def change(inside, resident):
    """Change one meeting as the act does."""

    def change(meeting, to=FRIDAY_AT_SIX, seen=None, now=NOW, **more):
        with inside():
            found = db.session.get_one(Meeting, meeting.id, populate_existing=True)
            change_one(
                found, resident.person_id, OneMeeting(to, **more), seen if seen is not None else found.sequence, now
            )

    return change


@pytest.fixture
def again(meetings):
    """The meeting, read afresh."""

    def again(meeting):
        return next(each for each in meetings() if each.id == meeting.id)

    return again


@pytest.fixture
def sent():
    """What the form of one meeting sends, with whatever a test changes."""

    def sent(**changed):
        return {"day": "2026-08-14", "at": "18:00", "minutes": "90", "place": "Veranda", "title": "Garden", **changed}

    return sent


def test_only_this_one_moves(change, second, meetings):
    change(second)
    days = [each.starts_local for each in meetings()[:3]]
    assert days == [wall("2026-08-06 19:00"), FRIDAY_AT_SIX, wall("2026-08-20 19:00")]


def test_its_length_place_and_title_change_too(change, second, again):
    change(second, minutes=90, place="Veranda", title="Garden")
    moved = again(second)
    assert (moved.minutes, moved.place, moved.title) == (90, "Veranda", "Garden")


def test_calendars_are_told_by_a_higher_sequence(change, second, again):
    change(second)
    assert (again(second).sequence, again(second).changed_at) == (1, NOW)


def test_what_stays_the_same_tells_calendars_nothing(change, second, again):
    change(second, second.starts_local, place=second.place)
    assert (again(second).sequence, again(second).edited_by_hand_at) == (0, None)


def test_it_says_from_where_it_was_moved(change, second, again):
    change(second)
    change(second, FRIDAY_AT_SIX + timedelta(days=1))
    assert again(second).moved_from_local == wall("2026-08-13 19:00")


def test_back_where_it_was_it_says_nothing_more(change, second, again):
    change(second)
    change(second, wall("2026-08-13 19:00"))
    assert again(second).moved_from_local is None


def test_its_agenda_stays_with_it(visit, resident, second, change, rows, fields):
    visit(resident).post(f"/meetings/{second.id}", **fields())
    change(second)
    assert [item.meeting_id for item in rows(AgendaItem)] == [second.id]


def test_the_trace_says_who(change, second, rows, resident):
    change(second)
    done = [(each.action, each.actor_id, each.thing_id) for each in rows(Change) if each.kind == "meeting"]
    assert done == [("changed", resident.person_id, second.id)]


@pytest.mark.parametrize(
    ("to", "reason", "why"),
    [
        (wall("2026-08-06 16:59"), InThePast, "a minute ago"),
        (wall("2026-08-06 17:00"), InThePast, "now is not to come"),
        (wall("2020-01-01 19:00"), InThePast, "years ago"),
        (wall("2026-08-06 19:00"), OntoAnother, "the very time of another"),
        (wall("2026-08-06 18:30"), OntoAnother, "into another"),
        (wall("2026-08-06 19:59"), OntoAnother, "the last minute of another"),
    ],
)
def test_where_it_cannot_go_it_does_not(change, second, to, reason, why):
    with pytest.raises(reason):
        change(second, to)


def test_it_can_begin_as_another_ends(change, second, again):
    change(second, wall("2026-08-06 20:00"))
    assert again(second).starts_local == wall("2026-08-06 20:00")


def test_it_can_end_as_another_begins(change, second, again):
    change(second, wall("2026-08-06 18:00"))
    assert again(second).starts_local == wall("2026-08-06 18:00")


def test_it_can_go_where_one_is_called_off(visit, resident, change, second, meetings, again):
    visit(resident).post(f"/meetings/{meetings()[0].id}/call-off", why="Holidays")
    change(second, wall("2026-08-06 19:00"))
    assert again(second).starts_local == wall("2026-08-06 19:00")


def test_a_meeting_of_another_house_is_in_nobodys_way(inside, change, second, again, plan, outside_coordinator):
    plan(by=outside_coordinator)
    change(second, wall("2026-08-06 21:00"))
    assert again(second).starts_local == wall("2026-08-06 21:00")


@pytest.mark.parametrize("instant", ["2026-08-13 19:00", "2026-08-13 20:00", "2027-01-01 00:00"])
def test_what_has_begun_is_never_rewritten(at, change, second, instant):
    with pytest.raises(NotAhead):
        change(second, wall("2027-03-01 12:00"), now=at(instant))


def test_what_is_called_off_is_put_back_on_first(visit, resident, change, second):
    visit(resident).post(f"/meetings/{second.id}/call-off", why="Holidays")
    with pytest.raises(NotAhead):
        change(second)


def test_of_two_who_change_it_the_second_is_told(change, second):
    change(second)
    with pytest.raises(ChangedMeanwhile):
        change(second, wall("2026-08-15 12:00"), seen=0)


# --- the page ---


@pytest.mark.parametrize("who", ["resident", "coordinator", "living_worker"])
def test_who_may_change_one(who, request, visit, second, again, sent):
    answer = visit(request.getfixturevalue(who)).submit(f"/meetings/{second.id}/change", **sent())
    assert (answer.status_code, again(second).title) == (303, "Garden")


@pytest.mark.parametrize("who", ["worker", "outsider", "outside_coordinator"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_changes_one(who, method, request, visit, second, again, sent):
    visitor, path = visit(request.getfixturevalue(who)), f"/meetings/{second.id}/change"
    answer = visitor.get(path) if method == "get" else visitor.post(path, **sent(seen="0"))
    assert (answer.status_code, again(second).sequence) == (404, 0)


def test_it_says_so_on_its_page_and_on_lists(visit, worker, change, second):
    change(second)
    words = "Moved from Thursday 13 August, 7pm"
    page, index = visit(worker).page(f"/meetings/{second.id}"), visit(worker).page("/meetings")
    assert ("Moved from Thursday, 7pm" in page or words in page, "Moved from" in index) == (True, True)


def test_a_title_of_its_own_stands_on_lists(visit, worker, change, second):
    change(second, title="Garden day")
    assert "Garden day" in visit(worker).page("/meetings")


def test_the_form_starts_from_the_meeting(visit, resident, change, second):
    change(second, minutes=90, place="Veranda", title="Garden")
    page = visit(resident).page(f"/meetings/{second.id}/change")
    wanted = ("2026-08-14", "18:00", 'selected value="90"', "Veranda", "Garden")
    assert [words for words in wanted if words not in page] == []


@pytest.mark.parametrize(
    ("changed", "sentence", "reason"),
    [
        ({"day": ""}, "Choose a day of the calendar.", "none"),
        ({"day": "2027-02-31"}, "Choose a day of the calendar.", "the 31st of February"),
        ({"day": "next week"}, "Choose a day of the calendar.", "words"),
        ({"day": "2026-08-05"}, "Choose a day from today", "yesterday"),
        ({"day": "0001-01-01"}, "Choose a day from today", "the first day of all"),
        ({"day": "9999-12-31"}, "Choose a day from today", "the last day of all"),
        ({"day": "2026-08-06", "at": "16:00"}, "That time has passed already.", "an hour ago"),
        ({"day": "2026-08-06", "at": "19:30"}, "There is another meeting then: Today, 7pm to 8pm.", "onto another"),
        ({"at": "25:00"}, "Choose a time", "no such time"),
        ({"at": ""}, "Choose a time", "none"),
        ({"minutes": "-60"}, "Choose how long it lasts.", "it would end before it starts"),
        ({"minutes": "0"}, "Choose how long it lasts.", "it would end as it starts"),
        ({"minutes": "100000"}, "Choose how long it lasts.", "for months"),
        ({"place": "x" * 81}, "up to 80 letters", "too long"),
        ({"title": "x" * 81}, "up to 80 letters", "too long"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(visit, resident, second, again, sent, changed, sentence, reason):
    answer = visit(resident).submit(f"/meetings/{second.id}/change", **sent(**changed))
    page = answer.get_data(as_text=True)
    before = again(second)
    assert (answer.status_code, sentence in page, before.sequence) == (422, True, 0), reason
    assert ("Garden" in page or "title" in changed, before.title) == (True, "House meeting"), reason


def test_who_comes_second_is_told_and_keeps_what_they_typed(visit, resident, housemate, second, again, sent):
    slow, path = visit(housemate), f"/meetings/{second.id}/change"
    visit(resident).submit(path, **sent(title="First"))
    answer = slow.post(path, **sent(title="Second", day="2026-08-15", seen="0"))
    page = answer.get_data(as_text=True)
    assert (answer.status_code, "Somebody else changed this meeting meanwhile" in page) == (422, True)
    assert ("Second" in page, 'name="seen" type="hidden" value="1"' in page) == (True, True)
    assert again(second).title == "First"


@pytest.mark.parametrize("seen", ["", "-1", "one", "9" * 30, "9" * 5000])
def test_a_stamp_that_is_none_is_not_the_right_one(visit, resident, second, again, sent, seen):
    answer = visit(resident).post(f"/meetings/{second.id}/change", **sent(seen=seen))
    assert (answer.status_code, again(second).sequence) == (422, 0)


def test_one_that_is_over_says_so(at, visit, resident, second, again, sent):
    at("2026-08-13 21:00")
    visitor = visit(resident)
    page = visitor.after(visitor.post(f"/meetings/{second.id}/change", **sent(seen="0", day="2026-08-21")))
    assert ("This meeting has begun, so it stays as it is." in page, again(second).sequence) == (True, 0)


def test_a_called_off_one_says_what_to_do_first(visit, resident, second, sent):
    visitor = visit(resident)
    visitor.post(f"/meetings/{second.id}/call-off", why="Holidays")
    page = visitor.after(visitor.post(f"/meetings/{second.id}/change", **sent(seen="1")))
    assert "You can put it back on first." in page


# --- an extra one ---


def test_an_extra_meeting_is_in_no_series(visit, resident, plan, meetings, sent):
    plan()
    answer = visit(resident).submit("/meetings/new", **sent())
    extra = meetings()[2]
    assert answer.headers["Location"] == f"/meetings/{extra.id}"
    assert (extra.series_id, extra.starts_local, extra.title) == (None, FRIDAY_AT_SIX, "Garden")


def test_an_extra_meeting_needs_no_plan(visit, coordinator, meetings, sent):
    visit(coordinator).submit("/meetings/new", **sent(title=""))
    assert [(each.title, each.minutes) for each in meetings()] == [("House meeting", 90)]


def test_an_extra_meeting_can_be_moved_too(change, visit, resident, meetings, again, sent):
    visit(resident).submit("/meetings/new", **sent())
    change(meetings()[0], wall("2026-08-16 11:00"))
    assert again(meetings()[0]).moved_from_local == FRIDAY_AT_SIX


@pytest.mark.parametrize("path", ["change-from-here", "take-away"])
def test_an_extra_meeting_is_in_no_plan(visit, resident, meetings, sent, path):
    visit(resident).submit("/meetings/new", **sent())
    answer = visit(resident).post(f"/meetings/{meetings()[0].id}/{path}")
    assert (answer.status_code, len(meetings())) == (404 if path == "change-from-here" else 303, 1)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_peer_worker_plans_no_extra_meeting(method, visit, worker, meetings, sent):
    visitor = visit(worker)
    answer = visitor.get("/meetings/new") if method == "get" else visitor.post("/meetings/new", **sent())
    assert (answer.status_code, meetings()) == (404, [])


def test_an_extra_meeting_is_not_planned_onto_another(visit, resident, plan, meetings, sent):
    plan()
    answer = visit(resident).submit("/meetings/new", **sent(day="2026-08-13", at="19:30"))
    page = answer.get_data(as_text=True)
    assert (answer.status_code, "There is another meeting then" in page, len(meetings())) == (422, True, 52)


# --- clocks ---


def test_a_time_the_clocks_leave_out_moves_forward_and_says_so(visit, resident, meetings, sent):
    visitor = visit(resident)
    page = visitor.after(visitor.submit("/meetings/new", **sent(day="2026-10-04", at="02:30")))
    assert meetings()[0].starts_local == wall("2026-10-04 03:30")
    # Said when it is planned, and on its page from then on.
    sentence = "The clocks leave out 2:30am that day. So it starts at 3:30am."
    assert (page.count(sentence), visitor.page(f"/meetings/{meetings()[0].id}").count(sentence)) == (2, 1)


def test_a_time_that_comes_twice_is_the_first(visit, resident, meetings, sent):
    visitor = visit(resident)
    page = visitor.after(visitor.submit("/meetings/new", **sent(day="2027-04-04", at="02:30")))
    assert meetings()[0].starts_at == datetime(2027, 4, 4, 2, 30, tzinfo=ZONE).astimezone(NOW.tzinfo)
    assert "2:30am comes twice. It starts the first time." in page


def test_moved_off_the_change_of_clocks_it_says_nothing_more(visit, resident, meetings, change, sent, again):
    visit(resident).submit("/meetings/new", **sent(day="2026-10-04", at="02:30"))
    change(meetings()[0], wall("2026-10-05 02:30"))
    assert again(meetings()[0]).skipped_local is None


def test_calling_off_is_as_before(visit, resident, second, change, again):
    change(second)
    visit(resident).post(f"/meetings/{second.id}/call-off", why="Rain")
    assert (again(second).status, again(second).starts_local.date()) == (Status.called_off, date(2026, 8, 14))
