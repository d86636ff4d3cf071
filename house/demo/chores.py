"""Chores of the example beyond their turns: a draft that waits for the house."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from house.chores import drafts
from house.chores.models import Chore
from house.db import db
from house.demo.people import Home


def fill(home: Home, now: datetime) -> None:
    """What people said of the chores lately."""
    steps = db.session.scalars(
        sa.select(Chore).where(Chore.house_id == home.house.id, Chore.name == "Front steps")
    ).one()
    plan = replace(drafts.plan_of(steps), minutes=15, supplies="The broom behind the door.")
    drafts.make_draft(steps, home.residents[2], plan, "The leaves take longer in winter.", now)
