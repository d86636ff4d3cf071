"""Check-ins say a little more, and in words of one's own."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "own_word",
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("owner_id", BIG_ID, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("word_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_own_word_house_id_house")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_own_word_owner_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_word")),
        sa.UniqueConstraint("house_id", "owner_id", "position", name=op.f("uq_own_word_house_id_owner_id_position")),
    )
    op.create_index(op.f("ix_own_word_house_id"), "own_word", ["house_id"])
    op.create_index(op.f("ix_own_word_owner_id"), "own_word", ["owner_id"])
    op.add_column("check_in", sa.Column("energy_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("check_in", sa.Column("connection_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("check_in", sa.Column("is_of_the_day", sa.Boolean(), server_default=sa.false(), nullable=False))
