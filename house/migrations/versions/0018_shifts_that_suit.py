"""Which shifts suit whom, what workers tell of themselves, and who has seen a change to a shift."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = ("day", "evening", "active night", "sleepover", "on call", "overlap", "co-reflection", "training", "meeting")


def upgrade() -> None:
    op.create_table(
        "kind_wish",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="shift_kind", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("is_liked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_kind_wish_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_kind_wish_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kind_wish")),
        sa.UniqueConstraint("house_id", "person_id", "kind", name=op.f("uq_kind_wish_house_id_person_id_kind")),
    )
    op.create_index(op.f("ix_kind_wish_house_id"), "kind_wish", ["house_id"])
    op.create_index(op.f("ix_kind_wish_person_id"), "kind_wish", ["person_id"])
    for name in ("quiet_from", "quiet_to"):
        op.add_column("roster_wish", sa.Column(name, sa.Time(), nullable=True))
    for name in ("before_saw_at", "after_saw_at"):
        op.add_column("shift_alteration", sa.Column(name, Instant(timezone=True), nullable=True))
    op.add_column(
        "worker_profile", sa.Column("not_great_with", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    for name in ("languages", "usual_days"):
        op.add_column(
            "worker_profile", sa.Column(name, sa.String(length=120), server_default=sa.text("''"), nullable=False)
        )
