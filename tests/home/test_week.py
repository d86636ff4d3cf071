"""The week: seven days of the house, wherever in the calendar."""

from datetime import date, time

import pytest

from house.meetings.plan import MeetingPlan
from house.meetings.planning import plan_weekly
from house.rosters.acts import give_shift
from house.rosters.plan import ShiftKind, ShiftPlan
from tests.support.cast import NOW


def test_it_shows_the_meeting_on_its_day(visit, resident, inside, house_id, coordinator):
    with inside():
        plan_weekly(house_id, coordinator.person_id, MeetingPlan(5, time(11)), NOW)
    assert "11am to midday" in visit(resident).page("/week")


def test_a_night_stands_on_both_its_days(visit, resident, inside, house_id, worker, coordinator):
    with inside():
        plan = ShiftPlan(ShiftKind.active_night, worker.person_id, date(2026, 8, 7), time(22), time(6))
        give_shift(house_id, coordinator.person_id, plan, NOW)
    page = visit(resident).page("/week")
    assert "10pm to 6am the next day" in page
    assert "from last night until 6am" in page


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("nonsense", id="no date"),
        pytest.param("2026-02-30", id="no such day"),
        pytest.param("0001-01-01", id="the first day there is"),
        pytest.param("9999-12-31", id="the last day there is"),
        pytest.param("1999-01-01", id="too long ago"),
        pytest.param("2026-08-06' OR 1=1", id="not a date at all"),
    ],
)
def test_a_week_that_cannot_be_shown_is_this_week(visit, resident, asked):
    assert "This week" in visit(resident).get("/week", query_string={"of": asked}).get_data(as_text=True)


def test_another_week_says_which(visit, resident):
    assert "Week of Monday 24 August" in visit(resident).page("/week?of=2026-08-26")


def test_an_empty_day_says_so(visit, outsider):
    assert visit(outsider).page("/week").count("Nothing planned.") == 7
