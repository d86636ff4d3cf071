"""A database opens with its own keys, or the house says so at the start and changes nothing."""

from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from house.cli import open_app
from house.db import db
from house.seal import KeyTrouble, new_ring, write_ring
from tests.support.cluster import Cluster
from tests.support.databases import settings


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
