"""The page of chores: yours, up for grabs, with others, done this week."""

from datetime import date
from types import SimpleNamespace

import pytest

from house import clock
from house.chores import acts, reading
from house.chores.kinds import WhenOver
from house.chores.models import TurnDoer
from tests.support.cast import ZONE


@pytest.fixture
def seen(inside):
    """What one of the cast is shown, in a few words each."""

    def read(somebody):
        viewer = SimpleNamespace(person_id=somebody.person_id, house_id=somebody.house_id, zone=ZONE)
        today, now = clock.today(ZONE), clock.now()
        with inside():
            return SimpleNamespace(
                mine=[(turn.chore, turn.when) for turn in reading.my_turns(viewer, today)],
                up_for_grabs=[(turn.chore, turn.when) for turn in reading.up_for_grabs(viewer, today)],
                with_others=[(turn.chore, turn.when, turn.holder) for turn in reading.with_others(viewer, today)],
                done=[
                    (turn.chore, turn.by, turn.when, turn.may_undo)
                    for turn in reading.done_in_round(viewer, today, now)
                ],
            )

    return read


def test_a_house_without_chores_is_offered_one(visit, resident):
    page = visit(resident).page("/chores")
    assert "There are no chores on the list yet." in page
    assert "/chores/new" in page


def test_this_weeks_turn_is_up_for_grabs_and_no_later_one(seen, resident, chore):
    assert seen(resident).up_for_grabs == [("Kitchen bins", "sometime this week")]


def test_sooner_ones_come_first(seen, add, resident):
    for name, weekday in (("Sunday", 6), ("Anytime", None), ("Today", 3), ("Tomorrow", 4)):
        add(name, weekday)
    assert [chore for chore, _when in seen(resident).up_for_grabs] == ["Today", "Tomorrow", "Anytime", "Sunday"]


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ("2026-08-06 09:00", [("Stove", "today")]),
        ("2026-08-07 00:00", [("Stove", "still open")]),  # its day is over
        ("2026-08-12 23:59", [("Stove", "still open"), ("Stove", "tomorrow")]),
        ("2026-08-13 00:00", [("Stove", "today")]),  # it has come round again: nobody is asked for last week's
    ],
)
def test_what_was_not_done_stays_open_until_its_chore_comes_round_again(seen, at, add, resident, when, shown):
    at("2026-08-06 08:00")
    add("Stove", weekday=3)
    at(when)
    assert seen(resident).up_for_grabs == shown


def test_what_was_done_early_leaves_no_earlier_one_open(seen, at, do, add, turn_of, resident):
    stove = add("Stove", weekday=3)
    at("2026-08-12 20:00")
    do(acts.mark_done, turn_of(stove, date(2026, 8, 13)), resident)
    assert seen(resident).up_for_grabs == []


def test_what_stays_open_leaves_after_a_fortnight(seen, at, inside, add, resident):
    stove = add("Stove", weekday=3)
    with inside() as session:  # it comes round no more, so nothing takes its place
        session.query(acts.Turn).where(
            acts.Turn.chore_id == stove.id, acts.Turn.window_from > date(2026, 8, 6)
        ).delete()
    at("2026-08-20 23:00")
    assert seen(resident).up_for_grabs == [("Stove", "still open")]
    at("2026-08-21 00:00")
    assert seen(resident).up_for_grabs == []


def test_nothing_is_called_by_a_word_of_blame(visit, at, do, add, turn_of, resident):
    do(acts.take, turn_of(add("Stove", weekday=3)), resident)
    at("2026-08-12 12:00")
    page = visit(resident).page("/chores").lower()
    assert "still open" in page
    assert not [word for word in ("overdue", "missed", "late", "failed", "days ago") if word in page]


def test_mine_stays_mine_for_a_fortnight_after_its_days(seen, at, do, add, turn_of, resident):
    do(acts.take, turn_of(add("Stove", weekday=3)), resident)
    at("2026-08-20 23:00")
    assert seen(resident).mine == [("Stove", "still open")]
    at("2026-08-21 00:00")
    assert seen(resident).mine == []


def test_mine_are_at_most_five_and_it_says_there_are_more(visit, do, add, turn_of, resident):
    for number in range(6):
        do(acts.take, turn_of(add(f"Chore {number}")), resident)
    page = visit(resident).page("/chores")
    assert page.count("/let-go") == 5
    assert "More of yours come after these." in page


def test_no_more_of_mine_are_read_than_say_that_there_are_more(seen, do, add, turn_of, resident):
    for number in range(8):
        do(acts.take, turn_of(add(f"Chore {number}")), resident)
    assert len(seen(resident).mine) == 6


def test_five_of_mine_are_all_there_is(visit, do, add, turn_of, resident):
    for number in range(5):
        do(acts.take, turn_of(add(f"Chore {number}")), resident)
    assert "More of yours" not in visit(resident).page("/chores")


