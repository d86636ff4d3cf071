"""Calendar links of five kinds, with what was built for each kept until something in it changes."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REMINDER = sa.Enum(
    "none",
    "10 minutes",
    "1 hour",
    "the evening before",
    name="reminder",
    native_enum=False,
    create_constraint=True,
    length=30,
)
SCOPES = ("my things", "my shifts", "who's on", "house life", "coverage")


def upgrade() -> None:
    op.create_table(
        "feed_mark",
        sa.Column("house_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["house_id"], ["house.id"], name=op.f("fk_feed_mark_house_id_house"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("house_id", name=op.f("pk_feed_mark")),
    )
    op.execute("INSERT INTO feed_mark (house_id, number) SELECT id, 1 FROM house")
    with op.batch_alter_table("feed") as feed:
        feed.drop_constraint(op.f("ck_feed_scope"), type_="check")
        feed.create_check_constraint(op.f("ck_feed_scope"), sa.column("scope").in_(SCOPES))
        feed.add_column(sa.Column("kinds", sa.String(200), server_default=sa.text("''"), nullable=False))
        feed.add_column(sa.Column("reminder", REMINDER, server_default="none", nullable=False))
        feed.add_column(sa.Column("programs", sa.String(400), server_default=sa.text("''"), nullable=False))
        feed.add_column(sa.Column("kept_for", sa.String(64), nullable=True))
        feed.add_column(sa.Column("kept_until", Instant(timezone=True), nullable=True))
        feed.add_column(sa.Column("etag", sa.String(64), nullable=True))
        feed.add_column(sa.Column("changed_at", Instant(timezone=True), nullable=True))
        feed.add_column(sa.Column("built", sa.Integer(), server_default=sa.text("0"), nullable=False))
        feed.add_column(sa.Column("body_sealed", sa.LargeBinary(), nullable=True))
        feed.add_column(sa.Column("parts_sealed", sa.LargeBinary(), nullable=True))
