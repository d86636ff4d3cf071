"""What chats ask of somebody, or tell them: for Today, and for the page of a worker who is on shift."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from house.gatherings.chat_access import may_chat, takeable
from house.gatherings.chat_models import Chat, Status
from house.gatherings.chat_reading import SeenChat, asks_somebody, chats, reach_them, seen
from house.gatherings.chat_words import what_words, when_words
from house.rosters.for_the_shift import add_lines
from house.rosters.here import is_on_shift_now
from house.viewer import Viewer
from house.waiting import Waiting

FEW = 20
A_DAY = timedelta(days=1)


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """What waits for the viewer; one query. Today asks it together with the entries of the day."""
    return lines(seen(query(viewer, now, sa.false())), viewer, now) if may_chat(viewer) else []


def query(viewer: Viewer, now: datetime, besides: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    """The viewer's chats that ask or tell them something, and theirs that meet another condition.

    To a peer worker on shift, also what is asked of any.
    """
    mine = sa.and_(reach_them(viewer, now), sa.or_(asks_somebody(viewer, now), besides))
    any_workers = takeable(viewer, now)
    if viewer.is_worker:
        any_workers = sa.and_(any_workers, is_on_shift_now(viewer.person_id, viewer.house_id, now))
    return chats(sa.or_(mine, any_workers)).order_by(Chat.changed_at, Chat.id).limit(FEW)


def lines(found: list[SeenChat], viewer: Viewer, now: datetime) -> list[Waiting]:
    """One line each; none of what was written with it."""
    asked = [(chat, _words(chat, viewer, now)) for chat in found]
    return [_line(chat, *words, chat.until < now + A_DAY) for chat, words in asked if words]


def _line(chat: SeenChat, words: str, label: str, is_short: bool) -> Waiting:
    return Waiting(words, url_for("gatherings.chat", chat_id=chat.id), label, chat.changed_at, is_short)


def _words(chat: SeenChat, viewer: Viewer, now: datetime) -> tuple[str, str] | None:
    """What it asks or tells, and what the link says; None for one that does neither."""
    me = viewer.person_id
    said = {"name": chat.name_for(me), "what": what_words(chat), "when": when_words(chat, now, viewer.zone)}
    if chat.is_live(now) and chat.waits_for(me):
        return _asks(chat, me) % said, _("Answer") if me in (chat.asker_id, chat.other_id) else _("Have a look")
    if chat.tells_id != me or (chat.ends_at and chat.ends_at <= now):
        return None
    if chat.status is Status.agreed:
        return _("Agreed: a chat with %(name)s, %(when)s", **said), _("Have a look")
    return _("The chat with %(name)s is off for now: another time", **said), _("Have a look")


def _asks(chat: SeenChat, me: int) -> str:
    if chat.status is Status.agreed:
        return _("%(name)s asks for another time for your chat, %(when)s")
    if chat.offered_by_id is not None and (chat.asker_id == me or chat.is_offer):
        return _("%(name)s offers a time for a chat: %(when)s")
    if chat.is_offer:
        return _("%(name)s offers you a chat: %(what)s, %(when)s")
    if chat.other_id is None:
        return _("%(name)s would like a chat with any peer worker: %(what)s, %(when)s")
    return _("%(name)s would like a chat with you: %(what)s, %(when)s")


add_lines("chats", waiting)
