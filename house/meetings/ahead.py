"""The meetings of the year ahead stand as rows, so that each can be added to, moved and remembered by itself."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house import facts
from house.db import db
from house.meetings.models import Meeting, MeetingSeries
from house.people.models import House
from house.series.acts import rows_due, series_behind
from house.series.models import Series
from house.series.standing import wall_time

KIND = "meeting"
# The house keeps its rows eight weeks ahead; people look further ahead for a meeting: a year.
FURTHER = timedelta(weeks=44)


@facts.rows_needed.connect
def stand_meetings(house_id: int, until: date, now: datetime) -> None:
    """Let the meetings of every series stand as rows, 44 weeks further than other things."""
    behind = {series.id: series for series in series_behind(house_id, KIND, until + FURTHER)}
    plans = sa.select(MeetingSeries).where(MeetingSeries.series_id.in_(behind)).order_by(MeetingSeries.id)
    for plan in db.session.scalars(plans).all():
        stand(plan, behind[plan.series_id], until + FURTHER, now)


def stand(plan: MeetingSeries, series: Series, until: date, now: datetime) -> list[Meeting]:
    """Make the meetings of a series before a day that are not rows yet."""
    zone = ZoneInfo(db.session.get_one(House, plan.house_id).timezone)
    meetings = [new_row(plan, series, start, zone, now) for start in rows_due(series, until, zone)]
    db.session.add_all(meetings)
    db.session.flush()
    return meetings


def new_row(plan: MeetingSeries, series: Series, start: datetime, zone: ZoneInfo, now: datetime) -> Meeting:
    """One row of a series, not yet among those that are kept."""
    meeting = Meeting(
        house_id=plan.house_id,
        series_id=series.id,
        original_start=start,
        title=plan.title,
        place=plan.place,
        changed_at=now,
    )
    meeting.stand_at(wall_time(series, start), series.minutes, zone)
    return meeting
