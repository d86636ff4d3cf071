"""Sharing a check-in, choosing again who can see it, and ending it."""

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins import acts
from house.checkins.models import KIND, CheckIn
from house.people import going
from house.people.models import Membership
from house.people.sharing import Sharing
from house.trust.acts import share
from house.trust.models import Audience, Share
from house.viewer import Role

PAGE = "/check-ins/shared"


def in_force(inside):
    with inside() as session:
        return session.scalars(sa.select(Share.audience).where(Share.withdrawn_at.is_(None))).all()


def test_ending_it_works_on_the_next_request(visit, on_shift, resident, shared):
    reader = visit(on_shift)
    before = "zebrawort" in reader.page(PAGE)
    visit(resident).post(f"/check-ins/{shared}/end-sharing")
    assert (before, "zebrawort" in reader.page(PAGE)) == (True, False)


def test_ending_it_takes_one_tap_on_my_page(visit, resident, shared):
    me = visit(resident)
    page = me.after(me.submit(f"/check-ins/{shared}/end-sharing", page="/check-ins"))
    assert "Sharing has ended. Only you can see it now." in page


def test_my_page_says_who_can_see_it_now(visit, resident, shared):
    me = visit(resident)
    before = "Whoever is on shift can read it." in me.page("/check-ins")
    me.post(f"/check-ins/{shared}/end-sharing")
    assert (before, "Only you can see it." in me.page("/check-ins")) == (True, True)


def test_ending_it_twice_is_fine(visit, resident, shared):
    me = visit(resident)
    assert [me.post(f"/check-ins/{shared}/end-sharing").status_code for _ in range(2)] == [303, 303]


def test_what_was_seen_stays_said_after_the_end(visit, on_shift, resident, shared):
    visit(on_shift).page(PAGE)
    me = visit(resident)
    assert "Seen by Alex" in me.after(me.post(f"/check-ins/{shared}/end-sharing"))


def test_one_that_was_mine_alone_can_be_shared_later(visit, on_shift, resident, kept):
    visit(resident).submit(f"/check-ins/{kept}", feeling="hard", audience="whoever is on shift")
    assert "Robin" in visit(on_shift).page(PAGE)


def test_choosing_only_me_ends_it(visit, resident, shared, inside):
    visit(resident).submit(f"/check-ins/{shared}", feeling="hard", audience="only me")
    assert in_force(inside) == []


def test_the_same_audience_again_is_the_same_share(visit, resident, shared, inside):
    visit(resident).submit(f"/check-ins/{shared}", feeling="hard", audience="whoever is on shift")
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Share)) == 1


@pytest.mark.parametrize("audience", list(Audience))
def test_at_most_one_share_is_in_force(inside, shared, resident, audience):
    named = resident.person_id if audience is Audience.person else None
    with inside() as session:
        row = session.get_one(CheckIn, shared)
        share(row.house_id, row.owner_id, KIND, row.id, audience, clock.now(), person_id=named)
        assert acts.sharing_of(row, clock.now()) == Sharing(audience, named)
    assert len(in_force(inside)) <= 1


# --- when somebody moves on ---


def move_on(inside, somebody, role):
    with inside() as session:
        own = sa.select(Membership).where(Membership.person_id == somebody.person_id, Membership.role == role)
        going.move_on(session.scalars(own).one(), None, clock.now())


def test_sharing_ends_when_its_owner_moves_on(inside, resident, shared):
    move_on(inside, resident, Role.resident)
    assert in_force(inside) == []


def test_it_goes_on_while_they_still_belong_here(inside, living_worker, write):
    write(audience=Audience.on_shift, by=living_worker)
    move_on(inside, living_worker, Role.peer_worker)
    assert in_force(inside) == [Audience.on_shift]


def test_other_peoples_sharing_goes_on(inside, housemate, shared):
    move_on(inside, housemate, Role.resident)
    assert in_force(inside) == [Audience.on_shift]


def test_what_names_somebody_ends_when_they_move_on(inside, kept, resident, worker):
    with inside():
        share(resident.house_id, resident.person_id, KIND, kept, Audience.person, clock.now(), worker.person_id)
    move_on(inside, worker, Role.peer_worker)
    assert in_force(inside) == []
