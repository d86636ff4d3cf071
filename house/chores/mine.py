"""A person's own turns, to be taken along: those they have and those they did. Who else did one is left out."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from house.chores.models import WITH_SOMEONE, Chore, Turn, TurnDoer, TurnHolder
from house.db import db
from house.mine import Section, Value, fields


def mine(person_id: int, house_id: int, private_from: datetime, now: datetime) -> list[Section]:
    """Turns they have now, and turns they did from an instant on."""
    has = sa.exists().where(TurnHolder.turn_id == Turn.id, TurnHolder.person_id == person_id)
    did = sa.exists().where(TurnDoer.turn_id == Turn.id, TurnDoer.person_id == person_id)
    query = (
        sa.select(Chore.name, Turn.window_from, Turn.window_to, Turn.status, Turn.done_at)
        .join(Chore, Chore.id == Turn.chore_id)
        .where(
            Turn.house_id == house_id,
            sa.and_(Turn.status.in_(WITH_SOMEONE), has) | sa.and_(Turn.done_at >= private_from, did),
        )
        .order_by(Turn.window_from, Turn.id)
    )

    def rows() -> Iterator[tuple[Value, ...]]:
        for row in db.session.execute(query.execution_options(yield_per=200)):
            yield tuple(row)

    labels = {"chore": _("Chore"), "from": _("From"), "to": _("Before"), "state": _("How it stands"), "done": _("Done")}
    return [
        Section(
            "turns",
            _("My turns"),
            _("Chores you have taken, and those you did."),
            fields(**labels),
            rows,
        )
    ]
