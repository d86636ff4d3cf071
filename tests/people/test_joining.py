"""Coming into a house by an invite: once, within a week, in one role."""

import re
import shutil
import subprocess
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
import sqlalchemy as sa

from house import clock
from house.people import acts
from house.people.models import Invite, Membership, Person, SignIn
from house.trust.models import Change
from house.viewer import Role
from tests.people.conftest import PASSWORD
from tests.support.cast import NOW
from tests.support.databases import fresh_app
from tests.support.visiting import Visit, sign_in

FIELDS = {"called_name": "Noor", "pronouns": "they/them", "sign_in_name": "noor", "password": PASSWORD}


@pytest.fixture
def invite(inside, house_id, coordinator):
    """Make an invite, for a resident unless said otherwise; its path."""

    def make(role=Role.resident):
        with inside():
            token = acts.invite(house_id, coordinator.person_id, role, "Noor", clock.now())
        return f"/join/{token}"

    return make


def noor(inside):
    with inside() as session:
        return session.scalars(sa.select(Person).where(Person.sign_in_name == "noor")).one_or_none()


def roles(inside, person_id):
    with inside() as session:
        return session.scalars(sa.select(Membership.role).where(Membership.person_id == person_id)).all()


# --- making the invite ---


def test_a_coordinator_gets_a_link_and_a_square(visit, coordinator):
    answer = visit(coordinator).submit("/people/invite", called_name="Noor", role="resident")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 201
    assert "A link for Noor" in page and "/join/" in page and "data:image/svg+xml" in page


def test_the_link_is_shown_once(visit, coordinator):
    browser = visit(coordinator)
    token = address_in(browser.submit("/people/invite", called_name="Noor", role="resident")).rsplit("/", 1)[1]
    assert token not in browser.page("/people") and token not in browser.page("/people/invite")


def test_only_a_hash_of_the_link_is_stored(visit, coordinator, inside):
    token = address_in(visit(coordinator).submit("/people/invite", called_name="Noor", role="resident")).rsplit("/", 1)[
        1
    ]
    with inside() as session:
        kept = session.scalars(sa.select(Invite)).one()
    assert token.encode() not in kept.token_hash and len(kept.token_hash) == 32


def test_the_link_that_is_shown_opens(visit, coordinator):
    address = address_in(visit(coordinator).submit("/people/invite", called_name="Noor", role="peer worker"))
    assert "as a peer worker" in visit().page(address.removeprefix("http://localhost"))


def test_the_square_holds_the_link(visit, coordinator, tmp_path):
    if shutil.which("zbarimg") is None:
        pytest.skip("zbarimg (zbar-tools) is not installed here, so the square is not read.")
    answer = visit(coordinator).submit("/people/invite", called_name="Noor", role="resident")
    assert read_square(answer.get_data(as_text=True), tmp_path) == address_in(answer)


def test_the_link_carries_the_address_of_the_house_whatever_the_request_says(tmp_path):
    app, cast = fresh_app(tmp_path, public_url="https://home.example")
    browser = sign_in(app, cast.coordinator, clock.now())
    path, host = "https://localhost/people/invite", {"Host": "evil.example"}
    browser.client.set_cookie("__Host-house", value_of(browser), domain="evil.example", secure=True)
    fields = {"csrf_token": browser._masked(), "nonce": "n" * 20, "called_name": "Noor", "role": "resident"}
    answer = browser.client.post(path, data=fields, headers=host)
    assert address_in(answer).startswith("https://home.example/join/")


def value_of(browser: Visit) -> str:
    return browser.client.get_cookie("__Host-house").value


def address_in(answer) -> str:
    assert answer.status_code == 201, answer.status_code
    return unescape(re.search(r'class="once"[^>]*>([^<]+)<', answer.get_data(as_text=True))[1])


