"""Delete what is mine alone: gone at once, and what remains is said."""

from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa

from house.checkins import acts as checkins
from house.checkins.models import CheckIn
from house.checkins.words import CheckInWords
from house.chores.models import TurnDoer, TurnHolder
from house.db import db, transaction
from house.people.belonging import Consent, Photo, Presence, Purpose
from house.people.models import SignIn
from house.rosters import acts as rosters
from house.rosters.plan import ShiftKind, ShiftPlan
from house.trust.models import Audience, Look, Share
from tests.home.conftest import HOW, PICTURE
from tests.support.cast import NOW
from tests.support.databases import fresh_app
from tests.support.visiting import sign_in

PATH = "/me/things/delete"
OWNED = ((CheckIn, CheckIn.owner_id), (Share, Share.owner_id))
HELD = tuple((kind, kind.person_id) for kind in (Presence, Consent, Photo))


def owners(inside):
    with inside() as session:
        return {kind.__name__: set(session.scalars(sa.select(column))) for kind, column in (*OWNED, *HELD)}


def test_it_asks_once(visit, life, inside):
    page = visit(life).page(PATH)
    assert "all your check-ins" in page and "They are the memory of the house." in page
    assert life.person_id in owners(inside)["CheckIn"]


def test_all_that_is_mine_alone_is_gone_and_nothing_of_others(visit, life, housemate, inside):
    visit(life).submit(PATH)
    left = owners(inside)
    assert len(left) == 5 and all(owner == {housemate.person_id} for owner in left.values())


def test_then_it_says_what_remains(visit, life):
    me = visit(life)
    page = me.after(me.submit(PATH))
    assert "Gone. Nobody can bring it back." in page and "The house keeps these for 2 years" in page


def test_looks_turns_and_the_account_remain(visit, life, inside):
    me = visit(life)
    me.submit(PATH)
    with inside() as session:
        assert life.person_id in set(session.scalars(sa.select(Look.owner_id)))
        assert life.person_id in set(session.scalars(sa.select(TurnHolder.person_id)))
        assert life.person_id in set(session.scalars(sa.select(TurnDoer.person_id)))
    assert me.get("/").status_code == 200


def test_nobody_on_shift_reads_it_any_more(visit, life, worker, coordinator, house_id, inside):
    with inside():
        plan = ShiftPlan(ShiftKind.day, worker.person_id, date(2026, 8, 6), time(9), time(22))
        rosters.confirm(rosters.give_shift(house_id, coordinator.person_id, plan, NOW), NOW)
    visit(life).submit(PATH)
    page = visit(worker).page("/check-ins/shared")
    assert "quince-of-robin" not in page and "quince-of-hana" in page


def test_a_password_is_asked_again_after_a_quarter_of_an_hour(visit, life, inside, at):
    me = visit(life)
    at(NOW + timedelta(minutes=16))
    assert me.post(PATH).headers["Location"].startswith("/sign-in/again")
    assert life.person_id in owners(inside)["CheckIn"]


def test_who_came_in_by_a_card_deletes_nothing_yet(visit, life, inside):
    me = visit(life)
    with inside() as session:
        session.get_one(SignIn, me.sign_in_id).private_opens_at = NOW + timedelta(hours=24)
    assert "You can delete your things from tomorrow, 5pm." in me.page(PATH)
    me.post(PATH)
    assert life.person_id in owners(inside)["CheckIn"]


def test_in_another_house_nothing_goes(visit, life, outsider, cast, inside):
    with inside():
        words = CheckInWords(note="elsewhere")
        checkins.check_in(cast.other_house_id, life.person_id, words, Audience.only_me, NOW)
    visit(life).submit(PATH)
    with inside() as session:
        assert session.scalar(sa.select(CheckIn.house_id).where(CheckIn.owner_id == life.person_id)) == (
            cast.other_house_id
        )


@pytest.fixture
def own_file(tmp_path):
    """A house in a file of its own, where commits are commits."""
    app, cast = fresh_app(tmp_path / "own")
    yield app, cast, tmp_path / "own"
    with app.app_context():
        db.engine.dispose()


def in_files(folder):
    return b"".join(path.read_bytes() for path in folder.glob("house.sqlite*"))


def test_the_words_leave_the_file(own_file):
    app, cast, folder = own_file
    me, own = sign_in(app, cast.resident, NOW), {"house_id": cast.house_id, "person_id": cast.resident.person_id}
    with app.app_context(), transaction():
        db.session.add(Photo(**own, picture=PICTURE, made_at=NOW))
        db.session.add(Consent(**own, purpose=Purpose.photo, text_version=1, given_at=NOW, how=HOW, still_ok_at=NOW))
    assert PICTURE in in_files(folder) and HOW.encode() in in_files(folder)
    assert me.post(PATH).status_code == 303
    assert PICTURE not in in_files(folder) and HOW.encode() not in in_files(folder)
