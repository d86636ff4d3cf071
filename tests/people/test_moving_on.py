"""Somebody leaves the house: at that instant, and in one step."""

import pytest
import sqlalchemy as sa

from house import clock, facts
from house.feeds.acts import make_feed
from house.feeds.models import Detail
from house.people import acts
from house.people.models import Membership, SignIn
from house.trust.models import Change
from house.viewer import Role


@pytest.fixture
def moving_on(inside):
    """The path by which somebody of the cast moves on, out of one of their roles."""

    def path(somebody, role=None):
        query = sa.select(Membership.id).where(
            Membership.person_id == somebody.person_id, Membership.role == (role or somebody.roles[0])
        )
        with inside() as session:
            return f"/people/{session.scalar(query)}/moving-on"

    return path


def ended_at(inside, somebody):
    with inside() as session:
        return session.scalar(sa.select(Membership.ended_at).where(Membership.person_id == somebody.person_id))


def test_the_page_says_what_will_happen_and_changes_nothing(visit, coordinator, resident, moving_on, inside):
    page = visit(coordinator).page(moving_on(resident))
    assert "Robin moves on" in page and "turns they had taken are up for grabs" in page
    assert ended_at(inside, resident) is None


def test_a_membership_ends_at_this_instant(visit, coordinator, resident, moving_on, inside):
    visit(coordinator).submit(moving_on(resident), when="now")
    assert ended_at(inside, resident) == clock.now()


@pytest.mark.parametrize("fields", [{"day": "2026-08-20"}, {"at": "16:00"}, {"day": "not a day"}])
def test_a_day_beside_now_is_asked_about_and_nothing_changes(visit, coordinator, resident, moving_on, fields, inside):
    answer = visit(coordinator).post(moving_on(resident), when="now", **fields)
    assert answer.status_code == 422
    assert "For now, leave this empty." in answer.get_data(as_text=True)
    assert ended_at(inside, resident) is None


def test_neither_now_nor_later_is_chosen_beforehand(visit, coordinator, resident, moving_on):
    browser = visit(coordinator)
    assert "checked" not in browser.page(moving_on(resident))
    assert "Choose one." in browser.post(moving_on(resident)).get_data(as_text=True)


def test_it_is_said_and_they_are_not_on_the_page_any_more(visit, coordinator, resident, moving_on):
    browser = visit(coordinator)
    page = browser.after(browser.submit(moving_on(resident), when="now"))
    assert "Robin has moved on." in page and "<strong>Robin</strong>" not in page


def test_what_they_open_next_asks_for_a_sign_in(visit, coordinator, resident, moving_on):
    phone = visit(resident)
    visit(coordinator).submit(moving_on(resident), when="now")
    assert phone.get("/").headers["Location"].startswith("/sign-in")


def test_their_sign_ins_have_ended_also_in_the_database(visit, coordinator, resident, moving_on, inside):
    visit(resident)
    visit(coordinator).submit(moving_on(resident), when="now")
    with inside() as session:
        still = sa.select(SignIn.id).where(SignIn.person_id == resident.person_id, SignIn.ended_at.is_(None))
        assert session.scalars(still).all() == []


def test_their_password_opens_nothing_of_the_house_again(visit, coordinator, robin, moving_on, knock):
    visit(coordinator).submit(moving_on(robin), when="now")
    answer = knock()
    assert answer.headers["Location"].startswith("/taking-along/")
    assert answer.browser.get("/").headers["Location"].startswith("/sign-in")


def test_their_calendar_link_is_gone(visit, coordinator, resident, moving_on, inside, house_id):
    with inside():
        token = make_feed(house_id, resident.person_id, "Phone", Detail.full, clock.now())
    path = f"/cal/{token}/house.ics"
    before = visit().get(path).get_data()
    visit(coordinator).submit(moving_on(resident), when="now")
    after = visit().get(path)
    assert after.get_data() != before
    assert b"Robin" not in after.get_data()


def test_the_rooms_are_told_in_the_same_transaction(visit, coordinator, resident, moving_on, inside):
    def listener(membership, now):
        raise RuntimeError("a room could not")

    with facts.moved_on.connected_to(listener):
        assert visit(coordinator).submit(moving_on(resident), when="now").status_code == 500
    assert ended_at(inside, resident) is None


def test_the_house_keeps_the_trace(visit, coordinator, resident, moving_on, inside):
    visit(coordinator).submit(moving_on(resident), when="now")
    with inside() as session:
        last = session.scalars(sa.select(Change).order_by(Change.id.desc())).first()
    assert (last.kind, last.action, last.actor_id) == ("membership", "moved on", coordinator.person_id)


def test_somebody_with_two_roles_keeps_the_other_one(visit, coordinator, living_worker, moving_on):
    phone = visit(living_worker)
    visit(coordinator).submit(moving_on(living_worker, Role.peer_worker), when="now")
    assert phone.get("/").status_code == 200


def test_a_coordinators_own_going_needs_a_second_one(visit, coordinator, moving_on):
    assert visit(coordinator).get(moving_on(coordinator)).status_code == 404
    assert visit(coordinator).post(moving_on(coordinator)).status_code == 404


@pytest.mark.parametrize("who", ["resident", "housemate", "worker", "living_worker", "outside_coordinator"])
def test_it_is_for_coordinators_of_this_house(visit, resident, moving_on, inside, request, who):
    browser = visit(request.getfixturevalue(who))
    assert browser.get(moving_on(resident)).status_code == 404
    assert browser.post(moving_on(resident)).status_code == 404
    assert ended_at(inside, resident) is None


def test_whoever_notes_it_second_is_told(visit, coordinator, resident, moving_on, at, inside):
    path = moving_on(resident)
    visit(coordinator).submit(path, when="now")
    first = ended_at(inside, resident)
    at("2026-08-06 17:10")
    second = visit(coordinator)
    assert "It is noted already: Robin, today, 5pm." in second.after(second.post(path, when="now"))
    assert ended_at(inside, resident) == first


def test_somebody_who_left_long_ago_is_no_page(visit, coordinator, departed, moving_on):
    assert visit(coordinator).get(moving_on(departed)).status_code == 404


def test_in_another_house_they_stay_signed_in(visit, coordinator, resident, moving_on, inside, cast, at):
    with inside():
        acts.join(cast.other_house_id, resident.person_id, Role.resident, clock.now())
    phone = visit(resident)
    phone.post(f"/me/house/{cast.other_house_id}")
    visit(coordinator).submit(moving_on(resident), when="now")
    assert "Harbour House" in phone.page("/house")
