"""A circle is moved or called off: one time, from one on, all; those who said that they come or might are told."""

import pytest
import sqlalchemy as sa

from house.db import db
from house.gatherings.circle_models import CircleAnswer, CircleSession, Standing

ONE = {"day": "2026-08-14", "at": "18:00", "minutes": "60", "place": "The garden"}
PLAN = {
    **{"every": "1", "nth": "1", "weekday": "4", "month_day": "1", "at": "18:00"},
    **{"minutes": "60", "begins": "", "until": "", "place": "The garden"},
}


@pytest.fixture
def three(second, say, housemate, worker, other_worker, living_worker):
    """In a week Hana comes, Alex might, one comes too, and one would rather not."""
    say(second, housemate)
    say(second, worker, Standing.might)
    say(second, other_worker, Standing.not_this_time)
    return second


def test_moving_one_tells_those_who_come_or_might_and_nobody_else(
    visit, resident, three, housemate, worker, other_worker, coordinator, times, circle
):
    visit(resident).submit(f"/circles/times/{three}/move", **ONE)
    told = "Stories and tea is now: Friday 14 August, 6pm to 7pm"
    assert [told in visit(each).page("/") for each in (housemate, worker, other_worker, coordinator)] == [
        *(True, True, False, False)
    ]
    assert [time.starts_local.strftime("%d %H") for time in times(circle)[:3]] == ["06 19", "14 18", "20 19"]


def test_it_waits_until_it_is_seen(visit, resident, three, housemate):
    visit(resident).submit(f"/circles/times/{three}/move", **ONE)
    browser = visit(housemate)
    assert "What you said of coming still stands" in browser.page(f"/circles/times/{three}")
    browser.submit(f"/circles/times/{three}/seen", f"/circles/times/{three}")
    assert "Stories and tea is now" not in browser.page("/")


def test_calling_one_off_tells_them_why_and_it_can_be_put_back_on(visit, resident, three, housemate, worker):
    host, browser = visit(resident), visit(housemate)
    host.submit(f"/circles/times/{three}/call-off", which="one", why="I have a cold")
    assert "Stories and tea is called off" in browser.page("/")
    assert "I have a cold" in browser.page(f"/circles/times/{three}")
    host.submit(f"/circles/times/{three}/put-back-on", f"/circles/times/{three}")
    assert "Stories and tea is now" in visit(worker).page("/")
    assert "You might come" in visit(worker).page(f"/circles/times/{three}")


def test_calling_off_from_one_on_leaves_what_was_answered_and_no_more(
    visit, resident, three, circle, times, circle_now, housemate
):
    visit(resident).submit(f"/circles/times/{three}/call-off", which="following", why="")
    shown = times(circle)
    assert [bool(time.called_off_at) for time in shown] == [False, True]
    assert "is called off" in visit(housemate).page("/")
    assert circle_now(circle).ended_at is None  # today it still meets


def test_calling_off_all_ends_it(visit, resident, circle, first, circle_now, housemate):
    visit(resident).submit(f"/circles/times/{first}/call-off", which="following", why="")
    assert circle_now(circle).ended_at is not None
    assert "This circle has ended." in visit(housemate).page(f"/circles/{circle}")


def test_what_ended_as_a_whole_shows_no_way_back_that_refuses(visit, resident, circle, first):
    host = visit(resident)
    host.submit(f"/circles/times/{first}/call-off", which="one", why="")
    assert "Put it back on" in host.page(f"/circles/times/{first}")
    host.submit(f"/circles/times/{first}/put-back-on", f"/circles/times/{first}")
    host.submit(f"/circles/times/{first}/call-off", which="following", why="")
    assert "Put it back on" not in host.page(f"/circles/times/{first}")
    shown = host.after(host.post(f"/circles/times/{first}/put-back-on"))
    assert "or this circle has ended" in shown


def test_a_workshop_that_is_called_off_can_be_put_back_on(visit, resident, workshop, times, circle_now):
    [time] = times(workshop)
    host = visit(resident)
    host.submit(f"/circles/times/{time.id}/call-off", which="one", why="")
    assert circle_now(workshop).ended_at is not None
    host.submit(f"/circles/times/{time.id}/put-back-on", f"/circles/times/{time.id}")
    assert circle_now(workshop).ended_at is None
    assert times(workshop)[0].called_off_at is None


