"""Anyone of the house brings something to a meeting, signed or not."""

import pytest
import sqlalchemy as sa

from house.db import Base, db
from house.meetings.acts import MOST_ITEMS, AgendaClosed, AgendaFull, ItemWords, add_item
from house.meetings.models import AgendaItem, Meeting
from house.meetings.script import Kind
from house.trust.models import Change
from tests.support.cast import NOW

EVERYONE = ["resident", "housemate", "worker", "living_worker", "coordinator"]


@pytest.mark.parametrize("who", EVERYONE)
def test_anyone_of_the_house_adds(who, request, visit, meeting, rows, fields):
    somebody = request.getfixturevalue(who)
    visit(somebody).submit(f"/meetings/{meeting.id}", **fields())
    assert [(each.title, each.raised_by_id) for each in rows(AgendaItem)] == [("A new kettle", somebody.person_id)]


def test_what_was_brought_is_kept_whole(visit, resident, meeting, rows, fields):
    more = fields(kind="decide", minutes_hint="10", content_note="Loss")
    visit(resident).post(f"/meetings/{meeting.id}", **more)
    item = rows(AgendaItem)[0]
    assert (item.kind, item.minutes_hint, item.content_note) == (Kind.decide, 10, "Loss")


def test_the_agenda_shows_who_brought_what(visit, housemate, item, meeting):
    page = visit(housemate).page(f"/meetings/{meeting.id}")
    assert [words for words in ("A new kettle", "From Robin", "to talk about") if words not in page] == []


def test_items_stand_in_the_order_they_came(visit, resident, worker, meeting, fields):
    for somebody, title in ((resident, "First kettle"), (worker, "Second kettle"), (resident, "Third kettle")):
        visit(somebody).post(f"/meetings/{meeting.id}", **fields(title=title))
    page = visit(resident).page(f"/meetings/{meeting.id}")
    assert page.index("First kettle") < page.index("Second kettle") < page.index("Third kettle")


def test_each_item_has_a_place_of_its_own(visit, resident, meeting, rows, fields):
    for _time in range(3):
        visit(resident).post(f"/meetings/{meeting.id}", **fields())
    assert [each.position for each in rows(AgendaItem)] == [1, 2, 3]


def test_the_same_form_twice_adds_once(visit, resident, meeting, rows, fields):
    visitor = visit(resident)
    for _time in range(2):
        visitor.post(f"/meetings/{meeting.id}", nonce="n" * 22, **fields())
    assert len(rows(AgendaItem)) == 1


def test_the_trace_of_a_signed_item_says_who(resident, item, rows):
    changes = [(each.action, each.actor_id) for each in rows(Change) if each.kind == "agenda item"]
    assert changes == [("added", resident.person_id)]


# --- unsigned: nobody is stored with it ---


def everything(inside):
    """Every value of every row of every table, but of the sign-ins that a visit itself makes."""
    with inside() as session:
        tables = [table for table in Base.metadata.sorted_tables if table.name != "sign_in"]
        return {(table.name, *row) for table in tables for row in session.execute(sa.select(table))}


def test_an_unsigned_item_stores_nobody_anywhere(inside, visit, resident, meeting, fields):
    visitor = visit(resident)
    before = everything(inside)
    visitor.post(f"/meetings/{meeting.id}", **fields(name="unsigned"))
    new = everything(inside) - before
    assert {row[0] for row in new} == {"agenda_item", "change", "spent_nonce"}
    mine = {resident.person_id, visitor.sign_in_id, resident.name}
    # Ids of things may be the same number as a person's, so only the columns that name somebody are held against it.
    assert not mine & {value for row in new if row[0] == "spent_nonce" for value in row}


def test_an_unsigned_item_names_no_one_in_its_own_row_or_its_trace(visit, resident, meeting, rows, fields):
    visit(resident).post(f"/meetings/{meeting.id}", **fields(name="unsigned"))
    trace = [each.actor_id for each in rows(Change) if each.kind == "agenda item"]
    assert (rows(AgendaItem)[0].raised_by_id, trace) == (None, [None])


@pytest.mark.parametrize("who", EVERYONE)
def test_nobody_can_see_who_brought_an_unsigned_item(who, request, visit, resident, meeting, fields):
    visit(resident).post(f"/meetings/{meeting.id}", **fields(name="unsigned"))
    page = visit(request.getfixturevalue(who)).page(f"/meetings/{meeting.id}")
    agenda = page[page.index('id="agenda"') : page.index('id="add"')]
    assert ("From someone in the house" in agenda, "Robin" in agenda, "Take it off" in agenda) == (True, False, False)


def test_signed_is_what_the_form_starts_with(visit, resident, meeting):
    page = visit(resident).page(f"/meetings/{meeting.id}")
    assert "checked" in page[page.index('value="signed"') - 80 : page.index('value="signed"')]


def test_a_name_that_was_left_open_is_asked_for_and_nothing_is_stored(visit, resident, meeting, rows, fields):
    sent = fields()
    del sent["name"]
    answer = visit(resident).post(f"/meetings/{meeting.id}", **sent)
    assert (answer.status_code, rows(AgendaItem)) == (422, [])


# --- what cannot be brought ---


