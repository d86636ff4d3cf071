"""The trace for everybody: who changed what about roles, settings and the house, and nothing private."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.people import acts, going
from house.people.models import Membership, SupportLine
from house.people.open_book import AT_A_TIME
from house.people.trace import SHOWN
from house.trust.acts import note_change
from house.trust.models import Change
from house.viewer import Role
from tests.people.conftest import PASSWORD
from tests.support.cast import NOW

CHANGES = "/house/changes"


def text(page):
    return page.split("<main")[1].split("<footer")[0]


@pytest.fixture
def note(inside, house_id, coordinator):
    """Write a change of the coordinator's."""

    def write(kind, thing_id=1, action="changed", actor=True, house=None):
        with inside():
            actor_id = coordinator.person_id if actor else None
            note_change(house or house_id, actor_id, kind, thing_id, action, clock.now())

    return write


def test_an_empty_one_says_so(visit, resident):
    assert "Nothing from further back." in visit(resident).page(CHANGES)


def test_who_came_by_an_invite_and_who_invited_them(visit, inside, house_id, coordinator, resident):
    with inside():
        token = acts.invite(house_id, coordinator.person_id, Role.peer_worker, "Jo", clock.now())
    visit().post(f"/join/{token}", called_name="Jo", sign_in_name="jo-here", password=PASSWORD)
    page = text(visit(resident).page(CHANGES))
    assert "Jo joined as a peer worker, invited by Cleo." in page
    assert "Cleo invited somebody as a peer worker." in page
    assert page.index("joined") < page.index("invited somebody")  # newest first


def test_an_invite_from_the_server_names_nobody(visit, inside, house_id, resident):
    with inside():
        token = acts.invite(house_id, None, Role.coordinator, "Jo", clock.now())
    visit().post(f"/join/{token}", called_name="Jo", sign_in_name="jo-here", password=PASSWORD)
    page = visit(resident).page(CHANGES)
    assert "Whoever looks after the server invited somebody as a coordinator." in page
    assert "Jo joined as a coordinator." in page


def test_an_invite_that_waits_tells_nobodys_name(visit, inside, house_id, coordinator, resident):
    with inside():
        acts.invite(house_id, coordinator.person_id, Role.resident, "Jacaranda", clock.now())
    assert "Jacaranda" not in visit(resident).page(CHANGES)


def test_an_invite_taken_back(visit, inside, house_id, coordinator, resident):
    browser = visit(coordinator)
    browser.submit("/people/invite", called_name="Jo", role="resident")
    with inside() as session:
        invite_id = session.scalar(sa.select(acts.Invite.id))
    browser.post(f"/people/invites/{invite_id}/withdraw")
    assert "Cleo took back an invite." in visit(resident).page(CHANGES)


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        (None, "Cleo noted that Alex is no longer here as a peer worker."),
        (NOW + timedelta(days=2), "Cleo noted that Alex is going to move on, as a peer worker."),
    ],
)
def test_who_moves_on(visit, inside, worker, coordinator, resident, when, sentence):
    with inside() as session:
        membership = session.scalars(sa.select(Membership).filter_by(person_id=worker.person_id)).one()
        going.move_on(membership, coordinator.person_id, NOW, at=when)
    assert sentence in visit(resident).page(CHANGES)


def test_who_stays_after_all(visit, inside, worker, coordinator, resident):
    with inside() as session:
        membership = session.scalars(sa.select(Membership).filter_by(person_id=worker.person_id)).one()
        going.move_on(membership, coordinator.person_id, NOW, at=NOW + timedelta(days=2))
        going.stay_after_all(membership, coordinator.person_id, NOW)
    assert "Cleo noted that Alex stays after all, as a peer worker." in visit(resident).page(CHANGES)


def test_what_was_asked_of_a_coordinator(visit, coordinator, resident):
    visit(coordinator).submit(f"/roles/{resident.person_id}/make")
    words = "Cleo, the only coordinator, asked that Robin becomes one: tomorrow (5pm)."
    assert words in visit(resident).page(CHANGES)


