"""Put a chore on the list."""

import re
from datetime import date

import pytest
import sqlalchemy as sa

from house.chores.models import Chore, Status, Turn
from house.trust.models import Change

GOOD = {
    "name": "Kitchen bins",
    "how": "weeks",
    "every": "1",
    "window": "1",
    "way": "by fairness",
    "energy": "middle",
    "part_of_day": "any time",
    "when_over": "up for grabs",
    "icon": "bin",
    "minutes": "10",
    "effort": "1",
    "place": "Kitchen",
    "good_enough": "Bins empty, new bag in.",
}


@pytest.fixture
def chores(inside):
    """The names on every list there is."""

    def read():
        with inside() as session:
            return list(session.scalars(sa.select(Chore.name)))

    return read


@pytest.mark.parametrize("who", ["resident", "worker", "coordinator"])
def test_everyone_of_the_house_may_add_one(visit, request, chores, who):
    answer = visit(request.getfixturevalue(who)).submit("/chores/new", **GOOD)
    assert answer.status_code == 303
    assert chores() == ["Kitchen bins"]


def test_its_page_shows_what_was_asked(visit, resident):
    visitor = visit(resident)
    page = visitor.after(visitor.submit("/chores/new", **{**GOOD, "weekdays": "5", "effort": "2"}))
    for words in ("every Saturday", "about 10 minutes, some effort", "Kitchen", "Bins empty, new bag in."):
        assert words in page


@pytest.mark.parametrize(
    ("weekday", "first", "days"),
    [
        (None, date(2026, 8, 3), 7),  # sometime in the week: this one, which has three days left
        (3, date(2026, 8, 6), 1),  # today
        (4, date(2026, 8, 7), 1),  # tomorrow
        (2, date(2026, 8, 12), 1),  # yesterday's weekday: next week
        (0, date(2026, 8, 10), 1),
    ],
)
def test_the_first_turn_is_the_next_that_can_be_done(add, turn_of, weekday, first, days):
    turn = turn_of(add(weekday=weekday))
    assert (turn.window_from, (turn.window_to - turn.window_from).days) == (first, days)


def test_turns_stand_eight_weeks_ahead_up_for_grabs(inside, chore):
    with inside() as session:
        turns = session.execute(sa.select(Turn.window_from, Turn.status).where(Turn.chore_id == chore.id)).all()
    assert len(turns) == 9  # this week and eight more
    assert {turn.status for turn in turns} == {Status.up_for_grabs}


def test_the_trace_says_who_and_never_the_words(inside, chore, resident):
    with inside() as session:
        change = session.scalars(sa.select(Change).where(Change.kind == "chore")).one()
    assert (change.actor_id, change.thing_id, change.action) == (resident.person_id, chore.id, "made")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Give the chore a name."),
        ({"name": " \t "}, "Give the chore a name."),  # blanks are no name
        ({"name": "\x00\u2028"}, "Give the chore a name."),  # nor are control characters
        ({"name": "x" * 61}, "This can be up to 60 letters long."),
        ({"how": "sometimes"}, "Choose when it comes round."),
        ({"weekdays": "7"}, "Choose days of the week."),
        ({"weekdays": "-1"}, "Choose days of the week."),
        ({"every": "0"}, "Choose a number from 1 to 60."),
        ({"how": "month-day", "month_day": "32"}, "Choose a day from 1 to 31."),
        ({"how": "month-weekday", "nth": "5"}, "Choose which one of the month."),
        ({"how": "days", "every": "2", "window": "3"}, "It comes round again before that."),
        ({"weekdays": ["0", "2"], "window": "3"}, "It comes round again before that."),
        ({"way": "in order"}, "Choose who has it."),
        ({"way": "with one person"}, "Choose who has it."),
        ({"pool": "999999"}, "Choose from the people who live here."),
        ({"pool": "x"}, "Choose from the people who live here."),
        ({"steps": "x" * 61}, "A step can be up to 60 letters long."),
        ({"steps": "One\n" * 13}, "Twelve steps are the most."),
        ({"icon": "skull"}, "Choose a picture."),
        ({"minutes": "4"}, "Choose how long it takes."),
        ({"minutes": "31"}, "Choose how long it takes."),
        ({"minutes": "ten"}, "Choose how long it takes."),
        ({"minutes": "9" * 30}, "Choose how long it takes."),
        ({"effort": "0"}, "Choose how much effort it is."),
        ({"effort": "4"}, "Choose how much effort it is."),
        ({"place": "x" * 61}, "This can be up to 60 letters long."),
        ({"good_enough": "x" * 201}, "This can be up to 200 letters long."),
    ],
)
def test_what_needs_another_look_is_said_and_nothing_is_added(visit, resident, chores, wrong, words):
    answer = visit(resident).submit("/chores/new", **{**GOOD, **wrong})
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    assert chores() == []


@pytest.mark.parametrize("left_out", ["name", "how", "minutes", "effort", "way"])
def test_a_form_with_a_field_left_out_adds_nothing(visit, resident, chores, left_out):
    answer = visit(resident).post("/chores/new", **{name: value for name, value in GOOD.items() if name != left_out})
    assert answer.status_code == 422
    assert chores() == []


def test_what_was_typed_is_kept(visit, resident):
    answer = visit(resident).submit("/chores/new", **{**GOOD, "name": "", "place": "Behind the shed", "weekdays": "3"})
    page = answer.get_data(as_text=True)
    assert "Behind the shed" in page
    [thursday] = re.findall(r'<input[^>]*name="weekdays"[^>]*value="3"[^>]*>', page) or re.findall(
        r'<input[^>]*value="3"[^>]*name="weekdays"[^>]*>', page
    )
    assert "checked" in thursday


def test_words_are_shown_as_words(visit, resident):
    visitor = visit(resident)
    page = visitor.after(visitor.submit("/chores/new", **{**GOOD, "name": "<b>Bins</b> & bags"}))
    assert "&lt;b&gt;Bins&lt;/b&gt; &amp; bags" in page
    assert "<b>Bins" not in page
