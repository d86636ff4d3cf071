"""A person's own chats, to be taken along; what the other one wrote is with that other one."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import aliased

from house.db import db
from house.gatherings.chat_models import KIND, Chat, UpForIt
from house.gatherings.chat_written import open_topic
from house.mine import Section, Value, fields
from house.people.models import Person
from house.trust.models import Share

_Asker, _Other = aliased(Person), aliased(Person)


def mine(person_id: int, house_id: int, private_from: datetime, now: datetime) -> list[Section]:
    """Chats they asked for or were asked for, since an instant; who could read what they wrote; that they are up."""
    either = sa.or_(Chat.asker_id == person_id, Chat.other_id == person_id)
    own = (Chat.house_id == house_id, Chat.made_at >= private_from, either)
    return [_section(person_id, *own), _topics(Chat.asker_id == person_id, *own), _word(person_id, house_id, now)]


def _section(person_id: int, *own: sa.ColumnElement[bool]) -> Section:
    return Section(
        "chats",
        _("Chats"),
        _("Chats you asked for, or somebody asked you for. Each is gone 30 days after it is over."),
        fields(
            asked=_("Asked"),
            asked_by=_("By"),
            other=_("With"),
            how=_("How"),
            minutes=_("Minutes"),
            wished=_("When it would suit"),
            starts=_("From"),
            ends=_("To"),
            offered=_("A time that is offered"),
            state=_("How it stands"),
            topic=_("What I wrote with it"),
        ),
        lambda: _chats(person_id, *own),
    )


def _topics(*own: sa.ColumnElement[bool]) -> Section:
    return Section(
        "chat_topics_shared",
        _("What I wrote with a chat, and who could read it"),
        _("Whom you asked could read it, from when to when."),
        fields(asked=_("Chat asked"), person=_("Who could read it"), start=_("From"), end=_("To")),
        lambda: _shared(*own),
    )


def _word(person_id: int, house_id: int, now: datetime) -> Section:
    return Section(
        "up_for_a_chat",
        _("That I am up for a chat"),
        _("What you told the house, until when."),
        fields(until=_("Until")),
        lambda: _up(person_id, house_id, now),
    )


def _chats(person_id: int, *own: sa.ColumnElement[bool]) -> Iterator[tuple[Value, ...]]:
    query = (
        sa.select(
            *(Chat.id, Chat.made_at, _Asker.called_name.label("asker"), _Other.called_name.label("other")),
            *(Chat.mode, Chat.minutes, Chat.wish, Chat.starts_at, Chat.ends_at, Chat.offered_at, Chat.status),
            *(Chat.topic_sealed, Chat.asker_id),
        )
        .join(_Asker, _Asker.id == Chat.asker_id)
        .outerjoin(_Other, _Other.id == Chat.other_id)
        .where(*own)
        .order_by(Chat.made_at, Chat.id)
    )
    for row in db.session.execute(query):
        topic = open_topic(row.id, row.topic_sealed) if row.asker_id == person_id else ""
        times = (row.starts_at, row.ends_at, row.offered_at)
        yield row.made_at, row.asker, row.other, row.mode, str(row.minutes), row.wish, *times, row.status, topic


def _shared(*own: sa.ColumnElement[bool]) -> Iterator[tuple[Value, ...]]:
    query = (
        sa.select(Chat.made_at, Person.called_name, Share.since, Share.withdrawn_at)
        .join(Share, sa.and_(Share.kind == KIND, Share.thing_id == Chat.id))
        .join(Person, Person.id == Share.person_id)
        .where(*own)
        .order_by(Chat.made_at, Chat.id, Share.since)
    )
    yield from map(tuple, db.session.execute(query))


def _up(person_id: int, house_id: int, now: datetime) -> Iterator[tuple[Value, ...]]:
    own = (UpForIt.house_id == house_id, UpForIt.worker_id == person_id, UpForIt.until > now)
    yield from map(tuple, db.session.execute(sa.select(UpForIt.until).where(*own)))
