"""Who is here now, until when, how to reach them, who is next."""

import pytest
import sqlalchemy as sa

from house import clock
from house.people.models import House, Membership
from house.rosters import acts, profiles
from house.rosters.here import who_is_here
from house.rosters.models import Shift
from house.rosters.plan import ShiftKind
from house.viewer import Role
from tests.support.cast import LONG_AGO, ZONE

SLEEP, ON_CALL = ShiftKind.sleepover, ShiftKind.on_call


@pytest.fixture
def here(inside, house_id):
    """The answer at this moment."""

    def ask(house=house_id):
        with inside():
            return who_is_here(house, ZONE, clock.now())

    return ask


@pytest.fixture
def words(here):
    """Who is here now, each as one line of words."""

    def ask():
        return [" ".join(filter(None, [one.name, one.state_words, one.until_words])) for one in here().on_now]

    return ask


def test_somebody_is_here_until_a_time(give, words, worker, at):
    give("2026-08-06", "14:00-22:00", worker)
    at("2026-08-06 19:40")
    assert words() == ["Alex Here until 10pm (in 2 hours 20 minutes)"]


NIGHT = "Alex Here overnight, asleep 10pm to 6am"


@pytest.mark.parametrize(
    ("moment", "expected", "mood", "why"),
    [
        ("2026-08-06 20:59", None, "", "before it"),
        ("2026-08-06 21:00", f"{NIGHT}. Here until 7am tomorrow (in 10 hours)", "here", "from its first minute"),
        ("2026-08-06 22:00", f"{NIGHT}. Here until 7am tomorrow (in 9 hours)", "asleep", "asleep from ten"),
        ("2026-08-07 03:00", f"{NIGHT}. Here until 7am (in 4 hours)", "asleep", "across midnight"),
        ("2026-08-07 06:00", "Alex Here until 7am (in 1 hour)", "here", "awake, and sleep is over"),
        ("2026-08-07 07:00", None, "", "its end is no part of it"),
    ],
)
def test_a_night_with_sleep(give, here, words, worker, at, moment, expected, mood, why):
    give("2026-08-06", "21:00-07:00", worker, SLEEP)
    at(moment)
    assert words() == ([expected] if expected else []), why
    assert [one.mood for one in here().on_now] == ([mood] if mood else [])


def test_a_night_that_is_all_sleep_says_its_end_once(give, words, worker, at):
    give("2026-08-06", "22:00-06:00", worker, SLEEP)
    at("2026-08-07 01:00")
    assert words() == [NIGHT]


@pytest.mark.parametrize(
    ("day", "at_midnight", "why"),
    [
        ("2026-10-03", "Alex Here until 6am (in 5 hours)", "the clocks go forward"),
        ("2026-04-04", "Alex Here until 6am (in 7 hours)", "they go back"),
        ("2026-08-07", "Alex Here until 6am (in 6 hours)", "they stay"),
    ],
)
def test_how_long_is_told_right_when_the_clocks_change(give, words, worker, at, day, at_midnight, why):
    at("2026-04-01 12:00")
    give(day, "22:00-06:00", worker, ShiftKind.active_night)
    at(f"{day[:-1]}{int(day[-1]) + 1} 00:00")
    assert words() == [at_midnight], why


def test_two_shifts_in_a_row_are_one_stay(give, words, worker):
    give("2026-08-06", "16:00-19:00", worker)
    give("2026-08-06", "19:00-22:00", worker, ShiftKind.evening)
    assert words() == ["Alex Here until 10pm (in 5 hours)"]


def test_everyone_who_is_here_is_named(give, here, worker, other_worker):
    give("2026-08-06", "16:00-19:00", worker)
    give("2026-08-06", "16:30-22:00", other_worker)
    assert [one.name for one in here().on_now] == ["Alex", "Sam"]


def test_an_unanswered_shift_counts_as_planned(give, here, worker):
    give("2026-08-06", "16:00-19:00", worker, confirmed=False)
    assert [one.name for one in here().on_now] == ["Alex"]


# --- nobody ---


def test_nobody_until_the_next(give, here, worker, at):
    give("2026-08-07", "07:00-15:00", worker)
    at("2026-08-07 01:00")
    assert here().nobody_words == "No one is rostered until 7am (in 6 hours)."


def test_nobody_this_evening(give, here, worker):
    give("2026-08-07", "07:00-15:00", worker)
    assert here().nobody_words == "No one is rostered until 7am tomorrow (in 14 hours)."


def test_nobody_at_all(here):
    assert here().nobody_words == "No one is rostered in the next 7 days."


def test_while_somebody_is_here_nobody_is_not_said(give, here, worker):
    give("2026-08-06", "16:00-19:00", worker)
    assert here().nobody_words == ""


def test_an_open_shift_covers_nothing(give, here):
    give("2026-08-06", "16:00-19:00", None)
    assert here().on_now == ()


def test_the_house_phone_is_there_when_nobody_is(here):
    assert [way.url for way in here().instead_reach] == ["tel:0390001234"]


def test_without_any_number_there_is_outside_help(here, inside, house_id):
    with inside() as session:
        session.get_one(House, house_id).phone = ""
    assert here().instead_words == "Outside help is at the end of this page, day and night."


# --- on call ---


