"""When a worker can't: theirs to enter, without a reason, and nobody's but coordinators' to see."""

from datetime import date, time

import pytest
import sqlalchemy as sa

from house.rosters.terms_models import TimeOff
from house.rosters.time_off import Off, not_there
from house.when.span import Span
from tests.rosters.plans import wall
from tests.support.cast import ZONE

PATH = "/rosters/time-off"
LEAVE = {"kind": "leave", "first_day": "2026-08-10", "last_day": "2026-08-14", "weekday": "0"}
MONTH = Span(wall("2026-08-01 00:00"), wall("2026-09-01 00:00"))


@pytest.mark.parametrize(
    ("off", "spans", "why"),
    [
        (
            Off(1, 1, True, date(2026, 8, 10), date(2026, 8, 11)),
            [("2026-08-10 00:00", "2026-08-11 00:00"), ("2026-08-11 00:00", "2026-08-12 00:00")],
            "two whole days",
        ),
        (
            Off(1, 1, False, date(2026, 8, 18), None, 1, time(9), time(13)),
            [("2026-08-18 09:00", "2026-08-18 13:00"), ("2026-08-25 09:00", "2026-08-25 13:00")],
            "Tuesdays from then on",
        ),
        (
            Off(1, 1, False, date(2026, 7, 31), date(2026, 7, 31), None, time(22), time(6)),
            [("2026-07-31 22:00", "2026-08-01 06:00")],
            "past midnight, begun the day before",
        ),
        (Off(1, 1, True, date(2026, 9, 3), date(2026, 9, 4)), [], "later"),
    ],
)
def test_time_off_becomes_spans(off: Off, spans: list[tuple[str, str]], why: str) -> None:
    found = [each.span for each in not_there([off], MONTH, ZONE)]
    assert found == [Span(wall(start), wall(end)) for start, end in spans], why


def test_a_day_off_is_as_long_as_its_day_when_the_clocks_change() -> None:
    window = Span(wall("2026-10-01 00:00"), wall("2026-11-01 00:00"))
    [day] = not_there([Off(1, 1, True, date(2026, 10, 4), date(2026, 10, 4))], window, ZONE)
    assert day.span.minutes == 23 * 60


def test_an_hour_the_clocks_skip_is_no_time() -> None:
    window = Span(wall("2026-10-01 00:00"), wall("2026-11-01 00:00"))
    assert (
        not_there([Off(1, 1, False, date(2026, 10, 4), date(2026, 10, 4), None, time(2), time(3))], window, ZONE) == []
    )


def test_leave_is_noted_and_found_beside_a_shift(visit, worker, coordinator, give):
    give("2026-08-12", "09:00-17:00", worker)
    browser = visit(worker)
    page = browser.after(browser.submit(PATH, **LEAVE))
    assert "Leave, Mon 10 August 2026 to Fri 14 August 2026" in page
    assert "On leave for 8 h of Wed 9am to Wed 5pm" in browser.page("/rosters/mine")


def test_a_time_every_week_is_said_in_words(visit, worker):
    browser = visit(worker)
    fields = {"kind": "weekly", "first_day": "2026-08-11", "last_day": "", "weekday": "1"}
    page = browser.after(browser.submit(PATH, **fields, from_time="09:00", to_time="13:00"))
    assert "Every Tuesday, 9am to 1pm, from Tue 11 August 2026" in page


def test_it_is_taken_away_by_its_worker_alone(visit, worker, other_worker, inside):
    visit(worker).submit(PATH, **LEAVE)
    with inside() as session:
        off_id = session.scalars(sa.select(TimeOff.id)).one()
    assert visit(other_worker).post(f"{PATH}/{off_id}/take-away").status_code == 404
    visit(worker).submit(f"{PATH}/{off_id}/take-away", page=PATH)
    with inside() as session:
        assert session.scalars(sa.select(TimeOff.id)).all() == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"first_day": ""}, "Choose the first day."),
        ({"last_day": "2026-08-01"}, "This is before the first day."),
        ({"from_time": "09:00"}, "Write both hours, or leave both empty."),
        ({"first_day": "9999-12-31", "last_day": ""}, "within five years"),
        ({"kind": "because"}, "Choose what it is."),
    ],
)
def test_what_can_not_be_is_said_in_words(visit, worker, fields, words):
    answer = visit(worker).submit(PATH, **{**LEAVE, "last_day": "", **fields})
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


def test_there_is_no_column_for_a_reason() -> None:
    kept = {"house_id", "person_id", "is_leave", "first_day", "last_day", "weekday", "from_time", "to_time", "made_at"}
    assert {column.name for column in TimeOff.__table__.columns} == kept | {"id"}


def test_residents_see_no_leave(visit, worker, resident, give):
    give("2026-08-12", "09:00-17:00", worker)
    visit(worker).submit(PATH, **LEAVE)
    for path in ("/rosters", "/", "/week"):
        assert "leave" not in visit(resident).page(path).casefold().replace("leave a message", "")


def test_who_moves_on_leaves_no_time_off(visit, worker, move_on, inside):
    visit(worker).submit(PATH, **LEAVE)
    move_on(worker)
    with inside() as session:
        assert session.scalars(sa.select(TimeOff.id)).all() == []
