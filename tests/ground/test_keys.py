"""A database opens with its own keys, or the house says so at the start and changes nothing."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from house.checkins.models import CheckIn
from house.cli import open_app
from house.db import db, transaction
from house.keys import check_keys
from house.seal import KeyTrouble, new_ring, replace_ring, write_ring
from tests.support.cast import NOW
from tests.support.cluster import Cluster
from tests.support.databases import fresh_app, settings
from tests.support.visiting import sign_in


@pytest.fixture
def kept(backend: str, request: pytest.FixtureRequest, tmp_path: Path):
    """The settings of a house that has been started once."""
    url = None
    if backend == "postgresql":
        cluster: Cluster = request.getfixturevalue("cluster")
        cluster.create("keyed")
        url = cluster.url("keyed")
    chosen = settings(tmp_path, url)
    _start(chosen)
    yield chosen
    if backend == "postgresql":
        request.getfixturevalue("cluster").drop(make_url(chosen.database_url).database)


def _start(chosen) -> None:
    app = open_app(chosen)
    with app.app_context():
        db.engine.dispose()


def test_the_same_keys_open_it_again(kept) -> None:
    _start(kept)


def test_a_missing_key_file_stops_the_start(kept) -> None:
    kept.key_file.unlink()
    with pytest.raises(KeyTrouble, match="missing"):
        _start(kept)


def test_a_missing_key_file_is_not_made_anew(kept) -> None:
    kept.key_file.unlink()
    with pytest.raises(KeyTrouble):
        _start(kept)
    assert not kept.key_file.exists()


def test_other_keys_stop_the_start(kept) -> None:
    kept.key_file.unlink()
    write_ring(kept.key_file, new_ring())
    with pytest.raises(KeyTrouble, match="other keys"):
        _start(kept)


@pytest.mark.parametrize("keep", [0, 1, 9, 30, 52], ids="{} letters".format)
def test_a_key_file_cut_short_stops_the_start(kept, keep) -> None:
    kept.key_file.write_text(kept.key_file.read_text()[:keep])
    with pytest.raises(KeyTrouble, match="Put back the copy"):
        _start(kept)


def test_a_key_file_with_one_letter_changed_stops_the_start(kept) -> None:
    key_id, key = kept.key_file.read_text().split()
    kept.key_file.write_text(f"{key_id} {'B' if key[0] == 'A' else 'A'}{key[1:]}\n")
    with pytest.raises(KeyTrouble, match="other keys"):
        _start(kept)


def test_a_key_file_that_cannot_be_read_stops_the_start(kept) -> None:
    kept.key_file.unlink()
    kept.key_file.mkdir()
    with pytest.raises(KeyTrouble, match="cannot be read"):
        _start(kept)


# --- in a request ---


@pytest.fixture
def worker(tmp_path):
    """A worker that has started with the right keys, and the resident in it."""
    app, cast = fresh_app(tmp_path)
    with app.app_context(), transaction():
        check_keys()
    me = sign_in(app, cast.resident, NOW)
    assert me.submit("/check-ins", note="before quandong").status_code == 303
    yield app.config["SETTINGS"].key_file, me
    with app.app_context():
        db.engine.dispose()


def is_trouble(answer) -> bool:
    """Our own fault, said plainly, with nobody's words."""
    return answer.status_code == 500 and "quandong" not in answer.get_data(as_text=True)


def count_check_ins(me) -> int:
    with me.app.app_context(), transaction(may_write=False) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(CheckIn)) or 0


@pytest.mark.parametrize("text", ["", "nonsense", None], ids=["empty", "spoilt", "of another house"])
def test_other_keys_put_in_place_meanwhile_seal_no_word(worker, text) -> None:
    key_file, me = worker
    fitting = key_file.read_text()
    if text is None:
        replace_ring(key_file, new_ring())
    else:
        key_file.write_text(text)
    assert is_trouble(me.submit("/check-ins", note="with others quandong"))
    assert count_check_ins(me) == 1
    key_file.write_text(fitting)
    assert me.submit("/check-ins", note="with ours quandong").status_code == 303
    assert "with ours quandong" in me.page("/check-ins")


def test_a_word_sealed_with_a_key_that_is_nowhere_is_not_shown(worker) -> None:
    _key_file, me = worker
    with me.app.app_context(), transaction() as session:
        kept = session.scalars(sa.select(CheckIn)).one()
        kept.note_sealed = new_ring().seal("quandong of another key", f"check_in|{kept.id}|note")
    assert is_trouble(me.get("/check-ins"))


@pytest.mark.parametrize("column", ["need_sealed", "feeling_sealed"])
def test_a_word_in_another_column_is_not_shown(worker, column) -> None:
    _key_file, me = worker
    with me.app.app_context(), transaction() as session:
        session.execute(sa.update(CheckIn).values({column: CheckIn.note_sealed}))
    assert is_trouble(me.get("/check-ins"))


def test_a_word_in_another_row_is_not_shown(worker) -> None:
    _key_file, me = worker
    me.submit("/check-ins", note="second quandong")
    with me.app.app_context(), transaction() as session:
        one, other = session.scalars(sa.select(CheckIn)).all()
        one.note_sealed = other.note_sealed
    assert is_trouble(me.get("/check-ins"))
