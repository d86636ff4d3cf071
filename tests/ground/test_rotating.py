"""`house rotate-keys`: everything is sealed anew while the house is open, stopped or not, and nothing is lost."""

import ast
import hmac
import json
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins.models import CheckIn
from house.cli import _greet
from house.db import Base, begins, db, transaction
from house.meetings.taking_out import mark, without_marked
from house.rotating import rotate
from house.seal import KeyRing, KeyTrouble, new_ring, read_ring, replace_ring
from house.sealed import sealed_columns
from house.settling import is_settled
from tests.support.cast import Cast
from tests.support.cluster import Cluster
from tests.support.running import ROOT
from tests.support.sealing import Lived, build_lived_in, kill, opened
from tests.support.visiting import sign_in
from tests.support.writer import HELD

MANY = 1500
WRITER = "tests.support.writer"


@dataclass(frozen=True)
class Kept:
    """Houses as they are before each test: in a folder, or in a database that is a template."""

    folder: Path
    cast: Cast
    cluster: Cluster | None
    name: str

    @contextmanager
    def once_more(self, folder: Path) -> Iterator[Lived]:
        """A copy for one test."""
        shutil.copytree(self.folder, folder)
        name = f"{self.name}_copy"
        with opened(folder, self.cluster and self.cluster.create(name, self.name), self.cast) as house:
            yield house
        if self.cluster:
            self.cluster.drop(name)


@contextmanager
def kept(backend: str, request: pytest.FixtureRequest, folder: Path, many: int) -> Iterator[Kept]:
    cluster: Cluster | None = request.getfixturevalue("cluster") if backend == "postgresql" else None
    name = f"lived_{many}"
    cast = build_lived_in(folder, cluster and cluster.create(name), many)
    yield Kept(folder, cast, cluster, name)
    if cluster:
        cluster.drop(name)


