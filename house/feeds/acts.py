"""Make and end calendar links."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house import facts
from house.db import db
from house.feeds.models import Detail, Feed, Scope
from house.people.belonging import Purpose
from house.people.consents import say_yes
from house.people.going import of_that_time
from house.people.models import Membership
from house.people.signing_in import in_force
from house.tokens import hash_token, new_token
from house.trust.acts import note_change

PURPOSE = "feed"


def make_feed(house_id: int, owner_id: int, label: str, detail: Detail, now: datetime) -> str:
    """A new calendar link; its secret, to be shown once."""
    token = new_token()
    feed = Feed(
        house_id=house_id,
        owner_id=owner_id,
        scope=Scope.my_things,
        detail=detail,
        label=label,
        token_hash=hash_token(token, PURPOSE),
        made_at=now,
    )
    db.session.add(feed)
    db.session.flush()
    note_change(house_id, owner_id, "feed", feed.id, "made", now)
    if detail is Detail.full:
        say_yes(house_id, owner_id, Purpose.calendar, "by a full calendar link", now)
    return token


def switch_off(feed: Feed, now: datetime) -> None:
    """End a link: whoever still reads it is told so, and sees nothing else."""
    feed.ended_at = now
    note_change(feed.house_id, feed.owner_id, "feed", feed.id, "switched off", now)


@facts.links_off.connect
def switch_off_all(person_id: int, since: datetime | None, now: datetime, **_: Any) -> None:
    """A person's own links end, in every house: all of them, or those made from an instant on."""
    live = sa.select(Feed).where(Feed.owner_id == person_id, Feed.ended_at.is_(None))
    for feed in db.session.scalars(live if since is None else live.where(Feed.made_at >= since)):
        switch_off(feed, now)


@facts.moved_on.connect
def end_feeds(membership: Membership, now: datetime, **_: Any) -> None:
    """All links of somebody who no longer belongs to the house end at once."""
    still_here = (
        sa.select(Membership.id)
        .where(Membership.person_id == membership.person_id, Membership.house_id == membership.house_id, in_force(now))
        .exists()
    )
    live = sa.update(Feed).where(
        Feed.owner_id == membership.person_id,
        Feed.house_id == membership.house_id,
        Feed.ended_at.is_(None),
        ~still_here,
    )
    db.session.execute(live.values(ended_at=now).execution_options(synchronize_session=False))


@facts.private_things_cleared.connect
def clear_feeds(membership: Membership, now: datetime) -> None:
    """Links of a stay that is over leave nothing behind."""
    own = sa.delete(Feed).where(
        Feed.owner_id == membership.person_id,
        Feed.house_id == membership.house_id,
        of_that_time(membership, Feed.made_at),
    )
    db.session.execute(own.execution_options(synchronize_session=False))
