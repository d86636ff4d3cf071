"""My chats in the list of everything about me, and what their words are called where everything shared is listed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from house.about_me import AboutMe, Mark, Source, add_source, number_of, older
from house.db import db
from house.gatherings.chat_access import is_kept_from, of_viewer
from house.gatherings.chat_models import KIND, Chat
from house.gatherings.chat_reading import chats as chats_query
from house.people.shares import KINDS, Kind
from house.viewer import Viewer

CHATS = "chats"


def chats(viewer: Viewer, now: datetime, after: Mark | None, most: int) -> Iterator[AboutMe]:
    """Chats the viewer asked for or was asked for, the newest first; also one that did not reach them."""
    source = number_of(CHATS)
    query = (
        chats_query(of_viewer(viewer, now), older(Chat.made_at, Chat.id, source, after))
        .add_columns(is_kept_from(viewer, now).label("is_kept_from"))
        .order_by(Chat.made_at.desc(), Chat.id.desc())
        .limit(most)
    )
    for row in db.session.execute(query):
        yield _line(row, viewer, source)


def _line(row: Any, viewer: Viewer, source: int) -> AboutMe:
    more = _("It did not come to you, because you would rather not be with them.") if row.is_kept_from else ""
    return AboutMe(
        Mark(row.made_at, source, row.id), _words(row, viewer), more, url_for("gatherings.chat", chat_id=row.id)
    )


def _words(row: Any, viewer: Viewer) -> str:
    if row.asker_id != viewer.person_id:
        asked = _("%(name)s offered you a chat") if row.is_offer else _("%(name)s asked you for a chat")
        return asked % {"name": row.asker_name}
    if not row.other_name:
        return _("You asked any peer worker for a chat")
    offered = _("You offered %(name)s a chat") if row.is_offer else _("You asked %(name)s for a chat")
    return offered % {"name": row.other_name}


add_source(Source(CHATS, lazy_gettext("Chats"), chats))
KINDS[KIND] = Kind(lazy_gettext("what a chat is about"), lambda chat_id: url_for("gatherings.chat", chat_id=chat_id))
