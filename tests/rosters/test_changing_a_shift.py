"""A coordinator changes a shift: what was published keeps how it was, and of two at once the other loses no word."""

import pytest
import sqlalchemy as sa

from house.rosters.models import ShiftStatus
from house.rosters.period_models import ShiftAlteration
from house.rosters.plan import ShiftKind
from tests.rosters.plans import wall

FIELDS = {"day": "2026-08-10", "from_time": "10:00", "to_time": "18:00", "kind": "day", "visible_label": ""}


@pytest.fixture
def altered(inside):
    """What is kept of each change."""

    def read(shift_id):
        query = sa.select(ShiftAlteration).where(ShiftAlteration.shift_id == shift_id).order_by(ShiftAlteration.id)
        with inside() as session:
            return list(session.scalars(query))

    return read


def path(shift_id):
    return f"/rosters/shifts/{shift_id}/change"


def test_a_change_keeps_how_it_was_and_who_is_told(visit, coordinator, worker, other_worker, give, stands, altered):
    shift_id = give("2026-08-10", "09:00-17:00", worker)
    visit(coordinator).submit(path(shift_id), **FIELDS, worker=str(other_worker.person_id))
    shift, [kept] = stands(shift_id), altered(shift_id)
    assert (shift.starts_at, shift.status) == (wall("2026-08-10 10:00"), ShiftStatus.given)
    assert (kept.worker_before_id, kept.worker_after_id) == (worker.person_id, other_worker.person_id)
    assert (kept.starts_before, kept.starts_after) == (wall("2026-08-10 09:00"), wall("2026-08-10 10:00"))


def test_who_said_yes_is_asked_again_when_the_time_changes(visit, coordinator, worker, give, stands):
    shift_id = give("2026-08-10", "09:00-17:00", worker)
    visit(coordinator).submit(path(shift_id), **FIELDS, worker=str(worker.person_id))
    assert (stands(shift_id).status, stands(shift_id).confirmed_at) == (ShiftStatus.given, None)


def test_a_few_words_more_ask_nobody_anew(visit, coordinator, worker, give, stands, altered):
    shift_id = give("2026-08-10", "10:00-18:00", worker)
    visit(coordinator).submit(path(shift_id), **{**FIELDS, "visible_label": "Pizza"}, worker=str(worker.person_id))
    assert (stands(shift_id).status, stands(shift_id).visible_label) == (ShiftStatus.confirmed, "Pizza")
    assert altered(shift_id) == []


def test_its_parts_are_laid_anew(visit, coordinator, worker, give, segments):
    shift_id = give("2026-08-10", "14:00-10:00", worker, ShiftKind.sleepover)
    visit(coordinator).submit(path(shift_id), **FIELDS, worker=str(worker.person_id))
    assert segments(shift_id) == [("active", wall("2026-08-10 10:00"), wall("2026-08-10 18:00"))]


def test_of_two_who_change_it_the_other_keeps_what_they_typed(visit, coordinator, worker, give, stands):
    shift_id = give("2026-08-10", "09:00-17:00", worker)
    fields = {**FIELDS, "worker": str(worker.person_id), "seen": str(stands(shift_id).sequence)}
    assert visit(coordinator).post(path(shift_id), **fields).status_code == 303
    answer = visit(coordinator).post(path(shift_id), **{**fields, "to_time": "19:30"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Somebody else changed this shift meanwhile. It is now: Alex, Monday, 10am to 6pm." in page
    assert 'value="19:30"' in page
    assert stands(shift_id).ends_at == wall("2026-08-10 18:00")


def test_sent_again_it_is_so(visit, coordinator, worker, give, stands):
    shift_id = give("2026-08-10", "09:00-17:00", worker)
    fields = {**FIELDS, "worker": str(worker.person_id)}
    visit(coordinator).submit(path(shift_id), **fields)
    visit(coordinator).submit(path(shift_id), **{**fields, "to_time": "19:30"})
    assert stands(shift_id).ends_at == wall("2026-08-10 19:30")


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "²"])
def test_a_state_that_never_was_changes_nothing(visit, coordinator, worker, give, stands, seen):
    shift_id = give("2026-08-10", "09:00-17:00", worker)
    answer = visit(coordinator).post(path(shift_id), **FIELDS, worker=str(worker.person_id), seen=seen)
    assert (answer.status_code, stands(shift_id).starts_at) == (422, wall("2026-08-10 09:00"))


def test_nobody_is_put_into_two_places(visit, coordinator, worker, give):
    give("2026-08-10", "15:00-20:00", worker)
    shift_id = give("2026-08-10", "09:00-12:00", worker)
    answer = visit(coordinator).submit(path(shift_id), **FIELDS, worker=str(worker.person_id))
    assert answer.status_code == 422
    assert "Alex is already here: Monday, 3pm to 8pm" in answer.get_data(as_text=True)


def test_its_own_old_time_is_no_other_shift(visit, coordinator, worker, give, stands):
    shift_id = give("2026-08-10", "09:00-17:00", worker)
    assert visit(coordinator).submit(path(shift_id), **FIELDS, worker=str(worker.person_id)).status_code == 303


@pytest.mark.parametrize(("start", "end"), [("10:00", "10:00"), ("25:00", "18:00"), ("", "")])
def test_times_no_clock_shows_are_asked_again(visit, coordinator, worker, give, start, end):
    shift_id = give("2026-08-10", "09:00-17:00", worker)
    fields = {**FIELDS, "from_time": start, "to_time": end, "worker": str(worker.person_id)}
    assert visit(coordinator).submit(path(shift_id), **fields).status_code == 422


def test_what_is_over_stays(visit, coordinator, worker, give, at):
    shift_id = give("2026-08-10", "09:00-17:00", worker)
    at("2026-08-11 09:00")
    browser = visit(coordinator)
    assert "over or called off" in browser.after(browser.get(path(shift_id)))


def test_a_late_change_is_found_until_its_worker_says_yes(visit, coordinator, worker, give, inside):
    shift_id = give("2026-08-10", "09:00-17:00", worker)
    visit(coordinator).submit(path(shift_id), **FIELDS, worker=str(worker.person_id))
    assert "Days from the change to Mon 10am: 3; usual is 7" in visit(worker).page("/rosters/mine")
    visit(worker).post(f"/rosters/shifts/{shift_id}/confirm")
    assert "Days from the change" not in visit(worker).page("/rosters/mine")
