"""The database: base class, session, and the columns of this house (Instant, sealed text, random ids)."""

import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from inspect import iscoroutinefunction
from types import ModuleType
from typing import Annotated, Any, ClassVar, overload

import sqlalchemy as sa
from flask import Flask, current_app
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import PoolProxiedConnection

from house.seal import KeyFile

try:
    import pysqlite3.dbapi2 as pysqlite3
except ImportError:  # no wheel for this machine: the system's SQLite serves, in the mode that is safe for it
    pysqlite3 = None

LARGEST_ID = 2**63 - 1
FIRST_SAFE_WAL = (3, 51, 3)  # before it, two writers of one WAL file could damage it (SAFE, finding 1)


class Instant(sa.TypeDecorator[datetime]):
    """An aware UTC instant. A naive one is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant needs a time zone.")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


BigId = sa.BigInteger().with_variant(sa.Integer, "sqlite")
Id = Annotated[int, mapped_column(BigId, primary_key=True)]
HouseId = Annotated[int, mapped_column(BigId, sa.ForeignKey("house.id"), index=True)]


def random_id() -> int:
    """An id that counts nothing: how much somebody writes cannot be read from it."""
    return secrets.randbelow(LARGEST_ID - 1) + 1


def words_enum(kind: type[StrEnum], name: str) -> sa.Enum:
    """A column of one of the kind's words, held by a check constraint in the database too."""
    return sa.Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        name=name,
        length=30,
        values_callable=lambda k: [m.value for m in k],
    )


class Base(DeclarativeBase):
    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Instant(), str: sa.String(), int: BigId}


class InCalendar:
    """Columns of a thing that stands in calendars: when what people see of it last changed, and how often."""

    changed_at: Mapped[datetime]
    sequence: Mapped[int] = mapped_column(sa.Integer, default=0)

    def moved(self, now: datetime) -> None:
        """Note a change of time or state, so that every calendar takes it over (RFC 5545 §3.8.7.4)."""
        self.changed_at = now
        self.sequence += 1


class Private:
    """A row of somebody's private words: a random id, known from birth, so that text can be sealed to its cell."""

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"id": random_id(), **values})


class Sealed:
    """Text that is stored sealed, in the bytes column `<name>_sealed`; "" and None are stored as nothing."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.column = f"{name}_sealed"

    @overload
    def __get__(self, row: None, owner: Any) -> "Sealed": ...
    @overload
    def __get__(self, row: object, owner: Any) -> str: ...
    def __get__(self, row: Any, owner: Any) -> "Sealed | str":
        if row is None:
            return self
        return open_sealed(row.__tablename__, row.id, self.name, getattr(row, self.column))

    def __set__(self, row: Any, text: str | None) -> None:
        sealed = sealed_text(row.__tablename__, row.id, self.name, text) if text else None
        setattr(row, self.column, sealed)


def open_sealed(table: str, row_id: int, name: str, blob: bytes | None) -> str:
    """The text of one sealed cell; "" for an empty one. Raises `KeyTrouble`."""
    return key_ring().open(blob, _cell(table, row_id, name)) if blob else ""


def sealed_text(table: str, row_id: int, name: str, text: str) -> bytes:
    """The text of one cell, sealed: for a row that is changed by a statement and not by itself."""
    return key_ring().seal(text, _cell(table, row_id, name))


def _cell(table: str, row_id: int, name: str) -> str:
    if row_id is None:
        raise ValueError("A row needs its id before its text can be sealed.")
    return f"{table}|{row_id}|{name}"


def key_ring() -> KeyFile:
    """The keys of this installation's sealed text."""
    keys: KeyFile = current_app.extensions["key_ring"]
    return keys


# --- the engine and its transactions ---

# Whether the transaction at hand may write. A page that only reads starts a plain BEGIN; everything else takes the
# write lock at once (BEGIN IMMEDIATE), because a reader that turns writer half-way meets "busy" (SPEED: SQLite writes).
_may_write: ContextVar[bool] = ContextVar("may_write", default=True)


class QuietSession(Session):
    """A session that refuses to write on a page that only reads."""


db = SQLAlchemy(session_options={"class_": QuietSession, "expire_on_commit": False})


