"""An agenda is put in order, until it is printed two days before; what comes after that stands under "Added later"."""

import re
from datetime import timedelta

import pytest

from house.db import db
from house.meetings.acts import ItemWords, add_item
from house.meetings.models import AgendaItem, Meeting
from house.meetings.script import Kind
from tests.support.cast import NOW


@pytest.fixture
def next_week(meeting, meetings):
    """The meeting of next Thursday: its agenda is printed on Tuesday 11 August, 7pm."""
    return meetings()[1]


@pytest.fixture
def four(inside, next_week):
    """Four things on its agenda: their ids, in order."""
    with inside():
        here = db.session.get_one(Meeting, next_week.id)
        return [add_item(here, None, ItemWords(title, Kind.talk), NOW).id for title in "ABCD"]


@pytest.fixture
def titles(inside, rows, next_week):
    """The agenda's titles in order."""

    def titles():
        here = [each for each in rows(AgendaItem) if each.meeting_id == next_week.id]
        return "".join(each.title for each in sorted(here, key=lambda each: each.position))

    return titles


def move(visitor, item_id, before, seen=0):
    return visitor.post(f"/meetings/items/{item_id}/move", before=str(before), seen=str(seen))


@pytest.mark.parametrize(
    ("moved", "before", "after", "reason"),
    [
        (1, 0, "BACD", "up by one"),
        (3, 0, "DABC", "up to the first"),
        (0, 2, "BACD", "down by one"),
        (2, None, "ABDC", "down to the last"),
        (1, 2, "ABCD", "where it is"),
        (3, None, "ABCD", "last where it is last"),
    ],
)
@pytest.mark.parametrize("who", ["resident", "worker", "coordinator"])
def test_anyone_of_the_house_puts_it_in_order(who, request, visit, four, titles, moved, before, after, reason):
    answer = move(visit(request.getfixturevalue(who)), four[moved], 0 if before is None else four[before])
    assert (answer.status_code, titles()) == (303, after), reason


def buttons(page, words):
    """What the page's buttons of one kind send: (item, before, seen)."""
    forms = [each for each in re.findall(r"<form.*?</form>", page, re.DOTALL) if words in each]
    fields = re.compile(r'items/(\d+)/move".*name="seen" value="(\d+)".*name="before" value="(\d+)"', re.DOTALL)
    sent = [fields.search(form) for form in forms]
    return [(int(each[1]), int(each[3]), int(each[2])) for each in sent if each]


def test_the_buttons_move_by_one_step(visit, resident, next_week, four, titles):
    visitor = visit(resident)
    ups = buttons(visitor.page(f"/meetings/{next_week.id}/order"), "Move up")
    downs = buttons(visitor.page(f"/meetings/{next_week.id}/order"), "Move down")
    a, b, c, d = four
    assert ups == [(b, a, 0), (c, b, 0), (d, c, 0)]
    assert downs == [(a, c, 0), (b, d, 0), (c, 0, 0)]


def test_who_is_second_sees_the_fresh_order(visit, resident, housemate, four, titles):
    move(visit(resident), four[3], four[0])
    second = visit(housemate)
    shown = second.after(move(second, four[0], four[2]))
    assert ("Somebody else changed the order first." in shown, titles()) == (True, "DABC")
    assert shown.index(">D<") < shown.index(">A<")


@pytest.mark.parametrize("before", ["99999999", "-1", "x", "", "9" * 40])
def test_a_place_that_makes_no_sense_changes_nothing(visit, resident, four, titles, before):
    visitor = visit(resident)
    answer = visitor.post(f"/meetings/items/{four[0]}/move", before=before, seen="0")
    assert (answer.status_code, titles()) == (303, "ABCD")


@pytest.mark.parametrize("seen", ["7", "", "x", "-1", "9" * 40])
def test_an_order_nobody_saw_changes_nothing(visit, resident, four, titles, seen):
    visitor = visit(resident)
    answer = visitor.post(f"/meetings/items/{four[0]}/move", before="0", seen=seen)
    assert (answer.status_code, titles()) == (303, "ABCD")


