"""A house that is lived in comes through each upgrade with everything it had."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy.engine import Connection, Engine

from house import clock
from house.db import Instant, engine_options, prepare_engine
from house.upgrade import _config, upgrade
from tests.support.cast import LONG_AGO, NOW
from tests.support.cluster import Cluster

A_MONTH_AGO = NOW - timedelta(days=30)
STAMPS = ("made_at", "started_at", "ended_at", "last_seen_at", "confirmed_at", "awake_since", "expires_at")

# A house as the first version kept it: Robin lives here, Dana worked here, Lou stopped working but still lives here.
FIRST: tuple[tuple[str, dict[str, Any]], ...] = (
    ("house", {"id": 1, "name": "Phoenix House", "quiet_name": "Home", "timezone": "Australia/Melbourne",
               "country": "AU", "locale": "en", "made_at": LONG_AGO, "rows_until": NOW.date()}),
    ("house", {"id": 2, "name": "Harbour House", "quiet_name": "Home", "timezone": "Australia/Melbourne",
               "country": "AU", "locale": "en", "made_at": LONG_AGO, "rows_until": NOW.date()}),
    *(("person", {"id": n, "called_name": name, "pronouns": "", "sign_in_name": name.lower(), "made_at": LONG_AGO})
      for n, name in enumerate(("Robin", "Dana", "Lou"), start=1)),
    ("membership", {"id": 1, "house_id": 1, "person_id": 1, "role": "resident", "started_at": LONG_AGO}),
    ("membership", {"id": 2, "house_id": 1, "person_id": 2, "role": "peer worker", "started_at": LONG_AGO,
                    "ended_at": A_MONTH_AGO}),
    ("membership", {"id": 3, "house_id": 1, "person_id": 3, "role": "peer worker", "started_at": LONG_AGO,
                    "ended_at": A_MONTH_AGO}),
    ("membership", {"id": 4, "house_id": 1, "person_id": 3, "role": "resident", "started_at": LONG_AGO}),
    ("feed", {"id": 1, "house_id": 1, "owner_id": 1,
              "label": "phone", "scope": "my things", "detail": "full", "token_hash": b"f",
              "made_at": LONG_AGO}),
    ("feed", {"id": 2, "house_id": 1, "owner_id": 3,
              "label": "phone", "scope": "my things", "detail": "quiet", "token_hash": b"q",
              "made_at": LONG_AGO}),
    ("sign_in", {"id": 1, "house_id": 1, "person_id": 1, "token_hash": b"s", "device_label": "Firefox",
                 "is_shared_device": False, "started_at": NOW, "last_seen_at": NOW, "confirmed_at": NOW,
                 "awake_since": NOW}),
    ("invite", {"id": 1, "house_id": 1, "role": "resident", "called_name": "Billie", "token_hash": b"i",
                "made_at": NOW, "expires_at": NOW + timedelta(days=7)}),
    ("reentry_link", {"id": 1, "house_id": 1, "person_id": 1, "token_hash": b"r", "made_at": NOW,
                      "expires_at": NOW + timedelta(hours=1)}),
)  # fmt: skip


@pytest.fixture(scope="module")
def first_version(
    backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A database at the first version, with people in it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('upgraded') / 'house.sqlite'}"
    if backend == "postgresql":
        cluster: Cluster = request.getfixturevalue("cluster")
        url = cluster.create("upgraded")
    engine = sa.engine_from_config(engine_options(url), prefix="")
    prepare_engine(engine)
    with engine.begin() as connection:
        command.upgrade(_config(connection), "0001")
        for table, values in FIRST:
            connection.execute(_table(table, values).insert().values(values))
    yield engine
    engine.dispose()
    if backend == "postgresql":
        request.getfixturevalue("cluster").drop("upgraded")


def _table(name: str, values: dict[str, Any]) -> sa.TableClause:
    return sa.table(name, *(sa.column(each, Instant() if each in STAMPS else None) for each in values))


@pytest.fixture(scope="module")
def _upgraded(first_version: Engine) -> Engine:
    with mock.patch.object(clock, "now", lambda: NOW):
        assert upgrade(first_version)
    return first_version


@pytest.fixture
def upgraded(_upgraded: Engine) -> Iterator[Connection]:
    """The same database for every question of this file: none of them changes it."""
    with _upgraded.connect() as connection:
        yield connection


def ask(connection: Connection, words: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(sa.text(words))]


@pytest.mark.parametrize("table", sorted({table for table, _values in FIRST}))
def test_every_row_is_still_there(upgraded: Connection, table: str) -> None:
    rows = [values for name, values in FIRST if name == table]
    kept = ask(upgraded, f"SELECT id FROM {table} ORDER BY id")  # noqa: S608  # a name of ours
    assert kept == [(values["id"],) for values in rows]


def test_what_was_private_stays_open_to_whoever_is_here(upgraded: Connection) -> None:
    assert ask(upgraded, "SELECT count(*) FROM membership WHERE private_since <> started_at") == [(0,)]


def test_whoever_has_left_has_30_days_from_the_upgrade(upgraded: Connection) -> None:
    left = ask(upgraded, "SELECT id FROM membership WHERE clears_at IS NOT NULL")
    assert left == [(2,)]  # not Lou, who is still of the house
    query = sa.select(sa.column("clears_at", Instant())).select_from(sa.table("membership")).where(sa.column("id") == 2)
    assert upgraded.scalar(query) == NOW + timedelta(days=30)


def test_the_house_knows_when_that_is(upgraded: Connection) -> None:
    assert ask(upgraded, "SELECT id FROM house WHERE settle_at IS NOT NULL") == [(1,)]


def test_a_going_of_before_is_not_announced_again(upgraded: Connection) -> None:
    assert ask(upgraded, "SELECT id FROM membership WHERE ended_at IS NOT NULL AND settled_at IS NULL") == []


def test_each_house_has_a_code_of_its_own(upgraded: Connection) -> None:
    codes = {code for (code,) in ask(upgraded, "SELECT help_code FROM house")}
    assert len(codes) == 2 and all(len(code) >= 22 for code in codes)


def test_a_full_calendar_stays_full(upgraded: Connection) -> None:
    given = ask(upgraded, "SELECT house_id, person_id, purpose FROM consent WHERE withdrawn_at IS NULL")
    assert given == [(1, 1, "calendar detail")]


def test_a_device_stays_signed_in(upgraded: Connection) -> None:
    assert ask(upgraded, "SELECT way, ended_at, private_opens_at FROM sign_in") == [("password", None, None)]
