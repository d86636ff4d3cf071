"""Everybody's share of the chores over some days, and who is away: what the round and the board ask."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
import sqlalchemy as sa

from house import clock
from house.people import acts
from house.people.belonging import PresenceKind
from house.people.going import move_on
from house.people.models import Membership
from house.people.presence import Step, away_on, step_back
from house.people.presence_reading import shares_within
from house.viewer import Role
from tests.support.cast import ZONE

TODAY = date(2026, 8, 6)
NONE, QUARTER, HALF, FULL = (Fraction(n, 4) for n in (0, 1, 2, 4))


def day(number):
    return date(2026, 8, number)


@pytest.fixture
def shares(inside, house_id):
    def ask(first=TODAY, end=TODAY + timedelta(days=4)):
        with inside():
            return shares_within(house_id, first, end)

    return ask


@pytest.fixture
def steps(inside, house_id):
    def act(somebody, kind, first, end, quarters=0):
        with inside():
            today = clock.today(ZONE)
            step_back(house_id, somebody.person_id, Step(kind, first, end, quarters), today, clock.now())

    return act


@pytest.fixture
def moves_in(inside, house_id):
    """Somebody without an account moves in at the present instant."""

    def join():
        with inside():
            person = acts.add_person("Noor", clock.now())
            acts.join(house_id, person.id, Role.resident, clock.now())
            return person.id

    return join


@pytest.fixture
def moves_on(inside):
    def leave(person_id):
        with inside() as session:
            stay = sa.select(Membership).where(Membership.person_id == person_id, Membership.role == Role.resident)
            move_on(session.scalars(stay).one(), None, clock.now())

    return leave


def test_every_resident_is_in_it_and_nobody_else(shares, resident, housemate, living_worker):
    assert set(shares()) == {each.person_id for each in (resident, housemate, living_worker)}


def test_it_asks_once(shares, steps, resident, housemate, queries):
    steps(resident, PresenceKind.away, TODAY, None)
    steps(housemate, PresenceKind.lighter, TODAY, None, 2)
    with queries() as seen:
        shares()
    assert seen.count == 1


def test_each_day_has_its_share(shares, steps, resident, housemate):
    steps(resident, PresenceKind.resting, day(7), day(9))
    steps(housemate, PresenceKind.lighter, TODAY, None, 1)
    steps(housemate, PresenceKind.not_today, TODAY, day(7))
    found = shares()
    assert found[resident.person_id] == (FULL, NONE, NONE, FULL)
    assert found[housemate.person_id] == (NONE, QUARTER, QUARTER, QUARTER)


def test_days_gone_by_are_known_so_that_rest_is_no_debt(shares, steps, resident, at):
    steps(resident, PresenceKind.away, TODAY, day(8))
    at("2026-08-20 12:00")
    steps(resident, PresenceKind.not_today, day(20), day(21))
    assert shares(TODAY, day(21))[resident.person_id] == (NONE, NONE, *[FULL] * 12, NONE)


def test_somebody_without_an_account_settles_in(shares, moves_in):
    noor = moves_in()
    assert shares(day(5), day(21))[noor] == (*[NONE] * 8, *[HALF] * 7, FULL)


def test_the_day_somebody_moves_in_is_a_day_of_the_house(shares, moves_in, at):
    at("2026-08-07 00:30")  # still the 6th in UTC
    noor = moves_in()
    assert shares(day(13), day(15))[noor] == (NONE, HALF)


def test_it_follows_what_the_house_decided(shares, moves_in, visit, coordinator):
    visit(coordinator).submit("/house/settings/settling_in_days", number="1", rests_on="House meeting of 3 May")
    noor = moves_in()
    assert shares()[noor] == (NONE, HALF, FULL, FULL)


def test_from_the_day_they_move_on_there_is_none(shares, moves_on, resident, at):
    at("2026-08-08 12:00")
    moves_on(resident.person_id)
    assert shares()[resident.person_id] == (FULL, FULL, NONE, NONE)
    assert resident.person_id not in shares(day(8), day(12))


def test_whoever_comes_back_settles_in_anew_and_rests_no_more(shares, steps, moves_on, resident, inside, house_id, at):
    steps(resident, PresenceKind.resting, TODAY, None)
    at("2026-08-08 12:00")
    moves_on(resident.person_id)
    at("2026-08-10 12:00")
    with inside():
        acts.join(house_id, resident.person_id, Role.resident, clock.now())
    assert shares(day(5), day(12))[resident.person_id] == (FULL, *[NONE] * 6)
    assert shares(day(17), day(25))[resident.person_id] == (*[HALF] * 7, FULL)


def test_another_house_is_another_matter(shares, steps, inside, outsider):
    with inside():
        step = Step(PresenceKind.away, TODAY, None)
        step_back(outsider.house_id, outsider.person_id, step, TODAY, clock.now())
    assert all(set(each) == {FULL} for each in shares().values())


def test_no_days_are_nobodys(shares):
    assert shares(TODAY, TODAY) == {}


# --- away ---


@pytest.fixture
def away(inside, house_id):
    def ask(on):
        with inside() as session:
            query = sa.select(Membership.person_id).where(Membership.house_id == house_id, away_on(on))
            return session.scalars(query.order_by(Membership.person_id)).all()

    return ask


@pytest.mark.parametrize(("on", "is_away"), [(day(6), False), (day(7), True), (day(8), True), (day(9), False)])
def test_away_on_a_day(steps, away, resident, on, is_away):
    steps(resident, PresenceKind.away, day(7), day(9))
    assert away(on) == [resident.person_id] * is_away


def test_resting_is_at_home(steps, away, resident):
    steps(resident, PresenceKind.resting, TODAY, None)
    assert away(TODAY) == []


def test_until_they_say_has_no_end(steps, away, resident):
    steps(resident, PresenceKind.away, TODAY, None)
    assert away(date.max) == [resident.person_id]


def test_whoever_came_back_is_not_away(steps, away, moves_on, resident, inside, house_id, at):
    steps(resident, PresenceKind.away, TODAY, None)
    at("2026-08-08 12:00")
    moves_on(resident.person_id)
    with inside():
        at("2026-08-10 12:00")
        acts.join(house_id, resident.person_id, Role.resident, clock.now())
        joined = sa.select(Membership.id).where(Membership.ended_at.is_(None), away_on(day(11)))
    with inside() as session:
        assert session.scalars(joined).all() == []
