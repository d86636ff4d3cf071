"""An agenda: its order, what is fixed in print two days before, what is finished, and what carries over."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from house.db import db
from house.meetings.access import has_started, is_ahead, is_over, over
from house.meetings.acts import AgendaClosed, ItemWords, put_last
from house.meetings.leaving import proposals_follow
from house.meetings.models import AHEAD, GOING_ON, AgendaItem, Meeting
from house.meetings.taking_part import CarryOver
from house.trust.acts import note_change

# It is seen at once, and two days before the meeting it is printed: from then on the order on paper holds.
FIXED_BEFORE = timedelta(hours=48)


class OrderFixed(Exception):
    """The agenda is printed, so what stands on it keeps its order."""


class OrderChanged(Exception):
    """Somebody else was first: the order is not the one that was seen."""


class NotOver(Exception):
    """Only what a meeting left unfinished carries over, once it is over."""


class CarriedAlready(Exception):
    """It stands on a later agenda already."""


class NoNextMeeting(Exception):
    """No meeting is planned that it could go to."""


def fixed_at(meeting: Meeting) -> datetime:
    """When its agenda is fixed in print."""
    return meeting.starts_at - FIXED_BEFORE


def is_in_print(added_at: datetime | None, meeting: Meeting) -> bool:
    """Whether an item stands on the printed agenda, or comes under "Added later"."""
    return added_at is None or added_at < fixed_at(meeting)


def can_move(added_at: datetime | None, meeting: Meeting, now: datetime) -> bool:
    """Whether an item may change its place: until the agenda is printed, and what was added later until the end."""
    return is_ahead(meeting, now) and (now < fixed_at(meeting) or not is_in_print(added_at, meeting))


def move(meeting: Meeting, item: AgendaItem, before_id: int | None, seen: int, by_id: int, now: datetime) -> None:
    """Put an item before another one of the same part of the agenda, or last in it (None). The meeting is held.

    `seen` is the order its mover saw. Raises `AgendaClosed`, `OrderFixed`, and `OrderChanged` if it is another by now.
    """
    if not is_ahead(meeting, now):
        raise AgendaClosed
    if not can_move(item.added_at, meeting, now):
        raise OrderFixed
    if seen != meeting.agenda_order:
        raise OrderChanged
    printed, later = _parts(meeting)
    part = printed if item in printed else later
    part.remove(item)
    part.insert(_place(part, before_id), item)
    for position, each in enumerate([*printed, *later], 1):
        each.position = position
    meeting.agenda_order += 1
    note_change(meeting.house_id, by_id, "meeting", meeting.id, "agenda ordered", now)
    db.session.flush()


def _parts(meeting: Meeting) -> tuple[list[AgendaItem], list[AgendaItem]]:
    query = sa.select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    items = db.session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)).all()
    printed = [each for each in items if is_in_print(each.added_at, meeting)]
    return printed, [each for each in items if each not in printed]


def _place(part: list[AgendaItem], before_id: int | None) -> int:
    if before_id is None:
        return len(part)
    for place, each in enumerate(part):
        if each.id == before_id:
            return place
    raise OrderChanged  # it was taken off meanwhile, or is the item itself


def finish(meeting: Meeting, item: AgendaItem, is_finished: bool, by_id: int, now: datetime) -> None:
    """Say that the meeting is through with something, or is not after all. Raises `AgendaClosed` before its start."""
    if not has_started(meeting, now):
        raise AgendaClosed
    if is_finished == (item.finished_at is not None):
        return
    item.finished_at = now if is_finished else None
    note_change(item.house_id, by_id, "agenda item", item.id, "finished" if is_finished else "open again", now)
    db.session.flush()


def carry_over(meeting: Meeting, item: AgendaItem, by_id: int, now: datetime) -> Meeting:
    """Put what a meeting left unfinished on the next agenda, once; the earlier one keeps it too. The house is held.

    Raises `NotOver`, `CarriedAlready`, `NoNextMeeting`, and `AgendaFull` for the next one.
    """
    if not is_over(meeting, now) or item.finished_at is not None:
        raise NotOver
    if db.session.scalar(sa.select(CarryOver.id).where(CarryOver.from_item_id == item.id)) is not None:
        raise CarriedAlready
    following = db.session.scalars(_next_meetings(meeting, now)).first()
    if following is None:
        raise NoNextMeeting
    words = ItemWords(item.title, item.kind, item.minutes_hint, item.content_note)
    carried = put_last(following, item.raised_by_id, words, now)
    db.session.add(CarryOver(house_id=item.house_id, from_item_id=item.id, to_item_id=carried.id))
    proposals_follow(item.id, carried)
    note_change(item.house_id, by_id, "agenda item", item.id, "carried over", now)
    db.session.flush()
    return following


def _next_meetings(meeting: Meeting, now: datetime) -> sa.Select[Meeting]:
    open_ones = (Meeting.house_id == meeting.house_id, ~over(now), Meeting.status.in_((*AHEAD, *GOING_ON)))
    return sa.select(Meeting).where(*open_ones).order_by(Meeting.starts_at, Meeting.id).limit(1)
