"""Every look at my things stands on my page, however many there are."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.people import acts, going
from house.people.models import Membership
from house.trust.acts import note_looks_at
from house.viewer import Role
from tests.support.cast import NOW


@pytest.fixture
def looks(inside, house_id, worker, resident):
    with inside():
        for number in range(60):
            thing = (number + 1, resident.person_id, "whoever is on shift")
            note_looks_at(house_id, worker.person_id, "check-in", [thing], NOW - timedelta(hours=60 - number))


def test_the_newest_fifty_stand_first(visit, resident, looks):
    assert visit(resident).page("/me/looks").count("Someone looked: Alex") == 50


def test_the_rest_stands_further_back(visit, resident, looks):
    browser = visit(resident)
    further = browser.page("/me/looks").split('href="/me/looks?')[1].split('"')[0]
    assert browser.page(f"/me/looks?{further}").count("Someone looked: Alex") == 10


def test_looks_at_somebody_elses_things_are_not_mine_to_see(visit, housemate, looks):
    assert "Alex" not in visit(housemate).page("/me/looks")


@pytest.mark.parametrize("before", ["nonsense", "-1", "0", "9" * 40, "٣", "1e3"])
def test_an_odd_place_to_go_on_from_is_the_beginning(visit, resident, looks, before):
    page = visit(resident).get("/me/looks", query_string={"before": before}).get_data(as_text=True)
    assert page.count("Someone looked: Alex") == 50


# --- each line ---


@pytest.fixture
def look(inside, house_id, worker, resident):
    """Somebody looks at a check-in of the resident's."""

    def note(by=worker, basis="whoever is on shift"):
        with inside():
            note_looks_at(house_id, by.person_id, "check-in", [(1, resident.person_id, basis)], clock.now())

    return note


def memberships(inside, somebody, **values):
    with inside() as session:
        session.execute(sa.update(Membership).where(Membership.person_id == somebody.person_id).values(**values))


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("a person", "At a check-in of yours. You shared it with them by name."),
        ("whoever is on shift", "At a check-in of yours. You shared it with whoever is on shift."),
        ("all peer workers", "At a check-in of yours. You shared it with all peer workers."),
        ("the house", "At a check-in of yours. You shared it with everyone in the house."),
    ],
)
def test_it_says_at_what_and_why_that_was_allowed(visit, resident, look, basis, words):
    look(basis=basis)
    assert words in visit(resident).page("/me/looks")


def test_it_says_in_which_role_and_since_when(visit, resident, worker, look, inside):
    memberships(inside, worker, started_at=NOW - timedelta(days=80))
    look()
    assert "peer worker, here since May 2026" in visit(resident).page("/me/looks")


def test_it_says_every_role(visit, resident, living_worker, look):
    look(by=living_worker)
    assert "resident and peer worker, here since July 2025" in visit(resident).page("/me/looks")


def test_the_role_is_the_one_they_had_then(visit, resident, worker, look, inside, at):
    look()
    at(NOW + timedelta(days=1))
    with inside():
        acts.join(worker.house_id, worker.person_id, Role.resident, clock.now())
    page = visit(resident).page("/me/looks")
    assert "peer worker, here since July 2025" in page and "resident and" not in page


def test_of_who_has_gone_it_says_from_when_to_when(visit, resident, worker, look, inside, at):
    look()
    later = at(NOW + timedelta(days=40))
    with inside() as session:
        own = session.scalars(sa.select(Membership).where(Membership.person_id == worker.person_id)).one()
        going.move_on(own, None, later)
    assert "peer worker, here from July 2025 to September 2026" in visit(resident).page("/me/looks")


def test_what_was_before_i_came_back_is_closed(visit, resident, look, inside, at):
    look()
    back = at(NOW + timedelta(days=1))
    memberships(inside, resident, private_since=back)
    before = "Someone looked" in visit(resident).page("/me/looks")
    look()
    assert (before, visit(resident).page("/me/looks").count("Someone looked")) == (False, 1)
