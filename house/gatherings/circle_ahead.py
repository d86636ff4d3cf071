"""The times circles meet in the year ahead stand as rows, so that each can be answered, moved and called off."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house import facts
from house.db import db
from house.gatherings.circle_models import Circle, CircleSession
from house.people.models import House
from house.series.acts import rows_due, series_behind
from house.series.models import Series
from house.series.standing import wall_time

KIND = "circle"
# The house keeps its rows eight weeks ahead; a circle stands in calendars for a year, as house meetings do.
FURTHER = timedelta(weeks=44)


@facts.rows_needed.connect
def stand_circles(house_id: int, until: date, now: datetime) -> None:
    """Let what every circle that comes round has stand as rows."""
    behind = {series.id: series for series in series_behind(house_id, KIND, until + FURTHER)}
    circles = sa.select(Circle).where(Circle.series_id.in_(behind)).order_by(Circle.id)
    for circle in db.session.scalars(circles).all():
        stand(circle, behind[circle.series_id or 0], until + FURTHER, now)


def stand(circle: Circle, series: Series, until: date, now: datetime) -> None:
    """Make the rows of a circle before a day that are not there yet."""
    zone = ZoneInfo(db.session.get_one(House, circle.house_id).timezone)
    db.session.add_all(new_row(circle, series, start, zone, now) for start in rows_due(series, until, zone))
    db.session.flush()


def new_row(circle: Circle, series: Series, start: datetime, zone: ZoneInfo, now: datetime) -> CircleSession:
    """One time of a circle that comes round, not yet among those that are kept."""
    session = CircleSession(
        house_id=circle.house_id,
        circle_id=circle.id,
        series_id=series.id,
        original_start=start,
        place=circle.place,
        capacity=circle.capacity,
        changed_at=now,
    )
    session.stand_at(wall_time(series, start), series.minutes, zone)
    return session
