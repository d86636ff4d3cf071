"""A plan takes the place of those before it, from a wall time on. What came before that time is never rewritten.

A meeting of the old plan that corresponds to one of the new is the same meeting, moved: it keeps its id, its agenda
and whatever else people put to it, and calendars show it moved. One that was changed by hand or called off stays as it
is, and stands for the meeting of the new plan it corresponds to.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from house.db import db
from house.meetings.access import can_be_changed
from house.meetings.ahead import KIND, new_row
from house.meetings.colliding import insist_series_alone
from house.meetings.leaving import leave, meetings_to_come
from house.meetings.models import Meeting, MeetingSeries
from house.meetings.moving import put_details
from house.meetings.plan import OneMeeting, SeriesPlan
from house.people.models import House
from house.series.models import Series
from house.series.replacing import Keeping, Replacing, begin_anew, take_over
from house.series.standing import wall_time


def replace_plans(house: House, plan: SeriesPlan, what: Replacing[Meeting], now: datetime) -> Series:
    """A new series instead of others, with its meetings of the year ahead. The house is held by whoever asks.

    Raises `OntoAnother`, and `NowhereToGo` for things on agendas that would be left without a meeting.
    """
    anew = begin_anew(house, KIND, Meeting, plan, what, now)
    details = MeetingSeries(house_id=house.id, series_id=anew.series.id, title=plan.title, place=plan.place)
    db.session.add(details)
    gone = take_over(anew, _keeping(details, anew.series, ZoneInfo(house.timezone), now))
    gone_ids = {each.id for each in gone}
    leave(gone, [each for each in meetings_to_come(house.id, now) if each.id not in gone_ids], now)
    insist_series_alone(house.id, anew.series.id, now)
    return anew.series


def _keeping(details: MeetingSeries, series: Series, zone: ZoneInfo, now: datetime) -> Keeping[Meeting]:
    def put(meeting: Meeting, start: datetime) -> None:
        to = OneMeeting(wall_time(series, start), series.minutes, details.place, details.title)
        put_details(meeting, to, zone, now)

    return Keeping(
        new=lambda start: new_row(details, series, start, zone, now),
        follows=lambda meeting: follows_plans(meeting, now),
        put=put,
    )


def follows_plans(meeting: Meeting, now: datetime) -> bool:
    """Whether a change of the plan changes this meeting: it is to come, and nobody changed it by hand."""
    return can_be_changed(meeting, now) and meeting.edited_by_hand_at is None
