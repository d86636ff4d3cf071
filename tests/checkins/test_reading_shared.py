"""Reading what others share: the look is written first, or nothing is shown."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from house import clock
from house.checkins.words import CheckInWords
from house.db import QuietSession, db
from house.trust.models import Audience, Look

PAGE = "/check-ins/shared"


def looks(inside):
    with inside() as session:
        return session.execute(sa.select(Look.owner_id, Look.viewer_id, Look.thing_id, Look.basis, Look.kind)).all()


@pytest.fixture
def broken(app):
    """Break every statement that begins so."""
    listeners = []
    with app.app_context():
        engine = db.engine

    def break_(beginning: str) -> None:
        def refuse(_c, _cursor, statement, *_more):
            if statement.startswith(beginning):
                raise RuntimeError("zebrawort: the database said no")

        event.listen(engine, "before_cursor_execute", refuse)
        listeners.append(refuse)

    yield break_
    for each in listeners:
        event.remove(engine, "before_cursor_execute", each)


def test_whoever_is_on_shift_reads_it(visit, on_shift, shared):
    assert "zebrawort" in visit(on_shift).page(PAGE)


def test_reading_writes_the_look(visit, on_shift, resident, shared, inside):
    visit(on_shift).page(PAGE)
    assert looks(inside) == [(resident.person_id, on_shift.person_id, shared, "whoever is on shift", "check-in")]


def test_its_owner_sees_who_read_it_and_when(visit, on_shift, resident, shared):
    visit(on_shift).page(PAGE)
    assert "Seen by Alex, today 5pm" in visit(resident).page("/check-ins")


def test_its_owner_finds_the_look_among_all_looks(visit, on_shift, resident, shared):
    visit(on_shift).page(PAGE)
    assert "Alex" in visit(resident).page("/me/looks")


def test_a_page_of_many_writes_one_look_each_in_one_statement(visit, on_shift, write, queries, inside):
    ids = {write(audience=Audience.on_shift) for _ in range(5)}
    reader = visit(on_shift)
    with queries() as seen:
        reader.page(PAGE)
    assert sum(each.startswith("INSERT INTO look") for each in seen.statements) == 1
    assert {look.thing_id for look in looks(inside)} == ids


def test_a_look_that_cannot_be_written_shows_nothing(visit, on_shift, shared, broken):
    broken("INSERT INTO look")
    answer = visit(on_shift).get(PAGE)
    assert (answer.status_code, "zebrawort" in answer.get_data(as_text=True)) == (500, False)


def test_a_look_that_cannot_be_kept_shows_nothing(visit, on_shift, shared, monkeypatch):
    reader = visit(on_shift)

    def refuse(_session):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(QuietSession, "commit", refuse)
    answer = reader.get(PAGE)
    assert (answer.status_code, "zebrawort" in answer.get_data(as_text=True)) == (500, False)


def test_words_that_do_not_open_show_nothing_and_write_no_look(visit, on_shift, shared, inside):
    with inside() as session:
        session.execute(sa.text("UPDATE check_in SET need_sealed = note_sealed"))
    assert visit(on_shift).get(PAGE).status_code == 500
    assert looks(inside) == []


def test_asking_whether_something_is_there_writes_no_look(visit, on_shift, shared, inside):
    visit(on_shift).page("/check-ins")
    assert looks(inside) == []


def test_a_shift_that_ended_while_the_page_was_open_reads_nothing_more(visit, put_on_shift, worker, shared, at):
    put_on_shift(worker, "09:00", "16:40")
    reader = visit(worker)
    assert "zebrawort" in reader.page(PAGE)
    at("2026-08-06 17:11")
    assert "zebrawort" not in reader.page(PAGE)


def test_a_device_that_lay_idle_asks_for_the_password_first(visit, on_shift, shared, at, inside):
    reader = visit(on_shift)
    at("2026-08-06 17:31")
    assert (reader.get(PAGE).status_code, looks(inside)) == (303, [])


def test_what_is_new_to_the_reader_says_so(visit, on_shift, shared):
    reader = visit(on_shift)
    assert ["new to you" in reader.page(PAGE) for _ in range(2)] == [True, False]


def test_it_is_new_again_when_its_words_have_changed(visit, on_shift, resident, shared, at):
    reader = visit(on_shift)
    reader.page(PAGE)
    at("2026-08-06 17:05")
    visit(resident).submit(f"/check-ins/{shared}", note="Better now.")
    assert "new to you" in reader.page(PAGE)


def test_what_is_new_stands_first(visit, on_shift, shared, write, at):
    reader = visit(on_shift)
    reader.page(PAGE)
    write(CheckInWords(note="the older one"), Audience.on_shift, when=clock.now() - timedelta(days=1))
    page = reader.page(PAGE)
    assert page.index("the older one") < page.index("zebrawort")


LISTED = [
    (6, True, True, "within the week"),
    (8, True, False, "older than a week, and someone has read it"),
    (8, False, True, "older than a week, and nobody has read it yet"),
    (31, False, False, "older than a month"),
]


@pytest.mark.parametrize(("days", "was_read", "is_listed", "_why"), LISTED, ids=[why for *_, why in LISTED])
def test_it_is_listed_for_a_week_or_until_someone_has_read_it(
    visit, write, put_on_shift, other_worker, on_shift, at, days, was_read, is_listed, _why
):
    hello = CheckInWords(note="zebrawort", need="nothing, saying hi")
    write(hello, Audience.on_shift, when=clock.now() - timedelta(days=days))
    if was_read:
        at(clock.now() - timedelta(days=days - 1))
        put_on_shift(other_worker)
        visit(other_worker).page(PAGE)
        at("2026-08-06 17:00")
    assert ("zebrawort" in visit(on_shift).page(PAGE)) is is_listed


@pytest.mark.parametrize("days", [31, 400])
def test_what_asks_for_something_is_listed_until_somebody_has_seen_it(visit, write, housemate, at, days):
    write(audience=Audience.person, whom=housemate, when=clock.now() - timedelta(days=days))
    write(CheckInWords(note="the newer one"), Audience.person, whom=housemate)
    reader = visit(housemate)
    assert [word in reader.page(PAGE) for word in ("zebrawort", "the newer one")] == [True, True]
    at(clock.now() + timedelta(days=1))
    assert [word in visit(housemate).page(PAGE) for word in ("zebrawort", "the newer one")] == [False, True]


def test_one_reading_writes_no_other_houses_looks(visit, on_shift, write, outsider):
    write(audience=Audience.on_shift, by=outsider)
    assert "zebrawort" not in visit(on_shift).page(PAGE)
