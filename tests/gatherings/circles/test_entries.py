"""Circles on Today, in the week and in calendars: whose they are, and what they are called there."""

from datetime import date, timedelta
from functools import partial
from unittest import mock

import pytest

from house import clock
from house.feeds.acts import make_feed
from house.feeds.models import Detail
from house.gatherings.circle_models import Standing
from house.gatherings.entries import entries
from house.people.arriving import stand_rows
from house.people.models import SignIn
from house.when.span import days_span
from tests.support import visiting
from tests.support.cast import NOW, ZONE


@pytest.fixture
def today(inside, eyes):
    def today(who):
        first = NOW.astimezone(ZONE).date()
        with inside():
            return entries(eyes(who), days_span(first, first.replace(day=first.day + 1), ZONE))

    return today


def test_it_is_in_ones_own_calendar_where_one_comes_or_hosts(
    today, first, say, resident, housemate, worker, coordinator
):
    say(first, housemate)
    say(first, worker, Standing.might)
    assert [[each.is_mine for each in today(who)] for who in (resident, housemate, worker, coordinator)] == [
        *([True], [True], [False], [False])
    ]


def test_it_has_a_quiet_name_and_nobodys(today, first, say, housemate, resident):
    say(first, housemate, shows_name=True)
    [entry] = today(resident)
    assert (entry.key, entry.kind, entry.title, entry.quiet_title) == (
        *(f"circle-{first}", "circle", "Stories and tea", "Tea"),
    )
    assert housemate.name not in repr(entry)


def test_others_find_it_on_today_and_in_the_week_but_not_where_they_said_not_this_time(
    visit, first, worker, coordinator, say
):
    assert "Stories and tea" in visit(worker).page("/week")
    assert "Stories and tea" in visit(worker).page("/")
    say(first, worker, Standing.not_this_time)
    assert "Stories and tea" not in visit(worker).page("/")


def test_a_page_asks_as_often_with_ten_years_behind_it(visit, resident, circle, queries, at, house_id, inside):
    seen = []
    for _ in range(2):
        browser = visit(resident)
        browser.page("/circles")
        for path in ("/circles", "/circles/earlier", f"/circles/{circle}"):
            with queries() as counted:
                browser.page(path)
            seen.append(counted.count)
        at("2036-08-06 17:00")
        with inside():
            stand_rows(house_id, date(2036, 10, 8), clock.now())
    assert seen[:3] == seen[3:]


def test_a_calendar_link_holds_what_its_owner_comes_to_by_its_quiet_name(
    visit, inside, first, second, say, housemate, resident
):
    say(second, housemate)
    with inside():
        token = make_feed(housemate.house_id, housemate.person_id, "Phone", Detail.quiet, NOW)
    said = visit(None).page(f"/cal/{token}/house.ics")
    assert f"UID:circle-{second}@" in said
    assert f"UID:circle-{first}@" not in said
    assert "SUMMARY:Tea" in said
    assert "Stories" not in said
    assert resident.name not in said


def test_what_is_called_off_tells_the_calendar_that_has_it(visit, second, resident, coordinator):
    visit(resident).submit(f"/circles/times/{second}/call-off", which="one", why="")
    assert "Tell my calendar that it is off" in visit(coordinator).page(f"/circles/times/{second}")
    assert "STATUS:CANCELLED" in visit(coordinator).page(f"/calendar/circle-{second}.ics")


def test_whoever_sees_a_time_can_add_it_to_a_calendar(visit, first, coordinator, outsider):
    path = f"/calendar/circle-{first}.ics"
    assert path in visit(coordinator).page(f"/circles/times/{first}")
    assert [visit(who).get(path).status_code for who in (coordinator, outsider)] == [200, 404]


def test_who_came_in_by_a_card_does_not_read_what_was_said_before(visit, second, say, housemate):
    say(second, housemate)
    until = {"private_opens_at": NOW + timedelta(hours=25)}
    with mock.patch.object(visiting, "SignIn", partial(SignIn, **until)):
        browser = visit(housemate)
    assert "You are coming" not in browser.page(f"/circles/times/{second}")
    assert "You are coming" not in browser.page("/circles")
