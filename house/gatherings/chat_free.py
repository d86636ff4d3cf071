"""One person is in one chat at a time, and a peer worker talks while they are here and awake."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from house.db import db
from house.gatherings.chat_access import still_live
from house.gatherings.chat_models import Chat, Status
from house.gatherings.chat_slots import is_within
from house.rosters.awake import awake_hours
from house.rosters.reading import workers_here
from house.when.span import DAY, Span


class OutsideShift(Exception):
    """The worker of the two is not here and awake for the whole of that time, by the roster."""


class HasAnother(Exception):
    """Whoever says so has another chat then."""


def lasts(starts: datetime, minutes: int) -> Span:
    """The time of a chat that begins then."""
    return Span(starts, starts + timedelta(minutes=minutes))


def insist_fits(chat: Chat, by_id: int, starts: datetime, now: datetime, opened: datetime) -> None:
    """Within the hours of the worker of the two, where there is one; and whoever says so is free."""
    ids = {person_id for person_id in (chat.asker_id, chat.other_id, by_id) if person_id is not None}
    workers = ids & {each.person_id for each in workers_here(chat.house_id, now)}
    around = Span(starts - DAY, starts + DAY)
    for worker_id in workers:
        if not is_within(awake_hours(chat.house_id, worker_id, around), starts, chat.minutes):
            raise OutsideShift
    insist_is_free(chat.house_id, by_id, lasts(starts, chat.minutes), opened, but=chat.id)


def insist_is_free(house_id: int, person_id: int, span: Span, opened: datetime, but: int = 0) -> None:
    """Somebody has agreed to no other chat then. Raises `HasAnother`."""
    if any(taken.overlaps(span) for taken in taken_by(house_id, person_id, span, opened, but)):
        raise HasAnother


def taken_by(house_id: int, person_id: int, window: Span, opened: datetime, but: int = 0) -> list[Span]:
    """When somebody has agreed to chats, in a window; of those alone that they may hear of, asked since an instant."""
    query: sa.Select[*tuple[Any, ...]] = sa.select(Chat.starts_at, Chat.ends_at).where(
        Chat.house_id == house_id,
        sa.or_(Chat.asker_id == person_id, Chat.other_id == person_id),
        Chat.status == Status.agreed,
        Chat.until > window.start,
        Chat.starts_at < window.end,
        Chat.made_at >= opened,
        Chat.id != but,
    )
    return [Span(starts, ends) for starts, ends in db.session.execute(query)]


def also_offered(chat: Chat, span: Span, now: datetime) -> Iterable[Chat]:
    """Other chats that go on, of which one of the two offers a time that lies in this one."""
    query = sa.select(Chat).where(
        *(Chat.house_id == chat.house_id, Chat.id != chat.id, still_live(now)),
        *(Chat.offered_by_id.in_((chat.asker_id, chat.other_id)), Chat.offered_at < span.end),
    )
    held = query.order_by(Chat.id).with_for_update().execution_options(populate_existing=True)
    return [each for each in db.session.scalars(held) if _overlaps(each, span)]


def _overlaps(chat: Chat, span: Span) -> bool:
    return chat.offered_at is not None and lasts(chat.offered_at, chat.minutes).overlaps(span)
