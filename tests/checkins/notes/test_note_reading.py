"""Reading notes: one question and one line of looks, for the person, the author, and whom the person chooses."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house.checkins import note_reading, noting
from house.checkins.note_models import ContactNote, Made
from house.checkins.note_words import NoteWords
from house.people import going
from house.people.models import Membership, SignIn
from house.people.sharing import Sharing
from house.trust.models import Audience, Look
from tests.checkins.notes.conftest import MINE, SHARED
from tests.support.cast import NOW


def looks(inside):
    with inside() as session:
        return [(each.viewer_id, each.owner_id, each.basis) for each in session.scalars(sa.select(Look))]


def test_its_author_reads_it_and_that_is_a_look(visit, inside, worker, resident, note):
    assert "We shelled pistachios." in visit(worker).page(SHARED)
    assert looks(inside) == [(worker.person_id, resident.person_id, "wrote it")]


def test_the_person_sees_who_read_it_and_why(visit, worker, resident, note):
    visit(worker).page(SHARED)
    assert "They wrote it." in visit(resident).page("/me/looks")
    assert "Seen by Alex, today 5pm" in visit(resident).page(MINE)


def test_their_own_page_is_no_look(visit, inside, resident, note):
    visit(resident).page(MINE)
    assert looks(inside) == []


@pytest.mark.parametrize("who", ["housemate", "other_worker", "living_worker", "coordinator", "outsider"])
def test_nobody_else_reads_it(visit, request, who, note):
    assert "pistachios" not in visit(request.getfixturevalue(who)).page(SHARED)


def test_a_look_that_cannot_be_written_shows_nothing(visit, worker, note, monkeypatch):
    def broken(*_args):
        raise RuntimeError

    monkeypatch.setattr(note_reading, "note_looks", broken)
    for path in (SHARED, f"/check-ins/notes/{note}/reword", f"/check-ins/notes/{note}/printed"):
        answer = visit(worker).get(path)
        assert answer.status_code == 500 and "pistachios" not in answer.get_data(as_text=True)


def test_a_form_with_a_slip_shows_no_words_of_the_note_because_its_look_would_not_be_kept(visit, inside, worker, note):
    answer = visit(worker).post(f"/check-ins/notes/{note}/reword", made="together", text="")
    assert answer.status_code == 422 and "pistachios" not in answer.get_data(as_text=True)
    assert looks(inside) == []


def test_a_quiet_half_hour_asks_the_password_again_before_anything_opens(visit, inside, worker, note, at):
    browser = visit(worker)
    at(NOW + timedelta(minutes=45))
    for path in (SHARED, f"/check-ins/notes/{note}/reword", f"/check-ins/notes/{note}/printed"):
        assert browser.get(path).headers["Location"].startswith("/sign-in/again")
    assert looks(inside) == []


def test_fifty_are_read_with_one_question_and_one_line_of_looks(visit, inside, worker, write_note, queries):
    for number in range(50):
        write_note(NoteWords(f"Day {number}."), when=NOW - timedelta(minutes=number))
    browser = visit(worker)
    with queries() as seen:
        page = browser.page(SHARED)
    assert "Day 0." in page and "Day 49." in page
    assert len([words for words in seen.statements if "note_text" in words]) == 1
    assert len([words for words in seen.statements if words.startswith("INSERT INTO look")]) == 1
    assert len(looks(inside)) == 50


def test_what_is_further_back_stands_on_the_next_page(visit, worker, write_note):
    for number in range(52):
        write_note(NoteWords(f"Day {number}."), when=NOW - timedelta(minutes=number))
    browser = visit(worker)
    first = browser.page(SHARED)
    assert "Day 49." in first and "Day 50." not in first
    path = next(part for part in first.split('"') if "before=" in part)
    assert "Day 50." in browser.page(path) and "Day 51." in browser.page(path)


def test_so_does_it_for_the_person(visit, resident, write_note):
    for number in range(22):
        write_note(NoteWords(f"Day {number}."), when=NOW - timedelta(minutes=number))
    first = visit(resident).page(MINE)
    assert "Day 19." in first and "Day 20." not in first
    path = next(part for part in first.split('"') if "before=" in part)
    assert "Day 21." in visit(resident).page(path)


def test_a_mark_of_somebody_elses_note_says_nothing_of_when_it_was_written(visit, other_worker, housemate, write_note):
    write_note(about=housemate, by=other_worker, when=NOW - timedelta(hours=1))
    hidden = write_note(when=NOW - timedelta(hours=2))
    with_mark = visit(other_worker).page(f"{SHARED}?before={hidden}")
    assert "pistachios" in with_mark  # as if there were no mark


def test_words_lie_sealed(inside, note):
    with inside() as session:
        raw = session.execute(sa.text("SELECT words_sealed, next_step_sealed FROM note_text")).one()
    assert not [blob for blob in raw if b"pistachios" in bytes(blob) or b"Friday" in bytes(blob)]


def test_no_word_of_it_reaches_the_log(visit, worker, resident, note, caplog):
    visit(worker).page(SHARED)
    visit(resident).page(MINE)
    assert "pistachios" not in caplog.text


# --- the author's reading, and its end ---


def test_when_the_person_ends_it_the_next_request_meets_the_end(visit, worker, resident, note):
    browser = visit(worker)
    assert "pistachios" in browser.page(SHARED)
    visit(resident).post(f"/check-ins/notes/{note}/end-author")
    assert "pistachios" not in browser.page(SHARED)
    for path in ("reword", "printed"):
        assert browser.get(f"/check-ins/notes/{note}/{path}").status_code == 404


def test_the_page_of_what_i_share_has_it_and_ends_it(visit, worker, resident, note):
    page = visit(resident).page("/me/shares")
    assert "A contact note" in page and "Alex can read it." in page
    visit(resident).post(f"/me/shares/contact note/{note}/stop")
    assert "pistachios" not in visit(worker).page(SHARED)


def test_an_author_who_moves_on_reads_it_no_more_and_it_keeps_their_name(visit, inside, worker, resident, note):
    with inside() as session:
        role = session.scalars(sa.select(Membership).where(Membership.person_id == worker.person_id)).one()
        going.move_on(role, None, NOW)
    page = visit(resident).page(MINE)
    assert "Written by Alex" in page and "Only you can see it." in page


def test_an_author_who_has_moved_in_reads_no_notes_of_housemates(inside, visit, worker, note):
    with inside() as session:
        session.add(_stay(worker))
    assert "pistachios" not in visit(worker).page(SHARED)


def _stay(worker):
    return Membership(house_id=worker.house_id, person_id=worker.person_id, role="resident", started_at=NOW)


@pytest.mark.parametrize(("who", "path"), [("resident", MINE), ("worker", SHARED)])
def test_who_came_in_by_a_card_reads_none_from_before_it(visit, inside, request, note, at, who, path):
    later = at(NOW + timedelta(hours=2))
    browser = visit(request.getfixturevalue(who))
    with inside() as session:
        session.get_one(SignIn, browser.sign_in_id).private_opens_at = later + timedelta(hours=24)
    page = browser.page(path)
    assert "pistachios" not in page and "Opens again" in page
    assert "A note" not in browser.page("/")


def test_words_before_and_the_persons_own_all_stand_together_in_order(visit, inside, worker, resident, note):
    with inside() as session:
        kept = session.get_one(ContactNote, note)
        noting.say(kept, "adds", "It was raining.", NOW)
        noting.reword(kept, Made.together, NoteWords("We shelled nuts."), NOW)
    for page in (visit(resident).page(MINE), visit(worker).page(SHARED)):
        places = [page.index(words) for words in ("We shelled pistachios", "It was raining.", "We shelled nuts.")]
        assert places == sorted(places)


def test_two_ways_to_read_one_note_show_it_once(visit, inside, worker, note):
    with inside() as session:
        noting.share_with_others(session.get_one(ContactNote, note), Sharing(Audience.workers), NOW)
    assert visit(worker).page(SHARED).count("We shelled pistachios.") == 1
