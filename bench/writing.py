"""Forms sent to a house in a process of its own, and the same rows written by hand, in one file."""

import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

from flask import Flask

from bench.inside import Visitor, quiet_app
from bench.worker import answer
from house.db import sqlite_driver

CHECK_IN = {"feeling": "good", "note": "A quiet day. The kitchen was full and that was fine.", "audience": "only me"}
FREE = "SELECT id FROM turn WHERE house_id = 1 AND status IN ('up for grabs', 'suggested') ORDER BY id LIMIT ?"


class Writing:
    """Everything that is written here, by form or by hand."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.visitors: dict[str, Visitor] = {}
        url = app.config["SETTINGS"].database_url
        self.file = urlsplit(url).path.removeprefix("/") if url.startswith("sqlite:////") else ""
        self.file = "/" + self.file

    def sign_in(self, name: str, password: str) -> None:
        self.visitors[name] = Visitor(self.app, name, password)

    # --- by form: the whole request, its nonce and its trace ---

    def check_ins(self, name: str, count: int) -> dict[str, float]:
        """Send check-ins; how many a second, and how many were turned away."""
        return self._send(name, ["/check-ins"] * count, CHECK_IN)

    def turns(self, name: str, count: int) -> dict[str, float]:
        """Take turns that are up for grabs, each once; then all is as before."""
        ids = self._free(count)
        sent = self._send(name, [f"/chores/turns/{turn_id}/take" for turn_id in ids], {})
        self._give_back(ids)
        return sent

    def _send(self, name: str, paths: list[str], fields: dict[str, str]) -> dict[str, float]:
        visitor = self.visitors[name]
        own = {**fields, "csrf_token": visitor.csrf}
        requests = [visitor.request(path, {**own, "nonce": secrets.token_urlsafe(16)}) for path in paths]
        began = time.perf_counter()
        statuses = [visitor.send(environ)[0] for environ in requests]
        seconds = time.perf_counter() - began
        return {"rate": len(paths) / seconds, "turned_away": sum(status != 303 for status in statuses)}

    # --- by hand: the same rows, each time in a transaction that is on the disk before the next begins ---

    def raw_check_ins(self, count: int) -> float:
        """Write check-ins and spent nonces; how many a second."""
        with closing(self._connection()) as connection:
            check_in, nonce = (_newest(connection, table) for table in ("check_in", "spent_nonce"))

            def write(_number: int) -> None:
                _insert(connection, "check_in", {**check_in, "id": secrets.randbelow(2**63)})
                _insert(connection, "spent_nonce", {**nonce, "nonce_hash": secrets.token_bytes(32)})

            return _rate(connection, write, range(count))

    def raw_turns(self, count: int) -> float:
        """Take turns: the turn, who has it, the change and the spent nonce; how many a second."""
        ids = self._free(count)
        with closing(self._connection()) as connection:
            change, nonce = (_newest(connection, table) for table in ("change", "spent_nonce"))
            holder = {"house_id": 1, "slot": 1, "person_id": 1, "taken_at": nonce["spent_at"]}

            def write(turn_id: int) -> None:
                connection.execute(
                    "UPDATE turn SET status = 'taken', changed_at = ?, sequence = sequence + 1 WHERE id = ?",
                    (nonce["spent_at"], turn_id),
                )
                _insert(connection, "turn_holder", {**holder, "turn_id": turn_id})
                _insert(connection, "change", {**change, "id": None, "thing_id": turn_id})
                _insert(connection, "spent_nonce", {**nonce, "nonce_hash": secrets.token_bytes(32)})

            rate = _rate(connection, write, ids)
        self._give_back(ids)
        return rate

    def _free(self, count: int) -> list[int]:
        with closing(self._connection()) as connection:
            return [turn_id for (turn_id,) in connection.execute(FREE, (count,)).fetchall()]

    def _give_back(self, ids: list[int]) -> None:
        marks = ", ".join("?" * len(ids))
        with closing(self._connection()) as connection:
            connection.execute(f"DELETE FROM turn_holder WHERE turn_id IN ({marks})", ids)  # noqa: S608  # marks alone
            connection.execute(f"UPDATE turn SET status = 'up for grabs' WHERE id IN ({marks})", ids)  # noqa: S608

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = sqlite_driver().connect(self.file, timeout=10, isolation_level=None)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        return connection


def _newest(connection: sqlite3.Connection, table: str) -> dict[str, Any]:
    cursor = connection.execute(f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 1")  # noqa: S608  # named above
    return dict(zip((column[0] for column in cursor.description), cursor.fetchone(), strict=True))


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])  # noqa: S608


def _rate(connection: sqlite3.Connection, write: Callable[[int], None], numbers: Iterable[int]) -> float:
    count, began = 0, time.perf_counter()
    for number in numbers:
        connection.execute("BEGIN IMMEDIATE")
        write(number)
        connection.execute("COMMIT")
        count += 1
    return count / (time.perf_counter() - began)


if __name__ == "__main__":
    deeds = Writing(quiet_app())
    names = ("sign_in", "check_ins", "turns", "raw_check_ins", "raw_turns")
    answer(**{name: getattr(deeds, name) for name in names})
