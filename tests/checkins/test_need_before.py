"""What was shared before needs were kept: nothing of it is lost, and reading it says whether it asks for something."""

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins.need_models import NeedSignal, Why
from house.checkins.words import CheckInWords
from house.trust.models import Audience

HELLO = CheckInWords(note="zebrawort", need="nothing, saying hi")


@pytest.fixture
def before(inside, write, resident):
    """Keep a check-in as the migration does: whether it asks for anything is unknown."""

    def keep(*words):
        check_in_id = write(*words, audience=Audience.on_shift)
        with inside() as session:
            session.execute(sa.delete(NeedSignal).where(NeedSignal.id == check_in_id))
            signal = NeedSignal(id=check_in_id, house_id=resident.house_id, why=Why.before)
            signal.asked_at = signal.since = clock.now()
            session.add(signal)
        return check_in_id

    return keep


def kept(inside):
    with inside() as session:
        return session.scalars(sa.select(NeedSignal.why)).all()


@pytest.mark.parametrize("path", ["/my-shift", "/check-ins/shared"])
def test_what_asks_for_something_waits_on(visit, on_shift, before, inside, path):
    before()
    assert "zebrawort" in visit(on_shift).page(path)
    assert kept(inside) == [Why.need]


@pytest.mark.parametrize("path", ["/my-shift", "/check-ins/shared"])
def test_what_asks_for_nothing_waits_no_more_once_it_was_read(visit, on_shift, before, inside, path):
    before(HELLO)
    assert "zebrawort" in visit(on_shift).page(path)
    assert kept(inside) == []
    assert "zebrawort" not in visit(on_shift).page("/my-shift")


@pytest.mark.parametrize(("words", "is_waiting"), [((), True), ((HELLO,), False)])
def test_its_owner_sees_where_it_stands_only_if_it_asks(visit, resident, before, words, is_waiting):
    before(*words)
    assert ("Nobody has seen it yet." in visit(resident).page("/check-ins")) is is_waiting


def test_one_that_is_gone_has_taken_it_along(visit, resident, before, inside):
    check_in_id = before()
    visit(resident).post(f"/check-ins/{check_in_id}/delete")
    assert kept(inside) == []
