"""Coordinators draft some days of the roster, fill them by a copy, and publish them."""

from datetime import date

import pytest
import sqlalchemy as sa

from house import clock
from house.rosters import agreeing
from house.rosters.models import Shift, ShiftStatus
from house.rosters.period_models import RosterPeriod
from house.rosters.plan import ShiftKind
from house.rosters.time_off import Off
from tests.rosters.plans import wall

PATH = "/rosters/periods"
BEGIN = {"first_day": "2026-08-17", "days": "7", "fill": "nothing"}


@pytest.fixture
def drafted(visit, coordinator, inside):
    """Begin a week of the roster; its address."""

    def begin(**fields):
        answer = visit(coordinator).submit(PATH, **{**BEGIN, **fields})
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return answer.headers["Location"]

    return begin


def add(visit, coordinator, day, times, who=None, kind=ShiftKind.day):
    start, end = times.split("-")
    worker = str(who.person_id) if who else "nobody"
    fields = {"worker": worker, "day": day, "from_time": start, "to_time": end, "kind": kind.value}
    return visit(coordinator).submit("/rosters/shifts/new", **fields)


def test_a_draft_is_for_coordinators_alone(visit, coordinator, worker, resident, drafted, shifts):
    drafted()
    add(visit, coordinator, "2026-08-18", "09:00-17:00", worker)
    [shift] = shifts()
    assert shift.status is ShiftStatus.draft
    for who in (worker, resident):
        assert visit(who).get(f"/rosters/shifts/{shift.id}").status_code == 404
    assert "draft" in visit(coordinator).page("/rosters")


def test_outside_the_drafted_days_a_shift_stands_at_once(visit, coordinator, worker, drafted, shifts):
    drafted()
    add(visit, coordinator, "2026-08-24", "09:00-17:00", worker)
    assert [each.status for each in shifts()] == [ShiftStatus.given]


def test_the_same_days_are_drafted_once(visit, coordinator, drafted, inside):
    drafted()
    answer = visit(coordinator).submit(PATH, **{**BEGIN, "first_day": "2026-08-23"})
    assert answer.status_code == 422
    assert "17 August to 23 August is there already" in answer.get_data(as_text=True)
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count(RosterPeriod.id))) == 1


@pytest.mark.parametrize("day", ["2026-08-05", "2031-01-01", ""])
def test_days_that_are_a_slip_are_asked_again(visit, coordinator, day):
    assert visit(coordinator).submit(PATH, **{**BEGIN, "first_day": day}).status_code == 422


def test_publishing_asks_the_workers_and_shows_everybody(visit, coordinator, worker, resident, drafted, shifts):
    path = drafted()
    add(visit, coordinator, "2026-08-18", "09:00-17:00", worker)
    add(visit, coordinator, "2026-08-19", "09:00-17:00")
    browser = visit(coordinator)
    page = browser.after(browser.submit(f"{path}/publish", page=path))
    assert "Published. Everyone sees it now" in page
    assert [each.status for each in shifts()] == [ShiftStatus.given, ShiftStatus.open]
    assert visit(resident).get(f"/rosters/shifts/{shifts()[0].id}").status_code == 200
    assert "waiting for your yes" in visit(worker).page("/")


def test_publishing_twice_changes_nothing(visit, coordinator, drafted):
    path, browser = drafted(), visit(coordinator)
    browser.post(f"{path}/publish")
    page = browser.after(browser.post(f"{path}/publish"))
    assert "It was published meanwhile" in page


def test_nobody_is_published_into_two_places(visit, coordinator, worker, drafted, shifts):
    path = drafted()
    add(visit, coordinator, "2026-08-18", "09:00-17:00", worker)
    add(visit, coordinator, "2026-08-18", "16:00-20:00", worker)
    assert "In the house twice at once for 1 h" in visit(coordinator).page(path)
    browser = visit(coordinator)
    page = browser.after(browser.submit(f"{path}/publish", page=path))
    assert "1 shift stays open: it would put somebody in two places." in page
    assert "Left open: Alex has another shift then" in page
    assert [each.status for each in shifts()] == [ShiftStatus.given, ShiftStatus.open]


def test_a_draft_says_how_far_ahead_it_is(visit, coordinator, drafted):
    assert "Days from publishing to the first day: 11; usual is 14" in visit(coordinator).page(drafted())


