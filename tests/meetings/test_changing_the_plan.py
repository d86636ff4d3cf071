"""A new plan for all meetings to come, or for one and those after it."""

from datetime import date, datetime, time, timedelta

import pytest

from house import facts
from house.db import Base, db
from house.meetings.acts import ItemWords, NotAhead, add_item, call_off
from house.meetings.colliding import OntoAnother
from house.meetings.leaving import meetings_leave
from house.meetings.models import AgendaItem, Meeting
from house.meetings.moving import ChangedMeanwhile, change_one, plan_extra
from house.meetings.plan import MeetingPlan, OneMeeting, SeriesPlan
from house.meetings.planning import plan_from, plan_series, stamp_of
from house.meetings.script import Kind
from house.meetings.taking_part import Thought
from house.meetings.thoughts import send
from house.series.models import Series
from house.series.plan import NeverHappens
from house.when.choices import Choice, How
from house.when.repeat import weekly
from tests.support.cast import NOW, ZONE

wall = datetime.fromisoformat
TUESDAYS = SeriesPlan(weekly(1), time(18, 30), 45, "Veranda")
FIRST_SUNDAYS = SeriesPlan(Choice(How.month_weekday, 6, 1).rule, time(11))


@pytest.fixture
def change_all(inside, coordinator):
    """A new plan for all to come."""

    def change_all(plan=TUESDAYS, now=NOW, seen=None):
        with inside():
            return plan_series(coordinator.house_id, coordinator.person_id, plan, now, seen).id

    return change_all


@pytest.fixture
def change_from(inside, coordinator):
    """A new plan from one meeting on."""

    def change_from(meeting, plan=TUESDAYS, now=NOW, seen=None):
        with inside():
            found = db.session.get_one(Meeting, meeting.id, populate_existing=True)
            return plan_from(found, coordinator.person_id, plan, seen or stamp_of(found), now).id

    return change_from


@pytest.fixture
def move(inside, resident):
    """Change one by hand."""

    def move(meeting, to, **more):
        with inside():
            found = db.session.get_one(Meeting, meeting.id, populate_existing=True)
            change_one(found, resident.person_id, OneMeeting(to, **more), found.sequence, NOW)

    return move


@pytest.fixture
def chosen():
    """What the form of a plan sends, with whatever a test changes."""

    def chosen(**changed):
        days = {"every": "1", "weekday": "1", "nth": "1", "month_day": "1", "begins": "", "until": ""}
        return {**days, "at": "18:30", "minutes": "45", "place": "Veranda", "title": "House meeting", **changed}

    return chosen


def days(meetings, count=None):
    return [f"{each.starts_local:%a %d %b %H:%M}" for each in meetings[:count]]


# --- all to come ---


def test_every_meeting_to_come_moves_and_stays_itself(plan, change_all, meetings):
    plan()
    before = [each.id for each in meetings()]
    change_all()
    assert days(meetings(), 2) == ["Tue 11 Aug 18:30", "Tue 18 Aug 18:30"]
    # The first one, tonight, has no Tuesday of its own; each of the others is the nearest one.
    assert [each.id for each in meetings()][:51] == before[1:]


def test_calendars_are_told_by_a_higher_sequence(plan, change_all, meetings):
    plan()
    change_all()
    assert {each.sequence for each in meetings()[:51]} == {1}


def test_another_place_alone_moves_nothing(plan, change_all, meetings):
    plan()
    before = [(each.id, each.starts_at) for each in meetings()]
    change_all(SeriesPlan(weekly(3), time(19), place="Veranda"))
    assert [(each.id, each.starts_at) for each in meetings()] == before
    assert {each.place for each in meetings()} == {"Veranda"}


def test_every_second_week_keeps_every_second_meeting(plan, change_all, meetings):
    plan()
    before = [each.id for each in meetings()]
    change_all(SeriesPlan(weekly(3, 2), time(19), place="The kitchen table"))
    assert [each.id for each in meetings()] == before[::2]
    assert {each.sequence for each in meetings()} == {0}


