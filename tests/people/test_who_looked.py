"""Every look at my things stands on my page, however many there are."""

from datetime import timedelta

import pytest

from house.trust.acts import note_looks_at
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
