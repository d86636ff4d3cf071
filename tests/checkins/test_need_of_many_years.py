"""Forty thousand needs behind them, the pages ask as often as with one."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins.models import CheckIn
from house.checkins.need_models import NeedSignal
from house.trust.models import Audience, Look, Share

MANY = 40_000
PAGES = ("/my-shift", "/check-ins/shared", "/")


@pytest.fixture
def years(inside, resident, worker):
    """Years of needs that were seen and rest, as many as no house lets stand."""

    def fill():
        then, house = clock.now() - timedelta(days=2000), resident.house_id
        of = {"house_id": house, "owner_id": resident.person_id}
        stamps = [(number + 1, then + timedelta(minutes=60 * number)) for number in range(MANY)]
        rows = [(number, at) for number, at in stamps if at < clock.now() - timedelta(days=3)]
        with inside() as session:
            checks = [{"id": n, **of, "at": at, "written_at": at, "changed_at": at} for n, at in rows]
            shared = {**of, "kind": "check-in", "audience": Audience.on_shift}
            looked = {**of, "kind": "check-in", "viewer_id": worker.person_id, "basis": "on shift"}
            session.execute(sa.insert(CheckIn), checks)
            session.execute(sa.insert(Share), [{**shared, "thing_id": n, "since": at} for n, at in rows])
            signals = [{"id": n, "house_id": house, "why": "a need", "asked_at": at, "since": at} for n, at in rows]
            session.execute(sa.insert(NeedSignal), signals)
            session.execute(sa.insert(Look), [{**looked, "thing_id": n, "at": at} for n, at in rows])

    return fill


def test_the_pages_ask_as_often_and_the_next_need_sweeps_out_what_rests(
    visit, on_shift, shared, write, years, queries, inside
):
    def asked():
        counts = []
        for path in PAGES:
            browser = visit(on_shift)
            with queries() as seen:
                browser.page(path)
            counts.append(seen.count)
        return counts

    before = asked()
    years()
    assert asked() == before
    write(audience=Audience.on_shift)
    with inside() as session:
        left = session.scalar(sa.select(sa.func.count()).select_from(NeedSignal))
    assert left < 40 * 24
