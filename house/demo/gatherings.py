"""Who comes to the meetings of the example, who does what in them, and thoughts sent ahead."""

from datetime import datetime, timedelta
from itertools import cycle

import sqlalchemy as sa

from house.db import db
from house.demo.people import Home
from house.meetings import attendance, recording, roles, thoughts
from house.meetings.models import AgendaItem, Meeting
from house.meetings.rotation import Part
from house.meetings.taking_part import Answer, Attendance, MeetingRole, Standing

THOUGHTS = (
    "Good idea. I’d try it for a month and then look again.",
    "Fine with me. Evenings suit me best.",
)
RECORDED = 3
SUMMARY = "We went through what was open.\nMost things are fine as they are.\nOne thing stays open for next time."
CAME_OF_IT = "We try it for a month, and look at it again."
THANKS = "For the soup on Sunday."


def gather(home: Home, now: datetime) -> None:
    """Meetings that were, in bulk; the next one, as people tap."""
    meetings = list(
        db.session.scalars(sa.select(Meeting).where(Meeting.house_id == home.house.id).order_by(Meeting.starts_at))
    )
    before = [meeting for meeting in meetings if meeting.ends_at <= now]
    coming = [meeting for meeting in meetings if meeting.starts_at > now]
    _remember(home, before)
    _be_happy(home, now)
    _leave_one_open(before)
    _record(home, before)
    _gather_next(home, coming[0], now)


def _remember(home: Home, before: list[Meeting]) -> None:
    hosts, people = cycle(home.residents[:3]), home.residents[:4]
    for meeting in before:
        host = next(hosts)
        own = {"house_id": home.house.id, "meeting_id": meeting.id}
        db.session.add_all(
            Attendance(**own, person_id=person, answer=Answer.there, said_at=meeting.ends_at) for person in people
        )
        done = {"part": Part.host, "standing": Standing.accepted, "changed_at": meeting.starts_at - timedelta(days=3)}
        db.session.add(MeetingRole(**own, person_id=host, **done))
    db.session.flush()


def _be_happy(home: Home, now: datetime) -> None:
    first, second, third = home.residents[:3]
    roles.be_happy_to(home.house.id, first, [Part.host, Part.welcome], now - timedelta(days=20))
    roles.be_happy_to(home.house.id, second, [Part.host, Part.notes], now - timedelta(days=19))
    roles.be_happy_to(home.house.id, third, [Part.host, Part.time], now - timedelta(days=18))


def _leave_one_open(before: list[Meeting]) -> None:
    """The last thing of the last meeting was not finished, so that it can carry over."""
    if before:
        query = sa.select(AgendaItem).where(AgendaItem.meeting_id == before[-1].id)
        item = db.session.scalars(query.order_by(AgendaItem.position.desc()).limit(1)).one()
        item.finished_at = None


def _record(home: Home, before: list[Meeting]) -> None:
    """The meetings since the house keeps records: the last one is open for comments, those before it are accepted."""
    writer = home.residents[1]
    for meeting in before[-RECORDED:]:
        at = meeting.ends_at
        record = recording.give_record(meeting, at)
        items = db.session.scalars(sa.select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id)).all()
        words = {"summary": SUMMARY, "thanks": THANKS, **{f"item-{item}": CAME_OF_IT for item in items[:1]}}
        sent = {name: recording.Written(text, 0, "the example") for name, text in words.items()}
        recording.write(record, sent, writer, at)
        recording.open_for_comments(meeting, record, writer, at)
        if meeting is not before[-1]:
            recording.accept(meeting, record, writer, at + timedelta(days=6))
        else:
            recording.suggest(record, home.residents[2], "It was Friday, not Thursday.", at)


def _gather_next(home: Home, meeting: Meeting, now: datetime) -> None:
    first, second, third, fourth = home.residents[:4]
    attendance.say(meeting, second, Answer.there, now)
    attendance.say(meeting, third, Answer.sent_thoughts, now)
    attendance.say(meeting, fourth, Answer.away, now)
    roles.take(meeting, Part.notes, second, now)
    roles.ask(meeting, Part.host, first, now)
    items = sa.select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.position).limit(2)
    for item, words in zip(db.session.scalars(items).all(), THOUGHTS, strict=True):
        thoughts.send(meeting, item, third, words, now)
    thoughts.send(meeting, None, first, "I may be a few minutes late. Start without me.", now)
    thoughts.send(meeting, None, None, "Can we keep it under an hour?", now)
