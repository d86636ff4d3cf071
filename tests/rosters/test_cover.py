"""Somebody can't make it: the shift is open, a few others are asked, one takes it, and the house sees it."""

from datetime import date

import pytest
import sqlalchemy as sa

from house import clock
from house.rosters import agreeing
from house.rosters.cover_models import Answer, CoverAsk
from house.rosters.models import Shift, ShiftStatus
from house.rosters.period_models import Altered, ShiftAlteration
from house.rosters.plan import ShiftKind
from house.rosters.time_off import Off

CANT, TAKE, NOT_NOW = "cant-make-it", "take", "not-this-time"


def path(shift_id, act=""):
    return f"/rosters/shifts/{shift_id}/{act}".rstrip("/")


@pytest.fixture
def asks(inside):
    """Who is asked for a shift, and what they said."""

    def read(shift_id):
        query = sa.select(CoverAsk.person_id, CoverAsk.answer).where(CoverAsk.shift_id == shift_id)
        with inside() as session:
            return {person_id: answer for person_id, answer in session.execute(query.order_by(CoverAsk.id))}

    return read


@pytest.fixture
def tonight(give, worker):
    """Alex's evening."""
    return give("2026-08-06", "19:00-23:00", worker, ShiftKind.evening)


def test_one_button_opens_the_shift_and_asks_somebody_else(visit, worker, other_worker, tonight, stands, asks):
    browser = visit(worker)
    page = browser.after(browser.submit(path(tonight, CANT), page=path(tonight)))
    assert "Thanks for saying so. The shift is open, and others are asked now." in page
    assert (stands(tonight).status, stands(tonight).worker_id) == (ShiftStatus.open, None)
    assert asks(tonight) == {worker.person_id: Answer.not_this_time, other_worker.person_id: None}


def test_it_is_nobody_elses_to_say(visit, other_worker, coordinator, resident, tonight):
    for who in (other_worker, coordinator, resident):
        assert visit(who).post(path(tonight, CANT)).status_code == 404


def test_who_is_asked_finds_it_on_today_and_takes_it(visit, worker, other_worker, resident, tonight, stands):
    visit(worker).post(path(tonight, CANT))
    assert "Can you take this shift? today, 7pm to 11pm" in visit(other_worker).page("/")
    browser = visit(other_worker)
    page = browser.after(browser.submit(path(tonight, TAKE), page=path(tonight)))
    assert "It’s yours: today, 7pm to 11pm." in page
    assert (stands(tonight).status, stands(tonight).worker_id) == (ShiftStatus.confirmed, other_worker.person_id)
    assert "Sam" in visit(resident).page("/") and "Can you take" not in browser.page("/")


def test_taken_it_can_be_given_back(visit, worker, other_worker, tonight, stands):
    visit(worker).post(path(tonight, CANT))
    visit(other_worker).post(path(tonight, TAKE))
    visit(other_worker).post(path(tonight, CANT))
    assert stands(tonight).status is ShiftStatus.open


def test_the_second_to_take_it_is_told_kindly(visit, worker, other_worker, give, stands):
    shift_id = give("2026-08-10", "09:00-17:00", None)
    visit(worker).post(path(shift_id, TAKE))
    browser = visit(other_worker)
    assert "Somebody was first" in browser.after(browser.post(path(shift_id, TAKE)))
    assert stands(shift_id).worker_id == worker.person_id


def test_taking_it_twice_changes_nothing(visit, worker, give, stands):
    shift_id = give("2026-08-10", "09:00-17:00", None)
    for _again in range(2):
        visit(worker).post(path(shift_id, TAKE))
    assert stands(shift_id).sequence == 1


def test_not_this_time_is_told_to_nobody_and_asked_only_once(visit, worker, other_worker, coordinator, tonight, asks):
    visit(worker).post(path(tonight, CANT))
    visit(other_worker).post(path(tonight, NOT_NOW))
    assert asks(tonight)[other_worker.person_id] is Answer.not_this_time
    assert "Can you take" not in visit(other_worker).page("/")
    assert "Not this time" not in visit(coordinator).page(path(tonight))


@pytest.mark.parametrize(
    ("day", "times", "why"),
    [
        ("2026-08-06", "09:00-18:00", "it would be too long a day"),
        ("2026-08-07", "06:00-09:00", "there would be too short a break"),
        ("2026-08-06", "20:00-21:00", "it is at the same time"),
    ],
)
def test_nobody_is_asked_for_whom_the_checks_find_something(
    visit, worker, other_worker, give, tonight, asks, day, times, why
):
    give(day, times, other_worker)
    visit(worker).post(path(tonight, CANT))
    assert other_worker.person_id not in asks(tonight), why


