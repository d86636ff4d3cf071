"""People ask each other for a chat, and say with whom they would rather not be."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _make_chats()
    _make_what_stands_beside()


def _make_chats() -> None:
    op.create_table(
        "chat",
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("asker_id", BIG_ID, nullable=False),
        sa.Column("other_id", BIG_ID, nullable=True),
        sa.Column("for_anyone", sa.Boolean(), nullable=False),
        sa.Column("is_offer", sa.Boolean(), nullable=False),
        sa.Column(
            "mode", _one_of("chat_mode", "walk", "sit", "phone", "video", "text", "side by side"), nullable=False
        ),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("wish", _one_of("wish", "now-ish", "today", "this week", "a place"), nullable=False),
        sa.Column(
            "status",
            _one_of("chat_status", "asked", "time offered", "agreed", "happened", "another time", "let go", "closed"),
            nullable=False,
        ),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("until", Instant(timezone=True), nullable=False),
        sa.Column("starts_local", sa.DateTime(), nullable=True),
        sa.Column("starts_at", Instant(timezone=True), nullable=True),
        sa.Column("ends_at", Instant(timezone=True), nullable=True),
        sa.Column("offered_local", sa.DateTime(), nullable=True),
        sa.Column("offered_at", Instant(timezone=True), nullable=True),
        sa.Column("offered_by_id", BIG_ID, nullable=True),
        sa.Column("tells_id", BIG_ID, nullable=True),
        sa.Column("topic_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("link_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status NOT IN ('agreed', 'happened') OR starts_at IS NOT NULL", name=op.f("ck_chat_agreed_has_time")
        ),
        sa.CheckConstraint(
            "(offered_at IS NULL) = (offered_by_id IS NULL) AND (offered_at IS NULL) = (offered_local IS NULL)",
            name=op.f("ck_chat_offered_by_somebody"),
        ),
        sa.CheckConstraint(
            "(starts_at IS NULL) = (ends_at IS NULL) AND (starts_at IS NULL) = (starts_local IS NULL)",
            name=op.f("ck_chat_whole_time"),
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_chat_ends_after_start")),
        sa.CheckConstraint("for_anyone OR other_id IS NOT NULL", name=op.f("ck_chat_asks_somebody")),
        sa.CheckConstraint("minutes IN (10, 20, 45)", name=op.f("ck_chat_minutes")),
        sa.CheckConstraint("other_id IS NULL OR other_id <> asker_id", name=op.f("ck_chat_of_two")),
        sa.ForeignKeyConstraint(["asker_id"], ["person.id"], name=op.f("fk_chat_asker_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_chat_house_id_house")),
        sa.ForeignKeyConstraint(["offered_by_id"], ["person.id"], name=op.f("fk_chat_offered_by_id_person")),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name=op.f("fk_chat_other_id_person")),
        sa.ForeignKeyConstraint(["tells_id"], ["person.id"], name=op.f("fk_chat_tells_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat")),
    )
    op.create_index("ix_chat_asker_id_until", "chat", ["asker_id", "until"])
    op.create_index(op.f("ix_chat_house_id"), "chat", ["house_id"])
    op.create_index("ix_chat_house_id_until", "chat", ["house_id", "until"])
    op.create_index("ix_chat_other_id_until", "chat", ["other_id", "until"])


def _make_what_stands_beside() -> None:
    op.create_table(
        "not_with",
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("other_id", BIG_ID, nullable=False),
        sa.Column("said_at", Instant(timezone=True), nullable=False),
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_not_with_house_id_house")),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name=op.f("fk_not_with_other_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_not_with_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_with")),
    )
    op.create_index(op.f("ix_not_with_house_id"), "not_with", ["house_id"])
    op.create_index(op.f("ix_not_with_other_id"), "not_with", ["other_id"])
    op.create_index(op.f("ix_not_with_person_id"), "not_with", ["person_id"])
    op.create_table(
        "up_for_a_chat",
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("worker_id", BIG_ID, nullable=False),
        sa.Column("until", Instant(timezone=True), nullable=False),
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_up_for_a_chat_house_id_house")),
        sa.ForeignKeyConstraint(["worker_id"], ["person.id"], name=op.f("fk_up_for_a_chat_worker_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_up_for_a_chat")),
        sa.UniqueConstraint("house_id", "worker_id", name=op.f("uq_up_for_a_chat_house_id_worker_id")),
    )
    op.create_index(op.f("ix_up_for_a_chat_house_id"), "up_for_a_chat", ["house_id"])
    op.create_index(op.f("ix_up_for_a_chat_worker_id"), "up_for_a_chat", ["worker_id"])


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)
