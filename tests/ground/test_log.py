"""The log says what happened where, and nothing of anybody's."""

import io
import logging

import pytest
import sqlalchemy as sa

from house.db import db
from house.log import PlainFormatter

SECRET = "kumquat-in-nobodys-mouth"
SQLALCHEMY = logging.getLogger("sqlalchemy")
TOKEN = "x" * 20 + "sekrit" + "y" * 6


@pytest.fixture
def log(app):
    """What was logged since the test began."""
    stream = io.StringIO()
    handlers = [each for logger in (app.logger, SQLALCHEMY) for each in logger.handlers if is_plain(each)]
    before = [handler.setStream(stream) for handler in handlers]
    yield stream.getvalue
    for handler, old in zip(handlers, before, strict=True):
        handler.setStream(old)


def is_plain(handler):
    return isinstance(handler.formatter, PlainFormatter)


def test_a_request_is_one_line_of_its_route(visit, resident, log):
    visit(resident).page("/me")
    (line,) = log().splitlines()
    assert " INFO request method=GET route=/me status=200 ms=" in line


def test_the_time_of_a_line_is_utc():
    record = logging.LogRecord("house", logging.INFO, "x.py", 1, "words", (), None)
    record.created = 0
    assert PlainFormatter().format(record) == "1970-01-01T00:00:00Z INFO words"


@pytest.mark.parametrize(
    "path",
    [
        f"/join/{TOKEN}",
        f"/set-up/{TOKEN}",
        f"/re-entry/{TOKEN}",
        f"/cal/{TOKEN}/house.ics",
        f"/nothing/{TOKEN}",
        f"/me?{TOKEN}",
    ],
)
def test_what_stands_in_an_address_is_not_logged(visit, resident, log, path):
    visit(resident).get(path)
    assert "route=" in log() and "sekrit" not in log()


def test_what_is_sent_is_not_logged(visit, resident, log):
    visit(resident).post("/me/name", called_name=SECRET)
    visit().post("/sign-in", sign_in_name=SECRET, password=SECRET)
    assert log().count("\n") == 2 and SECRET not in log() and "Robin" not in log()


def test_neither_an_address_nor_a_program_is_logged(visit, log):
    visit().get("/sign-in", environ_base={"REMOTE_ADDR": "203.0.113.77"}, headers={"User-Agent": SECRET})
    assert "203.0.113.77" not in log() and SECRET not in log()


def test_a_line_break_in_a_method_makes_no_line_of_its_own(app, log):
    app.logger.info("request method=%s", "GET\n2026-01-01T00:00:00Z INFO forged")
    assert len(log().splitlines()) == 1


@pytest.fixture
def spoil(app, monkeypatch):
    """Let a view raise something whose words are private."""

    def raise_it(endpoint="people.me", error=None):
        def view(**_values):
            raise error or ValueError(SECRET)

        view.declared = app.view_functions[endpoint].declared
        monkeypatch.setitem(app.view_functions, endpoint, view)

    return raise_it


def test_a_fault_is_logged_by_its_kind_and_place(visit, resident, log, spoil):
    spoil()
    visit(resident).get("/me")
    fault = log().splitlines()[0]
    assert "ERROR trouble kind=ValueError at=test_log.py:" in fault and "endpoint=people.me" in fault


def test_a_fault_is_logged_without_its_words(visit, resident, log, spoil):
    spoil()
    visit(resident).get(f"/me?{TOKEN}")
    assert SECRET not in log() and "sekrit" not in log() and "Traceback" not in log()


def test_nor_those_of_what_lay_behind_it(visit, resident, log, spoil):
    error = RuntimeError(SECRET)
    error.__cause__ = ValueError(SECRET)
    spoil(error=error)
    visit(resident).get("/me")
    assert SECRET not in log()


def test_a_fault_while_keeping_is_logged_just_as_plainly(visit, resident, log, monkeypatch):
    """Here it is Flask that logs, with the path and the whole traceback if one let it."""

    def cannot(*_):
        raise ValueError(SECRET)

    browser = visit(resident)
    monkeypatch.setattr("house.once._remember_answer", cannot)
    assert browser.post(f"/me/name?{TOKEN}", called_name=SECRET).status_code == 500
    assert "kind=ValueError at=test_log.py:" in log()
    assert SECRET not in log() and "sekrit" not in log()


def test_what_a_statement_was_given_does_not_stand_in_its_error(app, inside):
    with pytest.raises(sa.exc.DBAPIError) as caught, inside() as session:
        session.execute(sa.text("SELECT * FROM no_such_table WHERE word = :word"), {"word": SECRET})
    assert SECRET not in str(caught.value)


def test_what_sqlalchemy_logs_is_as_plain(app, log):
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("sqlalchemy.pool").error("Exception during reset", exc_info=True)
    assert "kind=ValueError" in log() and SECRET not in log()


def test_a_page_of_the_log_has_no_static_files(visit, log):
    visit().get("/static/house.css")
    assert log() == ""


def test_the_engine_prints_no_statements(app):
    with app.app_context():
        assert not db.engine.echo
