"""Work in the night is noted without anybody's name, and the shift after it is looked at again at once."""

import pytest
import sqlalchemy as sa

from house.rosters.handing_models import CallOut
from house.rosters.plan import ShiftKind
from tests.rosters.plans import wall

CALL = {"day": "2026-08-06", "start": "05:30", "end": "06:45"}


@pytest.fixture
def night(give, worker, at):
    """Alex slept here, and has a day after it."""
    at("2026-08-05 12:00")
    shift_id = give("2026-08-05", "18:00-06:00", worker, ShiftKind.sleepover)
    give("2026-08-06", "16:00-20:00", worker)
    at("2026-08-06 08:00")
    return f"/rosters/shifts/{shift_id}/called"


def test_a_call_breaks_the_rest_before_the_next_shift(visit, worker, night):
    browser = visit(worker)
    assert "between Thu 6am" not in browser.page("/rosters/mine")
    page = browser.after(browser.submit(night, **CALL))
    assert "Noted. The shift after it is looked at again." in page
    assert "9 h 15 min between Thu 6:45am and Thu 4pm; usual is 10 h" in page


def test_it_is_kept_from_when_to_when_and_no_more(visit, worker, night, inside):
    visit(worker).submit(night, **CALL)
    with inside() as session:
        call = session.scalars(sa.select(CallOut)).one()
        assert (call.starts_at, call.ends_at) == (wall("2026-08-06 05:30"), wall("2026-08-06 06:45"))
    names = {column.name for column in CallOut.__table__.columns}
    assert names == {"id", "house_id", "shift_id", "person_id", "starts_at", "ends_at", "noted_at"}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"end": "05:30"}, "This is the same time as the start."),
        ({"day": "2026-08-04"}, "This is not beside that shift, or is still to come."),
        ({"start": "07:50", "end": "08:30"}, "This is not beside that shift, or is still to come."),
        ({"start": ""}, "Write when it began"),
        ({"day": "9999-12-31"}, "This is not beside that shift"),
    ],
)
def test_what_can_not_be_is_said_in_words(visit, worker, night, fields, words):
    answer = visit(worker).submit(night, **{**CALL, **fields})
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


def test_the_same_time_is_noted_once(visit, worker, night):
    visit(worker).submit(night, **CALL)
    answer = visit(worker).submit(night, **{**CALL, "start": "06:00"})
    assert "Some of this time is noted already." in answer.get_data(as_text=True)


def test_a_slip_is_taken_away_by_who_noted_it(visit, worker, other_worker, night, inside):
    visit(worker).submit(night, **CALL)
    with inside() as session:
        call_id = session.scalars(sa.select(CallOut.id)).one()
    assert visit(other_worker).post(f"/rosters/calls/{call_id}/take-away").status_code == 404
    visit(worker).submit(f"/rosters/calls/{call_id}/take-away", page=night)
    with inside() as session:
        assert session.scalars(sa.select(CallOut.id)).all() == []


@pytest.mark.parametrize("who", ["other_worker", "resident", "coordinator"])
def test_it_is_noted_by_its_worker_alone(who, request, visit, night):
    assert visit(request.getfixturevalue(who)).get(night).status_code == 404
