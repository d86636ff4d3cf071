"""The next two weeks, for everyone in the house."""

import re

import pytest

from house.rosters.models import Shift, ShiftStatus
from house.rosters.plan import ShiftKind

SLEEP, ON_CALL = ShiftKind.sleepover, ShiftKind.on_call


@pytest.fixture
def day_of(visit):
    """What one day of the roster says to somebody, as plain words."""

    def read(somebody, day):
        sections = visit(somebody).page("/rosters").split("<section")
        [found] = [section for section in sections if f'id="day-{day}"' in section]
        return " ".join(re.sub(r"<[^>]+>", " ", found.partition(">")[2].partition("</section>")[0]).split())

    return read


def test_a_day_says_who_and_when(give, day_of, resident, worker):
    give("2026-08-06", "09:00-22:00", worker)
    assert day_of(resident, "2026-08-06") == "Today, Thursday 6 August Alex 9am to 10pm"


def test_a_night_stands_on_both_its_days(give, day_of, resident, worker):
    give("2026-08-07", "22:00-06:00", worker, ShiftKind.active_night)
    assert day_of(resident, "2026-08-07") == "Tomorrow, Friday 7 August Alex 10pm to 6am"
    assert day_of(resident, "2026-08-08") == "Saturday 8 August Alex from last night until 6am"


def test_a_shift_up_to_midnight_stands_on_one_day(give, day_of, resident, worker):
    give("2026-08-07", "17:00-00:00", worker)
    assert "Alex" not in day_of(resident, "2026-08-08")


def test_last_night_stands_on_today(give, day_of, resident, worker, at):
    at("2026-08-06 20:00")
    give("2026-08-06", "22:00-06:00", worker, ShiftKind.active_night)
    at("2026-08-07 08:00")
    assert day_of(resident, "2026-08-07") == "Today, Friday 7 August Alex from last night until 6am · over"


def test_a_night_with_sleep_is_told_in_the_houses_words(give, day_of, resident, worker):
    give("2026-08-07", "21:00-07:00", worker, SLEEP)
    assert day_of(resident, "2026-08-07").endswith("9pm to 7am Here overnight, asleep 10pm to 6am")


def test_on_call_is_marked(give, day_of, resident, worker):
    give("2026-08-07", "17:00-09:00", worker, ON_CALL)
    assert day_of(resident, "2026-08-07").endswith("Alex 5pm to 9am On call")


@pytest.mark.parametrize("word", ["sleepover", "active", "segment", "given", "confirmed", "draft", "overlap"])
def test_words_of_the_plan_stay_with_those_who_plan(give, visit, resident, worker, word):
    give("2026-08-07", "21:00-07:00", worker, SLEEP, confirmed=False)
    give("2026-08-08", "22:00-06:00", worker, ShiftKind.active_night)
    page = visit(resident).page("/rosters")
    assert word not in re.sub(r"<[^>]+>", " ", page).lower()


def test_a_label_is_for_everyone(give, day_of, resident, worker):
    give("2026-08-07", "17:00-22:00", worker, visible_label="Pizza night")
    assert "Pizza night" in day_of(resident, "2026-08-07")


def test_an_open_shift_says_nobody_yet(give, day_of, resident):
    give("2026-08-07", "22:00-06:00", None)
    assert "Nobody yet 10pm to 6am" in day_of(resident, "2026-08-07")


def test_days_without_anybody_are_one_line(give, day_of, resident, worker):
    give("2026-08-06", "17:00-22:00", worker)
    expected = "Tomorrow, Friday 7 August to Wednesday 19 August Nobody is planned yet."
    assert day_of(resident, "2026-08-07") == expected


def test_it_goes_two_weeks_ahead(give, visit, resident, worker, other_worker):
    give("2026-08-19", "09:00-17:00", worker)
    give("2026-08-20", "09:00-17:00", other_worker)
    page = visit(resident).page("/rosters")
    assert ("Alex" in page, "Sam" in page) == (True, False)


def test_my_own_are_marked(give, day_of, worker):
    give("2026-08-07", "09:00-17:00", worker)
    assert day_of(worker, "2026-08-07") == "Tomorrow, Friday 7 August Alex you 9am to 5pm"


def test_i_can_say_yes_here(give, visit, worker, stands):
    shift_id = give("2026-08-07", "09:00-17:00", worker, confirmed=False)
    assert f'action="/rosters/shifts/{shift_id}/confirm"' in visit(worker).page("/rosters")


def test_a_night_asks_for_its_yes_once(give, visit, worker):
    give("2026-08-07", "22:00-06:00", worker, confirmed=False)
    assert visit(worker).page("/rosters").count("Say yes") == 1


def test_coordinators_see_whose_answer_is_out(give, day_of, coordinator, resident, other_worker, worker):
    give("2026-08-07", "09:00-17:00", worker, confirmed=False)
    told = ["no answer yet" in day_of(who, "2026-08-07") for who in (coordinator, resident, other_worker)]
    assert told == [True, False, False]


def test_only_coordinators_are_offered_to_add_a_shift(visit, coordinator, resident, worker):
    offered = ["Add a shift" in visit(who).page("/rosters") for who in (coordinator, resident, worker)]
    assert offered == [True, False, False]


def test_a_draft_is_for_coordinators(give, inside, day_of, visit, coordinator, resident, worker):
    shift_id = give("2026-08-07", "09:00-17:00", worker)
    with inside() as session:
        session.get_one(Shift, shift_id).status = ShiftStatus.draft
    assert "Alex draft 9am to 5pm" in day_of(coordinator, "2026-08-07")
    assert "Alex" not in visit(resident).page("/rosters")


def test_a_worker_who_left_in_the_middle_leaves_nobody(give, day_of, move_on, resident, worker):
    give("2026-08-06", "16:00-22:00", worker)
    move_on(worker)
    assert "Nobody yet" in day_of(resident, "2026-08-06")


def test_the_other_house_sees_none_of_it(give, visit, outsider, outside_coordinator, worker):
    give("2026-08-07", "09:00-17:00", worker)
    assert ["Alex" in visit(who).page("/rosters") for who in (outsider, outside_coordinator)] == [False, False]


def test_the_number_of_queries_does_not_grow(give, visit, queries, resident, worker, other_worker):
    def count():
        with queries() as seen:
            visitor.page("/rosters")
        return seen.count

    visitor = visit(resident)
    before = count()
    for day in range(6, 20):
        give(f"2026-08-{day:02}", "18:00-22:00", worker)
        give(f"2026-08-{day:02}", "22:00-06:00", other_worker, SLEEP)
    assert count() == before <= 6
