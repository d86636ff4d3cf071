"""A note about the wrong person: its author takes it away at once, and whom it reached sees only that it happened."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins.note_models import ContactNote, Made, NoteText
from house.people.models import SignIn
from house.trust.models import Share
from tests.checkins.notes.conftest import MINE, SHARED


def take_away(visit, worker, note):
    return visit(worker).submit(f"/check-ins/notes/{note}/wrong-person")


@pytest.mark.parametrize("made", list(Made))
def test_the_wrong_person_sees_only_that_it_happened(visit, worker, resident, write_note, made):
    note = write_note(made=made)
    assert take_away(visit, worker, note).status_code == 303
    page = visit(resident).page(MINE)
    assert "A note by Alex was about somebody else. It has been taken away. today 5pm" in page
    assert "pistachios" not in page and "A chat" not in page


def test_its_words_are_gone_from_the_database(visit, inside, worker, note):
    take_away(visit, worker, note)
    with inside() as session:
        for table in (ContactNote, NoteText, Share):
            assert session.scalars(sa.select(table)).all() == []


def test_its_author_sees_it_no_more(visit, worker, note):
    take_away(visit, worker, note)
    assert "pistachios" not in visit(worker).page(SHARED)
    assert "to be read back" not in visit(worker).page("/")


def test_the_page_that_asks_shows_no_words(visit, worker, note):
    page = visit(worker).page(f"/check-ins/notes/{note}/wrong-person")
    assert "pistachios" not in page and "The note stands with Robin." in page


def test_it_can_be_taken_away_when_the_person_has_ended_its_authors_reading(visit, worker, resident, note):
    visit(resident).post(f"/check-ins/notes/{note}/end-author")
    assert take_away(visit, worker, note).status_code == 303


@pytest.mark.parametrize("act", ["all-right", "my-words"])
def test_once_the_person_has_answered_it_stays_theirs(visit, resident, worker, note, act):
    visit(resident).post(f"/check-ins/notes/{note}/{act}", saying="adds", text="It rained.")
    assert visit(worker).post(f"/check-ins/notes/{note}/wrong-person").status_code == 404
    assert "About somebody else" not in visit(worker).page(SHARED)
    assert "pistachios" in visit(resident).page(MINE)


@pytest.mark.parametrize("who", ["resident", "other_worker", "housemate", "coordinator", "outsider"])
def test_nobody_else_takes_it_away(visit, request, note, who):
    assert visit(request.getfixturevalue(who)).post(f"/check-ins/notes/{note}/wrong-person").status_code == 404


def test_twice_is_once(visit, worker, resident, note):
    browser = visit(worker)
    for _twice in range(2):
        browser.post(f"/check-ins/notes/{note}/wrong-person", nonce="n" * 24)
    assert visit(resident).page(MINE).count("was about somebody else") == 1


def test_who_had_read_it_still_stands_among_the_looks(visit, worker, resident, note):
    visit(worker).page(SHARED)
    take_away(visit, worker, note)
    assert "They wrote it." in visit(resident).page("/me/looks")


@pytest.mark.parametrize("way", ["get", "post"])
def test_by_a_card_nobody_takes_it_away_or_learns_whom_it_is_about(visit, inside, worker, note, way):
    by_card = visit(worker)
    with inside() as session:
        session.get_one(SignIn, by_card.sign_in_id).private_opens_at = clock.now() + timedelta(days=1)
    assert getattr(by_card, way)(f"/check-ins/notes/{note}/wrong-person").status_code == 404
    with inside() as session:
        assert session.get(ContactNote, note)


@pytest.mark.parametrize("page", ["{note}/wrong-person", "offer"])
def test_after_a_quiet_half_hour_a_password_is_asked_before_a_name_is_shown(visit, worker, note, at, page):
    browser = visit(worker)
    at("2026-08-06 17:40")
    answer = browser.get(f"/check-ins/notes/{page.format(note=note)}")
    assert answer.status_code == 303 and "again" in answer.headers["Location"]