@pytest.mark.parametrize(
    ("changed", "sentence", "reason"),
    [
        ({"title": ""}, "Write a few words about it.", "nothing"),
        ({"title": " \u2028\x00 "}, "Write a few words about it.", "nothing that can be read"),
        ({"title": "x" * 121}, "up to 120 letters", "longer than there is room for"),
        ({"kind": "shout"}, "Choose share, talk or decide.", "no such kind"),
        ({"kind": ""}, "Choose share, talk or decide.", "none chosen"),
        ({"minutes_hint": "-5"}, "Choose about how long.", "less than nothing"),
        ({"minutes_hint": "9" * 30}, "Choose about how long.", "for ever"),
        ({"minutes_hint": "ten"}, "Choose about how long.", "a word"),
        ({"content_note": "x" * 121}, "up to 120 letters", "longer than there is room for"),
        ({"name": "somebody else"}, "Choose whether your name stands with it.", "no such choice"),
    ],
)
def test_what_cannot_be_brought_is_said_beside_the_field(
    visit, resident, meeting, rows, fields, changed, sentence, reason
):
    answer = visit(resident).post(f"/meetings/{meeting.id}", **fields(**changed))
    page = answer.get_data(as_text=True)
    assert (answer.status_code, sentence in page, rows(AgendaItem)) == (422, True, []), reason


def test_words_stay_when_something_needs_another_look(visit, resident, meeting, fields):
    answer = visit(resident).post(f"/meetings/{meeting.id}", **fields(kind="", content_note="About money"))
    page = answer.get_data(as_text=True)
    assert [words for words in ("A new kettle", "About money") if f'value="{words}"' not in page] == []


def test_an_agenda_holds_200_things(inside, visit, resident, meeting, rows, fields):
    with inside():
        here = db.session.get_one(Meeting, meeting.id)
        for number in range(MOST_ITEMS):
            add_item(here, None, ItemWords(f"Thing {number}", Kind.share), NOW)
        with pytest.raises(AgendaFull):
            add_item(here, None, ItemWords("One more", Kind.share), NOW)
    answer = visit(resident).post(f"/meetings/{meeting.id}", **fields(title="My own words"))
    page = answer.get_data(as_text=True)
    assert (answer.status_code, "it holds 200 things" in page, 'value="My own words"' in page) == (422, True, True)
    assert len(rows(AgendaItem)) == MOST_ITEMS


@pytest.mark.parametrize(
    ("when", "sentence"),
    [("2026-08-06 20:00", "This meeting is over."), ("2026-12-01 09:00", "This meeting is over.")],
)
def test_nothing_comes_onto_the_agenda_of_a_meeting_that_is_over(
    at, visit, resident, meeting, rows, fields, when, sentence
):
    at(when)
    answer = visit(resident).post(f"/meetings/{meeting.id}", **fields())
    page = answer.get_data(as_text=True)
    assert (answer.status_code, sentence in page, 'value="A new kettle"' in page) == (422, True, True)
    assert rows(AgendaItem) == []


def test_something_can_still_be_brought_while_it_goes_on(at, visit, resident, meeting, rows, fields):
    at("2026-08-06 19:59")
    visit(resident).post(f"/meetings/{meeting.id}", **fields())
    assert len(rows(AgendaItem)) == 1


def test_nothing_comes_onto_the_agenda_of_a_meeting_that_is_called_off(visit, resident, meeting, rows, fields):
    visit(resident).post(f"/meetings/{meeting.id}/call-off", why="Holidays")
    answer = visit(resident).post(f"/meetings/{meeting.id}", **fields())
    assert (answer.status_code, "This meeting is called off." in answer.get_data(as_text=True)) == (422, True)
    assert rows(AgendaItem) == []


def test_an_agenda_that_is_closed_shows_no_form(at, visit, resident, meeting):
    at("2026-08-07 09:00")
    page = visit(resident).page(f"/meetings/{meeting.id}")
    assert ("<textarea" in page, 'name="title"' in page) == (False, False)


# --- taking it off again ---


def test_what_i_signed_i_can_take_off(visit, resident, item, rows):
    visit(resident).post(f"/meetings/items/{item.id}/take-off")
    assert rows(AgendaItem) == []


@pytest.mark.parametrize("who", ["housemate", "worker", "coordinator", "outsider", "outside_coordinator"])
def test_it_is_nobody_elses_to_take_off(who, request, visit, item, rows):
    answer = visit(request.getfixturevalue(who)).post(f"/meetings/items/{item.id}/take-off")
    assert (answer.status_code, len(rows(AgendaItem))) == (404, 1)


def test_an_unsigned_item_is_nobodys_to_take_off(visit, resident, meeting, rows, fields):
    visit(resident).post(f"/meetings/{meeting.id}", **fields(name="unsigned"))
    item = rows(AgendaItem)[0]
    assert visit(resident).post(f"/meetings/items/{item.id}/take-off").status_code == 404


def test_the_agenda_of_a_meeting_that_is_over_stays_as_it_is(at, visit, resident, item, rows):
    at("2026-08-06 20:00")
    visitor = visit(resident)
    said = visitor.after(visitor.post(f"/meetings/items/{item.id}/take-off"))
    assert ("so it stays as it is" in said, len(rows(AgendaItem))) == (True, 1)


def test_an_id_that_was_taken_off_does_not_come_again(visit, resident, housemate, meeting, item, rows, fields):
    """Else the trace of a signed item would point at the unsigned one after it."""
    visit(resident).post(f"/meetings/items/{item.id}/take-off")
    visit(housemate).post(f"/meetings/{meeting.id}", **fields(name="unsigned"))
    assert rows(AgendaItem)[0].id != item.id


def test_the_act_refuses_too(inside, at, meeting):
    late = at("2026-08-06 20:00")
    with inside(), pytest.raises(AgendaClosed):
        add_item(db.session.get_one(Meeting, meeting.id), None, ItemWords("Kettle", Kind.talk), late)
