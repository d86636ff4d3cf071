"""A chat ready to be shown: to one of the two, or to a peer worker whom it is asked of."""

from dataclasses import dataclass
from datetime import datetime

from house.gatherings.chat_access import has_begun
from house.gatherings.chat_models import Status
from house.gatherings.chat_reading import SeenChat
from house.gatherings.chat_words import moment, state_words, title, what_words, when_words
from house.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ChatCard:
    """One chat, in words."""

    id: int
    title: str
    what: str
    when: str
    state: str
    is_new: bool  # it waits for the viewer, or tells them something they have not seen
    is_over: bool


def card(chat: SeenChat, viewer: Viewer, now: datetime) -> ChatCard:
    """How it stands for this viewer."""
    me = viewer.person_id
    return ChatCard(
        chat.id,
        title(chat, me),
        what_words(chat),
        when_words(chat, now, viewer.zone),
        state_words(chat, me, now),
        is_new=chat.tells_id == me or (chat.other_id is not None and chat.is_live(now) and chat.waits_for(me)),
        is_over=not chat.is_live(now),
    )


@dataclass(frozen=True, slots=True)
class Choices:
    """What the viewer can do with it now."""

    yes: str | None  # the instant they would say yes to, as the form sends it
    yes_words: str
    keeps: bool  # the agreed time stands, and another is asked for
    offers: bool
    is_agreed: bool  # and not over
    another_time: bool
    lets_go: bool
    happened: bool
    asks_again: bool


def choices(chat: SeenChat, viewer: Viewer, now: datetime) -> Choices:
    """The buttons of its page."""
    me, live = viewer.person_id, chat.is_live(now)
    is_party = me in (chat.asker_id, chat.other_id)
    offered = chat.offered_at if live and chat.offered_by_id not in (None, me) else None
    is_agreed = live and chat.status is Status.agreed
    return Choices(
        yes=offered.isoformat() if offered and offered > now else None,
        yes_words=moment(offered, now, viewer.zone) if offered else "",
        keeps=is_agreed and chat.offered_by_id is not None,
        offers=live and (chat.other_id is not None or not is_party),
        is_agreed=is_agreed,
        another_time=is_agreed or (live and is_party and chat.other_id is not None and me != chat.asker_id),
        lets_go=live and me == chat.asker_id and not is_agreed,
        happened=is_party and has_begun(chat.status, chat.starts_at, now),
        asks_again=is_party and not live,
    )
