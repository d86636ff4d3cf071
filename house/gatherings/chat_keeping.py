"""Chats end kindly with what else happens, and nothing of them is kept for long."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house import facts
from house.db import Instant, db
from house.gatherings.chat_access import still_live
from house.gatherings.chat_acts import end, the_other
from house.gatherings.chat_models import KIND, Chat, Status, UpForIt
from house.people.belonging import PresenceKind
from house.people.going import of_that_time
from house.people.models import House, Membership
from house.trust.models import Share
from house.viewer import Role
from house.when.span import to_local

KEPT_FOR = timedelta(days=30)  # once it is over (DOMAIN i.7, class F)


@facts.moved_on.connect
def end_with_who_left(membership: Membership, now: datetime) -> None:
    """Somebody moves on, as a resident or as a peer worker: what they had planned is off, and the others hear it."""
    if membership.role is Role.coordinator:
        return  # it has no part in any chat
    _close(membership.house_id, membership.person_id, now)
    _forget_word(membership.house_id, membership.person_id)


@facts.kept_apart.connect
def end_between(person_id: int, house_id: int, other_id: int, now: datetime) -> None:
    """Somebody would rather not be with another: to that one it looks like any “another time”."""
    of_them = sa.or_(
        sa.and_(Chat.asker_id == person_id, Chat.other_id == other_id),
        sa.and_(Chat.asker_id == other_id, Chat.other_id == person_id),
    )
    for chat in _live(house_id, now, of_them):
        end(chat, Status.another_time, other_id, now)


@facts.stepped_back.connect
def end_while_away(
    person_id: int, house_id: int, span: tuple[date, date | None], kind: PresenceKind, now: datetime
) -> None:
    """Somebody goes away: what is agreed for those days, or asked for today, is off. Others see “another time”.

    Who rests, or takes a day off from chores, may want a chat all the more.
    """
    if kind is not PresenceKind.away:
        return
    zone = ZoneInfo(db.session.get_one(House, house_id).timezone)
    for chat in _live(house_id, now, _of(person_id)):
        if _is_in(span, to_local(chat.starts_at or chat.offered_at or now, zone).date()):
            end(chat, Status.another_time, the_other(chat, person_id), now)


def _is_in(span: tuple[date, date | None], day: date) -> bool:
    first, end_day = span
    return first <= day and (end_day is None or day < end_day)


@facts.own_things_deleted.connect
def delete_all_of(person_id: int, house_id: int, now: datetime) -> None:
    """They delete what is theirs: what is still planned is off, so that the other hears it; all else is gone."""
    _close(house_id, person_id, now)
    _delete(Chat.house_id == house_id, _of(person_id), sa.or_(Chat.tells_id.is_(None), Chat.tells_id == person_id))
    _forget_word(house_id, person_id)


@facts.private_things_cleared.connect
def clear_chats(membership: Membership, now: datetime) -> None:
    """30 days after somebody left, nothing of their chats is there."""
    of_then = (_of(membership.person_id), of_that_time(membership, Chat.made_at))
    _delete(Chat.house_id == membership.house_id, *of_then)


@facts.times_come.connect
def empty_what_is_over(house_id: int, now: datetime) -> datetime | None:
    """What was written goes when the time is over; when that is next."""
    has_words = sa.or_(Chat.topic_sealed.is_not(None), Chat.link_sealed.is_not(None))
    written = (Chat.house_id == house_id, has_words)
    empty = sa.update(Chat).where(*written, Chat.until <= now).values(topic_sealed=None, link_sealed=None)
    db.session.execute(empty.execution_options(synchronize_session="fetch"))
    return db.session.scalar(sa.select(sa.func.min(Chat.until, type_=Instant())).where(*written))


@facts.rows_needed.connect
def clear_old(house_id: int, until: object, now: datetime) -> None:
    """What was written went when the time was over; the chat itself goes 30 days later."""
    empty_what_is_over(house_id, now)
    _delete(Chat.house_id == house_id, Chat.until <= now - KEPT_FOR)
    _execute(sa.delete(UpForIt).where(UpForIt.house_id == house_id, UpForIt.until <= now))


def _close(house_id: int, person_id: int, now: datetime) -> None:
    for chat in _live(house_id, now, _of(person_id)):
        end(chat, Status.closed, the_other(chat, person_id), now)


def _live(house_id: int, now: datetime, *which: sa.ColumnElement[bool]) -> Iterable[Chat]:
    query = sa.select(Chat).where(Chat.house_id == house_id, still_live(now), *which).order_by(Chat.id)
    return db.session.scalars(query.with_for_update().execution_options(populate_existing=True)).all()


def _of(person_id: int) -> sa.ColumnElement[bool]:
    return sa.or_(Chat.asker_id == person_id, Chat.other_id == person_id)


def _forget_word(house_id: int, person_id: int) -> None:
    _execute(sa.delete(UpForIt).where(UpForIt.house_id == house_id, UpForIt.worker_id == person_id))


def _delete(*which: sa.ColumnElement[bool]) -> None:
    """They are gone, and that anybody could read what was written with them. Looks stay."""
    gone = sa.select(Chat.id).where(*which)
    _execute(sa.delete(Share).where(Share.kind == KIND, Share.thing_id.in_(gone)))
    _execute(sa.delete(Chat).where(*which))


def _execute(statement: Any) -> None:
    db.session.execute(statement.execution_options(synchronize_session=False))
