"""Thoughts are sent ahead of a meeting, signed or not, and stand under what they are about."""

from datetime import time

import pytest

from house.db import db
from house.meetings.acts import ItemWords, add_item
from house.meetings.models import AgendaItem, Meeting
from house.meetings.plan import MeetingPlan
from house.meetings.script import Kind
from house.meetings.taking_part import Thought
from house.meetings.thoughts import MOST_THOUGHTS, EnoughThoughts, send
from house.trust.models import Change
from tests.support.cast import NOW

EVERYONE = ["resident", "worker", "living_worker", "coordinator"]


@pytest.fixture
def think(visit, meeting):
    """Send a thought to the next meeting, with whatever a test changes."""

    def think(somebody, **changed):
        fields = {"words": "Let it be red.", "about": "0", "name": "signed", **changed}
        return visit(somebody).post(f"/meetings/{meeting.id}/thoughts", **fields)

    return think


@pytest.fixture
def thought(think, resident, item, rows):
    """Robin's thought about the kettle."""
    think(resident, about=str(item.id))
    return rows(Thought)[0]


@pytest.mark.parametrize("who", EVERYONE)
def test_anyone_of_the_house_sends_one(who, request, visit, item, meeting, rows):
    somebody = request.getfixturevalue(who)
    path = f"/meetings/{meeting.id}/thoughts"
    visit(somebody).submit(path, words="Let it be red.", about=str(item.id), name="signed")
    assert [(each.words, each.item_id, each.written_by_id) for each in rows(Thought)] == [
        ("Let it be red.", item.id, somebody.person_id)
    ]


def test_it_stands_under_its_item_with_its_name(visit, housemate, thought, item, meeting):
    page = visit(housemate).page(f"/meetings/{meeting.id}")
    under = page[page.index(f'id="item-{item.id}"') : page.index('id="thoughts"')]
    assert ("Let it be red." in under, "Robin" in under) == (True, True)


def test_one_for_the_whole_meeting_stands_by_itself(visit, housemate, think, resident, item, meeting):
    think(resident)
    page = visit(housemate).page(f"/meetings/{meeting.id}")
    assert "Let it be red." in page[page.index('id="thoughts"') :]


def test_the_form_starts_with_the_item_it_was_asked_from(visit, resident, item, meeting):
    page = visit(resident).page(f"/meetings/{meeting.id}/thoughts?item={item.id}")
    assert f'<option selected value="{item.id}">' in page


@pytest.mark.parametrize("asked", ["x", "-1", "99999999", "9" * 60, ""])
def test_an_item_that_makes_no_sense_is_the_whole_meeting(visit, resident, item, meeting, asked):
    page = visit(resident).page(f"/meetings/{meeting.id}/thoughts?item={asked}")
    assert '<option selected value="0">' in page


# --- unsigned ---


def test_an_unsigned_one_stores_nobody(think, resident, rows):
    think(resident, name="unsigned")
    trace = [each.actor_id for each in rows(Change) if each.kind == "thought"]
    assert (rows(Thought)[0].written_by_id, trace) == (None, [None])


def test_an_unsigned_one_is_nobodys_to_change(think, visit, resident, meeting, rows):
    think(resident, name="unsigned")
    page = visit(resident).page(f"/meetings/{meeting.id}")
    own = rows(Thought)[0].id
    assert ("someone in the house" in page, f"/meetings/thoughts/{own}" in page) == (True, False)
    assert visit(resident).get(f"/meetings/thoughts/{own}").status_code == 404
    assert visit(resident).post(f"/meetings/thoughts/{own}/take-away").status_code == 404


# --- changing ---


def test_its_writer_changes_it(visit, resident, thought, rows):
    visit(resident).submit(f"/meetings/thoughts/{thought.id}", words="Let it be blue.")
    assert rows(Thought)[0].words == "Let it be blue."


def test_its_writer_takes_it_away(visit, resident, thought, rows):
    visit(resident).submit(f"/meetings/thoughts/{thought.id}/take-away", page=f"/meetings/thoughts/{thought.id}")
    assert rows(Thought) == []


@pytest.mark.parametrize("who", ["housemate", "worker", "coordinator", "outsider", "outside_coordinator"])
@pytest.mark.parametrize("path", ["", "/take-away"])
def test_it_is_nobody_elses_to_change(who, path, request, visit, thought, rows):
    answer = visit(request.getfixturevalue(who)).post(f"/meetings/thoughts/{thought.id}{path}", words="Mine now")
    assert (answer.status_code, rows(Thought)[0].words) == (404, "Let it be red.")


