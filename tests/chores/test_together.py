"""Doing things together, and thanks."""

from datetime import date

import pytest
import sqlalchemy as sa

from house.chores import acts
from house.chores.between import Thanks, Together, TogetherJoiner

FIELDS = {"what": "Dishes", "day": "2026-08-07", "at": "16:00", "minutes": "40", "mode": "same room"}


@pytest.fixture
def invite(visit, inside, resident):
    def send(somebody=resident, **fields):
        answer = visit(somebody).post("/chores/together", **{**FIELDS, **fields})
        assert answer.status_code == 303, answer.get_data(as_text=True)
        with inside() as session:
            return session.scalars(sa.select(Together).order_by(Together.id.desc()).limit(1)).one()

    return send


def test_everybody_reads_it_and_can_join_in(visit, invite, housemate, resident):
    one = invite()
    visitor = visit(housemate)
    assert "Robin: Dishes" in visitor.page("/chores/together")
    assert "You are in: Dishes." in visitor.after(visitor.post(f"/chores/together/{one.id}/join"))
    assert "With Hana" in visit(resident).page("/chores/together")


def test_it_stands_on_the_page_of_chores(visit, invite, chore, housemate):
    invite()
    assert "Robin: Dishes" in visit(housemate).page("/chores")


def test_joining_twice_is_once(visit, invite, housemate, inside):
    one = invite()
    for _time in range(2):
        visit(housemate).post(f"/chores/together/{one.id}/join")
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count(TogetherJoiner.id))) == 1


def test_another_time_takes_it_back(visit, invite, housemate, inside):
    one = invite()
    for what in ("join", "leave", "leave"):
        visit(housemate).post(f"/chores/together/{one.id}/{what}")
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count(TogetherJoiner.id))) == 0


def test_it_can_be_for_those_who_live_here(visit, invite, housemate, worker):
    one = invite(for_residents="y")
    assert "Dishes" in visit(housemate).page("/chores/together")
    assert "Robin: Dishes" not in visit(worker).page("/chores/together")
    assert visit(worker).post(f"/chores/together/{one.id}/join").status_code == 404


def test_a_worker_can_invite(visit, invite, worker, resident):
    invite(worker)
    assert "Alex: Dishes" in visit(resident).page("/chores/together")


def test_whoever_invited_calls_it_off(visit, invite, resident, housemate):
    one = invite()
    assert visit(housemate).post(f"/chores/together/{one.id}/call-off").status_code == 404
    visit(resident).post(f"/chores/together/{one.id}/call-off")
    assert "Robin: Dishes" not in visit(housemate).page("/chores")
    visitor = visit(housemate)
    assert "over, or off" in visitor.after(visitor.post(f"/chores/together/{one.id}/join"))


def test_once_it_is_over_it_is_gone(visit, at, invite, housemate):
    one = invite()
    at("2026-08-07 16:40")
    visitor = visit(housemate)
    assert "Robin: Dishes" not in visitor.page("/chores/together")
    assert "over, or off" in visitor.after(visitor.post(f"/chores/together/{one.id}/join"))


def test_it_stands_in_the_week_and_in_my_day(visit, invite, resident, housemate, at):
    invite()
    assert "Together: Dishes (Robin)" in visit(housemate).page("/week")
    at("2026-08-07 15:20")
    assert "in 40 minutes (4pm)" in visit(resident).page("/")
    assert "Together: Dishes" not in visit(housemate).page("/")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"what": ""}, "Write what you are doing."),
        ({"day": "2026-02-30"}, "Choose a day."),
        ({"at": "noonish"}, "Write a time, like 16:00 or 4pm."),
        ({"day": "2026-08-01"}, "Choose a time from now on"),
        ({"day": "2027-08-01"}, "Choose a time from now on"),
        ({"mode": "shouting"}, "Choose how."),
        ({"minutes": "5000"}, "Choose how long."),
    ],
)
def test_what_needs_another_look_is_told(visit, resident, inside, wrong, words):
    answer = visit(resident).post("/chores/together", **{**FIELDS, **wrong})
    assert answer.status_code == 422 and words in answer.get_data(as_text=True)
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count(Together.id))) == 0