@pytest.fixture
def sam_on_call(give, inside, other_worker):
    give("2026-08-06", "16:00-09:00", other_worker, ON_CALL)
    with inside():
        profiles.set_reach_by(other_worker.house_id, other_worker.person_id, "0491 570 157", "", clock.now())


def test_on_call_is_not_here(sam_on_call, here):
    assert (here().on_now, [one.name for one in here().on_call]) == ((), ["Sam"])


def test_whoever_is_on_call_stands_in_for_nobody(sam_on_call, here):
    assert here().instead_words == "On call: Sam."


def test_they_are_called_before_the_house_phone(sam_on_call, here):
    assert [way.url for way in here().instead_reach] == ["tel:0491570157", "tel:0390001234"]


def test_somebody_here_and_on_call_is_here(sam_on_call, give, here, other_worker):
    give("2026-08-06", "16:30-19:00", other_worker)
    assert ([one.name for one in here().on_now], here().on_call) == (["Sam"], ())


def test_on_call_does_not_come_next(sam_on_call, give, here, worker, other_worker, at):
    give("2026-08-07", "09:00-12:00", other_worker, ON_CALL)
    give("2026-08-07", "10:00-12:00", worker)
    assert here().next_words == "Next: Alex, tomorrow (10am)"


# --- next ---


def test_who_is_next(give, here, worker, other_worker):
    give("2026-08-06", "16:00-22:00", worker)
    give("2026-08-06", "22:00-06:00", other_worker, SLEEP)
    assert here().next_words == "Next: Sam, in 5 hours (10pm)"


def test_two_who_come_together_are_both_next(give, here, worker, other_worker):
    give("2026-08-06", "22:00-23:00", worker)
    give("2026-08-06", "22:00-23:30", other_worker)
    assert here().next_words == "Next: Alex and Sam, in 5 hours (10pm)"


def test_whoever_stays_on_is_not_next(give, here, worker):
    give("2026-08-06", "16:00-19:00", worker)
    give("2026-08-06", "19:00-22:00", worker)
    assert here().next_words == ""


def test_whoever_begins_now_is_here_and_not_next(give, here, worker):
    give("2026-08-06", "17:00-19:00", worker)
    assert (len(here().on_now), here().next_words) == (1, "")


# --- how to reach them ---


def test_they_are_reached_as_they_said(give, inside, here, worker):
    give("2026-08-06", "16:00-22:00", worker)
    with inside():
        profiles.set_reach_by(worker.house_id, worker.person_id, "Knock, or call 0491 570 006", "", clock.now())
    [alex] = here().on_now
    assert [way.url for way in alex.reach] == ["", "tel:0491570006"]


def test_a_number_from_another_house_stays_there(give, inside, here, worker, outside_coordinator):
    give("2026-08-06", "16:00-22:00", worker)
    with inside():
        profiles.set_reach_by(outside_coordinator.house_id, worker.person_id, "0491 570 006", "", clock.now())
    [alex] = here().on_now
    assert alex.reach == ()


# --- who does not count ---


def test_a_worker_who_moves_on_is_gone_at_that_instant(give, here, move_on, worker):
    give("2026-08-06", "16:00-22:00", worker)
    move_on(worker)
    assert here().on_now == ()


def test_working_in_another_house_brings_nobody_here(give, inside, here, worker, outside_coordinator):
    give("2026-08-06", "16:00-22:00", worker)
    with inside() as session:
        held = session.scalars(sa.select(Membership).where(Membership.person_id == worker.person_id)).one()
        held.house_id = outside_coordinator.house_id
    assert here().on_now == ()


def test_until_that_instant_they_are_here(give, inside, here, worker, at):
    give("2026-08-06", "16:00-18:00", worker)
    with inside() as session:
        held = sa.select(Membership).where(Membership.person_id == worker.person_id)
        session.scalars(held).one().ended_at = at("2026-08-06 18:01")
    at("2026-08-06 17:59")
    assert len(here().on_now) == 1


def test_somebody_who_lives_here_now_is_no_worker(give, inside, here, worker):
    give("2026-08-06", "16:00-22:00", worker)
    with inside() as session:
        session.add(
            Membership(house_id=worker.house_id, person_id=worker.person_id, role=Role.resident, started_at=LONG_AGO)
        )
    assert here().on_now == ()


def test_a_called_off_shift_brings_nobody(give, inside, here, worker, coordinator):
    shift_id = give("2026-08-06", "16:00-22:00", worker)
    with inside() as session:
        acts.call_off(session.get_one(Shift, shift_id), coordinator.person_id, clock.now())
    assert here().on_now == ()


def test_the_other_house_sees_none_of_it(give, here, worker, outside_coordinator):
    give("2026-08-06", "16:00-22:00", worker)
    other = here(outside_coordinator.house_id)
    assert (other.on_now, other.next_words) == ((), "")


def test_it_takes_two_queries_however_long_the_roster(give, inside, house_id, queries, worker, other_worker):
    for day in range(6, 31):
        give(f"2026-08-{day:02}", "17:00-22:00", worker)
        give(f"2026-08-{day:02}", "22:00-06:00", other_worker, SLEEP)
    with inside(), queries() as seen:
        who_is_here(house_id, ZONE, clock.now())
    assert seen.count == 2


def test_today_shows_it(give, visit, resident, worker):
    give("2026-08-06", "16:00-22:00", worker)
    page = visit(resident).page("/")
    assert "Alex" in page and "until 10pm (in 5 hours)" in page