def test_every_second_week_goes_on_in_the_same_weeks(at, inside, plan, change_all, meetings):
    plan(MeetingPlan(3, time(19), every=2))
    at("2026-08-10 09:00")
    change_all(SeriesPlan(weekly(3, 2), time(20)), now=NOW + timedelta(days=4))
    assert days(meetings(), 3) == ["Thu 06 Aug 19:00", "Thu 20 Aug 20:00", "Thu 03 Sep 20:00"]


def test_once_a_month_gathers_the_agendas(inside, plan, change_all, meetings, resident, rows):
    plan()
    with inside():
        for each in meetings()[:8]:
            add_item(db.session.get_one(Meeting, each.id), resident.person_id, ItemWords("Bins", Kind.talk), NOW)
    change_all(FIRST_SUNDAYS)
    homes = {each.id: each.starts_local.date() for each in meetings()}
    found = [homes[item.meeting_id] for item in rows(AgendaItem)]
    assert set(found) == {date(2026, 9, 6), date(2026, 10, 4)}
    assert len(found) == 8


def test_thoughts_sent_ahead_go_along(inside, plan, change_all, meetings, resident, rows):
    plan()
    with inside():
        for each in meetings()[:4]:
            send(db.session.get_one(Meeting, each.id), None, resident.person_id, "The bins, please", NOW)
    change_all(FIRST_SUNDAYS)
    homes = {each.id: each.starts_local.date() for each in meetings()}
    assert [homes[each.meeting_id] for each in rows(Thought)] == [date(2026, 9, 6)] * 4


def test_what_was_is_never_rewritten(at, plan, change_all, meetings):
    plan()
    before = [(each.id, each.starts_at, each.series_id, each.place) for each in meetings()[:3]]
    change_all(now=at("2026-08-20 21:00"))
    assert [(each.id, each.starts_at, each.series_id, each.place) for each in meetings()[:3]] == before


def test_one_that_is_going_on_stays(at, plan, change_all, meetings):
    plan()
    going = meetings()[0]
    change_all(now=at("2026-08-06 19:30"))
    assert (meetings()[0].id, meetings()[0].starts_at, meetings()[0].sequence) == (going.id, going.starts_at, 0)


def test_one_changed_by_hand_survives_and_stands_for_its_week(plan, change_all, meetings, move):
    plan()
    moved = meetings()[1]
    move(moved, wall("2026-08-14 18:00"), place="Garden")
    change_all()
    assert days(meetings(), 3) == ["Fri 14 Aug 18:00", "Tue 18 Aug 18:30", "Tue 25 Aug 18:30"]
    assert (meetings()[0].id, meetings()[0].place) == (moved.id, "Garden")


def test_one_called_off_survives_and_stands_for_its_week(inside, plan, change_all, meetings, resident):
    plan()
    with inside():
        call_off(db.session.get_one(Meeting, meetings()[1].id), resident.person_id, "Holidays", NOW)
    change_all()
    assert days(meetings(), 2) == ["Thu 13 Aug 19:00", "Tue 18 Aug 18:30"]


def test_a_first_day_leaves_what_comes_before_it(plan, change_all, meetings):
    plan()
    change_all(SeriesPlan(weekly(1), time(18, 30), begins=date(2026, 8, 24)))
    assert days(meetings(), 4) == ["Thu 06 Aug 19:00", "Thu 13 Aug 19:00", "Thu 20 Aug 19:00", "Tue 25 Aug 18:30"]


def test_a_last_day_is_the_last(plan, change_all, meetings):
    plan()
    change_all(SeriesPlan(weekly(3), time(19), until=date(2026, 8, 20)))
    assert days(meetings()) == ["Thu 06 Aug 19:00", "Thu 13 Aug 19:00", "Thu 20 Aug 19:00"]


def test_a_last_day_that_is_taken_back_lets_it_go_on(plan, change_all, meetings):
    plan()
    change_all(SeriesPlan(weekly(3), time(19), until=date(2026, 8, 20)))
    change_all(SeriesPlan(weekly(3), time(19)))
    assert len(meetings()) == 52


