"""The person a note is about adds their own words, asks for others, sees it differently, or finds it all right."""

import pytest
import sqlalchemy as sa

from house.checkins.note_models import ContactNote, Made, NoteText, Saying
from tests.checkins.notes.conftest import MINE, SHARED


def say(visit, resident, note, saying="adds", text="It was raining."):
    return visit(resident).submit(f"/check-ins/notes/{note}/my-words", saying=saying, text=text)


SAYINGS = [
    ("adds", "You added", "Robin added"),
    ("asks to reword", "You asked for other words", "Robin asks for other words"),
    ("sees it differently", "You see it differently", "Robin sees it differently"),
]


@pytest.mark.parametrize(("saying", "mine", "theirs"), SAYINGS)
def test_their_words_stand_beside_the_note_for_both(visit, resident, worker, note, saying, mine, theirs):
    say(visit, resident, note, saying)
    own, read = visit(resident).page(MINE), visit(worker).page(SHARED)
    assert mine in own and theirs in read
    for page in (own, read):
        assert "We shelled pistachios." in page and "It was raining." in page


def test_what_was_written_before_is_never_changed(visit, inside, resident, note):
    say(visit, resident, note)
    say(visit, resident, note, "sees it differently", "We walked.")
    with inside() as session:
        texts = session.scalars(sa.select(NoteText).order_by(NoteText.position))
        assert [(each.saying, each.words) for each in texts] == [
            (Saying.written, "We shelled pistachios. لوحة 🌧️"),
            (Saying.adds, "It was raining."),
            (Saying.differently, "We walked."),
        ]


def test_its_author_hears_that_something_was_said_and_no_more(visit, resident, worker, note):
    say(visit, resident, note)
    page = visit(worker).page("/")
    assert "Something was said about a note you wrote" in page
    assert "raining" not in page


def test_the_line_goes_once_its_author_has_read_it(visit, resident, worker, note):
    say(visit, resident, note)
    visit(worker).page(SHARED)
    assert "Something was said about a note you wrote" not in visit(worker).page("/")


def test_no_line_comes_when_its_author_reads_it_no_more(visit, resident, worker, note):
    visit(resident).post(f"/check-ins/notes/{note}/end-author")
    say(visit, resident, note)
    assert "Something was said" not in visit(worker).page("/")


def test_its_author_says_it_in_other_words_and_both_stand(visit, resident, worker, note):
    say(visit, resident, note, "asks to reword")
    answer = visit(worker).submit(f"/check-ins/notes/{note}/reword", made="together", text="We shelled nuts.")
    assert answer.status_code == 303
    page = visit(resident).page(MINE)
    assert "We shelled pistachios." in page and "We shelled nuts." in page and "It was raining." in page


def test_the_person_hears_that_there_are_other_words(visit, resident, worker, note):
    visit(resident).post(f"/check-ins/notes/{note}/all-right")
    visit(resident).page(MINE)
    visit(worker).post(f"/check-ins/notes/{note}/reword", made="to be read back", text="We shelled nuts.")
    assert "A note is there for you to read" in visit(resident).page("/")


def test_the_same_words_again_are_no_new_ones(visit, inside, worker, note):
    page = f"/check-ins/notes/{note}/reword"
    visit(worker).submit(page, made="to be read back", text="We shelled pistachios. لوحة 🌧️", next_step="Tea on Friday")
    with inside() as session:
        assert len(session.scalars(sa.select(NoteText)).all()) == 1


def test_all_right_is_one_tap(visit, inside, resident, note):
    browser = visit(resident)
    assert "I have read it, it’s all right" in browser.page(MINE)
    assert "it’s all right" not in browser.after(browser.submit(f"/check-ins/notes/{note}/all-right", page=MINE))
    with inside() as session:
        kept = session.get_one(ContactNote, note)
        assert kept.is_answered and kept.agreed_at


def test_all_right_tells_its_author_nothing_but_that_it_is_read(visit, resident, worker, note):
    visit(resident).post(f"/check-ins/notes/{note}/all-right")
    assert "Something was said" not in visit(worker).page("/")
    assert "Read, and all right." in visit(worker).page(SHARED)


@pytest.mark.parametrize("who", ["worker", "other_worker", "housemate", "coordinator", "outsider"])
def test_nobody_else_puts_words_in_their_mouth(visit, inside, request, note, who):
    answer = visit(request.getfixturevalue(who)).post(
        f"/check-ins/notes/{note}/my-words", saying="sees it differently", text="No."
    )
    assert answer.status_code == 404
    with inside() as session:
        assert [each.saying for each in session.scalars(sa.select(NoteText))] == [Saying.written]


def test_the_person_cannot_write_as_its_author(visit, resident, note):
    answer = visit(resident).post(f"/check-ins/notes/{note}/my-words", saying="written", text="No.")
    assert answer.status_code == 422
    answer = visit(resident).post(f"/check-ins/notes/{note}/reword", made="together", text="No.")
    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["other_worker", "housemate", "coordinator", "outsider"])
def test_only_its_author_says_it_in_other_words(visit, request, note, who):
    answer = visit(request.getfixturevalue(who)).post(f"/check-ins/notes/{note}/reword", made="together", text="No.")
    assert answer.status_code == 404


def test_words_that_are_too_long_stay_in_the_field(visit, resident, note):
    answer = visit(resident).post(f"/check-ins/notes/{note}/my-words", saying="adds", text="z" * 20_001)
    assert answer.status_code == 422 and "z" * 20_001 in answer.get_data(as_text=True)


def test_sent_twice_they_stand_once(visit, inside, resident, note):
    browser = visit(resident)
    for _twice in range(2):
        browser.post(f"/check-ins/notes/{note}/my-words", nonce="n" * 24, saying="adds", text="Once.")
    with inside() as session:
        assert len(session.scalars(sa.select(NoteText)).all()) == 2


def test_a_note_reworded_together_waits_for_nothing(visit, inside, worker, note):
    visit(worker).post(f"/check-ins/notes/{note}/reword", made="together", text="We shelled nuts.")
    with inside() as session:
        assert session.get_one(ContactNote, note).made is Made.together
    assert "to be read back" not in visit(worker).page("/")
