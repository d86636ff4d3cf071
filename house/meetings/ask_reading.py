"""What pages show of asks: those that wait or were answered, closed ones, one by itself, and the way beyond."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from house.db import db
from house.meetings.action_models import UNANSWERED, Ask, AskAnswer, AskStatus, WayBeyond
from house.meetings.ask_access import visible
from house.people.models import Person
from house.viewer import Viewer


@dataclass(frozen=True, slots=True)
class AskLine:
    """One ask in a list."""

    id: int
    to_whom: str
    text: str
    status: AskStatus
    raised_at: datetime
    reply_by: date
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class AskStory:
    """One ask with all that happened; a name is "" where it is unsigned or nothing happened."""

    line: AskLine
    raised_by: str
    seen_at: datetime | None
    seen_by: str
    further_to: str
    further_at: datetime | None
    further_by: str
    closed_by: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WayLine:
    """One version of the way beyond."""

    number: int
    name: str
    phone: str
    web: str
    text: str
    by: str
    at: datetime


def waiting_asks(viewer: Viewer, most: int) -> list[AskLine]:
    """What nobody has answered, the soonest hoped for first."""
    return _lines(_with(viewer, UNANSWERED).order_by(Ask.reply_by, Ask.id).limit(most))


def answered_asks(viewer: Viewer, most: int) -> list[AskLine]:
    """What was answered or raised further and is not closed, newest first."""
    return _lines(_with(viewer, (AskStatus.answered, AskStatus.further)).order_by(Ask.id.desc()).limit(most))


def open_asks(viewer: Viewer, most: int, before: int | None = None) -> list[AskLine]:
    """All that is not closed, newest first; `before`: from that one further back."""
    query = _with(viewer, (*UNANSWERED, AskStatus.answered, AskStatus.further))
    if before is not None:
        query = query.where(Ask.id < before)
    return _lines(query.order_by(Ask.id.desc()).limit(most))


def closed_asks(viewer: Viewer, most: int, before: Ask | None = None) -> list[AskLine]:
    """What the house has closed, latest first; `before`: from that one further back."""
    query = _with(viewer, (AskStatus.closed,)).where(Ask.closed_at.is_not(None))
    if before:
        further = sa.tuple_(Ask.closed_at, Ask.id) < sa.tuple_(
            sa.literal(before.closed_at, Ask.closed_at.type), sa.literal(before.id)
        )
        query = query.where(further)
    return _lines(query.order_by(Ask.closed_at.desc(), Ask.id.desc()).limit(most))


_LINE: tuple[Any, ...] = (Ask.id, Ask.to_whom, Ask.text, Ask.status, Ask.raised_at, Ask.reply_by, Ask.closed_at)


def _with(viewer: Viewer, states: Collection[AskStatus]) -> sa.Select[*tuple[Any, ...]]:
    return sa.select(*_LINE).where(visible(viewer), Ask.status.in_(states))


def _lines(query: sa.Select[*tuple[Any, ...]]) -> list[AskLine]:
    return [AskLine(*row) for row in db.session.execute(query)]


def story(viewer: Viewer, ask: Ask) -> AskStory:
    """One ask with all that happened."""
    raiser, seer, further, closer = (aliased(Person) for _each in range(4))
    query = (
        sa.select(
            *_LINE,
            sa.func.coalesce(raiser.called_name, ""),
            Ask.seen_at,
            sa.func.coalesce(seer.called_name, ""),
            Ask.further_to,
            Ask.further_at,
            sa.func.coalesce(further.called_name, ""),
            sa.func.coalesce(closer.called_name, ""),
        )
        .outerjoin(raiser, raiser.id == Ask.raised_by_id)
        .outerjoin(seer, seer.id == Ask.seen_by_id)
        .outerjoin(further, further.id == Ask.further_by_id)
        .outerjoin(closer, closer.id == Ask.closed_by_id)
        .where(visible(viewer), Ask.id == ask.id)
    )
    row: Any = db.session.execute(query).one()
    return AskStory(AskLine(*row[: len(_LINE)]), *row[len(_LINE) :])


def answers(viewer: Viewer, ask: Ask) -> list[AnswerLine]:
    """What was answered, in the order it came."""
    query = (
        sa.select(AskAnswer.text, Person.called_name, AskAnswer.at)
        .join(Person, Person.id == AskAnswer.by_id)
        .where(AskAnswer.ask_id == ask.id, AskAnswer.house_id == viewer.house_id)
        .order_by(AskAnswer.at, AskAnswer.id)
    )
    return [AnswerLine(*row) for row in db.session.execute(query)]


def ways(viewer: Viewer, most: int, before: int | None = None) -> list[WayLine]:
    """The versions of the way beyond, newest first; `before`: from that number further back."""
    query = (
        sa.select(
            *(WayBeyond.number, WayBeyond.name, WayBeyond.phone, WayBeyond.web, WayBeyond.text),
            *(Person.called_name, WayBeyond.at),
        )
        .join(Person, Person.id == WayBeyond.by_id)
        .where(WayBeyond.house_id == viewer.house_id)
    )
    if before is not None:
        query = query.where(WayBeyond.number < before)
    return [WayLine(*row) for row in db.session.execute(query.order_by(WayBeyond.number.desc()).limit(most))]
