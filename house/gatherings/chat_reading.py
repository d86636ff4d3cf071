"""What pages read of chats: columns into small values, one query each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from house.db import db
from house.gatherings.chat_access import goes_on, is_kept_from, of_viewer, still_live, takeable
from house.gatherings.chat_models import Chat, Mode, Status, Wish
from house.people.models import Person
from house.viewer import Viewer
from house.when.span import Span

MOST = 50
_Asker, _Other = aliased(Person), aliased(Person)


@dataclass(frozen=True, slots=True)
class SeenChat:
    """A chat as one of the two sees it, or a peer worker whom it is asked of."""

    id: int
    asker_id: int
    other_id: int | None
    for_anyone: bool
    is_offer: bool
    mode: Mode
    minutes: int
    wish: Wish
    status: Status
    made_at: datetime
    until: datetime
    starts_at: datetime | None
    ends_at: datetime | None
    offered_at: datetime | None
    offered_by_id: int | None
    tells_id: int | None
    changed_at: datetime
    sequence: int
    asker_name: str
    other_name: str

    def name_for(self, person_id: int) -> str:
        """What the other one is called; "" while nobody has taken it."""
        return self.other_name if person_id == self.asker_id else self.asker_name

    def is_live(self, now: datetime) -> bool:
        """Whether anything can still come of it."""
        return goes_on(self.status, self.until, now)

    def waits_for(self, person_id: int) -> bool:
        """Whether somebody's answer is what it waits for."""
        if self.offered_by_id is not None:
            return self.offered_by_id != person_id
        return self.status is Status.asked and self.asker_id != person_id


def chats(*which: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    """The question for chats, as `SeenChat` holds them."""
    return (
        sa.select(
            *(Chat.id, Chat.asker_id, Chat.other_id, Chat.for_anyone, Chat.is_offer, Chat.mode, Chat.minutes),
            *(Chat.wish, Chat.status, Chat.made_at, Chat.until, Chat.starts_at, Chat.ends_at),
            *(Chat.offered_at, Chat.offered_by_id, Chat.tells_id, Chat.changed_at, Chat.sequence),
            *(_Asker.called_name.label("asker_name"), sa.func.coalesce(_Other.called_name, "").label("other_name")),
        )
        .join(_Asker, _Asker.id == Chat.asker_id)
        .outerjoin(_Other, _Other.id == Chat.other_id)
        .where(*which)
    )


def seen(query: sa.Select[*tuple[Any, ...]]) -> list[SeenChat]:
    """The answers."""
    return [SeenChat(*row) for row in db.session.execute(query)]


def reach_them(viewer: Viewer, now: datetime) -> sa.ColumnElement[bool]:
    """The condition that a chat is the viewer's, and not asked by somebody with whom they would rather not be."""
    return sa.and_(of_viewer(viewer, now), sa.or_(Chat.starts_at.is_not(None), ~is_kept_from(viewer, now)))


def in_window(window: Span) -> sa.ColumnElement[bool]:
    """The condition that an agreed time shares any time with a window; also of a chat that is off by now."""
    return sa.and_(Chat.ends_at > window.start, Chat.starts_at < window.end)


def asks_somebody(viewer: Viewer, now: datetime) -> sa.ColumnElement[bool]:
    """The condition that a chat may ask something of the viewer, or tell them something."""
    offered_to_them = sa.and_(Chat.offered_by_id.is_not(None), Chat.offered_by_id != viewer.person_id)
    asked_of_them = sa.and_(Chat.status == Status.asked, Chat.asker_id != viewer.person_id)
    return sa.or_(Chat.tells_id == viewer.person_id, sa.and_(still_live(now), sa.or_(offered_to_them, asked_of_them)))


def mine(viewer: Viewer, now: datetime) -> list[SeenChat]:
    """The viewer's chats that are not long over, what is next first."""
    first = sa.case((still_live(now), sa.func.coalesce(Chat.starts_at, Chat.offered_at, Chat.until)))
    query = chats(reach_them(viewer, now)).order_by(still_live(now).desc(), first, Chat.until.desc(), Chat.id)
    return seen(query.limit(MOST))


def asked_of_anyone(viewer: Viewer, now: datetime) -> list[SeenChat]:
    """Who asks any peer worker for a chat, the longest waiting first."""
    if not viewer.is_worker:
        return []
    return seen(chats(takeable(viewer, now)).order_by(Chat.made_at, Chat.id).limit(MOST))


def get_seen(chat_id: int) -> SeenChat:
    """One chat that the viewer may see."""
    [chat] = seen(chats(Chat.id == chat_id))
    return chat
