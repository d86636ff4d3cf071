"""Anyone of the house changes a line: this day alone, or this day and all that follow."""

from datetime import date, time

import pytest

from house import clock, facts
from house.diary.models import DiaryDay, DiaryLine
from house.diary.plan import DiaryPlan, Repeat, Saying
from house.trust.models import Change
from tests.diary.conftest import fields


def ids(rows):
    return {f"{each.day:%d %b}": each.id for each in rows(DiaryDay)}


def line_fields(**changes):
    """What the form of a changed line sends: bin night as it stands, with whatever a test changes."""
    start = {"words": "Bin night", "day": "2026-08-18", "begins": "", "ends": "", "repeat": "weekly"}
    sent = fields(**{**start, **changes})
    return {name: value for name, value in sent.items() if name != "name"}


# --- once ---


@pytest.mark.parametrize("who", ["housemate", "worker", "living_worker", "coordinator"])
def test_anyone_changes_a_line_of_somebody_else(who, request, visit, plumber, standing):
    browser = visit(request.getfixturevalue(who))
    browser.submit(f"/diary/{plumber.id}/change", **line_fields(words="The plumber", day="2026-08-09", repeat="once"))
    assert standing() == [("09 Aug", "The plumber")]


def test_moved_it_keeps_its_row_and_calendars_are_told(visit, housemate, plumber, rows):
    visit(housemate).submit(f"/diary/{plumber.id}/change", **line_fields(day="2026-09-01", repeat="once"))
    assert [(each.id, each.sequence) for each in rows(DiaryDay)] == [(plumber.id, plumber.sequence + 1)]


def test_the_form_starts_from_what_stands(visit, housemate, plumber):
    page = visit(housemate).page(f"/diary/{plumber.id}/change")
    assert all(words in page for words in ('value="The plumber comes"', 'value="2026-08-08"', 'value="09:00"'))


def test_once_becomes_every_week(visit, housemate, plumber, standing, rows):
    sent = line_fields(day="2026-08-08", last_day="2026-08-22")
    visit(housemate).submit(f"/diary/{plumber.id}/change", **sent)
    assert [day for day, _words in standing()] == ["08 Aug", "15 Aug", "22 Aug"]
    assert rows(DiaryDay)[0].id == plumber.id


def test_who_added_it_stays(visit, housemate, plumber, resident, rows):
    visit(housemate).submit(f"/diary/{plumber.id}/change", **line_fields(repeat="once"))
    assert rows(DiaryLine)[0].added_by_id == resident.person_id


@pytest.mark.parametrize(("is_signed", "whom"), [(True, "housemate"), (False, None)])
def test_the_trace_names_who_changed_a_signed_line_alone(is_signed, whom, request, visit, housemate, put, rows):
    day = put(DiaryPlan(Saying("The plumber", date(2026, 8, 8))), is_signed=is_signed)[0]
    visit(housemate).submit(f"/diary/{day.id}/change", **line_fields(repeat="once"))
    expected = request.getfixturevalue(whom).person_id if whom else None
    assert [each.actor_id for each in rows(Change) if each.action == "changed"] == [expected]


# --- this day alone ---


def test_one_day_alone(visit, housemate, bins, standing):
    sent = {"words": "Bins, after the holiday", "day": "2026-08-19", "begins": "18:00", "ends": ""}
    visit(housemate).submit(f"/diary/{bins[1].id}/change", **sent)
    assert standing()[:3] == [("11 Aug", "Bin night"), ("19 Aug", "Bins, after the holiday"), ("25 Aug", "Bin night")]


def test_one_day_sent_as_it_is_goes_on_changing_with_its_line(visit, housemate, bins, standing):
    sent = {"words": "Bin night", "day": "2026-08-25", "begins": "", "ends": ""}
    visit(housemate).submit(f"/diary/{bins[2].id}/change", **sent)
    change_all(visit, housemate, bins[1], words="Bins and paper")
    assert standing()[2] == ("25 Aug", "Bins and paper")


def test_one_day_alone_asks_for_no_repeat(visit, housemate, bins):
    page = visit(housemate).page(f"/diary/{bins[1].id}/change")
    assert ('name="repeat"' in page, 'name="last_day"' in page) == (False, False)


def test_a_day_that_is_over_is_changed_by_itself(at, visit, housemate, plumber, standing):
    at("2026-09-01 10:00")
    sent = {"words": "The plumber came", "day": "2026-08-08", "begins": "09:00", "ends": "11:00"}
    visit(housemate).submit(f"/diary/{plumber.id}/change", **sent)
    assert standing() == [("08 Aug", "The plumber came")]


def test_however_long_ago_its_words_are_mended(at, visit, housemate, plumber, standing):
    at("2030-09-01 10:00")
    sent = {"words": "The plumber came", "day": "2026-08-08", "begins": "09:00", "ends": "11:00"}
    visit(housemate).submit(f"/diary/{plumber.id}/change", **sent)
    assert standing() == [("08 Aug", "The plumber came")]


