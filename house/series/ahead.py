"""What people look a year ahead for stands as rows further than the eight weeks that the house keeps."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.people.models import House
from house.series.acts import rows_due, series_behind
from house.series.models import Series

FURTHER = timedelta(weeks=44)
NewRow = Callable[[Any, Series, datetime, ZoneInfo], object]


def stand_further(planned: Any, house_id: int, kind: str, until: date, new_row: NewRow) -> None:
    """Let the rows of all that is planned of a kind stand, each in a series, up to 44 weeks after a day."""
    behind = {series.id: series for series in series_behind(house_id, kind, until + FURTHER)}
    if not behind:
        return
    zone = ZoneInfo(db.session.get_one(House, house_id).timezone)
    for each in db.session.scalars(sa.select(planned).where(planned.series_id.in_(behind)).order_by(planned.id)).all():
        series = behind[each.series_id]
        db.session.add_all(new_row(each, series, start, zone) for start in rows_due(series, until + FURTHER, zone))
    db.session.flush()
