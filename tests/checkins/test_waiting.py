"""What a worker on shift hears on Today: that someone shared, and nothing more."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins import acts
from house.checkins.models import CheckIn
from house.checkins.waiting import waiting
from house.checkins.words import CheckInWords
from house.people.sharing import Sharing
from house.people.signing_in import load_viewer
from house.trust.models import Audience, Look


@pytest.fixture
def waits(app, visit):
    """What waits for somebody."""

    def ask(somebody):
        token = visit(somebody).token
        with app.test_request_context():
            return waiting(load_viewer(token), clock.now())

    return ask


def test_it_says_that_someone_shared(waits, on_shift, shared):
    assert [each.words for each in waits(on_shift)] == ["Someone shared a check-in with whoever is on shift"]


def test_it_leads_to_where_it_is_read(waits, visit, on_shift, shared):
    [line] = waits(on_shift)
    assert "zebrawort" in visit(on_shift).page(line.path)


def test_it_names_nobody_and_says_nothing(waits, on_shift, shared, resident):
    text = repr(waits(on_shift))
    assert not [word for word in (resident.name, "zebrawort", "feelingword", "needword", str(shared)) if word in text]


def test_it_is_one_line_however_many_there_are(waits, on_shift, write):
    for _ in range(3):
        write(audience=Audience.on_shift)
    assert len(waits(on_shift)) == 1


def test_it_writes_no_look(waits, on_shift, shared, inside):
    waits(on_shift)
    with inside() as session:
        assert session.scalars(sa.select(Look)).all() == []


def test_it_is_gone_once_read(waits, visit, on_shift, shared):
    visit(on_shift).page("/check-ins/shared")
    assert waits(on_shift) == []


def test_another_worker_on_shift_still_hears_it(waits, visit, on_shift, shared, put_on_shift, other_worker):
    put_on_shift(other_worker)
    visit(on_shift).page("/check-ins/shared")
    assert len(waits(other_worker)) == 1


def test_it_waits_again_when_shared_anew(waits, visit, on_shift, shared, inside, at):
    visit(on_shift).page("/check-ins/shared")
    later = at("2026-08-06 17:05")
    with inside() as session:
        check_in = session.get_one(CheckIn, shared)
        acts.end_sharing(check_in, later)
        acts.change_sharing(check_in, Sharing(Audience.on_shift), later)
    assert len(waits(on_shift)) == 1


@pytest.mark.parametrize("who", ["resident", "housemate", "other_worker", "living_worker", "coordinator", "outsider"])
def test_nobody_else_hears_it(waits, request, on_shift, shared, who):
    assert waits(request.getfixturevalue(who)) == []


def test_what_no_page_lists_any_more_waits_for_nobody(waits, on_shift, write):
    write(CheckInWords(note="Hello."), Audience.on_shift, when=clock.now() - timedelta(days=31))
    assert waits(on_shift) == []


def test_what_asks_for_something_waits_until_somebody_has_seen_it(waits, visit, on_shift, write):
    write(audience=Audience.on_shift, when=clock.now() - timedelta(days=400))
    [line] = waits(on_shift)
    assert (line.path, "zebrawort" in visit(on_shift).page(line.path)) == ("/my-shift", True)
    assert waits(on_shift) == []


def test_what_asks_for_nothing_is_read_with_what_is_shared(waits, visit, on_shift, write):
    write(CheckInWords(note="zebrawort", need="nothing, saying hi"), Audience.on_shift)
    [line] = waits(on_shift)
    assert (line.path, "zebrawort" in visit(on_shift).page(line.path)) == ("/check-ins/shared", True)


@pytest.mark.parametrize("audience", [Audience.workers, Audience.house])
def test_what_is_for_others_too_is_not_said_to_be_for_whoever_is_on_shift(waits, on_shift, write, audience):
    write(audience=audience)
    assert waits(on_shift) == []


# --- by name ---


@pytest.mark.parametrize("who", ["housemate", "coordinator", "other_worker"])
def test_whom_somebody_named_hears_that_someone_shared(waits, request, write, who):
    somebody = request.getfixturevalue(who)
    write(audience=Audience.person, whom=somebody)
    [line] = waits(somebody)
    assert line.words == "Someone shared a check-in with you"
    assert "Robin" not in repr(line) and "zebrawort" not in repr(line)


def test_nobody_else_hears_that(waits, write, worker, housemate, coordinator):
    write(audience=Audience.person, whom=worker)
    assert [waits(somebody) for somebody in (housemate, coordinator)] == [[], []]


def test_it_is_gone_once_they_have_read_it(waits, visit, housemate, write):
    write(audience=Audience.person, whom=housemate)
    visit(housemate).page("/check-ins/shared")
    assert waits(housemate) == []


def test_both_wait_for_who_is_on_shift_and_named(waits, on_shift, write, queries):
    write(audience=Audience.person, whom=on_shift)
    write(audience=Audience.on_shift)
    assert len(waits(on_shift)) == 2


def test_what_is_only_mine_waits_for_nobody(waits, on_shift, kept):
    assert waits(on_shift) == []


def test_ones_own_waits_for_nobody(waits, on_shift, write):
    write(audience=Audience.on_shift, by=on_shift)
    assert waits(on_shift) == []


def test_what_ended_waits_for_nobody(waits, visit, resident, on_shift, shared):
    visit(resident).post(f"/check-ins/{shared}/end-sharing")
    assert waits(on_shift) == []