def test_others_see_who_has_it_this_week(seen, do, turn, resident, housemate):
    do(acts.take, turn, resident)
    assert seen(housemate).with_others == [("Kitchen bins", "sometime this week", "Robin")]


def test_what_is_mine_is_with_me_alone(seen, do, turn, resident, housemate):
    do(acts.take, turn, resident)
    assert (len(seen(resident).mine), seen(resident).with_others) == (1, [])
    assert seen(housemate).mine == []


def test_what_another_has_not_done_is_up_for_grabs_without_a_name(
    visit, seen, at, do, add, turn_of, resident, housemate
):
    do(acts.take, turn_of(add("Stove", weekday=3)), resident)
    at("2026-08-07 09:00")
    assert (seen(housemate).with_others, seen(housemate).up_for_grabs) == ([], [("Stove", "still open")])
    assert "Robin" not in visit(housemate).page("/chores")


@pytest.mark.parametrize("when_over", [WhenOver.moved, WhenOver.let_go])
def test_where_the_house_chose_so_it_is_not(seen, at, do, add, turn_of, resident, housemate, when_over):
    do(acts.take, turn_of(add("Stove", weekday=3, when_over=when_over)), resident)
    at("2026-08-07 09:00")
    assert seen(housemate).up_for_grabs == []


def test_what_nobody_had_can_be_let_go_once_its_days_are_over(seen, at, add, resident):
    add("Stove", weekday=3, when_over=WhenOver.let_go)
    at("2026-08-07 09:00")
    assert seen(resident).up_for_grabs == []


def test_what_is_done_this_week_says_by_whom(seen, do, turn, resident, housemate):
    do(acts.mark_done, turn, resident)
    assert seen(housemate).done == [("Kitchen bins", ["Robin"], "today", False)]


def test_two_who_did_it_are_both_named_on_one_line(seen, do, inside, turn, resident, housemate):
    do(acts.mark_done, turn, resident)
    with inside() as session:
        session.add(TurnDoer(house_id=turn.house_id, turn_id=turn.id, person_id=housemate.person_id))
    assert seen(resident).done == [("Kitchen bins", ["Hana", "Robin"], "today", True)]


def test_the_undo_is_offered_for_ten_minutes_to_who_did_it(seen, at, do, turn, resident):
    do(acts.mark_done, turn, resident)
    assert seen(resident).done[0][3]
    at("2026-08-06 17:10:01")
    assert not seen(resident).done[0][3]


@pytest.mark.parametrize(
    ("when", "is_shown"),
    [("2026-08-09 23:59", True), ("2026-08-10 00:00", False)],  # the round ends with Sunday, in house time
)
def test_who_did_what_is_shown_for_this_round_alone(seen, at, do, turn, resident, housemate, when, is_shown):
    do(acts.mark_done, turn, resident)
    at(when)
    assert bool(seen(housemate).done) == is_shown


@pytest.mark.parametrize("path", ["/chores", "/chores/all", "/chores/{chore}"])
def test_an_earlier_round_names_nobody(visit, at, do, chore, turn, resident, coordinator, path):
    do(acts.mark_done, turn, resident)
    at("2026-08-10 09:00")
    assert "Robin" not in visit(coordinator).page(path.format(chore=chore.id))


def test_another_houses_chores_are_nowhere(seen, do, turn, resident, outsider):
    do(acts.take, turn, resident)
    empty = SimpleNamespace(mine=[], up_for_grabs=[], with_others=[], done=[])
    assert seen(outsider) == empty


def test_a_chores_page_shows_its_next_turns_and_who_has_them(visit, do, chore, turn, resident, housemate):
    do(acts.take, turn, resident)
    page = visit(housemate).page(f"/chores/{chore.id}")
    assert "Robin" in page
    assert page.count("/take") == 3


def test_a_chores_page_leaves_out_turns_that_are_over(visit, at, chore, resident):
    at("2026-08-20 12:00")
    page = visit(resident).page(f"/chores/{chore.id}")
    assert "still open" not in page
    assert page.index("sometime this week") < page.index("sometime next week")


def test_a_turn_of_next_week_can_be_taken_from_there(visit, chore, turn_of, standing, resident):
    visitor = visit(resident)
    next_week = turn_of(chore, date(2026, 8, 10))
    page = visitor.after(visitor.post(f"/chores/turns/{next_week.id}/take"))
    assert "sometime next week" in page


def test_a_long_name_and_long_words_are_shown_whole(visit, add, resident):
    add("N" * 60, good_enough="g" * 200, place="p" * 60)
    page = visit(resident).page("/chores")
    assert all(words in page for words in ("N" * 60, "g" * 200, "p" * 60))
