"""Meetings that are run: where one is, who was written down as there, and what came of a thing on the agenda."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "meeting_run",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("meeting_id", BIG_ID, nullable=False),
        sa.Column("begun_at", Instant(timezone=True), nullable=False),
        sa.Column("part", sa.String(length=30), nullable=False),
        sa.Column("part_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_meeting_run_house_id_house")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_run_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_run")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_meeting_run_meeting_id")),
    )
    op.create_index(op.f("ix_meeting_run_house_id"), "meeting_run", ["house_id"], unique=False)
    op.create_table(
        "proposal_item",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("proposal_id", BIG_ID, nullable=False),
        sa.Column("item_id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_proposal_item_house_id_house")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_proposal_item_item_id_agenda_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_item_proposal_id_proposal"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_item")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_proposal_item_proposal_id")),
    )
    op.create_index(op.f("ix_proposal_item_house_id"), "proposal_item", ["house_id"], unique=False)
    op.create_index(op.f("ix_proposal_item_item_id"), "proposal_item", ["item_id"], unique=False)
    op.create_table(
        "written_down",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("attendance_id", BIG_ID, nullable=False),
        sa.Column("by_id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["attendance_id"],
            ["attendance.id"],
            name=op.f("fk_written_down_attendance_id_attendance"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_written_down_by_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_written_down_house_id_house")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_written_down")),
        sa.UniqueConstraint("attendance_id", name=op.f("uq_written_down_attendance_id")),
    )
    op.create_index(op.f("ix_written_down_by_id"), "written_down", ["by_id"], unique=False)
    op.create_index(op.f("ix_written_down_house_id"), "written_down", ["house_id"], unique=False)
    op.create_table(
        "spoken_answer",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("response_id", BIG_ID, nullable=False),
        sa.Column("typed_by_id", BIG_ID, nullable=False),
        sa.Column("confirmed_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_spoken_answer_house_id_house")),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_spoken_answer_response_id_response"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["typed_by_id"], ["person.id"], name=op.f("fk_spoken_answer_typed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spoken_answer")),
        sa.UniqueConstraint("response_id", name=op.f("uq_spoken_answer_response_id")),
    )
    op.create_index(op.f("ix_spoken_answer_house_id"), "spoken_answer", ["house_id"], unique=False)
    op.create_index(op.f("ix_spoken_answer_typed_by_id"), "spoken_answer", ["typed_by_id"], unique=False)
    for table, name in (("agenda_item", "is_elsewhere"), ("record", "is_conversation_only")):
        op.add_column(table, sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("record", sa.Column("ended_at", Instant(timezone=True), nullable=True))
    with op.batch_alter_table("record") as record:
        record.add_column(sa.Column("next_meeting_at", Instant(timezone=True), nullable=True))
        record.add_column(sa.Column("next_host_id", BIG_ID, nullable=True))
        record.create_foreign_key(op.f("fk_record_next_host_id_person"), "person", ["next_host_id"], ["id"])
    with op.batch_alter_table("ask") as ask:
        ask.alter_column("proposal_id", existing_type=sa.Integer(), type_=BIG_ID, existing_nullable=True)
        ask.add_column(sa.Column("meeting_id", BIG_ID, nullable=True))
        ask.create_foreign_key(op.f("fk_ask_proposal_id_proposal"), "proposal", ["proposal_id"], ["id"])
        ask.create_foreign_key(
            op.f("fk_ask_meeting_id_meeting"), "meeting", ["meeting_id"], ["id"], ondelete="SET NULL"
        )
        ask.create_index(op.f("ix_ask_meeting_id"), ["meeting_id"])