def test_a_new_plan_from_one_on_takes_answers_along(visit, resident, three, circle, times, standing, housemate):
    visit(resident).submit(f"/circles/times/{three}/change-from-here", **PLAN)
    shown = times(circle)
    assert [time.starts_local.strftime("%a %d %H") for time in shown[:3]] == ["Thu 06 19", "Fri 14 18", "Fri 21 18"]
    assert shown[1].id == three
    assert standing(three, housemate) is Standing.coming
    assert "Stories and tea is now" in visit(housemate).page("/")


def test_a_time_moved_by_hand_stays_when_the_plan_changes(visit, resident, circle, first, times):
    third = times(circle)[2].id
    host = visit(resident)
    host.submit(f"/circles/times/{third}/move", **{**ONE, "day": "2026-08-22"})
    host.submit(f"/circles/times/{first}/change-from-here", **{**PLAN, "weekday": "1", "begins": "2026-08-06"})
    starts = [time.starts_local.strftime("%a %d") for time in times(circle)[:3]]
    assert starts == ["Tue 11", "Sat 22", "Tue 25"]


def test_a_time_without_a_place_in_the_new_plan_is_called_off_where_somebody_answered(
    visit, resident, circle, first, times, say, housemate, worker
):
    third, fourth = (time.id for time in times(circle)[2:4])
    say(third, housemate)
    monthly = {**PLAN, "every": "nth", "nth": "1", "weekday": "3", "begins": ""}
    visit(resident).submit(f"/circles/times/{first}/change-from-here", **monthly)
    shown = {time.id: time for time in times(circle)}
    assert fourth not in shown or shown[fourth].called_off_at is None
    assert third not in shown or "Stories and tea is" in visit(housemate).page("/")
    assert all(time.called_off_at is None for time in shown.values() if time.id != third)


def test_a_new_plan_begins_after_the_time_before_it(visit, resident, circle, three, times):
    visit(resident).submit(f"/circles/times/{three}/change-from-here", **{**PLAN, "begins": "2026-08-06"})
    assert [time.starts_local.strftime("%a %d") for time in times(circle)[:2]] == ["Thu 06", "Fri 07"]


def test_a_later_plan_gives_way_to_one_from_before_it(visit, resident, circle, times):
    host, (first, _second, third, *_) = visit(resident), [time.id for time in times(circle)]
    host.submit(f"/circles/times/{third}/change-from-here", **PLAN)
    host.submit(f"/circles/times/{first}/change-from-here", **{**PLAN, "weekday": "5"})
    assert {time.starts_local.strftime("%a") for time in times(circle)} == {"Sat"}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"day": "2026-08-06", "at": "16:00"}, "That time has passed already"),
        ({"day": "2026-02-31"}, "Choose a day of the calendar"),
        ({"day": "2028-08-06"}, "Choose a day from today up to a year"),
        ({"at": "25:00"}, "Choose a time"),
        ({"seen": "7"}, "Somebody else changed it meanwhile"),
        ({"seen": "٧" * 5000}, "Somebody else changed it meanwhile"),
    ],
)
def test_what_cannot_be_moved_so_stays(visit, resident, second, times, circle, changed, sentence):
    answer = visit(resident).submit(f"/circles/times/{second}/move", **{**ONE, **changed})
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert times(circle)[1].sequence == 0


def test_moving_into_the_gap_of_the_clocks_is_said(visit, resident, second):
    host = visit(resident)
    shown = host.after(host.submit(f"/circles/times/{second}/move", **{**ONE, "day": "2026-10-04", "at": "02:30"}))
    assert "The clocks leave out 2:30am that day" in shown
    shown = host.page(f"/circles/times/{second}")
    assert "3:30am to 4:30am" in shown


def test_what_has_begun_stays(visit, resident, first, times, circle, at):
    at("2026-08-06 19:30")
    host = visit(resident)
    assert "It has begun" in host.after(host.post(f"/circles/times/{first}/move", **{**ONE, "seen": "0"}))
    assert "It has begun" in host.after(host.post(f"/circles/times/{first}/call-off", which="one"))
    assert times(circle)[0].sequence == 0


def test_an_offer_stands_no_longer_than_until_it_starts(visit, resident, full_then_free, inside):
    visit(resident).submit(f"/circles/times/{full_then_free}/move", **{**ONE, "day": "2026-08-06", "at": "19:30"})
    with inside():
        offer = sa.select(CircleAnswer.offered_until).where(CircleAnswer.standing == Standing.offered)
        start = db.session.get_one(CircleSession, full_then_free).starts_at
        assert db.session.scalars(offer).one() == start


@pytest.fixture
def full_then_free(second, say, housemate, worker, other_worker):
    for each in (housemate, worker, other_worker):
        say(second, each)
    say(second, worker, None)
    return second
