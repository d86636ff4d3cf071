"""Today: who is here, what waits for an answer, and a few things of one's own."""

from datetime import date, time

import pytest

from house.chores.acts import add_chore, take
from house.chores.models import Turn
from house.chores.plan import ChorePlan
from house.meetings.plan import MeetingPlan
from house.meetings.planning import plan_weekly
from house.rosters.acts import call_off, confirm, give_shift
from house.rosters.plan import ShiftKind, ShiftPlan
from tests.support.cast import NOW

TODAY = date(2026, 8, 6)


@pytest.fixture
def shift(inside, house_id, worker, coordinator):
    with inside():
        plan = ShiftPlan(ShiftKind.evening, worker.person_id, TODAY, time(14), time(22))
        given = give_shift(house_id, coordinator.person_id, plan, NOW)
        confirm(given, NOW)
        return given


def test_it_says_who_is_here_and_until_when(visit, resident, shift):
    page = visit(resident).page("/")
    assert "Alex" in page
    assert "until 10pm (in 5 hours)" in page


def test_it_says_when_nobody_is_rostered(visit, resident):
    assert "No one is rostered" in visit(resident).page("/")


def test_a_shift_called_off_is_nobody_here(visit, resident, shift, inside, coordinator):
    with inside() as session:
        call_off(session.merge(shift), coordinator.person_id, NOW)
    assert "No one is rostered" in visit(resident).page("/")


def test_my_shift_stands_in_my_day(visit, worker, shift):
    assert "now, until 10pm" in visit(worker).page("/")


def test_a_meeting_of_today_stands_in_everybodys_day(visit, resident, inside, house_id, coordinator):
    with inside():
        plan_weekly(house_id, coordinator.person_id, MeetingPlan(3, time(19)), NOW)
    assert "in 2 hours (7pm)" in visit(resident).page("/")


def test_a_day_holds_at_most_five_things(visit, resident, inside, house_id):
    with inside() as session:
        for number in range(8):
            chore = add_chore(house_id, resident.person_id, ChorePlan(f"Small job {number}", None, 5), TODAY, NOW)
            turn = session.query(Turn).filter_by(chore_id=chore.id).order_by(Turn.window_from).first()
            take(turn, resident.person_id, NOW)
    assert visit(resident).page("/").count("Chore: Small job") == 5


def test_a_shift_given_waits_for_its_workers_yes(visit, worker, inside, house_id, coordinator):
    with inside():
        plan = ShiftPlan(ShiftKind.day, worker.person_id, date(2026, 8, 9), time(9), time(17))
        give_shift(house_id, coordinator.person_id, plan, NOW)
    assert "waiting for your yes" in visit(worker).page("/")


def test_a_new_house_shows_its_coordinator_a_first_step(visit, outside_coordinator):
    assert "Waiting for you" in visit(outside_coordinator).page("/")


def test_nothing_waits_for_a_resident_by_itself(visit, resident):
    assert "Waiting for you" not in visit(resident).page("/")


def test_an_empty_day_says_so_calmly(visit, resident):
    assert "Nothing is planned for you today." in visit(resident).page("/")


@pytest.mark.parametrize(
    ("now", "leads"),
    [("2026-08-06 17:00", True), ("2026-08-06 23:10", False)],
    ids=["while they are here", "once it is over"],
)
def test_it_leads_a_worker_to_their_shift(visit, at, inside, house_id, worker, coordinator, now, leads):
    with inside():
        plan = ShiftPlan(ShiftKind.day, worker.person_id, date(2026, 8, 6), time(9), time(23))
        give_shift(house_id, coordinator.person_id, plan, NOW)
    at(now)
    assert ('href="/my-shift"' in visit(worker).page("/")) is leads
