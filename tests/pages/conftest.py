"""The example house, once for each database."""

from collections.abc import Callable, Iterator
from functools import cache, partial

import pytest

from house.db import db
from tests.pages.opening import Opened, open_every_page
from tests.support.cluster import Cluster
from tests.support.full import Full, make_full


@pytest.fixture(scope="session")
def full(backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Full]:
    url = None
    if backend == "postgresql":
        running: Cluster = request.getfixturevalue("cluster")
        running.create("full")
        url = running.url("full")
    made = make_full(tmp_path_factory.mktemp(f"full-{backend}"), url)
    yield made
    with made.app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def opened(full: Full) -> Callable[[str | None], dict[str, Opened]]:
    """Every page as each reader meets it, opened once for all that is asked of them."""
    return cache(partial(open_every_page, full))
