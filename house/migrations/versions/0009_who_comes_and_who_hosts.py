"""Who comes and who hosts."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "happy_to",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "host",
                "note-taker",
                "time-minder",
                "vibe-minder",
                "welcomer",
                name="happy_to_part",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("since", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_happy_to_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_happy_to_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_happy_to")),
        sa.UniqueConstraint("house_id", "person_id", "part", name=op.f("uq_happy_to_house_id_person_id_part")),
    )
    op.create_index(op.f("ix_happy_to_house_id"), "happy_to", ["house_id"], unique=False)
    op.create_index(op.f("ix_happy_to_person_id"), "happy_to", ["person_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "there", "sent thoughts", "away", name="answer", native_enum=False, create_constraint=True, length=30
            ),
            nullable=False,
        ),
        sa.Column("said_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_attendance_house_id_house")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attendance_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_attendance_meeting_id_person_id")),
    )
    op.create_index(op.f("ix_attendance_house_id"), "attendance", ["house_id"], unique=False)
    op.create_index(op.f("ix_attendance_person_id"), "attendance", ["person_id"], unique=False)
    op.create_table(
        "meeting_role",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "host",
                "note-taker",
                "time-minder",
                "vibe-minder",
                "welcomer",
                name="meeting_part",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "offered",
                "accepted",
                "not this time",
                "asked no longer",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_meeting_role_house_id_house")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_role_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_meeting_role_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_role")),
        sa.UniqueConstraint("meeting_id", "part", "person_id", name=op.f("uq_meeting_role_meeting_id_part_person_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meeting_role_house_id"), "meeting_role", ["house_id"], unique=False)
    op.create_index("ix_meeting_role_house_id_person_id", "meeting_role", ["house_id", "person_id"], unique=False)
    op.create_index(
        "uq_meeting_role_live",
        "meeting_role",
        ["meeting_id", "part"],
        unique=True,
        sqlite_where=sa.text("standing IN ('offered', 'accepted')"),
        postgresql_where=sa.text("standing IN ('offered', 'accepted')"),
    )
    op.create_table(
        "carry_over",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("to_item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_item_id"],
            ["agenda_item.id"],
            name=op.f("fk_carry_over_from_item_id_agenda_item"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_carry_over_house_id_house")),
        sa.ForeignKeyConstraint(
            ["to_item_id"], ["agenda_item.id"], name=op.f("fk_carry_over_to_item_id_agenda_item"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carry_over")),
        sa.UniqueConstraint("from_item_id", name=op.f("uq_carry_over_from_item_id")),
        sa.UniqueConstraint("to_item_id", name=op.f("uq_carry_over_to_item_id")),
    )
    op.create_index(op.f("ix_carry_over_house_id"), "carry_over", ["house_id"], unique=False)
    op.create_table(
        "thought",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("written_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("written_at", Instant(timezone=True), nullable=False),
        sa.CheckConstraint("(meeting_id IS NULL) <> (item_id IS NULL)", name=op.f("ck_thought_about_one_thing")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_thought_house_id_house")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_thought_item_id_agenda_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_thought_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_thought_written_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thought")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_thought_house_id"), "thought", ["house_id"], unique=False)
    op.create_index(op.f("ix_thought_item_id"), "thought", ["item_id"], unique=False)
    op.create_index(op.f("ix_thought_meeting_id"), "thought", ["meeting_id"], unique=False)
    op.add_column("agenda_item", sa.Column("added_at", Instant(timezone=True), nullable=True))
    op.add_column("agenda_item", sa.Column("finished_at", Instant(timezone=True), nullable=True))
    op.execute(
        "UPDATE agenda_item SET added_at = (SELECT MIN(change.at) FROM change WHERE change.kind = 'agenda item'"
        " AND change.action = 'added' AND change.thing_id = agenda_item.id)"
    )
    op.add_column("meeting", sa.Column("agenda_order", sa.Integer(), server_default="0", nullable=False))
