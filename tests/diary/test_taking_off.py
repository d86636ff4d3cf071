"""Anyone of the house takes a line off: one day of it, or this day and all that follow."""

from datetime import date

import pytest

from house import clock, facts
from house.diary.models import DiaryDay, DiaryLine
from house.trust.models import Change


@pytest.mark.parametrize("who", ["resident", "housemate", "worker", "coordinator"])
def test_anyone_takes_a_line_off(who, request, visit, plumber, standing):
    browser = visit(request.getfixturevalue(who))
    said = browser.after(browser.submit(f"/diary/{plumber.id}/take-off"))
    assert ("It is off the diary." in said, standing()) == (True, [])


def test_its_words_are_gone(visit, housemate, plumber, rows):
    visit(housemate).submit(f"/diary/{plumber.id}/take-off")
    assert [each.words for each in (*rows(DiaryDay), *rows(DiaryLine))] == ["", ""]


def test_one_day_alone(visit, housemate, bins, standing):
    visit(housemate).submit(f"/diary/{bins[1].id}/take-off", which="one")
    assert [day for day, _words in standing()][:2] == ["11 Aug", "25 Aug"]


def test_this_day_and_all_that_follow(visit, housemate, bins, standing):
    visit(housemate).submit(f"/diary/{bins[1].id}/take-off", which="all")
    assert standing() == [("11 Aug", "Bin night")]


def test_those_changed_by_hand_go_too(visit, housemate, bins, standing):
    browser = visit(housemate)
    by_hand = {"words": "Bins", "day": "2026-08-26", "begins": "", "ends": ""}
    browser.submit(f"/diary/{bins[2].id}/change", **by_hand)
    browser.submit(f"/diary/{bins[1].id}/take-off", which="all")
    assert standing() == [("11 Aug", "Bin night")]


def test_all_from_its_first_day_leaves_no_words(visit, housemate, bins, rows):
    visit(housemate).submit(f"/diary/{bins[0].id}/take-off", which="all")
    assert {each.words for each in (*rows(DiaryDay), *rows(DiaryLine))} == {""}


def test_taken_off_it_does_not_come_back(at, visit, housemate, bins, standing, inside):
    browser = visit(housemate)
    browser.submit(f"/diary/{bins[1].id}/take-off", which="all")
    at("2027-08-06 17:00")
    with inside():
        facts.rows_needed.send(housemate.house_id, until=date(2027, 10, 1), now=clock.now())
    assert standing() == [("11 Aug", "Bin night")]


def test_its_page_is_gone(visit, housemate, plumber):
    browser = visit(housemate)
    browser.submit(f"/diary/{plumber.id}/take-off")
    paths = ("", "/change", "/take-off")
    assert {browser.get(f"/diary/{plumber.id}{path}").status_code for path in paths} == {404}


def test_taken_off_twice_it_is_gone_once(visit, resident, housemate, plumber, seen):
    mark = seen(plumber)
    visit(resident).post(f"/diary/{plumber.id}/take-off", seen=mark)
    browser = visit(housemate)
    said = browser.after(browser.post(f"/diary/{plumber.id}/take-off", seen=mark))
    assert "Somebody took it off the diary already." in said


def test_changed_meanwhile_it_stays_and_that_is_told(visit, resident, housemate, bins, seen, standing):
    mark = seen(bins[1])
    by_hand = {"words": "Bins on Wednesday", "day": "2026-08-19", "begins": "", "ends": ""}
    visit(resident).submit(f"/diary/{bins[1].id}/change", **by_hand)
    answer = visit(housemate).post(f"/diary/{bins[1].id}/take-off", which="one", seen=mark)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, "Now: Bins on Wednesday." in page) == (422, True)
    assert ("19 Aug", "Bins on Wednesday") in standing()


def test_which_days_is_asked_where_more_follow(visit, housemate, bins, standing):
    before = standing()
    answer = visit(housemate).submit(f"/diary/{bins[1].id}/take-off", which="some")
    assert (answer.status_code, "Choose one." in answer.get_data(as_text=True), standing()) == (422, True, before)


def test_a_day_that_is_over_comes_off_by_itself(at, visit, housemate, bins, standing):
    at("2026-08-20 10:00")
    visit(housemate).submit(f"/diary/{bins[0].id}/take-off")
    assert [day for day, _words in standing()][:2] == ["18 Aug", "25 Aug"]


def test_the_trace_keeps_no_words(visit, housemate, plumber, rows):
    visit(housemate).submit(f"/diary/{plumber.id}/take-off")
    trace = [(each.action, each.actor_id) for each in rows(Change) if each.kind == "diary line"]
    assert trace[-1] == ("one day taken off", housemate.person_id)


@pytest.mark.parametrize("who", ["outsider", "outside_coordinator"])
@pytest.mark.parametrize("path", ["", "/change", "/change-all", "/take-off"])
def test_another_house_finds_nothing(who, path, request, visit, bins, seen, standing):
    before = standing()
    browser = visit(request.getfixturevalue(who))
    assert browser.get(f"/diary/{bins[0].id}{path}").status_code == 404
    assert path == "" or browser.post(f"/diary/{bins[0].id}{path}", seen=seen(bins[0])).status_code == 404
    assert standing() == before
