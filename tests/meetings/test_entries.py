"""Meetings in Today, the week and calendars, and what they ask of a coordinator."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from house import clock
from house.db import db
from house.meetings.entries import entries
from house.meetings.waiting import waiting
from house.series.acts import end_series
from house.series.models import Series
from house.when.span import day_span, days_span
from tests.support.cast import ZONE

TODAY = date(2026, 8, 6)


@pytest.fixture
def seen(inside, eyes, resident):
    def seen(window, somebody=resident):
        with inside():
            return entries(eyes(somebody), window)

    return seen


def test_a_meeting_is_an_entry(seen, meeting):
    [entry] = seen(day_span(TODAY, ZONE))
    told = (entry.key, entry.kind, entry.quiet_title, entry.place, entry.path, entry.is_called_off)
    assert told == (
        f"meeting-{meeting.id}",
        "meeting",
        "House meeting",
        "The kitchen table",
        f"/meetings/{meeting.id}",
        False,
    )


def test_its_times_are_its_own(seen, meeting):
    [entry] = seen(day_span(TODAY, ZONE))
    assert (entry.starts, entry.ends) == (meeting.starts_at, meeting.ends_at)


@pytest.mark.parametrize(
    ("hours_before", "hours_after", "count", "reason"),
    [
        (1, 0, 0, "a window that ends as it starts"),
        (-1, 1, 0, "a window that starts as it ends"),
        (-0.5, 0.75, 1, "a window inside it"),
        (1, 2, 1, "a window around it"),
    ],
)
def test_which_windows_see_it(seen, meeting, hours_before, hours_after, count, reason):
    window = day_span(TODAY, ZONE)
    start, end = meeting.starts_at - timedelta(hours=hours_before), meeting.starts_at + timedelta(hours=hours_after)
    assert len(seen(replace(window, start=start, end=max(end, start + timedelta(minutes=1))))) == count, reason


def test_a_called_off_meeting_says_so_and_keeps_its_reason_in_the_house(visit, resident, meeting, seen):
    visit(resident).post(f"/meetings/{meeting.id}/call-off", why="Ana is in hospital")
    [entry] = seen(day_span(TODAY, ZONE))
    assert (entry.is_called_off, entry.sequence, "hospital" in repr(entry)) == (True, 1, False)


def test_another_house_has_no_entry(seen, meeting, outsider):
    assert seen(days_span(TODAY, TODAY + timedelta(days=30), ZONE), outsider) == []


def test_entries_take_one_query(seen, meeting, queries):
    with queries() as counted:
        seen(days_span(TODAY, TODAY + timedelta(days=365), ZONE))
    assert counted.count == 1


@pytest.mark.parametrize(
    ("who", "asked"), [("coordinator", 1), ("outside_coordinator", 1), ("resident", 0), ("worker", 0)]
)
def test_a_coordinator_is_asked_to_plan_the_first_meeting(who, asked, request, app, eyes):
    with app.test_request_context():
        assert len(waiting(eyes(request.getfixturevalue(who)), clock.now())) == asked


def test_nobody_is_asked_once_a_meeting_is_planned(app, eyes, coordinator, meeting):
    with app.test_request_context():
        assert waiting(eyes(coordinator), clock.now()) == []


def test_a_coordinator_is_asked_again_once_a_plan_has_ended(inside, app, eyes, coordinator, meeting):
    with inside():
        end_series(db.session.get_one(Series, meeting.series_id), TODAY)
    with app.test_request_context():
        assert len(waiting(eyes(coordinator), clock.now())) == 1
