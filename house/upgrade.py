"""Bring a database up to this version: a copy first, then every migration in one transaction, one process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine

from house import clock
from house.config import SettingTrouble
from house.people.models import House

COPIES_KEPT = 2
MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 7_046_1923  # PostgreSQL's advisory lock of this house's migrations: any number, always the same


def upgrade(engine: Engine) -> bool:
    """Run what is missing; whether anything was. Raises `SettingTrouble` for a database of a newer version."""
    with engine.connect() as connection:
        at, newest = _revision(connection), _newest()
    if at == newest:
        return False
    if at is not None and at not in {each.revision for each in _scripts().walk_revisions()}:
        raise SettingTrouble(
            "This database is from a newer version of the house. Bring the code up to date, then start again."
        )
    if at is not None:
        keep_copy(engine, at)
    with _without_foreign_keys(engine) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        command.upgrade(_config(connection), "head")
        _insist_on_whole(connection)
    return True


@contextmanager
def _without_foreign_keys(engine: Engine) -> Iterator[Connection]:
    """SQLite changes a table by making it anew, which its foreign keys forbid; they are checked whole in the end."""
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        if engine.dialect.name != "sqlite" or raw is None:
            yield connection
            return
        raw.cursor().execute("PRAGMA foreign_keys=OFF")  # before the transaction: inside one it does nothing
        try:
            yield connection
        finally:
            raw.cursor().execute("PRAGMA foreign_keys=ON")


def _insist_on_whole(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise SettingTrouble("This upgrade would break the database, so nothing was changed. Please tell its makers.")


def is_current(engine: Engine) -> bool:
    """Whether a database stands at this version."""
    with engine.connect() as connection:
        return _revision(connection) == _newest()


def keep_copy(engine: Engine, revision: str) -> Path | None:
    """A copy of a SQLite database beside it, before it is changed; PostgreSQL has backups of its own."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    file = Path(engine.url.database)
    copy = file.with_name(f"{file.stem}-before-{revision}-{clock.now():%Y%m%d%H%M%S}.sqlite")
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(copy),))
    finally:
        raw.close()
    copy.chmod(0o600)
    _forget_old_copies(file)
    return copy


def _forget_old_copies(file: Path) -> None:
    """Keep the newest copies only: what people deleted since is in the older ones still."""
    copies = sorted(file.parent.glob(f"{file.stem}-before-*.sqlite"), key=lambda path: path.stat().st_mtime)
    for path in copies[:-COPIES_KEPT]:
        path.unlink(missing_ok=True)


def has_no_house(connection: Connection) -> bool:
    """Whether nobody has set up a house yet."""
    return connection.execute(sa.select(House.id).limit(1)).first() is None


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _newest() -> str | None:
    return _scripts().get_current_head()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