def test_what_is_found_of_the_shift_itself_keeps_nobody_away(visit, worker, other_worker, give, asks, stands):
    shift_id = give("2026-08-10", "21:30-07:00", worker, ShiftKind.sleepover, "22:00-06:00")
    assert "of work beside the night" in visit(worker).page("/rosters/mine")
    visit(worker).post(path(shift_id, CANT))
    assert asks(shift_id)[other_worker.person_id] is None
    visit(other_worker).post(path(shift_id, TAKE))
    assert stands(shift_id).worker_id == other_worker.person_id


def test_nobody_on_leave_is_asked(visit, worker, other_worker, tonight, asks, inside):
    with inside():
        off = Off(0, other_worker.person_id, True, date(2026, 8, 6), date(2026, 8, 6))
        agreeing.enter_time_off(other_worker.house_id, off, clock.now())
    visit(worker).post(path(tonight, CANT))
    assert other_worker.person_id not in asks(tonight)


@pytest.mark.parametrize(
    ("fields", "kind", "is_asked"),
    [
        ({}, ShiftKind.day, False),
        ({"is_asked": "y"}, ShiftKind.day, True),
        ({"is_asked": "y"}, ShiftKind.active_night, False),
        ({"is_asked": "y", "for_nights": "y"}, ShiftKind.active_night, True),
    ],
)
def test_a_worker_says_what_they_are_asked_for(visit, worker, other_worker, give, asks, fields, kind, is_asked):
    visit(other_worker).submit("/rosters/wishes", **fields)
    shift_id = give("2026-08-10", "22:00-06:00", worker, kind)
    visit(worker).post(path(shift_id, CANT))
    assert (other_worker.person_id in asks(shift_id)) is is_asked


def test_whoever_was_asked_least_is_asked_first(
    visit, worker, other_worker, coordinator, give, asks, inside, monkeypatch
):
    monkeypatch.setattr("house.rosters.asking.AT_ONCE", 1)
    for day in ("2026-08-10", "2026-08-12"):
        shift_id = give(day, "09:00-17:00", None)
        visit(coordinator).submit(path(shift_id, "ask-around"), page=path(shift_id))
    with inside() as session:
        asked = session.scalars(sa.select(CoverAsk.person_id).order_by(CoverAsk.id)).all()
    assert set(asked) == {worker.person_id, other_worker.person_id}


def test_findings_send_a_worker_to_the_coordinator(visit, worker, give, stands):
    give("2026-08-10", "14:00-22:00", worker)
    shift_id = give("2026-08-11", "06:30-12:00", None)
    browser = visit(worker)
    page = browser.after(browser.post(path(shift_id, TAKE)))
    assert "8 h 30 min between Mon 10pm and Tue 6:30am; usual is 10 h" in page
    assert "Ask a coordinator about it." in page
    assert stands(shift_id).status is ShiftStatus.open


def test_what_happened_is_kept_with_who_was_told(visit, worker, other_worker, tonight, inside):
    visit(worker).post(path(tonight, CANT))
    visit(other_worker).post(path(tonight, TAKE))
    table = ShiftAlteration
    query = sa.select(table.what, table.worker_before_id, table.worker_after_id).order_by(table.id)
    with inside() as session:
        assert [tuple(row) for row in session.execute(query)] == [
            (Altered.opened, worker.person_id, None),
            (Altered.taken, None, other_worker.person_id),
        ]


def test_an_ask_survives_an_edit_of_the_shift(visit, worker, other_worker, coordinator, give):
    shift_id = give("2026-08-10", "09:00-17:00", worker)
    visit(worker).post(path(shift_id, CANT))
    fields = {"worker": "nobody", "day": "2026-08-10", "from_time": "10:00", "to_time": "16:00", "kind": "day"}
    visit(coordinator).submit(path(shift_id, "change"), **fields)
    assert "Can you take this shift? Monday, 10am to 4pm" in visit(other_worker).page("/")


# --- until it is covered ---


def test_from_four_weeks_before_it_waits_for_a_coordinator(visit, coordinator, give):
    give("2026-09-02", "09:00-17:00", None)
    assert "A shift has nobody yet" in visit(coordinator).page("/")


