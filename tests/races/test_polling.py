"""Programs that read one calendar at once, over and over: each gets it, and no connection is kept back."""

from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa
from flask import Flask

from house.db import db, transaction
from house.feeds.acts import make_feed, switch_off
from house.feeds.models import Detail, Feed
from tests.support.cast import NOW, Cast

PROGRAMS, TIMES = 8, 30


def test_many_programs_read_one_calendar(arena: tuple[Flask, Cast]) -> None:
    app, cast = arena
    with app.app_context(), transaction():
        token = make_feed(cast.house_id, cast.resident.person_id, "phone", Detail.quiet, NOW)
    path = f"/cal/{token}/house.ics"
    with ThreadPoolExecutor(PROGRAMS) as pool:
        said = set(pool.map(lambda _number: _read(app, path), range(PROGRAMS)))
    [(statuses, bodies, _tags)] = said
    assert (statuses, len(bodies)) == ({200}, 1)
    assert app.wsgi_app.said  # type: ignore[attr-defined]
    _no_connection_is_kept(app)
    with app.app_context(), transaction() as session:
        switch_off(session.scalars(sa.select(Feed)).one(), NOW)
    assert b"switched off" in app.test_client().get(path).data


def _read(app: Flask, path: str) -> tuple[frozenset[int], frozenset[bytes], frozenset[str]]:
    answers = [app.test_client().get(path) for _time in range(TIMES // PROGRAMS)]
    return (
        frozenset(each.status_code for each in answers),
        frozenset(each.data for each in answers),
        frozenset(each.headers["ETag"] for each in answers),
    )


def _no_connection_is_kept(app: Flask) -> None:
    with app.app_context():
        pool = db.engine.pool
        assert pool.checkedout() == 0  # type: ignore[attr-defined]
        if db.engine.dialect.name == "postgresql":
            idle = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'"
            with db.engine.connect() as connection:
                assert connection.scalar(sa.text(idle)) == 0