@pytest.mark.parametrize(
    "never",
    [
        SeriesPlan("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", time(19)),
        SeriesPlan(weekly(3), time(19), until=date(2026, 8, 5)),
        SeriesPlan(weekly(2), time(19), until=date(2026, 8, 11)),
        SeriesPlan(weekly(3), time(19), begins=date(2026, 8, 7), until=date(2026, 8, 12)),
    ],
    ids=["the 31st of February", "it ended yesterday", "it ends the day before", "between two Thursdays"],
)
def test_a_plan_that_never_happens_is_refused(plan, change_all, meetings, never):
    plan()
    with pytest.raises(NeverHappens):
        change_all(never)
    assert len(meetings()) == 52


def test_a_plan_is_not_made_onto_an_extra_meeting(inside, plan, change_all, meetings, resident):
    plan()
    with inside():
        plan_extra(resident.house_id, resident.person_id, OneMeeting(wall("2026-09-01 18:00")), NOW)
    with pytest.raises(OntoAnother) as reason:
        change_all()
    assert reason.value.starts_at.astimezone(ZONE).replace(tzinfo=None) == wall("2026-09-01 18:00")


def test_a_plan_says_on_its_page_which_meeting_is_in_the_way(visit, resident, plan, meetings, move, chosen):
    """One moved by hand stands for its week; but the next one of the new plan would begin while it goes on."""
    plan()
    move(meetings()[1], wall("2026-08-18 18:00"))
    page = visit(resident).submit("/meetings/plan", **chosen()).get_data(as_text=True)
    assert "There is another meeting then: Tuesday 18 August, 6" in page


def test_of_two_who_plan_the_second_is_told(plan, change_all):
    before = plan()
    change_all(seen=str(before))
    with pytest.raises(ChangedMeanwhile):
        change_all(FIRST_SUNDAYS, seen=str(before))


def test_the_same_plan_twice_is_no_trouble_to_the_second(plan, change_all):
    before = plan()
    first = change_all(seen=str(before))
    assert change_all(seen=str(before)) == first


# --- this one and those after it ---


def test_the_series_is_split_there(plan, change_from, meetings, rows):
    plan()
    change_from(meetings()[2], SeriesPlan(weekly(4), time(18), begins=date(2026, 8, 20)))
    assert days(meetings(), 4) == ["Thu 06 Aug 19:00", "Thu 13 Aug 19:00", "Fri 21 Aug 18:00", "Fri 28 Aug 18:00"]
    assert [each.ends_on for each in rows(Series)] == [date(2026, 8, 20), None]


def test_those_after_it_stay_themselves(plan, change_from, meetings):
    plan()
    before = [each.id for each in meetings()]
    change_from(meetings()[2], SeriesPlan(weekly(4), time(18), begins=date(2026, 8, 20)))
    assert [each.id for each in meetings()] == before
    assert [each.sequence for each in meetings()][:4] == [0, 0, 1, 1]


def test_it_becomes_the_first_whatever_is_nearest(plan, change_from, meetings):
    plan()
    second = meetings()[1]
    change_from(second, SeriesPlan(FIRST_SUNDAYS.rule, time(11), begins=date(2026, 8, 13)))
    assert (meetings()[1].id, days(meetings(), 3)[1:]) == (second.id, ["Sun 06 Sep 11:00", "Sun 04 Oct 11:00"])


def test_one_moved_by_hand_follows_again_where_it_is_the_first(plan, change_from, meetings, move):
    plan()
    second = meetings()[1]
    move(second, wall("2026-08-14 18:00"))
    change_from(second, SeriesPlan(weekly(5), time(12), begins=date(2026, 8, 14)))
    first = next(each for each in meetings() if each.id == second.id)
    assert (first.starts_local, first.moved_from_local, first.edited_by_hand_at) == (
        wall("2026-08-15 12:00"),
        None,
        None,
    )


