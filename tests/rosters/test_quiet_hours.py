"""Quiet hours: nothing is asked of somebody in them, and it waits until they end."""

from datetime import time

import pytest

from house.rosters.plan import ShiftKind
from house.rosters.quiet import quiet_until
from tests.rosters.plans import wall
from tests.support.cast import ZONE

CANT, ASK = "cant-make-it", "Can you take this shift?"


@pytest.mark.parametrize(
    ("hours", "now", "until", "why"),
    [
        ((22, 8), "2026-08-06 21:59", None, "the minute before"),
        ((22, 8), "2026-08-06 22:00", "2026-08-07 08:00", "from its first minute, across midnight"),
        ((22, 8), "2026-08-07 03:00", "2026-08-07 08:00", "begun the day before"),
        ((22, 8), "2026-08-07 08:00", None, "its end is no part of it"),
        ((9, 12), "2026-08-06 10:00", "2026-08-06 12:00", "within a day"),
        ((0, 6), "2026-08-06 05:59", "2026-08-06 06:00", "from midnight"),
        ((22, 8), "2026-10-04 01:30", "2026-10-04 08:00", "the night the clocks go forward"),
        ((22, 2), "2027-04-04 01:30", "2027-04-04 02:00", "the night they go back, the first time it is two"),
        ((8, 8), "2026-08-06 09:00", None, "no time between them"),
    ],
)
def test_when_quiet_hours_end(hours, now, until, why):
    start, end = (time(hour) for hour in hours)
    assert quiet_until(start, end, wall(now), ZONE) == (wall(until) if until else None), why


def test_without_any_there_is_no_quiet():
    assert quiet_until(None, None, wall("2026-08-06 03:00"), ZONE) is None


@pytest.fixture
def sam_is_quiet(visit, other_worker):
    """Sam's quiet hours: 4pm to 8pm. It is 5pm."""
    visit(other_worker).submit("/rosters/wishes", is_asked="y", for_nights="y", quiet_from="16:00", quiet_to="20:00")


def path(shift_id, act):
    return f"/rosters/shifts/{shift_id}/{act}"


def test_in_quiet_hours_an_ask_waits_until_they_end(visit, worker, other_worker, give, sam_is_quiet, at):
    shift_id = give("2026-08-07", "09:00-17:00", worker)
    browser = visit(worker)
    page = browser.after(browser.post(path(shift_id, CANT)))
    assert "Others are asked when their quiet hours end." in page
    assert ASK not in visit(other_worker).page("/")
    at("2026-08-06 20:00")
    assert ASK in visit(other_worker).page("/")


def test_every_night_is_quiet_not_only_the_first(visit, worker, other_worker, give, sam_is_quiet, at):
    shift_id = give("2026-08-09", "09:00-17:00", worker)
    visit(worker).post(path(shift_id, CANT))
    at("2026-08-07 16:30")
    assert ASK not in visit(other_worker).page("/")


def test_who_is_quiet_until_it_begins_is_not_asked(visit, worker, other_worker, coordinator, give, sam_is_quiet, at):
    shift_id = give("2026-08-06", "19:00-23:00", worker, ShiftKind.evening)
    browser = visit(worker)
    assert "and coordinators see it." in browser.after(browser.post(path(shift_id, CANT)))
    at("2026-08-06 20:30")
    assert ASK not in visit(other_worker).page("/")
    browser = visit(coordinator)
    page = browser.after(browser.submit(path(shift_id, "ask-around"), page=f"/rosters/shifts/{shift_id}"))
    assert "1 worker is asked now." in page  # awake again, Sam can be asked


def test_an_urgent_ask_says_that_on_call_sees_it(visit, coordinator, give, sam_is_quiet):
    shift_id = give("2026-08-06", "20:30-23:30", None)
    browser = visit(coordinator)
    page = browser.after(browser.submit(path(shift_id, "ask-around"), page=f"/rosters/shifts/{shift_id}"))
    assert "1 worker is asked now." in page
    assert "1 worker is asked when their quiet hours end." in page
    assert "whoever is on call sees it on their page Today" in page
