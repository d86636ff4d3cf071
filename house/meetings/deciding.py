"""Tables of deciding: what is proposed, in every version, what people say to it, and the decisions that came of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, words_enum
from house.meetings.consent import ROUND, Stage, Word


class ReachedBy(StrEnum):
    """How a decision was reached."""

    consent = "consent"
    posted = "posted"
    fallback_vote = "fallback vote"
    urgent = "urgent"


class Ground(StrEnum):
    """What somebody who does not live here objects on: nothing else of theirs stops the house."""

    law = "law"
    safety = "safety"
    remit = "remit"


class Proposal(Base):
    """Something the house may agree to, as it stands now; what it said before is in its versions."""

    __tablename__ = "proposal"
    __table_args__ = (sa.Index("ix_proposal_house_id_stage", "house_id", "stage"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    proposer_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("meeting.id", ondelete="SET NULL"))
    title: Mapped[str] = mapped_column(sa.String(120))
    why: Mapped[str] = mapped_column(sa.Text)
    text: Mapped[str] = mapped_column(sa.Text)
    topic_words: Mapped[str] = mapped_column(sa.String(160), default="")
    is_trial: Mapped[bool] = mapped_column(default=False)
    changes_number: Mapped[int | None] = mapped_column(sa.Integer)  # the decision it would change, by its number
    is_ending: Mapped[bool] = mapped_column(default=False)  # and whether it would end that one
    version: Mapped[int] = mapped_column(sa.Integer, default=1)
    stage: Mapped[Stage] = mapped_column(words_enum(Stage, "stage"), default=Stage.draft)
    stage_at: Mapped[datetime]
    made_at: Mapped[datetime]


class ProposalVersion(Base):
    """What a proposal said in one version, word for word."""

    __tablename__ = "proposal_version"
    __table_args__ = (sa.UniqueConstraint("proposal_id", "version"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    proposal_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("proposal.id"))
    version: Mapped[int] = mapped_column(sa.Integer)
    text: Mapped[str] = mapped_column(sa.Text)
    what_changed: Mapped[str] = mapped_column(sa.Text, default="")  # against the one before, and why
    made_at: Mapped[datetime]


class Response(Base):
    """What somebody says to one version of a proposal. Silence is no row."""

    __tablename__ = "response"
    __table_args__ = (
        # In the round each person has one answer at a time; of two taps at once, one is kept.
        sa.Index(
            "uq_response_one_answer",
            "proposal_id",
            "person_id",
            "version",
            unique=True,
            sqlite_where=sa.text(f"word IN ({ROUND}) AND withdrawn_at IS NULL"),
            postgresql_where=sa.text(f"word IN ({ROUND}) AND withdrawn_at IS NULL"),
        ),
        sa.Index("ix_response_proposal_id_version", "proposal_id", "version"),
        sa.CheckConstraint("word <> 'objection' OR words <> ''", name="objects_with_a_reason"),
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    proposal_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("proposal.id"))
    person_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    version: Mapped[int] = mapped_column(sa.Integer)
    word: Mapped[Word] = mapped_column(words_enum(Word, "word"))
    words: Mapped[str] = mapped_column(sa.Text, default="")
    ground: Mapped[Ground | None] = mapped_column(words_enum(Ground, "ground"))
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Decision(Base):
    """What the house agreed, in exact words. How it stands is read from the time and from what people say."""

    __tablename__ = "decision"
    __table_args__ = (sa.UniqueConstraint("house_id", "number"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    number: Mapped[int] = mapped_column(sa.Integer)  # the house's own count, from 1
    proposal_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("proposal.id"), index=True)
    version: Mapped[int] = mapped_column(sa.Integer)  # of the proposal: the one that was agreed
    title: Mapped[str] = mapped_column(sa.String(120))
    text: Mapped[str] = mapped_column(sa.Text)
    topic_words: Mapped[str] = mapped_column(sa.String(160), default="")
    reached_by: Mapped[ReachedBy] = mapped_column(words_enum(ReachedBy, "reached_by"), default=ReachedBy.consent)
    is_conversation_only: Mapped[bool] = mapped_column(default=False)  # fewer people than the house wants for it
    decided_at: Mapped[datetime]
    provisional_until: Mapped[datetime]
    review_on: Mapped[date]
    supersedes_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("decision.id"), index=True)
    is_ending: Mapped[bool] = mapped_column(default=False)


# The words of decisions, to be searched (book.py): an index beside the table, kept right by the database itself.
WORDS_ON_SQLITE = (
    "CREATE VIRTUAL TABLE decision_words USING fts5(title, text, topic_words, content='decision', content_rowid='id')",
    "CREATE TRIGGER decision_words_added AFTER INSERT ON decision BEGIN "
    "INSERT INTO decision_words(rowid, title, text, topic_words) "
    "VALUES (new.id, new.title, new.text, new.topic_words); END",
    "CREATE TRIGGER decision_words_removed AFTER DELETE ON decision BEGIN "
    "INSERT INTO decision_words(decision_words, rowid, title, text, topic_words) "
    "VALUES ('delete', old.id, old.title, old.text, old.topic_words); END",
    "CREATE TRIGGER decision_words_changed AFTER UPDATE ON decision BEGIN "
    "INSERT INTO decision_words(decision_words, rowid, title, text, topic_words) "
    "VALUES ('delete', old.id, old.title, old.text, old.topic_words); "
    "INSERT INTO decision_words(rowid, title, text, topic_words) "
    "VALUES (new.id, new.title, new.text, new.topic_words); END",
)
WORDS_ON_POSTGRESQL = "to_tsvector('simple', title || ' ' || text || ' ' || topic_words)"


def _on(dialect: str, statement: str) -> Any:
    made: Any = sa.DDL(statement)  # type: ignore[no-untyped-call]  # SQLAlchemy leaves this one untyped
    return made.execute_if(dialect=dialect)


for _statement in WORDS_ON_SQLITE:
    sa.event.listen(Decision.__table__, "after_create", _on("sqlite", _statement))
_INDEX = f"CREATE INDEX ix_decision_words ON decision USING gin ({WORDS_ON_POSTGRESQL})"
sa.event.listen(Decision.__table__, "after_create", _on("postgresql", _INDEX))
