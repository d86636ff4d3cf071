"""A note about somebody without an account is made together and printed; it is theirs all the same."""

import sqlalchemy as sa

from house.checkins.note_models import ContactNote
from house.trust.models import Look
from tests.checkins.notes.conftest import NEW, SHARED


def test_it_is_made_together(visit, worker, noor, fields, kept_notes):
    answer = visit(worker).post(NEW, **{**fields, "person": str(noor.person_id)})
    assert answer.status_code == 422 and kept_notes() == []
    assert "write it together and print it for them" in answer.get_data(as_text=True)


def test_the_menu_says_who_has_no_account(visit, worker, noor):
    page = visit(worker).page(NEW)
    assert "Noor (resident) · no account" in page and "Robin (resident)<" in page


def test_and_printed(visit, worker, noor, fields):
    browser = visit(worker)
    answer = browser.post(NEW, **{**fields, "person": str(noor.person_id), "made": "together"})
    page = browser.after(answer)
    assert answer.headers["Location"].endswith("/printed")
    for words in ("A note for Noor", "We shelled pistachios.", "This note is yours", "ask any peer worker"):
        assert words in page


def test_its_author_alone_reads_it(visit, worker, other_worker, coordinator, housemate, noor, write_note):
    note = write_note(about=noor)
    for somebody in (other_worker, coordinator, housemate):
        assert "pistachios" not in visit(somebody).page(SHARED)
        assert visit(somebody).get(f"/check-ins/notes/{note}/printed").status_code == 404
    assert "pistachios" in visit(worker).page(SHARED)


def test_printing_it_is_a_look(visit, inside, worker, noor, write_note):
    note = write_note(about=noor)
    visit(worker).page(f"/check-ins/notes/{note}/printed")
    with inside() as session:
        assert [each.owner_id for each in session.scalars(sa.select(Look))] == [noor.person_id]


def test_any_peer_worker_takes_them_away_as_asked(visit, inside, other_worker, noor, resident, write_note):
    write_note(about=noor)
    write_note()
    assert visit(other_worker).submit("/check-ins/notes/as-asked", person=noor.person_id).status_code == 303
    with inside() as session:
        assert [each.owner_id for each in session.scalars(sa.select(ContactNote))] == [resident.person_id]


def test_not_those_of_somebody_who_signs_in(visit, inside, worker, resident, note):
    assert visit(worker).post("/check-ins/notes/as-asked", person=resident.person_id).status_code == 422
    with inside() as session:
        assert session.get(ContactNote, note)


def test_the_person_prints_their_own_and_that_is_no_look(visit, inside, resident, note):
    page = visit(resident).page(f"/check-ins/notes/{note}/printed")
    assert "We shelled pistachios." in page and "Alex, who wrote it, can read it." in page
    with inside() as session:
        assert session.scalars(sa.select(Look)).all() == []
