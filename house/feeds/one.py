"""One thing of the house as a calendar file, for whoever takes it along.

Its UID, times and words are those of their own link with full names. Its stamp and SEQUENCE are those of the thing
itself, where a link counts what each reader was told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.chores.between import Together
from house.chores.entries import entries as chore_entries
from house.chores.models import Turn
from house.db import db
from house.diary.entries import entries as diary_entries
from house.diary.models import DiaryDay
from house.feeds.naming import uid_host
from house.feeds.serving import ical
from house.gatherings.chat_models import Chat
from house.gatherings.circle_models import CircleSession
from house.gatherings.entries import entries as gathering_entries
from house.meetings.action_entries import entries as action_entries
from house.meetings.action_models import Action
from house.meetings.entries import entries as meeting_entries
from house.meetings.models import Meeting
from house.people.models import House
from house.rosters.entries import entries as shift_entries
from house.rosters.models import Shift
from house.viewer import Viewer
from house.web import id_in
from house.when.entry import Entry
from house.when.span import DAY, Span, to_instant


@dataclass(frozen=True, slots=True)
class Source:
    """Which room offers entries of a kind, and where their times stand."""

    entries: Callable[[Viewer, Span], list[Entry]]
    table: Any
    starts: Any
    ends: Any
    is_everyones: bool = False  # otherwise each takes along what is theirs


# By the first part of an entry's key. A room that offers entries adds its line, and its pages a link.
SOURCES: dict[str, Source] = {
    "action": Source(action_entries, Action, Action.by_day, Action.by_day),
    "chat": Source(gathering_entries, Chat, Chat.starts_at, Chat.ends_at),
    "circle": Source(
        gathering_entries, CircleSession, CircleSession.starts_at, CircleSession.ends_at, is_everyones=True
    ),
    "diary": Source(diary_entries, DiaryDay, DiaryDay.starts_at, DiaryDay.ends_at, is_everyones=True),
    "meeting": Source(meeting_entries, Meeting, Meeting.starts_at, Meeting.ends_at, is_everyones=True),
    "shift": Source(shift_entries, Shift, Shift.starts_at, Shift.ends_at),
    "together": Source(chore_entries, Together, Together.starts_at, Together.ends_at),
    "turn": Source(chore_entries, Turn, Turn.window_from, Turn.window_to),
}


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """An entry that this viewer can take along, and when its house was made."""

    entry: Entry
    house_made_at: datetime


def find_entry(viewer: Viewer, key: str) -> TakenAlong | None:
    """The entry with this key, as the viewer's own calendar has it; None alike when absent and when not theirs."""
    kind, _, number = key.rpartition("-")
    source, thing_id = SOURCES.get(kind), id_in(number)
    if source is None or thing_id is None or key != f"{kind}-{thing_id}":
        return None
    row = db.session.execute(_times(source, thing_id, viewer.house_id)).one_or_none()
    if row is None or row.starts is None:
        return None
    for entry in source.entries(viewer, _window(row.starts, row.ends, viewer.zone)):
        if entry.key == key and (entry.is_mine or source.is_everyones):
            return TakenAlong(entry, row.made_at)
    return None


def _times(source: Source, thing_id: int, house_id: int) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(source.starts.label("starts"), source.ends.label("ends"), House.made_at)
        .join(House, House.id == source.table.house_id)
        .where(source.table.id == thing_id, source.table.house_id == house_id)
    )


def _window(starts: date, ends: date, zone: ZoneInfo) -> Span:
    """Its own time, in which its room is asked; of a day, all of it."""
    first, last = (moment if isinstance(moment, datetime) else _midnight(moment, zone) for moment in (starts, ends))
    return Span(first, max(last, first + DAY))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return to_instant(datetime.combine(day, time()), zone)


def as_calendar(found: TakenAlong, viewer: Viewer, base_url: str, today: date) -> bytes | None:
    """A file with this one entry, its full title and the UID that feeds give it; None if no calendar can say it."""
    names = ical().Names(
        calendar=viewer.quiet_name,
        zone=viewer.zone.key,
        host=uid_host(viewer.house_id, found.house_made_at),
        base_url=base_url,
    )
    try:
        told: bytes = ical().alone(found.entry, "full", names, today.replace(day=1))
    except (ValueError, TypeError, OverflowError):
        return None
    return told
