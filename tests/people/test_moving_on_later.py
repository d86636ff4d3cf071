"""Somebody moves on at a day and time: nothing changes before the instant, and everything at it."""

from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa

from house import clock, facts
from house.checkins import acts as checkin_acts
from house.checkins.words import CheckInWords
from house.chores.acts import add_chore, take
from house.chores.models import Turn, TurnHolder
from house.chores.plan import ChorePlan
from house.feeds.acts import make_feed
from house.feeds.models import Detail, Feed
from house.people import acts, going
from house.people.models import House, Membership, SignIn
from house.rosters import acts as rosters
from house.rosters.plan import ShiftKind, ShiftPlan
from house.trust.models import Audience, Change
from house.viewer import Role
from tests.support.cast import NOW

FRIDAY_4PM = {"when": "then", "day": "2026-08-07", "at": "16:00"}
AT_FOUR, BEFORE_FOUR = "2026-08-07 16:00", "2026-08-07 15:59"


@pytest.fixture
def of(inside):
    """The id of somebody’s membership in one of their roles; the first, if they came back."""

    def find(somebody, role=None):
        query = sa.select(Membership.id).where(
            Membership.person_id == somebody.person_id, Membership.role == (role or somebody.roles[0])
        )
        with inside() as session:
            return session.scalar(query.order_by(Membership.id))

    return find


@pytest.fixture
def note(visit, coordinator, of):
    """The coordinator notes that somebody moves on."""

    def noted(somebody, role=None, **fields):
        return visit(coordinator).submit(f"/people/{of(somebody, role)}/moving-on", **{**FRIDAY_4PM, **fields})

    return noted


def get_membership(inside, membership_id):
    with inside() as session:
        return session.get_one(Membership, membership_id)


def test_it_ends_at_the_wall_time_of_the_house(note, resident, of, inside, at):
    note(resident)
    assert get_membership(inside, of(resident)).ended_at == at(AT_FOUR)


def test_it_is_said(visit, coordinator, resident, of):
    browser = visit(coordinator)
    page = browser.after(browser.submit(f"/people/{of(resident)}/moving-on", **FRIDAY_4PM))
    assert "Robin moves on tomorrow, 4pm." in page


def test_it_stands_on_the_list_for_coordinators(note, visit, coordinator, housemate, resident):
    note(resident)
    assert "moves on tomorrow, 4pm" in visit(coordinator).page("/people")
    assert "moves on" not in visit(housemate).page("/people")


def test_it_stands_on_the_page_of_the_person_for_coordinators(note, visit, coordinator, housemate, resident):
    note(resident)
    assert "tomorrow, 4pm" in visit(coordinator).page(f"/people/{resident.person_id}")
    assert "tomorrow, 4pm" not in visit(housemate).page(f"/people/{resident.person_id}")


def test_they_see_it_themselves(note, visit, resident, housemate):
    note(resident)
    assert "You move on from here tomorrow, 4pm, as a resident." in visit(resident).page("/me")
    assert "You move on" not in visit(housemate).page("/me")


def test_until_then_nothing_changes(note, visit, resident, at):
    note(resident)
    at(BEFORE_FOUR)
    assert visit(resident).get("/").status_code == 200


def test_at_the_instant_they_are_not_of_the_house(note, visit, resident, at):
    phone = visit(resident)
    note(resident)
    at(AT_FOUR)
    assert phone.get("/").headers["Location"].startswith("/sign-in")


def test_the_first_request_of_anybody_settles_it(note, visit, housemate, resident, house_id, inside, at):
    told = []

    def listener(membership, now):
        told.append((membership.person_id, now))

    note(resident)
    moment = at("2026-08-09 09:00")  # nobody was there for two days
    with facts.moved_on.connected_to(listener):
        browser = visit(housemate)
        browser.page("/")
        browser.page("/")
    assert told == [(resident.person_id, moment)]
    with inside() as session:
        assert session.get_one(House, house_id).settle_at == at(AT_FOUR) + timedelta(days=30)


@pytest.fixture
def shared(note, resident, worker, coordinator, house_id, inside):
    """Robin shared a check-in with whoever is on shift, and moves on tomorrow at four; Alex is on shift then."""
    with inside():
        words = CheckInWords("hard", "", "quandong")
        checkin_acts.check_in(house_id, resident.person_id, words, Audience.on_shift, NOW)
        plan = ShiftPlan(ShiftKind.day, worker.person_id, date(2026, 8, 7), time(9), time(22))
        rosters.confirm(rosters.give_shift(house_id, coordinator.person_id, plan, NOW), NOW)
    note(resident)