def test_a_split_can_be_split_again_before_it_began(plan, change_from, meetings, rows):
    plan()
    change_from(meetings()[3], SeriesPlan(weekly(4), time(18), begins=date(2026, 8, 27)))
    change_from(meetings()[1], SeriesPlan(weekly(1), time(18), begins=date(2026, 8, 11), until=date(2026, 8, 24)))
    assert days(meetings(), 4) == ["Thu 06 Aug 19:00", "Tue 11 Aug 18:00", "Tue 18 Aug 18:00", "Fri 28 Aug 18:00"]


def test_a_plan_for_all_takes_both_halves(plan, change_from, change_all, meetings):
    plan()
    before = [each.id for each in meetings()]
    change_from(meetings()[2], SeriesPlan(weekly(4), time(18), begins=date(2026, 8, 20)))
    change_all(SeriesPlan(weekly(3), time(20)))
    assert days(meetings(), 4) == ["Thu 06 Aug 20:00", "Thu 13 Aug 20:00", "Thu 20 Aug 20:00", "Thu 27 Aug 20:00"]
    assert [each.id for each in meetings()] == before


def test_rows_ahead_follow_the_second_half(inside, plan, change_from, meetings, house_id):
    plan()
    change_from(meetings()[2], SeriesPlan(weekly(4), time(18), begins=date(2026, 8, 20)))
    with inside():
        facts.rows_needed.send(house_id, until=date(2027, 8, 5), now=NOW)
    assert {each.starts_local.weekday() for each in meetings()[2:]} == {4}


def test_a_plan_that_never_began_is_no_plan_of_the_house(visit, worker, plan, change_from, change_all, meetings):
    plan()
    change_from(meetings()[4], SeriesPlan(weekly(4), time(18), begins=date(2026, 9, 3)))
    change_all(SeriesPlan(weekly(1), time(18, 30), begins=date(2026, 8, 24)))
    page = visit(worker).page("/meetings")
    assert ("Every Thursday" in page, "Every Friday" in page, "Every Tuesday" in page) == (True, False, True)


def test_meetings_further_ahead_stay_themselves_too(inside, plan, change_all, meetings, house_id):
    plan()
    with inside():
        facts.rows_needed.send(house_id, until=date(2027, 1, 1), now=NOW)
    before = [each.id for each in meetings()]
    change_all(SeriesPlan(weekly(3), time(20)))
    assert len(before) > 60
    assert [each.id for each in meetings()] == before


def test_what_has_begun_does_not_become_a_first_one(at, plan, change_from, meetings):
    plan()
    with pytest.raises(NotAhead):
        change_from(meetings()[0], now=at("2026-08-06 19:00"))


def test_it_was_changed_meanwhile(plan, change_from, meetings, move):
    plan()
    before = stamp_of(meetings()[2])
    move(meetings()[2], wall("2026-08-21 18:00"))
    with pytest.raises(ChangedMeanwhile):
        change_from(meetings()[2], seen=before)


def test_its_series_was_changed_meanwhile(plan, change_from, change_all, meetings):
    plan()
    third = meetings()[2]
    change_all(SeriesPlan(weekly(3), time(19), until=date(2027, 1, 1)))
    with pytest.raises(ChangedMeanwhile):
        change_from(third, seen=stamp_of(third))


# --- what stands on a meeting that leaves ---

# Tables whose rows point at a meeting: who sees to them when it leaves.
SEEN_TO = {
    "agenda_item": "leave() sends them to the nearest meeting",
    "action_item": "the database lets it stand without one",
    "proposal": "the database lets it stand without one",
    "thought": "leave() sends them to the nearest meeting",
    "ask": "the database lets it stand without one",
    "meeting_run": "one that has begun never leaves",
    "attendance": "the database takes it away: it was said of that day",
    "record": "one that has begun never leaves",
    "correction": "one that has begun never leaves",
    "meeting_role": "the database takes it away: it was asked for that day",
}


