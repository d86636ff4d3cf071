"""A chore that stays open three times in a row: its shape is asked about, and nobody is named."""

from datetime import timedelta

import pytest

from house import clock, facts
from house.chores import acts
from house.chores.kinds import Way
from house.chores.models import Chore
from tests.support.cast import ZONE


@pytest.fixture
def announced():
    said = []

    def hear(house_id, **what):
        said.append((house_id, what["name"]))

    facts.chore_stuck.connect(hear)
    yield said
    facts.chore_stuck.disconnect(hear)


@pytest.fixture
def week_goes_by(at, inside, house_id):
    """The next week's first arrival."""

    def go():
        at(clock.now() + timedelta(days=7))
        with inside():
            until = clock.today(ZONE) + timedelta(weeks=8)
            facts.rows_needed.send(house_id, until=until, now=clock.now())

    return go


def test_after_three_times_it_is_announced_once(chore, week_goes_by, announced, house_id):
    for expected in ([], [], [(house_id, "Kitchen bins")], [(house_id, "Kitchen bins")]):
        week_goes_by()
        assert announced == expected


def test_done_once_in_between_it_is_not(chore, turn_of, do, week_goes_by, announced, resident):
    week_goes_by()
    week_goes_by()
    do(acts.mark_done, turn_of(chore, turn_of(chore).window_from + timedelta(days=7)), resident)
    week_goes_by()
    assert announced == []


def test_whoever_had_it_is_not_named(visit, chore, do, turn_of, week_goes_by, resident, housemate):
    do(acts.take, turn_of(chore), resident)
    for _week in range(3):
        week_goes_by()
    page = visit(housemate).page("/chores")
    assert "Is Kitchen bins the right shape?" in page
    assert "Robin" not in page


def test_once_it_goes_well_again_nothing_is_asked(visit, chore, do, turn_of, week_goes_by, resident, inside):
    for _week in range(3):
        week_goes_by()
    do(acts.mark_done, turn_of(chore, turn_of(chore).window_from + timedelta(days=21)), resident)
    week_goes_by()
    assert "the right shape?" not in visit(resident).page("/chores")
    with inside() as session:
        assert session.get_one(Chore, chore.id).stuck_since is None


def test_the_order_of_people_can_be_changed(visit, add, resident, housemate, living_worker):
    pool = (resident.person_id, housemate.person_id, living_worker.person_id)
    chore = add("Stove", way=Way.in_order, pool=pool)
    visitor = visit(resident)
    page = visitor.after(visitor.post(f"/chores/{chore.id}/order", person=str(living_worker.person_id)))
    assert page.index("Robin</p>") < page.index("Lou</p>") < page.index("Hana</p>")


@pytest.mark.parametrize("person", ["", "x", "999", "9" * 30])
def test_nonsense_changes_no_order(visit, add, resident, housemate, person):
    chore = add("Stove", way=Way.in_order, pool=(resident.person_id, housemate.person_id))
    visitor = visit(resident)
    assert "They come first already." in visitor.after(visitor.post(f"/chores/{chore.id}/order", person=person))
