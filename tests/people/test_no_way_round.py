"""What a role or a link gives is not to be had by a way round it."""

import base64
from datetime import timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa
from PIL import Image

from house import clock, once
from house.people import acts, cards, going
from house.people.former import former_name
from house.people.leaving import find_left_house, make_export_link
from house.people.models import Invite, Membership, ReentryLink
from house.people.photos import NotAPhoto, small_square
from house.viewer import Role
from tests.people.conftest import PASSWORD
from tests.support.cast import NOW


@pytest.fixture
def invite(inside, house_id):
    """An invite that somebody made; its path."""

    def make(by, role=Role.peer_worker):
        with inside():
            return f"/join/{acts.invite(house_id, by.person_id, role, 'Cleo', clock.now())}"

    return make


def roles_of(inside, somebody):
    with inside() as session:
        query = sa.select(Membership.role).where(Membership.person_id == somebody.person_id)
        return set(session.scalars(query.where(Membership.ended_at.is_(None))))


# --- nobody gives themselves a role that reads what others share ---


@pytest.mark.parametrize("role", [Role.peer_worker, Role.resident])
def test_a_coordinator_does_not_come_in_by_their_own_invite(visit, coordinator, invite, inside, role):
    browser, link = visit(coordinator), invite(coordinator, role)
    assert "You made this link" in browser.after(browser.post(f"{link}/as-me"))
    assert roles_of(inside, coordinator) == {Role.coordinator}


def test_nor_with_their_name_and_password(visit, coordinator, invite, inside, give_password):
    give_password(coordinator)
    link = invite(coordinator)
    visit().submit(f"{link}/before", sign_in_name="Cleo", password=PASSWORD)
    assert roles_of(inside, coordinator) == {Role.coordinator}


def test_by_the_invite_of_another_one_they_do(visit, coordinator, resident, invite, inside):
    visit(coordinator).post(f"{invite(resident)}/as-me")
    assert roles_of(inside, coordinator) == {Role.coordinator, Role.peer_worker}


# --- who is no coordinator any more leaves nothing behind that lets in ---


@pytest.fixture
def ended(inside, coordinator):
    """Cleo is a coordinator no longer."""

    def end():
        with inside() as session:
            held = session.scalars(sa.select(Membership).where(Membership.person_id == coordinator.person_id)).one()
            going.move_on(held, None, clock.now())

    return end


def test_their_invites_end_with_their_role(visit, coordinator, invite, ended, inside):
    link = invite(coordinator)
    ended()
    assert visit().get(link).status_code == 410
    with inside() as session:
        assert session.scalars(sa.select(Invite.withdrawn_at)).all() == [NOW]


def test_and_so_do_their_cards(visit, coordinator, robin, ended, inside, house_id):
    with inside():
        code = cards.make_card(house_id, robin.person_id, coordinator.person_id, clock.now())
    ended()
    assert visit().get(f"/re-entry/{code}").status_code == 410


# --- a card makes nobody a coordinator's second ---


@pytest.fixture
def by_card(visit, inside, coordinator, give_password, house_id):
    """Somebody who came in as Cleo by a card."""
    give_password(coordinator)
    with inside():
        code = cards.make_card(house_id, coordinator.person_id, None, clock.now())
    browser = visit()
    browser.submit(f"/re-entry/{code}")
    return browser


@pytest.mark.parametrize("path", ["/people/invite", "/people/add", "/outside-help/keep"])
def test_what_coordinators_do_is_closed_to_a_card(by_card, path):
    answer = by_card.get(path)
    assert answer.headers["Location"].startswith("/sign-in/again")
    assert "You came in by a re-entry card." in by_card.after(answer)


def test_the_password_from_before_opens_it(by_card):
    by_card.submit("/sign-in/again", password=PASSWORD)
    assert by_card.get("/people/invite").status_code == 200


# --- links and answers of before ---


