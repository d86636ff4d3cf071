"""Lines for the next shift: the house's own, and what a resident asked to pass on, which stays theirs."""

import pytest
import sqlalchemy as sa

from house import facts
from house.people.belonging import Purpose
from house.people.consents import say_yes, take_back
from house.rosters import handing_over
from house.rosters.handing_models import HandoverLine, HandoverSeen
from house.trust.models import Look, Share
from tests.support.cast import NOW

PATH, MINE = "/rosters/handover", "/rosters/pass-on"
WORDS = "finger-lime-please-knock-after-nine"


@pytest.fixture
def on_shift(give, worker):
    """Alex is here now."""
    give("2026-08-06", "15:00-22:00", worker)
    return worker


@pytest.fixture
def asks(inside, resident):
    """Robin says yes to having things passed on."""
    with inside():
        say_yes(resident.house_id, resident.person_id, Purpose.pass_on, "page", NOW)


@pytest.fixture
def asked(visit, resident, asks):
    """Robin asks to pass something on."""
    visit(resident).submit(MINE, words=WORDS)


def rows(inside, column):
    with inside() as session:
        return list(session.scalars(sa.select(column)))


def test_whoever_is_on_shift_reads_it_and_the_look_is_written(visit, on_shift, asked, resident, inside):
    assert WORDS in visit(on_shift).page(PATH)
    assert rows(inside, Look.viewer_id) == [on_shift.person_id]
    assert "whoever is on shift" in visit(resident).page("/me/looks")


@pytest.mark.parametrize("who", ["other_worker", "coordinator"])
def test_nobody_else_reads_it(who, request, visit, on_shift, asked, inside):
    assert WORDS not in visit(request.getfixturevalue(who)).page(PATH)
    assert rows(inside, Look.id) == []


@pytest.mark.parametrize("who", ["resident", "housemate", "living_worker"])
def test_the_page_of_the_shift_is_not_for_residents(who, request, visit, asked):
    assert visit(request.getfixturevalue(who)).get(PATH).status_code == 404


def test_its_words_are_sealed(asked, inside):
    with inside() as session:
        assert WORDS.encode() not in (session.scalars(sa.select(HandoverLine.words_sealed)).one() or b"")


def test_who_comes_on_marks_it_as_read_and_the_resident_sees_it(visit, on_shift, asked, resident):
    browser = visit(on_shift)
    assert "new to you" in browser.page(PATH)
    page = browser.after(browser.submit(f"{PATH}/seen", page=PATH))
    assert "new to you" not in page
    assert "Alex read it, today 5pm." in visit(resident).page(MINE)


def test_marking_it_twice_is_kept_once(visit, on_shift, asked, inside):
    for _again in range(2):
        visit(on_shift).post(f"{PATH}/seen")
    assert len(rows(inside, HandoverSeen.id)) == 1


def test_a_worker_writes_down_what_a_resident_asked_for(visit, on_shift, asks, resident):
    visit(on_shift).submit(PATH, about=str(resident.person_id), words=WORDS)
    assert WORDS in visit(resident).page(MINE)


@pytest.mark.parametrize("about", ["housemate", "coordinator", "worker"])
def test_about_nobody_who_did_not_say_yes(visit, on_shift, asks, about, request, inside):
    whom = str(request.getfixturevalue(about).person_id)
    answer = visit(on_shift).submit(PATH, about=whom, words=WORDS)
    assert answer.status_code == 422
    assert "Only for somebody who said yes to it." in answer.get_data(as_text=True)
    assert rows(inside, HandoverLine.id) == []


@pytest.mark.parametrize("about", ["", "x", "9" * 30])
def test_a_choice_that_is_none_is_asked_again(visit, on_shift, about):
    assert visit(on_shift).submit(PATH, about=about, words=WORDS).status_code == 422


def test_a_coordinator_leaves_lines_about_the_house_alone(visit, coordinator, resident, asks, inside):
    assert visit(coordinator).submit(PATH, about=str(resident.person_id), words=WORDS).status_code == 422
    visit(coordinator).submit(PATH, about="the house", words="The plumber comes at ten")
    assert "The plumber comes at ten" in visit(coordinator).page(PATH)
    assert rows(inside, Share.id) == []


def test_without_a_yes_nothing_is_written(visit, resident, inside):
    assert "What I say yes to" in visit(resident).page(MINE)
    visit(resident).post(MINE, words=WORDS)
    assert rows(inside, HandoverLine.id) == []


def test_taking_the_yes_back_deletes_what_was_written(visit, on_shift, asked, resident, inside):
    visit(on_shift).post(f"{PATH}/seen")
    with inside():
        take_back(resident.house_id, resident.person_id, Purpose.pass_on, NOW)
    assert (rows(inside, HandoverLine.id), rows(inside, HandoverSeen.id), rows(inside, Share.id)) == ([], [], [])
    assert WORDS not in visit(on_shift).page(PATH)


def test_it_is_taken_away_by_whoever_asked(visit, on_shift, housemate, resident, asked, inside):
    [line_id] = rows(inside, HandoverLine.id)
    for who in (on_shift, housemate):
        assert visit(who).post(f"{PATH}/{line_id}/take-away").status_code == 404
    visit(resident).submit(f"{PATH}/{line_id}/take-away", page=MINE)
    assert rows(inside, HandoverLine.id) == []


def test_ending_the_share_ends_the_reading(visit, on_shift, asked, resident, inside):
    [line_id] = rows(inside, HandoverLine.id)
    visit(resident).submit(f"/me/shares/pass-on/{line_id}/stop", page="/me/shares")
    assert WORDS not in visit(on_shift).page(PATH)


def test_it_goes_after_fourteen_days(visit, worker, resident, asked, give, at, inside):
    give("2026-08-20", "15:00-22:00", worker)
    at("2026-08-20 17:00")
    assert WORDS not in visit(worker).page(PATH)
    visit(worker).submit(PATH, about="the house", words="A new key")
    assert len(rows(inside, HandoverLine.id)) == 1


def test_with_the_rows_ahead_it_goes_whether_or_not_another_is_written(asked, resident, at, inside):
    for hour, kept in (("16:59", 1), ("17:00", 0)):
        now = at(f"2026-08-20 {hour}")
        with inside():
            facts.rows_needed.send(resident.house_id, until=now.date(), now=now)
        assert (len(rows(inside, HandoverLine.id)), len(rows(inside, Share.id))) == (kept, kept)


def test_when_the_shift_ends_so_does_the_reading(visit, on_shift, asked, at):
    at("2026-08-06 22:29")
    assert WORDS in visit(on_shift).page(PATH)
    at("2026-08-06 22:31")
    assert WORDS not in visit(on_shift).page(PATH)


def test_no_page_is_needed_for_that_to_hold(inside, worker, resident):
    with inside(), pytest.raises(handing_over.NotAsked):
        handing_over.pass_on(resident.house_id, resident.person_id, worker.person_id, WORDS, NOW)
