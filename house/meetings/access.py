"""Who may see, plan and call off meetings, and bring something to them."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from house.meetings.models import AHEAD, GOING_ON, HELD, AgendaItem, Meeting, Status
from house.meetings.taking_part import MeetingRole, Thought
from house.series.models import SkippedDay
from house.viewer import Viewer

GOES_ON_FOR = timedelta(hours=12)


def may_see(viewer: Viewer, meeting: Meeting) -> bool:
    """Meetings and their agendas are for everyone of the house."""
    return viewer.house_id == meeting.house_id


def visible(viewer: Viewer) -> sa.ColumnElement[bool]:
    """The condition that `may_see` states."""
    return Meeting.house_id == viewer.house_id


def may_plan(viewer: Viewer) -> bool:
    """The meeting is the residents' own; a coordinator can plan it for them."""
    return viewer.is_resident or viewer.is_coordinator


def may_arrange(viewer: Viewer, meeting: Meeting) -> bool:
    """Who may plan meetings may call one off and put it back on."""
    return may_see(viewer, meeting) and may_plan(viewer)


def may_take_off(viewer: Viewer, item: AgendaItem) -> bool:
    """An item is for whoever signed it to take off again; an unsigned one is nobody's."""
    return viewer.house_id == item.house_id and viewer.person_id == item.raised_by_id


def may_see_item(viewer: Viewer, item: AgendaItem) -> bool:
    """Whoever sees the meeting may order its agenda, say that something is finished, and carry it over."""
    return viewer.house_id == item.house_id


def may_change_thought(viewer: Viewer, thought: Thought) -> bool:
    """A thought is for whoever signed it to change and take away; an unsigned one is nobody's."""
    return viewer.house_id == thought.house_id and viewer.person_id == thought.written_by_id


def may_ask(viewer: Viewer, meeting: Meeting) -> bool:
    """Residents ask each other and others for roles, and take one themselves; it is their meeting."""
    return may_see(viewer, meeting) and viewer.is_resident


def may_take_back_asking(viewer: Viewer, role: MeetingRole) -> bool:
    """Who may ask may also take it back."""
    return viewer.house_id == role.house_id and viewer.is_resident


def may_answer(viewer: Viewer, role: MeetingRole) -> bool:
    """Being asked is answered, and a role given back, by whoever it is about."""
    return viewer.house_id == role.house_id and viewer.person_id == role.person_id


def goes_on(now: datetime) -> sa.ColumnElement[bool]:
    """The condition that `is_going_on` states."""
    return sa.and_(Meeting.status.in_(GOING_ON), Meeting.ends_at > now - GOES_ON_FOR)


def over(now: datetime) -> sa.ColumnElement[bool]:
    """The condition that `is_over` states."""
    return sa.or_(Meeting.status.in_(HELD), sa.and_(Meeting.ends_at <= now, ~goes_on(now)))


def comes_after(meeting: Meeting) -> tuple[sa.ColumnElement[bool], ...]:
    """The conditions of a meeting of the same house that comes after this one, and is not called off."""
    is_later = sa.tuple_(Meeting.starts_at, Meeting.id) > sa.tuple_(
        sa.literal(meeting.starts_at, Meeting.starts_at.type), sa.literal(meeting.id)
    )
    return Meeting.house_id == meeting.house_id, is_later, Meeting.status != Status.called_off


def is_going_on(meeting: Meeting, now: datetime) -> bool:
    """Whether it was begun and nobody has ended it; half a day after its end it counts as ended by itself."""
    return still_goes_on(meeting.status, meeting.ends_at, now)


def still_goes_on(status: Status, ends_at: datetime, now: datetime) -> bool:
    """`is_going_on`, of a line of a list."""
    return status in GOING_ON and now < ends_at + GOES_ON_FOR


def is_over(meeting: Meeting, now: datetime) -> bool:
    """Whether it was ended, or its end has come and it does not go on."""
    return meeting.status in HELD or (meeting.ends_at <= now and not is_going_on(meeting, now))


def is_open(meeting: Meeting, now: datetime) -> bool:
    """Whether something can come onto its agenda, and its roles can go to others: to come, or going on."""
    return is_ahead(meeting, now) or is_going_on(meeting, now)


def has_started(meeting: Meeting, now: datetime) -> bool:
    """Whether it was begun or its start has come, and it is not called off."""
    return meeting.status in (*GOING_ON, *HELD) or (meeting.status in AHEAD and meeting.starts_at <= now)


def is_ahead(meeting: Meeting, now: datetime) -> bool:
    """Whether it is to come, or its time has come and nobody has begun it: it can be called off."""
    return meeting.status in AHEAD and not is_over(meeting, now)


def can_be_changed(meeting: Meeting, now: datetime) -> bool:
    """Whether it is still to begin, and not called off: its time, its place and its title can become others."""
    return meeting.status in AHEAD and meeting.starts_at > now


def may_put_back(viewer: Viewer, skipped: SkippedDay) -> bool:
    """A day left out of the plan is put back by who may plan meetings."""
    return viewer.house_id == skipped.house_id and may_plan(viewer)


def can_be_put_back_on(meeting: Meeting, now: datetime) -> bool:
    """Whether it is called off and its time has not passed."""
    return meeting.status is Status.called_off and not is_over(meeting, now)
