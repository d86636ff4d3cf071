"""Chats as entries for Today, the week and calendars: for the two people each is of, and nobody else."""

from datetime import datetime

from flask_babel import gettext as _

from house import clock
from house.gatherings import waiting as waits
from house.gatherings.chat_access import may_chat, of_viewer
from house.gatherings.chat_models import Status
from house.gatherings.chat_reading import SeenChat, chats, in_window, seen
from house.gatherings.chat_words import title
from house.viewer import Viewer
from house.waiting import Waiting
from house.when.entry import Entry
from house.when.span import Span

STANDS = (Status.agreed, Status.happened)


def entries(viewer: Viewer, window: Span) -> list[Entry]:
    """The viewer's own agreed chats in a window, and those that were agreed and are off. One query."""
    if not may_chat(viewer):
        return []
    mine = of_viewer(viewer, clock.now())  # by a re-entry card nothing from before it shows
    return [_entry(chat, viewer) for chat in seen(chats(mine, in_window(window)))]


def on_today(viewer: Viewer, now: datetime, day: Span) -> tuple[list[Waiting], list[Entry]]:
    """What waits for the viewer, and what they have agreed to on a day. One query for both."""
    if not may_chat(viewer):
        return [], []
    found = seen(waits.query(viewer, now, in_window(day)))
    entries_of_day = [_entry(chat, viewer) for chat in found if _is_on(chat, day)]
    return waits.lines(found, viewer, now), entries_of_day


def _is_on(chat: SeenChat, day: Span) -> bool:
    return chat.starts_at is not None and chat.ends_at is not None and Span(chat.starts_at, chat.ends_at).overlaps(day)


def _entry(chat: SeenChat, viewer: Viewer) -> Entry:
    """No mode, no length beyond its times, and no word of what it is about (DOMAIN, invariant 27)."""
    assert chat.starts_at and chat.ends_at  # noqa: S101  # the queries ask for chats with a time
    return Entry(
        key=f"chat-{chat.id}",
        kind="chat",
        title=title(chat, viewer.person_id),
        quiet_title=_("Busy"),
        starts=chat.starts_at,
        ends=chat.ends_at,
        changed_at=chat.changed_at,
        sequence=chat.sequence,
        path=f"/chats/{chat.id}",
        is_mine=True,
        is_called_off=chat.status not in STANDS,
    )
