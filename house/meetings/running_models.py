"""Tables of running a meeting: where it is, who was written down as there, and what a proposal came from."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id


class MeetingRun(Base):
    """A meeting that was begun: the part it is at, and since when. When it ended stands in its record."""

    __tablename__ = "meeting_run"
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    meeting_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("meeting.id"), unique=True)
    begun_at: Mapped[datetime]
    part: Mapped[str] = mapped_column(sa.String(30))  # the name of a part of script.py: "thanks", or "item-12"
    part_at: Mapped[datetime]  # when that part began


class WrittenDown(Base):
    """Somebody else wrote down that a person is there. Without it they said so themselves, and that always holds."""

    __tablename__ = "written_down"
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    attendance_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("attendance.id", ondelete="CASCADE"), unique=True)
    by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)


class ProposalItem(Base):
    """What is proposed came from a thing on an agenda."""

    __tablename__ = "proposal_item"
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    proposal_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("proposal.id", ondelete="CASCADE"), unique=True)
    item_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("agenda_item.id", ondelete="CASCADE"), index=True)


class SpokenAnswer(Base):
    """An answer of a round that was said aloud at a meeting and typed by somebody else.

    Its person is asked whether it is right, and can take it back.
    """

    __tablename__ = "spoken_answer"
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    response_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("response.id", ondelete="CASCADE"), unique=True)
    typed_by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    confirmed_at: Mapped[datetime | None]  # when its person said that it is right
