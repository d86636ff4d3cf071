"""Plan the house's regular meeting, for the first time or anew: all that is to come, or from one meeting on."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from house.db import db
from house.meetings.access import can_be_changed
from house.meetings.acts import NotAhead
from house.meetings.going import GoingPlan, going_plans, stamp
from house.meetings.models import Meeting
from house.meetings.moving import ChangedMeanwhile
from house.meetings.plan import MeetingPlan, SeriesPlan
from house.meetings.replacing import replace_plans
from house.people.holding import hold_house
from house.series.models import Series
from house.series.replacing import A_YEAR, Replacing
from house.trust.acts import note_change
from house.when.repeat import starts_between
from house.when.span import to_local


def plan_weekly(house_id: int, by_id: int, plan: MeetingPlan, now: datetime) -> Series:
    """The house meets every week or every second one from now on. See `plan_series`."""
    return plan_series(house_id, by_id, plan.series, now)


def plan_series(house_id: int, by_id: int, plan: SeriesPlan, now: datetime, seen: str | None = None) -> Series:
    """The house meets by this plan from now on, or from its first day, and a year of meetings stands ahead.

    The same plan once more changes nothing. `seen`: the stamp of the plans it was made from. Raises `NeverHappens`,
    `ChangedMeanwhile`, and what `replace_plans` raises.
    """
    # Held, so that of two who plan at once the second meets the first one's plan.
    house = hold_house(house_id)
    local = _wall(now, house.timezone)
    going = going_plans(house_id, local.date())
    first = _in_step(plan, going, local) or plan.first_after(local)
    if len(going) == 1 and going[0].is_as(plan, first):
        return db.session.get_one(Series, going[0].series_id)
    if seen is not None and seen != stamp(going):
        raise ChangedMeanwhile
    begin = max(local, datetime.combine(plan.begins, time())) if plan.begins else local
    what: Replacing[Meeting] = Replacing(tuple(each.series_id for each in going), begin, first)
    series = replace_plans(house, plan, what, now)
    note_change(house_id, by_id, "meeting series", series.id, "planned", now)
    return series


def _in_step(plan: SeriesPlan, going: list[GoingPlan], local: datetime) -> datetime | None:
    """The next start of a plan that repeats as the one before it does: every second week goes on in the same weeks."""
    if not going or going[0].rule != plan.rule or plan.begins:
        return None
    began = datetime.combine(going[0].first_local.date(), plan.at)
    soon = starts_between(plan.rule, began, local, max(local, began) + A_YEAR)
    first = next((start for start in soon if start > local), None)
    return None if first and plan.until and first.date() > plan.until else first


def plan_from(meeting: Meeting, by_id: int, plan: SeriesPlan, seen: str, now: datetime) -> Series:
    """This meeting and those of its series after it follow another plan, of which it is the first.

    The series ends before it, and a new one begins with it. `seen`: its `stamp_of`. Raises `NotAhead`, and what
    `plan_series` raises.
    """
    house = hold_house(meeting.house_id)
    db.session.refresh(meeting, with_for_update=True)
    if not (can_be_changed(meeting, now) and meeting.series_id and meeting.original_start):
        raise NotAhead
    if seen != stamp_of(meeting):
        raise ChangedMeanwhile
    first = plan.first_after(_wall(now, house.timezone))
    what: Replacing[Meeting] = Replacing((meeting.series_id,), meeting.original_start, first, first_is=meeting)
    series = replace_plans(house, plan, what, now)
    note_change(meeting.house_id, by_id, "meeting series", series.id, "planned", now)
    return series


def stamp_of(meeting: Meeting) -> str:
    """What a form remembers of a meeting and the series it is in, to tell whether somebody changed them meanwhile."""
    return f"{meeting.series_id}-{meeting.sequence}"


def _wall(now: datetime, zone: str) -> datetime:
    return to_local(now, ZoneInfo(zone)).replace(tzinfo=None)
