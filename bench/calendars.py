"""A house with a calendar of so many entries, and the path of a link to it."""

import os
from datetime import timedelta
from unittest.mock import patch

import sqlalchemy as sa

from bench.houses import House
from house import clock
from house.cli import open_app
from house.config import from_environment
from house.db import db, transaction
from house.diary.models import DiaryDay, DiaryLine
from house.feeds.acts import Plan, make
from house.feeds.models import Detail, Scope
from house.people.models import Membership
from house.people.signing_in import in_force
from house.when.span import DAY


def feed_of(house: House, count: int) -> str:
    """Put that many lines into the diary ahead, and nothing else into a link."""
    with patch.dict(os.environ, house.environment, clear=True):
        app = open_app(from_environment())
    with app.app_context(), transaction():
        now = clock.now()
        theirs = sa.select(Membership.house_id, Membership.person_id).where(in_force(now)).order_by(Membership.id)
        house_id, person_id = db.session.execute(theirs.limit(1)).one()
        db.session.execute(sa.delete(DiaryDay).where(DiaryDay.house_id == house_id))
        line_id = db.session.scalars(sa.select(DiaryLine.id).where(DiaryLine.house_id == house_id).limit(1)).one()
        rows = [_row(house_id, line_id, number) for number in range(count)]
        db.session.execute(sa.insert(DiaryDay), rows)
        token = make(house_id, person_id, Plan("bench", Detail.full, Scope.house_life, ("diary",)), now)
    with app.app_context():
        db.engine.dispose()
    return f"/cal/{token}/house.ics"


def _row(house_id: int, line_id: int, number: int) -> dict[str, object]:
    now = clock.now()
    at = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=number % 12) + (number // 2) * DAY / 2
    return {
        "house_id": house_id,
        "line_id": line_id,
        "original_day": at.date() + number * DAY,
        "words": f"The plumber comes for the {number}th time, and needs the key of the cellar",
        "day": at.date(),
        "begins": at.time().replace(tzinfo=None),
        "ends": at.time().replace(tzinfo=None),
        "starts_at": at,
        "ends_at": at + timedelta(minutes=50),
        "is_by_hand": False,
        "changed_at": now,
        "sequence": 0,
    }
