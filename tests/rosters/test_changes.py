"""How a shift changed after it was published: what it was and is, by whom, and who was told."""

import pytest
import sqlalchemy as sa

from house.rosters.period_models import ShiftAlteration

FIELDS = {"day": "2026-08-10", "from_time": "10:00", "to_time": "18:00", "kind": "day", "visible_label": ""}
CHANGED = "A shift of yours was changed"


def path(shift_id, act="changes"):
    return f"/rosters/shifts/{shift_id}/{act}"


@pytest.fixture
def shift_id(give, worker):
    """Alex's Monday, with a yes."""
    return give("2026-08-10", "09:00-17:00", worker)


@pytest.fixture
def given_on(visit, coordinator, other_worker, shift_id):
    """Cleo gives it to Sam, an hour later."""
    visit(coordinator).submit(path(shift_id, "change"), **FIELDS, worker=str(other_worker.person_id))
    return shift_id


def test_coordinators_read_how_it_was_and_is_and_who_was_told(visit, coordinator, given_on):
    page = visit(coordinator).page(path(given_on))
    for words in (
        "After: Sam, Monday, 10am to 6pm",
        "Before: Alex, Monday, 9am to 5pm",
        "Cleo changed it, today 5pm.",
        "It waits for Alex on their page Today.",
        "It waits for Sam on their page Today.",
    ):
        assert words in page


def test_who_had_it_is_told_and_says_that_they_saw_it(visit, worker, coordinator, given_on):
    assert f"{CHANGED}: Monday, 10am to 6pm" in visit(worker).page("/")
    browser = visit(worker)
    browser.submit(path(given_on, "changes/seen"), page=path(given_on))
    assert CHANGED not in browser.page("/")
    assert "Alex saw it, today 5pm." in visit(coordinator).page(path(given_on))


def test_a_yes_says_that_it_was_seen(visit, other_worker, coordinator, given_on):
    page = visit(other_worker).page("/")
    assert "A shift is waiting for your yes" in page and CHANGED not in page
    visit(other_worker).post(path(given_on, "confirm"))
    assert "Sam saw it, today 5pm." in visit(coordinator).page(path(given_on))


def test_who_changed_it_themselves_is_not_told(visit, worker, coordinator, shift_id):
    visit(worker).post(path(shift_id, "cant-make-it"))
    assert CHANGED not in visit(worker).page("/")
    page = visit(coordinator).page(path(shift_id))
    assert "Alex gave it back, today 5pm." in page and "waits for Alex" not in page


def test_a_shift_that_is_called_off_is_told_to_its_worker(visit, worker, coordinator, shift_id):
    visit(coordinator).submit(path(shift_id, "call-off"))
    assert f"{CHANGED}: Monday, 9am to 5pm" in visit(worker).page("/")
    assert "After: called off, Monday, 9am to 5pm" in visit(worker).page(path(shift_id))


def test_once_it_is_over_nobody_is_told_of_it(visit, worker, given_on, at):
    at("2026-08-10 18:00")
    assert CHANGED not in visit(worker).page("/")


@pytest.mark.parametrize("who", ["other_worker", "resident"])
def test_nobody_says_it_for_somebody_else(who, request, visit, inside, given_on):
    visit(request.getfixturevalue(who)).post(path(given_on, "changes/seen"))
    with inside() as session:
        assert session.scalars(sa.select(ShiftAlteration.before_saw_at)).one() is None


def test_the_house_reads_who_is_here_now(visit, resident, given_on):
    for address in (path(given_on), "/rosters/changes"):
        page = visit(resident).page(address)
        assert "Now with Sam, instead of Alex." in page
        assert "Monday, 10am to 6pm" in page and "Before it was Monday, 9am to 5pm." in page
        assert "Cleo" not in page and "waits for" not in page


def test_the_house_reads_nothing_of_who_could_not(visit, resident, other_worker, worker, shift_id):
    visit(worker).post(path(shift_id, "cant-make-it"))
    assert "Nobody for now. Others were asked." in visit(resident).page("/rosters/changes")
    visit(other_worker).post(path(shift_id, "take"))
    page = visit(resident).page("/rosters/changes")
    assert "Now with Sam." in page and "Alex" not in page


def test_another_worker_reads_what_the_house_reads(visit, worker, other_worker, coordinator, give, shift_id):
    visit(coordinator).submit(path(shift_id, "change"), **FIELDS, worker=str(worker.person_id))
    assert "Before: Alex, Monday, 9am to 5pm" in visit(worker).page(path(shift_id))
    page = visit(other_worker).page(path(shift_id))
    assert "Cleo" not in page and "Before it was Monday, 9am to 5pm." in page


def test_a_draft_has_no_changes_to_read(visit, coordinator, resident, worker, shifts):
    visit(coordinator).submit("/rosters/periods", first_day="2026-08-17", days="7", fill="nothing")
    fields = {**FIELDS, "day": "2026-08-18", "worker": str(worker.person_id)}
    visit(coordinator).submit("/rosters/shifts/new", **fields)
    [draft] = shifts()
    assert visit(resident).get(path(draft.id)).status_code == 404
    assert "Nothing has changed" in visit(coordinator).page(path(draft.id))


def test_a_period_lists_its_shifts_with_their_changes(visit, coordinator, worker, other_worker, shifts):
    period = visit(coordinator).submit("/rosters/periods", first_day="2026-08-17", days="7", fill="nothing")
    where = period.headers["Location"]
    for day in ("2026-08-19", "2026-08-18"):
        fields = {**FIELDS, "day": day, "worker": str(worker.person_id)}
        visit(coordinator).submit("/rosters/shifts/new", **fields)
    visit(coordinator).post(f"{where}/publish")
    assert f"{where}/changes" in visit(coordinator).page(where)
    assert "Nothing has changed since." in visit(coordinator).page(f"{where}/changes")
    for shift in shifts():
        visit(worker).post(path(shift.id, "cant-make-it"))
    page = visit(coordinator).page(f"{where}/changes")
    assert page.index("Tuesday 18 August, 10am") < page.index("Wednesday 19 August, 10am")
    assert page.count("Alex gave it back, today 5pm.") == 2
    for who in (worker, other_worker):
        assert visit(who).get(f"{where}/changes").status_code == 404


def test_the_page_of_a_shift_leads_there_once_it_changed(visit, resident, coordinator, give, worker, given_on):
    as_it_was = give("2026-08-12", "09:00-17:00", worker)
    assert "How this shift changed" not in visit(resident).page(f"/rosters/shifts/{as_it_was}")
    assert "How this shift changed" in visit(resident).page(f"/rosters/shifts/{given_on}")
