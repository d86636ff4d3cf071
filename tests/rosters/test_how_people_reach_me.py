"""A worker tells the house how to reach them, and how they like to support."""

import pytest
import sqlalchemy as sa

from house import clock
from house.rosters import profiles
from house.rosters.mine import mine
from house.rosters.models import WorkerProfile
from house.rosters.reading import get_profile
from tests.support.cast import LONG_AGO

NUMBER = "0491 570 110"


def test_it_is_kept(visit, worker, inside):
    visit(worker).submit("/rosters/me", reach_by=NUMBER, how_i_support="I like to walk.\nTea helps.")
    with inside():
        profile = get_profile(worker.house_id, worker.person_id)
    assert (profile.reach_by, profile.how_i_support) == (NUMBER, "I like to walk.\nTea helps.")


def test_it_can_be_changed(visit, worker, inside):
    for number in (NUMBER, "0491 570 157"):
        visit(worker).submit("/rosters/me", reach_by=number)
    with inside():
        assert get_profile(worker.house_id, worker.person_id).reach_by == "0491 570 157"


def test_the_form_starts_from_what_was_kept(visit, worker):
    visit(worker).submit("/rosters/me", reach_by=NUMBER)
    assert f'value="{NUMBER}"' in visit(worker).page("/rosters/me")


def test_a_number_does_not_lie_open_in_the_database(visit, worker, inside):
    visit(worker).submit("/rosters/me", reach_by=NUMBER)
    with inside() as session:
        [row] = session.execute(sa.select(WorkerProfile.__table__))
    assert NUMBER.encode() not in row.reach_by_sealed


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reach_by": ""}, "Write how people reach you"),
        ({"reach_by": "   "}, "Write how people reach you"),
        ({"reach_by": "x" * 161}, "up to 160 letters"),
        ({"reach_by": NUMBER, "how_i_support": "x" * 601}, "up to 600 letters"),
    ],
)
def test_bad_input_is_explained_and_changes_nothing(visit, worker, inside, fields, sentence):
    answer = visit(worker).post("/rosters/me", **fields)
    with inside() as session:
        kept = session.scalar(sa.select(sa.func.count()).select_from(WorkerProfile))
    assert (answer.status_code, sentence in answer.text, kept) == (422, True, 0)


@pytest.mark.parametrize("who", ["resident", "living_worker", "coordinator", "outsider"])
def test_it_is_for_workers(visit, request, who):
    assert visit(request.getfixturevalue(who)).get("/rosters/me").status_code == 404


def test_another_workers_number_is_not_on_my_page(visit, inside, worker, other_worker):
    with inside():
        profiles.set_reach_by(worker.house_id, worker.person_id, NUMBER, "", clock.now())
    assert NUMBER not in visit(other_worker).page("/rosters/me")


TOLD = {
    "reach_by": NUMBER,
    "how_i_support": "I like to walk.\nTea helps.",
    "not_great_with": "Forms and phones",
    "languages": "English, some Auslan",
    "usual_days": "Mondays",
}


def test_the_house_reads_what_a_worker_told_of_themselves(visit, worker, resident, give):
    visit(worker).submit("/rosters/me", **TOLD)
    shift_id = give("2026-08-08", "09:00-17:00", worker)
    for address in (f"/rosters/shifts/{shift_id}", f"/people/{worker.person_id}"):
        page = visit(resident).page(address)
        assert all(words in page for words in ("Tea helps.", "Forms and phones", "English, some Auslan", "Mondays"))
    assert NUMBER not in page  # how somebody is reached stands where they are here


def test_all_but_the_way_to_reach_them_can_stay_empty(visit, worker, resident, give):
    visit(worker).submit("/rosters/me", reach_by=NUMBER)
    shift_id = give("2026-08-08", "09:00-17:00", worker)
    page = visit(resident).page(f"/rosters/shifts/{shift_id}")
    assert "About Alex" not in page and "Languages" not in page


def test_the_form_is_filled_with_what_is_kept(visit, worker):
    visit(worker).submit("/rosters/me", **TOLD)
    page = visit(worker).page("/rosters/me")
    assert "Forms and phones" in page and 'value="English, some Auslan"' in page


def test_what_was_told_is_taken_along(visit, worker, inside):
    visit(worker).submit("/rosters/me", **TOLD)
    with inside():
        sections = mine(worker.person_id, worker.house_id, LONG_AGO, clock.now())
        [told] = [list(each.rows()) for each in sections if each.key == "reach"]
    assert told == [tuple(TOLD.values())]