def read_square(page: str, folder: Path) -> str:
    """Draw the picture of the page as a bitmap, and let another program read it."""
    svg = unquote(unescape(re.search(r'class="qr" src="([^"]+)"', page)[1]))
    side = int(int(re.search(r"width='(\d+)'", svg)[1]) / 6)
    dark, x, y = set(), 0, 0
    for command, words in re.findall(r"([Mmh])([-\d. ]+)", re.findall(r"stroke='#000' d='([^']+)'", svg)[0]):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", words)]
        if command == "h":
            dark |= {(int(x) + step, int(y)) for step in range(int(numbers[0]))}
            x += numbers[0]
        else:
            x, y = numbers if command == "M" else (x + numbers[0], y + numbers[1])
    rows = [" ".join("1" if (i // 6, j // 6) in dark else "0" for i in range(side * 6)) for j in range(side * 6)]
    picture = folder / "square.pbm"
    picture.write_text(f"P1\n{side * 6} {side * 6}\n" + "\n".join(rows) + "\n")
    read = subprocess.run(["zbarimg", "--quiet", "--raw", str(picture)], capture_output=True, text=True, check=False)
    return read.stdout.strip()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"called_name": "", "role": "resident"}, "Write the name they go by."),
        ({"called_name": "x" * 41, "role": "resident"}, "This can be up to 40 letters long."),
        ({"called_name": "Noor"}, "Choose one."),
        ({"called_name": "Noor", "role": "coordinator"}, "Choose one."),
        ({"called_name": "Noor", "role": "owner"}, "Choose one."),
    ],
    ids=["nobody", "a name without end", "no role", "a coordinator, which needs two", "a role there is not"],
)
def test_an_invite_that_cannot_be_is_not_made(visit, coordinator, inside, fields, message):
    answer = visit(coordinator).post("/people/invite", **fields)
    assert answer.status_code == 422 and message in answer.get_data(as_text=True)
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Invite)) == 0


def test_waiting_invites_stand_on_the_page_of_coordinators_alone(visit, invite, coordinator, resident):
    invite()
    assert "Invites that wait" in visit(coordinator).page("/people")
    assert "Invites that wait" not in visit(resident).page("/people")


# --- using it ---


@pytest.mark.parametrize("role", [Role.resident, Role.peer_worker])
def test_an_invited_person_joins_in_the_role_of_the_invite(visit, invite, inside, role):
    visit().submit(invite(role), **FIELDS)
    assert roles(inside, noor(inside).id) == [role]


def test_nobody_chooses_their_own_role(visit, invite, inside):
    visit().submit(invite(), **FIELDS, role="coordinator", house_id="2")
    assert roles(inside, noor(inside).id) == [Role.resident]


def test_they_are_in_at_once(visit, invite, inside):
    browser = visit()
    assert "Noor" in browser.after(browser.submit(invite(), **FIELDS))
    with inside() as session:
        assert session.scalars(sa.select(SignIn).where(SignIn.person_id == noor(inside).id)).one().ended_at is None


def test_the_house_sees_that_they_joined(visit, invite, inside):
    visit().submit(invite(), **FIELDS)
    with inside() as session:
        assert ("membership", "joined") in session.execute(sa.select(Change.kind, Change.action)).all()


def test_the_name_of_the_invite_is_there_to_begin_with(visit, invite):
    assert 'value="Noor"' in visit().page(invite())


def test_an_invite_serves_once(visit, invite):
    path = invite()
    visit().submit(path, **FIELDS)
    assert visit().get(path).status_code == 410
    assert visit().post(path, **{**FIELDS, "sign_in_name": "noor-two"}).status_code == 410


def test_looking_at_an_invite_does_not_use_it(visit, invite):
    path = invite()
    visit().page(path)
    assert visit().get(path).status_code == 200


@pytest.mark.parametrize(("after", "status"), [(timedelta(days=7, seconds=-1), 200), (timedelta(days=7), 410)])
def test_an_invite_runs_out_after_a_week(visit, invite, at, after, status):
    path = invite()
    at(NOW + after)
    assert visit().get(path).status_code == status


def test_an_invite_that_runs_out_while_somebody_types_is_not_used(visit, invite, at, inside):
    path, browser = invite(), visit()
    browser.page(path)
    at(NOW + timedelta(days=8))
    assert browser.post(path, **FIELDS).status_code == 410
    assert noor(inside) is None


def test_an_invite_can_be_taken_back(visit, invite, coordinator, inside):
    path = invite()
    with inside() as session:
        invite_id = session.scalar(sa.select(Invite.id))
    visit(coordinator).post(f"/people/invites/{invite_id}/withdraw")
    assert visit().get(path).status_code == 410
    assert visit().post(path, **FIELDS).status_code == 410


