"""Who may see and do what with a chat: the two people it is of, and nobody else, whatever their role."""

from datetime import datetime

import sqlalchemy as sa

from house import clock
from house.gatherings.chat_models import LIVE, Chat, Status
from house.people.keeping_apart import is_kept_apart, kept_apart, would_not_be_with
from house.trust.access import is_open, opened
from house.viewer import Viewer


def may_chat(viewer: Viewer) -> bool:
    """Who lives or works here has chats; being a coordinator alone does not count."""
    return viewer.is_resident or viewer.is_worker


def is_one_of_them(viewer: Viewer, chat: Chat) -> bool:
    """Whether the viewer is one of the two, and it is not of an earlier time of theirs."""
    return (
        may_chat(viewer)
        and viewer.person_id in (chat.asker_id, chat.other_id)
        and is_open(viewer, chat.made_at, clock.now())
    )


def of_viewer(viewer: Viewer, now: datetime) -> sa.ColumnElement[bool]:
    """The condition that `is_one_of_them` states."""
    if not may_chat(viewer):
        return sa.false()
    either = sa.or_(Chat.asker_id == viewer.person_id, Chat.other_id == viewer.person_id)
    return sa.and_(Chat.house_id == viewer.house_id, either, opened(Chat.made_at, viewer, now))


def is_kept_from(viewer: Viewer, now: datetime) -> sa.ColumnElement[bool]:
    """The condition that it was asked by somebody with whom the viewer would rather not be: it does not reach them."""
    return sa.and_(Chat.other_id == viewer.person_id, would_not_be_with(viewer, Chat.asker_id, now))


def may_take(viewer: Viewer, chat: Chat) -> bool:
    """Whether it is asked of any peer worker, nobody has taken it, and its asker would be with this one."""
    now = clock.now()
    return (
        _is_any_workers(viewer, chat, now)
        and chat.other_id is None
        and not is_kept_apart(chat.house_id, chat.asker_id, viewer.person_id)
    )


def _is_any_workers(viewer: Viewer, chat: Chat, now: datetime) -> bool:
    return viewer.is_worker and not viewer.is_closed(now) and chat.for_anyone and is_live(chat, now)


def takeable(viewer: Viewer, now: datetime) -> sa.ColumnElement[bool]:
    """The condition that `may_take` states."""
    if not viewer.is_worker or viewer.is_closed(now):
        return sa.false()
    return sa.and_(
        Chat.house_id == viewer.house_id,
        Chat.for_anyone,
        Chat.other_id.is_(None),
        still_live(now),
        ~kept_apart(viewer.house_id, Chat.asker_id, viewer.person_id),
    )


def may_see(viewer: Viewer, chat: Chat) -> bool:
    """One of the two; and while it is asked of any peer worker, each of them."""
    return is_one_of_them(viewer, chat) or may_take(viewer, chat)


def may_offer_time(viewer: Viewer, chat: Chat) -> bool:
    """One of the two; and each peer worker who could have seen it asked, so that “somebody was first” can be told.

    How it stands and what time it is play no part: whoever is not one of the two would learn when it ends.
    """
    if is_one_of_them(viewer, chat):
        return True
    knew = viewer.is_worker and not viewer.is_closed(clock.now()) and chat.for_anyone
    return knew and not is_kept_apart(chat.house_id, chat.asker_id, viewer.person_id)


def asked_by(viewer: Viewer, chat: Chat) -> bool:
    """Who asked lets it go, and takes away what they wrote with it."""
    return chat.asker_id == viewer.person_id and is_one_of_them(viewer, chat)


def is_live(chat: Chat, now: datetime) -> bool:
    """Whether anything can still come of it."""
    return goes_on(chat.status, chat.until, now)


def goes_on(status: Status, until: datetime, now: datetime) -> bool:
    """`is_live`, of a line of a list."""
    return status in LIVE and until > now


def still_live(now: datetime) -> sa.ColumnElement[bool]:
    """The condition that `is_live` states."""
    return sa.and_(Chat.status.in_(LIVE), Chat.until > now)


def has_begun(status: Status, starts_at: datetime | None, now: datetime) -> bool:
    """Whether its agreed time has begun, so that it can be said to have happened."""
    return status is Status.agreed and starts_at is not None and starts_at <= now
