"""Deciding together."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


ON_SQLITE = (
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


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("topic_words", sa.String(length=160), nullable=False),
        sa.Column("is_trial", sa.Boolean(), nullable=False),
        sa.Column("changes_number", sa.Integer(), nullable=True),
        sa.Column("is_ending", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "draft",
                "shared",
                "questions",
                "reactions",
                "consent round",
                "objection raised",
                "reworked",
                "agreed",
                "set aside",
                "withdrawn",
                "sent on",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("stage_at", Instant(timezone=True), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_proposal_house_id_house")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_proposal_meeting_id_meeting"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["proposer_id"], ["person.id"], name=op.f("fk_proposal_proposer_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_house_id"), "proposal", ["house_id"], unique=False)
    op.create_index("ix_proposal_house_id_stage", "proposal", ["house_id", "stage"], unique=False)
    op.create_index(op.f("ix_proposal_proposer_id"), "proposal", ["proposer_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("topic_words", sa.String(length=160), nullable=False),
        sa.Column(
            "reached_by",
            sa.Enum(
                "consent",
                "posted",
                "fallback vote",
                "urgent",
                name="reached_by",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("is_conversation_only", sa.Boolean(), nullable=False),
        sa.Column("decided_at", Instant(timezone=True), nullable=False),
        sa.Column("provisional_until", Instant(timezone=True), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("supersedes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("is_ending", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_decision_house_id_house")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_decision_proposal_id_proposal")),
        sa.ForeignKeyConstraint(["supersedes_id"], ["decision.id"], name=op.f("fk_decision_supersedes_id_decision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("house_id", "number", name=op.f("uq_decision_house_id_number")),
    )
    op.create_index(op.f("ix_decision_house_id"), "decision", ["house_id"], unique=False)
    op.create_index(op.f("ix_decision_proposal_id"), "decision", ["proposal_id"], unique=False)
    op.create_index(op.f("ix_decision_supersedes_id"), "decision", ["supersedes_id"], unique=False)
    op.create_table(
        "proposal_version",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("what_changed", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_proposal_version_house_id_house")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_version_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_version")),
        sa.UniqueConstraint("proposal_id", "version", name=op.f("uq_proposal_version_proposal_id_version")),
    )
    op.create_index(op.f("ix_proposal_version_house_id"), "proposal_version", ["house_id"], unique=False)
    op.create_table(
        "response",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "word",
            sa.Enum(
                "question",
                "reaction",
                "consent",
                "consent with concern",
                "stand aside",
                "pass",
                "objection",
                name="word",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column(
            "ground",
            sa.Enum("law", "safety", "remit", name="ground", native_enum=False, create_constraint=True, length=30),
            nullable=True,
        ),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("withdrawn_at", Instant(timezone=True), nullable=True),
        sa.CheckConstraint("word <> 'objection' OR words <> ''", name=op.f("ck_response_objects_with_a_reason")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_response_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_response_person_id_person")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_response_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
    )
    op.create_index(op.f("ix_response_house_id"), "response", ["house_id"], unique=False)
    op.create_index(op.f("ix_response_person_id"), "response", ["person_id"], unique=False)
    op.create_index(
        "uq_response_one_answer",
        "response",
        ["proposal_id", "person_id", "version"],
        unique=True,
        sqlite_where=sa.text(
            "word IN ('consent', 'consent with concern', 'stand aside', 'pass', 'objection') AND withdrawn_at IS NULL"
        ),
        postgresql_where=sa.text(
            "word IN ('consent', 'consent with concern', 'stand aside', 'pass', 'objection') AND withdrawn_at IS NULL"
        ),
    )
    op.create_index("ix_response_proposal_id_version", "response", ["proposal_id", "version"], unique=False)
    _search()


def _search() -> None:
    """The words of decisions, to be searched: FTS5 on SQLite, a full-text index on PostgreSQL."""
    if op.get_bind().dialect.name == "postgresql":
        words = "to_tsvector('simple', title || ' ' || text || ' ' || topic_words)"
        op.execute(f"CREATE INDEX ix_decision_words ON decision USING gin ({words})")
        return
    for statement in ON_SQLITE:
        op.execute(statement)
