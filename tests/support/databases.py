"""Databases of the tests: one with the schema and the cast for each backend, and a way to make changes vanish."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from house import create_app
from house.config import Settings, make_instance
from house.db import Base, db, transaction
from house.rooms import import_models
from house.seal import make_keys
from tests.support.cast import Cast, make_cast

import_models()  # every table stands from the start, whichever test is the first to import one


def settings(folder: Path, url: str | None = None, **more: Any) -> Settings:
    """Settings of an installation in a folder of the test's own."""
    make_instance(folder)
    values: dict[str, Any] = {
        "instance": folder,
        "host": "127.0.0.1",
        "port": 8000,
        "workers": 1,
        "database_url": url or f"sqlite:///{folder / 'house.sqlite'}",
        "key_file": folder / "field.keys",
        "secret_file": folder / "secret.key",
        "public_url": "",
        "proxies": 0,
    }
    chosen = Settings(**{**values, **more})
    make_keys(chosen.key_file, chosen.secret_file)
    return chosen


def fresh_app(folder: Path, url: str | None = None, **more: Any) -> tuple[Flask, Cast]:
    """An app on a database with the schema and the cast."""
    app = create_app(settings(folder, url, **more))
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False  # a test meets the error page that a person would
    with app.app_context(), transaction():
        Base.metadata.create_all(db.session.connection())
        cast = make_cast()
    return app, cast


@contextmanager
def undone(app: Flask) -> Iterator[None]:
    """Everything inside runs on one connection, commits become savepoints, and in the end nothing of it is left."""
    with app.app_context():
        engine, maker = db.engine, db.sessionmaker
    with engine.connect() as connection:
        outer = connection.begin()
        with (
            mock.patch.dict(maker.kw, {"bind": connection, "join_transaction_mode": "create_savepoint"}),
            mock.patch.object(connection, "close", lambda: None),
            mock.patch.object(engine, "connect", lambda: connection),
            mock.patch("house.feeds.front.bare_connection", lambda _engine: _Bare(connection)),
        ):
            yield
        outer.rollback()


@dataclass
class _Bare:
    """The driver's own side of that one connection; whoever borrowed it gives it back as it was."""

    connection: Connection

    def cursor(self) -> Any:
        return self.connection.connection.cursor()

    def close(self) -> None:
        pass


@dataclass
class Counted:
    """Statements that reached the database while counting."""

    statements: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.statements)


@contextmanager
def counting(engine: Engine) -> Iterator[Counted]:
    """Count statements; those that only mark a transaction are left out."""
    counted = Counted()

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")):
            counted.statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield counted
    finally:
        event.remove(engine, "before_cursor_execute", note)