def test_taken_back_at_the_very_moment_it_is_used_it_lets_nobody_in(invite, inside):
    invite()
    with inside() as session:
        as_it_was = session.scalars(sa.select(Invite)).one()
        session.execute(sa.update(Invite).values(withdrawn_at=NOW).execution_options(synchronize_session=False))
        with pytest.raises(acts.LinkGone):
            acts.use_invite(as_it_was, clock.now())


@pytest.mark.parametrize("who", ["resident", "worker", "outside_coordinator"])
def test_an_invite_is_for_coordinators_of_its_house_to_take_back(visit, invite, inside, request, who):
    path = invite()
    with inside() as session:
        invite_id = session.scalar(sa.select(Invite.id))
    assert visit(request.getfixturevalue(who)).post(f"/people/invites/{invite_id}/withdraw").status_code == 404
    assert visit().get(path).status_code == 200


def test_a_used_invite_is_not_there_to_take_back(visit, invite, coordinator, inside):
    visit().submit(invite(), **FIELDS)
    with inside() as session:
        invite_id = session.scalar(sa.select(Invite.id))
    assert visit(coordinator).post(f"/people/invites/{invite_id}/withdraw").status_code == 404


@pytest.mark.parametrize("taken", ["robin", "Robin", "ROBIN", "omar"], ids=["taken", "R", "loud", "in another house"])
def test_a_sign_in_name_that_is_taken_is_asked_for_again(visit, invite, inside, taken):
    path = invite()
    answer = visit().submit(path, **{**FIELDS, "sign_in_name": taken})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Someone signs in with that name already" in page.split('id="sign_in_name-error"')[1]
    assert 'value="they/them"' in page and 'value="Noor"' in page and PASSWORD not in page


def test_after_a_taken_name_the_invite_still_serves(visit, invite, inside):
    path, browser = invite(), visit()
    browser.post(path, nonce="n" * 20, **{**FIELDS, "sign_in_name": "robin"})
    assert browser.post(path, nonce="n" * 20, **FIELDS).status_code == 303
    assert roles(inside, noor(inside).id) == [Role.resident]


def test_called_names_may_repeat(visit, invite, inside):
    assert visit().submit(invite(), **{**FIELDS, "called_name": "Robin"}).status_code == 303


BAD = [
    ("called_name", "", "Tell us what people call you."),
    ("called_name", "x" * 41, "This can be up to 40 letters long."),
    ("pronouns", "x" * 41, "This can be up to 40 letters long."),
    ("sign_in_name", "", "Choose a name to sign in with."),
    ("sign_in_name", "no spaces here", "Use 3 to 40 letters or numbers"),
    ("password", "", "Choose a password."),
    ("password", "short", "Use between 12 and 200 letters."),
    ("password", "phoenix house!", "That one is easy to guess."),
    ("password", "Noor Noor Noor", "That one is easy to guess."),
]


@pytest.mark.parametrize(("name", "value", "message"), BAD, ids=[f"{name}-{value[:12]}" for name, value, _ in BAD])
def test_what_needs_mending_is_said_beside_its_field_and_nothing_changes(visit, invite, inside, name, value, message):
    path = invite()
    answer = visit().submit(path, **{**FIELDS, name: value})
    assert answer.status_code == 422
    assert message in answer.get_data(as_text=True).split(f'id="{name}-error"')[1].split("</p>")[0]
    assert noor(inside) is None and visit().get(path).status_code == 200


def test_the_same_form_twice_joins_once(visit, invite, inside):
    path, browser, twin = invite(), visit(), visit()
    fields = {"csrf_token": browser._masked(), "nonce": "n" * 20, **FIELDS}
    browser.client.post(path, data=fields)
    assert twin.client.post(path, data=fields).status_code == 303
    assert roles(inside, noor(inside).id) == [Role.resident]


def test_the_page_names_the_house_and_nobody_in_it(visit, invite):
    page = visit().page(invite())
    assert "Phoenix House" in page
    assert not [name for name in ("Robin", "Hana", "Alex", "Cleo") if name in page]
