"""Tables of how a chore is done and by whom: its steps, who is in its pool, and how each likes it."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.chores.kinds import Like
from house.db import Base, BigId, HouseId, Id, words_enum


class ChoreStep(Base):
    """One small step of a chore."""

    __tablename__ = "chore_step"
    __table_args__ = (sa.UniqueConstraint("chore_id", "position"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    chore_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("chore.id"))
    position: Mapped[int] = mapped_column(sa.SmallInteger)
    words: Mapped[str] = mapped_column(sa.String(60))
    picture: Mapped[str] = mapped_column(sa.String(12), default="")  # a pictogram, as it was typed before the words


class TurnStep(Base):
    """A step of a turn is done. By whom is not kept."""

    __tablename__ = "turn_step"
    __table_args__ = (sa.UniqueConstraint("turn_id", "step_id"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    turn_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("turn.id"))
    step_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("chore_step.id", ondelete="CASCADE"), index=True)


class ChorePlace(Base):
    """Somebody is among those a chore goes round. Without any, it goes round everybody who lives here."""

    __tablename__ = "chore_place"
    __table_args__ = (sa.UniqueConstraint("chore_id", "person_id"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    chore_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("chore.id"))
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    position: Mapped[int] = mapped_column(sa.SmallInteger)  # in an order that the house chose


class ChoreLike(Base):
    """How somebody feels about a chore; nothing is kept of "fine". Nobody else reads it."""

    __tablename__ = "chore_like"
    __table_args__ = (sa.UniqueConstraint("chore_id", "person_id"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    chore_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("chore.id"))
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    liking: Mapped[Like] = mapped_column(words_enum(Like, "liking"))


class Suggestion(Base):
    """A turn is suggested to somebody, and why. Nobody else reads it."""

    __tablename__ = "suggestion"
    __table_args__ = (sa.Index("ix_suggestion_house_id_person_id", "house_id", "person_id"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    turn_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("turn.id"), unique=True)
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    why: Mapped[str] = mapped_column(sa.String(60))  # the reasons, as rotation.py names them


class TurnPass(Base):
    """Somebody would rather not have a turn that was suggested to them, so that they are not asked again for it."""

    __tablename__ = "turn_pass"
    __table_args__ = (sa.UniqueConstraint("turn_id", "person_id"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    turn_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("turn.id"))
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
