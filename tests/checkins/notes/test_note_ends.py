"""Deleting a note, deleting all that is mine, leaving; and taking notes along before."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import facts
from house.checkins import note_offers, noting
from house.checkins.note_models import Answer, Contact, ContactNote, ContactOffer, NoteText, TakenNote
from house.people import going
from house.people.models import Membership, SignIn
from house.people.signing_in import load_viewer
from house.trust.models import Look, Share
from tests.checkins.notes.conftest import MINE, SHARED
from tests.support.cast import NOW

TABLES = (ContactNote, NoteText, TakenNote, ContactOffer)


def left(inside):
    with inside() as session:
        return [table.__tablename__ for table in TABLES if session.scalars(sa.select(table)).all()]


@pytest.fixture
def life(app, visit, inside, worker, resident, write_note):
    """Robin with one of everything that notes keep."""
    write_note()
    wrong, token = write_note(), visit(worker).token
    with app.test_request_context():
        viewer = load_viewer(token)
    with inside() as session:
        note_offers.note_offer(viewer, resident.person_id, Contact.knock, Answer.yes, NOW)
        noting.withdraw(session.get_one(ContactNote, wrong), NOW)
    return resident


def test_deleting_one_takes_all_that_was_said_and_every_share(visit, inside, resident, worker, note):
    visit(resident).submit(f"/check-ins/notes/{note}/delete")
    assert left(inside) == []
    with inside() as session:
        assert session.scalars(sa.select(Share)).all() == []
    assert "pistachios" not in visit(worker).page(SHARED)


def test_a_look_stays(visit, inside, resident, worker, note):
    visit(worker).page(SHARED)
    visit(resident).submit(f"/check-ins/notes/{note}/delete")
    with inside() as session:
        assert len(session.scalars(sa.select(Look)).all()) == 1


def test_the_page_asks_once(visit, inside, resident, note):
    visit(resident).page(f"/check-ins/notes/{note}/delete")
    assert "contact_note" in left(inside)


def test_deleting_my_things_takes_everything_about_me(inside, life, house_id):
    assert len(left(inside)) == 4
    with inside():
        facts.own_things_deleted.send(life.person_id, house_id=house_id, now=NOW)
    assert left(inside) == []


def test_deleting_their_things_takes_nothing_that_is_about_others(inside, life, worker, house_id):
    with inside():
        facts.own_things_deleted.send(worker.person_id, house_id=house_id, now=NOW)
    assert len(left(inside)) == 4


@pytest.mark.parametrize(("who", "kept"), [("resident", 0), ("worker", 4)])
def test_30_days_after_leaving_what_was_theirs_is_gone(inside, life, request, who, kept):
    person_id = request.getfixturevalue(who).person_id
    with inside() as session:
        stay = session.scalars(sa.select(Membership).where(Membership.person_id == person_id)).one()
        going.move_on(stay, None, NOW + timedelta(minutes=1))
        going.settle(stay.house_id, NOW + timedelta(days=31))
    assert len(left(inside)) == kept


def test_at_the_instant_somebody_leaves_nobody_reads_on(visit, inside, life, worker):
    with inside() as session:
        stay = session.scalars(sa.select(Membership).where(Membership.person_id == life.person_id)).one()
        going.move_on(stay, None, NOW)
    assert "pistachios" not in visit(worker).page(SHARED)


def test_coming_back_opens_none_from_before(visit, inside, life):
    with inside() as session:
        stay = session.scalars(sa.select(Membership).where(Membership.person_id == life.person_id)).one()
        stay.private_since = NOW + timedelta(minutes=1)
    page = visit(life).page(MINE)
    assert "pistachios" not in page and "offered by" not in page and "somebody else" not in page


# --- taken along ---


def taken(visit, somebody):
    answer = visit(somebody).post("/me/things/take-along")
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as bundle:
        data = json.loads(bundle.read("my-things.json"))
    return {section["key"]: section["things"] for section in data["sections"]}


def test_a_person_takes_along_all_words_and_who_could_read_them(visit, life, inside):
    with inside() as session:
        noting.say(session.scalars(sa.select(ContactNote)).one(), "sees it differently", "We walked.", NOW)
    things = taken(visit, life)
    assert [(each["by"], each["words"]) for each in things["notes_about_me"]] == [
        ("Alex", "We shelled pistachios. لوحة 🌧️"),
        ("me", "We walked."),
    ]
    assert [each["person"] for each in things["read_notes"]] == ["Alex"]
    assert [(each["by"], each["answer"]) for each in things["contact_offers"]] == [("Alex", "Yes")]
    assert [each["by"] for each in things["notes_taken_away"]] == ["Alex"]


def test_its_author_takes_along_when_they_wrote_and_nothing_of_it(visit, life, worker):
    things = taken(visit, worker)
    assert things["notes_i_wrote"] == [{"written": "2026-08-06T17:00:00+10:00"}]
    assert "pistachios" not in json.dumps(things) and "Robin" not in json.dumps(things["notes_i_wrote"])


def test_and_not_of_those_they_read_no_more(visit, inside, life, worker):
    with inside() as session:
        noting.end_authors_reading(session.scalars(sa.select(ContactNote)).one(), NOW)
    assert taken(visit, worker)["notes_i_wrote"] == []


def test_what_they_are_writing_is_theirs_to_take_along(visit, worker):
    visit(worker).post("/check-ins/notes/draft", text="Half a sent")
    assert [each["words"] for each in taken(visit, worker)["note_draft"]] == ["Half a sent"]


@pytest.mark.parametrize("who", ["housemate", "other_worker", "coordinator", "outsider"])
def test_nobody_else_takes_any_of_it_along(visit, request, life, who):
    things = taken(visit, request.getfixturevalue(who))
    keys = ("notes_about_me", "read_notes", "contact_offers", "notes_taken_away", "notes_i_wrote", "note_draft")
    assert [things[key] for key in keys] == [[]] * 6


def test_by_a_card_nobody_takes_away_notes_of_somebody_without_an_account(visit, inside, worker):
    by_card = visit(worker)
    with inside() as session:
        session.get_one(SignIn, by_card.sign_in_id).private_opens_at = NOW + timedelta(days=1)
    answer = by_card.get("/check-ins/notes/as-asked")
    assert answer.status_code == 303 and "again" in answer.headers["Location"]
