"""Check-ins say a little more, in words of one's own; what the house does and doesn't do is in its own words."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AUDIENCE = sa.Enum(
    "only me",
    "a person",
    "whoever is on shift",
    "all peer workers",
    "the house",
    name="audience",
    native_enum=False,
    create_constraint=True,
    length=30,
)


def upgrade() -> None:
    op.create_table(
        "check_in_way",
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("owner_id", BIG_ID, nullable=False),
        sa.Column("kept_at", Instant(timezone=True), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("audience", AUDIENCE, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=True),
        sa.Column("on_call", sa.Boolean(), nullable=False),
        sa.Column("looks_back", sa.Boolean(), nullable=False),
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_check_in_way_house_id_house")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_check_in_way_owner_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_check_in_way_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_way")),
        sa.UniqueConstraint("house_id", "owner_id", name=op.f("uq_check_in_way_house_id_owner_id")),
    )
    op.create_index(op.f("ix_check_in_way_house_id"), "check_in_way", ["house_id"])
    op.create_index(op.f("ix_check_in_way_owner_id"), "check_in_way", ["owner_id"])
    with op.batch_alter_table("check_in") as check_in:
        check_in.add_column(sa.Column("energy_sealed", sa.LargeBinary(), nullable=True))
        check_in.add_column(sa.Column("connection_sealed", sa.LargeBinary(), nullable=True))
        check_in.add_column(sa.Column("is_of_the_day", sa.Boolean(), server_default=sa.false(), nullable=False))
        check_in.add_column(sa.Column("typed_by_id", BIG_ID, nullable=True))
        check_in.create_foreign_key(op.f("fk_check_in_typed_by_id_person"), "person", ["typed_by_id"], ["id"])
    op.create_table(
        "wording",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("we_do", sa.Text(), nullable=False),
        sa.Column("we_dont", sa.Text(), nullable=False),
        sa.Column("rests_on", sa.String(200), nullable=False),
        sa.Column("written_by_id", BIG_ID, nullable=False),
        sa.Column("written_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_wording_house_id_house")),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_wording_written_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording")),
        sa.UniqueConstraint("house_id", "version", name=op.f("uq_wording_house_id_version")),
    )
    op.create_index(op.f("ix_wording_house_id"), "wording", ["house_id"])
