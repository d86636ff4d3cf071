"""B2: opening 50 sealed notes, a time that the issue asks for. B3: pages of check-ins over 40,000 of them."""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from unittest.mock import patch

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask
from sqlalchemy import event

from bench.houses import House, Houses
from bench.inside import Visitor, quiet_app
from bench.results import Result
from bench.turns import Effort, in_turn
from house.checkins.models import KIND, CheckIn
from house.db import db, key_ring, open_sealed, transaction
from house.people.models import Membership
from house.trust.models import Audience, Share
from house.viewer import Role

NOTES, ENTRIES, A_MONTH = 50, 40_000, 30
NOTE = "It was loud in the kitchen, and then it was quiet, and I went out for a while. " * 5
A_DAY, TEN_YEARS = timedelta(days=1), timedelta(days=3652)
PAGES = ("/check-ins", "/check-ins/shared", "/me", "/me/everything")


def measure_notes(houses: Houses, effort: Effort) -> Iterator[Result]:
    """Fifty notes through the house's own door, and through the cipher alone."""
    app = _app(houses.year)
    with app.app_context():
        blobs = [key_ring().seal(NOTE, f"check_in|{number}|note") for number in range(NOTES)]
        times = [_open(blobs) * 1000 for _turn in range(21)]
        ratio = in_turn(lambda: _open(blobs), lambda: _decrypt(blobs), effort.rounds)
    yield Result("B2", f"opening {NOTES} sealed notes", statistics.median(times), "≤", 10, "ms")
    yield Result("B2", "the same: against the cipher alone, in a plain loop", ratio, "≤", 6)


def _open(blobs: list[bytes]) -> float:
    began = time.perf_counter()
    for number, blob in enumerate(blobs):
        open_sealed("check_in", number, "note", blob)
    return time.perf_counter() - began


def _decrypt(blobs: list[bytes]) -> float:
    ring = key_ring().ring
    cipher = AESGCM(ring.keys[ring.current])
    began = time.perf_counter()
    for number, blob in enumerate(blobs):
        cipher.decrypt(blob[5:17], blob[17:], f"check_in|{number}|note".encode())
    return time.perf_counter() - began


def measure_entries(houses: Houses, effort: Effort) -> Iterator[Result]:
    """Ten years of everybody's check-ins, many of them shared with the house, against one month of the same."""
    many, few = houses.year.copied("many-check-ins"), houses.year.copied("few-check-ins")
    visitors = [_opened(many, None), _opened(few, A_MONTH)]
    for path in PAGES:
        more, fewer = (statements(visitor, path) for visitor in visitors)
        costs = [cost(visitor, path, effort) for visitor in visitors]
        words = f"{path} over {ENTRIES:,} check-ins, against a month of them"
        yield Result("B3", f"{words}: statements", more / fewer, "≤", 1)
        yield Result("B3", f"{words}: cost", in_turn(*costs, effort.rounds), "≤", 1.10)


def _opened(house: House, days: int | None) -> Visitor:
    """A resident in a house where everybody has checked in daily, for so many days or until there are enough."""
    visitor = opened(house, "resident")
    with visitor.app.app_context(), transaction():
        _fill(days)
    return visitor


def opened(house: House, role: str) -> Visitor:
    """Somebody of a role, signed in to a house of its own in this process."""
    return Visitor(_app(house), *house.sign_in(role))


def _app(house: House) -> Flask:
    with patch.dict(os.environ, house.environment, clear=True):
        return quiet_app()


def _fill(days: int | None) -> None:
    here = sa.select(Membership.house_id, Membership.person_id).where(
        Membership.role == Role.resident, Membership.ended_at.is_(None)
    )
    first = sa.select(sa.func.min(Membership.house_id)).scalar_subquery()
    people = db.session.execute(here.where(Membership.house_id == first)).all()
    db.session.execute(sa.delete(Share).where(Share.kind == KIND))
    db.session.execute(sa.delete(CheckIn))
    count, step = (days, A_DAY) if days else (ENTRIES // len(people), TEN_YEARS * len(people) / ENTRIES)
    last = datetime.now(UTC) - timedelta(hours=1)
    turns = enumerate(product(range(count), people))
    rows = [_row(person, number, last - step * turn) for number, (turn, person) in turns]
    db.session.execute(sa.insert(CheckIn), rows)
    shared = [_share(row) for row in rows if row["id"] % 5 == 0]
    db.session.execute(sa.insert(Share), shared)


def _row(person: "sa.Row[tuple[int, int]]", number: int, at: datetime) -> dict[str, object]:
    row_id = number + 1
    note = key_ring().seal(NOTE, f"check_in|{row_id}|note")
    stamps = {"at": at, "written_at": at, "changed_at": at}
    return {"id": row_id, "house_id": person.house_id, "owner_id": person.person_id, "note_sealed": note, **stamps}


def _share(row: dict[str, object]) -> dict[str, object]:
    same = {"house_id": row["house_id"], "owner_id": row["owner_id"], "thing_id": row["id"], "since": row["at"]}
    return {**same, "kind": KIND, "audience": Audience.house}


def statements(visitor: Visitor, path: str) -> int:
    """How many statements a page asks, when it has been opened before."""
    seen: list[str] = []
    with visitor.app.app_context():
        engine = db.engine
    _status(visitor, path)

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    _status(visitor, path)
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def _status(visitor: Visitor, path: str) -> None:
    status, _body = visitor.send(visitor.request(path))
    assert status == 200, (path, status)


def cost(visitor: Visitor, path: str, effort: Effort) -> Callable[[], float]:
    """The processor time of the quickest of a few answers."""

    def once() -> float:
        began = time.process_time()
        _status(visitor, path)
        return time.process_time() - began

    return lambda: min(once() for _turn in range(effort.asks))