@event.listens_for(QuietSession, "before_flush")
def _no_write_on_a_reading_page(session: Session, *_: Any) -> None:
    if not _may_write.get() and (session.new or session.dirty or session.deleted):
        raise RuntimeError("This page may only read: its route does not say that it writes.")


@contextmanager
def transaction(may_write: bool = True) -> Iterator[Session]:
    """One transaction outside a request: kept when the block ends, gone when it raises."""
    with begins(may_write):
        try:
            yield db.session
            if may_write:
                db.session.commit()
        finally:
            db.session.rollback()


@contextmanager
def begins(may_write: bool) -> Iterator[None]:
    """Say whether the transactions begun inside may write."""
    before = _may_write.set(may_write)
    try:
        yield
    finally:
        _may_write.reset(before)


@contextmanager
def small_transaction() -> Iterator[Session]:
    """A small writing transaction of its own, before a page that only reads begins its own."""
    db.session.rollback()
    with begins(may_write=True):
        yield db.session
        db.session.commit()


def start(may_write: bool) -> None:
    """Say whether this request's transaction may write; asked before its first statement."""
    _may_write.set(may_write)


def bare_connection(engine: Engine) -> PoolProxiedConnection:
    """The driver's own connection, for one small question that is asked all day; whoever borrows it closes it."""
    return engine.raw_connection()


def sqlite_driver() -> ModuleType:
    """The newest SQLite at hand: the wheel that brings its own, or else the system's."""
    return pysqlite3 or sqlite3


def sqlite_is_safe_for_wal() -> bool:
    """Whether this SQLite has the mended write-ahead log."""
    return tuple(sqlite_driver().sqlite_version_info) >= FIRST_SAFE_WAL


def engine_options(url: str) -> dict[str, Any]:
    """What SQLAlchemy needs to know to open this database."""
    # Parameters stay out of what the driver's errors say: they are somebody's words.
    if url.startswith("sqlite"):
        return {
            "url": url,
            "hide_parameters": True,
            "module": sqlite_driver(),
            "connect_args": {"timeout": 10, "isolation_level": None, "check_same_thread": False},
        }
    return {"url": url, "hide_parameters": True, "pool_pre_ping": True, "connect_args": {"connect_timeout": 10}}


def open_database(app: Flask) -> None:
    """Open the database for an app."""
    db.init_app(app)
    # The extension also closes async sessions after each request. Here there are none, and it takes a thread to say so.
    app.teardown_appcontext_funcs[:] = [each for each in app.teardown_appcontext_funcs if not iscoroutinefunction(each)]
    with app.app_context():
        prepare_engine(db.engine)


def prepare_engine(engine: Engine) -> None:
    """Hold what SAFE asks of every SQLite connection and transaction; PostgreSQL needs nothing."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    safe = sqlite_is_safe_for_wal()
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=" + ("WAL" if safe else "DELETE"))
    # WAL with NORMAL, or DELETE with FULL, loses acknowledged writes at power loss (SAFE, finding 2).
    cursor.execute("PRAGMA synchronous=" + ("FULL" if safe else "EXTRA"))
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")  # deleted words leave the file too
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _may_write.get() else "BEGIN")


def empty_log(patience: int = 0) -> bool:
    """Empty SQLite's log of writes, where deleted words would stand until it is written over; whether it is empty.

    Waits for those who read and write so many milliseconds at most: by itself not at all.
    """
    if db.engine.dialect.name != "sqlite":
        return True
    connection = db.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={patience:d}")
        is_busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.execute("PRAGMA busy_timeout=10000")
        cursor.close()
    finally:
        connection.close()
    return not is_busy


def in_stretches(query: sa.Select[*tuple[Any, ...]]) -> Callable[[], Iterator[tuple[Any, ...]]]:
    """The rows of a query, asked for when they are wanted and never all held at once."""

    def rows() -> Iterator[tuple[Any, ...]]:
        for row in db.session.execute(query.execution_options(yield_per=200)):
            yield tuple(row)

    return rows


def rows_changed(result: sa.Result[Any]) -> int:
    """How many rows an UPDATE or DELETE met: 0 means somebody else was first."""
    return int(result.rowcount)  # type: ignore[attr-defined]  # a CursorResult, which Session.execute does not say
