"""A screen in the kitchen, that shows the house to whoever stands before it."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "kitchen_screen",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("last_shown_at", Instant(timezone=True), nullable=True),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_kitchen_screen_house_id_house")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kitchen_screen")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_kitchen_screen_token_hash")),
    )
    op.create_index(op.f("ix_kitchen_screen_house_id"), "kitchen_screen", ["house_id"])
