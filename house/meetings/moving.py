"""One meeting is changed by hand, its time, length, place or title; or one is planned that is in no series."""

from datetime import datetime
from zoneinfo import ZoneInfo

from house.db import db
from house.meetings.access import can_be_changed
from house.meetings.acts import NotAhead
from house.meetings.colliding import insist_alone
from house.meetings.models import Meeting
from house.meetings.plan import OneMeeting
from house.people.holding import hold_house
from house.trust.acts import note_change


class InThePast(Exception):
    """The time it is given has passed already."""


class ChangedMeanwhile(Exception):
    """Somebody else changed it since the form was opened."""


def change_one(meeting: Meeting, by_id: int, to: OneMeeting, seen: int, now: datetime) -> None:
    """Change this meeting and no other; what is on its agenda stays with it, and plans leave it as it is from now on.

    `seen`: its sequence when it was looked at. Raises `NotAhead`, `ChangedMeanwhile`, `InThePast` and `OntoAnother`.
    """
    house = hold_house(meeting.house_id)
    db.session.refresh(meeting, with_for_update=True)
    if not can_be_changed(meeting, now):
        raise NotAhead
    if meeting.sequence != seen:
        raise ChangedMeanwhile
    before = meeting.starts_local
    if not put_details(meeting, to, ZoneInfo(house.timezone), now):
        return
    meeting.edited_by_hand_at = now
    meeting.remember_where(before)
    _keep(meeting, by_id, "changed", now)


def put_details(meeting: Meeting, to: OneMeeting, zone: ZoneInfo, now: datetime) -> bool:
    """Give a meeting its time, place and title; whether anything is another than before, which calendars take over."""
    before = (meeting.starts_at, meeting.ends_at, meeting.place, meeting.title)
    meeting.stand_at(to.starts, to.minutes, zone)
    meeting.place, meeting.title = to.place, to.title
    if before == (meeting.starts_at, meeting.ends_at, meeting.place, meeting.title):
        return False
    meeting.moved(now)
    return True


def plan_extra(house_id: int, by_id: int, plan: OneMeeting, now: datetime) -> Meeting:
    """One meeting that is in no series. Raises `InThePast` and `OntoAnother`."""
    house = hold_house(house_id)
    meeting = Meeting(house_id=house_id, title=plan.title, place=plan.place, changed_at=now)
    meeting.stand_at(plan.starts, plan.minutes, ZoneInfo(house.timezone))
    db.session.add(meeting)
    _keep(meeting, by_id, "planned", now)
    return meeting


def _keep(meeting: Meeting, by_id: int, action: str, now: datetime) -> None:
    if meeting.starts_at <= now:
        raise InThePast
    db.session.flush()
    insist_alone(meeting)
    note_change(meeting.house_id, by_id, "meeting", meeting.id, action, now)
