"""Anyone of the house adds a line to the diary: once or coming round, with a name or without."""

from datetime import date, time

import pytest

from house.diary.models import DiaryDay, DiaryLine
from house.diary.plan import DiaryPlan, Repeat, Saying
from house.series.models import Series
from house.trust.models import Change
from tests.diary.conftest import fields
from tests.support.cast import ZONE

EVERYBODY = ["resident", "housemate", "worker", "living_worker", "coordinator"]


def days_of(rows):
    return [f"{each.day:%d %b %y}" for each in rows(DiaryDay)]


@pytest.mark.parametrize("who", EVERYBODY)
def test_anyone_of_the_house_adds_a_line(who, request, visit, standing):
    visit(request.getfixturevalue(who)).submit("/diary", **fields())
    assert standing() == [("08 Aug", "The plumber comes")]


def test_its_hours_are_house_time(visit, resident, rows):
    visit(resident).submit("/diary", **fields())
    [day] = rows(DiaryDay)
    assert (day.starts_at.isoformat(), day.ends_at.isoformat()) == (
        "2026-08-07T23:00:00+00:00",
        "2026-08-08T01:00:00+00:00",
    )


def test_without_a_time_it_is_all_day(visit, resident, rows):
    visit(resident).submit("/diary", **fields(begins="", ends=""))
    [day] = rows(DiaryDay)
    assert (day.ends_at - day.starts_at).total_seconds() == 24 * 3600


def test_without_an_end_it_counts_as_an_hour_and_says_no_end(visit, resident, rows):
    browser = visit(resident)
    page = browser.after(browser.submit("/diary", **fields(ends="")))
    [day] = rows(DiaryDay)
    assert (day.ends_at - day.starts_at).total_seconds() == 3600
    assert ("Saturday, 9am<" in page, "9am to 10am" in page) == (True, False)


def test_an_end_before_the_beginning_is_on_the_day_after(visit, resident, rows):
    browser = visit(resident)
    page = browser.after(browser.submit("/diary", **fields(begins="22:00", ends="01:00")))
    [day] = rows(DiaryDay)
    assert (day.ends_at - day.starts_at).total_seconds() == 3 * 3600
    assert "Saturday, 10pm to 1am the next day" in page
    for path in ("/week?of=2026-08-10", "/week?of=2026-08-03"):
        assert ("The plumber comes" in visit(resident).page(path)) == ("08-03" in path)


def test_midnight_is_the_end_of_its_day(visit, resident, rows):
    visit(resident).submit("/diary", **fields(begins="20:00", ends="00:00"))
    [day] = rows(DiaryDay)
    assert (day.ends_at - day.starts_at).total_seconds() == 4 * 3600


def test_a_time_as_people_type_it(visit, resident, rows):
    visit(resident).submit("/diary", **fields(begins="9am", ends="4:30pm"))
    assert (rows(DiaryDay)[0].begins, rows(DiaryDay)[0].ends) == (time(9), time(16, 30))


def test_a_signed_line_says_who_added_it(visit, resident, housemate):
    path = visit(resident).submit("/diary", **fields()).headers["Location"]
    assert "From Robin" in visit(housemate).page(path)


def test_an_unsigned_line_stores_nobody(visit, resident, rows):
    browser = visit(resident)
    page = browser.after(browser.submit("/diary", **fields(name="unsigned")))
    trace = [each.actor_id for each in rows(Change) if each.kind == "diary line"]
    assert ("From someone in the house" in page, rows(DiaryLine)[0].added_by_id, trace) == (True, None, [None])


def test_the_trace_says_who_and_never_what(visit, resident, rows):
    visit(resident).submit("/diary", **fields())
    trace = [(each.action, each.actor_id) for each in rows(Change) if each.kind == "diary line"]
    assert trace == [("added", resident.person_id)]


@pytest.mark.parametrize(
    ("repeat", "day", "begins", "said"),
    [
        ("once", "2026-08-11", ["11 Aug 26"], "It is in the house diary: Tuesday, 9am to 11am."),
        ("weekly", "2026-08-11", ["11 Aug 26", "18 Aug 26", "25 Aug 26"], "every Tuesday"),
        ("second weeks", "2026-08-11", ["11 Aug 26", "25 Aug 26", "08 Sep 26"], "every second Tuesday"),
        ("date of the month", "2026-08-11", ["11 Aug 26", "11 Sep 26"], "on the 11th of the month"),
        ("date of the month", "2026-08-31", ["31 Aug 26", "30 Sep 26", "31 Oct 26"], "or its last day"),
        ("weekday of the month", "2026-08-11", ["11 Aug 26", "08 Sep 26"], "the second Tuesday of the month"),
        ("weekday of the month", "2026-08-31", ["31 Aug 26", "28 Sep 26"], "the last Monday of the month"),
        ("last weekday of the month", "2026-08-11", ["25 Aug 26", "29 Sep 26"], "the last Tuesday of the month"),
        ("yearly", "2026-08-11", ["11 Aug 26"], "every year on 11 August"),
        ("yearly", "2028-02-29", ["29 Feb 28"], "every year on 29 February, or the last day of that month"),
    ],
)
def test_how_it_comes_round(visit, resident, rows, repeat, day, begins, said):
    browser = visit(resident)
    page = browser.after(browser.submit("/diary", **fields(day=day, repeat=repeat)))
    assert (days_of(rows)[: len(begins)], said in page) == (begins, True)


def test_a_month_without_its_date_is_said(visit, resident):
    browser = visit(resident)
    page = browser.after(browser.submit("/diary", **fields(day="2026-08-31", repeat="date of the month")))
    assert "A month without that date uses its last day." in page


