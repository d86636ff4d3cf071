"""Waiting until everything that others have begun in the database is over; nobody is hindered meanwhile."""

import time
from datetime import datetime

import sqlalchemy as sa

from house.db import db, empty_log, transaction

PATIENCE = 60.0  # seconds
_A_MOMENT = 0.1


def is_settled(patience: float = PATIENCE) -> bool:
    """Wait until no transaction is left that had begun before this call; whether it came to that in time."""
    return _sqlite_is(patience) if db.engine.dialect.name == "sqlite" else _postgresql_is(patience)


def _sqlite_is(patience: float) -> bool:
    """A writer has to end before we write; the log is emptied only when nobody reads an earlier state."""
    with transaction() as session:
        session.execute(sa.select(1))
    return empty_log(int(patience * 1000))


def _postgresql_is(patience: float) -> bool:
    with transaction(may_write=False) as session:
        began: datetime = session.scalars(sa.select(sa.func.clock_timestamp())).one()
    until = time.monotonic() + patience
    while _is_anybody_left(began):
        if time.monotonic() > until:
            return False
        time.sleep(_A_MOMENT)
    return True


def _is_anybody_left(began: datetime) -> bool:
    query = sa.text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
        "AND backend_type = 'client backend' AND xact_start <= :began"
    )
    with transaction(may_write=False) as session:
        return bool(session.execute(query, {"began": began}).scalar_one())
