"""Every cell of the database that holds sealed text, and how such cells are sealed again with another key."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from house.db import Base, Sealed
from house.once import SpentNonce
from house.rooms import import_models
from house.seal import KEY_ID_BYTES, VERSION, KeyRing, KeyTrouble

BATCH = 200


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """One column of sealed text."""

    table: sa.Table
    column: sa.Column[Any]
    name: str  # as its cells were bound to it
    as_text: bool = False  # in base64, in a column of text

    @property
    def key(self) -> sa.Column[Any]:
        """The column that tells its rows apart."""
        [key] = self.table.primary_key.columns
        return key

    def cell(self, row_key: int | bytes) -> str:
        """What the text of a row is bound to: "table|row|column"."""
        return f"{self.table.name}|{row_key.hex() if isinstance(row_key, bytes) else row_key}|{self.name}"

    def without(self, key_id: bytes) -> sa.ColumnElement[bool]:
        """Whether a cell holds something that was sealed with another key than this one."""
        beginning = VERSION + key_id
        # The first 6 letters of base64 are the version and the key's id but for its last 12 bits: ids differ before.
        mark = base64.b64encode(beginning)[:6].decode() if self.as_text else beginning
        start = sa.func.substr(self.column, 1, 6 if self.as_text else 1 + KEY_ID_BYTES, type_=self.column.type)
        return sa.and_(self.column.is_not(None), sa.func.length(self.column) > 0, start != mark)

    def sealed_with(self, ring: KeyRing, row_key: Any, kept: Any) -> Any:
        """What a cell holds, sealed with the current key. Raises `KeyTrouble` that names the cell."""
        cell = self.cell(row_key)
        try:
            text = ring.open(self.bytes_of(kept), cell)
        except KeyTrouble as trouble:
            raise KeyTrouble(f"{trouble} It is “{self.name}” in table {self.table.name}, row {row_key}.") from None
        return self.kept_as(ring.seal(text, cell))

    def bytes_of(self, kept: Any) -> bytes:
        """The sealed bytes of what a cell holds."""
        return base64.b64decode(kept) if self.as_text else bytes(kept)

    def kept_as(self, sealed: bytes) -> bytes | str:
        """Sealed bytes as a cell holds them."""
        return base64.b64encode(sealed).decode() if self.as_text else sealed


def sealed_columns() -> list[SealedColumn]:
    """All there are, table by table."""
    import_models()
    every = [*_of_models(), _in_text(_table(SpentNonce))]
    return sorted(every, key=lambda each: (each.table.name, each.name))


def _of_models() -> Iterator[SealedColumn]:
    for mapper in Base.registry.mappers:
        parts = [part for kind in mapper.class_.__mro__ for part in vars(kind).values() if isinstance(part, Sealed)]
        table = _table(mapper.class_)
        yield from (SealedColumn(table, table.c[part.column], part.name) for part in parts)


def _in_text(table: sa.Table) -> SealedColumn:
    return SealedColumn(table, table.c.said, "said", as_text=True)


def _table(kind: type[Base]) -> sa.Table:
    table = kind.__table__
    assert isinstance(table, sa.Table)  # noqa: S101  # mypy: a class may be mapped to a query, and none here is
    return table


def seal_batch(session: Session, column: SealedColumn, ring: KeyRing, after: Any) -> list[Any]:
    """Seal the next cells with the current key, those behind `after`; gives the keys of their rows, in order.

    A row that somebody is changing is left for later, so that nobody ever waits for each other in a ring; and what
    was changed since it was read is left as it is.
    """
    query = sa.select(column.key, column.column).where(column.without(ring.current)).order_by(column.key).limit(BATCH)
    if after is not None:
        query = query.where(column.key > after)
    rows = session.execute(query.with_for_update(skip_locked=True, key_share=True)).all()
    for row_key, kept in rows:
        same = (column.key == row_key, column.column == kept)
        again = {column.column.name: column.sealed_with(ring, row_key, kept)}
        session.execute(sa.update(column.table).where(*same).values(again))
    return [row_key for row_key, _kept in rows]


def count_without(session: Session, columns: list[SealedColumn], key_id: bytes) -> int:
    """How many cells are still sealed with another key than this one."""
    counts = [sa.select(sa.func.count()).select_from(each.table).where(each.without(key_id)) for each in columns]
    return sum(session.scalars(query).one() for query in counts)