def test_a_setting_and_the_house(visit, coordinator, resident):
    browser = visit(coordinator)
    browser.submit("/house/settings/settling_in_days", number="3", rests_on="House meeting of 3 May")
    browser.submit("/the-house", name="Phoenix House")
    page = visit(resident).page(CHANGES)
    assert "Cleo wrote down how this house does things: Settling in." in page
    assert "Cleo changed the name or the phone of the house." in page


def test_a_line_of_outside_help(visit, coordinator, resident, inside, house_id):
    browser = visit(coordinator)
    browser.submit("/outside-help/keep/new", label="The night café", phone="03 9000 0000")
    with inside() as session:
        line_id = session.scalar(sa.select(SupportLine.id).filter_by(house_id=house_id, label="The night café"))
    assert "Cleo added a line of outside help: The night café." in visit(resident).page(CHANGES)
    browser.post(f"/outside-help/keep/{line_id}/remove")
    page = visit(resident).page(CHANGES)
    assert "Cleo took a line of outside help away." in page and "The night café" not in page


def test_a_new_name_is_said_and_the_old_one_kept_nowhere(visit, worker, resident):
    visit(worker).submit("/me/name", called_name="Sandy", pronouns="")
    page = text(visit(resident).page(CHANGES))
    assert "Sandy changed what they are called." in page and "Alex" not in page


def test_other_pronouns_are_no_new_name(visit, worker, resident):
    visit(worker).submit("/me/name", called_name="Alex", pronouns="they/them")
    assert "changed what they are called" not in visit(resident).page(CHANGES)


def test_a_new_name_is_said_in_each_of_their_houses(visit, resident, outsider, inside, cast):
    with inside():
        acts.join(cast.other_house_id, resident.person_id, Role.peer_worker, clock.now())
    visit(resident).submit("/me/name", called_name="Ash", pronouns="")
    assert "Ash changed what they are called." in visit(outsider).page(CHANGES)


PRIVATE = ("check-in", "note", "consent", "presence", "photo", "share", "turn", "feed", "card", "passkey", "look")


@pytest.mark.parametrize("kind", PRIVATE)
@pytest.mark.parametrize("action", ["changed", "joined", "name", "made"])
def test_any_other_kind_of_change_stays_out(visit, resident, note, kind, action):
    note(kind, action=action)
    assert "Nothing from further back." in visit(resident).page(CHANGES)


@pytest.mark.parametrize("kind", SHOWN)
def test_anything_else_done_to_a_shown_kind_stays_out(visit, resident, note, kind):
    note(kind, action="card made")
    assert "Nothing from further back." in visit(resident).page(CHANGES)


def test_nothing_of_another_house_stands_here(visit, outside_coordinator, resident):
    visit(outside_coordinator).submit("/the-house", name="Harbour House")
    assert "Odette" not in visit(resident).page(CHANGES)


def test_a_change_of_another_house_is_no_place_to_begin(visit, resident, note, cast, inside):
    note("house", house=cast.other_house_id)
    note("house")
    with inside() as session:
        other = session.scalar(sa.select(Change.id).where(Change.house_id == cast.other_house_id))
    assert "Nothing from further back." in visit(resident).page(f"{CHANGES}?before={other}")


def test_it_goes_all_the_way_back(visit, resident, note, at):
    for minutes in range(AT_A_TIME + 3):
        at(NOW + timedelta(minutes=minutes))
        note("house")
    browser = visit(resident)
    first = browser.page(CHANGES)
    assert text(first).count("<li>") == AT_A_TIME
    further = first.split(f'href="{CHANGES}?before=')[1].split('"')[0]
    second = browser.page(f"{CHANGES}?before={further}")
    assert text(second).count("<li>") == 3 and "Further back" not in second


def test_a_room_that_moved_back_in_time_is_in_order(visit, resident, note, at):
    """As in the example house, where years are written in one go."""
    note("house")
    at(NOW - timedelta(days=3))
    note("setting")
    at(NOW)
    page = text(visit(resident).page(CHANGES))
    assert page.index("the house") < page.index("how this house does things")
