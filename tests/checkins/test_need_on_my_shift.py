"""My shift: who is waiting and for what, for whoever the audience reaches at this moment, and for nobody else."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins.need_models import NeedSignal
from house.checkins.words import CheckInWords
from house.db import QuietSession, db
from house.rosters.plan import ShiftKind
from house.trust.models import Audience, Look
from tests.checkins.test_who_may_read import PLACES

PAGE = "/my-shift"
HELLO = CheckInWords(note="zebrawort", need="nothing, saying hi")


def main(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def looks(inside):
    with inside() as session:
        return session.execute(sa.select(Look.viewer_id, Look.thing_id, Look.basis)).all()


@pytest.mark.parametrize(("who", "shift", "reads", "_why"), PLACES, ids=[why for *_, why in PLACES])
def test_it_shows_what_is_for_the_shift_to_the_shift(visit, put_on_shift, shared, request, who, shift, reads, _why):
    somebody = request.getfixturevalue(who)
    if shift:
        put_on_shift(somebody, **shift)
    assert ("zebrawort" in visit(somebody).page(PAGE)) is reads


def test_opening_it_is_the_look(visit, on_shift, shared, inside):
    visit(on_shift).page(PAGE)
    assert looks(inside) == [(on_shift.person_id, shared, "whoever is on shift")]


def test_the_person_sees_who_saw_it_and_when(visit, on_shift, resident, shared, at):
    assert "Nobody has seen it yet." in visit(resident).page("/check-ins")
    at("2026-08-06 18:05")
    visit(on_shift).page(PAGE)
    page = visit(resident).page("/check-ins")
    assert ("Seen by Alex, today 6:05pm" in page, "Nobody has seen it yet." in page) == (True, False)


def test_what_asks_for_nothing_does_not_stand_there(visit, on_shift, write):
    write(HELLO, Audience.on_shift)
    page = visit(on_shift).page(PAGE)
    assert ("zebrawort" in page, "Nobody is waiting" in page) == (False, True)


@pytest.mark.parametrize("audience", [Audience.workers, Audience.house])
def test_what_reaches_more_people_stands_there_too(visit, on_shift, write, audience):
    write(audience=audience)
    assert "zebrawort" in visit(on_shift).page(PAGE)


def test_what_names_somebody_else_does_not(visit, on_shift, other_worker, write):
    write(audience=Audience.person, whom=other_worker)
    assert "zebrawort" not in visit(on_shift).page(PAGE)


def test_what_is_only_theirs_stands_nowhere(visit, on_shift, kept, inside):
    assert "zebrawort" not in visit(on_shift).page(PAGE)
    with inside() as session:
        assert session.scalars(sa.select(NeedSignal)).all() == []


def test_what_nobody_has_seen_stands_first_the_longest_waiting_first(visit, on_shift, write, at):
    def ask(words, hours):
        write(CheckInWords(note=words, need="a chat"), Audience.on_shift, when=clock.now() - timedelta(hours=hours))

    ask("already seen", 9)
    visit(on_shift).page(PAGE)
    at("2026-08-06 17:05")
    ask("the newer", 1)
    ask("the older", 40)
    page = visit(on_shift).page(PAGE)
    in_order = ["the older", "the newer", "already seen"]
    assert sorted(in_order, key=page.index) == in_order


def test_what_nobody_saw_moves_to_the_next_shift_and_never_runs_out(visit, write, put_on_shift, other_worker, at):
    write(audience=Audience.on_shift, when=clock.now() - timedelta(days=400))
    at("2026-08-07 15:00")
    put_on_shift(other_worker)
    assert "zebrawort" in visit(other_worker).page(PAGE)


def test_it_is_gone_from_the_page_when_the_shift_ends(visit, put_on_shift, worker, shared, at, inside):
    put_on_shift(worker, "09:00", "16:40")
    reader = visit(worker)
    assert "zebrawort" in reader.page(PAGE)
    at("2026-08-06 17:11")
    assert "zebrawort" not in reader.page(PAGE)
    assert len(looks(inside)) == 1


def test_ended_sharing_is_gone_at_the_next_request(visit, resident, on_shift, shared):
    visit(resident).post(f"/check-ins/{shared}/end-sharing")
    assert "zebrawort" not in visit(on_shift).page(PAGE)


def test_deleting_the_check_in_takes_all_of_it(visit, resident, on_shift, shared, inside):
    visit(resident).post(f"/check-ins/{shared}/delete")
    with inside() as session:
        assert session.scalars(sa.select(NeedSignal)).all() == []
    assert "zebrawort" not in visit(on_shift).page(PAGE)


@pytest.mark.parametrize("who", ["resident", "housemate", "other_worker", "living_worker", "coordinator", "outsider"])
def test_off_shift_it_is_the_same_calm_page_whether_something_waits_or_not(visit, write, on_shift, request, who):
    somebody = request.getfixturevalue(who)
    before = main(visit(somebody).page(PAGE))
    write(audience=Audience.on_shift)
    assert main(visit(somebody).page(PAGE)) == before
    assert "Right now that isn’t you." in before


def test_off_shift_it_says_when_the_next_shift_is(visit, put_on_shift, worker):
    put_on_shift(worker, "20:00", "23:00")
    assert "Your next shift begins in 3 hours (8pm)." in visit(worker).page(PAGE)


# --- faults ---


@pytest.mark.parametrize("path", [PAGE, "/check-ins/needs/{}"])
def test_a_look_that_cannot_be_kept_shows_nothing(visit, on_shift, shared, monkeypatch, path):
    reader = visit(on_shift)

    def refuse(_session):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(QuietSession, "commit", refuse)
    answer = reader.get(path.format(shared))
    assert (answer.status_code, "zebrawort" in answer.get_data(as_text=True)) == (500, False)


def test_a_look_that_cannot_be_written_shows_nothing(app, visit, on_shift, shared):
    with app.app_context():
        engine = db.engine

    def refuse(_c, _cursor, statement, *_more):
        if statement.startswith("INSERT INTO look"):
            raise RuntimeError("zebrawort: the database said no")

    reader = visit(on_shift)
    sa.event.listen(engine, "before_cursor_execute", refuse)
    try:
        answer = reader.get(PAGE)
    finally:
        sa.event.remove(engine, "before_cursor_execute", refuse)
    assert (answer.status_code, "zebrawort" in answer.get_data(as_text=True)) == (500, False)


def test_a_device_that_lay_idle_asks_for_the_password_first(visit, on_shift, shared, at, inside):
    reader = visit(on_shift)
    at("2026-08-06 17:31")
    assert (reader.get(PAGE).status_code, looks(inside)) == (303, [])


def test_its_head_writes_no_look(visit, on_shift, shared, inside):
    reader = visit(on_shift)
    reader.client.head(PAGE)
    assert looks(inside) == []


def test_on_call_is_no_shift(visit, put_on_shift, worker, shared, inside):
    put_on_shift(worker, kind=ShiftKind.on_call)
    assert "zebrawort" not in visit(worker).page(PAGE)
    assert looks(inside) == []
