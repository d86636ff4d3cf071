"""Who hosts a circle: asked, taken on, given up, and a host who moves on."""

import pytest
import sqlalchemy as sa

from house import facts
from house.db import db
from house.gatherings.circle_models import CircleHost
from house.people.going import move_on
from house.people.models import Membership
from tests.support.cast import NOW

UNTIL_NEXT_WEEK = {
    **{"every": "1", "nth": "1", "weekday": "3", "month_day": "1", "at": "19:00"},
    **{"minutes": "60", "begins": "", "until": "2026-08-13", "place": ""},
}


@pytest.fixture
def hosting(inside):
    """The row of somebody's hosting, or being asked to."""

    def hosting(circle_id, who):
        with inside():
            own = (CircleHost.circle_id == circle_id, CircleHost.person_id == who.person_id)
            return db.session.scalars(sa.select(CircleHost).where(*own)).one_or_none()

    return hosting


@pytest.fixture
def leave(inside):
    """Somebody moves on, now."""

    def leave(who):
        with inside():
            mine = sa.select(Membership).where(
                Membership.person_id == who.person_id, Membership.house_id == who.house_id
            )
            for membership in db.session.scalars(mine).all():
                move_on(membership, None, NOW)

    return leave


@pytest.fixture
def two_hosts(visit, resident, housemate, circle, hosting):
    visit(resident).submit(f"/circles/{circle}/hosts", person=str(housemate.person_id))
    asked = hosting(circle, housemate)
    visit(housemate).submit(f"/circles/hosting/{asked.id}/yes", f"/circles/{circle}")
    return circle


def test_somebody_is_asked_and_says_yes(visit, resident, housemate, circle, hosting):
    visit(resident).submit(f"/circles/{circle}/hosts", person=str(housemate.person_id))
    asked, browser = hosting(circle, housemate), visit(housemate)
    assert "Would you host Stories and tea?" in browser.page("/")
    assert f"Hosted by {resident.name}<" in browser.page(f"/circles/{circle}")
    browser.submit(f"/circles/hosting/{asked.id}/yes", f"/circles/{circle}")
    assert f"Hosted by {resident.name}, {housemate.name}" in browser.page(f"/circles/{circle}")


def test_saying_no_leaves_nothing(visit, resident, housemate, circle, hosting):
    visit(resident).submit(f"/circles/{circle}/hosts", person=str(housemate.person_id))
    asked = hosting(circle, housemate)
    visit(housemate).submit(f"/circles/hosting/{asked.id}/no", f"/circles/{circle}")
    assert hosting(circle, housemate) is None
    assert "looks for a host" not in visit(resident).page("/")


def test_nobody_answers_for_another(visit, resident, housemate, worker, circle, hosting):
    visit(resident).submit(f"/circles/{circle}/hosts", person=str(housemate.person_id))
    asked = hosting(circle, housemate)
    assert visit(worker).post(f"/circles/hosting/{asked.id}/yes").status_code == 404


def test_somebody_of_another_house_cannot_be_asked(visit, resident, outsider, circle, hosting):
    answer = visit(resident).post(f"/circles/{circle}/hosts", person=str(outsider.person_id))
    assert answer.status_code == 422
    assert hosting(circle, outsider) is None


def test_where_a_host_moves_on_those_who_are_left_are_asked(two_hosts, leave, resident, housemate, visit, coordinator):
    leave(resident)
    assert "Stories and tea looks for a host" in visit(housemate).page("/")
    assert "looks for a host" not in visit(coordinator).page("/")
    browser = visit(housemate)
    browser.submit(f"/circles/{two_hosts}/enough-hosts", f"/circles/{two_hosts}")
    assert "looks for a host" not in browser.page("/")


