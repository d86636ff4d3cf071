"""The times circles meet in the year ahead stand as rows, so that each can be answered, moved and called off."""

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from house import facts
from house.gatherings.circle_models import Circle, CircleSession
from house.series.ahead import stand_further
from house.series.models import Series
from house.series.standing import wall_time

KIND = "circle"


@facts.rows_needed.connect
def stand_circles(house_id: int, until: date, now: datetime) -> None:
    """Let what every circle that comes round has stand as rows, as far ahead in calendars as house meetings do."""
    stand_further(Circle, house_id, KIND, until, partial(new_row, now=now))


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
