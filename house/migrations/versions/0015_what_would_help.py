"""What people ask for waits until somebody answers, and on call reads it where its owner says so."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("share", sa.Column("on_call", sa.Boolean(), server_default=sa.false(), nullable=False))
    whys, steps = ("a need", "to be known", "from before"), ("seen", "arranged", "answered")
    op.create_table(
        "need_signal",
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column(
            "why", sa.Enum(*whys, name="why", native_enum=False, create_constraint=True, length=30), nullable=False
        ),
        sa.Column("asked_at", Instant(timezone=True), nullable=False),
        sa.Column("since", Instant(timezone=True), nullable=False),
        sa.Column(
            "step", sa.Enum(*steps, name="step", native_enum=False, create_constraint=True, length=30), nullable=True
        ),
        sa.Column("said_at", Instant(timezone=True), nullable=True),
        sa.Column("said_by_id", BIG_ID, nullable=True),
        sa.Column("reply_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("closed_at", Instant(timezone=True), nullable=True),
        sa.CheckConstraint("(step IS NULL) = (said_at IS NULL)", name=op.f("ck_need_signal_said_with_its_time")),
        sa.CheckConstraint("(said_at IS NULL) = (said_by_id IS NULL)", name=op.f("ck_need_signal_said_by_somebody")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_need_signal_house_id_house")),
        sa.ForeignKeyConstraint(["id"], ["check_in.id"], name=op.f("fk_need_signal_id_check_in"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["said_by_id"], ["person.id"], name=op.f("fk_need_signal_said_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_signal")),
    )
    op.create_index(op.f("ix_need_signal_house_id"), "need_signal", ["house_id"])
    op.create_index("ix_need_signal_house_id_asked_at", "need_signal", ["house_id", "asked_at"])
    op.create_index(op.f("ix_need_signal_said_by_id"), "need_signal", ["said_by_id"])
    _keep_what_is_shared_already()


def _keep_what_is_shared_already() -> None:
    """Whether a check-in asks for something is sealed: what is shared now is kept as unknown until it is read."""
    op.execute(
        """
        INSERT INTO need_signal (id, house_id, why, asked_at, since)
        SELECT check_in.id, check_in.house_id, 'from before', MAX(share.since), MAX(share.since)
        FROM share JOIN check_in ON check_in.id = share.thing_id AND check_in.owner_id = share.owner_id
        WHERE share.kind = 'check-in' AND share.withdrawn_at IS NULL
        GROUP BY check_in.id, check_in.house_id
        """
    )
