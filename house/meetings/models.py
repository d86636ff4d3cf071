"""Tables of meetings: the plan a house keeps, each meeting, and what is on its agenda."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, InCalendar, words_enum
from house.meetings.script import Kind
from house.series.standing import AtWallTime


class Status(StrEnum):
    """Where a meeting stands. "Over" is none of these: it is read from its end and the time. Nor is "moved"."""

    planned = "planned"
    agenda_open = "agenda open"
    under_way = "under way"
    conversation_only = "conversation only"
    record_drafted = "record drafted"
    open_for_comments = "open for comments"
    accepted = "accepted"
    called_off = "called off"


AHEAD = (Status.planned, Status.agenda_open)
GOING_ON = (Status.under_way, Status.conversation_only)  # somebody has begun it
HELD = (Status.record_drafted, Status.open_for_comments, Status.accepted)  # it took place, and has a record


class MeetingSeries(Base):
    """What every meeting of a series starts from; its rule and its rows ahead are the series' own."""

    __tablename__ = "meeting_series"
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    series_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("series.id"), unique=True)
    title: Mapped[str] = mapped_column(sa.String(80))
    place: Mapped[str] = mapped_column(sa.String(80), default="")


class Meeting(InCalendar, AtWallTime, Base):
    """One meeting of the house. Its wall time is what was agreed; its instants follow from that and the zone."""

    __tablename__ = "meeting"
    __table_args__ = (
        sa.UniqueConstraint("series_id", "original_start"),
        sa.UniqueConstraint("house_id", "number"),
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.CheckConstraint("(series_id IS NULL) = (original_start IS NULL)", name="comes_from_a_series"),
        sa.CheckConstraint("(status = 'called off') = (called_off_why <> '')", name="called_off_with_a_word_why"),
        sa.Index("ix_meeting_house_id_ends_at", "house_id", "ends_at"),
        # A new plan takes rows away, and an id that came again would be somebody's old calendar entry.
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    # Given when a meeting begins, never to a row made ahead: moving, calling off or a new plan would leave gaps, or
    # put the numbers out of order. So it is the house's own count of the meetings it held.
    number: Mapped[int | None] = mapped_column(sa.Integer)
    title: Mapped[str] = mapped_column(sa.String(80))
    place: Mapped[str] = mapped_column(sa.String(80), default="")
    status: Mapped[Status] = mapped_column(words_enum(Status, "meeting_status"), default=Status.planned)
    called_off_why: Mapped[str] = mapped_column(sa.String(160), default="")
    # Which order of the agenda this is: whoever moves something says which one they saw.
    agenda_order: Mapped[int] = mapped_column(sa.Integer, default=0, server_default="0")


class AgendaItem(Base):
    """Something brought to a meeting. Unsigned, it holds no person: nobody can be found behind it."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        sa.CheckConstraint("minutes_hint BETWEEN 1 AND 180", name="minutes_hint"),
        sa.Index("ix_agenda_item_meeting_id_position", "meeting_id", "position"),
        # One that is taken off leaves its trace; an id that came again would sign another's item with it.
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    meeting_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("meeting.id"))
    raised_by_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))  # none: "someone in the house"
    title: Mapped[str] = mapped_column(sa.String(120))
    kind: Mapped[Kind] = mapped_column(words_enum(Kind, "agenda_kind"))
    minutes_hint: Mapped[int | None] = mapped_column(sa.SmallInteger)
    content_note: Mapped[str] = mapped_column(sa.String(120), default="")
    position: Mapped[int] = mapped_column(sa.Integer)
    added_at: Mapped[datetime | None]  # none: before this was kept
    finished_at: Mapped[datetime | None]  # when the meeting was through with it; what it was not can carry over
    # Taken out of the meeting: it is talked about elsewhere, and the record says no more of it.
    is_elsewhere: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
