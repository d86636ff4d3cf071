"""The house diary."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "diary_line",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("series_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "repeat",
            sa.Enum(
                "once",
                "weekly",
                "second weeks",
                "date of the month",
                "weekday of the month",
                "last weekday of the month",
                "yearly",
                name="diary_repeat",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("begins", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("added_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("added_at", Instant(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(repeat = 'once') = (series_id IS NULL)", name=op.f("ck_diary_line_a_repeat_has_a_series")),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_diary_line_added_by_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_diary_line_house_id_house")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_diary_line_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diary_line")),
        sa.UniqueConstraint("series_id", name=op.f("uq_diary_line_series_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_diary_line_house_id"), "diary_line", ["house_id"], unique=False)
    op.create_table(
        "diary_day",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("original_day", sa.Date(), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("starts_at", Instant(timezone=True), nullable=False),
        sa.Column("ends_at", Instant(timezone=True), nullable=False),
        sa.Column("is_by_hand", sa.Boolean(), nullable=False),
        sa.Column("taken_off_at", Instant(timezone=True), nullable=True),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.CheckConstraint("(taken_off_at IS NULL) = (words <> '')", name=op.f("ck_diary_day_taken_off_without_words")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_diary_day_ends_after_start")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_diary_day_house_id_house")),
        sa.ForeignKeyConstraint(["line_id"], ["diary_line.id"], name=op.f("fk_diary_day_line_id_diary_line")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diary_day")),
        sa.UniqueConstraint("line_id", "original_day", name=op.f("uq_diary_day_line_id_original_day")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_diary_day_house_id"), "diary_day", ["house_id"], unique=False)
    op.create_index("ix_diary_day_house_id_ends_at", "diary_day", ["house_id", "ends_at"], unique=False)
