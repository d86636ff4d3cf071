"""A stretch of the roster as a sheet: out, and in again after a look, with each bad line named."""

import pytest
import sqlalchemy as sa

from house.rosters.models import Shift, ShiftStatus
from tests.rosters.plans import wall

HEAD = "day,from,to,kind,asleep from,asleep to,worker,words\n"


@pytest.fixture
def draft(visit, coordinator):
    """A fortnight over the night the clocks go forward."""
    fields = {"first_day": "2026-09-28", "days": "14", "fill": "nothing"}
    return visit(coordinator).submit("/rosters/periods", **fields).headers["Location"]


def put_in(visit, coordinator, draft, text, **more):
    return visit(coordinator).submit(f"{draft}/put-in", text=HEAD + text, **more)


def test_nothing_is_added_before_it_is_seen(visit, coordinator, draft, shifts):
    answer = put_in(visit, coordinator, draft, "2026-09-29,22:00,6am,sleepover,22:00,06:00,alex,\n")
    assert (answer.status_code, shifts()) == (200, [])
    assert "What it would be" in answer.get_data(as_text=True)


def test_what_was_seen_is_added_to_the_draft(visit, coordinator, worker, draft, shifts):
    put_in(visit, coordinator, draft, "2026-09-29,2pm,10pm,,,,ALEX,Pizza\n", sure="y")
    [shift] = shifts()
    assert (shift.status, shift.worker_id) == (ShiftStatus.draft, worker.person_id)
    assert (shift.starts_at, shift.visible_label) == (wall("2026-09-29 14:00"), "Pizza")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("29/09/2026,10:00,18:00,,,,,", "“day” is written like 2026-08-17."),
        ("2026-10-20,10:00,18:00,,,,,", "This day is in another stretch of the roster."),
        ("2026-09-29,10:00,10:00,,,,,", "It starts and ends at the same time."),
        ("2026-09-29,10:00,50:00,,,,,", "“to” is a time like 22:00 or 10pm."),
        ("2026-09-29,,18:00,,,,,", "“from” is a time like 22:00 or 10pm."),
        ("2026-10-04,02:00,03:00,,,,,", "The clocks go forward that night and leave this time out."),
        ("2026-09-29,10:00,18:00,party,,,,", "“kind” is one of:"),
        ("2026-09-29,10:00,18:00,,,,Robin,", "“worker” is the name of somebody who works here"),
        ("2026-09-29,10:00,18:00,sleepover,22:00,06:00,,", "The hours of sleep do not fit"),
        ("2026-09-29,10:00,18:00,,,,," + "x" * 61, "“words” can be up to 60 letters long."),
    ],
)
def test_each_bad_line_is_named_and_nothing_is_added(visit, coordinator, draft, shifts, line, words):
    text = f"2026-09-28,10:00,18:00,,,,,\n{line}\n"
    answer = put_in(visit, coordinator, draft, text, sure="y")
    page = answer.get_data(as_text=True)
    assert (answer.status_code, shifts()) == (422, [])
    assert "Line 3" in page and words in page and "2026-09-28,10:00" in page


def test_a_time_the_clocks_leave_out_is_noted(visit, coordinator, draft):
    page = put_in(visit, coordinator, draft, "2026-10-04,02:30,08:00,,,,,\n").get_data(as_text=True)
    assert "The clocks leave 02:30 out that night" in page


LONG_CELL = f'{HEAD}2026-09-29,10:00,18:00,,,,,"{{}}"\n'


@pytest.mark.parametrize("letters", [1_000_000, 140_000, 5_000])
def test_a_cell_that_is_far_too_long_adds_nothing(visit, coordinator, draft, shifts, letters):
    text = LONG_CELL.format("x" * letters)
    answer = visit(coordinator).submit(f"{draft}/put-in", text=text, sure="y")
    assert (answer.status_code in (413, 422), shifts()) == (True, [])
    page = answer.get_data(as_text=True)
    assert "letters long" in page or "This is too big to send" in page


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "x" * 200_000, '2026-09-29,"10:00', "", "\n\n", "name\nx", "\x00", "9" * 5000]
)
def test_what_is_no_sheet_is_asked_again(visit, coordinator, draft, shifts, text):
    answer = visit(coordinator).submit(f"{draft}/put-in", text=text, sure="y")
    assert answer.status_code in (413, 422)
    assert shifts() == []


def test_out_and_in_again_is_the_same(visit, coordinator, worker, draft, shifts, inside):
    line = "2026-09-29,14:00,10:00,sleepover,22:30,06:30,Alex,'=1+1\n"
    put_in(visit, coordinator, draft, line, sure="y")
    text = visit(coordinator).get(f"{draft}/sheet.csv").get_data(as_text=True).removeprefix("\ufeff")
    assert text.replace("\r\n", "\n") == HEAD + line
    with inside() as session:
        assert session.scalars(sa.select(Shift.visible_label)).one() == "=1+1"


def test_published_days_take_no_sheet(visit, coordinator, draft, shifts):
    visit(coordinator).post(f"{draft}/publish")
    browser = visit(coordinator)
    answer = browser.submit(f"{draft}/put-in", text=HEAD + "2026-09-29,10:00,18:00,,,,,\n", sure="y")
    assert "published already" in browser.after(answer)
    assert shifts() == []


@pytest.mark.parametrize("who", ["worker", "resident", "outside_coordinator"])
def test_sheets_are_for_coordinators(who, request, visit, draft):
    for end in ("put-in", "sheet.csv"):
        assert visit(request.getfixturevalue(who)).get(f"{draft}/{end}").status_code == 404
