"""What a worker likes to be asked for, and who is asked first by it."""

import pytest

from house import clock
from house.rosters.asking import whom_to_ask
from house.rosters.cover_models import CoverAsk
from house.rosters.mine_agreed import agreed
from house.rosters.models import Shift
from house.rosters.plan import ShiftKind
from house.rosters.wishes import get_wishes

PATH = "/rosters/wishes"
ALL = {"is_asked": "y", "for_nights": "y"}


@pytest.fixture
def order(inside, give):
    """Who would be asked for an open evening, in order."""

    def read(kind=ShiftKind.evening, asked_before=(), times=0):
        shift_id = give("2026-08-20", "17:00-22:00", None, kind)
        earlier = [give("2026-09-10", "09:00-10:00", None) for _n in range(times)]
        with inside() as session:
            for each in earlier:
                for who in asked_before:
                    row = {"house_id": who.house_id, "shift_id": each, "person_id": who.person_id}
                    session.add(CoverAsk(**row, asked_at=clock.now()))
            session.flush()
            return [each.person_id for each in whom_to_ask(session.get_one(Shift, shift_id), clock.now())]

    return read


def test_who_likes_it_is_asked_first(visit, worker, other_worker, order):
    visit(other_worker).submit(PATH, **ALL, likes=["evening"])
    assert order() == [other_worker.person_id, worker.person_id]
    assert order(ShiftKind.day) == [worker.person_id, other_worker.person_id]


def test_who_would_rather_not_is_asked_last(visit, worker, other_worker, order):
    visit(worker).submit(PATH, **ALL, rather_not=["evening"])
    assert order() == [other_worker.person_id, worker.person_id]


@pytest.mark.parametrize(("times", "is_first"), [(3, True), (4, False)])
def test_who_likes_it_is_not_always_the_one(visit, worker, other_worker, order, times, is_first):
    visit(other_worker).submit(PATH, **ALL, likes=["evening"])
    assert (order(asked_before=[other_worker], times=times)[0] == other_worker.person_id) is is_first


def test_what_was_said_is_kept_and_taken_along(visit, worker, inside):
    fields = {"likes": ["day", "meeting"], "rather_not": ["sleepover"], "quiet_from": "22:00", "quiet_to": "07:00"}
    visit(worker).submit(PATH, **ALL, **fields)
    visit(worker).submit(PATH, **ALL, **{**fields, "likes": ["day"]})
    page = visit(worker).page(PATH)
    assert page.count("checked") == 4 and 'value="22:00"' in page
    with inside():
        sections = agreed(worker.person_id, worker.house_id)
        [told] = [list(each.rows()) for each in sections if each.key == "wishes"]
    assert told == [(True, True, ("Day",), ("Night with sleep",), "10pm to 7am")]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"likes": ["day"], "rather_not": ["day"]}, "One of these is among the shifts you like."),
        ({"quiet_from": "22:00"}, "Write both hours, or leave both empty."),
        ({"quiet_to": "22:00"}, "Write both hours, or leave both empty."),
        ({"quiet_from": "22:00", "quiet_to": "22:00"}, "Both hours are the same."),
    ],
)
def test_what_can_not_be_is_said_in_words(visit, worker, inside, fields, words):
    answer = visit(worker).post(PATH, **ALL, **fields)
    assert answer.status_code == 422 and words in answer.get_data(as_text=True)


def test_a_kind_that_is_none_is_left_out(visit, worker, inside):
    assert visit(worker).post(PATH, **ALL, likes=["party"]).status_code == 303
    with inside():
        assert get_wishes(worker.house_id, worker.person_id).likes == frozenset()


def test_they_go_when_somebody_moves_on(visit, worker, inside, move_on):
    visit(worker).submit(PATH, **ALL, likes=["day"])
    move_on(worker)
    with inside():
        assert get_wishes(worker.house_id, worker.person_id).likes == frozenset()
