"""A database of its own for each race: many connections, and what is kept stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from house.db import db
from tests.support.cast import Cast
from tests.support.cluster import Cluster
from tests.support.databases import fresh_app


@pytest.fixture
def arena(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Flask, Cast]]:
    url = None
    if backend == "postgresql":
        running: Cluster = request.getfixturevalue("cluster")
        running.create("arena")
        url = running.url("arena")
    app, cast = fresh_app(tmp_path, url)
    yield app, cast
    with app.app_context():
        db.engine.dispose()
    if backend == "postgresql":
        request.getfixturevalue("cluster").drop("arena")