@pytest.fixture(scope="module")
def _lived(backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    with kept(backend, request, tmp_path_factory.mktemp("lived"), 0) as house:
        yield house


@pytest.fixture(scope="module")
def _large(backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    with kept(backend, request, tmp_path_factory.mktemp("large"), MANY) as house:
        yield house


@pytest.fixture
def lived(_lived: Kept, tmp_path: Path) -> Iterator[Lived]:
    with _lived.once_more(tmp_path / "house") as house:
        yield house


@pytest.fixture
def large(_large: Kept, tmp_path: Path) -> Iterator[Lived]:
    """The same with so many check-ins that changing keys takes a while."""
    with _large.once_more(tmp_path / "house") as house:
        yield house


def run(house: Lived) -> list[str]:
    said: list[str] = []
    with house.app.app_context():
        rotate(house.key_file, said.append)
    return said


def is_whole(house: Lived, texts: dict[str, str]) -> bool:
    """One key is left, all is sealed with it, and every word is there."""
    return (len(house.ring.keys), house.left(house.ring), house.texts()) == (1, 0, texts)


# --- what is sealed ---


def test_every_sealed_column_is_sealed_anew(lived):
    old, texts = lived.ring, lived.texts()
    assert {tuple(cell.split("|")[::2]) for cell in texts} == {
        (each.table.name, each.name) for each in sealed_columns()
    }
    run(lived)
    assert is_whole(lived, texts) and lived.ring.current != old.current


def test_every_column_that_is_called_sealed_is_known():
    named = {(table.name, column.name) for table in Base.metadata.sorted_tables for column in table.c}
    named = {each for each in named if each[1].endswith("_sealed")}
    known = {(each.table.name, each.column.name) for each in sealed_columns()}
    assert known - named == {("spent_nonce", "said")} and named <= known


def test_nothing_else_in_the_house_seals():
    """Who calls `seal` by hand has a column of its own: it belongs into house/sealed.py, and then in here."""
    calls = {str(path.relative_to(ROOT)) for path in (ROOT / "house").rglob("*.py") if _seals(path)}
    assert calls == {"house/db.py", "house/once.py", "house/seal.py", "house/sealed.py"}


def _seals(path: Path) -> bool:
    nodes = ast.walk(ast.parse(path.read_text()))
    return any(isinstance(node, ast.Attribute) and node.attr in ("seal", "encrypt") for node in nodes)


def test_the_old_key_alone_opens_nothing_afterwards(lived):
    old = lived.ring
    run(lived)
    with pytest.raises(KeyTrouble):
        lived.texts(old)


def test_the_old_key_is_kept_apart_for_old_backups(lived):
    old = lived.ring
    said = run(lived)
    [apart] = lived.key_file.parent.glob("field.keys.old-*")
    assert read_ring(apart) == old and any(str(apart) in line for line in said)


def test_key_files_are_for_their_owner_only(lived):
    run(lived)
    files = lived.key_file.parent.glob("*field.keys*")
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_it_says_a_line_for_a_table_and_no_words(lived):
    texts, said = lived.texts(), run(lived)
    tables = [line.split(":")[0].strip() for line in said if line.startswith("  ")]
    assert tables == sorted({each.table.name for each in sealed_columns()} - {"key_check"})
    assert not [text for text in texts.values() if text in " ".join(said)]


def test_it_can_be_done_again_and_again(lived):
    texts = lived.texts()
    keys = {lived.ring.current}
    for _time in range(3):
        run(lived)
        keys.add(lived.ring.current)
    assert is_whole(lived, texts) and len(keys) == 4


def test_nothing_of_the_old_seals_is_left_in_sqlites_files(lived, backend):
    if backend == "sqlite":
        blobs = _blobs_of(lived)
        before = _bytes_of_files(lived)
        assert blobs and all(blob in before for blob in blobs)
        run(lived)
        after = _bytes_of_files(lived)
        assert not [blob for blob in blobs if blob in after]


def _blobs_of(house: Lived) -> list[bytes]:
    with house.app.app_context(), transaction(may_write=False) as session:
        columns = [each for each in sealed_columns() if not each.as_text]
        return [blob for each in columns for blob in session.scalars(sa.select(each.column)) if blob]


def _bytes_of_files(house: Lived) -> bytes:
    return b"".join(path.read_bytes() for path in house.settings.instance.glob("house.sqlite*"))


# --- stopped ---


class PowerCut(BaseException):
    """Nothing catches it."""


STOPS = (
    "house.rotating.with_new_key",
    "house.rotating.sealed_columns",
    "house.rotating.seal_batch",
    "house.rotating.is_settled",
    "house.rotating._until_none_is_left",
    "house.rotating.count_without",
    "house.rotating._keep_apart",
    "house.seal.write_private",
    "house.seal.keep_folder",
)


@pytest.mark.parametrize("place", STOPS)
def test_stopped_anywhere_it_goes_on(lived, monkeypatch, place):
    texts = lived.texts()
    for after in (0, 1, 2, 5):
        if _is_stopped(lived, monkeypatch, place, after):
            half = lived.ring
            assert lived.texts() == texts
            if after == 1:
                lived.start()
            run(lived)
            assert len(half.keys) == 1 or lived.ring.current == half.current
        assert is_whole(lived, texts)


def _is_stopped(house: Lived, monkeypatch: pytest.MonkeyPatch, place: str, after: int) -> bool:
    with monkeypatch.context() as patched:
        _cut_at(patched, place, after)
        try:
            run(house)
        except PowerCut:
            return True
    return False


def _cut_at(monkeypatch: pytest.MonkeyPatch, place: str, after: int) -> None:
    module, name = place.rsplit(".", 1)
    act = getattr(import_module(module), name)
    calls: list[None] = []

    def cut(*args, **values):
        calls.append(None)
        if len(calls) > after:
            raise PowerCut
        return act(*args, **values)

    monkeypatch.setattr(place, cut)


def test_killed_half_way_it_goes_on(large, capsys):
    texts, old = large.texts(), large.ring
    _kill_half_way(large)
    half = large.ring
    assert (len(half.keys), large.texts()) == (2, texts)
    _greet(large.settings, None)
    assert "A change of keys has stopped half-way" in capsys.readouterr().out
    _starts_with_both_keys_alone(large)
    said = run(large)
    assert is_whole(large, texts) and said[-3].startswith("Now print")
    assert large.ring.current == half.current != old.current


def _starts_with_both_keys_alone(house: Lived) -> None:
    """Whoever puts back the copy of the old key hears it at the start, not on a page that does not open."""
    both = house.ring
    house.start()
    for alone in both.keys.items():
        replace_ring(house.key_file, KeyRing(dict([alone])))
        with pytest.raises(KeyTrouble, match="other keys"):
            house.start()
    replace_ring(house.key_file, both)


def _kill_half_way(house: Lived) -> None:
    process = house.begin("-m", "house", "rotate-keys")
    every = house.left(new_ring())
    while len(house.ring.keys) == 1 or not 300 < house.left(house.ring) < every - 300:
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    kill(process)
    assert 0 < house.left(house.ring) < every


# --- while people write ---


def test_what_is_written_meanwhile_stays(large):
    old, others = large.ring, {cell: text for cell, text in large.texts().items() if not _is_of_writers(cell)}
    writers = [large.begin("-m", WRITER, str(part), str(MANY), stdin=-1) for part in (0, 1)]
    for writer in writers:
        assert writer.stdout.readline() == "writing\n", writer.communicate()
    run(large)
    ended = large.ring
    time.sleep(0.3)  # and a while with the old key gone
    last: dict[str, str] = {}
    for writer in writers:
        out, trouble = writer.communicate("stop\n")
        assert writer.returncode == 0, trouble
        last |= json.loads(out)
    texts = large.texts()
    assert {cell: texts[cell] for cell in others} == others
    assert {cell: text for cell, text in texts.items() if cell in last} == last
    assert len({text.split("-")[1] for text in last.values()}) > 1  # they did write all along
    assert large.ring == ended and large.left(ended) == 0 and old.current not in ended.keys


def _is_of_writers(cell: str) -> bool:
    table, number, name = cell.split("|")
    return (table, name) == ("check_in", "note") and number.isdecimal() and int(number) <= MANY


def test_a_worker_from_before_seals_with_the_new_key(lived):
    worker, robin = lived.app, lived.cast.resident
    me = sign_in(worker, robin, clock.now())
    assert me.submit("/check-ins", note="before quandong").status_code == 303
    _elsewhere(lived)
    assert me.post("/check-ins", note="after muntries").status_code == 303
    page = me.page("/check-ins")
    assert "before quandong" in page and "after muntries" in page
    assert lived.left(lived.ring) == 0


def _elsewhere(house: Lived) -> None:
    """Change the keys from another app, as the command does; this one is not told."""
    with opened(house.settings.instance, house.settings.database_url, house.cast) as other:
        run(other)


def test_the_old_key_waits_for_what_is_not_kept_yet(lived):
    """Sealed with the old key a moment before, kept only a while later: with the old key gone it would be lost."""
    texts = lived.texts()
    holder = lived.begin("-m", WRITER, "hold")
    assert holder.stdout.readline() == "holding\n", holder.communicate()
    run(lived)
    holder.communicate()
    assert is_whole(lived, {**texts, f"check_in|{HELD}|note": "held back"})


def test_the_old_key_waits_for_who_still_reads_an_earlier_state(lived, monkeypatch):
    texts = lived.texts()
    monkeypatch.setattr("house.rotating.is_settled", lambda: is_settled(0.2))
    with lived.app.app_context(), begins(may_write=False), db.engine.connect() as reader:
        reader.execute(sa.select(CheckIn.id)).all()
        with pytest.raises(KeyTrouble, match="Run “house rotate-keys” again"):
            run(lived)
    assert (len(lived.ring.keys), lived.texts()) == (2, texts)
    run(lived)
    assert is_whole(lived, texts)


def test_two_at_once_make_one_new_key(lived):
    """Two new keys at once, and one of them would be gone with what it has sealed."""
    texts, heard = lived.texts(), []

    def meanwhile(line: str) -> None:
        heard.append(line)
        with pytest.raises(KeyTrouble, match="Somebody is changing the keys already"):
            rotate(lived.key_file, heard.append)

    with lived.app.app_context():
        rotate(lived.key_file, meanwhile)
    assert heard and is_whole(lived, texts)


# --- what cannot be opened ---


def test_a_cell_that_does_not_open_stops_it_and_is_named(lived):
    texts = lived.texts()
    with lived.app.app_context(), transaction() as session:
        kept = session.scalars(sa.select(CheckIn).where(CheckIn.note_sealed.is_not(None))).one()
        row_id, kept.note_sealed = kept.id, new_ring().seal("x", f"check_in|{kept.id}|note")
    with pytest.raises(KeyTrouble, match=f"“note” in table check_in, row {row_id}"):
        run(lived)
    texts.pop(f"check_in|{row_id}|note")
    assert len(lived.ring.keys) == 2
    with lived.app.app_context(), transaction() as session:
        session.execute(sa.update(CheckIn).values(note_sealed=None))
    run(lived)
    assert is_whole(lived, texts)


def test_the_key_that_was_kept_apart_can_be_put_back_behind_the_new_one(lived):
    """A row out of an old backup, say: its key as a further line, and the next run takes it over."""
    old, texts = lived.ring, lived.texts()
    blobs = _note(lived)
    run(lived)
    with lived.app.app_context(), transaction() as session:
        session.execute(sa.update(CheckIn).where(CheckIn.id == blobs.id).values(note_sealed=blobs.note_sealed))
    replace_ring(lived.key_file, KeyRing({**lived.ring.keys, **old.keys}))
    run(lived)
    assert is_whole(lived, texts)


def _note(house: Lived):
    with house.app.app_context(), transaction(may_write=False) as session:
        return session.execute(sa.select(CheckIn.id, CheckIn.note_sealed)).one()


def test_a_folder_that_cannot_be_written_changes_nothing(lived, monkeypatch):
    old, texts = lived.ring, lived.texts()
    monkeypatch.setattr("house.rotating.replace_ring", _no_room)
    with pytest.raises(KeyTrouble, match="cannot be written"):
        run(lived)
    assert (lived.ring, lived.texts()) == (old, texts)


def _no_room(path: Path, ring: KeyRing) -> None:
    raise OSError(28, "No space left on device", str(path))


# --- what is found again by a keyed hash ---


def test_words_taken_out_of_a_record_stay_out(lived):
    with lived.app.app_context(), transaction():
        marks = {mark("She cried.")}
    run(lived)
    with lived.app.app_context(), transaction():
        assert "cried" not in without_marked("We met. She cried.", marks)


def test_words_taken_out_before_there_was_a_key_of_marks_stay_out_while_their_key_is_there(lived):
    key = lived.ring.keys[lived.ring.current]
    marks = {hmac.digest(key, b"taken out|She cried.", "sha256")}
    with lived.app.app_context(), transaction():
        assert "cried" not in without_marked("We met. She cried.", marks)