def test_another_houses_is_not_there(visit, invite, outsider):
    assert visit(outsider).post(f"/chores/together/{invite().id}/join").status_code == 404


# --- thanks ---


@pytest.fixture
def done(do, turn, resident):
    do(acts.mark_done, turn, resident)
    return turn


@pytest.fixture
def thank(visit, done, resident):
    def send(somebody, **fields):
        visitor = visit(somebody)
        return visitor.after(visitor.post(f"/chores/turns/{done.id}/thanks", person=str(resident.person_id), **fields))

    return send


def test_thanks_reach_whoever_did_it(visit, thank, resident, housemate, worker):
    thank(housemate, is_signed="y", words="So clean.")
    page = visit(resident).page("/chores")
    assert "Hana thanks you for Kitchen bins." in page and "So clean." in page
    assert "So clean." not in visit(worker).page("/chores")


def test_they_can_be_for_everyone_to_read(visit, thank, housemate, worker):
    thank(housemate, is_signed="y", for_all="y")
    assert "Hana thanks Robin for Kitchen bins." in visit(worker).page("/chores")


def test_they_can_go_without_a_name(visit, thank, resident, housemate):
    thank(housemate)
    page = visit(resident).page("/chores")
    assert "Someone in the house thanks you for Kitchen bins." in page and "Hana thanks" not in page


def test_somebody_is_thanked_once_for_a_turn(thank, housemate, inside):
    thank(housemate)
    assert "You thanked them for this one already." in thank(housemate)
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count(Thanks.id))) == 1


def test_nobody_thanks_themselves(visit, done, resident):
    assert visit(resident).get(f"/chores/turns/{done.id}/thanks").status_code == 404


def test_only_who_did_it_is_thanked(visit, done, housemate, worker):
    answer = visit(housemate).post(f"/chores/turns/{done.id}/thanks", person=str(worker.person_id))
    assert answer.status_code == 422


def test_of_an_earlier_round_nobody_can_be_looked_up(visit, at, done, housemate):
    at("2026-08-10 09:00")
    assert visit(housemate).get(f"/chores/turns/{done.id}/thanks").status_code == 404
    assert "Robin" not in visit(housemate).page(f"/chores/turns/{done.id}")


def test_thanks_are_shown_for_a_fortnight(visit, at, thank, resident, housemate):
    thank(housemate)
    at("2026-08-21 09:00")
    assert "thanks you" not in visit(resident).page("/chores")
    assert date(2026, 8, 21)


# --- what the house shares ---


def test_the_picture_has_no_names_and_my_part_is_mine(visit, done, resident, housemate, worker):
    page = visit(housemate).page("/chores/load")
    assert "1 turns done" in page and "Robin" not in page
    assert "Your part" in page and "Your part" not in visit(worker).page("/chores/load")


@pytest.mark.parametrize(("times", "words"), [(1, "about even"), (6, "more than an even part")])
def test_my_part_in_words(visit, do, add, turn_of, resident, times, words):
    for number in range(times):
        do(acts.mark_done, turn_of(add(f"Chore {number}", effort=3)), resident)
    assert words in visit(resident).page("/chores/load")


def test_the_week_names_who_has_what_and_no_more(visit, do, add, turn_of, resident, housemate):
    do(acts.take, turn_of(add("Stove", weekday=5)), resident)
    page = visit(housemate).page("/chores/week")
    assert "Robin" in page and "Stove" in page
    assert "Robin" not in visit(housemate).page("/chores/week?of=next")


def test_the_week_does_not_say_what_another_has_not_done(visit, at, do, add, turn_of, resident, housemate):
    turn = turn_of(add("Stove", weekday=4))
    do(acts.take, turn, resident)
    at("2026-08-08 09:00")
    for path in ("/chores/week", f"/chores/turns/{turn.id}"):
        page = visit(housemate).page(path)
        assert "still open" in page and "Robin" not in page
    assert "Robin" in visit(resident).page("/chores/week").partition("<main")[2]


def test_a_week_without_chores_says_so(visit, resident):
    assert "Nothing comes round in this week." in visit(resident).page("/chores/week")