def test_twelve_hours_before_it_is_said_plainly_to_coordinator_and_on_call(
    visit, coordinator, worker, other_worker, resident, give, at
):
    give("2026-08-06", "16:00-23:00", other_worker, ShiftKind.on_call)
    give("2026-08-06", "21:00-23:00", None)
    assert "Nobody is coming yet: today, 9pm to 11pm" in visit(coordinator).page("/")
    assert "You are on call, and nobody is coming yet: today, 9pm to 11pm" in visit(other_worker).page("/")
    for who in (worker, resident):
        assert "nobody is coming yet" not in visit(who).page("/").casefold()


# --- not here yet ---


@pytest.fixture
def on_now(give, worker, at):
    """A shift that began ten minutes ago."""
    shift_id = give("2026-08-06", "18:00-23:00", worker, ShiftKind.evening)
    at("2026-08-06 18:10")
    return shift_id


def test_not_here_yet_finds_cover_and_blames_nobody(visit, resident, other_worker, on_now, inside, stands):
    browser = visit(resident)
    page = browser.after(browser.submit(path(on_now, "not-here-yet"), page=path(on_now)))
    assert "Cover is being found." in page
    assert "Alex" not in page
    assert "Can you take this shift?" in visit(other_worker).page("/")
    with inside() as session:
        assert session.scalars(sa.select(ShiftAlteration)).all() == []


def test_cover_comes_and_the_house_sees_who(visit, resident, other_worker, on_now, stands):
    visit(resident).post(path(on_now, "not-here-yet"))
    visit(other_worker).post(path(on_now, TAKE))
    page = visit(resident).page("/")
    assert "Sam" in page and "Cover is being found" not in page
    assert stands(on_now).worker_id == other_worker.person_id


def test_here_after_all_leaves_nothing_behind(visit, resident, other_worker, on_now, stands, asks):
    visit(resident).post(path(on_now, "not-here-yet"))
    browser = visit(resident)
    page = browser.after(browser.submit(path(on_now, "here-after-all"), page=path(on_now)))
    assert "Alex" in page and "Cover is being found" not in page
    assert (stands(on_now).sought_at, asks(on_now)) == (None, {})


def test_today_leads_to_the_button_once_a_shift_has_begun(visit, resident, worker, on_now, at):
    for address in ("/", "/rosters"):
        assert f'<a href="{path(on_now)}">Is Alex not here yet?</a>' in visit(resident).page(address)
        assert "not here yet" not in visit(worker).page(address)
    assert f'action="{path(on_now, "not-here-yet")}"' in visit(resident).page(path(on_now))
    at("2026-08-06 20:01")
    assert "not here yet" not in visit(resident).page("/")


def test_before_it_begins_today_does_not_ask(visit, resident, tonight):
    assert "not here yet" not in visit(resident).page("/")


def test_that_cover_is_being_found_is_said_beside_who_is_here(visit, resident, other_worker, give, on_now):
    give("2026-08-06", "17:00-23:00", other_worker)
    visit(resident).post(path(on_now, "not-here-yet"))
    page = visit(resident).page("/")
    assert "One more was planned. Cover is being found." in page and "Alex" not in page
    assert f'href="{path(on_now)}">They are here now</a>' in page


def test_nobody_there_yet_says_who_is_on_call(visit, resident, other_worker, give, on_now):
    give("2026-08-06", "17:00-23:00", other_worker, ShiftKind.on_call)
    visit(resident).post(path(on_now, "not-here-yet"))
    page = visit(resident).page("/")
    assert "Cover is being found." in page and "On call: Sam." in page


def test_before_it_begins_nobody_is_not_here_yet(visit, resident, tonight, stands):
    browser = visit(resident)
    assert "That shift has changed" in browser.after(browser.post(path(tonight, "not-here-yet")))
    assert stands(tonight).sought_at is None


def test_who_moves_on_is_asked_no_more(visit, worker, other_worker, tonight, move_on, asks):
    visit(worker).post(path(tonight, CANT))
    move_on(other_worker)
    assert other_worker.person_id not in asks(tonight)


def test_residents_read_nothing_of_who_could_not(visit, resident, worker, tonight, inside):
    visit(worker).post(path(tonight, CANT))
    page = visit(resident).page(path(tonight))
    assert "Nobody yet" in page and "Alex" not in page and "can’t" not in page
    with inside() as session:
        assert session.get_one(Shift, tonight).worker_id is None
