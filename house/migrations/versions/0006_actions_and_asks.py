"""Actions and asks."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ask",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("to_whom", sa.String(length=80), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("raised_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("raised_at", Instant(timezone=True), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "raised",
                "seen",
                "answered",
                "closed",
                "raised further",
                name="ask_status",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("seen_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("seen_at", Instant(timezone=True), nullable=True),
        sa.Column("further_to", sa.String(length=80), nullable=False),
        sa.Column("further_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("further_at", Instant(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("closed_at", Instant(timezone=True), nullable=True),
        sa.CheckConstraint("(further_at IS NULL) = (further_to = '')", name=op.f("ck_ask_further_to_somebody")),
        sa.CheckConstraint("(status = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_ask_closed_at")),
        sa.CheckConstraint("status <> 'raised further' OR further_at IS NOT NULL", name=op.f("ck_ask_further_at")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_ask_closed_by_id_person")),
        sa.ForeignKeyConstraint(["further_by_id"], ["person.id"], name=op.f("fk_ask_further_by_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_ask_house_id_house")),
        sa.ForeignKeyConstraint(["raised_by_id"], ["person.id"], name=op.f("fk_ask_raised_by_id_person")),
        sa.ForeignKeyConstraint(["seen_by_id"], ["person.id"], name=op.f("fk_ask_seen_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask")),
    )
    op.create_index(op.f("ix_ask_house_id"), "ask", ["house_id"], unique=False)
    op.create_index("ix_ask_house_id_closed_at", "ask", ["house_id", "closed_at"], unique=False)
    op.create_index("ix_ask_house_id_status_reply_by", "ask", ["house_id", "status", "reply_by"], unique=False)
    op.create_table(
        "way_beyond",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("web", sa.String(length=300), nullable=False),
        sa.Column("text", sa.String(length=600), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_way_beyond_by_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_way_beyond_house_id_house")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_way_beyond")),
        sa.UniqueConstraint("house_id", "number", name=op.f("uq_way_beyond_house_id_number")),
    )
    op.create_index(op.f("ix_way_beyond_house_id"), "way_beyond", ["house_id"], unique=False)
    op.create_table(
        "ask_answer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ask_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["ask_id"], ["ask.id"], name=op.f("fk_ask_answer_ask_id_ask")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_ask_answer_by_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_ask_answer_house_id_house")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask_answer")),
    )
    op.create_index(op.f("ix_ask_answer_ask_id"), "ask_answer", ["ask_id"], unique=False)
    op.create_index(op.f("ix_ask_answer_house_id"), "ask_answer", ["house_id"], unique=False)
    op.create_table(
        "action_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("came_from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("what", sa.String(length=160), nullable=False),
        sa.Column("help_wanted", sa.Boolean(), nullable=False),
        sa.Column("by_day", sa.Date(), nullable=True),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "asked",
                "offered",
                "under way",
                "up for grabs",
                "done",
                "passed on",
                "let go",
                name="action_status",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("written_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("written_at", Instant(timezone=True), nullable=False),
        sa.Column("started_at", Instant(timezone=True), nullable=True),
        sa.Column("passing_since", Instant(timezone=True), nullable=True),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'up for grabs') = (person_id IS NULL)", name=op.f("ck_action_item_somebody_has_it")
        ),
        sa.CheckConstraint(
            "(status IN ('done', 'passed on', 'let go')) = (ended_at IS NOT NULL)", name=op.f("ck_action_item_ended_at")
        ),
        sa.CheckConstraint(
            "passing_since IS NULL OR status IN ('offered', 'under way')",
            name=op.f("ck_action_item_passes_what_is_theirs"),
        ),
        sa.ForeignKeyConstraint(
            ["came_from_id"], ["action_item.id"], name=op.f("fk_action_item_came_from_id_action_item")
        ),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_action_item_house_id_house")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_action_item_meeting_id_meeting"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_action_item_person_id_person")),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_action_item_written_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_item")),
        sa.UniqueConstraint("came_from_id", name=op.f("uq_action_item_came_from_id")),
    )
    op.create_index(op.f("ix_action_item_house_id"), "action_item", ["house_id"], unique=False)
    op.create_index("ix_action_item_house_id_ended_at", "action_item", ["house_id", "ended_at"], unique=False)
    op.create_index("ix_action_item_house_id_status", "action_item", ["house_id", "status"], unique=False)
    op.create_index(op.f("ix_action_item_meeting_id"), "action_item", ["meeting_id"], unique=False)
    op.create_index("ix_action_item_person_id_status", "action_item", ["person_id", "status"], unique=False)
