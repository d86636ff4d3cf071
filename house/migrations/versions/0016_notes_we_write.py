"""Notes that peer workers and residents write together, offers of contact, and notes that are being written."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


CONTACTS = ("a chat", "a text", "a knock", "an activity", "a phone call")


def upgrade() -> None:
    _make_notes()
    _make_what_stands_beside()


def _make_notes() -> None:
    op.create_table(
        "contact_note",
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("owner_id", BIG_ID, nullable=False),
        sa.Column("author_id", BIG_ID, nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("is_of_the_day", sa.Boolean(), nullable=False),
        sa.Column("kind", _one_of("contact", *CONTACTS), nullable=False),
        sa.Column("started_by", _one_of("starter", "resident", "peer worker"), nullable=False),
        sa.Column("made", _one_of("made", "together", "to be read back"), nullable=False),
        sa.Column("is_answered", sa.Boolean(), nullable=False),
        sa.Column("written_at", Instant(timezone=True), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.Column("agreed_at", Instant(timezone=True), nullable=True),
        sa.Column("replied_at", Instant(timezone=True), nullable=True),
        sa.Column("seen_at", Instant(timezone=True), nullable=True),
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_contact_note_author_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_contact_note_house_id_house")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_contact_note_owner_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_note")),
    )
    op.create_index(op.f("ix_contact_note_house_id"), "contact_note", ["house_id"])
    op.create_index("ix_contact_note_house_id_author_id", "contact_note", ["house_id", "author_id"])
    op.create_index(
        "ix_contact_note_house_id_owner_id_written_at", "contact_note", ["house_id", "owner_id", "written_at"]
    )
    op.create_table(
        "note_text",
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("note_id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "saying", _one_of("saying", "written", "adds", "asks to reword", "sees it differently"), nullable=False
        ),
        sa.Column("made", _one_of("text_made", "together", "to be read back"), nullable=True),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("next_step_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.CheckConstraint("(saying = 'written') = (made IS NOT NULL)", name=op.f("ck_note_text_says_how_it_was_made")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_note_text_house_id_house")),
        sa.ForeignKeyConstraint(
            ["note_id"], ["contact_note.id"], name=op.f("fk_note_text_note_id_contact_note"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_text")),
        sa.UniqueConstraint("note_id", "position", name=op.f("uq_note_text_note_id_position")),
    )
    op.create_index(op.f("ix_note_text_house_id"), "note_text", ["house_id"])


def _make_what_stands_beside() -> None:
    op.create_table(
        "taken_note",
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("owner_id", BIG_ID, nullable=False),
        sa.Column("author_id", BIG_ID, nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_taken_note_author_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_taken_note_house_id_house")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_taken_note_owner_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taken_note")),
    )
    op.create_index(op.f("ix_taken_note_author_id"), "taken_note", ["author_id"])
    op.create_index(op.f("ix_taken_note_house_id"), "taken_note", ["house_id"])
    op.create_index(op.f("ix_taken_note_owner_id"), "taken_note", ["owner_id"])
    op.create_table(
        "contact_offer",
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("owner_id", BIG_ID, nullable=False),
        sa.Column("author_id", BIG_ID, nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("kind", _one_of("offered", *CONTACTS), nullable=False),
        sa.Column("answer", _one_of("answer", "yes", "not today", "no reply"), nullable=False),
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_contact_offer_author_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_contact_offer_house_id_house")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_contact_offer_owner_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_offer")),
    )
    op.create_index(op.f("ix_contact_offer_at"), "contact_offer", ["at"])
    op.create_index(op.f("ix_contact_offer_author_id"), "contact_offer", ["author_id"])
    op.create_index(op.f("ix_contact_offer_house_id"), "contact_offer", ["house_id"])
    op.create_index(op.f("ix_contact_offer_owner_id"), "contact_offer", ["owner_id"])
    op.create_table(
        "note_draft",
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("author_id", BIG_ID, nullable=False),
        sa.Column("kept_at", Instant(timezone=True), nullable=False),
        sa.Column("fields_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_note_draft_author_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_note_draft_house_id_house")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_draft")),
        sa.UniqueConstraint("house_id", "author_id", name=op.f("uq_note_draft_house_id_author_id")),
    )
    op.create_index(op.f("ix_note_draft_author_id"), "note_draft", ["author_id"])
    op.create_index(op.f("ix_note_draft_house_id"), "note_draft", ["house_id"])


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)
