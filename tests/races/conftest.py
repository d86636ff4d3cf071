"""A database of its own for each race: many connections, and what is kept stays."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from house.db import db
from tests.support.cast import Cast
from tests.support.cluster import Cluster
from tests.support.databases import fresh_app

NAME = "arena"


@dataclass(frozen=True)
class Arena:
    """One app for all the races on a kind of database; before each, folder and database are as they were kept."""

    app: Flask
    cast: Cast
    folder: Path
    cluster: Cluster | None

    def keep(self) -> None:
        self.close()
        shutil.copytree(self.folder, f"{self.folder}-kept")
        if self.cluster:
            self.cluster.create(f"{NAME}-kept", NAME)

    @contextmanager
    def once_more(self) -> Iterator[None]:
        shutil.rmtree(self.folder)
        shutil.copytree(f"{self.folder}-kept", self.folder)
        if self.cluster:
            self.cluster.drop(NAME)
            self.cluster.create(NAME, f"{NAME}-kept")
        yield
        self.close()

    def close(self) -> None:
        with self.app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def _arena(backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    cluster: Cluster | None = request.getfixturevalue("cluster") if backend == "postgresql" else None
    folder = tmp_path_factory.mktemp(NAME)
    app, cast = fresh_app(folder, cluster and cluster.create(NAME))
    made = Arena(app, cast, folder, cluster)
    made.keep()
    yield made
    made.close()
    for name in (NAME, f"{NAME}-kept") if cluster else ():
        cluster.drop(name)


@pytest.fixture
def arena(_arena: Arena) -> Iterator[tuple[Flask, Cast]]:
    with _arena.once_more():
        yield _arena.app, _arena.cast
