"""Fewer places are for times that nobody has answered yet: so nobody loses theirs, and a host counts nobody."""

import pytest

from house.db import db
from house.gatherings.circle_models import CircleSession, Standing
from house.gatherings.circle_plan import CircleWords
from tests.gatherings.circles.conftest import make

KEPT = {"title": "Tea", "place": "The living room", "is_listening_fine": "y"}


@pytest.fixture
def wide(inside, resident):
    """Robin's circle with as many places as are said: none for all who like."""
    return lambda places: make(inside, resident, CircleWords("Tea", place="The living room", capacity=places))


@pytest.mark.parametrize("places", [5, None])
def test_a_host_counts_nobody_by_lowering_the_places(visit, wide, times, say, resident, housemate, worker, places):
    circle = wide(places)
    answered, quiet = times(circle)[0].id, times(circle)[1].id
    for who in (housemate, worker):
        say(answered, who)
    host, read = visit(resident), visit(housemate)
    for fewer in ("4", "3", "2", "1"):
        assert "It is changed." in host.after(host.submit(f"/circles/{circle}/change", **KEPT, capacity=fewer))
        for time in (answered, quiet):
            assert "There are a few places." in read.page(f"/circles/times/{time}")


def test_fewer_places_count_where_nobody_has_answered(
    visit, wide, times, say, resident, housemate, worker, coordinator
):
    circle = wide(3)
    answered, quiet = times(circle)[0].id, times(circle)[1].id
    say(answered, housemate, Standing.might)
    host = visit(resident)
    host.submit(f"/circles/{circle}/change", **KEPT, capacity="1")
    came = {time: [say(time, who) for who in (worker, coordinator)] for time in (answered, quiet)}
    assert came == {answered: [Standing.coming] * 2, quiet: [Standing.coming, Standing.waits]}


def test_more_places_count_at_once_and_for_who_waits(visit, wide, times, say, standing, resident, housemate, worker):
    circle = wide(1)
    time = times(circle)[0].id
    assert (say(time, housemate), say(time, worker)) == (Standing.coming, Standing.waits)
    visit(resident).submit(f"/circles/{circle}/change", **KEPT, capacity="")
    assert standing(time, worker) is Standing.offered
    assert "There is room for all" in visit(housemate).page(f"/circles/times/{time}")


def test_a_time_added_later_has_the_places_of_its_circle(inside, wide, times):
    circle = wide(4)
    with inside():
        assert {db.session.get_one(CircleSession, time.id).capacity for time in times(circle)} == {4}
