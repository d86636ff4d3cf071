"""A plan takes the place of those before it, from a wall time on. What came before that time is never rewritten.

A meeting of the old plan that corresponds to one of the new is the same meeting, moved: it keeps its id, its agenda
and whatever else people put to it, and calendars show it moved. One that was changed by hand or called off stays as it
is, and stands for the meeting of the new plan it corresponds to.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.meetings.access import can_be_changed
from house.meetings.ahead import KIND, new_row, wall_time
from house.meetings.colliding import insist_series_alone
from house.meetings.leaving import leave, meetings_to_come
from house.meetings.models import Meeting, MeetingSeries
from house.meetings.moving import put_details
from house.meetings.plan import OneMeeting, SeriesPlan
from house.people.models import House
from house.series.acts import end_series, pass_on_skipped_days, rows_due, start_series
from house.series.models import Series
from house.when.pairs import pair
from house.when.span import DAY, to_local

A_YEAR = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class Replacing:
    """What is replaced, and from when: `begin` is a wall time, `first` that of the new plan's first meeting."""

    olds: tuple[int, ...]  # ids of series
    begin: datetime
    first: datetime
    first_is: Meeting | None = None  # the meeting that becomes the first one, whatever it corresponds to


def replace_plans(house: House, plan: SeriesPlan, what: Replacing, now: datetime) -> Series:
    """A new series instead of others, with its meetings of the year ahead. The house is held by whoever asks.

    Raises `OntoAnother`, and `NowhereToGo` for things on agendas that would be left without a meeting.
    """
    zone = ZoneInfo(house.timezone)
    today = to_local(now, zone).date()
    olds = _ended(what, today)
    leaving = _of_the_plans_before(what)
    ends_on = plan.until + DAY if plan.until else None
    series = start_series(house.id, KIND, plan.rule, what.first, plan.minutes, now, ends_on)
    details = MeetingSeries(house_id=house.id, series_id=series.id, title=plan.title, place=plan.place)
    db.session.add(details)
    pass_on_skipped_days([old.id for old in olds], series, what.begin.date(), zone)
    # Not less far than the old plan's: else meetings further ahead would go now and come again later as others.
    until = max([today + A_YEAR, what.first.date() + DAY, *(old.made_until for old in olds)])
    staying = _take_over(details, series, rows_due(series, until, zone), leaving, what.first_is, zone, now)
    gone = [each for each in leaving if each not in staying and follows_plans(each, now)]
    gone_ids = {each.id for each in gone}
    leave(gone, [each for each in meetings_to_come(house.id, now) if each.id not in gone_ids], now)
    insist_series_alone(house.id, series.id, now)
    return series


def _ended(what: Replacing, today: date) -> list[Series]:
    """The old series, which end there; one that would only have begun later is over as of today."""
    olds = list(db.session.scalars(sa.select(Series).where(Series.id.in_(what.olds)).order_by(Series.id)))
    for old in olds:
        end_series(old, what.begin.date() if old.first_local < what.begin else today)
    return olds


def _of_the_plans_before(what: Replacing) -> list[Meeting]:
    # Asked after the old series ended: whoever was making their rows meanwhile is done, and nobody begins.
    query = sa.select(Meeting).where(Meeting.series_id.in_(what.olds), Meeting.original_start >= what.begin)
    ordered = query.order_by(Meeting.original_start, Meeting.id)
    return list(db.session.scalars(ordered.with_for_update().execution_options(populate_existing=True)))


def _take_over(
    details: MeetingSeries,
    series: Series,
    starts: list[datetime],
    leaving: list[Meeting],
    first_is: Meeting | None,
    zone: ZoneInfo,
    now: datetime,
) -> list[Meeting]:
    """Let each start of the new series be the meeting it corresponds to, or a new one; the old ones that stay."""
    same = _corresponding(starts, leaving, first_is)
    if first_is:
        first_is.edited_by_hand_at = first_is.moved_from_local = None
    for place, start in enumerate(starts):
        meeting = same.get(place)
        if meeting is None:
            db.session.add(new_row(details, series, start, zone, now))
            continue
        meeting.series_id, meeting.original_start = series.id, start
        if follows_plans(meeting, now):
            to = OneMeeting(wall_time(series, start), series.minutes, details.place, details.title)
            put_details(meeting, to, zone, now)
    db.session.flush()
    return list(same.values())


def _corresponding(starts: list[datetime], leaving: list[Meeting], first_is: Meeting | None) -> dict[int, Meeting]:
    """The meeting that each start of the new plan goes on with, by its place among them."""
    others = [each for each in leaving if each is not first_is]
    skip = 1 if first_is and starts else 0
    pairs = pair([each.original_start for each in others if each.original_start], starts[skip:])
    same = {new + skip: others[old] for new, old in pairs.items()}
    return {0: first_is, **same} if first_is and starts else same


def follows_plans(meeting: Meeting, now: datetime) -> bool:
    """Whether a change of the plan changes this meeting: it is to come, and nobody changed it by hand."""
    return can_be_changed(meeting, now) and meeting.edited_by_hand_at is None
