"""Numbers for coordinators: only of enough people, rounded, of whole weeks that ended, and never whose."""

from datetime import timedelta

import pytest

from house import clock
from house.checkins.need_numbers import Asked, Numbers, numbers
from house.people import acts as people
from house.trust.acts import note_looks_at
from house.trust.models import Audience
from house.viewer import Role
from tests.support.cast import LONG_AGO, NOW, Somebody

PAGE = "/check-ins/needs/in-numbers"
MINUTE = timedelta(minutes=1)


def asked(*minutes, owners=5):
    """Needs that were seen so many minutes after they were asked; none: not yet."""
    seen = [None if wait is None else NOW + MINUTE * wait for wait in minutes]
    return [Asked(number % owners, NOW, seen_at) for number, seen_at in enumerate(seen)]


TABLE = [
    (asked(*[18] * 12), 6, 5, Numbers(10, 20 * MINUTE), "enough people"),
    (asked(*[18] * 12), 5, 5, None, "the house is no larger than the smallest group"),
    (asked(*[18] * 12, owners=4), 6, 5, None, "too few different people in it"),
    (asked(*[18] * 12), 50, 20, None, "fewer than the house's own smallest group"),
    ([], 20, 5, None, "nobody asked"),
    (asked(*[1] * 13), 6, 5, Numbers(15, 10 * MINUTE), "rounded to the next five"),
    (asked(*[1] * 14), 6, 5, Numbers(15, 10 * MINUTE), "one more moves nothing"),
    (asked(1, 1, 1, None, None), 6, 5, Numbers(5, 10 * MINUTE), "half were seen"),
    (asked(1, 1, None, None, None), 6, 5, Numbers(5, None), "fewer than half were seen"),
    (asked(1, 1, 3000, 3000, 3000), 6, 5, Numbers(5, None), "longer than a day"),
]


@pytest.mark.parametrize(("given", "residents", "smallest", "said", "_why"), TABLE, ids=[row[-1] for row in TABLE])
def test_numbers_are_what_the_table_says(given, residents, smallest, said, _why):
    assert numbers(given, residents, smallest) == said


@pytest.fixture
def many(inside, house_id, resident):
    """Six more who live here."""
    with inside():
        made = [people.add_person(f"Kiri {number}", LONG_AGO) for number in range(6)]
        for each in made:
            people.join(house_id, each.id, Role.resident, LONG_AGO)
        return [Somebody(each.id, house_id, each.called_name, (Role.resident,)) for each in made]


@pytest.fixture
def last_week(write, many, inside, worker):
    """Each of them asked twice last week, and was seen a quarter of an hour later."""
    ids = []
    for each in many:
        for hours in (0, 1):
            at = clock.now() - timedelta(days=7, hours=hours)
            ids.append((write(audience=Audience.on_shift, by=each, when=at), each.person_id, at))
    with inside():
        for need_id, owner_id, at in ids:
            note_looks_at(
                worker.house_id, worker.person_id, "check-in", [(need_id, owner_id, "on shift")], at + 15 * MINUTE
            )
    return [need_id for need_id, *_ in ids]


def shown(visit, coordinator):
    page = visit(coordinator).page(PAGE)
    return page[page.index("<main") : page.index("</main>")]


def test_a_coordinator_reads_how_many_and_how_long(visit, coordinator, last_week):
    page = shown(visit, coordinator)
    assert ("About 10 times someone asked" in page, "Half were seen within 20 minutes." in page) == (True, True)


def test_it_names_nobody_and_no_kind_and_no_day(visit, coordinator, last_week, many):
    page = shown(visit, coordinator)
    assert not [word for word in ("Kiri", "needword", "zebrawort", "Thursday", "30 July") if word in page]


@pytest.mark.parametrize("days", [0, 1])
def test_the_week_that_goes_on_is_not_in_it(visit, coordinator, last_week, write, many, days):
    before = shown(visit, coordinator)
    for each in many:
        write(audience=Audience.on_shift, by=each, when=clock.now() - timedelta(days=days))
    assert shown(visit, coordinator) == before


def test_one_more_or_less_moves_nothing(visit, coordinator, last_week, many, inside):
    before = shown(visit, coordinator)
    visit(many[0]).post(f"/check-ins/{last_week[0]}/delete")
    assert shown(visit, coordinator) == before


def test_what_nobody_shares_any_more_is_counted_nowhere(visit, coordinator, last_week, many):
    for number, need_id in enumerate(last_week):
        visit(many[number // 2]).post(f"/check-ins/{need_id}/end-sharing")
    assert "There are no numbers to show." in shown(visit, coordinator)


def test_a_small_house_has_no_numbers(visit, coordinator, write, resident):
    for _ in range(9):
        write(audience=Audience.on_shift, when=clock.now() - timedelta(days=7))
    page = shown(visit, coordinator)
    assert ("There are no numbers to show." in page, "About" in page) == (True, False)


def test_of_few_people_in_a_large_house_there_are_none_either(visit, coordinator, write, many):
    for each in many[:4]:
        write(audience=Audience.on_shift, by=each, when=clock.now() - timedelta(days=7))
    assert "There are no numbers to show." in shown(visit, coordinator)


def test_what_the_coordinator_asked_for_counts_in_nothing(visit, coordinator, write, many):
    """Or by ending and renewing their own, one at a time, they would find out the number of others exactly."""
    for each in (*many[:4], coordinator):
        write(audience=Audience.on_shift, by=each, when=clock.now() - timedelta(days=7))
    assert "There are no numbers to show." in shown(visit, coordinator)


@pytest.mark.parametrize("who", ["resident", "housemate", "worker", "outsider"])
def test_it_is_for_coordinators(visit, request, who):
    assert visit(request.getfixturevalue(who)).get(PAGE).status_code == 404


def test_another_houses_coordinator_reads_their_own(visit, outside_coordinator, last_week):
    assert "There are no numbers to show." in shown(visit, outside_coordinator)
