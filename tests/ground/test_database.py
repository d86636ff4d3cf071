"""How the database is opened, and what its columns hold to."""

from datetime import datetime

import pytest
import sqlalchemy as sa

from house.db import Base, Instant, begins, db, sqlite_driver, sqlite_is_safe_for_wal
from house.people.models import House

# What belongs to no house, or stands before any: a person may belong to several.
WITHOUT_A_HOUSE = {"passkey", "house", "key_check", "person", "set_up_link", "sign_in_try", "spent_nonce"}


def pragma(session, name):
    return session.execute(sa.text(f"PRAGMA {name}")).scalar()


EXPECTED = {
    "journal_mode": "wal" if sqlite_is_safe_for_wal() else "delete",
    "synchronous": 2 if sqlite_is_safe_for_wal() else 3,
    "foreign_keys": 1,
    "busy_timeout": 10000,
}


@pytest.mark.parametrize("name", EXPECTED)
def test_sqlite_is_opened_as_safe_asks(app, backend, inside, name):
    if backend == "sqlite":
        with inside() as session:
            assert pragma(session, name) == EXPECTED[name]


def test_this_sqlite_is_new_enough_for_wal():
    assert sqlite_driver().sqlite_version_info >= (3, 51, 3)


def test_a_naive_instant_is_refused(app, inside):
    with inside() as session, pytest.raises(sa.exc.StatementError):
        session.execute(sa.select(House).where(House.made_at > datetime(2026, 8, 6)))  # noqa: DTZ001


def test_an_instant_comes_back_in_utc(app, inside, cast):
    with inside() as session:
        assert session.get_one(House, cast.house_id).made_at.utcoffset().total_seconds() == 0


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_record_belongs_to_a_house(table):
    if table.name in WITHOUT_A_HOUSE:
        return
    assert not table.c.house_id.nullable


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_constraint_has_a_name(table):
    assert all(each.name for each in table.constraints)


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_time_that_happened_is_an_instant(table):
    happened = [
        column for column in table.c if column.name.endswith("_at") and not isinstance(column.type, sa.LargeBinary)
    ]
    assert all(isinstance(column.type, Instant) for column in happened)


def test_a_page_that_only_reads_cannot_write(app, cast):
    with app.app_context(), begins(may_write=False):
        db.session.get_one(House, cast.house_id).name = "Other"
        with pytest.raises(RuntimeError, match="only read"):
            db.session.flush()
