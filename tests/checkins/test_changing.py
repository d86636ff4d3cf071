"""Saying it in other words."""

from dataclasses import asdict, replace

import pytest
import sqlalchemy as sa

from house.checkins.models import CheckIn
from house.checkins.words import CheckInWords, open_words


def words(inside, check_in_id):
    with inside() as session:
        return open_words(session.get_one(CheckIn, check_in_id))


def test_other_words_take_the_place_of_the_old(visit, resident, kept, inside):
    visit(resident).submit(f"/check-ins/{kept}", feeling="good", need="space", note="Better now.")
    assert words(inside, kept) == CheckInWords("good", "space", "Better now.")


def test_the_page_starts_from_what_i_said(visit, resident, write):
    own = write(CheckInWords("hard", "a chat", "Rough night."))
    page = visit(resident).page(f"/check-ins/{own}")
    assert ["Rough night." in page, 'checked id="feeling-3"' in page, 'checked id="need-2"' in page] == [True] * 3


def test_it_starts_from_who_can_see_it_now(visit, resident, shared):
    assert 'checked id="audience-1"' in visit(resident).page(f"/check-ins/{shared}")


def test_emptying_it_gets_the_kind_sentence(visit, resident, write):
    own = write(CheckInWords(note="Rough night."))
    answer = visit(resident).submit(f"/check-ins/{own}", note="")
    assert "Anything is enough." in answer.get_data(as_text=True)


def test_a_look_before_the_change_says_so(visit, on_shift, resident, shared, at):
    visit(on_shift).page("/check-ins/shared")
    at("2026-08-06 17:05")
    me = visit(resident)
    me.submit(f"/check-ins/{shared}", feeling="good", note="Better now.")
    assert "Seen by Alex, today 5pm, before you changed it" in me.page("/check-ins")


def test_a_look_after_it_says_both_times(visit, on_shift, resident, shared, at):
    visit(on_shift).page("/check-ins/shared")
    at("2026-08-06 17:05")
    visit(on_shift).page("/check-ins/shared")
    assert "Seen by Alex, today 5pm, last today 5:05pm" in visit(resident).page("/check-ins")


def test_saving_the_same_words_is_no_change(visit, resident, write, inside, at):
    own = write(CheckInWords("hard", "a chat", "Rough night."))
    at("2026-08-06 17:05")
    visit(resident).submit(f"/check-ins/{own}", feeling="hard", need="a chat", note="Rough night.")
    with inside() as session:
        row = session.get_one(CheckIn, own)
        assert row.changed_at == row.written_at


OTHERS = ["housemate", "worker", "on_shift", "living_worker", "coordinator", "outsider", "outside_coordinator"]


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("path", ["/check-ins/{}", "/check-ins/{}/delete"])
def test_nobody_else_finds_a_page_there(visit, request, shared, who, path):
    somebody = request.getfixturevalue(who)
    assert visit(somebody).get(path.format(shared)).status_code == 404


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("path", ["/check-ins/{}", "/check-ins/{}/delete", "/check-ins/{}/end-sharing"])
def test_nobody_else_can_change_it(visit, request, shared, inside, who, path):
    somebody = request.getfixturevalue(who)
    answer = visit(somebody).post(path.format(shared), feeling="good", audience="only me")
    assert (answer.status_code, words(inside, shared).feeling) == (404, "feelingword")


@pytest.mark.parametrize("check_in_id", [1, 2**63 - 1, 2**63, 10**30, 0])
def test_an_id_that_is_nobodys_is_no_page(visit, resident, check_in_id):
    assert visit(resident).get(f"/check-ins/{check_in_id}").status_code == 404


def test_one_of_mine_in_another_house_is_no_page_here(visit, resident, inside, kept, cast):
    with inside() as session:
        session.execute(sa.update(CheckIn).values(house_id=cast.other_house_id))
    assert visit(resident).get(f"/check-ins/{kept}").status_code == 404


@pytest.mark.parametrize("name", ["feeling", "need", "energy", "connection"])
def test_what_was_tapped_can_be_left_out_again(visit, resident, write, inside, name):
    said = CheckInWords("hard", "a chat", "Rough night.", "low", "on my own")
    own = write(said)
    page = visit(resident).page(f"/check-ins/{own}")
    assert page.count("Leave it out") == 4
    visit(resident).submit(f"/check-ins/{own}", **{**asdict(said), name: ""})
    assert words(inside, own) == replace(said, **{name: ""})


def test_what_was_never_said_needs_no_leaving_out(visit, resident, write):
    own = write(CheckInWords(note="Rough night."))
    assert "Leave it out" not in visit(resident).page(f"/check-ins/{own}")
    assert "Leave it out" not in visit(resident).page("/check-ins")
