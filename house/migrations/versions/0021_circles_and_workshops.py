"""Circles and workshops, the times they meet, who hosts them, and what people say of coming."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "circle",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("series_id", BIG_ID, nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("quiet_title", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=1000), nullable=False),
        sa.Column("sensory", sa.String(length=500), nullable=False),
        sa.Column("agreement", sa.String(length=2000), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("link", sa.String(length=300), nullable=False),
        sa.Column("capacity", sa.SmallInteger(), nullable=True),
        sa.Column("is_drop_in", sa.Boolean(), nullable=False),
        sa.Column("is_listening_fine", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.Column("seeks_host_since", Instant(timezone=True), nullable=True),
        sa.CheckConstraint("capacity BETWEEN 1 AND 60", name=op.f("ck_circle_capacity")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_circle_house_id_house")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_circle_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle")),
        sa.UniqueConstraint("series_id", name=op.f("uq_circle_series_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_circle_house_id"), "circle", ["house_id"])
    op.create_table(
        "circle_host",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("circle_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("asked_at", Instant(timezone=True), nullable=False),
        sa.Column("since", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["circle_id"], ["circle.id"], name=op.f("fk_circle_host_circle_id_circle")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_circle_host_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_circle_host_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_host")),
        sa.UniqueConstraint("circle_id", "person_id", name=op.f("uq_circle_host_circle_id_person_id")),
    )
    op.create_index(op.f("ix_circle_host_house_id"), "circle_host", ["house_id"])
    op.create_index(op.f("ix_circle_host_person_id"), "circle_host", ["person_id"])
    op.create_table(
        "circle_session",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("circle_id", BIG_ID, nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("capacity", sa.SmallInteger(), nullable=True),
        sa.Column("called_off_at", Instant(timezone=True), nullable=True),
        sa.Column("called_off_why", sa.String(length=160), nullable=False),
        sa.Column("is_left", sa.Boolean(), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("series_id", BIG_ID, nullable=True),
        sa.Column("original_start", sa.DateTime(), nullable=True),
        sa.Column("starts_local", sa.DateTime(), nullable=False),
        sa.Column("starts_at", Instant(timezone=True), nullable=False),
        sa.Column("ends_at", Instant(timezone=True), nullable=False),
        sa.Column("edited_by_hand_at", Instant(timezone=True), nullable=True),
        sa.Column("moved_from_local", sa.DateTime(), nullable=True),
        sa.Column("skipped_local", sa.DateTime(), nullable=True),
        sa.CheckConstraint("capacity BETWEEN 1 AND 60", name=op.f("ck_circle_session_capacity")),
        sa.CheckConstraint(
            "called_off_at IS NOT NULL OR called_off_why = ''",
            name=op.f("ck_circle_session_a_word_why_it_is_called_off"),
        ),
        sa.CheckConstraint(
            "(series_id IS NULL) = (original_start IS NULL)", name=op.f("ck_circle_session_comes_from_a_series")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_circle_session_ends_after_start")),
        sa.ForeignKeyConstraint(["circle_id"], ["circle.id"], name=op.f("fk_circle_session_circle_id_circle")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_circle_session_house_id_house")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_circle_session_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_session")),
        sa.UniqueConstraint("series_id", "original_start", name=op.f("uq_circle_session_series_id_original_start")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_circle_session_circle_id_starts_at", "circle_session", ["circle_id", "starts_at"])
    op.create_index(op.f("ix_circle_session_house_id"), "circle_session", ["house_id"])
    op.create_index("ix_circle_session_house_id_ends_at", "circle_session", ["house_id", "ends_at"])
    op.create_table(
        "circle_answer",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("session_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "coming",
                "might",
                "not this time",
                "waits",
                "place offered",
                name="circle_standing",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("offered_until", Instant(timezone=True), nullable=True),
        sa.Column("shows_name", sa.Boolean(), nullable=False),
        sa.Column("said_at", Instant(timezone=True), nullable=False),
        sa.Column("news_at", Instant(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(standing = 'place offered') = (offered_until IS NOT NULL)",
            name=op.f("ck_circle_answer_an_offer_stands_until_an_instant"),
        ),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_circle_answer_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_circle_answer_person_id_person")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["circle_session.id"],
            name=op.f("fk_circle_answer_session_id_circle_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_answer")),
        sa.UniqueConstraint("session_id", "person_id", name=op.f("uq_circle_answer_session_id_person_id")),
    )
    op.create_index(op.f("ix_circle_answer_house_id"), "circle_answer", ["house_id"])
    op.create_index(op.f("ix_circle_answer_person_id"), "circle_answer", ["person_id"])
