"""A chore that stayed open three times in a row: its shape may not fit. That is about the chore, and about nobody."""

from datetime import date, datetime

import sqlalchemy as sa

from house import facts
from house.chores.models import OPEN, Chore, Status, Turn
from house.chores.rounds import LONGEST_WINDOW
from house.db import db

TIMES = 3


def look_for_stuck(house_id: int, today: date, now: datetime) -> None:
    """Announce each chore that has come to this since the last look; one that went well since is fine again."""
    stuck = _stuck(house_id, today)
    chores = sa.select(Chore).where(Chore.house_id == house_id, Chore.is_active).order_by(Chore.id)
    for chore in db.session.scalars(chores):
        if chore.id not in stuck:
            chore.stuck_since = None
        elif chore.stuck_since is None:
            chore.stuck_since = today
            facts.chore_stuck.send(house_id, chore_id=chore.id, name=chore.name, now=now)
    db.session.flush()


def _stuck(house_id: int, today: date) -> set[int]:
    """Chores whose last three turns have seen their days end without being done, whoever had them or nobody."""
    newest_first = sa.func.row_number().over(partition_by=Turn.chore_id, order_by=Turn.window_from.desc())
    over = (
        sa.select(Turn.chore_id, Turn.status, newest_first.label("place"))
        .where(
            Turn.house_id == house_id,
            Turn.status != Status.paused,
            Turn.window_to <= today,
            Turn.window_from > today - 12 * LONGEST_WINDOW,
        )
        .subquery()
    )
    query = (
        sa.select(over.c.chore_id)
        .where(over.c.place <= TIMES)
        .group_by(over.c.chore_id)
        .having(sa.func.sum(sa.case((over.c.status.in_(OPEN), 1), else_=0)) == TIMES)
    )
    return set(db.session.scalars(query))


def stuck_chores(house_id: int) -> list[tuple[int, str]]:
    """What the house could talk over: chores by name."""
    query = sa.select(Chore.id, Chore.name).where(
        Chore.house_id == house_id, Chore.is_active, Chore.stuck_since.is_not(None)
    )
    return [(chore_id, name) for chore_id, name in db.session.execute(query.order_by(Chore.name))]
