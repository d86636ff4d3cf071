"""A dump of the database holds no readable private word: its files, its log, its backups, PostgreSQL's own dump."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from house.checkins import acts
from house.checkins.models import CheckIn
from house.db import Base, db, empty_log, key_ring, transaction
from house.keys import check_keys
from house.sealed import sealed_columns
from tests.support.cluster import Cluster
from tests.support.full import PLANTED, STOPPED, Full, make_full
from tests.support.running import ROOT
from tests.support.sealing import plant_everywhere


@pytest.fixture(scope="module")
def house(backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Full]:
    """The example house, with a word in every sealed cell."""
    cluster: Cluster | None = request.getfixturevalue("cluster") if backend == "postgresql" else None
    full = make_full(tmp_path_factory.mktemp("planted"), cluster and cluster.create("planted"))
    yield full
    with full.app.app_context():
        db.engine.dispose()
    if cluster:
        cluster.drop("planted")


@pytest.fixture(scope="module")
def words(house: Full) -> list[str]:
    """Every private word that was planted."""
    with house.app.app_context(), transaction():
        check_keys()
        planted = plant_everywhere(house.people["resident"])
    assert set(planted) == {f"{each.table.name}.{each.column.name}" for each in sealed_columns()}
    return [*planted.values(), *(each.word for each in PLANTED), STOPPED]


def disguises(word: str) -> set[bytes]:
    """A word as it could lie in a file: in UTF-8 and UTF-16, in hex, as JSON escapes, in base64 wherever it begins."""
    plain = {word.encode(each) for each in ("utf-8", "utf-16-le", "utf-16-be")} | {json.dumps(word)[1:-1].encode()}
    in_64 = {base64.b64encode(b"x" * at + word.encode())[at and 4 : -4] for at in range(3)}
    in_hex = {each.hex().encode() for each in plain}
    return plain | in_64 | in_hex


def found(words: list[str], data: bytes) -> list[str]:
    return [word for word in words if any(each in data for each in disguises(word))]


@pytest.mark.parametrize("at", range(3))
def test_a_word_is_found_in_every_disguise(at: int) -> None:
    """That the other tests would see one."""
    word = "Zażółć-check_in-note-0a1b2c"
    before, after = b"y" * at, b"and more"
    for each in (word.encode(), word.encode("utf-16-le"), json.dumps(word).encode(), word.encode().hex().encode()):
        assert found([word], before + each + after)
    assert found([word], base64.b64encode(before + word.encode() + after))
    assert not found([word], before + b"za\xc5\xbc" + after)


def test_sqlites_files_hold_none(house: Full, words: list[str], backend: str) -> None:
    if backend == "sqlite":
        files = sorted(_folder(house).glob("house.sqlite*"))
        assert {path.name for path in files} == {"house.sqlite", "house.sqlite-shm", "house.sqlite-wal"}
        assert all(path.stat().st_size for path in files)
        data = b"".join(path.read_bytes() for path in files)
        assert b"Robin" in data and found(words, data) == []


def test_no_file_of_the_house_holds_any(house: Full, words: list[str]) -> None:
    files = [path for path in _folder(house).rglob("*") if path.is_file()]
    assert found(words, b"".join(path.read_bytes() for path in files)) == []


def test_a_backup_holds_none(house: Full, words: list[str], backend: str, tmp_path: Path) -> None:
    """Made by the very script that docs/server.md names."""
    if backend == "sqlite":
        environ = {**os.environ, "HOUSE_ENV": "/dev/null", "HOUSE_INSTANCE": str(_folder(house))}
        environ["HOUSE_PYTHON"] = sys.executable
        script = ["sh", "docs/house-backup.sh", str(tmp_path)]
        made = subprocess.run(script, cwd=ROOT, env=environ, capture_output=True, text=True, check=True)
        copy = Path(made.stdout.strip()).read_bytes()
        assert b"Robin" in copy and found(words, copy) == []


@pytest.mark.parametrize("shape", ["plain", "custom"])
def test_a_dump_of_postgresql_holds_none(
    house: Full, words: list[str], backend: str, request: pytest.FixtureRequest, shape: str
) -> None:
    if backend == "postgresql":
        cluster: Cluster = request.getfixturevalue("cluster")
        address = cluster.url("planted").replace("+psycopg", "")
        uncompressed = ["-Z0"] if shape == "custom" else []
        command = [str(cluster.server / "pg_dump"), "-F", shape[0], *uncompressed, "-d", address]
        dump = subprocess.run(command, capture_output=True, check=True).stdout
        assert b"Robin" in dump and found(words, dump) == []


def test_nothing_but_sealed_columns_names_the_key(house: Full, words: list[str]) -> None:
    """Whatever begins as sealed text does, in a column that house/sealed.py does not know, is found here."""
    known = {(each.table.name, each.column.name) for each in sealed_columns()}
    with house.app.app_context(), transaction(may_write=False) as session:
        start = b"\x01" + key_ring().ring.current
        marks = (start, base64.b64encode(start)[:6])
        met = set()
        for table in Base.metadata.sorted_tables:
            for column in table.c:
                values = (each for each in session.scalars(sa.select(column)) if isinstance(each, (bytes, str)))
                if any((each.encode() if isinstance(each, str) else each).startswith(marks) for each in values):
                    met.add((table.name, column.name))
    assert met == known


# --- what is deleted ---


def test_deleted_words_leave_sqlites_file_and_its_log(house: Full, words: list[str], backend: str) -> None:
    """Sealed as they are, they go too: a key that leaks later finds nothing."""
    if backend == "sqlite":
        robin = house.people["resident"]
        empty_log_of(house.app)
        with house.app.app_context(), transaction() as session:
            own = sa.select(CheckIn).where(CheckIn.owner_id == robin.person_id, CheckIn.note_sealed.is_not(None))
            kept = session.scalars(own.limit(1)).one()
            blob = kept.note_sealed or b""
            acts.delete(kept)
        assert _is_in(house, blob) == ["house.sqlite"]  # not copied there yet: the log says that it is gone
        empty_log_of(house.app)
        assert _is_in(house, blob) == []


def _is_in(house: Full, blob: bytes) -> list[str]:
    return [path.name for path in sorted(_folder(house).glob("house.sqlite*")) if blob in path.read_bytes()]


def empty_log_of(app: Flask) -> None:
    with app.app_context():
        assert empty_log()


def _folder(house: Full) -> Path:
    folder: Path = house.app.config["SETTINGS"].instance
    return folder
