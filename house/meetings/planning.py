"""Plan the house's regular meeting, for the first time or anew."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.meetings.ahead import KIND, stand
from house.meetings.models import AHEAD, AgendaItem, Meeting, MeetingSeries
from house.meetings.plan import MeetingPlan
from house.meetings.reading import going_plan
from house.meetings.taking_part import Thought
from house.people.holding import hold_house
from house.series.acts import end_series, start_series
from house.series.models import Series
from house.trust.acts import note_change
from house.when.span import to_local

A_YEAR = timedelta(weeks=52)


def plan_weekly(house_id: int, by_id: int, plan: MeetingPlan, now: datetime) -> Series:
    """The house meets by this plan from now on, and a year of meetings stands ahead.

    Meetings of the plan before that are still to come give way, and what is on their agendas goes to the nearest new
    one. The same plan once more changes nothing.
    """
    # Locked, so that of two who plan at once the second meets the first one's plan.
    house = hold_house(house_id)
    local = to_local(now, ZoneInfo(house.timezone)).replace(tzinfo=None)
    before = going_plan(house_id, local.date())
    if before and before.is_as(plan):
        return db.session.get_one(Series, before.series_id)
    series = start_series(house_id, KIND, plan.rule, plan.first_after(local), plan.minutes, now)
    details = MeetingSeries(house_id=house_id, series_id=series.id, title=plan.title, place=plan.place)
    db.session.add(details)
    meetings = stand(details, series, local.date() + A_YEAR, now)
    if before:
        old = db.session.get_one(Series, before.series_id)
        end_series(old, local.date())
        _give_way(old, meetings, now)
    note_change(house_id, by_id, "meeting series", series.id, "planned", now)
    return series


def _give_way(old: Series, new: list[Meeting], now: datetime) -> None:
    """Meetings to come of an old series go, but for those that were moved by hand or called off."""
    query = sa.select(Meeting).where(
        Meeting.series_id == old.id,
        Meeting.starts_at > now,
        Meeting.status.in_(AHEAD),
        Meeting.starts_local == Meeting.original_start,
    )
    leaving = {meeting.id: meeting for meeting in db.session.scalars(query.with_for_update())}
    items = sa.select(AgendaItem).where(AgendaItem.meeting_id.in_(leaving))
    for item in db.session.scalars(items):
        item.meeting_id = _nearest(new, leaving[item.meeting_id].starts_at).id
    for thought in db.session.scalars(sa.select(Thought).where(Thought.meeting_id.in_(leaving))):
        thought.meeting_id = _nearest(new, leaving[thought.meeting_id or 0].starts_at).id
    db.session.flush()
    db.session.execute(sa.delete(Meeting).where(Meeting.id.in_(leaving)))


def _nearest(meetings: list[Meeting], instant: datetime) -> Meeting:
    return min(meetings, key=lambda meeting: abs(meeting.starts_at - instant))