def test_it_is_stored_as_a_rule(visit, resident, rows):
    visit(resident).submit("/diary", **fields(day="2026-08-11", repeat="second weeks"))
    assert [(each.kind, each.rule) for each in rows(Series)] == [("diary", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")]


def test_it_ends_on_its_last_day(visit, resident, rows):
    browser = visit(resident)
    sent = fields(day="2026-08-11", repeat="weekly", last_day="2026-08-25")
    page = browser.after(browser.submit("/diary", **sent))
    assert days_of(rows) == ["11 Aug 26", "18 Aug 26", "25 Aug 26"]
    assert "Every Tuesday, up to Tuesday 25 August 2026." in page


def test_what_began_earlier_stands_from_today_on(visit, resident, rows):
    """Somebody counts every second week from bins they remember."""
    visit(resident).submit("/diary", **fields(day="2026-07-07", repeat="second weeks"))
    assert days_of(rows)[0] == "18 Aug 26"


def test_a_line_far_ahead_that_comes_round_has_its_first_day(visit, resident, rows):
    visit(resident).submit("/diary", **fields(day="2030-08-11", repeat="yearly"))
    assert days_of(rows) == ["11 Aug 30"]


def test_a_time_that_the_clocks_leave_out_moves_forward_and_that_is_said(visit, resident, rows):
    browser = visit(resident)
    page = browser.after(browser.submit("/diary", **fields(day="2026-10-04", begins="02:30", ends="03:00")))
    [day] = rows(DiaryDay)
    assert (day.starts_at.isoformat(), (day.ends_at - day.starts_at).total_seconds()) == (
        "2026-10-03T16:30:00+00:00",
        1800,
    )
    assert "Sunday 4 October: The clocks go forward that night and leave out 2:30am. So it is at 3:30am." in page


def test_of_many_weeks_the_one_the_clocks_change_is_told(visit, resident):
    browser = visit(resident)
    page = browser.after(browser.submit("/diary", **fields(day="2026-08-09", begins="02:30", ends="", repeat="weekly")))
    assert "Sunday 4 October: The clocks go forward that night and leave out 2:30am." in page


def test_other_weeks_keep_their_time(put):
    days = put(DiaryPlan(Saying("Night bus", date(2026, 9, 27), time(2, 30)), Repeat.weekly))
    assert [f"{each.starts_at.astimezone(ZONE):%H:%M}" for each in days[:3]] == ["02:30", "03:30", "02:30"]


@pytest.mark.parametrize(
    ("changes", "sentence", "reason"),
    [
        ({"words": ""}, "Write a few words", "nothing"),
        ({"words": " \x00 "}, "Write a few words", "nothing that can be read"),
        ({"words": "x" * 121}, "up to 120 letters", "longer than there is room for"),
        ({"day": ""}, "Choose a day.", "no day"),
        ({"day": "2026-02-30"}, "Choose a day.", "no such day"),
        ({"day": "2426-08-06"}, "five years ahead", "400 years ahead"),
        ({"day": "9999-12-31", "begins": "23:30", "ends": ""}, "five years ahead", "the last hour there is"),
        ({"day": "9999-12-31", "begins": "20:00", "ends": "00:00"}, "five years ahead", "the last midnight"),
        ({"day": "0001-01-01"}, "more than a year ago", "the first day there is"),
        ({"begins": "half nine"}, "Write a time", "no time"),
        ({"begins": "25:00"}, "Write a time", "no such time"),
        ({"begins": ""}, "Choose when it begins too", "an end alone"),
        ({"ends": "09:00"}, "That is when it begins", "over as it starts"),
        ({"begins": "00:00", "ends": "00:00"}, "That is when it begins", "from midnight to midnight"),
        ({"repeat": "fortnightly"}, "Choose how often.", "a repeat that is not offered"),
        ({"repeat": "weekly", "last_day": "2026-08-07"}, "after the first one", "a last day before the first"),
        ({"repeat": "weekly", "last_day": "soon"}, "Choose a day, or leave it empty.", "no last day"),
        ({"last_day": "2026-08-20"}, "For something once", "a last day of something once"),
        (
            {"repeat": "last weekday of the month", "last_day": "2026-08-20"},
            "does not come round",
            "over before its first",
        ),
        ({"day": "2026-07-01", "repeat": "weekly", "last_day": "2026-08-01"}, "does not come round", "all of it past"),
        ({"name": "robin"}, "Choose whether your name", "another name"),
    ],
)
def test_what_cannot_be_is_met_kindly(visit, resident, rows, changes, sentence, reason):
    answer = visit(resident).post("/diary", **fields(**changes))
    page = answer.get_data(as_text=True)
    assert (answer.status_code, sentence in page, rows(DiaryLine), rows(Series)) == (422, True, [], []), reason


def test_what_was_typed_is_kept(visit, resident):
    page = visit(resident).post("/diary", **fields(words="Oma kommt", ends="soon")).get_data(as_text=True)
    assert ('value="Oma kommt"' in page, 'value="soon"' in page) == (True, True)


def test_a_form_that_came_back_stands_first(visit, resident, bins):
    page = visit(resident).post("/diary", **fields(words="")).get_data(as_text=True)
    assert page.index('id="add"') < page.index("Bin night")


def test_sent_twice_it_counts_once(visit, resident, rows):
    browser = visit(resident)
    for _time in range(2):
        browser.post("/diary", nonce="n" * 20, **fields())
    assert len(rows(DiaryLine)) == 1


def test_it_is_the_houses_own(visit, outsider, put, rows):
    visit(outsider).submit("/diary", **fields())
    assert rows(DiaryLine)[0].house_id == outsider.house_id
