"""The meetings of the year ahead stand as rows, so that each can be added to, moved and remembered by itself."""

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from house import facts
from house.meetings.models import Meeting, MeetingSeries
from house.series.ahead import stand_further
from house.series.models import Series
from house.series.standing import wall_time

KIND = "meeting"


@facts.rows_needed.connect
def stand_meetings(house_id: int, until: date, now: datetime) -> None:
    """Let the meetings of every series stand as rows, 44 weeks further than other things."""
    stand_further(MeetingSeries, house_id, KIND, until, partial(new_row, now=now))


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
