"""Chores that fit people: their shape, how they are shared out, and what goes on between people."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Each with what chores that stand already have.
CHOICES = {
    "energy": ("middle", ("low", "middle", "high")),
    "comes": ("by the calendar", ("by the calendar", "after it was done", "when it is needed")),
    "part_of_day": ("any time", ("any time", "morning", "afternoon", "evening")),
    "when_over": ("up for grabs", ("up for grabs", "moved", "let go")),
    "way": ("up for grabs", ("by fairness", "in order", "with one person", "up for grabs")),
}


def upgrade() -> None:
    _extend_tables()
    _make_tables()


def _extend_tables() -> None:
    """Chores that stand already stay as they were: up for grabs, on their days of the calendar."""
    op.add_column("chore", sa.Column("supplies", sa.String(length=200), server_default=sa.text("''"), nullable=False))
    for name in ("needs_two", "stays_a_week"):
        op.add_column("chore", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("turn_doer", sa.Column("is_part", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("chore", sa.Column("rests_on", sa.Integer(), nullable=True))
    op.add_column("chore", sa.Column("stuck_since", sa.Date(), nullable=True))
    # Written out, because SQLite takes a new column together with its constraint, and no constraint afterwards.
    for name, (start, choices) in CHOICES.items():
        words = ", ".join(f"'{each}'" for each in choices)
        op.execute(
            f"ALTER TABLE chore ADD COLUMN {name} VARCHAR(30) DEFAULT '{start}' NOT NULL"
            f" CONSTRAINT ck_chore_{name} CHECK ({name} IN ({words}))"
        )


def _make_tables() -> None:
    op.create_table(
        "chore_draft",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chore_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("decision", sa.Integer(), nullable=True),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("closed_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_chore_draft_by_id_person")),
        sa.ForeignKeyConstraint(["chore_id"], ["chore.id"], name=op.f("fk_chore_draft_chore_id_chore")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_chore_draft_house_id_house")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chore_draft")),
    )
    op.create_index(op.f("ix_chore_draft_by_id"), "chore_draft", ["by_id"], unique=False)
    op.create_index(op.f("ix_chore_draft_chore_id"), "chore_draft", ["chore_id"], unique=False)
    op.create_index(op.f("ix_chore_draft_house_id"), "chore_draft", ["house_id"], unique=False)
    op.create_index("ix_chore_draft_house_id_closed_at", "chore_draft", ["house_id", "closed_at"], unique=False)
    op.create_table(
        "chore_like",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chore_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "liking",
            sa.Enum(
                "like",
                "fine",
                "rather not",
                "cannot",
                name="liking",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["chore_id"], ["chore.id"], name=op.f("fk_chore_like_chore_id_chore")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_chore_like_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_chore_like_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chore_like")),
        sa.UniqueConstraint("chore_id", "person_id", name=op.f("uq_chore_like_chore_id_person_id")),
    )
    op.create_index(op.f("ix_chore_like_house_id"), "chore_like", ["house_id"], unique=False)
    op.create_index(op.f("ix_chore_like_person_id"), "chore_like", ["person_id"], unique=False)
    op.create_table(
        "chore_place",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chore_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["chore_id"], ["chore.id"], name=op.f("fk_chore_place_chore_id_chore")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_chore_place_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_chore_place_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chore_place")),
        sa.UniqueConstraint("chore_id", "person_id", name=op.f("uq_chore_place_chore_id_person_id")),
    )
    op.create_index(op.f("ix_chore_place_house_id"), "chore_place", ["house_id"], unique=False)
    op.create_index(op.f("ix_chore_place_person_id"), "chore_place", ["person_id"], unique=False)
    op.create_table(
        "chore_step",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chore_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("words", sa.String(length=60), nullable=False),
        sa.Column("picture", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["chore_id"], ["chore.id"], name=op.f("fk_chore_step_chore_id_chore")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_chore_step_house_id_house")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chore_step")),
        sa.UniqueConstraint("chore_id", "position", name=op.f("uq_chore_step_chore_id_position")),
    )
    op.create_index(op.f("ix_chore_step_house_id"), "chore_step", ["house_id"], unique=False)
    op.create_table(
        "suggestion",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("turn_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("why", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_suggestion_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_suggestion_person_id_person")),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_suggestion_turn_id_turn")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("turn_id", name=op.f("uq_suggestion_turn_id")),
    )
    op.create_index(op.f("ix_suggestion_house_id"), "suggestion", ["house_id"], unique=False)
    op.create_index("ix_suggestion_house_id_person_id", "suggestion", ["house_id", "person_id"], unique=False)
    op.create_index(op.f("ix_suggestion_person_id"), "suggestion", ["person_id"], unique=False)
    op.create_table(
        "swap",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("turn_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("for_turn_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("to_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "asked",
                "accepted",
                "not this time",
                "withdrawn",
                name="swap_status",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", Instant(timezone=True), nullable=False),
        sa.Column("answered_at", Instant(timezone=True), nullable=True),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_swap_two_people")),
        sa.ForeignKeyConstraint(["for_turn_id"], ["turn.id"], name=op.f("fk_swap_for_turn_id_turn")),
        sa.ForeignKeyConstraint(["from_id"], ["person.id"], name=op.f("fk_swap_from_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_swap_house_id_house")),
        sa.ForeignKeyConstraint(["to_id"], ["person.id"], name=op.f("fk_swap_to_id_person")),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_swap_turn_id_turn")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_swap")),
    )
    op.create_index(op.f("ix_swap_for_turn_id"), "swap", ["for_turn_id"], unique=False)
    op.create_index(op.f("ix_swap_from_id"), "swap", ["from_id"], unique=False)
    op.create_index(op.f("ix_swap_house_id"), "swap", ["house_id"], unique=False)
    op.create_index("ix_swap_house_id_to_id_status", "swap", ["house_id", "to_id", "status"], unique=False)
    op.create_index(op.f("ix_swap_to_id"), "swap", ["to_id"], unique=False)
    op.create_index(
        "uq_swap_asked",
        "swap",
        ["turn_id"],
        unique=True,
        sqlite_where=sa.text("status = 'asked'"),
        postgresql_where=sa.text("status = 'asked'"),
    )
    op.create_table(
        "thanks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("turn_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("to_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("is_signed", sa.Boolean(), nullable=False),
        sa.Column("for_all", sa.Boolean(), nullable=False),
        sa.Column("said_at", Instant(timezone=True), nullable=False),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_thanks_two_people")),
        sa.ForeignKeyConstraint(["from_id"], ["person.id"], name=op.f("fk_thanks_from_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_thanks_house_id_house")),
        sa.ForeignKeyConstraint(["to_id"], ["person.id"], name=op.f("fk_thanks_to_id_person")),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_thanks_turn_id_turn")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thanks")),
        sa.UniqueConstraint("turn_id", "from_id", "to_id", name=op.f("uq_thanks_turn_id_from_id_to_id")),
    )
    op.create_index(op.f("ix_thanks_from_id"), "thanks", ["from_id"], unique=False)
    op.create_index(op.f("ix_thanks_house_id"), "thanks", ["house_id"], unique=False)
    op.create_index("ix_thanks_house_id_said_at", "thanks", ["house_id", "said_at"], unique=False)
    op.create_index(op.f("ix_thanks_to_id"), "thanks", ["to_id"], unique=False)
    op.create_table(
        "together",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("turn_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("what", sa.String(length=80), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "same room",
                "on a call",
                "quiet",
                name="together_mode",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("for_residents", sa.Boolean(), nullable=False),
        sa.Column("starts_at", Instant(timezone=True), nullable=False),
        sa.Column("ends_at", Instant(timezone=True), nullable=False),
        sa.Column("called_off_at", Instant(timezone=True), nullable=True),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_together_ends_after_start")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_together_by_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_together_house_id_house")),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_together_turn_id_turn")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_together")),
    )
    op.create_index(op.f("ix_together_by_id"), "together", ["by_id"], unique=False)
    op.create_index(op.f("ix_together_house_id"), "together", ["house_id"], unique=False)
    op.create_index("ix_together_house_id_starts_at", "together", ["house_id", "starts_at"], unique=False)
    op.create_index(op.f("ix_together_turn_id"), "together", ["turn_id"], unique=False)
    op.create_table(
        "turn_pass",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("turn_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_turn_pass_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_turn_pass_person_id_person")),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_turn_pass_turn_id_turn")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn_pass")),
        sa.UniqueConstraint("turn_id", "person_id", name=op.f("uq_turn_pass_turn_id_person_id")),
    )
    op.create_index(op.f("ix_turn_pass_house_id"), "turn_pass", ["house_id"], unique=False)
    op.create_index(op.f("ix_turn_pass_person_id"), "turn_pass", ["person_id"], unique=False)
    op.create_table(
        "turn_step",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("turn_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("step_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_turn_step_house_id_house")),
        sa.ForeignKeyConstraint(
            ["step_id"], ["chore_step.id"], name=op.f("fk_turn_step_step_id_chore_step"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_turn_step_turn_id_turn")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn_step")),
        sa.UniqueConstraint("turn_id", "step_id", name=op.f("uq_turn_step_turn_id_step_id")),
    )
    op.create_index(op.f("ix_turn_step_house_id"), "turn_step", ["house_id"], unique=False)
    op.create_index(op.f("ix_turn_step_step_id"), "turn_step", ["step_id"], unique=False)
    op.create_table(
        "together_joiner",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("together_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_together_joiner_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_together_joiner_person_id_person")),
        sa.ForeignKeyConstraint(["together_id"], ["together.id"], name=op.f("fk_together_joiner_together_id_together")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_together_joiner")),
        sa.UniqueConstraint("together_id", "person_id", name=op.f("uq_together_joiner_together_id_person_id")),
    )
    op.create_index(op.f("ix_together_joiner_house_id"), "together_joiner", ["house_id"], unique=False)
    op.create_index(op.f("ix_together_joiner_person_id"), "together_joiner", ["person_id"], unique=False)