def test_the_link_to_take_things_along_ends_when_they_come_back(visit, inside, robin, house_id, at):
    with inside() as session:
        held = session.scalars(sa.select(Membership).where(Membership.person_id == robin.person_id)).one()
        going.move_on(held, None, NOW)
    with inside():
        token = make_export_link(find_left_house(robin.person_id, NOW), NOW)
    at(NOW + timedelta(days=1))
    with inside():
        acts.join(house_id, robin.person_id, Role.resident, clock.now())
    at(NOW + timedelta(days=5))
    with inside() as session:
        held = session.scalars(
            sa.select(Membership).where(Membership.person_id == robin.person_id, Membership.ended_at.is_(None))
        ).one()
        going.move_on(held, None, clock.now())
    assert visit().get(f"/taking-along/{token}").status_code in (404, 410)


def test_what_a_form_answered_is_not_readable_in_the_database(visit, coordinator, resident, inside):
    browser = visit(resident)
    browser.submit("/me/name", called_name="Quandong")
    with inside() as session:
        spent = session.scalars(sa.select(once.SpentNonce).where(once.SpentNonce.said != "")).all()
        assert spent and not any("Quandong" in each.said for each in spent)
        assert not any(b"Quandong" in base64.b64decode(each.said) for each in spent)


def test_an_address_with_a_secret_in_it_is_not_kept(visit, worker, cast, outside_coordinator, inside):
    with inside():
        token = acts.invite(cast.other_house_id, outside_coordinator.person_id, Role.resident, "Alex", NOW)
    assert visit().post(f"/join/{token}/as-me").headers["Location"] == f"/join/{token}"
    with inside() as session:
        assert not any(token in each for each in session.scalars(sa.select(once.SpentNonce.went_to)))


def test_what_was_said_goes_with_ones_own_things(visit, resident, inside):
    browser = visit(resident)
    browser.submit("/me/name", called_name="Quandong")
    browser.submit("/me/things/delete")
    with inside() as session:
        assert len(session.scalars(sa.select(once.SpentNonce).where(once.SpentNonce.said != "")).all()) <= 1


# --- a name that hides ---


@pytest.mark.parametrize("name", [str.upper, str])
def test_nobody_who_is_here_is_called_a_former_housemate(app, visit, resident, name):
    with app.test_request_context():
        words = name(former_name())
    answer = visit(resident).submit("/me/name", called_name=words)
    assert answer.status_code == 422 and "Choose a name of your own." in answer.get_data(as_text=True)


# --- a picture that keeps the house busy ---


def test_a_picture_in_very_many_passes_is_turned_away_at_once():
    out = BytesIO()
    Image.effect_noise((2000, 2000), 60).save(out, "JPEG", progressive=True)
    whole = out.getvalue()
    last = whole[whole.rindex(b"\xff\xda") : -2]
    with pytest.raises(NotAPhoto):
        small_square(whole[:-2] + last * 200 + b"\xff\xd9")


def test_a_photo_that_comes_in_passes_as_cameras_write_it_is_fine():
    out = BytesIO()
    Image.effect_noise((800, 600), 60).save(out, "JPEG", progressive=True)
    assert small_square(out.getvalue())


def test_a_wall_of_dots_in_few_bytes_is_turned_away():
    out = BytesIO()
    Image.new("P", (5000, 5000)).save(out, "PNG")
    with pytest.raises(NotAPhoto):
        small_square(out.getvalue())


def test_unused_cards_and_invites_of_others_stay(visit, coordinator, robin, ended, inside, house_id, resident, invite):
    link = invite(resident)
    with inside():
        code = cards.make_card(house_id, robin.person_id, None, clock.now())
    ended()
    assert visit().get(link).status_code == 200 and visit().get(f"/re-entry/{code}").status_code == 200
    with inside() as session:
        assert session.scalars(sa.select(ReentryLink.expires_at)).all() == [NOW + cards.LASTS]
