"""Make and end calendar links."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house import facts
from house.db import db
from house.feeds.models import NOTHING_KEPT, Detail, Feed, Reminder, Scope
from house.people.belonging import Purpose
from house.people.consents import say_yes
from house.people.going import of_that_time
from house.people.models import Membership
from house.people.signing_in import in_force
from house.tokens import hash_token, new_token
from house.trust.acts import note_change
from house.viewer import Role

PURPOSE = "feed"


MOST = 20  # living links of one person in one house


class TooMany(Exception):
    """There are 20 already."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a link carries and how it says it; no kinds are all of its scope."""

    label: str
    detail: Detail
    scope: Scope = Scope.my_things
    kinds: tuple[str, ...] = ()
    reminder: Reminder = Reminder.none


def make_feed(house_id: int, owner_id: int, label: str, detail: Detail, now: datetime) -> str:
    """A new calendar link to one's own things; its secret, to be shown once. Raises `TooMany`."""
    return make(house_id, owner_id, Plan(label, detail), now)


def make(house_id: int, owner_id: int, plan: Plan, now: datetime) -> str:
    """A new calendar link; its secret, to be shown once. Raises `TooMany`."""
    living = sa.select(sa.func.count()).where(*_living(house_id, owner_id))
    if (db.session.scalar(living) or 0) >= MOST:
        raise TooMany
    if plan.detail is Detail.full:
        say_yes(house_id, owner_id, Purpose.calendar, "by a full calendar link", now)
    return _make(house_id, owner_id, plan, now)


def _living(house_id: int, owner_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    return Feed.house_id == house_id, Feed.owner_id == owner_id, Feed.ended_at.is_(None)


def _make(house_id: int, owner_id: int, plan: Plan, now: datetime) -> str:
    token = new_token()
    feed = Feed(
        house_id=house_id,
        owner_id=owner_id,
        scope=plan.scope,
        detail=plan.detail,
        label=plan.label,
        kinds=",".join(plan.kinds),
        reminder=plan.reminder,
        token_hash=hash_token(token, PURPOSE),
        made_at=now,
    )
    db.session.add(feed)
    db.session.flush()
    note_change(house_id, owner_id, "feed", feed.id, "made", now)
    return token


def replace(feed: Feed, now: datetime) -> str:
    """End a link and make one that carries the same; the new secret, to be shown once."""
    switch_off(feed, now)
    kinds = tuple(filter(None, feed.kinds.split(",")))
    plan = Plan(feed.label, feed.detail, feed.scope, kinds, feed.reminder)
    return _make(feed.house_id, feed.owner_id, plan, now)


def switch_off(feed: Feed, now: datetime) -> None:
    """End a link: whoever still reads it is told so, and sees nothing else. What was kept for it goes."""
    feed.ended_at = now
    for name, nothing in NOTHING_KEPT.items():
        setattr(feed, name, nothing)
    note_change(feed.house_id, feed.owner_id, "feed", feed.id, "switched off", now)


def switch_off_by_id(feed_id: int, now: datetime) -> None:
    """End a link whose owner may no longer have what it carries."""
    _end(now, Feed.id == feed_id)


def _end(now: datetime, *which: sa.ColumnElement[bool]) -> None:
    live = sa.update(Feed).where(*which, Feed.ended_at.is_(None))
    gone = live.values(ended_at=now, **NOTHING_KEPT)
    db.session.execute(gone.execution_options(synchronize_session=False))


@facts.links_off.connect
def switch_off_all(person_id: int, since: datetime | None, now: datetime, **_: Any) -> None:
    """A person's own links end, in every house: all of them, or those made from an instant on."""
    live = sa.select(Feed).where(Feed.owner_id == person_id, Feed.ended_at.is_(None))
    for feed in db.session.scalars(live if since is None else live.where(Feed.made_at >= since)):
        switch_off(feed, now)


@facts.moved_on.connect
def end_feeds(membership: Membership, now: datetime, **_: Any) -> None:
    """All links of somebody who no longer belongs to the house end at once; of a coordinator no more, those of gaps."""
    here = sa.select(Membership.id).where(
        Membership.person_id == membership.person_id, Membership.house_id == membership.house_id, in_force(now)
    )
    theirs = (Feed.owner_id == membership.person_id, Feed.house_id == membership.house_id)
    _end(now, *theirs, ~here.exists())
    _end(now, *theirs, Feed.scope == Scope.coverage, ~here.where(Membership.role == Role.coordinator).exists())


@facts.private_things_cleared.connect
def clear_feeds(membership: Membership, now: datetime) -> None:
    """Links of a stay that is over leave nothing behind."""
    own = sa.delete(Feed).where(
        Feed.owner_id == membership.person_id,
        Feed.house_id == membership.house_id,
        of_that_time(membership, Feed.made_at),
    )
    db.session.execute(own.execution_options(synchronize_session=False))
