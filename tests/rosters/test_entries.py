"""Shifts in calendars: my own, and who is here."""

from datetime import timedelta

import pytest

from house import clock
from house.rosters import acts
from house.rosters.entries import entries, here_entries
from house.rosters.models import Shift
from house.rosters.plan import ShiftKind
from house.when.span import Span
from tests.rosters.plans import wall

SLEEP, ON_CALL = ShiftKind.sleepover, ShiftKind.on_call
WEEK = Span(wall("2026-08-03 00:00"), wall("2026-08-10 00:00"))


@pytest.fixture
def mine(inside, as_viewer, worker):
    def read(somebody=worker, window=WEEK):
        with inside():
            return entries(as_viewer(somebody), window)

    return read


@pytest.fixture
def here(inside, as_viewer, resident):
    def read(somebody=resident, window=WEEK, **more):
        with inside():
            return here_entries(as_viewer(somebody), window, **more)

    return read


@pytest.mark.parametrize(
    ("times", "kind", "title"),
    [
        ("09:00-17:00", ShiftKind.day, "Shift: here 9am to 5pm"),
        ("22:00-06:00", SLEEP, "Shift: here overnight, asleep 10pm to 6am"),
        ("14:00-10:00", SLEEP, "Shift: here 2pm to 10am, asleep 10pm to 6am"),
        ("17:00-09:00", ON_CALL, "Shift: on call 5pm to 9am"),
    ],
)
def test_my_shifts_say_what_they_are(give, mine, worker, times, kind, title):
    give("2026-08-07", times, worker, kind)
    assert [entry.title for entry in mine()] == [title]


def test_on_a_lock_screen_it_is_only_a_shift(give, mine, worker):
    give("2026-08-07", "09:00-17:00", worker)
    assert [entry.quiet_title for entry in mine()] == ["Shift"]


def test_a_night_is_one_entry_of_its_real_length(give, mine, worker, at):
    at("2026-10-01 12:00")
    give("2026-10-03", "22:00-06:00", worker, SLEEP)
    [night] = mine(window=Span(wall("2026-10-03 00:00"), wall("2026-10-05 00:00")))
    assert (night.starts, night.ends - night.starts) == (wall("2026-10-03 22:00"), timedelta(hours=7))


def test_its_key_and_path_stay_for_life(give, mine, worker):
    shift_id = give("2026-08-07", "09:00-17:00", worker)
    [entry] = mine()
    assert (entry.key, entry.path) == (f"shift-{shift_id}", f"/rosters/shifts/{shift_id}")


def test_a_shift_still_to_answer_says_so(give, mine, worker):
    give("2026-08-07", "09:00-17:00", worker, confirmed=False)
    assert mine()[0].note == "This shift is waiting for your yes."


def test_a_yes_moves_it_on_in_every_calendar(give, mine, inside, worker, at):
    shift_id = give("2026-08-07", "09:00-17:00", worker, confirmed=False)
    [before] = mine()
    at("2026-08-06 17:05")
    with inside() as session:
        acts.confirm(session.get_one(Shift, shift_id), clock.now())
    [after] = mine()
    assert (after.sequence > before.sequence, after.changed_at > before.changed_at) == (True, True)


def test_a_called_off_shift_stays_marked(give, mine, inside, worker, coordinator):
    shift_id = give("2026-08-07", "09:00-17:00", worker)
    with inside() as session:
        acts.call_off(session.get_one(Shift, shift_id), coordinator.person_id, clock.now())
    assert [entry.is_called_off for entry in mine()] == [True]


def test_they_are_mine_alone(give, mine, worker, other_worker):
    give("2026-08-07", "09:00-17:00", other_worker)
    assert mine() == []


@pytest.mark.parametrize(
    ("day", "times", "is_in", "why"),
    [
        ("2026-08-09", "22:00-06:00", True, "it begins inside"),
        ("2026-08-09", "20:00-00:00", True, "it ends with the window"),
        ("2026-08-10", "00:00-06:00", False, "it begins as the window ends"),
        ("2026-08-02", "22:00-06:00", True, "it ends inside"),
        ("2026-08-02", "20:00-00:00", False, "it ends as the window begins"),
        ("2026-08-02", "00:01-00:00", False, "the longest one before the window"),
        ("2026-08-02", "00:02-00:01", True, "the longest one that reaches into it"),
    ],
)
def test_the_window_is_half_open(give, mine, worker, at, day, times, is_in, why):
    at("2026-08-01 12:00")
    give(day, times, worker)
    assert bool(mine()) is is_in, why


# --- who is here ---


def test_who_is_here_by_name(give, here, worker, other_worker):
    give("2026-08-07", "09:00-17:00", worker)
    give("2026-08-07", "17:00-09:00", other_worker, ON_CALL)
    assert [entry.title for entry in here()] == ["Alex is here", "Sam is on call"]


def test_the_note_tells_of_sleep(give, here, worker):
    give("2026-08-07", "22:00-06:00", worker, SLEEP)
    assert here()[0].note == "Here overnight, asleep 10pm to 6am"


def test_on_a_lock_screen_there_is_no_name(give, here, worker):
    give("2026-08-07", "09:00-17:00", worker)
    assert "Alex" not in here()[0].quiet_title


def test_i_need_not_be_told_that_i_am_here(give, here, worker):
    give("2026-08-07", "09:00-17:00", worker)
    assert here(worker) == []


def test_unless_i_ask(give, here, worker):
    give("2026-08-07", "09:00-17:00", worker)
    assert [entry.is_mine for entry in here(worker, with_mine=True)] == [True]


def test_the_two_kinds_of_entry_never_share_a_key(give, here, mine, worker):
    give("2026-08-07", "09:00-17:00", worker)
    assert {entry.key for entry in mine()} & {entry.key for entry in here(worker, with_mine=True)} == set()


def test_an_open_shift_brings_nobody(give, here):
    give("2026-08-07", "09:00-17:00", None)
    assert here() == []


def test_a_worker_who_left_stays_in_what_was(give, here, move_on, worker, at):
    give("2026-08-06", "18:00-20:00", worker)
    at("2026-08-06 21:00")
    move_on(worker)
    assert [entry.title for entry in here()] == ["Alex is here"]


def test_a_worker_who_left_is_not_here_to_come(give, here, move_on, worker):
    give("2026-08-06", "16:00-20:00", worker)
    give("2026-08-07", "18:00-20:00", worker)
    move_on(worker)
    assert here() == []


def test_the_other_house_sees_none_of_it(give, here, worker, outsider):
    give("2026-08-07", "09:00-17:00", worker)
    assert here(outsider) == []


def test_each_is_one_query(give, inside, as_viewer, queries, worker, other_worker):
    for day in range(6, 10):
        give(f"2026-08-{day:02}", "18:00-22:00", worker)
        give(f"2026-08-{day:02}", "22:00-06:00", other_worker, SLEEP)
    with inside(), queries() as seen:
        entries(as_viewer(worker), WEEK)
        here_entries(as_viewer(worker), WEEK)
    assert seen.count == 2
