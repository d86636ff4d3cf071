"""A note that was written alone waits to be read back: its author is reminded quietly, up to 72 hours and after."""

from datetime import timedelta

import pytest

from house.checkins.note_models import Made
from house.checkins.read_back import ToReadBack, to_read_back
from house.people.signing_in import load_viewer
from tests.checkins.notes.conftest import MINE, SHARED
from tests.support.cast import NOW

WITHIN, AFTER = "A note you wrote is to be read back", "A note you wrote is still to be read back"


@pytest.fixture
def waiting_for(app, visit):
    def ask(somebody, now=NOW):
        token = visit(somebody).token
        with app.test_request_context():
            return to_read_back(load_viewer(token), now)

    return ask


@pytest.mark.parametrize(("hours", "words"), [(0, WITHIN), (72, WITHIN), (73, AFTER), (24 * 20, AFTER)])
def test_its_author_is_reminded_quietly(visit, at, worker, note, hours, words):
    at(NOW + timedelta(hours=hours))
    page = visit(worker).page("/")
    assert words in page and "pistachios" not in page


@pytest.mark.parametrize("who", ["resident", "housemate", "other_worker", "coordinator", "outsider"])
def test_nobody_else_is(visit, request, note, who):
    assert "to be read back" not in visit(request.getfixturevalue(who)).page("/")


def test_one_written_together_waits_for_nothing(visit, worker, waiting_for, write_note):
    write_note(made=Made.together)
    assert "read back" not in visit(worker).page("/")
    assert waiting_for(worker) == []


@pytest.mark.parametrize("act", ["all-right", "my-words", "end-author", "delete"])
def test_it_waits_no_more_once_the_person_has_done_anything(visit, resident, worker, waiting_for, note, act):
    assert waiting_for(worker)
    visit(resident).post(f"/check-ins/notes/{note}/{act}", saying="adds", text="It rained.")
    assert waiting_for(worker) == []
    assert "to be read back" not in visit(worker).page("/")


def test_it_says_which_note_and_whose_and_since_when(waiting_for, worker, note):
    assert waiting_for(worker) == [ToReadBack(note, "Robin", "today 5pm")]


def test_the_longest_waiting_comes_first(waiting_for, worker, housemate, write_note):
    later = write_note()
    before = write_note(about=housemate, when=NOW - timedelta(days=1))
    assert [each.id for each in waiting_for(worker)] == [before, later]


@pytest.mark.parametrize("who", ["resident", "other_worker", "living_worker", "coordinator", "outsider"])
def test_it_is_its_authors_alone(request, waiting_for, note, who):
    assert waiting_for(request.getfixturevalue(who)) == []


def test_reading_it_back_is_writing_it_together(visit, worker, resident, waiting_for, note):
    assert "To be read back to Robin." in visit(worker).page(SHARED)
    page = f"/check-ins/notes/{note}/reword"
    visit(worker).submit(page, made="together", text="We shelled pistachios. لوحة 🌧️", next_step="Tea on Friday")
    assert waiting_for(worker) == []
    assert "A note written together." in visit(resident).page(MINE)


def test_other_words_wait_to_be_read_back_again(visit, resident, worker, waiting_for, note):
    visit(resident).post(f"/check-ins/notes/{note}/all-right")
    visit(worker).post(f"/check-ins/notes/{note}/reword", made="to be read back", text="We shelled nuts.")
    assert [each.id for each in waiting_for(worker)] == [note]


def test_the_person_can_answer_before_that(visit, resident, note):
    page = visit(resident).page(MINE)
    assert "Alex will read it back to you. You can answer before that." in page
