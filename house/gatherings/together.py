"""Several questions asked of the database as one, for pages that may ask only so many."""

from typing import Any

import sqlalchemy as sa

from house.db import db


def asked_together(*queries: sa.Select[*tuple[Any, ...]]) -> list[list[tuple[Any, ...]]]:
    """The rows of each query, in no certain order; one statement for all of them."""
    asked = [query.subquery() for query in queries]
    parts = [sa.select(sa.literal(place), *_padded(asked, place)) for place in range(len(asked))]
    found: list[list[tuple[Any, ...]]] = [[] for _ in asked]
    widths = [len(each.columns) for each in asked]
    for place, *values in db.session.execute(sa.union_all(*parts)):
        start = sum(widths[:place])
        found[place].append(tuple(values[start : start + widths[place]]))
    return found


def _padded(asked: list[sa.Subquery], place: int) -> list[sa.ColumnElement[Any]]:
    """The columns of all, of which only those of one hold anything."""
    return [
        column if at == place else sa.cast(sa.null(), column.type)
        for at, each in enumerate(asked)
        for column in each.columns
    ]
