"""A note that is being written survives a lost connection and a closed tab, for its author alone, for 7 days."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from house import facts
from house.checkins.note_models import ContactNote, NoteDraft
from house.people import going
from house.people.models import Membership, SignIn
from tests.checkins.notes.conftest import MINE, NEW, SHARED
from tests.support.cast import NOW

KEEP, DROP = "/check-ins/notes/draft", "/check-ins/notes/draft/drop"


def drafts(inside):
    with inside() as session:
        return list(session.scalars(sa.select(NoteDraft)))


def test_the_button_keeps_what_was_typed_and_the_page_has_it_again(visit, worker, resident, fields):
    browser = visit(worker)
    page = browser.after(browser.post(KEEP, **fields))
    assert "Kept for later." in page and "We shelled pistachios." in page
    assert f'selected value="{resident.person_id}"' in page


def test_another_browser_of_theirs_has_it_too(visit, worker, fields):
    visit(worker).post(KEEP, **fields)
    assert "We shelled pistachios." in visit(worker).page(NEW)


def test_a_small_script_keeps_it_quietly(visit, worker, fields):
    answer = visit(worker).post(KEEP, quietly="yes", **fields)
    assert (answer.status_code, answer.get_json()) == (201, {"said": "Kept at 5pm."})


def test_half_of_a_form_is_enough(visit, worker):
    visit(worker).post(KEEP, text="Half a sent")
    assert "Half a sent" in visit(worker).page(NEW)


def test_nothing_typed_keeps_nothing(visit, inside, worker):
    visit(worker).post(KEEP, person="", text="  ", about="now")
    assert drafts(inside) == []


def test_what_is_typed_later_stands_instead(visit, inside, worker):
    for text in ("One", "One and two"):
        visit(worker).post(KEEP, text=text)
    assert len(drafts(inside)) == 1
    assert "One and two" in visit(worker).page(NEW)


def test_what_is_too_long_for_a_note_stays_as_a_draft(visit, worker):
    visit(worker).post(KEEP, text="w" * 21_000)
    assert "w" * 21_000 in visit(worker).page(NEW)


def test_it_is_gone_once_the_note_is_kept(visit, inside, worker, fields):
    visit(worker).post(KEEP, **fields)
    visit(worker).post(NEW, **fields)
    assert drafts(inside) == []


def test_a_note_with_a_slip_leaves_it(visit, inside, worker, fields):
    visit(worker).post(KEEP, **fields)
    visit(worker).post(NEW, **{**fields, "kind": ""})
    assert len(drafts(inside)) == 1


def test_its_author_throws_it_away(visit, inside, worker, fields):
    visit(worker).post(KEEP, **fields)
    visit(worker).submit(DROP, page=NEW)
    assert drafts(inside) == []


@pytest.mark.parametrize("who", ["resident", "other_worker", "coordinator", "living_worker", "outsider"])
def test_it_is_its_authors_alone(visit, request, worker, fields, who):
    visit(worker).post(KEEP, **fields)
    browser = visit(request.getfixturevalue(who))
    for path in (NEW, MINE, SHARED, "/", "/me/things"):
        assert "pistachios" not in browser.get(path).get_data(as_text=True)


def test_it_is_about_nobody_yet(visit, inside, worker, resident, fields):
    visit(worker).post(KEEP, **fields)
    with inside() as session:
        row = session.execute(sa.text("SELECT * FROM note_draft")).mappings().one()
        assert session.scalars(sa.select(ContactNote)).all() == []
    assert set(row) == {"id", "house_id", "author_id", "kept_at", "fields_sealed"}
    assert b"pistachios" not in bytes(row["fields_sealed"])


@pytest.mark.parametrize("who", ["resident", "living_worker", "coordinator", "outsider"])
def test_nobody_but_a_peer_worker_has_one(visit, inside, request, fields, who):
    assert visit(request.getfixturevalue(who)).post(KEEP, **fields).status_code == 404
    assert drafts(inside) == []


# --- its end ---


def test_after_7_days_it_is_on_no_page_and_then_gone(visit, inside, worker, house_id, at, fields):
    visit(worker).post(KEEP, **fields)
    later = at(NOW + timedelta(days=7))
    assert "pistachios" not in visit(worker).page(NEW)
    with inside():
        facts.rows_needed.send(house_id, until=date(2027, 1, 1), now=later)
    assert drafts(inside) == []


def test_it_goes_with_the_role(visit, inside, worker, fields):
    visit(worker).post(KEEP, **fields)
    with inside() as session:
        role = session.scalars(sa.select(Membership).where(Membership.person_id == worker.person_id)).one()
        going.move_on(role, None, NOW)
    assert drafts(inside) == []


def test_it_goes_when_its_author_deletes_their_things(visit, inside, worker, house_id, fields):
    visit(worker).post(KEEP, **fields)
    with inside():
        facts.own_things_deleted.send(worker.person_id, house_id=house_id, now=NOW)
    assert drafts(inside) == []


def test_a_card_does_not_open_it(visit, inside, worker, at, fields):
    browser = visit(worker)
    browser.post(KEEP, **fields)
    later = at(NOW + timedelta(hours=2))
    browser = visit(worker)
    with inside() as session:
        session.get_one(SignIn, browser.sign_in_id).private_opens_at = later + timedelta(hours=24)
    assert "pistachios" not in browser.page(NEW)


def test_a_quiet_half_hour_asks_the_password_before_it_opens(visit, worker, at, fields):
    browser = visit(worker)
    browser.post(KEEP, **fields)
    at(NOW + timedelta(minutes=45))
    answer = browser.get(NEW)
    assert answer.headers["Location"].startswith("/sign-in/again")


def test_and_keeps_what_is_typed_meanwhile(visit, inside, worker, at, fields):
    browser = visit(worker)
    at(NOW + timedelta(minutes=45))
    assert browser.post(KEEP, quietly="yes", **fields).status_code == 201
    assert len(drafts(inside)) == 1