@pytest.mark.parametrize("path", ["", "/take-away"])
@pytest.mark.parametrize("when", ["2026-08-06 19:00", "2026-08-07 09:00"])
def test_once_the_meeting_starts_it_stays(at, visit, resident, thought, rows, path, when):
    at(when)
    visitor = visit(resident)
    shown = visitor.after(visitor.post(f"/meetings/thoughts/{thought.id}{path}", words="Too late a thought"))
    assert ("Thoughts stay as they are." in shown, rows(Thought)[0].words) == (True, "Let it be red.")


def test_once_the_meeting_starts_none_is_sent(at, think, resident, rows):
    at("2026-08-06 19:00")
    answer = think(resident)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, rows(Thought)) == (422, [])
    assert ("has started" in page, "Let it be red." in page) == (True, True)


def test_none_is_sent_to_a_meeting_that_is_called_off(visit, think, resident, meeting, rows):
    visit(resident).post(f"/meetings/{meeting.id}/call-off", why="Holidays")
    assert (think(resident).status_code, rows(Thought)) == (422, [])


# --- bad input ---


@pytest.mark.parametrize(
    ("changed", "sentence", "reason"),
    [
        ({"words": ""}, "Write what you think", "nothing"),
        ({"words": "x" * 1001}, "up to 1000 letters", "longer than there is room for"),
        ({"about": "99999999"}, "Choose what it is about.", "no such item"),
        ({"about": "a kettle"}, "Choose what it is about.", "a word"),
        ({"about": ""}, "Choose what it is about.", "none chosen"),
        ({"name": "somebody else"}, "Choose whether your name stands with it.", "no such choice"),
    ],
)
def test_what_cannot_be_sent_is_said_beside_the_field(think, resident, rows, changed, sentence, reason):
    answer = think(resident, **changed)
    assert (answer.status_code, sentence in answer.get_data(as_text=True), rows(Thought)) == (422, True, []), reason


def test_a_thought_goes_to_no_item_of_another_meeting(inside, meetings, think, resident, meeting, rows):
    with inside():
        other = add_item(db.session.get_one(Meeting, meetings()[1].id), None, ItemWords("Bins", Kind.talk), NOW).id
    assert (think(resident, about=str(other)).status_code, rows(Thought)) == (422, [])


def test_a_meeting_holds_200_thoughts(inside, think, resident, meeting):
    with inside():
        here = db.session.get_one(Meeting, meeting.id)
        for number in range(MOST_THOUGHTS):
            send(here, None, None, f"Thought {number}", NOW)
        with pytest.raises(EnoughThoughts):
            send(here, None, None, "One more", NOW)
    page = think(resident).get_data(as_text=True)
    assert ("as many thoughts as it can" in page, "Let it be red." in page) == (True, True)


@pytest.mark.parametrize("who", ["outsider", "outside_coordinator"])
def test_another_house_sends_and_reads_none(who, request, think, visit, meeting, rows):
    somebody = request.getfixturevalue(who)
    assert (think(somebody).status_code, rows(Thought)) == (404, [])
    assert visit(somebody).get(f"/meetings/{meeting.id}/thoughts").status_code == 404


# --- what becomes of them ---


def test_taking_an_item_off_takes_its_thoughts_along(visit, resident, thought, item, rows):
    visit(resident).post(f"/meetings/items/{item.id}/take-off")
    assert (rows(AgendaItem), rows(Thought)) == ([], [])


def test_a_new_plan_takes_thoughts_to_the_nearest_new_meeting(plan, think, resident, thought, meetings, rows):
    think(resident, words="For everyone")
    plan(MeetingPlan(1, time(18, 30)))
    nearest = next(each for each in meetings() if each.starts_local.isoformat() == "2026-08-11T18:30:00")
    whole = next(each for each in rows(Thought) if each.words == "For everyone")
    assert (whole.meeting_id, rows(AgendaItem)[0].meeting_id) == (nearest.id, nearest.id)


@pytest.mark.parametrize("thoughts", [60])
def test_200_items_and_60_thoughts_cost_a_page_nothing(inside, visit, queries, resident, meeting, thoughts):
    visitor = visit(resident)
    visitor.page(f"/meetings/{meeting.id}")
    with queries() as few:
        visitor.page(f"/meetings/{meeting.id}")
    with inside():
        here = db.session.get_one(Meeting, meeting.id)
        items = [add_item(here, None, ItemWords(f"Thing {n}", Kind.talk), NOW) for n in range(200)]
        for number in range(thoughts):
            send(here, items[number], resident.person_id, f"Thought {number}", NOW)
    with queries() as many:
        page = visitor.page(f"/meetings/{meeting.id}")
    assert ("Thing 199" in page, "Thought 59" in page, many.count) == (True, True, few.count)
