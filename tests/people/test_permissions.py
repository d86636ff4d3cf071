"""The table of who may do what is whole, true to the routes, and the same in the docs."""

from pathlib import Path

import pytest
from werkzeug.routing import Rule

from house.guard import Access, declared
from house.people.permission_lines import IF_SHARED, NO
from house.people.permissions import PLAIN_ROUTES, TABLE, as_markdown, lines
from tests.support.cast import Somebody

DOCS = Path(__file__).parents[2] / "docs" / "access.md"


@pytest.fixture
def signed_in(app) -> dict[str, Access]:
    """Each route for people who are signed in, with whom it is for."""
    rules: list[Rule] = list(app.url_map.iter_rules())
    access = {each.endpoint: declared(app, each.endpoint).access for each in rules}
    return {name: who for name, who in access.items() if who not in (Access.everyone, Access.link)}


def test_every_route_stands_on_exactly_one_line(signed_in):
    """A new page gets its line in house/people/permissions.py."""
    named = [*PLAIN_ROUTES, *(route for line in lines() for route in line.routes)]
    assert sorted(named) == sorted(signed_in)


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.routes[0])
def test_a_line_says_whom_its_routes_are_for(signed_in, line):
    for route in line.routes:
        may = {
            Access.coordinators: (False, False, True),
            Access.workers: (False, True, False),
            Access.residents: (True, False, False),
        }.get(signed_in[route])
        told = (line.resident != NO, line.worker != NO, line.coordinator != NO)
        assert may is None or told == may, route


def test_nobody_may_do_what_nobody_may(signed_in):
    assert all(line.who for line in lines())


def test_the_docs_hold_the_same_table():
    table = [row for row in DOCS.read_text().splitlines() if row.startswith("|")]
    assert table == as_markdown()


@pytest.mark.parametrize("who", ["resident", "worker", "coordinator", "living_worker", "outsider"])
def test_everybody_reads_all_of_it(visit, request, who):
    somebody: Somebody = request.getfixturevalue(who)
    page = visit(somebody).page("/who-may-do-what")
    missing = [str(line.words) for part in TABLE for line in part.lines if str(line.words) not in page]
    assert not missing
    assert "The role of coordinator opens nothing private." in page
    assert "never counts as a peer worker towards housemates" in page


def test_a_private_thing_is_nobodys_by_being_a_coordinator():
    reads = next(line for line in lines() if "checkins.shared" in line.routes)
    assert (reads.resident, reads.worker, reads.coordinator) == (IF_SHARED, IF_SHARED, "if chosen by name")
