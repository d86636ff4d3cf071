"""Who could read somebody's private things of one kind, and from when to when, to be taken along."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import db
from house.mine import Field, Value, fields
from house.people.models import Person
from house.trust.models import Share

AT_A_TIME = 200


def share_rows(kind: str, table: Any, *own: sa.ColumnElement[bool]) -> Iterator[tuple[Value, ...]]:
    """Each share of those things of a table, by the moment a thing is about; `share_fields` says what stands in it."""
    query = (
        sa.select(
            *(table.at, Share.audience, Share.on_call, Person.called_name),
            *(Share.since, Share.until, Share.withdrawn_at),
        )
        .join(table, sa.and_(Share.kind == kind, Share.thing_id == table.id))
        .outerjoin(Person, Person.id == Share.person_id)
        .where(*own)
        .order_by(table.at, table.id, Share.since, Share.id)
    )
    found = db.session.execute(query.execution_options(yield_per=AT_A_TIME))
    for at, audience, on_call, name, since, until, withdrawn_at in found:
        who = _("whoever is on shift, and on call too") if on_call else audience
        yield at, who, name, since, min((end for end in (until, withdrawn_at) if end), default=None)


def share_fields(key: str, label: str) -> tuple[Field, ...]:
    """What stands in a row of them; the first is the thing itself."""
    whom = {"audience": _("Who could read it"), "person": _("By name")}
    return fields(**{key: label}, **whom, **{"from": _("From"), "to": _("To")})