def test_every_table_that_points_at_a_meeting_is_seen_to_when_one_leaves():
    """Add yours here, with a listener on `meetings_leave`: or a new plan stumbles over its rows."""
    pointing = {
        table.name
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "meeting"
    }
    assert pointing == set(SEEN_TO)


def test_whoever_listens_hears_which_meetings_leave(plan, change_all, meetings):
    plan()
    heard = []

    def listen(ids, now):
        heard.extend(ids)

    first = meetings()[0].id
    with meetings_leave.connected_to(listen):
        change_all()
    assert heard == [first]


# --- the pages ---


@pytest.mark.parametrize(
    ("changed", "first", "rule", "reason"),
    [
        ({"every": "1"}, "Tue 11 Aug 18:30", "FREQ=WEEKLY;BYDAY=TU", "every week"),
        ({"every": "2"}, "Tue 11 Aug 18:30", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every second week"),
        ({"every": "nth", "weekday": "6"}, "Sun 06 Sep 18:30", "FREQ=MONTHLY;BYDAY=1SU", "the first Sunday"),
        ({"every": "nth", "weekday": "4", "nth": "-1"}, "Fri 28 Aug 18:30", "FREQ=MONTHLY;BYDAY=-1FR", "last Friday"),
        ({"every": "day", "month_day": "15"}, "Sat 15 Aug 18:30", "FREQ=MONTHLY;BYMONTHDAY=15", "the 15th"),
        ({"every": "day", "weekday": ""}, "Tue 01 Sep 18:30", "FREQ=MONTHLY;BYMONTHDAY=1", "no weekday is needed"),
        ({"every": "1", "nth": "", "month_day": ""}, "Tue 11 Aug 18:30", "FREQ=WEEKLY;BYDAY=TU", "nor these"),
    ],
)
def test_plain_choices_become_a_plan(visit, resident, meetings, rows, chosen, changed, first, rule, reason):
    answer = visit(resident).submit("/meetings/plan", **chosen(**changed))
    assert (answer.status_code, days(meetings(), 1), rows(Series)[0].rule) == (303, [first], rule), reason


@pytest.mark.parametrize(
    ("changed", "sentence", "reason"),
    [
        ({"every": "nth", "nth": "5"}, "Choose which one of the month.", "a fifth"),
        ({"every": "nth", "weekday": "7"}, "Choose a day of the week.", "an eighth weekday"),
        ({"every": "day", "month_day": "32"}, "Choose a day of the month", "the 32nd"),
        ({"every": "day", "month_day": "0"}, "Choose a day of the month", "the nought"),
        ({"begins": "2027-02-31"}, "Choose a day of the calendar", "the 31st of February"),
        ({"until": "never"}, "Choose a day of the calendar", "a word"),
        ({"begins": "2026-08-05"}, "Choose a day from today", "yesterday"),
        ({"begins": "2028-08-05"}, "Choose a day from today", "in two years"),
        ({"begins": "2026-09-01", "until": "2026-08-31"}, "The last day comes before the first.", "backwards"),
        ({"until": "2026-08-05"}, "The last day comes before the first.", "before today"),
        ({"until": "9999-12-31"}, "Choose a day within ten years", "the last day of all"),
        ({"until": "2026-08-10"}, "No meeting falls on a day up to then.", "a day too soon"),
    ],
)
def test_what_cannot_be_a_plan_is_said_beside_the_field(
    visit, resident, plan, meetings, chosen, changed, sentence, reason
):
    plan()
    answer = visit(resident).submit("/meetings/plan", **chosen(place="Under the fig tree", **changed))
    page = answer.get_data(as_text=True)
    assert (answer.status_code, sentence in page, "Under the fig tree" in page) == (422, True, True), reason
    assert (len(meetings()), {each.sequence for each in meetings()}) == (52, {0}), reason


def test_who_comes_second_is_told_the_plan_and_keeps_what_they_typed(visit, resident, plan, change_all, chosen):
    before = plan()
    change_all()
    sent = chosen(every="nth", place="Under the fig tree", seen=str(before))
    page = visit(resident).post("/meetings/plan", **sent).get_data(as_text=True)
    wanted = ("Somebody else changed the plan meanwhile", "Every Tuesday at 6:30pm. Veranda", "Under the fig tree")
    assert [words for words in wanted if words not in page] == []


def test_sent_again_it_takes_its_place(visit, resident, plan, change_all, meetings, chosen):
    plan()
    now = change_all()
    visit(resident).post("/meetings/plan", **chosen(every="nth", weekday="6", seen=str(now)))
    assert days(meetings(), 1) == ["Sun 06 Sep 18:30"]


def test_from_here_on_by_the_page(visit, resident, plan, meetings, chosen):
    plan()
    third = meetings()[2]
    visitor, path = visit(resident), f"/meetings/{third.id}/change-from-here"
    answer = visitor.submit(path, **chosen(weekday="4"))
    assert answer.headers["Location"] == f"/meetings/{third.id}"
    # Its own day is the first one, where none is chosen.
    assert days(meetings(), 3)[1:] == ["Thu 13 Aug 19:00", "Fri 21 Aug 18:30"]


def test_both_plans_stand_on_the_page_of_meetings(visit, worker, plan, change_from, meetings):
    plan()
    change_from(meetings()[2], SeriesPlan(weekly(4), time(18), begins=date(2026, 8, 20)))
    page = visit(worker).page("/meetings")
    wanted = (
        "Every Thursday at 7pm. The kitchen table. Until Wednesday 19 August",
        "Every Friday at 6pm. From Friday 21 August",
    )
    assert [words for words in wanted if words not in page] == []


@pytest.mark.parametrize("who", ["worker", "outsider", "outside_coordinator"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_changes_those_after_it(who, method, request, visit, plan, meetings, chosen):
    plan()
    visitor, path = visit(request.getfixturevalue(who)), f"/meetings/{meetings()[2].id}/change-from-here"
    answer = visitor.get(path) if method == "get" else visitor.post(path, **chosen(seen=stamp_of(meetings()[2])))
    assert (answer.status_code, {each.sequence for each in meetings()}) == (404, {0})


def test_from_here_on_one_comes_second_and_is_told(visit, resident, plan, meetings, move, chosen):
    plan()
    third, before = meetings()[2], stamp_of(meetings()[2])
    move(third, wall("2026-08-21 18:00"))
    answer = visit(resident).post(f"/meetings/{third.id}/change-from-here", **chosen(place="Fig tree", seen=before))
    page = answer.get_data(as_text=True)
    assert (answer.status_code, "meanwhile" in page, "Fig tree" in page) == (422, True, True)
    assert f'value="{stamp_of(next(each for each in meetings() if each.id == third.id))}"' in page


def test_the_page_names_what_stays_as_it_is(visit, resident, inside, plan, meetings, move):
    plan()
    move(meetings()[1], wall("2026-08-14 18:00"))
    with inside():
        call_off(db.session.get_one(Meeting, meetings()[2].id), resident.person_id, "Holidays", NOW)
    for path in ("plan", f"{meetings()[3].id}/change-from-here"):
        page = visit(resident).page(f"/meetings/{path}")
        wanted = ("14 August, 6pm (changed by hand)", "20 August, 7pm (called off)")
        assert [words for words in wanted if words not in page] == []


def test_a_plan_that_the_clocks_touch_says_so(visit, resident, chosen):
    visitor = visit(resident)
    page = visitor.after(visitor.submit("/meetings/plan", **chosen(weekday="6", at="02:30")))
    assert "Sunday 4 October, 3:30am to 4:15am: The clocks leave out 2:30am that day." in page


def test_the_meeting_after_the_clocks_is_at_its_own_time_again(visit, resident, plan, change_all, meetings):
    plan(MeetingPlan(6, time(2, 30)))
    change_all(SeriesPlan(weekly(6), time(2, 30), place="Veranda"))
    assert days(meetings(), 10)[7:] == ["Sun 27 Sep 02:30", "Sun 04 Oct 03:30", "Sun 11 Oct 02:30"]
