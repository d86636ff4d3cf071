"""Records of meetings."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "record",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "drafted",
                "open for comments",
                "accepted",
                name="record_status",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("began_at", Instant(timezone=True), nullable=False),
        sa.Column("opened_at", Instant(timezone=True), nullable=True),
        sa.Column("accepted_at", Instant(timezone=True), nullable=True),
        sa.CheckConstraint("(status = 'accepted') = (accepted_at IS NOT NULL)", name=op.f("ck_record_accepted_at")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_record_house_id_house")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_record_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_record_meeting_id")),
    )
    op.create_index(op.f("ix_record_house_id"), "record", ["house_id"], unique=False)
    op.create_index("ix_record_house_id_status", "record", ["house_id", "status"], unique=False)
    op.create_table(
        "correction",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("record_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("suggested_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "suggested",
                "included",
                "noted",
                "not taken",
                name="correction_status",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("suggested_at", Instant(timezone=True), nullable=False),
        sa.Column("settled_at", Instant(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("noted_in_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(status = 'not taken') = (reason <> '')", name=op.f("ck_correction_not_taken_with_a_reason")
        ),
        sa.CheckConstraint("(status = 'suggested') = (settled_at IS NULL)", name=op.f("ck_correction_settled_at")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_correction_house_id_house")),
        sa.ForeignKeyConstraint(["noted_in_id"], ["meeting.id"], name=op.f("fk_correction_noted_in_id_meeting")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_correction_record_id_record")),
        sa.ForeignKeyConstraint(["suggested_by_id"], ["person.id"], name=op.f("fk_correction_suggested_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index(op.f("ix_correction_house_id"), "correction", ["house_id"], unique=False)
    op.create_index("ix_correction_record_id_status", "correction", ["record_id", "status"], unique=False)
    op.create_index(op.f("ix_correction_suggested_by_id"), "correction", ["suggested_by_id"], unique=False)
    op.create_table(
        "record_part",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("record_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=64), nullable=False),
        sa.Column("written_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("written_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_record_part_house_id_house")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_record_part_record_id_record")),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_record_part_written_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_part")),
        sa.UniqueConstraint("record_id", "name", name=op.f("uq_record_part_record_id_name")),
    )
    op.create_index(op.f("ix_record_part_house_id"), "record_part", ["house_id"], unique=False)
    op.create_table(
        "taken_out",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("record_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_taken_out_house_id_house")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_taken_out_record_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taken_out")),
    )
    op.create_index(op.f("ix_taken_out_house_id"), "taken_out", ["house_id"], unique=False)
    op.create_index(op.f("ix_taken_out_record_id"), "taken_out", ["record_id"], unique=False)
    op.create_table(
        "other_text",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("part_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sheet", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("written_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_other_text_house_id_house")),
        sa.ForeignKeyConstraint(
            ["part_id"], ["record_part.id"], name=op.f("fk_other_text_part_id_record_part"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_other_text_written_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_other_text")),
        sa.UniqueConstraint("part_id", "sheet", name=op.f("uq_other_text_part_id_sheet")),
    )
    op.create_index(op.f("ix_other_text_house_id"), "other_text", ["house_id"], unique=False)
