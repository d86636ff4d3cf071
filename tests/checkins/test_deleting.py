"""Deleting a check-in: gone at once."""

import sqlalchemy as sa

from house.checkins.models import CheckIn
from house.trust.models import Change, Look, Share


def count(inside, kind):
    with inside() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(kind))


def test_it_asks_once(visit, resident, kept, inside):
    visit(resident).page(f"/check-ins/{kept}/delete")
    assert count(inside, CheckIn) == 1


def test_it_leaves_no_row(visit, resident, kept, inside):
    visit(resident).submit(f"/check-ins/{kept}/delete")
    assert count(inside, CheckIn) == 0


def test_it_leaves_no_share(visit, resident, shared, inside):
    me = visit(resident)
    me.post(f"/check-ins/{shared}/end-sharing")
    me.submit(f"/check-ins/{shared}", feeling="good", audience="whoever is on shift")
    me.submit(f"/check-ins/{shared}/delete")
    assert count(inside, Share) == 0


def test_it_leaves_other_shares(visit, resident, kept, write, housemate, inside):
    from_housemate = write(audience="whoever is on shift", by=housemate)
    visit(resident).submit(f"/check-ins/{kept}/delete")
    with inside() as session:
        assert session.scalars(sa.select(Share.thing_id)).all() == [from_housemate]


def test_looks_stay(visit, resident, on_shift, shared, inside):
    visit(on_shift).page("/check-ins/shared")
    visit(resident).submit(f"/check-ins/{shared}/delete")
    assert count(inside, Look) == 1


def test_nobody_on_shift_reads_it_any_more(visit, resident, on_shift, shared):
    visit(resident).submit(f"/check-ins/{shared}/delete")
    assert "zebrawort" not in visit(on_shift).page("/check-ins/shared")


def test_it_says_that_it_is_gone(visit, resident, kept):
    me = visit(resident)
    assert "Gone. Nobody can bring it back." in me.after(me.submit(f"/check-ins/{kept}/delete"))


def test_no_trace_counts_somebodys_days(visit, resident, inside):
    me = visit(resident)
    before = count(inside, Change)
    me.submit("/check-ins", feeling="good", audience="whoever is on shift")
    with inside() as session:
        own = session.scalars(sa.select(CheckIn.id)).one()
    me.submit(f"/check-ins/{own}", feeling="hard", audience="only me")
    me.submit(f"/check-ins/{own}/delete")
    assert count(inside, Change) == before