def test_where_the_last_host_moves_on_a_coordinator_is_asked_and_anyone_can_take_it_on(
    circle, leave, resident, coordinator, worker, visit
):
    leave(resident)
    assert "Stories and tea looks for a host" in visit(coordinator).page("/")
    assert "looks for a host" not in visit(worker).page("/")
    visit(worker).submit(f"/circles/{circle}/take-on", f"/circles/{circle}")
    assert f"Hosted by {worker.name}" in visit(worker).page(f"/circles/{circle}")
    assert "looks for a host" not in visit(coordinator).page("/")


def test_a_coordinator_calls_off_what_nobody_hosts(circle, first, leave, resident, coordinator, visit, circle_now):
    leave(resident)
    visit(coordinator).submit(f"/circles/times/{first}/call-off", which="following", why="Nobody can host it now.")
    assert circle_now(circle).ended_at is not None
    assert "looks for a host" not in visit(coordinator).page("/")


def test_what_is_over_looks_for_nobody(visit, resident, housemate, coordinator, worker, workshop, hosting, leave, at):
    visit(resident).submit(f"/circles/{workshop}/hosts", person=str(housemate.person_id))
    at("2026-08-08T16:00")  # that was its only time
    asked, browser = hosting(workshop, housemate), visit(housemate)
    assert "Would you host" not in browser.page("/")
    assert "This circle has ended." in browser.after(browser.post(f"/circles/hosting/{asked.id}/yes"))
    host = visit(resident)
    sent = host.post(f"/circles/{workshop}/hosts", person=str(worker.person_id))
    assert "This circle has ended." in host.after(sent)
    assert hosting(workshop, worker) is None
    leave(resident)
    assert "looks for a host" not in visit(coordinator).page("/")
    browser = visit(worker)
    assert "It looks for a host" not in browser.page(f"/circles/{workshop}")
    assert "This circle has ended." in browser.after(browser.post(f"/circles/{workshop}/take-on"))
    assert hosting(workshop, worker) is None


def test_giving_up_what_is_over_asks_nobody(visit, resident, coordinator, workshop, hosting, circle_now, at):
    at("2026-08-08T16:00")
    visit(resident).submit(f"/circles/hosting/{hosting(workshop, resident).id}/no", f"/circles/{workshop}")
    assert circle_now(workshop).seeks_host_since is None
    assert "looks for a host" not in visit(coordinator).page("/")


def test_a_circle_past_its_last_day_that_looked_for_a_host_looks_no_more(
    circle, first, leave, resident, coordinator, visit, at
):
    visit(resident).submit(f"/circles/times/{first}/change-from-here", **UNTIL_NEXT_WEEK)
    leave(resident)
    assert "Stories and tea looks for a host" in visit(coordinator).page("/")
    at("2026-08-14T10:00")
    assert "looks for a host" not in visit(coordinator).page("/")


def test_one_that_is_hosted_cannot_be_taken_on(visit, worker, circle, hosting):
    visit(worker).post(f"/circles/{circle}/take-on")
    assert hosting(circle, worker) is None


def test_whoever_hosts_gives_their_place_to_who_waits(
    visit, resident, circle, second, say, standing, housemate, worker, other_worker, hosting
):
    for each in (housemate, worker, other_worker):
        say(second, each)
    visit(resident).submit(f"/circles/{circle}/hosts", person=str(housemate.person_id))
    visit(housemate).submit(f"/circles/hosting/{hosting(circle, housemate).id}/yes", f"/circles/{circle}")
    assert standing(second, housemate) is None
    assert standing(second, other_worker) == "place offered"


def test_whoever_moves_on_leaves_nothing_and_their_place_is_offered(
    second, say, standing, housemate, worker, other_worker, leave
):
    for each in (housemate, worker, other_worker):
        say(second, each)
    leave(worker)
    assert standing(second, worker) is None
    assert standing(second, other_worker) == "place offered"


def test_deleting_ones_things_takes_what_was_said_away(second, say, standing, housemate, inside):
    say(second, housemate)
    with inside():
        facts.own_things_deleted.send(housemate.person_id, house_id=housemate.house_id, now=NOW)
    assert standing(second, housemate) is None
