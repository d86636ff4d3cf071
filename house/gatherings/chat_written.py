"""What was written with a chat: read by its asker and whom they ask, and the link by which they meet."""

from datetime import datetime

import sqlalchemy as sa

from house.db import db, open_sealed
from house.gatherings.chat_access import is_kept_from, still_live
from house.gatherings.chat_models import KIND, Chat
from house.gatherings.chat_reading import SeenChat
from house.people import shares
from house.trust.access import standing
from house.trust.acts import note_looks
from house.trust.models import Audience, Share
from house.viewer import Viewer


def read_topic(viewer: Viewer, chat: SeenChat, now: datetime) -> str:
    """What its asker wrote with it, for them and for whom they ask; for that one the look is written first."""
    if viewer.person_id == chat.asker_id:
        return open_topic(chat.id, db.session.scalar(sa.select(Chat.topic_sealed).where(Chat.id == chat.id)))
    reading = standing(viewer, is_on_shift=False, now=now)
    query = (
        sa.select(Chat.topic_sealed)
        .join(Share, sa.and_(Share.thing_id == Chat.id, Share.audience == Audience.person))
        .where(
            *(Chat.id == chat.id, Chat.topic_sealed.is_not(None), still_live(now)),
            *(~is_kept_from(viewer, now), shares.readable(KIND, reading, now)),
        )
    )
    sealed = db.session.scalar(query.limit(1))
    if sealed is None:
        return ""
    note_looks(viewer, KIND, [(chat.id, chat.asker_id, Audience.person.value)], now)
    return open_topic(chat.id, sealed)


def open_topic(chat_id: int, sealed: bytes | None) -> str:
    """The words of one topic."""
    return open_sealed(Chat.__tablename__, chat_id, "topic", sealed)


def open_link(chat_id: int, now: datetime) -> str:
    """The link by which they meet; "" where there is none, or once it is over."""
    sealed = db.session.scalar(sa.select(Chat.link_sealed).where(Chat.id == chat_id, still_live(now)))
    return open_sealed(Chat.__tablename__, chat_id, "link", sealed)
