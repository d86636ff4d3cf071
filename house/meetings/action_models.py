"""Tables of what comes of meetings: what somebody offered to do, and what the house asks of others."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, InCalendar, words_enum


class ActionStatus(StrEnum):
    """Where an action stands. "Still open" is none of these: it is read from its day."""

    asked = "asked"  # somebody wrote down that this person offered; it waits for their own word
    offered = "offered"
    under_way = "under way"
    up_for_grabs = "up for grabs"
    done = "done"
    passed_on = "passed on"  # somebody else took it, and has one of their own
    let_go = "let go"


HELD = (ActionStatus.offered, ActionStatus.under_way)
OPEN = (ActionStatus.asked, *HELD, ActionStatus.up_for_grabs)
CLOSED = (ActionStatus.done, ActionStatus.let_go)


class Action(InCalendar, Base):
    """Something to do that somebody offered. It is never given to anybody: only a word of one's own makes it one's."""

    __tablename__ = "action_item"
    __table_args__ = (
        sa.CheckConstraint("(status = 'up for grabs') = (person_id IS NULL)", name="somebody_has_it"),
        sa.CheckConstraint("(status IN ('done', 'passed on', 'let go')) = (ended_at IS NOT NULL)", name="ended_at"),
        sa.CheckConstraint("passing_since IS NULL OR status IN ('offered', 'under way')", name="passes_what_is_theirs"),
        sa.UniqueConstraint("came_from_id"),  # of two who take it over at once, one does
        sa.Index("ix_action_item_house_id_status", "house_id", "status"),
        sa.Index("ix_action_item_house_id_ended_at", "house_id", "ended_at"),
        sa.Index("ix_action_item_person_id_status", "person_id", "status"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    meeting_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("meeting.id", ondelete="SET NULL"), index=True)
    came_from_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("action_item.id"))
    what: Mapped[str] = mapped_column(sa.String(160))
    help_wanted: Mapped[bool] = mapped_column(default=False)
    by_day: Mapped[date | None]
    person_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))  # whose it is
    status: Mapped[ActionStatus] = mapped_column(words_enum(ActionStatus, "action_status"))
    written_by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    written_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    passing_since: Mapped[datetime | None]  # they would like to pass it on; until somebody takes it, it is theirs
    ended_at: Mapped[datetime | None]


class AskStatus(StrEnum):
    """Where an ask stands. "Past its day" is none of these: it is read from the day and the clock."""

    raised = "raised"
    seen = "seen"
    answered = "answered"
    closed = "closed"
    further = "raised further"


UNANSWERED = (AskStatus.raised, AskStatus.seen)


class Ask(Base):
    """Something the house asks of the organisation, or of others who decide it."""

    __tablename__ = "ask"
    __table_args__ = (
        sa.CheckConstraint("(status = 'closed') = (closed_at IS NOT NULL)", name="closed_at"),
        sa.CheckConstraint("(further_at IS NULL) = (further_to = '')", name="further_to_somebody"),
        sa.CheckConstraint("status <> 'raised further' OR further_at IS NOT NULL", name="further_at"),
        sa.Index("ix_ask_house_id_status_reply_by", "house_id", "status", "reply_by"),
        sa.Index("ix_ask_house_id_closed_at", "house_id", "closed_at"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    proposal_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("proposal.id"))  # it was sent on from there
    # At which meeting it was raised; an ask on its own has none.
    meeting_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("meeting.id", ondelete="SET NULL"), index=True)
    to_whom: Mapped[str] = mapped_column(sa.String(80))
    text: Mapped[str] = mapped_column(sa.String(1000))
    raised_by_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))  # none: "someone in the house"
    raised_at: Mapped[datetime]
    reply_by: Mapped[date]
    status: Mapped[AskStatus] = mapped_column(words_enum(AskStatus, "ask_status"), default=AskStatus.raised)
    seen_by_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))
    seen_at: Mapped[datetime | None]
    further_to: Mapped[str] = mapped_column(sa.String(80), default="")
    further_by_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))
    further_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]


class AskAnswer(Base):
    """What was answered, and when. Another answer can be added; none is ever written over."""

    __tablename__ = "ask_answer"
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    ask_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("ask.id"), index=True)
    text: Mapped[str] = mapped_column(sa.String(2000))
    by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    at: Mapped[datetime]


class WayBeyond(Base):
    """The way past the coordinators: an outside body. Each change is a version, and every version stays."""

    __tablename__ = "way_beyond"
    __table_args__ = (sa.UniqueConstraint("house_id", "number"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    number: Mapped[int] = mapped_column(sa.Integer)
    name: Mapped[str] = mapped_column(sa.String(80))
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    web: Mapped[str] = mapped_column(sa.String(300), default="")
    text: Mapped[str] = mapped_column(sa.String(600), default="")
    by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    at: Mapped[datetime]


def _refuse(_mapper: object, _connection: object, row: Base) -> None:
    raise RuntimeError(f"A row of {row.__tablename__} stays as it was written.")


for _kind in (AskAnswer, WayBeyond):
    sa.event.listen(_kind, "before_update", _refuse)
    sa.event.listen(_kind, "before_delete", _refuse)
