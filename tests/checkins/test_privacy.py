"""Planted words are looked for wherever they could have gone: pages, counts, errors, logs, titles, the raw database."""

import logging
import re

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins import acts
from house.checkins.words import CheckInWords
from house.db import db, transaction
from house.trust.models import Audience
from tests.checkins.conftest import PLANTED, PLANTED_WORDS
from tests.support.databases import fresh_app
from tests.support.visiting import sign_in

OTHERS = [
    "housemate",
    "worker",
    "on_shift",
    "other_worker",
    "living_worker",
    "coordinator",
    "outsider",
    "outside_coordinator",
]


def every_page(app, check_in_id):
    """Every page of the house that can be asked for without knowing anything, and those about this check-in."""
    with app.app_context():
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
    pages = sorted(rule.rule for rule in rules)
    own = [f"/check-ins/{check_in_id}{more}" for more in ("", "/delete", "/end-sharing")]
    return [*pages, *own, f"/check-ins/earlier?before={check_in_id}"]


def leaks(text):
    return [word for word in PLANTED_WORDS if word in text]


@pytest.mark.parametrize("who", OTHERS)
def test_the_words_reach_nobody_elses_pages(app, visit, request, kept, who):
    other = visit(request.getfixturevalue(who))
    answers = {path: other.get(path) for path in every_page(app, kept)}
    found = {path: leaks(answer.get_data(as_text=True) + str(answer.headers)) for path, answer in answers.items()}
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize("who", [*OTHERS, None])
def test_that_somebody_checked_in_changes_nobody_elses_pages(app, visit, request, write, who):
    somebody = request.getfixturevalue(who) if who else None
    other, paths = visit(somebody), every_page(app, 1)
    before = {path: seen(other.get(path)) for path in paths}
    write()
    write()
    assert {path: seen(other.get(path)) for path in paths} == before


def seen(answer):
    """What somebody sees of an answer: all but the secrets that are new in each."""
    return answer.status_code, re.sub(
        r'(value|nonce|data-passkey)="[^"]*"|nonce-[\w-]+|key=[\w-]+', "", answer.get_data(as_text=True)
    )


def test_addresses_titles_and_messages_carry_no_words(visit, resident):
    me = visit(resident)
    answer = me.submit("/check-ins", feeling="hard", note=PLANTED.note)
    page = me.after(answer)
    outside = re.findall(r"<title>.*?</title>|(?:href|action)=\"[^\"]*\"|class=\"notice.*?</div>", page, re.S)
    assert leaks(answer.headers["Location"] + "".join(outside)) == []


def test_an_error_page_carries_no_words(visit, resident, monkeypatch):
    def refuse(*_args):
        raise RuntimeError(PLANTED.note)

    monkeypatch.setattr(acts, "seal_words", refuse)
    answer = visit(resident).post("/check-ins", note=PLANTED.note)
    assert (answer.status_code, leaks(answer.get_data(as_text=True))) == (500, [])


def test_the_log_carries_no_words(app, visit, resident, on_shift, monkeypatch):
    heard = _Ear()
    app.logger.addHandler(heard)
    try:
        me = visit(resident)
        me.submit("/check-ins", note=PLANTED.note, feeling="hard", audience="whoever is on shift")
        visit(on_shift).page("/check-ins/shared")
        monkeypatch.setattr(acts, "seal_words", lambda *_: 1 / 0)
        me.post("/check-ins", note=PLANTED.note)
    finally:
        app.logger.removeHandler(heard)
    assert ("/check-ins/shared" in heard.text, leaks(heard.text)) == (True, [])


class _Ear(logging.Handler):
    """Hears all that is logged."""

    text = ""

    def emit(self, record):
        self.text += self.format(record) + "\n"


def test_the_words_show_in_no_repr(inside, kept):
    assert leaks(repr(PLANTED)) == []


# --- the database, as whoever finds a copy of it would read it ---


def test_no_column_of_any_table_holds_the_words(inside, visit, resident, on_shift, shared):
    me = visit(resident)
    me.submit(f"/check-ins/{shared}", note=PLANTED.note + " again", audience="whoever is on shift")
    visit(on_shift).page("/check-ins/shared")
    with inside() as session:
        cells = [cell for row in _everything(session) for cell in row if cell is not None]
    text = "\n".join(cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell) for cell in cells)
    assert ("Robin" in text, leaks(text)) == (True, [])


def _everything(session):
    connection = session.connection()
    for table in sa.inspect(connection).get_table_names():
        yield from session.execute(sa.text(f'SELECT * FROM "{table}"'))  # noqa: S608  # names from the database itself


def test_the_file_of_the_database_holds_no_words(tmp_path):
    app, cast = fresh_app(tmp_path)
    me = sign_in(app, cast.resident, clock.now())
    me.submit("/check-ins", note=PLANTED.note, feeling="hard")
    with app.app_context(), transaction() as session:
        acts.check_in(cast.house_id, cast.resident.person_id, PLANTED, Audience.on_shift, clock.now())
        assert session.scalar(sa.text("SELECT count(*) FROM check_in")) == 2
    raw = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
    with app.app_context():
        db.engine.dispose()
    assert (b"Robin" in raw, [word for word in PLANTED_WORDS if word.encode() in raw]) == (True, [])


LENGTHS = [CheckInWords(), CheckInWords("good", "space"), CheckInWords("rather not say", "nothing, saying hi")]


def test_the_length_of_what_is_sealed_does_not_tell_which_word_it_is(inside, write):
    for words in LENGTHS:
        write(words)
    with inside() as session:
        lengths = session.execute(sa.text("SELECT DISTINCT length(feeling_sealed), length(need_sealed) FROM check_in"))
        assert len(lengths.all()) == 1


def test_ids_do_not_count(write):
    first, second = write(), write()
    assert abs(second - first) > 1000
