"""The house diary on Today, in the week, in calendars, and among one's own things."""

from datetime import date, time

import pytest
from icalendar import Calendar

from house.chores.acts import add_chore, take
from house.chores.models import Turn
from house.chores.plan import ChorePlan
from house.diary.entries import entries
from house.diary.mine import mine
from house.diary.plan import DiaryPlan, Repeat, Saying
from house.feeds.acts import make_feed
from house.feeds.models import Detail
from house.people.models import Person
from house.when.span import day_span, days_span
from tests.diary.conftest import TODAY
from tests.support.cast import LONG_AGO, NOW, ZONE


@pytest.fixture
def offered(inside, eyes, resident):
    def offered(window, somebody=resident):
        with inside():
            return entries(eyes(somebody), window)

    return offered


def test_a_line_is_an_entry(offered, plumber):
    [entry] = offered(day_span(date(2026, 8, 8), ZONE))
    told = (entry.key, entry.kind, entry.title, entry.quiet_title, entry.path)
    assert told == (
        f"diary-{plumber.id}",
        "diary",
        "The plumber comes",
        "House diary",
        f"/diary/{plumber.id}",
    )
    assert (entry.starts, entry.ends, entry.is_all_day) == (plumber.starts_at, plumber.ends_at, False)


def test_without_a_time_it_is_of_its_day(offered, bins):
    [entry] = offered(day_span(date(2026, 8, 11), ZONE))
    assert (entry.starts, entry.ends, entry.is_all_day) == (date(2026, 8, 11), date(2026, 8, 12), True)


def test_from_midnight_on_is_not_all_day(offered, put):
    put(DiaryPlan(Saying("The new year", TODAY, time(0))))
    assert offered(day_span(TODAY, ZONE))[0].is_all_day is False


def test_a_day_before_or_after_sees_nothing(offered, bins):
    assert offered(day_span(date(2026, 8, 10), ZONE)) == offered(day_span(date(2026, 8, 12), ZONE)) == []


def test_what_was_taken_off_is_no_entry(visit, housemate, plumber, offered):
    visit(housemate).submit(f"/diary/{plumber.id}/take-off")
    assert offered(days_span(TODAY, date(2026, 9, 1), ZONE)) == []


def test_another_house_has_no_entry(offered, bins, outsider):
    assert offered(days_span(TODAY, date(2026, 12, 1), ZONE), outsider) == []


def test_entries_take_one_query(offered, bins, queries):
    with queries() as counted:
        offered(days_span(TODAY, date(2027, 8, 6), ZONE))
    assert counted.count == 1


# --- Today and the week ---


def test_it_stands_in_everybodys_day(put, visit, worker):
    put(DiaryPlan(Saying("Bin night", TODAY)))
    put(DiaryPlan(Saying("Visitors", TODAY, time(19))))
    page = visit(worker).page("/")
    assert ("Bin night" in page, "all day" in page, "in 2 hours (7pm)" in page) == (True, True, True)


def test_it_gives_way_to_what_is_ones_own(put, visit, resident, inside, house_id):
    for number in range(6):
        put(DiaryPlan(Saying(f"Line {number}", TODAY)))
    with inside() as session:
        chore = add_chore(house_id, resident.person_id, ChorePlan("Kitchen", None, 5), TODAY, NOW)
        turn = session.query(Turn).filter_by(chore_id=chore.id).order_by(Turn.window_from).first()
        take(turn, resident.person_id, NOW)
    page = visit(resident).page("/")
    assert ("Chore: Kitchen" in page, page.count("Line ")) == (True, 4)


def test_it_stands_in_the_week_on_its_day(visit, worker, plumber, put):
    put(DiaryPlan(Saying("Bin night", TODAY)))
    page = visit(worker).page("/week")
    assert ("9am to 11am" in page, "The plumber comes" in page, "all day" in page) == (True, True, True)


# --- calendars ---


@pytest.fixture
def calendar(inside, visit, worker):
    """The diary as a calendar program reads it."""

    def calendar(detail):
        with inside():
            token = make_feed(worker.house_id, worker.person_id, "phone", detail, NOW)
        found = Calendar.from_ical(visit().get(f"/cal/{token}/house.ics").data).walk("VEVENT")
        return [event for event in found if str(event["UID"]).startswith("diary-")]

    return calendar


def test_a_full_calendar_says_the_line(calendar, plumber):
    assert [str(event["SUMMARY"]) for event in calendar(Detail.full)] == ["The plumber comes"]


def test_a_quiet_calendar_says_house_diary(calendar, plumber):
    [event] = calendar(Detail.quiet)
    assert (str(event["SUMMARY"]), b"plumber" in event.to_ical()) == ("House diary", False)


def test_a_busy_calendar_leaves_it_out(calendar, plumber, bins):
    assert calendar(Detail.busy) == []


def test_it_makes_nobody_busy(calendar, plumber):
    assert calendar(Detail.full)[0]["TRANSP"] == "TRANSPARENT"


def test_what_comes_once_a_year_is_on_it(calendar, put):
    put(DiaryPlan(Saying("The house has its birthday", date(2026, 8, 7)), Repeat.yearly))
    assert [f"{event['DTSTART'].dt}" for event in calendar(Detail.full)] == ["2026-08-07"]


def test_a_changed_line_keeps_its_uid_and_raises_its_sequence(calendar, visit, housemate, plumber):
    before = str(calendar(Detail.full)[0]["UID"])
    sent = {"words": "The plumber", "day": "2026-08-20", "begins": "", "ends": "", "repeat": "once", "last_day": ""}
    visit(housemate).submit(f"/diary/{plumber.id}/change", **sent)
    [event] = calendar(Detail.full)
    assert (str(event["UID"]), event["SEQUENCE"]) == (before, 1)


# --- one's own things, and moving on ---


@pytest.fixture
def taken(app):
    def taken(somebody, since=LONG_AGO):
        with app.test_request_context():
            [section] = mine(somebody.person_id, somebody.house_id, since, NOW)
            return list(section.rows())

    return taken


def test_what_i_added_under_my_name_is_mine_to_take_along(taken, resident, housemate, bins, put):
    put(DiaryPlan(Saying("Unsigned", TODAY)), is_signed=False)
    put(DiaryPlan(Saying("Hana's", TODAY)), by=housemate)
    assert taken(resident) == [("Bin night", date(2026, 8, 11), Repeat.weekly, NOW)]


def test_what_was_before_a_card_is_not_in_it(taken, resident, bins, at):
    assert taken(resident, since=at("2026-08-07 10:00")) == []


def test_a_line_stays_with_the_name_its_writer_has_now(visit, housemate, resident, plumber, inside):
    with inside() as session:
        session.get_one(Person, resident.person_id).called_name = "a former housemate"
    assert "From a former housemate" in visit(housemate).page(f"/diary/{plumber.id}")


def test_deleting_my_things_leaves_it_to_the_house(visit, resident, plumber, standing):
    browser = visit(resident)
    browser.submit("/me/things/delete")
    assert standing() == [("08 Aug", "The plumber comes")]
