"""Fixtures of every room: the app on each database, the cast, visits, the clock."""

import gc
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from house import clock
from house.db import db, transaction
from tests.support.cast import NOW, ZONE, Cast, Somebody
from tests.support.cluster import Cluster, find_server
from tests.support.databases import Counted, counting, fresh_app, undone
from tests.support.visiting import Visit, sign_in

NOTHING_SKIPPED = bool(os.environ.get("HOUSE_TEST_NOTHING_SKIPPED"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the database run on both; what runs on PostgreSQL carries the mark."""
    for item in items:
        if "postgresql" in getattr(item, "callspec", item).__dict__.get("params", {}).values():
            item.add_marker("postgres")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is gathered stays to the end: Python looks for nothing to throw away meanwhile, nor ever among it."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where nothing may be skipped, a skip is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if NOTHING_SKIPPED and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of our own, for this run."""
    if find_server() is None:
        pytest.skip("PostgreSQL is not installed here, so its tests are skipped.")
    with Cluster() as running:
        yield running


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def _house(
    backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Flask, Cast]]:
    url = None
    if backend == "postgresql":
        running: Cluster = request.getfixturevalue("cluster")
        running.create("house")
        url = running.url("house")
    app, cast = fresh_app(tmp_path_factory.mktemp(backend), url)
    yield app, cast
    with app.app_context():
        db.engine.dispose()
    if backend == "postgresql":
        request.getfixturevalue("cluster").drop("house")


@pytest.fixture
def app(_house: tuple[Flask, Cast]) -> Iterator[Flask]:
    """The app, on a database where nothing a test does will stay."""
    with undone(_house[0]):
        yield _house[0]


@pytest.fixture
def cast(_house: tuple[Flask, Cast]) -> Cast:
    return _house[1]


@pytest.fixture
def house_id(cast: Cast) -> int:
    return cast.house_id


def _part(name: str) -> Callable[[Cast], Somebody]:
    @pytest.fixture(name=name)
    def part(cast: Cast) -> Somebody:
        return getattr(cast, name)

    return part


resident = _part("resident")
housemate = _part("housemate")
worker = _part("worker")
other_worker = _part("other_worker")
living_worker = _part("living_worker")
coordinator = _part("coordinator")
departed = _part("departed")
outsider = _part("outsider")
outside_coordinator = _part("outside_coordinator")


@pytest.fixture(autouse=True)
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | datetime], datetime]:
    """Set the clock: house wall time ("2026-08-07 06:30") or an aware instant. It stands still until set again."""

    def set_clock(when: str | datetime) -> datetime:
        moment = datetime.fromisoformat(when).replace(tzinfo=ZONE) if isinstance(when, str) else when
        instant = moment.astimezone(NOW.tzinfo)
        monkeypatch.setattr(clock, "now", lambda: instant)
        return instant

    set_clock(NOW)
    return set_clock


@pytest.fixture
def visit(app: Flask) -> Callable[[Somebody | None], Visit]:
    """Visit the house as one of the cast, or as nobody."""

    def begin(somebody: Somebody | None = None) -> Visit:
        return sign_in(app, somebody, clock.now()) if somebody else Visit(app)

    return begin


@pytest.fixture
def inside(app: Flask) -> Callable[[], AbstractContextManager[Session]]:
    """Step inside the app to call acts and ask the database; what is done stays until the test ends."""

    @contextmanager
    def step() -> Iterator[Session]:
        with app.app_context(), transaction() as session:
            yield session

    return step


@pytest.fixture
def queries(app: Flask) -> Callable[[], AbstractContextManager[Counted]]:
    """Count the statements of a page: `with queries() as seen: …; seen.count`."""
    with app.app_context():
        engine: Any = db.engine
    return lambda: counting(engine)
