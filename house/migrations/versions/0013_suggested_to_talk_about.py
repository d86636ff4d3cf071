"""What is suggested to talk about: chores whose shape may not fit."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "suggested_item",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("chore_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("since", Instant(timezone=True), nullable=False),
        sa.Column("settled_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_suggested_item_house_id_house")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggested_item")),
        sa.UniqueConstraint("house_id", "chore_id", name=op.f("uq_suggested_item_house_id_chore_id")),
    )
    op.create_index(op.f("ix_suggested_item_house_id"), "suggested_item", ["house_id"])
