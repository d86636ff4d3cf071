"""A calendar link by its secret, with all that says whether what is kept for it still holds: one small question."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

import house
from house.db import Instant, db
from house.feeds.acts import PURPOSE
from house.feeds.models import Detail, Feed, FeedMark
from house.people.belonging import Purpose
from house.people.consents import consented
from house.people.models import House, Membership
from house.people.purposes import TEXTS
from house.tokens import hash_token


@dataclass(frozen=True, slots=True)
class Found:
    """A calendar link, the house it belongs to, and what is kept for it."""

    id: int
    owner_id: int
    house_id: int
    scope: Any
    detail: str
    kinds: str
    reminder: str
    ended_at: datetime | None
    last_fetched_at: datetime | None
    programs: str
    kept_for: str | None
    kept_until: datetime | None
    etag: str | None
    changed_at: datetime | None
    built: int
    mark: int
    quiet_name: str
    timezone: str
    house_made_at: datetime
    role_changes_at: datetime | None
    token_hash: bytes

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def state(self, base_url: str) -> str:
        """All that a calendar is made of but the clock, as a short mark; it says nothing by itself."""
        parts = (self.mark, self.detail, self.scope, self.kinds, self.reminder, made_by(), base_url)
        return hashlib.sha256("|".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()

    def is_kept(self, base_url: str, now: datetime) -> bool:
        """Whether what is kept is what would be built now."""
        holds = self.etag is not None and self.kept_until is not None and now < self.kept_until
        return holds and self.kept_for == self.state(base_url)


def find_feed(token: str, now: datetime) -> Found | None:
    """The link with this secret, switched off or not."""
    asked = {"token_hash": hash_token(token, PURPOSE), "now": now}
    row = db.session.execute(_by_secret(TEXTS[Purpose.calendar].version), asked).one_or_none()
    return Found(*row) if row else None


@cache
def _by_secret(_words_of_today: int) -> sa.Select[*tuple[Any, ...]]:
    """Put together once for the words that are agreed to: programs ask it all day."""
    return (
        sa.select(
            *(Feed.id, Feed.owner_id, Feed.house_id, Feed.scope, detail_now(), Feed.kinds),
            *(sa.cast(Feed.reminder, sa.String), Feed.ended_at, Feed.last_fetched_at, Feed.programs),
            *(Feed.kept_for, Feed.kept_until, Feed.etag, Feed.changed_at, Feed.built),
            sa.func.coalesce(FeedMark.number, 0),
            *(House.quiet_name, House.timezone, House.made_at),
            _role_changes_at(),
            Feed.token_hash,
        )
        .join(House, House.id == Feed.house_id)
        .outerjoin(FeedMark, FeedMark.house_id == Feed.house_id)
        .where(Feed.token_hash == sa.bindparam("token_hash"))
    )


def detail_now() -> sa.ColumnElement[str]:
    """How much a link says now: full names only while its owner says yes to them (Purpose.calendar)."""
    agreed = consented(Purpose.calendar, Feed.owner_id, Feed.house_id)
    is_too_much = sa.and_(Feed.detail == Detail.full, ~agreed)
    return sa.case((is_too_much, Detail.quiet.value), else_=sa.cast(Feed.detail, sa.String))


def _role_changes_at() -> sa.ScalarSelect[datetime]:
    """When, by what is noted already, its owner next becomes something in the house or stops being it."""
    now: Any = sa.bindparam("now", type_=Instant())
    ends = sa.case((Membership.ended_at > now, Membership.ended_at))
    next_of_one = sa.case((Membership.started_at > now, Membership.started_at), else_=ends)
    return (
        sa.select(sa.func.min(next_of_one, type_=Instant()))
        .where(Membership.person_id == Feed.owner_id, Membership.house_id == Feed.house_id)
        .scalar_subquery()
    )


@cache
def made_by() -> str:
    """A mark of this version of the house: another one may say the same things in other words."""
    folder, mark = Path(house.__file__).parent, hashlib.sha256()
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.mo")]):
        mark.update(path.read_bytes())
    return mark.hexdigest()[:16]
