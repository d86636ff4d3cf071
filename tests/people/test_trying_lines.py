"""Trying the numbers of outside help: a day and a name, and a quiet word when it was too long ago."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.people.lines import LOOKED_UP
from house.people.models import SupportLine
from tests.support.cast import NOW, ZONE

pytestmark = pytest.mark.usefixtures("files_as_they_were")
KEEP = "/outside-help/keep"
WANTS = "The numbers for outside help want a check."
CHANGED = "Something here changed while you had the page open."


def lines(inside, house_id, **which):
    with inside() as session:
        query = sa.select(SupportLine).where(SupportLine.house_id == house_id).filter_by(**which)
        return session.scalars(query.order_by(SupportLine.position)).all()


def try_all(browser):
    return browser.submit(f"{KEEP}/tried", page=KEEP)


def try_one(browser, line):
    return browser.submit(f"{KEEP}/{line.id}/tried", page=KEEP)


@pytest.fixture
def lifeline(inside, house_id):
    return lines(inside, house_id, label="Lifeline")[0]


def test_a_number_of_the_list_was_tried_by_nobody_here(visit, coordinator, inside, house_id):
    assert {(line.checked_on, line.checked_by_id) for line in lines(inside, house_id)} == {(LOOKED_UP, None)}
    page = visit(coordinator).page(KEEP)
    assert page.count("From a list, looked up 25 November 2026. Nobody of this house has tried it yet.") == 4


def test_trying_them_all_dates_them_all(visit, coordinator, inside, house_id):
    browser = visit(coordinator)
    assert "Every line is dated today." in browser.after(try_all(browser))
    today = clock.today(ZONE)
    assert {(line.checked_on, line.checked_by_id) for line in lines(inside, house_id)} == {
        (today, coordinator.person_id)
    }


def test_another_houses_lines_are_not_dated_with_them(visit, coordinator, inside, cast):
    try_all(visit(coordinator))
    assert {line.checked_by_id for line in lines(inside, cast.other_house_id)} == {None}


def test_trying_one_dates_one(visit, coordinator, inside, house_id, lifeline):
    browser = visit(coordinator)
    assert "Lifeline is dated today." in browser.after(try_one(browser, lifeline))
    assert [line.label for line in lines(inside, house_id, checked_by_id=coordinator.person_id)] == ["Lifeline"]
    assert "Checked on 6 August 2026." in browser.page(KEEP)


def test_nobody_is_asked_to_try_the_emergency_number(visit, coordinator):
    page = visit(coordinator).page(KEEP)
    assert "The emergency number is not for trying" in page and page.count("I looked it up today") == 1


@pytest.mark.parametrize("all_of_them", [True, False], ids=["all", "one"])
def test_a_number_that_changed_meanwhile_was_not_the_one_that_was_tried(
    visit, coordinator, inside, house_id, lifeline, all_of_them
):
    path = f"{KEEP}/tried" if all_of_them else f"{KEEP}/{lifeline.id}/tried"
    browser = visit(coordinator)
    mark = browser.page(KEEP).split(f'action="{path}"')[1].split('name="mark" value="')[1].split('"')[0]
    browser.submit(f"{KEEP}/{lifeline.id}", label="Lifeline", phone="1300 111 222", is_24_7="y")
    assert CHANGED in browser.after(browser.post(path, mark=mark))
    assert lines(inside, house_id, label="Lifeline")[0].checked_on is None


def test_a_flag_that_came_meanwhile_is_not_wiped_away_unseen(visit, coordinator, resident, inside, house_id, lifeline):
    browser = visit(coordinator)
    mark = browser.page(KEEP).split('name="mark" value="')[1].split('"')[0]
    visit(resident).submit(f"/outside-help/ours/{lifeline.id}/flag", page="/outside-help/ours")
    assert CHANGED in browser.after(browser.post(f"{KEEP}/tried", mark=mark))
    assert lines(inside, house_id, label="Lifeline")[0].flagged_at is not None


@pytest.mark.parametrize("who", ["resident", "worker", "living_worker"])
def test_it_is_for_coordinators_to_say(visit, request, lifeline, who):
    browser = visit(request.getfixturevalue(who))
    assert browser.post(f"{KEEP}/tried").status_code == 404
    assert browser.post(f"{KEEP}/{lifeline.id}/tried").status_code == 404


def test_another_houses_line_is_not_there(visit, outside_coordinator, lifeline):
    assert visit(outside_coordinator).post(f"{KEEP}/{lifeline.id}/tried").status_code == 404


# --- the quiet word ---


def test_numbers_nobody_of_the_house_tried_wait_for_a_coordinator(visit, coordinator, resident):
    browser = visit(coordinator)
    assert WANTS in browser.page("/") and WANTS not in visit(resident).page("/")
    try_all(browser)
    assert WANTS not in browser.page("/")


def test_one_that_was_left_out_still_waits(visit, coordinator, inside, house_id):
    browser = visit(coordinator)
    for line in lines(inside, house_id)[:-1]:
        try_one(browser, line)
    assert WANTS in browser.page("/")


@pytest.mark.parametrize(("days", "waits"), [(180, False), (181, True)])
def test_after_half_a_year_they_want_another_try(visit, coordinator, at, days, waits):
    try_all(visit(coordinator))
    at(NOW + timedelta(days=days))
    browser = visit(coordinator)
    assert (WANTS in browser.page("/")) == waits
    assert ("That is half a year ago." in browser.page(KEEP)) == waits
