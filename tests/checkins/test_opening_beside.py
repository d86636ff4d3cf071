"""An account given by a link begins closed: the link was in a coordinator's hands, and is no way to read."""

import re

import pytest

from house.checkins import acts, noting
from house.checkins.models import About
from house.checkins.note_models import Contact, Made, Starter
from house.checkins.note_words import NoteWords
from house.checkins.words import CheckInWords
from house.people import acts as people_acts
from house.people.models import Membership
from house.trust.models import Audience
from house.viewer import Role
from tests.support.cast import NOW, Somebody
from tests.support.visiting import Visit

PASSWORD = "a lantern by the gate"


@pytest.fixture
def ida(inside, house_id, worker):
    """Ida, who lives here without an account; a check-in was typed beside her, and a note is about her."""
    with inside():
        person = people_acts.add_person("Ida", NOW)
        people_acts.join(house_id, person.id, Role.resident, NOW)
        words = CheckInWords(note="warrigalword")
        acts.check_in(house_id, person.id, words, Audience.on_shift, NOW, typed_by_id=worker.person_id)
        note = noting.NewNote(
            person.id, About.now, Contact.chat, Starter.worker, Made.together, NoteWords("bogongword")
        )
        noting.write(house_id, worker.person_id, note, NOW)
        return Somebody(person.id, house_id, "Ida", (Role.resident,))


@pytest.fixture
def with_account(visit, coordinator, ida, at):
    """A coordinator makes the link and opens it; whoever that is has the new account now."""
    card = visit(coordinator).submit(f"/people/{ida.person_id}/invite").get_data(as_text=True)
    at("2026-08-06 17:30")
    path = re.search(r"/join/[\w-]+", card)[0]
    answer = visit(None).submit(path, called_name="Ida", sign_in_name="ida-here", password=PASSWORD)
    assert answer.status_code == 303
    return ida


def everything_of(browser: Visit) -> str:
    return "".join(
        browser.page(path) for path in ("/check-ins", "/check-ins/notes", "/check-ins/look-back", "/me/everything")
    )


def test_whoever_opens_the_link_reads_nothing_of_before(visit, with_account):
    page = everything_of(visit(with_account))
    assert "warrigalword" not in page and "bogongword" not in page and "You checked in" not in page


def test_a_peer_worker_opens_it_beside_her(visit, worker, with_account):
    me = visit(worker)
    assert "They have an account now" in me.page("/check-ins/for")
    assert me.post(f"/check-ins/for/{with_account.person_id}/open").status_code == 303
    page = everything_of(visit(with_account))
    assert "warrigalword" in page and "bogongword" in page
    assert "They have an account now" not in me.page("/check-ins/for")


@pytest.mark.parametrize("who", ["coordinator", "resident", "housemate", "living_worker", "outsider", "with_account"])
def test_nobody_else_does(visit, request, with_account, who):
    somebody = request.getfixturevalue(who)
    assert visit(somebody).post(f"/check-ins/for/{with_account.person_id}/open").status_code == 404
    assert "warrigalword" not in everything_of(visit(with_account))


def test_not_even_a_peer_worker_who_made_the_link(visit, inside, coordinator, with_account, house_id):
    with inside() as session:
        more = Membership(house_id=house_id, person_id=coordinator.person_id, role=Role.peer_worker, started_at=NOW)
        session.add(more)
    me = visit(coordinator)
    assert "They have an account now" not in me.page("/check-ins/for")
    assert me.post(f"/check-ins/for/{with_account.person_id}/open").status_code == 404


def test_who_always_had_an_account_is_not_listed(visit, worker, resident):
    assert "They have an account now" not in visit(worker).page("/check-ins/for")
    assert visit(worker).post(f"/check-ins/for/{resident.person_id}/open").status_code == 404


def test_what_was_shared_is_shared_no_more_until_it_is_open(visit, on_shift, with_account):
    me = visit(on_shift)
    assert "warrigalword" not in me.page("/check-ins/shared")
    me.post(f"/check-ins/for/{with_account.person_id}/open")
    assert "warrigalword" in me.page("/check-ins/shared")
