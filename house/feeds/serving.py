"""Answer a calendar program: the calendar, or a notice that the link was switched off (FEEDS.md, settled)."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from dateutil.relativedelta import relativedelta

from house.chores.entries import entries as chore_entries
from house.db import db
from house.diary.entries import entries as diary_entries
from house.feeds.acts import PURPOSE
from house.feeds.models import Detail, Feed
from house.gatherings.entries import entries as gathering_entries
from house.meetings.action_entries import entries as action_entries
from house.meetings.entries import entries as meeting_entries
from house.people.belonging import Purpose
from house.people.consents import consented
from house.people.models import House
from house.people.signing_in import viewer_of
from house.rosters.entries import entries as shift_entries
from house.tokens import hash_token
from house.viewer import Viewer
from house.when.entry import Entry
from house.when.span import Span, days_span

if TYPE_CHECKING:
    from house.feeds.ical import Names

PAST, AHEAD = relativedelta(months=3), relativedelta(months=12)
TOMBSTONE_LASTS = timedelta(days=90)
CALLED_OFF_STAYS = timedelta(days=14)
FOR_EVERYONE = ("meeting", "diary")


@cache
def ical() -> Any:
    """What writes calendars: read in when the first is asked for, because icalendar is slow to start (SPEED S10)."""
    return import_module("house.feeds.ical")


@dataclass(frozen=True, slots=True)
class Found:
    """A calendar link and the house it belongs to."""

    id: int
    owner_id: int
    house_id: int
    detail: str
    ended_at: datetime | None
    last_fetched_at: datetime | None
    quiet_name: str
    timezone: str
    house_made_at: datetime


def find_feed(token: str) -> Found | None:
    """The link with this secret, switched off or not."""
    query = (
        sa.select(
            Feed.id,
            Feed.owner_id,
            Feed.house_id,
            _detail(),
            Feed.ended_at,
            Feed.last_fetched_at,
            House.quiet_name,
            House.timezone,
            House.made_at,
        )
        .join(House, House.id == Feed.house_id)
        .where(Feed.token_hash == hash_token(token, PURPOSE))
    )
    row = db.session.execute(query).one_or_none()
    return Found(*row) if row else None


def _detail() -> sa.ColumnElement[str]:
    """How much a link says now: full names only while its owner says yes to them (Purpose.calendar)."""
    agreed = consented(Purpose.calendar, Feed.owner_id, Feed.house_id)
    is_too_much = sa.and_(Feed.detail == Detail.full, ~agreed)
    return sa.case((is_too_much, Detail.quiet.value), else_=sa.cast(Feed.detail, sa.String))


def body(feed: Found, base_url: str, now: datetime) -> tuple[bytes, tuple[str, ...]] | None:
    """The calendar's bytes and the keys of entries left out; None when the link has been off for 90 days."""
    today = now.astimezone(ZoneInfo(feed.timezone)).date()
    viewer = None if feed.ended_at else viewer_of(feed.owner_id, feed.house_id, now)
    if viewer is None:
        off_since = feed.ended_at or now
        gone = now - off_since > TOMBSTONE_LASTS
        return None if gone else (ical().tombstone(_names(feed, base_url), _off_day(off_since, feed)), ())
    entries = _entries(viewer, feed.detail, today, now)
    built = ical().calendar(entries, feed.detail, _names(feed, base_url), today.replace(day=1))
    return built.body, built.left_out


def _off_day(off_since: datetime, feed: Found) -> date:
    return off_since.astimezone(ZoneInfo(feed.timezone)).date()


def _entries(viewer: Viewer, detail: str, today: date, now: datetime) -> list[Entry]:
    """What is mine, meetings and the diary; check-ins offer no entries, so none can be here."""
    window = window_around(today, viewer.zone)
    # Bin night makes nobody busy.
    diary = () if detail == Detail.busy else (diary_entries,)
    rooms = (shift_entries, chore_entries, meeting_entries, action_entries, gathering_entries, *diary)
    every = [entry for offered in rooms for entry in offered(viewer, window)]
    return [each for each in every if (each.is_mine or each.kind in FOR_EVERYONE) and not _has_left(each, now)]


def _has_left(entry: Entry, now: datetime) -> bool:
    """A called-off thing stays struck through for 14 days, then leaves."""
    return entry.is_called_off and now - entry.changed_at > CALLED_OFF_STAYS


def window_around(today: date, zone: ZoneInfo) -> Span:
    """From 3 months back to 12 ahead, cut at month starts so that a midnight changes nothing."""
    month = today.replace(day=1)
    return days_span(month - PAST, month + AHEAD, zone)


def _names(feed: Found, base_url: str) -> "Names":
    # The UIDs' host never changes in a house's life, whatever address people type: it is made from its first instant.
    host = hashlib.sha256(f"{feed.house_id}|{feed.house_made_at.isoformat()}".encode()).hexdigest()[:16]
    names: Names = ical().Names(
        calendar=feed.quiet_name, zone=feed.timezone, host=f"{host}.house.invalid", base_url=base_url
    )
    return names