def test_findings_stand_beside_the_shift(visit, coordinator, worker, drafted):
    path = drafted()
    add(visit, coordinator, "2026-08-18", "14:00-22:00", worker)
    add(visit, coordinator, "2026-08-19", "06:30-14:30", worker)
    page = visit(coordinator).page(path)
    assert "8 h 30 min between Tue 10pm and Wed 6:30am; usual is 10 h" in page
    assert "1 thing to look at" in page


# --- filled by a copy ---


def test_last_week_is_copied_with_its_times_on_the_wall(visit, coordinator, worker, give, drafted, shifts, at):
    give("2026-08-11", "22:00-06:00", worker, ShiftKind.active_night)
    drafted(fill="last")
    copy = shifts()[-1]
    assert (copy.starts_at, copy.status, copy.worker_id) == (
        wall("2026-08-18 22:00"),
        ShiftStatus.draft,
        worker.person_id,
    )


def test_a_copy_over_a_clock_change_keeps_the_wall(visit, coordinator, worker, give, drafted, shifts):
    give("2026-09-30", "23:30-07:00", worker, ShiftKind.active_night)
    drafted(first_day="2026-10-05", fill="last")
    copy = shifts()[-1]
    assert (copy.starts_at, copy.ends_at) == (wall("2026-10-07 23:30"), wall("2026-10-08 07:00"))


def test_who_is_on_leave_then_is_left_out_and_the_reason_is_said(visit, coordinator, worker, give, drafted, inside):
    give("2026-08-11", "09:00-17:00", worker)
    with inside():
        off = Off(0, worker.person_id, True, date(2026, 8, 17), date(2026, 8, 18))
        agreeing.enter_time_off(worker.house_id, off, clock.now())
    page = visit(coordinator).page(drafted(fill="last"))
    assert "Left open: Alex is on leave then" in page
    assert "1 has nobody yet" in page


def test_who_left_is_left_out_of_a_copy(visit, coordinator, worker, give, drafted, move_on, shifts):
    give("2026-08-06", "16:00-20:00", worker)
    before = [each.worker_id for each in shifts()]
    move_on(worker)
    drafted(first_day="2026-08-13", fill="last")
    assert before == [worker.person_id]
    assert [each.worker_id for each in shifts() if each.status is ShiftStatus.draft] == [None]


def test_the_pattern_goes_round(visit, coordinator, worker, other_worker, drafted, shifts, inside):
    path = drafted()
    add(visit, coordinator, "2026-08-17", "09:00-17:00", worker)
    visit(coordinator).post(f"{path}/keep-as-pattern")
    second = drafted(first_day="2026-08-24")
    add(visit, coordinator, "2026-08-25", "12:00-20:00", other_worker)
    page = visit(coordinator).after(visit(coordinator).post(f"{second}/keep-as-pattern"))
    assert "Week A" in page and "Week B" in page
    drafted(first_day="2026-08-31", days="14", fill="1")
    assert [each.starts_at for each in shifts()[2:]] == [wall("2026-09-01 12:00"), wall("2026-09-07 09:00")]


def test_a_week_is_taken_out_of_the_pattern(visit, coordinator, worker, drafted):
    path = drafted()
    add(visit, coordinator, "2026-08-17", "09:00-17:00", worker)
    browser = visit(coordinator)
    for _again in range(2):
        browser.post(f"{path}/keep-as-pattern")
    page = browser.after(browser.submit("/rosters/pattern/0/take-away", page="/rosters/pattern"))
    assert "Week A" in page and "Week B" not in page
    assert browser.post("/rosters/pattern/1/take-away").status_code == 404


@pytest.mark.parametrize("who", ["resident", "worker", "outside_coordinator"])
def test_a_period_is_for_coordinators_of_its_house(who, request, visit, drafted):
    path, somebody = drafted(), request.getfixturevalue(who)
    assert visit(somebody).get(path).status_code == 404
    assert visit(somebody).post(f"{path}/publish").status_code == 404


def test_the_questions_of_a_period_do_not_grow_with_it(visit, coordinator, worker, drafted, queries):
    path = drafted()
    browser = visit(coordinator)
    with queries() as few:
        browser.page(path)
    for day in range(17, 23):
        add(visit, coordinator, f"2026-08-{day}", "09:00-17:00", worker)
    with queries() as many:
        browser.page(path)
    assert few.count == many.count <= 12


def test_a_shift_of_a_period_is_kept_as_it_was(visit, coordinator, worker, drafted, shifts, inside):
    path = drafted()
    add(visit, coordinator, "2026-08-18", "09:00-17:00", worker)
    visit(coordinator).post(f"{path}/publish")
    with inside() as session:
        assert session.get_one(Shift, shifts()[0].id).altered_at is None
