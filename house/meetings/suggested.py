"""What another room suggests to talk about: a chore whose shape may not fit. It names a thing, and nobody."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Mapped, mapped_column

from house import facts
from house.db import Base, HouseId, Id, db
from house.meetings.acts import ItemWords, add_item
from house.meetings.models import Meeting
from house.meetings.script import Kind

SHOWN = 3


class SuggestedItem(Base):
    """Something that may be worth talking about, until somebody puts it on an agenda or lets it go."""

    __tablename__ = "suggested_item"
    __table_args__ = (sa.UniqueConstraint("house_id", "chore_id"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    chore_id: Mapped[int] = mapped_column(sa.BigInteger)  # the chores are another room's: nothing points there
    name: Mapped[str] = mapped_column(sa.String(120))  # what the chore is called
    since: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class SettledAlready(Exception):
    """Somebody put it on an agenda or let it go a moment before."""


@facts.chore_stuck.connect
def suggest(house_id: int, chore_id: int, name: str, now: datetime) -> None:
    """A chore stayed open three times in a row: its shape is suggested to talk about, anew if it was before."""
    mine = (SuggestedItem.house_id == house_id, SuggestedItem.chore_id == chore_id)
    before = db.session.scalars(sa.select(SuggestedItem).where(*mine)).one_or_none()
    if before:
        before.name, before.since, before.settled_at = name, now, None
    else:
        db.session.add(SuggestedItem(house_id=house_id, chore_id=chore_id, name=name, since=now))
    db.session.flush()


def suggested(house_id: int) -> list[tuple[int, str]]:
    """What is suggested and not settled: the id, and the words. One query."""
    query = sa.select(SuggestedItem.id, SuggestedItem.name).where(
        SuggestedItem.house_id == house_id, SuggestedItem.settled_at.is_(None)
    )
    rows = db.session.execute(query.order_by(SuggestedItem.since, SuggestedItem.id).limit(SHOWN))
    return [(row.id, title_words(row.name)) for row in rows]


def title_words(name: str) -> str:
    """The question about a chore's shape."""
    return str(_("Is %(chore)s the right shape?", chore=name))


def put_on(item: SuggestedItem, meeting: Meeting, now: datetime) -> None:
    """It comes onto an agenda, unsigned. The meeting is held. Raises `SettledAlready`, and as `add_item` does."""
    _hold(item)
    add_item(meeting, None, ItemWords(title_words(item.name)[:120], Kind.talk), now)
    item.settled_at = now
    db.session.flush()


def let_go(item: SuggestedItem, now: datetime) -> None:
    """It is not talked about this time. Raises `SettledAlready`."""
    _hold(item)
    item.settled_at = now
    db.session.flush()


def _hold(item: SuggestedItem) -> None:
    db.session.refresh(item, with_for_update=True)
    if item.settled_at is not None:
        raise SettledAlready
