"""The week: seven days of the house, wherever in the calendar."""

from datetime import date, time

import pytest
import sqlalchemy as sa

from house.chores.acts import add_chore, take
from house.chores.models import Turn
from house.chores.plan import ChorePlan
from house.diary.acts import add_line
from house.diary.plan import DiaryPlan, Saying
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


@pytest.fixture
def full_week(inside, house_id, worker, coordinator, resident, housemate):
    """Alex is here, the house meets, Robin and Hana have a turn each, and the plumber comes."""
    with inside() as session:
        plan = ShiftPlan(ShiftKind.day, worker.person_id, date(2026, 8, 7), time(9), time(17))
        give_shift(house_id, coordinator.person_id, plan, NOW)
        plan_weekly(house_id, coordinator.person_id, MeetingPlan(5, time(11)), NOW)
        for name, who in (("Bins", resident), ("Oven", housemate)):
            chore = add_chore(house_id, resident.person_id, ChorePlan(name, 5, 10), NOW.date(), NOW)
            turn = session.scalars(sa.select(Turn).where(Turn.chore_id == chore.id).order_by(Turn.window_from)).first()
            take(turn, who.person_id, NOW)
        plumber = DiaryPlan(Saying("The plumber comes", date(2026, 8, 8)))
        add_line(house_id, coordinator.person_id, plumber, NOW)


THINGS = {"Alex is here", "House meeting", "Chore: Bins", "Chore: Oven (Hana)", "The plumber comes"}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", THINGS),
        ("?show=mine", {"Chore: Bins"}),
        ("?show=here", {"Alex is here"}),
        ("?show=meetings", {"House meeting"}),
        ("?show=chores", {"Chore: Bins", "Chore: Oven (Hana)"}),
        ("?show=diary", {"The plumber comes"}),
        ("?show=kumquat", THINGS),
        ("?who=99999999999999999999", THINGS),
        ("?who=x", THINGS),
    ],
)
def test_it_shows_what_was_asked_for(visit, resident, full_week, asked, shown):
    page = visit(resident).page(f"/week{asked}")
    assert {thing for thing in THINGS if f">{thing}</a>" in page} == shown


def test_it_shows_what_names_one_person(visit, resident, full_week, housemate, worker):
    for who, shown in ((housemate, {"Chore: Oven (Hana)"}), (worker, {"Alex is here"})):
        page = visit(resident).page(f"/week?who={who.person_id}")
        assert {thing for thing in THINGS if f">{thing}</a>" in page} == shown


def test_what_was_asked_for_goes_along_to_other_weeks(visit, resident, full_week):
    assert "of=2026-08-10&amp;show=chores" in visit(resident).page("/week?show=chores")


def test_a_day_without_any_of_it_says_so(visit, resident, full_week):
    assert visit(resident).page("/week?show=diary").count("Nothing here.") == 6


def test_somebody_of_another_house_is_nobody_here(visit, resident, full_week, outsider):
    assert "Omar" not in visit(resident).page(f"/week?who={outsider.person_id}")


def test_what_it_is_stands_in_words_too(visit, resident, full_week):
    page = visit(resident).page("/week")
    assert '<span class="kind">Diary</span>' in page
    assert '<span class="kind">Meeting</span>' in page


@pytest.mark.parametrize(
    ("now", "leads"),
    [("2026-08-06 10:00", True), ("2026-08-03 10:00", False)],
    ids=["on a Thursday it is far down", "a Monday stands at the top"],
)
def test_this_week_leads_down_to_today(visit, resident, at, now, leads):
    at(now)
    assert (f'href="#day-{now[:10]}"' in visit(resident).page("/week")) == leads


def test_another_week_leads_to_no_day(visit, resident):
    assert "Go to today" not in visit(resident).get("/week?of=2026-08-17").get_data(as_text=True)
