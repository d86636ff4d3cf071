"""A peer worker writes a note: about somebody who lives here, with no field for a mood, a risk or a score."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house.checkins.note_models import ContactNote, ContactOffer, Made, NoteDraft, NoteText, TakenNote
from house.people import going
from house.people.models import Membership
from house.trust.models import Audience, Look, Share
from house.viewer import Role
from tests.checkins.notes.conftest import MINE, NEW, SHARED
from tests.support.cast import NOW


def test_it_is_kept_and_the_person_sees_it_at_once(visit, worker, resident, fields):
    browser = visit(worker)
    page = browser.after(browser.post(NEW, **fields))
    assert "Kept. They see it right away." in page
    assert "We shelled pistachios." in visit(resident).page(MINE)


def test_it_is_the_persons_and_its_author_reads_it_by_name(visit, inside, worker, resident, fields):
    visit(worker).post(NEW, **fields)
    with inside() as session:
        share = session.scalars(sa.select(Share)).one()
    assert (share.owner_id, share.person_id, share.audience) == (resident.person_id, worker.person_id, Audience.person)


def test_a_line_without_words_or_names_waits_for_them(visit, worker, resident, fields):
    visit(worker).post(NEW, **fields)
    page = visit(resident).page("/")
    assert "A note is there for you to read" in page
    assert "pistachios" not in page


def test_once_they_have_had_one_written_together_on_their_page_the_line_goes(visit, worker, resident, fields):
    visit(worker).post(NEW, **{**fields, "made": "together"})
    visit(resident).page(MINE)
    assert "A note is there for you to read" not in visit(resident).page("/")


@pytest.mark.parametrize("who", ["resident", "housemate", "living_worker", "coordinator", "outsider"])
def test_nobody_but_a_peer_worker_writes_one(visit, request, fields, kept_notes, who):
    assert visit(request.getfixturevalue(who)).post(NEW, **fields).status_code == 404
    assert kept_notes() == []


def test_a_worker_who_has_moved_on_writes_none(visit, departed, fields, kept_notes):
    assert visit(departed).post(NEW, **fields).status_code == 303
    assert kept_notes() == []


@pytest.mark.parametrize("whom", ["other_worker", "coordinator", "outsider", "departed", "worker"])
def test_it_is_about_somebody_who_lives_here(visit, request, worker, fields, kept_notes, whom):
    answer = visit(worker).post(NEW, **{**fields, "person": str(request.getfixturevalue(whom).person_id)})
    assert answer.status_code == 422
    assert "Choose somebody who lives here now." in answer.get_data(as_text=True)
    assert kept_notes() == []


@pytest.mark.parametrize("missing", ["person", "kind", "started_by", "made", "text"])
def test_what_is_left_out_is_asked_for_and_what_was_typed_stays(visit, worker, fields, kept_notes, missing):
    sent = {name: value for name, value in fields.items() if name != missing}
    answer = visit(worker).post(NEW, **sent)
    assert answer.status_code == 422 and kept_notes() == []
    assert missing == "text" or "We shelled pistachios." in answer.get_data(as_text=True)


def test_together_or_to_be_read_back_is_never_chosen_for_them(visit, worker):
    page = visit(worker).page(NEW)
    made = [tag for tag in page.split("<input") if 'name="made"' in tag]
    assert len(made) == 2 and not [tag for tag in made if "checked" in tag]


def test_the_link_on_a_persons_page_chooses_them(visit, worker, housemate):
    assert f'href="{NEW}?about={housemate.person_id}"' in visit(worker).page(f"/people/{housemate.person_id}")
    assert f'selected value="{housemate.person_id}"' in visit(worker).page(f"{NEW}?about={housemate.person_id}")


@pytest.mark.parametrize(
    ("who", "of"), [("worker", "other_worker"), ("resident", "housemate"), ("coordinator", "resident")]
)
def test_there_is_no_such_link_for_others_or_about_others(visit, request, who, of):
    about = request.getfixturevalue(of).person_id
    assert NEW not in visit(request.getfixturevalue(who)).page(f"/people/{about}")


# --- who or what has changed while the page was open ---


def test_somebody_who_moved_on_while_the_page_was_open_cannot_be_chosen(visit, inside, worker, resident, fields):
    browser = visit(worker)
    browser.page(NEW)
    with inside() as session:
        stay = session.scalars(sa.select(Membership).where(Membership.person_id == resident.person_id)).one()
        going.move_on(stay, None, NOW)
    answer = browser.post(NEW, **fields)
    assert answer.status_code == 422 and "We shelled pistachios." in answer.get_data(as_text=True)


def test_a_worker_whose_role_ended_while_the_page_was_open_keeps_nothing(visit, inside, worker, fields, kept_notes):
    browser = visit(worker)
    browser.page(NEW)
    with inside() as session:
        role = session.scalars(sa.select(Membership).where(Membership.person_id == worker.person_id)).one()
        going.move_on(role, None, NOW)
    assert browser.post(NEW, **fields).status_code == 303  # to the page for signing in
    assert kept_notes() == []


def test_a_shift_that_ended_while_the_page_was_open_makes_no_difference(visit, worker, put_on_shift, at, fields):
    put_on_shift(worker)
    browser = visit(worker)
    browser.page(NEW)
    at(NOW + timedelta(hours=6))
    assert browser.post(NEW, **fields).status_code == 303


def test_a_quiet_half_hour_turns_nothing_away_that_was_typed(visit, worker, at, fields, kept_notes):
    browser = visit(worker)
    browser.page(NEW)
    at(NOW + timedelta(minutes=45))
    assert browser.post(NEW, **fields).headers["Location"] == SHARED
    assert len(kept_notes()) == 1


# --- bad input ---


def test_the_same_form_sent_twice_makes_one_note(visit, worker, fields, kept_notes):
    browser, nonce = visit(worker), "n" * 24
    browser.post(NEW, nonce=nonce, **fields)
    page = browser.after(browser.post(NEW, nonce=nonce, **fields))
    assert "It counted once." in page and len(kept_notes()) == 1


def test_twenty_thousand_letters_are_kept(visit, worker, resident, fields):
    long = "ü " * 9_999 + "zz"
    assert visit(worker).post(NEW, **{**fields, "text": long}).status_code == 303
    assert "ü zz" in visit(resident).page(MINE)


def test_one_letter_more_is_said_kindly_and_stays_in_the_field(visit, worker, fields, kept_notes):
    answer = visit(worker).post(NEW, **{**fields, "text": "y" * 20_001})
    assert answer.status_code == 422 and kept_notes() == []
    assert "up to 20000 letters long" in answer.get_data(as_text=True) and "y" * 20_001 in answer.get_data(as_text=True)


ODD = [
    ("مرحبا يا صديقي", "مرحبا يا صديقي", "words written from right to left"),
    ("A walk 🌧️👩‍👩‍👧‍👦", "A walk 🌧️👩‍👩‍👧‍👦", "emoji of several parts"),
    ("half \ud83c a pair", " a pair", "a lone surrogate"),
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "markup"),
    ("bell\x07 and null\x00", "bell  and null", "controls"),
]


@pytest.mark.parametrize(("typed", "shown", "_why"), ODD, ids=[why for *_, why in ODD])
def test_odd_text_is_shown_as_it_was_typed_and_does_nothing(visit, worker, resident, fields, typed, shown, _why):
    sent = {**fields, "text": typed.encode("utf-8", "surrogatepass")}
    assert visit(worker).post(NEW, **sent).status_code == 303
    assert shown in visit(resident).page(MINE)


def test_a_note_from_right_to_left_says_so_to_the_browser(visit, write_note, resident):
    write_note()
    assert '<p dir="auto">We shelled pistachios. لوحة 🌧️</p>' in visit(resident).page(MINE)


# --- no such field ---

COLUMNS = {
    ContactNote: {
        *("id", "house_id", "owner_id", "author_id", "at", "is_of_the_day", "kind", "started_by", "made"),
        *("is_answered", "written_at", "changed_at", "agreed_at", "replied_at", "seen_at"),
    },
    NoteText: {
        *("id", "house_id", "note_id", "position", "saying", "made", "at"),
        *("words_sealed", "next_step_sealed"),
    },
    TakenNote: {"id", "house_id", "owner_id", "author_id", "at"},
    ContactOffer: {"id", "house_id", "owner_id", "author_id", "at", "kind", "answer"},
    NoteDraft: {"id", "house_id", "author_id", "kept_at", "fields_sealed"},
}


@pytest.mark.parametrize("table", COLUMNS, ids=lambda table: table.__tablename__)
def test_no_column_for_a_mood_a_risk_a_score_or_doing_as_asked(table):
    assert {column.name for column in table.__table__.columns} == COLUMNS[table]


def test_a_field_that_does_not_exist_is_not_kept(visit, worker, fields, inside):
    visit(worker).post(NEW, **fields, mood="low", risk="3", energy="low")
    with inside() as session:
        said = session.scalars(sa.select(NoteText)).one()
        assert (said.words, said.next_step, said.made) == ("We shelled pistachios.", "", Made.later)


def test_writing_one_is_no_look(visit, worker, fields, inside):
    visit(worker).post(NEW, **fields)
    with inside() as session:
        assert session.scalars(sa.select(Look)).all() == []


def test_somebody_who_lives_and_works_here_can_be_written_about(visit, worker, living_worker, fields, kept_notes):
    assert Role.resident in living_worker.roles
    visit(worker).post(NEW, **{**fields, "person": str(living_worker.person_id)})
    assert [each.owner_id for each in kept_notes()] == [living_worker.person_id]