def test_before_an_item_that_was_taken_off_meanwhile_changes_nothing(inside, visit, resident, four, titles):
    with inside():
        db.session.delete(db.session.get_one(AgendaItem, four[2]))
    visitor = visit(resident)
    visitor.after(move(visitor, four[0], four[2]))
    assert titles() == "ABD"


@pytest.mark.parametrize("who", ["outsider", "outside_coordinator"])
def test_another_house_moves_nothing(who, request, visit, four, titles, next_week):
    visitor = visit(request.getfixturevalue(who))
    assert (move(visitor, four[1], four[0]).status_code, titles()) == (404, "ABCD")
    assert visitor.get(f"/meetings/{next_week.id}/order").status_code == 404


def test_it_is_seen_at_once(visit, housemate, four, next_week):
    page = visit(housemate).page(f"/meetings/{next_week.id}")
    assert page.index(">A ") < page.index(">D ")


# --- in print ---


@pytest.mark.parametrize(("when", "is_fixed"), [("2026-08-11 18:59", False), ("2026-08-11 19:00", True)])
def test_two_days_before_the_order_is_fixed(at, visit, resident, four, titles, when, is_fixed):
    at(when)
    visitor = visit(resident)
    shown = visitor.after(move(visitor, four[1], four[0]))
    assert ("This agenda is printed, so its order stays." in shown, titles()) == (
        is_fixed,
        "ABCD" if is_fixed else "BACD",
    )


def test_the_page_says_when_it_is_fixed(at, visit, resident, four, next_week):
    visitor = visit(resident)
    assert "is fixed for print on Tuesday 11 August, 7pm" in visitor.page(f"/meetings/{next_week.id}")
    at("2026-08-12 09:00")
    page = visitor.page(f"/meetings/{next_week.id}")
    assert ("was fixed for print on Tuesday 11 August, 7pm" in page, "Change the order" in page) == (True, False)


@pytest.fixture
def later(at, inside, four, next_week):
    """Two things more, once it is printed."""
    now = at("2026-08-12 09:00")
    with inside():
        here = db.session.get_one(Meeting, next_week.id)
        return [add_item(here, None, ItemWords(title, Kind.talk), now).id for title in "XY"]


def test_what_comes_after_that_stands_under_added_later(visit, resident, later, next_week):
    page = visit(resident).page(f"/meetings/{next_week.id}")
    assert page.index(">D ") < page.index("Added later") < page.index(">X ")


def test_what_was_added_later_moves_among_itself(visit, resident, later, titles):
    move(visit(resident), later[1], later[0])
    assert titles() == "ABCDYX"


def test_what_was_added_later_comes_not_before_what_is_printed(visit, resident, later, four, titles):
    move(visit(resident), later[0], four[0])
    assert titles() == "ABCDXY"


def test_a_meeting_that_moves_on_opens_its_order_again(inside, at, visit, resident, four, titles, next_week):
    at("2026-08-12 09:00")
    with inside():
        here = db.session.get_one(Meeting, next_week.id)
        here.starts_at, here.ends_at = here.starts_at + timedelta(days=7), here.ends_at + timedelta(days=7)
    move(visit(resident), four[1], four[0])
    assert titles() == "BACD"


def test_a_meeting_that_is_over_keeps_its_order(at, visit, resident, four, titles):
    at("2026-08-14 09:00")
    visitor = visit(resident)
    assert "This agenda is closed" in visitor.after(move(visitor, four[1], four[0]))
    assert titles() == "ABCD"


def test_200_things_are_put_in_order_in_a_few_questions(inside, visit, queries, resident, next_week):
    with inside():
        here = db.session.get_one(Meeting, next_week.id)
        ids = [add_item(here, None, ItemWords(f"T{n}", Kind.talk), NOW).id for n in range(200)]
    visitor = visit(resident)
    with queries() as seen:
        move(visitor, ids[199], ids[0])
    assert seen.count < 20
