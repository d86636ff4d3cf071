"""The pages of check-ins: as many queries for years of them as for one, and the earlier ones a page at a time."""

from datetime import timedelta

import pytest

from house import clock
from house.checkins import acts
from house.checkins.waiting import waiting
from house.checkins.words import CheckInWords
from house.people.signing_in import load_viewer
from house.trust.models import Audience


@pytest.fixture
def write_many(inside, resident):
    def write(count, audience=Audience.only_me):
        with inside():
            for number in range(count):
                at = clock.now() - timedelta(minutes=number + 1)
                words = CheckInWords("hard", "a chat", f"number {number}.")
                acts.check_in(resident.house_id, resident.person_id, words, audience, at)

    return write


PAGES = ["/check-ins", "/check-ins/earlier", "/check-ins/shared"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["resident", "on_shift"])
def test_the_number_of_queries_does_not_grow(visit, request, write_many, queries, who, path):
    somebody = request.getfixturevalue(who)
    counts = []
    for more in (1, 300):
        write_many(more, Audience.on_shift)
        me = visit(somebody)
        with queries() as seen:
            me.page(path)
        counts.append(seen.count)
    assert counts[0] == counts[1] <= 7


COSTS = [("on_shift", 2, "on shift"), ("other_worker", 2, "off shift"), ("resident", 1, "no worker")]


@pytest.mark.parametrize(("who", "most", "_why"), COSTS, ids=[why for *_, why in COSTS])
def test_what_today_asks_costs_few_queries(app, visit, request, write_many, queries, on_shift, who, most, _why):
    token = visit(request.getfixturevalue(who)).token
    write_many(50, Audience.on_shift)
    with app.test_request_context():
        viewer = load_viewer(token)
        with queries() as seen:
            waiting(viewer, clock.now())
    assert seen.count == most


def test_the_first_page_shows_five(visit, resident, write_many):
    write_many(8)
    page = visit(resident).page("/check-ins")
    assert [f"number {number}." in page for number in range(8)] == [True] * 5 + [False] * 3


def test_the_rest_is_found_page_by_page(visit, resident, write_many):
    write_many(50)
    me, path, found = visit(resident), "/check-ins", []
    while path:
        page = me.page(path)
        found += [number for number in range(50) if f"number {number}." in page]
        path = further(page)
    assert found == list(range(50))


def further(page):
    _before, mark, rest = page.partition('href="/check-ins/earlier?')
    return "/check-ins/earlier?" + rest.split('"')[0] if mark else None


def test_those_of_one_moment_are_each_shown_once(visit, resident, write):
    for number in range(30):
        write(CheckInWords(note=f"number {number}."))
    me = visit(resident)
    first = me.page("/check-ins/earlier")
    both = first + me.page(further(first))
    assert [both.count(f"number {number}.") for number in range(30)] == [1] * 30


@pytest.mark.parametrize("mark", ["", "x", "-1", "1", "²", "9" * 19, "9" * 400, "9223372036854775808"])
def test_a_mark_that_is_none_shows_the_latest(visit, resident, kept, mark):
    assert "zebrawort" in visit(resident).page(f"/check-ins/earlier?before={mark}")


def test_somebody_elses_mark_says_nothing_about_it(visit, housemate, write, resident, kept):
    write(CheckInWords(note="number 1."), by=housemate, when=clock.now() + timedelta(hours=1))
    assert "number 1." in visit(housemate).page(f"/check-ins/earlier?before={kept}")


def test_a_long_note_is_opened_with_a_tap(visit, resident, write):
    own = write(CheckInWords(note="word " * 400 + "at last"))
    me = visit(resident)
    assert ["at last" in me.page(path) for path in ("/check-ins", f"/check-ins/{own}")] == [False, True]


def test_its_reader_sees_all_of_a_long_note(visit, on_shift, write):
    write(CheckInWords(note="word " * 400 + "at last"), Audience.on_shift)
    assert "at last" in visit(on_shift).page("/check-ins/shared")
