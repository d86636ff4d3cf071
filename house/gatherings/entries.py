"""Chats and circles as entries for Today, the week and calendars; a chat is for the two people it is of alone."""

from datetime import datetime

from house import clock
from house.gatherings import circle_entries, circle_waiting
from house.gatherings import waiting as waits
from house.gatherings.chat_access import of_viewer
from house.gatherings.chat_models import Status
from house.gatherings.chat_reading import SeenChat, chats, in_window
from house.gatherings.chat_words import title
from house.gatherings.together import asked_together
from house.people.signing_in import secret_key
from house.tokens import keyed_hash
from house.viewer import Viewer
from house.waiting import Waiting
from house.when.entry import BUSY, Entry
from house.when.span import Span

STANDS = (Status.agreed, Status.happened)


def entries(viewer: Viewer, window: Span) -> list[Entry]:
    """The viewer's own agreed chats in a window, also those that are off by now, and the house's circles. One query.

    By a re-entry card nothing that was the viewer's own before it shows.
    """
    now = clock.now()
    own = chats(of_viewer(viewer, now), in_window(window))
    found, times = asked_together(own, circle_entries.times_in(viewer, now, window))
    return [*(_entry(SeenChat(*row), viewer) for row in found), *circle_entries.of_rows(times)]


def on_today(viewer: Viewer, now: datetime, day: Span) -> tuple[list[Waiting], list[Entry]]:
    """What chats and circles ask of the viewer, what they have agreed to on a day, and its circles. One query."""
    chats_asked, *of_circles = asked_together(
        waits.query(viewer, now, in_window(day)), *circle_waiting.questions(viewer, now, day)
    )
    found = sorted((SeenChat(*row) for row in chats_asked), key=lambda chat: (chat.changed_at, chat.id))
    asked_by_circles, circles = circle_waiting.answered(of_circles, viewer, now, day)
    entries_of_day = [_entry(chat, viewer) for chat in found if _is_on(chat, day)]
    return [*waits.lines(found, viewer, now), *asked_by_circles], [*entries_of_day, *circles]


def _is_on(chat: SeenChat, day: Span) -> bool:
    return chat.starts_at is not None and chat.ends_at is not None and Span(chat.starts_at, chat.ends_at).overlaps(day)


def _entry(chat: SeenChat, viewer: Viewer) -> Entry:
    """No mode, no length beyond its times, and no word of what it is about (DOMAIN, invariant 27)."""
    assert chat.starts_at and chat.ends_at  # noqa: S101  # the queries ask for chats with a time
    return Entry(
        key=f"chat-{chat.id}",
        kind="chat",
        title=title(chat, viewer.person_id),
        quiet_title=BUSY,
        starts=chat.starts_at,
        ends=chat.ends_at,
        changed_at=chat.changed_at,
        sequence=chat.sequence,
        uid=_uid(chat, viewer.person_id),
        path=f"/chats/{chat.id}",
        people=_other(chat, viewer.person_id),
        is_mine=True,
        is_called_off=chat.status not in STANDS,
    )


def _other(chat: SeenChat, person_id: int) -> tuple[tuple[int, str], ...]:
    """The one its title names: a page that only the two read can show what is with them."""
    other_id = chat.other_id if person_id == chat.asker_id else chat.asker_id
    return ((other_id, chat.name_for(person_id)),) if other_id else ()


def _uid(chat: SeenChat, person_id: int) -> str:
    """What one person's calendars know it by: it says neither that it is a chat, nor whose calendar has the same.

    Of the key that signs cookies: another key of what is sealed leaves it as it is. Were that file replaced, calendars
    that are read by a link would follow, and only a file taken along stand twice; a chat is gone after 30 days.
    """
    return keyed_hash(f"{person_id}|{chat.id}", secret_key(), "chat in a calendar").hex()[:32]
