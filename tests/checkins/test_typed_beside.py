"""Somebody without an account says it, a peer worker types it beside them, and it is theirs."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins.models import CheckIn
from house.people import acts as people_acts
from house.people.models import Person
from house.rosters.plan import ShiftKind
from house.trust.models import Look, Share
from house.viewer import Role
from tests.support.cast import NOW


@pytest.fixture
def ida(inside, house_id):
    """The id of Ida, who lives here and has no account."""
    with inside():
        person = people_acts.add_person("Ida", NOW)
        people_acts.join(house_id, person.id, Role.resident, NOW)
        return person.id


@pytest.fixture
def typed(visit, on_shift, ida):
    """What the worker on shift is answered when they type something for Ida."""

    def type_it(**said):
        return visit(on_shift).submit(f"/check-ins/for/{ida}", **{"note": "warrigalword", **said})

    return type_it


@pytest.fixture
def rows(inside):
    def rows(kind):
        with inside() as session:
            return session.scalars(sa.select(kind)).all()

    return rows


def test_it_is_hers_and_only_hers(typed, rows, ida, on_shift):
    typed()
    [kept] = rows(CheckIn)
    assert (kept.owner_id, kept.typed_by_id) == (ida, on_shift.person_id)
    assert rows(Share) == []


def test_it_is_shown_once_to_be_printed(typed, visit, on_shift, ida):
    answer = typed()
    assert answer.status_code == 201
    assert "warrigalword" in answer.get_data(as_text=True)
    me = visit(on_shift)
    for path in ("/check-ins", "/check-ins/shared", f"/check-ins/for/{ida}"):
        assert "warrigalword" not in me.page(path)


def test_that_the_worker_saw_it_is_a_look(typed, rows, ida, on_shift):
    typed()
    [look] = rows(Look)
    assert (look.owner_id, look.viewer_id, look.basis) == (ida, on_shift.person_id, "typed beside them")


def test_she_can_share_it_with_the_shift(typed, visit, other_worker, put_on_shift):
    typed(audience="whoever is on shift")
    put_on_shift(other_worker)
    assert "warrigalword" in visit(other_worker).page("/check-ins/shared")


def test_she_can_choose_the_one_who_types(typed, visit, on_shift):
    typed(audience="a person", person=str(on_shift.person_id))
    assert "warrigalword" in visit(on_shift).page("/check-ins/shared")


def test_she_finds_it_when_she_has_an_account(typed, inside, visit, ida, on_shift, resident):
    typed()
    with inside() as session:  # as if the resident's own account were hers
        session.execute(sa.update(CheckIn).values(owner_id=resident.person_id))
    page = visit(resident).page("/check-ins")
    assert "warrigalword" in page and f"Typed by {on_shift.name}, beside you." in page


@pytest.mark.parametrize("who", ["resident", "coordinator", "living_worker", "outsider"])
def test_only_peer_workers_type(request, visit, who, ida):
    answer = visit(request.getfixturevalue(who)).get(f"/check-ins/for/{ida}")
    assert answer.status_code == 404


def test_who_has_an_account_writes_alone(visit, on_shift, resident, rows):
    answer = visit(on_shift).submit("/check-ins", feeling="good")  # a nonce of a form that is there
    assert answer.status_code == 303
    assert visit(on_shift).get(f"/check-ins/for/{resident.person_id}").status_code == 404
    assert {each.owner_id for each in rows(CheckIn)} == {on_shift.person_id}


def test_nothing_said_is_kept_as_nothing(typed, rows):
    assert typed(note="").status_code == 422
    assert rows(CheckIn) == []


@pytest.mark.parametrize("name", ["feeling", "energy", "connection"])
def test_a_worker_enters_no_mood_of_anybody(typed, visit, on_shift, inside, ida, name):
    """DOMAIN, invariant 6."""
    assert f'name="{name}"' not in visit(on_shift).page(f"/check-ins/for/{ida}")
    typed(**{name: {"feeling": "hard", "energy": "low", "connection": "on my own"}[name]})
    with inside() as session:
        assert getattr(session.scalars(sa.select(CheckIn)).one(), name).strip() == ""


# --- taken back, and no longer shared ---


def test_for_ten_minutes_it_can_be_taken_away(typed, visit, on_shift, rows, at):
    typed()
    at(clock.now() + timedelta(minutes=9))
    assert visit(on_shift).post(f"/check-ins/{rows(CheckIn)[0].id}/take-away").status_code == 303
    assert rows(CheckIn) == []


def test_after_that_it_is_hers_alone(typed, visit, on_shift, rows, at):
    typed()
    at(clock.now() + timedelta(minutes=10))
    assert visit(on_shift).post(f"/check-ins/{rows(CheckIn)[0].id}/take-away").status_code == 404


def test_another_worker_cannot_take_it_away(typed, visit, other_worker, rows):
    typed()
    assert visit(other_worker).post(f"/check-ins/{rows(CheckIn)[0].id}/take-away").status_code == 404


def test_whom_it_reaches_can_end_it_beside_her(typed, visit, on_shift, rows, ida):
    typed(audience="whoever is on shift")
    me = visit(on_shift)
    assert "End sharing" in me.page(f"/check-ins/for/{ida}")
    assert me.post(f"/check-ins/{rows(CheckIn)[0].id}/end-sharing-beside").status_code == 303
    assert "warrigalword" not in me.page("/check-ins/shared")


def test_whom_it_does_not_reach_learns_nothing_of_it(typed, visit, other_worker, rows, ida):
    typed(audience="whoever is on shift")
    me = visit(other_worker)
    assert "End sharing" not in me.page(f"/check-ins/for/{ida}")
    assert me.post(f"/check-ins/{rows(CheckIn)[0].id}/end-sharing-beside").status_code == 404


def test_nobody_ends_the_sharing_of_somebody_with_an_account(shared, visit, on_shift):
    assert visit(on_shift).post(f"/check-ins/{shared}/end-sharing-beside").status_code == 404


def test_nobody_else_learns_of_ida_by_the_page(visit, on_shift, inside, ida):
    assert "Ida" in visit(on_shift).page("/check-ins/for")
    with inside() as session:
        session.get_one(Person, ida).sign_in_name = "ida"
    assert "Ida" not in visit(on_shift).page("/check-ins/for")


def test_who_typed_it_is_not_the_one_who_has_seen_it(visit, worker, put_on_shift, other_worker, ida):
    """It waits for the shift as anything else does, though the look of who typed it stands from the same instant."""
    visit(worker).submit(f"/check-ins/for/{ida}", need="a practical hand", audience="whoever is on shift")
    put_on_shift(other_worker)
    assert "not seen before" in visit(other_worker).page("/my-shift")


def test_on_call_hears_of_what_was_typed(visit, worker, put_on_shift, other_worker, ida):
    put_on_shift(other_worker, kind=ShiftKind.on_call)
    visit(worker).submit(f"/check-ins/for/{ida}", need="a practical hand", audience="whoever is on shift")
    assert "Someone is waiting" in visit(other_worker).page("/my-shift")


def test_what_took_long_to_type_is_kept_all_the_same(visit, on_shift, ida, at, rows):
    me = visit(on_shift)
    me.page(f"/check-ins/for/{ida}")
    at("2026-08-06 17:40")
    assert me.post(f"/check-ins/for/{ida}", note="warrigalword", audience="only me", until="open").status_code == 201
    assert len(rows(CheckIn)) == 1


def test_after_a_quiet_half_hour_what_she_shares_opens_with_the_password(visit, on_shift, ida, at, typed):
    typed(audience="whoever is on shift")
    me = visit(on_shift)
    at("2026-08-06 17:40")
    assert me.get(f"/check-ins/for/{ida}").status_code == 303
    answer = me.post(f"/check-ins/for/{ida}", note="")
    assert answer.status_code == 422 and "End sharing" not in answer.get_data(as_text=True)


def test_if_she_asks_for_it_all_of_hers_goes_by_any_peer_worker(
    typed, visit, other_worker, housemate, ida, rows, write
):
    """Without an account she has no other way, and giving took one step."""
    typed(audience="a person", person=str(housemate.person_id))
    own = write()
    assert "/check-ins/notes/as-asked" in visit(other_worker).page("/check-ins/for")
    visit(other_worker).submit("/check-ins/notes/as-asked", person=ida)
    assert ([each.id for each in rows(CheckIn)], rows(Share)) == ([own], [])