def test_until_then_whoever_is_on_shift_reads_it(shared, visit, worker, at):
    at(BEFORE_FOUR)
    assert "Someone shared a check-in" in visit(worker).page("/")
    assert "quandong" in visit(worker).page("/check-ins/shared")


def test_at_the_instant_nobody_reads_it(shared, visit, worker, at):
    at(AT_FOUR)
    assert "Someone shared a check-in" not in visit(worker).page("/")
    assert "quandong" not in visit(worker).page("/check-ins/shared")


def test_a_reader_whose_request_began_before_the_instant_reads_nothing(shared, visit, worker, house_id, inside, at):
    """Nothing is settled yet, and still it is closed."""
    at(AT_FOUR)
    with inside() as session:
        session.get_one(House, house_id).settle_at = None
    assert "Someone shared a check-in" not in visit(worker).page("/")
    assert "quandong" not in visit(worker).page("/check-ins/shared")


def test_their_turns_links_and_devices_end_with_the_first_request(
    note, visit, resident, housemate, house_id, inside, at
):
    with inside() as session:
        add_chore(house_id, housemate.person_id, ChorePlan("Bins", None, 10), NOW.date(), NOW)
        take(session.scalars(sa.select(Turn).order_by(Turn.id)).first(), resident.person_id, NOW)
        make_feed(house_id, resident.person_id, "Phone", Detail.full, NOW)
    visit(resident)
    note(resident)
    at(AT_FOUR)
    visit(housemate).page("/")
    with inside() as session:
        assert session.scalars(sa.select(TurnHolder.id)).all() == []
        assert session.scalar(sa.select(Feed.ended_at)) == clock.now()
        live = sa.select(SignIn.id).where(SignIn.person_id == resident.person_id, SignIn.ended_at.is_(None))
        assert session.scalars(live).all() == []


def test_they_can_stay_after_all(note, visit, coordinator, resident, of, inside, at):
    note(resident)
    browser = visit(coordinator)
    assert "Robin stays after all" in browser.page(f"/people/{of(resident)}/moving-on")
    assert "Robin stays after all." in browser.after(browser.post(f"/people/{of(resident)}/stays"))
    at("2026-08-08 09:00")
    assert visit(resident).get("/").status_code == 200
    assert get_membership(inside, of(resident)).clears_at is None


def test_once_it_took_effect_they_cannot_stay(note, visit, coordinator, resident, of, inside, at):
    note(resident)
    at(AT_FOUR)
    browser = visit(coordinator)
    assert "Robin has moved on by now" in browser.after(browser.post(f"/people/{of(resident)}/stays"))
    assert get_membership(inside, of(resident)).ended_at == at(AT_FOUR)


def test_somebody_who_stays_anyway_leaves_no_trace(visit, coordinator, resident, of, inside):
    visit(coordinator).post(f"/people/{of(resident)}/stays")
    with inside() as session:
        assert session.scalars(sa.select(Change.id).where(Change.action == "stays after all")).all() == []


