"""A day of the plan with no meeting, known beforehand: it is taken away, and can be put back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.meetings.access import can_be_changed
from house.meetings.acts import NotAhead
from house.meetings.ahead import new_row
from house.meetings.colliding import insist_alone
from house.meetings.leaving import leave, meetings_to_come
from house.meetings.models import Meeting, MeetingSeries
from house.meetings.moving import InThePast
from house.people.holding import hold_house
from house.series.acts import skip_day, start_on
from house.series.models import Series, SkippedDay
from house.trust.acts import note_change


def take_away(meeting: Meeting, by_id: int, now: datetime) -> SkippedDay:
    """The plan has no meeting that day; what is on its agenda goes to the nearest other one.

    Raises `NotAhead` for one that has begun, is called off or is in no series, and `NowhereToGo`.
    """
    hold_house(meeting.house_id)
    db.session.refresh(meeting, with_for_update=True)
    if not (can_be_changed(meeting, now) and meeting.series_id and meeting.original_start):
        raise NotAhead
    series = db.session.get_one(Series, meeting.series_id, with_for_update=True)
    skipped = skip_day(series, meeting.original_start.date(), now)
    note_change(meeting.house_id, by_id, "meeting", meeting.id, "taken away", now)
    leave([meeting], [each for each in meetings_to_come(meeting.house_id, now) if each is not meeting], now)
    return skipped


def put_back(skipped: SkippedDay, by_id: int, now: datetime) -> Meeting | None:
    """The plan has a meeting that day after all; none where its row would only be made later.

    Raises `InThePast`, and `OntoAnother` where another one stands there by now.
    """
    house = hold_house(skipped.house_id)
    zone = ZoneInfo(house.timezone)
    series = db.session.get_one(Series, skipped.series_id, with_for_update=True, populate_existing=True)
    start = start_on(series, skipped.day, zone)
    db.session.delete(skipped)
    db.session.flush()
    note_change(house.id, by_id, "meeting series", series.id, "put back", now)
    if start is None or skipped.day >= series.made_until:
        return None
    details = db.session.scalars(sa.select(MeetingSeries).where(MeetingSeries.series_id == series.id)).one()
    meeting = new_row(details, series, start, zone, now)
    if meeting.starts_at <= now:
        raise InThePast
    db.session.add(meeting)
    db.session.flush()
    insist_alone(meeting)
    return meeting
