"""My chats and circles in the list of everything, and what a chat’s words are called where all shares are listed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from house.about_me import AboutMe, Mark, Source, add_source, number_of, older
from house.gatherings import circle_about_me
from house.gatherings.chat_access import is_kept_from, of_viewer
from house.gatherings.chat_models import KIND, Chat
from house.gatherings.chat_reading import SeenChat
from house.gatherings.chat_reading import chats as chats_query
from house.gatherings.circle_about_me import HOSTED, SAID
from house.gatherings.together import asked_together
from house.people.shares import KINDS, Kind
from house.viewer import Viewer

CHATS = "chats"


def chats(viewer: Viewer, now: datetime, after: Mark | None, most: int) -> Iterator[AboutMe]:
    """Chats the viewer asked for or was asked for, the newest first; also one that did not reach them."""
    yield from _lines(viewer, [*asked_together(_chats(viewer, now, after, most))[0]])


def chats_and_circles(viewer: Viewer, now: datetime, after: Mark | None, most: int) -> Iterator[AboutMe]:
    """Both, and what the viewer hosts, as many of each; one query."""
    own, said, hosted = asked_together(
        _chats(viewer, now, after, most),
        circle_about_me.said(viewer, now, after, most),
        circle_about_me.hosted(viewer, after, most),
    )
    yield from _lines(viewer, own)
    yield from circle_about_me.said_lines(said)
    yield from circle_about_me.hosted_lines(hosted)


def _chats(viewer: Viewer, now: datetime, after: Mark | None, most: int) -> sa.Select[*tuple[Any, ...]]:
    source = number_of(CHATS)
    return (
        chats_query(of_viewer(viewer, now), older(Chat.made_at, Chat.id, source, after))
        .add_columns(is_kept_from(viewer, now).label("is_kept_from"))
        .order_by(Chat.made_at.desc(), Chat.id.desc())
        .limit(most)
    )


def _lines(viewer: Viewer, rows: list[tuple[Any, ...]]) -> Iterator[AboutMe]:
    for *chat, is_kept in rows:
        yield _line(SeenChat(*chat), is_kept, viewer)


def _line(chat: SeenChat, is_kept: bool, viewer: Viewer) -> AboutMe:
    more = _("It did not come to you, because you would rather not be with them.") if is_kept else ""
    return AboutMe(
        Mark(chat.made_at, number_of(CHATS), chat.id),
        _words(chat, viewer),
        more,
        url_for("gatherings.chat", chat_id=chat.id),
    )


def _words(chat: SeenChat, viewer: Viewer) -> str:
    if chat.asker_id != viewer.person_id:
        asked = _("%(name)s offered you a chat") if chat.is_offer else _("%(name)s asked you for a chat")
        return asked % {"name": chat.asker_name}
    if not chat.other_name:
        return _("You asked any peer worker for a chat")
    offered = _("You offered %(name)s a chat") if chat.is_offer else _("You asked %(name)s for a chat")
    return offered % {"name": chat.other_name}


add_source(Source(CHATS, lazy_gettext("Chats"), chats, chats_and_circles))
add_source(Source(SAID, lazy_gettext("Circles"), circle_about_me.all_said, chats_and_circles))
add_source(Source(HOSTED, lazy_gettext("Circles I host"), circle_about_me.all_hosted, chats_and_circles))
KINDS[KIND] = Kind(lazy_gettext("what a chat is about"), lambda chat_id: url_for("gatherings.chat", chat_id=chat_id))
