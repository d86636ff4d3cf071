"""Answer a calendar program: what is kept, built anew where it no longer holds; or that the link was switched off."""

import base64
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from dateutil.relativedelta import relativedelta
from flask_babel import gettext

from house.db import db, open_sealed, rows_changed, sealed_text, small_transaction
from house.feeds.acts import switch_off_by_id
from house.feeds.finding import Found, made_by
from house.feeds.models import Feed
from house.feeds.naming import uid_host
from house.feeds.offering import carried, may_have
from house.people.signing_in import secret_key, viewer_of
from house.tokens import keyed_hash
from house.viewer import Viewer
from house.when.entry import Entry
from house.when.span import DAY, Span, days_span, to_instant

if TYPE_CHECKING:
    from house.feeds.ical import Names
    from house.feeds.kept import Kept, Renewed

PAST, AHEAD = relativedelta(months=3), relativedelta(months=12)
TOMBSTONE_LASTS = timedelta(days=90)
CALLED_OFF_STAYS = timedelta(days=14)


@cache
def ical() -> Any:
    """What writes calendars: read in when the first is asked for, because icalendar is slow to start (SPEED S10)."""
    return import_module("house.feeds.ical")


@cache
def kept_parts() -> Any:
    """What keeps them, likewise."""
    return import_module("house.feeds.kept")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar's bytes, compressed, with what tells them from others; None for bytes that were not asked for."""

    etag: str
    changed_at: datetime
    packed: bytes | None
    left_out: tuple[str, ...] = ()


def unpacked(packed: bytes) -> bytes:
    """Its bytes."""
    return gzip.decompress(packed)


def packed_up(body: bytes) -> bytes:
    """Bytes as they are kept and sent to who asks for them compressed: equal bytes, equal result."""
    return gzip.compress(body, 6, mtime=0)


def kept_calendar(feed: Found) -> Calendar:
    """What is kept, without its bytes."""
    assert feed.etag and feed.changed_at  # noqa: S101  # asked of those alone for which something is kept
    return Calendar(feed.etag, feed.changed_at, None)


class Overtaken(Exception):
    """Somebody else's change was kept first: another build of this calendar, or the end of its link."""


def with_bytes(feed: Found) -> Calendar:
    """What is kept, with its bytes: the second question of two. Raises `Overtaken`."""
    query = sa.select(Feed.etag, Feed.changed_at, Feed.body_sealed).where(Feed.id == feed.id)
    etag, changed_at, sealed = db.session.execute(query).one()
    if etag is None or changed_at is None or sealed is None:
        raise Overtaken
    return Calendar(etag, changed_at, _opened(feed.id, "body", sealed))


def _opened(feed_id: int, name: str, sealed: bytes | None) -> bytes:
    return base64.b64decode(open_sealed(Feed.__tablename__, feed_id, name, sealed))


def built_calendar(feed: Found, base_url: str, noted: dict[str, Any], now: datetime) -> Calendar | None:
    """The calendar as it is now, kept for the next time together with what is `noted`; None if the link is dead.

    Raises `Overtaken` if somebody else's build was kept meanwhile: theirs has stamps that this one does not know.
    """
    viewer = None if feed.ended_at else viewer_of(feed.owner_id, feed.house_id, now)
    if viewer is None or not may_have(viewer, feed.scope):
        return None
    today = now.astimezone(viewer.zone).date()
    entries = [each for each in _offered(feed, viewer, today) if not _has_left(each, now)]
    renewed = _renewed(entries, feed, base_url, today, now)
    values = {"kept_for": feed.state(base_url), "kept_until": _holds_until(entries, feed, viewer, now), **noted}
    return _keep(feed, renewed, values, now)


def _offered(feed: Found, viewer: Viewer, today: date) -> list[Entry]:
    kinds = filter(None, feed.kinds.split(","))
    return carried(viewer, feed.scope, kinds, feed.detail, window_around(today, viewer.zone))


def _renewed(entries: list[Entry], feed: Found, base_url: str, today: date, now: datetime) -> "Renewed":
    how = kept_parts().How(feed.detail, feed.reminder, _names(feed, base_url), made_by())
    renewed: Renewed = kept_parts().renew(entries, _read_kept(feed), how, today.replace(day=1), now)
    return renewed


