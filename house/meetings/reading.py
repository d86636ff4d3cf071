"""What pages show of meetings: those to come, those before, one agenda."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house.db import db
from house.meetings.access import over, visible
from house.meetings.models import AHEAD, GOING_ON, AgendaItem, Meeting, Status
from house.meetings.script import Kind
from house.meetings.taking_part import CarryOver
from house.people.models import Person
from house.viewer import Viewer


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting in a list."""

    id: int
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    status: Status
    called_off_why: str
    moved_from_local: datetime | None
    items: int


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One thing on an agenda; `raised_by` is "" where it is unsigned."""

    id: int
    title: str
    kind: Kind
    minutes_hint: int | None
    content_note: str
    raised_by: str
    is_mine: bool
    added_at: datetime | None
    finished_at: datetime | None
    is_elsewhere: bool
    earlier_id: int | None  # the meeting it was carried over from
    earlier_at: datetime | None
    later_id: int | None  # the meeting it was carried over to
    later_at: datetime | None


def next_meeting(viewer: Viewer, now: datetime) -> MeetingLine | None:
    """The meeting that comes next, or is going on; one that is called off does not."""
    query = _to_come(viewer, now).where(Meeting.status.in_((*AHEAD, *GOING_ON))).limit(1)
    row = db.session.execute(query).first()
    return MeetingLine(*row) if row else None


def other_meetings(viewer: Viewer, now: datetime, than_id: int, most: int) -> list[MeetingLine]:
    """The other meetings to come, soonest first, those called off among them."""
    return _lines(_to_come(viewer, now).where(Meeting.id != than_id).limit(most))


def _to_come(viewer: Viewer, now: datetime) -> sa.Select[Any]:
    return _meetings(viewer).where(~over(now)).order_by(Meeting.starts_at, Meeting.id)


def meetings_before(viewer: Viewer, now: datetime, most: int, before: Meeting | None = None) -> list[MeetingLine]:
    """Meetings that are over, latest first; `before`: from that one further back."""
    query = _meetings(viewer).where(over(now))
    if before:
        further = sa.tuple_(Meeting.ends_at, Meeting.id) < sa.tuple_(
            sa.literal(before.ends_at, Meeting.ends_at.type), sa.literal(before.id)
        )
        query = query.where(further)
    return _lines(query.order_by(Meeting.ends_at.desc(), Meeting.id.desc()).limit(most))


def _meetings(viewer: Viewer) -> sa.Select[Any]:
    items = sa.select(sa.func.count()).where(AgendaItem.meeting_id == Meeting.id).correlate(Meeting).scalar_subquery()
    columns = (Meeting.id, Meeting.title, Meeting.place, Meeting.starts_at, Meeting.ends_at, Meeting.status)
    more = (Meeting.called_off_why, Meeting.moved_from_local, items.label("items"))
    return sa.select(*columns, *more).where(visible(viewer))


def _lines(query: sa.Select[Any]) -> list[MeetingLine]:
    return [MeetingLine(*row) for row in db.session.execute(query)]


def agenda(viewer: Viewer, meeting: Meeting) -> list[ItemLine]:
    """What is on a meeting's agenda, in order, with where it was carried over from and to. One query."""
    came, goes = sa.orm.aliased(CarryOver), sa.orm.aliased(CarryOver)
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(
            AgendaItem.id,
            AgendaItem.title,
            AgendaItem.kind,
            AgendaItem.minutes_hint,
            AgendaItem.content_note,
            sa.func.coalesce(Person.called_name, ""),
            sa.func.coalesce(AgendaItem.raised_by_id == viewer.person_id, sa.false()),
            AgendaItem.added_at,
            AgendaItem.finished_at,
            AgendaItem.is_elsewhere,
            *(column for end in (_meeting_of(came.from_item_id), _meeting_of(goes.to_item_id)) for column in end),
        )
        .outerjoin(Person, Person.id == AgendaItem.raised_by_id)
        .outerjoin(came, came.to_item_id == AgendaItem.id)
        .outerjoin(goes, goes.from_item_id == AgendaItem.id)
        .where(AgendaItem.meeting_id == meeting.id, AgendaItem.house_id == viewer.house_id)
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return [ItemLine(*row) for row in db.session.execute(query)]


def _meeting_of(item_id: Any) -> tuple[Any, Any]:
    """The id and the start of the meeting that another item belongs to."""
    item, meeting = sa.orm.aliased(AgendaItem), sa.orm.aliased(Meeting)

    def of(column: Any) -> Any:
        query = sa.select(column).join(item, item.meeting_id == meeting.id).where(item.id == item_id)
        return query.scalar_subquery()

    return of(meeting.id), of(meeting.starts_at)