def test_moving_one_day_into_the_gap_of_the_clocks_is_said(visit, housemate, bins):
    browser = visit(housemate)
    sent = {"words": "Bin night", "day": "2026-10-04", "begins": "02:30", "ends": ""}
    page = browser.after(browser.submit(f"/diary/{bins[1].id}/change", **sent))
    assert "leave out 2:30am. So it is at 3:30am." in page


# --- this day and all that follow ---


def change_all(visit, who, here, **changes):
    browser = visit(who)
    return browser, browser.submit(f"/diary/{here.id}/change-all", **line_fields(**changes))


def test_all_that_follow_get_new_words_and_days_before_stay(visit, housemate, bins, standing):
    change_all(visit, housemate, bins[1], words="Bins and paper")
    assert standing()[:3] == [("11 Aug", "Bin night"), ("18 Aug", "Bins and paper"), ("25 Aug", "Bins and paper")]


def test_every_row_is_kept_where_its_day_stays(visit, housemate, bins, rows):
    before = ids(rows)
    change_all(visit, housemate, bins[1], words="Bins and paper")
    assert ids(rows) == before


def test_calendars_are_told_of_each(visit, housemate, bins, rows):
    change_all(visit, housemate, bins[1], words="Bins and paper")
    assert [each.sequence for each in rows(DiaryDay)[:3]] == [0, 1, 1]


def test_another_weekday(visit, housemate, bins, standing, rows):
    change_all(visit, housemate, bins[1], day="2026-08-19")
    assert [day for day, _words in standing()][:3] == ["11 Aug", "19 Aug", "26 Aug"]
    assert ids(rows)["19 Aug"] == bins[1].id


def test_every_second_week_from_here(visit, housemate, bins, standing):
    change_all(visit, housemate, bins[1], repeat="second weeks")
    assert [day for day, _words in standing()][:4] == ["11 Aug", "18 Aug", "01 Sep", "15 Sep"]


def test_a_last_day(visit, housemate, bins, standing):
    change_all(visit, housemate, bins[1], last_day="2026-08-25")
    assert [day for day, _words in standing()] == ["11 Aug", "18 Aug", "25 Aug"]


def test_once_from_here(visit, housemate, bins, standing):
    change_all(visit, housemate, bins[1], repeat="once")
    assert [day for day, _words in standing()] == ["11 Aug", "18 Aug"]


def test_it_starts_sooner_and_stands_once_a_day(visit, housemate, bins, standing):
    change_all(visit, housemate, bins[2], day="2026-08-11", words="Bins")
    days = [day for day, _words in standing()]
    assert (days[:4], len(days)) == (["11 Aug", "18 Aug", "25 Aug", "01 Sep"], len(set(days)))


def test_days_changed_or_taken_off_by_hand_survive(visit, housemate, bins, standing, seen):
    browser = visit(housemate)
    by_hand = {"words": "Bins, late truck", "day": "2026-08-26", "begins": "", "ends": ""}
    browser.submit(f"/diary/{bins[2].id}/change", **by_hand)
    browser.submit(f"/diary/{bins[3].id}/take-off", which="one")
    change_all(visit, housemate, bins[1], words="Bins and paper")
    assert standing()[1:4] == [
        ("18 Aug", "Bins and paper"),
        ("26 Aug", "Bins, late truck"),
        ("08 Sep", "Bins and paper"),
    ]


def test_a_shorter_month_does_not_move_the_date(visit, housemate, put, standing):
    """Opened on 30 September, what is for a 31st stays for a 31st."""
    days = put(DiaryPlan(Saying("Rent", date(2026, 8, 31)), Repeat.month_date))
    sent = line_fields(words="Rent is due", day="2026-09-30", repeat="date of the month")
    visit(housemate).submit(f"/diary/{days[1].id}/change-all", **sent)
    assert standing()[:3] == [("31 Aug", "Rent"), ("30 Sep", "Rent is due"), ("31 Oct", "Rent is due")]


def test_a_second_change_starts_from_the_first(visit, housemate, bins, standing):
    change_all(visit, housemate, bins[2], words="Bins and paper")
    change_all(visit, housemate, bins[1], words="Bins", last_day="2026-09-01")
    assert standing() == [("11 Aug", "Bin night"), ("18 Aug", "Bins"), ("25 Aug", "Bins"), ("01 Sep", "Bins")]


def test_more_days_stand_when_time_goes_on(at, visit, housemate, bins, standing, inside):
    change_all(visit, housemate, bins[1], repeat="second weeks")
    before = len(standing())
    at("2027-08-06 17:00")
    with inside():
        facts.rows_needed.send(housemate.house_id, until=date(2027, 10, 1), now=clock.now())
        facts.rows_needed.send(housemate.house_id, until=date(2027, 10, 1), now=clock.now())
    assert before + 20 < len(standing()) < before + 40