def test_a_second_time_is_noted_by_nobody(note, visit, coordinator, resident, of, inside, at):
    note(resident)
    browser = visit(coordinator)
    answer = browser.post(f"/people/{of(resident)}/moving-on", when="now")
    assert "It is noted already: Robin, tomorrow, 4pm." in browser.after(answer)
    assert get_membership(inside, of(resident)).ended_at == at(AT_FOUR)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"day": "2025-07-01"}, "Robin moved in Wednesday 2 July 2025, 5pm. Choose a time after that."),
        ({"day": "2025-07-02", "at": "17:00"}, "Choose a time after that."),
        ({"day": "2027-08-20"}, "Choose a day within a year from now."),
        ({"day": ""}, "Choose the day they move on."),
        ({"at": ""}, "Choose a time, like 16:00 or 4pm."),
        ({"at": "soon"}, "Choose a time, like 16:00 or 4pm."),
        ({"when": "never"}, "Choose one."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(note, resident, of, inside, fields, words):
    answer = note(resident, **fields)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    assert get_membership(inside, of(resident)).ended_at is None


def test_what_was_typed_stays(note, resident):
    page = note(resident, day="2025-07-01", at="09:30").get_data(as_text=True)
    assert 'value="2025-07-01"' in page and 'value="09:30"' in page


def test_noted_weeks_later_it_still_leaves_thirty_days(note, resident, of, inside, at):
    note(resident, day="2026-06-20")
    membership = get_membership(inside, of(resident))
    assert membership.ended_at == at("2026-06-20 16:00")
    assert membership.clears_at == NOW + timedelta(days=30)


def test_the_minute_after_moving_in_is_fine(note, resident, of, inside, at):
    note(resident, day="2025-07-02", at="17:01")
    assert get_membership(inside, of(resident)).ended_at == at("2025-07-02 17:01")


def test_a_time_that_the_clocks_leave_out_is_the_one_after_it(note, visit, coordinator, resident, of, inside, at):
    browser = visit(coordinator)
    path = f"/people/{of(resident)}/moving-on"
    page = browser.after(browser.submit(path, when="then", day="2026-10-04", at="02:30"))
    assert "leave out the time you chose. So it is Sunday 4 October, 3:30am." in page
    assert get_membership(inside, of(resident)).ended_at == at("2026-10-04 03:30")


def test_a_time_that_comes_twice_is_the_first(note, resident, of, inside):
    note(resident, day="2027-04-04", at="02:30")
    assert get_membership(inside, of(resident)).ended_at.isoformat() == "2027-04-03T15:30:00+00:00"


def test_one_of_two_roles_ends_and_the_other_goes_on(note, visit, living_worker, of, inside, at):
    note(living_worker, role=Role.peer_worker)
    at(AT_FOUR)
    assert visit(living_worker).get("/").status_code == 200
    membership = get_membership(inside, of(living_worker, Role.peer_worker))
    assert membership.settled_at == at(AT_FOUR) and membership.clears_at is None


def test_both_roles_that_end_together_leave_nothing_open(note, visit, housemate, living_worker, inside, at):
    note(living_worker, role=Role.peer_worker)
    note(living_worker, role=Role.resident)
    at(AT_FOUR)
    visit(housemate).page("/")
    with inside() as session:
        own = sa.select(Membership.clears_at).where(Membership.person_id == living_worker.person_id)
        assert session.scalars(own).all() == [clock.now() + timedelta(days=30)] * 2


def test_coming_back_before_anybody_was_there_ends_the_earlier_stay_first(note, resident, house_id, of, inside, at):
    told = []

    def listener(membership, now):
        told.append(membership.id)

    note(resident)
    moment = at("2026-08-08 09:00")
    with facts.moved_on.connected_to(listener), inside():
        back = acts.join(house_id, resident.person_id, Role.resident, moment)
    earlier = get_membership(inside, of(resident))
    assert told == [earlier.id] and back.private_since == moment
    assert earlier.clears_at == at(AT_FOUR) + timedelta(days=30)


def test_the_rooms_are_told_in_the_same_transaction(note, visit, housemate, resident, of, inside, at):
    def listener(membership, now):
        raise RuntimeError("a room could not")

    note(resident)
    at(AT_FOUR)
    with facts.moved_on.connected_to(listener):
        assert visit(housemate).get("/").status_code == 500
    assert get_membership(inside, of(resident)).settled_at is None


@pytest.mark.parametrize("who", ["resident", "housemate", "worker", "outside_coordinator"])
def test_staying_is_for_coordinators_of_this_house(note, visit, resident, of, inside, at, request, who):
    note(resident)
    assert visit(request.getfixturevalue(who)).post(f"/people/{of(resident)}/stays").status_code == 404
    assert get_membership(inside, of(resident)).ended_at == at(AT_FOUR)


def test_a_coordinators_own_going_is_not_ended_here(visit, coordinator, of):
    for path in ("moving-on", "stays"):
        assert visit(coordinator).post(f"/people/{of(coordinator)}/{path}", when="now").status_code == 404


def test_an_act_says_when_it_is_too_far_on(inside, resident, of, at):
    with inside() as session:
        membership = session.get_one(Membership, of(resident))
        going.move_on(membership, None, NOW, at=at(AT_FOUR))
        with pytest.raises(going.HasMovedOn):
            going.stay_after_all(membership, None, at(AT_FOUR))
        going.stay_after_all(membership, None, at(BEFORE_FOUR))
        assert membership.ended_at is None