def _read_kept(feed: Found) -> "Kept | None":
    if feed.etag is None:
        return None
    row = db.session.execute(sa.select(Feed.body_sealed, Feed.parts_sealed).where(Feed.id == feed.id)).one()
    body = unpacked(_opened(feed.id, "body", row.body_sealed))
    kept: Kept = kept_parts().read_kept(unpacked(_opened(feed.id, "parts", row.parts_sealed)).decode(), body)
    return kept


def _keep(feed: Found, renewed: "Renewed", values: dict[str, Any], now: datetime) -> Calendar:
    etag = ical().strong_etag(renewed.body).strip('"')
    calendar = Calendar(etag, _changed_at(feed, etag, now), packed_up(renewed.body), renewed.left_out)
    values |= {"etag": etag, "changed_at": calendar.changed_at, "built": feed.built + 1}
    values["body_sealed"] = _sealed(feed.id, "body", calendar.packed)
    values["parts_sealed"] = _sealed(feed.id, "parts", packed_up(renewed.kept.as_text().encode()))
    same = (Feed.id == feed.id, Feed.built == feed.built, Feed.ended_at.is_(None))
    with small_transaction() as session:
        kept = session.execute(sa.update(Feed).where(*same).values(values))
        if not rows_changed(kept):
            raise Overtaken
    return calendar


def _sealed(feed_id: int, name: str, packed: bytes | None) -> bytes:
    return sealed_text(Feed.__tablename__, feed_id, name, base64.b64encode(packed or b"").decode())


def _changed_at(feed: Found, etag: str, now: datetime) -> datetime:
    """When its bytes last changed, in whole seconds, each later than the last (RFC 9110 §8.8.2)."""
    if feed.changed_at is None or feed.etag is None:
        return now.replace(microsecond=0)
    return (
        feed.changed_at
        if feed.etag == etag
        else max(now.replace(microsecond=0), feed.changed_at + timedelta(seconds=1))
    )


def _holds_until(entries: Iterable[Entry], feed: Found, viewer: Viewer, now: datetime) -> datetime:
    """When the clock alone may change it: at midnight, when what is off leaves, when somebody's role changes."""
    midnight = to_instant(datetime.combine(now.astimezone(viewer.zone).date() + DAY, time()), viewer.zone)
    leaves = (each.changed_at + CALLED_OFF_STAYS for each in entries if each.is_called_off)
    roles = (at for at in (feed.role_changes_at, viewer.settle_at) if at and at > now)
    return min([midnight, *leaves, *roles])


def _has_left(entry: Entry, now: datetime) -> bool:
    """A called-off thing stays struck through for 14 days, then leaves."""
    return entry.is_called_off and now - entry.changed_at >= CALLED_OFF_STAYS


def dead_calendar(feed: Found, base_url: str, now: datetime) -> Calendar | None:
    """What a dead link says for 90 days; None after that. One whose owner lost the right to it ends here and now."""
    if feed.ended_at is None:
        with small_transaction():
            switch_off_by_id(feed.id, now)
    off_since = feed.ended_at or now
    if now - off_since > TOMBSTONE_LASTS:
        return None
    day, words = off_since.astimezone(feed.zone).date(), gettext("This calendar link was switched off")
    body: bytes = ical().tombstone(_names(feed, base_url), day, words)
    return Calendar(ical().strong_etag(body).strip('"'), off_since.replace(microsecond=0), packed_up(body))


def window_around(today: date, zone: ZoneInfo) -> Span:
    """From 3 months back to 12 ahead, cut at month starts so that a midnight changes nothing."""
    month = today.replace(day=1)
    return days_span(month - PAST, month + AHEAD, zone)


def _names(feed: Found, base_url: str) -> "Names":
    host = uid_host(feed.house_id, feed.house_made_at)
    secret = keyed_hash(str(feed.owner_id), secret_key(), "what is behind Busy").hex()
    said = {"calendar": feed.quiet_name, "zone": feed.timezone, "host": host, "base_url": base_url}
    names: Names = ical().Names(**said, secret=secret)
    return names