def test_a_line_that_is_for_once_has_nothing_that_follows(visit, housemate, plumber):
    assert visit(housemate).get(f"/diary/{plumber.id}/change-all").status_code == 404


def test_a_day_that_is_over_has_nothing_that_follows(at, visit, housemate, bins):
    at("2026-08-20 10:00")
    page = visit(housemate).page(f"/diary/{bins[0].id}")
    assert ("all that follow" in page, visit(housemate).get(f"/diary/{bins[0].id}/change-all").status_code) == (
        False,
        404,
    )


@pytest.mark.parametrize(
    ("changes", "sentence", "reason"),
    [
        ({"words": ""}, "Write a few words", "nothing"),
        ({"day": "2426-08-06"}, "five years ahead", "400 years ahead"),
        ({"begins": "09:00", "ends": "09:00"}, "That is when it begins", "an end at its start"),
        ({"last_day": "2026-08-01"}, "after the first one", "a last day before the first"),
        (
            {"repeat": "last weekday of the month", "last_day": "2026-08-20"},
            "does not come round",
            "over before its first",
        ),
    ],
)
def test_what_cannot_be_changes_nothing(visit, housemate, bins, standing, changes, sentence, reason):
    before = standing()
    _browser, answer = change_all(visit, housemate, bins[1], **changes)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, sentence in page, standing()) == (422, True, before), reason


# --- two at once ---


def test_of_two_who_change_a_day_the_second_is_told_and_keeps_their_words(visit, resident, housemate, plumber, seen):
    mark = seen(plumber)
    path, sent = f"/diary/{plumber.id}/change", line_fields(day="2026-08-08", repeat="once", seen=mark)
    visit(resident).post(path, **{**sent, "words": "The plumber comes at ten"})
    answer = visit(housemate).post(path, **{**sent, "words": "Two plumbers come"})
    page = answer.get_data(as_text=True)
    assert (answer.status_code, "Somebody changed this while you had it open" in page) == (422, True)
    assert "Now: The plumber comes at ten." in page
    assert 'value="Two plumbers come"' in page


def test_sent_again_it_stands_in_the_place_of_the_other(visit, resident, housemate, plumber, seen, standing):
    path, sent = f"/diary/{plumber.id}/change", line_fields(day="2026-08-08", repeat="once")
    visit(resident).post(path, **{**sent, "words": "The plumber comes at ten", "seen": seen(plumber)})
    visit(housemate).post(path, **{**sent, "words": "Two plumbers come", "seen": seen(plumber)})
    assert standing() == [("08 Aug", "Two plumbers come")]


def test_all_of_it_changed_meanwhile_is_told_on_another_of_its_days(visit, resident, housemate, bins, seen, standing):
    """Else two who each change what follows would leave two bin nights a week."""
    mark = seen(bins[1])
    change_all(visit, resident, bins[2], words="Bins and paper")
    answer = visit(housemate).post(f"/diary/{bins[1].id}/change-all", **line_fields(words="Bins", seen=mark))
    assert (answer.status_code, [words for _day, words in standing()][:3]) == (
        422,
        ["Bin night", "Bin night", "Bins and paper"],
    )


def test_a_form_without_a_mark_changes_nothing(visit, housemate, plumber, standing):
    answer = visit(housemate).post(f"/diary/{plumber.id}/change", **line_fields(repeat="once"))
    assert (answer.status_code, standing()) == (422, [("08 Aug", "The plumber comes")])


def test_what_was_taken_off_meanwhile_is_told(visit, resident, housemate, plumber, seen):
    mark = seen(plumber)
    visit(resident).submit(f"/diary/{plumber.id}/take-off")
    browser = visit(housemate)
    answer = browser.post(f"/diary/{plumber.id}/change", **line_fields(repeat="once", seen=mark))
    assert "Somebody took it off the diary already." in browser.after(answer)


def test_what_was_made_once_meanwhile_is_told(visit, resident, housemate, bins, seen):
    mark = seen(bins[1])
    change_all(visit, resident, bins[1], repeat="once")
    answer = visit(housemate).post(f"/diary/{bins[1].id}/change-all", **line_fields(words="Bins", seen=mark))
    assert (answer.status_code, "Somebody changed this" in answer.get_data(as_text=True)) == (422, True)


def test_hours_of_a_line_are_kept_for_days_to_come(visit, housemate, bins, rows):
    change_all(visit, housemate, bins[1], begins="19:00")
    assert ([each.begins for each in rows(DiaryDay)[:3]], rows(DiaryLine)[0].begins) == (
        [None, time(19), time(19)],
        time(19),
    )
