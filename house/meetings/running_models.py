"""Tables of running a meeting: where it is, and which thing on its agenda a proposal came from."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id


class MeetingRun(Base):
    """A meeting that was begun: the part it is at, since when, and when it ended. One for each meeting."""

    __tablename__ = "meeting_run"
    __table_args__ = (sa.CheckConstraint("step >= 0", name="step"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    meeting_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("meeting.id"), unique=True)
    begun_at: Mapped[datetime]
    step: Mapped[int] = mapped_column(sa.Integer, default=0)  # the place in the list of script.py
    step_at: Mapped[datetime]  # when that part began
    ended_at: Mapped[datetime | None]


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
