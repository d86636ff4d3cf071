"""What people say of coming, the quiet waiting list, and what others learn of it."""

import re
from datetime import date

import pytest
import sqlalchemy as sa

from house.db import db
from house.gatherings.circle_coming import IsHost
from house.gatherings.circle_models import CircleAnswer, Standing
from house.people.belonging import PresenceKind
from house.people.presence import Step, step_back
from tests.support.cast import NOW


def page(visit, who, session_id):
    return visit(who).page(f"/circles/times/{session_id}")


def test_a_tap_says_that_i_come(visit, housemate, first, standing):
    visit(housemate).submit(f"/circles/times/{first}/say", f"/circles/times/{first}", answer="coming")
    assert standing(first, housemate) is Standing.coming
    assert "You are coming" in page(visit, housemate, first)


def test_saying_nothing_leaves_nothing(visit, housemate, first, say, standing):
    say(first, housemate, Standing.might)
    visit(housemate).submit(f"/circles/times/{first}/say", f"/circles/times/{first}", answer="nothing")
    assert standing(first, housemate) is None


@pytest.mark.parametrize("answer", ["waits", "place offered", "", "\0", "coming "])
def test_only_the_three_answers_can_be_given(visit, housemate, first, standing, answer):
    visit(housemate).post(f"/circles/times/{first}/say", answer=answer)
    assert standing(first, housemate) is None


def test_a_name_is_shown_only_to_the_house_and_only_where_its_owner_says_so(
    visit, resident, housemate, worker, coordinator, first, say
):
    say(first, housemate)
    assert all(housemate.name not in main(page(visit, who, first)) for who in (resident, worker, coordinator))
    say(first, housemate, shows_name=True)
    assert all(housemate.name in main(page(visit, who, first)) for who in (resident, worker))
    assert housemate.name not in main(page(visit, coordinator, first))


def main(text):
    return text.split("<main", 1)[1].split("</main>", 1)[0]


def test_nobody_reads_how_many_come(visit, resident, worker, housemate, other_worker, first, say, circle):
    before = main(page(visit, resident, first))
    say(first, housemate)
    assert digits(main(page(visit, resident, first))) == digits(before)
    assert "a few chairs" in before
    assert "chairs" not in page(visit, worker, first)


def digits(text):
    return re.findall(r">[^<]*\d[^<]*<", text)


def test_who_comes_after_the_last_place_waits(housemate, worker, other_worker, first, say, visit):
    assert [say(first, each) for each in (housemate, worker, other_worker)] == ["coming", "coming", "waits"]
    shown = page(visit, other_worker, first)
    assert "You wait quietly for a place" in shown
    assert "The places are taken" in shown


def test_a_host_takes_nobodys_place(resident, first, say):
    with pytest.raises(IsHost):
        say(first, resident)


@pytest.fixture
def full(housemate, worker, other_worker, living_worker, second, say):
    """In a week: Hana and Alex come, two others wait, in this order."""
    for each in (housemate, worker, other_worker, living_worker):
        say(second, each)
    return second


def test_a_place_that_becomes_free_is_offered_to_who_waits_longest(
    full, say, worker, other_worker, living_worker, standing, visit
):
    say(full, worker, Standing.not_this_time)
    assert [standing(full, each) for each in (other_worker, living_worker)] == ["place offered", "waits"]
    assert "A place is free for you: Stories and tea" in visit(other_worker).page("/")
    assert "A place is free" not in visit(living_worker).page("/")


def test_a_place_that_is_free_is_told_also_where_the_time_was_moved_before(
    full, say, worker, other_worker, visit, resident
):
    path = f"/circles/times/{full}/move"
    visit(resident).submit(path, day="2026-08-14", at="18:00", minutes="60", place="")
    assert "Stories and tea is now:" in visit(other_worker).page("/")
    say(full, worker, None)
    assert "A place is free for you: Stories and tea" in visit(other_worker).page("/")


def test_saying_that_one_waits_again_keeps_ones_turn(full, say, worker, other_worker, standing):
    say(full, other_worker)
    say(full, worker, None)
    assert standing(full, other_worker) is Standing.offered


def test_an_offer_that_is_taken_is_a_place(full, say, worker, other_worker, living_worker, standing):
    say(full, worker, None)
    assert say(full, other_worker) is Standing.coming
    assert standing(full, living_worker) is Standing.waits


def test_an_offer_that_is_passed_goes_to_the_next(full, say, worker, other_worker, living_worker, standing):
    say(full, worker, None)
    say(full, other_worker, Standing.not_this_time)
    assert standing(full, living_worker) is Standing.offered


def test_an_offer_lapses_after_a_day_and_goes_to_the_next(
    full, say, worker, other_worker, living_worker, standing, at, visit, housemate
):
    say(full, worker, None)
    at("2026-08-07 16:59")
    visit(housemate).page("/circles")
    assert standing(full, other_worker) is Standing.offered
    at("2026-08-07 17:00")
    visit(housemate).page("/circles")  # whoever comes by first
    assert standing(full, other_worker) is Standing.might
    assert standing(full, living_worker) is Standing.offered


def test_a_place_on_offer_is_nobody_elses(full, say, worker, coordinator):
    say(full, worker, None)
    assert say(full, coordinator) is Standing.waits


def test_nobody_is_offered_a_place_while_away(full, say, worker, other_worker, living_worker, standing, inside):
    with inside():
        step_away(other_worker)
    assert standing(full, other_worker) is Standing.waits
    say(full, worker, None)
    assert standing(full, living_worker) is Standing.offered


def step_away(who):
    today = date(2026, 8, 6)
    step_back(who.house_id, who.person_id, Step(PresenceKind.away, today, date(2026, 8, 9)), today, NOW)


def test_once_it_is_over_nothing_is_left_of_who_came(first, say, housemate, worker, at, visit, inside):
    say(first, housemate)
    say(first, worker, Standing.might)
    at("2026-08-06 20:00")
    visit(housemate).page("/circles")
    with inside():
        assert list(db.session.scalars(sa.select(CircleAnswer.id))) == []
    assert "kept nowhere. So it also leaves the calendar links of those who came." in page(visit, housemate, first)


def test_what_is_over_takes_no_answer(first, visit, housemate, standing, at):
    at("2026-08-06 20:00")
    visit(housemate).post(f"/circles/times/{first}/say", answer="coming")
    assert standing(first, housemate) is None


def test_another_house_finds_nothing(visit, outsider, first, circle):
    assert visit(outsider).get(f"/circles/times/{first}").status_code == 404
    assert visit(outsider).get(f"/circles/{circle}").status_code == 404
    assert visit(outsider).post(f"/circles/times/{first}/say", answer="coming").status_code == 404
    assert "Stories and tea" not in visit(outsider).page("/circles")
