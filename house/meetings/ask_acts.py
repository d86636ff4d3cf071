"""What happens to asks: raised, read, answered, raised further, closed; and the way beyond is written anew."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.meetings.action_models import UNANSWERED, Ask, AskAnswer, AskStatus, WayBeyond
from house.people.holding import hold_house
from house.people.models import House
from house.trust.acts import note_change

KIND, WAY = "ask", "way beyond"
REPLY_WITHIN = timedelta(days=14)
NOT_CLOSED = tuple(status for status in AskStatus if status is not AskStatus.closed)


class NotOpen(Exception):
    """The ask is not where this step begins: somebody was quicker. `status` says where it is."""

    def __init__(self, status: AskStatus) -> None:
        super().__init__(status.value)
        self.status = status


class WrittenMeanwhile(Exception):
    """Somebody wrote the way beyond anew since this person opened it."""


@dataclass(frozen=True, slots=True)
class AskWords:
    """What the house asks, of whom, and until when it hopes for an answer: two weeks where nothing is said."""

    text: str
    to_whom: str
    reply_by: date | None = None


@dataclass(frozen=True, slots=True)
class WayWords:
    """An outside body that people can turn to."""

    name: str
    phone: str = ""
    web: str = ""
    text: str = ""


def raise_ask(
    house_id: int,
    by_id: int | None,
    words: AskWords,
    now: datetime,
    proposal_id: int | None = None,
    meeting_id: int | None = None,
) -> Ask:
    """The house asks something of others. `by_id` None: it is unsigned, and nobody is stored with it."""
    ask = Ask(
        house_id=house_id,
        proposal_id=proposal_id,
        meeting_id=meeting_id,
        to_whom=words.to_whom,
        text=words.text,
        raised_by_id=by_id,
        raised_at=now,
        reply_by=words.reply_by or _in_two_weeks(house_id, now),
    )
    db.session.add(ask)
    db.session.flush()
    note_change(house_id, by_id, KIND, ask.id, "raised", now)
    return ask


def _in_two_weeks(house_id: int, now: datetime) -> date:
    zone = ZoneInfo(db.session.get_one(House, house_id).timezone)
    return (now + REPLY_WITHIN).astimezone(zone).date()


def mark_seen(ask: Ask, by_id: int, now: datetime) -> None:
    """A coordinator has read it. Raises `NotOpen`."""
    _step(ask, (AskStatus.raised,), AskStatus.seen, seen_by_id=by_id, seen_at=now)
    note_change(ask.house_id, by_id, KIND, ask.id, "seen", now)


def answer(ask: Ask, by_id: int, text: str, now: datetime) -> AskAnswer:
    """Answer it, or add to what was answered before. Raises `NotOpen` once the house has closed it.

    One that was raised further stays so: the house says when it is closed.
    """
    db.session.refresh(
        ask, with_for_update=True
    )  # locked: of an answer and a close at once, the second meets the first
    if ask.status is AskStatus.closed:
        raise NotOpen(ask.status)
    if ask.status in UNANSWERED:
        ask.status = AskStatus.answered
    if ask.seen_at is None:
        ask.seen_by_id, ask.seen_at = by_id, now
    given = AskAnswer(house_id=ask.house_id, ask_id=ask.id, text=text, by_id=by_id, at=now)
    db.session.add(given)
    db.session.flush()
    note_change(ask.house_id, by_id, KIND, ask.id, "answered", now)
    return given


def close(ask: Ask, by_id: int, now: datetime) -> None:
    """The house is done with it, answered or not. Raises `NotOpen`."""
    _step(ask, NOT_CLOSED, AskStatus.closed, closed_by_id=by_id, closed_at=now)
    note_change(ask.house_id, by_id, KIND, ask.id, "closed", now)


def raise_further(ask: Ask, by_id: int, to_whom: str, now: datetime) -> None:
    """The house takes it further: past an answer that does not help, or none. Raises `NotOpen`."""
    before = (*UNANSWERED, AskStatus.answered)
    _step(ask, before, AskStatus.further, further_to=to_whom, further_by_id=by_id, further_at=now)
    note_change(ask.house_id, by_id, KIND, ask.id, "raised further", now)


def _step(ask: Ask, before: Collection[AskStatus], after: AskStatus, **values: Any) -> None:
    """Move an ask on, unless somebody was quicker: this one UPDATE decides every race."""
    moved = (
        sa.update(Ask)
        .where(Ask.id == ask.id, Ask.status.in_(before))
        .values(status=after, **values)
        .returning(Ask)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    if db.session.scalar(moved) is None:
        raise NotOpen(db.session.scalars(sa.select(Ask.status).where(Ask.id == ask.id)).one())


# --- the way beyond ---


def write_way(house_id: int, by_id: int, words: WayWords, after: int, now: datetime) -> WayBeyond | None:
    """Write the way beyond anew; every version stays. `after`: the number of the version it was written from.

    Raises `WrittenMeanwhile`. The same words once more are no new version.
    """
    hold_house(house_id)
    before = newest_way(house_id)
    if (before.number if before else 0) != after:
        raise WrittenMeanwhile
    if before and (before.name, before.phone, before.web, before.text) == (
        words.name,
        words.phone,
        words.web,
        words.text,
    ):
        return None
    way = WayBeyond(
        house_id=house_id,
        number=after + 1,
        name=words.name,
        phone=words.phone,
        web=words.web,
        text=words.text,
        by_id=by_id,
        at=now,
    )
    db.session.add(way)
    db.session.flush()
    note_change(house_id, by_id, WAY, way.id, "changed", now)
    return way


def newest_way(house_id: int) -> WayBeyond | None:
    """The way beyond as it stands, if the house has written one."""
    query = sa.select(WayBeyond).where(WayBeyond.house_id == house_id).order_by(WayBeyond.number.desc()).limit(1)
    return db.session.scalars(query).one_or_none()
