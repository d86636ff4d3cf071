"""The first tables."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "house",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("quiet_name", sa.String(length=40), nullable=False),
        sa.Column("timezone", sa.String(length=60), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("locale", sa.String(length=10), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("rows_until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house")),
    )
    op.create_table(
        "key_check",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("word_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_check")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("called_name", sa.String(length=40), nullable=False),
        sa.Column("pronouns", sa.String(length=40), nullable=False),
        sa.Column("sign_in_name", sa.String(length=40), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("sign_in_name", name=op.f("uq_person_sign_in_name")),
    )
    op.create_table(
        "set_up_link",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("expires_at", Instant(timezone=True), nullable=False),
        sa.Column("used_at", Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_up_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_set_up_link_token_hash")),
    )
    op.create_table(
        "sign_in_try",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("whose_hash", sa.LargeBinary(), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_try")),
    )
    op.create_index("ix_sign_in_try_whose_hash_at", "sign_in_try", ["whose_hash", "at"], unique=False)
    op.create_table(
        "spent_nonce",
        sa.Column("nonce_hash", sa.LargeBinary(), nullable=False),
        sa.Column("spent_at", Instant(timezone=True), nullable=False),
        sa.Column("went_to", sa.String(length=500), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("nonce_hash", name=op.f("pk_spent_nonce")),
    )
    op.create_index(op.f("ix_spent_nonce_spent_at"), "spent_nonce", ["spent_at"], unique=False)
    op.create_table(
        "change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("actor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("thing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_change_actor_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_change_house_id_house")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_house_id"), "change", ["house_id"], unique=False)
    op.create_index("ix_change_house_id_at", "change", ["house_id", "at"], unique=False)
    op.create_index("ix_change_kind_thing_id", "change", ["kind", "thing_id"], unique=False)
    op.create_table(
        "check_in",
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("written_at", Instant(timezone=True), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.Column("feeling_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("need_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_check_in_house_id_house")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_check_in_owner_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
    )
    op.create_index(op.f("ix_check_in_house_id"), "check_in", ["house_id"], unique=False)
    op.create_index("ix_check_in_house_id_owner_id_at", "check_in", ["house_id", "owner_id", "at"], unique=False)
    op.create_table(
        "feed",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "scope",
            sa.Enum("my things", name="scope", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column(
            "detail",
            sa.Enum("full", "quiet", "busy", name="detail", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("last_fetched_at", Instant(timezone=True), nullable=True),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_feed_house_id_house")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_feed_owner_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feed_token_hash")),
    )
    op.create_index(op.f("ix_feed_house_id"), "feed", ["house_id"], unique=False)
    op.create_index("ix_feed_owner_id_house_id", "feed", ["owner_id", "house_id"], unique=False)
    op.create_table(
        "invite",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "resident",
                "peer worker",
                "coordinator",
                name="invite_role",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("called_name", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("expires_at", Instant(timezone=True), nullable=False),
        sa.Column("used_at", Instant(timezone=True), nullable=True),
        sa.Column("withdrawn_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_invite_house_id_house")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_invite_made_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invite_token_hash")),
    )
    op.create_index(op.f("ix_invite_house_id"), "invite", ["house_id"], unique=False)
    op.create_table(
        "look",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("viewer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("thing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_look_house_id_house")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_look_owner_id_person")),
        sa.ForeignKeyConstraint(["viewer_id"], ["person.id"], name=op.f("fk_look_viewer_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look")),
    )
    op.create_index(op.f("ix_look_house_id"), "look", ["house_id"], unique=False)
    op.create_index("ix_look_kind_thing_id", "look", ["kind", "thing_id"], unique=False)
    op.create_index("ix_look_owner_id_at", "look", ["owner_id", "at"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "resident",
                "peer worker",
                "coordinator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("started_at", Instant(timezone=True), nullable=False),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.CheckConstraint("ended_at IS NULL OR ended_at > started_at", name=op.f("ck_membership_ends_after_start")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_membership_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_house_id"), "membership", ["house_id"], unique=False)
    op.create_index("ix_membership_house_id_ended_at", "membership", ["house_id", "ended_at"], unique=False)
    op.create_index(op.f("ix_membership_person_id"), "membership", ["person_id"], unique=False)
    op.create_index(
        "uq_membership_in_force",
        "membership",
        ["house_id", "person_id", "role"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "reentry_link",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("expires_at", Instant(timezone=True), nullable=False),
        sa.Column("used_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_reentry_link_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reentry_link_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reentry_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_reentry_link_token_hash")),
    )
    op.create_index(op.f("ix_reentry_link_house_id"), "reentry_link", ["house_id"], unique=False)
    op.create_index(op.f("ix_reentry_link_person_id"), "reentry_link", ["person_id"], unique=False)
    op.create_table(
        "series",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("first_local", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("made_until", sa.Date(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_series_lasts_a_while")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_series_house_id_house")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_index(op.f("ix_series_house_id"), "series", ["house_id"], unique=False)
    op.create_index("ix_series_house_id_kind_made_until", "series", ["house_id", "kind", "made_until"], unique=False)
    op.create_table(
        "share",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("thing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "only me",
                "a person",
                "whoever is on shift",
                "all peer workers",
                "the house",
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("since", Instant(timezone=True), nullable=False),
        sa.Column("until", Instant(timezone=True), nullable=True),
        sa.Column("withdrawn_at", Instant(timezone=True), nullable=True),
        sa.CheckConstraint("(audience = 'a person') = (person_id IS NOT NULL)", name=op.f("ck_share_names_the_person")),
        sa.CheckConstraint("audience <> 'only me'", name=op.f("ck_share_widens")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_share_house_id_house")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_share_owner_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_share_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share")),
    )
    op.create_index(op.f("ix_share_house_id"), "share", ["house_id"], unique=False)
    op.create_index("ix_share_house_id_kind_since", "share", ["house_id", "kind", "since"], unique=False)
    op.create_index("ix_share_kind_thing_id", "share", ["kind", "thing_id"], unique=False)
    op.create_index(op.f("ix_share_owner_id"), "share", ["owner_id"], unique=False)
    op.create_table(
        "shift",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("worker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "day",
                "evening",
                "active night",
                "sleepover",
                "on call",
                "overlap",
                "co-reflection",
                "training",
                "meeting",
                name="shift_kind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "open",
                "given",
                "confirmed",
                "called off",
                name="shift_status",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("visible_label", sa.String(length=60), nullable=False),
        sa.Column("starts_at", Instant(timezone=True), nullable=False),
        sa.Column("ends_at", Instant(timezone=True), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("given_at", Instant(timezone=True), nullable=True),
        sa.Column("confirmed_at", Instant(timezone=True), nullable=True),
        sa.Column("called_off_at", Instant(timezone=True), nullable=True),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.CheckConstraint("status <> 'open' OR worker_id IS NULL", name=op.f("ck_shift_open_has_nobody")),
        sa.CheckConstraint(
            "status NOT IN ('given', 'confirmed') OR worker_id IS NOT NULL", name=op.f("ck_shift_given_has_somebody")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_shift_ends_after_start")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_shift_house_id_house")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_shift_made_by_id_person")),
        sa.ForeignKeyConstraint(["worker_id"], ["person.id"], name=op.f("fk_shift_worker_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
    )
    op.create_index(op.f("ix_shift_house_id"), "shift", ["house_id"], unique=False)
    op.create_index("ix_shift_house_id_starts_at", "shift", ["house_id", "starts_at"], unique=False)
    op.create_index("ix_shift_worker_id_starts_at", "shift", ["worker_id", "starts_at"], unique=False)
    op.create_table(
        "sign_in",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("device_label", sa.String(length=60), nullable=False),
        sa.Column("network_hash", sa.LargeBinary(), nullable=True),
        sa.Column("is_shared_device", sa.Boolean(), nullable=False),
        sa.Column("started_at", Instant(timezone=True), nullable=False),
        sa.Column("last_seen_at", Instant(timezone=True), nullable=False),
        sa.Column("confirmed_at", Instant(timezone=True), nullable=False),
        sa.Column("awake_since", Instant(timezone=True), nullable=False),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_sign_in_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    op.create_index(op.f("ix_sign_in_house_id"), "sign_in", ["house_id"], unique=False)
    op.create_index(op.f("ix_sign_in_person_id"), "sign_in", ["person_id"], unique=False)
    op.create_table(
        "support_line",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("what_for", sa.String(length=160), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("sms", sa.String(length=40), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.Column("hours", sa.String(length=80), nullable=False),
        sa.Column("is_24_7", sa.Boolean(), nullable=False),
        sa.Column("is_emergency", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["checked_by_id"], ["person.id"], name=op.f("fk_support_line_checked_by_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_support_line_house_id_house")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_line")),
    )
    op.create_index(op.f("ix_support_line_house_id"), "support_line", ["house_id"], unique=False)
    op.create_table(
        "worker_profile",
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reach_by_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("how_i_support", sa.Text(), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_worker_profile_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_worker_profile_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_profile")),
        sa.UniqueConstraint("house_id", "person_id", name=op.f("uq_worker_profile_house_id_person_id")),
    )
    op.create_index(op.f("ix_worker_profile_house_id"), "worker_profile", ["house_id"], unique=False)
    op.create_index(op.f("ix_worker_profile_person_id"), "worker_profile", ["person_id"], unique=False)
    op.create_table(
        "chore",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("series_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("icon", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("effort", sa.SmallInteger(), nullable=False),
        sa.Column("good_enough", sa.String(length=200), nullable=False),
        sa.Column("window_days", sa.SmallInteger(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.CheckConstraint("effort BETWEEN 1 AND 3", name=op.f("ck_chore_effort")),
        sa.CheckConstraint("minutes BETWEEN 5 AND 30", name=op.f("ck_chore_minutes")),
        sa.CheckConstraint("window_days BETWEEN 1 AND 31", name=op.f("ck_chore_window_days")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_chore_house_id_house")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_chore_made_by_id_person")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_chore_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chore")),
        sa.UniqueConstraint("series_id", name=op.f("uq_chore_series_id")),
    )
    op.create_index(op.f("ix_chore_house_id"), "chore", ["house_id"], unique=False)
    op.create_index("ix_chore_house_id_is_active", "chore", ["house_id", "is_active"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("series_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("original_start", sa.DateTime(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("starts_local", sa.DateTime(), nullable=False),
        sa.Column("starts_at", Instant(timezone=True), nullable=False),
        sa.Column("ends_at", Instant(timezone=True), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "agenda open",
                "under way",
                "conversation only",
                "record drafted",
                "open for comments",
                "accepted",
                "called off",
                name="meeting_status",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("called_off_why", sa.String(length=160), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'called off') = (called_off_why <> '')", name=op.f("ck_meeting_called_off_with_a_word_why")
        ),
        sa.CheckConstraint(
            "(series_id IS NULL) = (original_start IS NULL)", name=op.f("ck_meeting_comes_from_a_series")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_meeting_ends_after_start")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_meeting_house_id_house")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_meeting_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("house_id", "number", name=op.f("uq_meeting_house_id_number")),
        sa.UniqueConstraint("series_id", "original_start", name=op.f("uq_meeting_series_id_original_start")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meeting_house_id"), "meeting", ["house_id"], unique=False)
    op.create_index("ix_meeting_house_id_ends_at", "meeting", ["house_id", "ends_at"], unique=False)
    op.create_table(
        "meeting_series",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("series_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_meeting_series_house_id_house")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_meeting_series_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_series")),
        sa.UniqueConstraint("series_id", name=op.f("uq_meeting_series_series_id")),
    )
    op.create_index(op.f("ix_meeting_series_house_id"), "meeting_series", ["house_id"], unique=False)
    op.create_table(
        "segment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("shift_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "active",
                "sleepover",
                "on call",
                name="segment_kind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("local_start", sa.DateTime(), nullable=False),
        sa.Column("local_end", sa.DateTime(), nullable=False),
        sa.Column("starts_at", Instant(timezone=True), nullable=False),
        sa.Column("ends_at", Instant(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_segment_ends_after_start")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_segment_house_id_house")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_segment_shift_id_shift")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
    )
    op.create_index(op.f("ix_segment_house_id"), "segment", ["house_id"], unique=False)
    op.create_index("ix_segment_house_id_starts_at", "segment", ["house_id", "starts_at"], unique=False)
    op.create_index("ix_segment_shift_id_starts_at", "segment", ["shift_id", "starts_at"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("raised_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "share", "talk", "decide", name="agenda_kind", native_enum=False, create_constraint=True, length=30
            ),
            nullable=False,
        ),
        sa.Column("minutes_hint", sa.SmallInteger(), nullable=True),
        sa.Column("content_note", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes_hint BETWEEN 1 AND 180", name=op.f("ck_agenda_item_minutes_hint")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_agenda_item_house_id_house")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["raised_by_id"], ["person.id"], name=op.f("fk_agenda_item_raised_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_agenda_item_house_id"), "agenda_item", ["house_id"], unique=False)
    op.create_index("ix_agenda_item_meeting_id_position", "agenda_item", ["meeting_id", "position"], unique=False)
    op.create_table(
        "turn",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chore_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("series_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("original_start", sa.DateTime(), nullable=False),
        sa.Column("window_from", sa.Date(), nullable=False),
        sa.Column("window_to", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "suggested",
                "up for grabs",
                "taken",
                "partly done",
                "done",
                "let go",
                "paused",
                name="turn_status",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("done_at", Instant(timezone=True), nullable=True),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.CheckConstraint("(status = 'done') = (done_at IS NOT NULL)", name=op.f("ck_turn_done_at")),
        sa.CheckConstraint("window_to > window_from", name=op.f("ck_turn_window")),
        sa.ForeignKeyConstraint(["chore_id"], ["chore.id"], name=op.f("fk_turn_chore_id_chore")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_turn_house_id_house")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_turn_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn")),
        sa.UniqueConstraint("series_id", "original_start", name=op.f("uq_turn_series_id_original_start")),
    )
    op.create_index("ix_turn_chore_id_window_from", "turn", ["chore_id", "window_from"], unique=False)
    op.create_index(op.f("ix_turn_house_id"), "turn", ["house_id"], unique=False)
    op.create_index("ix_turn_house_id_done_at", "turn", ["house_id", "done_at"], unique=False)
    op.create_index("ix_turn_house_id_status_window_from", "turn", ["house_id", "status", "window_from"], unique=False)
    op.create_index("ix_turn_house_id_window_from", "turn", ["house_id", "window_from"], unique=False)
    op.create_table(
        "turn_doer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("turn_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_turn_doer_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_turn_doer_person_id_person")),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_turn_doer_turn_id_turn")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn_doer")),
        sa.UniqueConstraint("turn_id", "person_id", name=op.f("uq_turn_doer_turn_id_person_id")),
    )
    op.create_index(op.f("ix_turn_doer_house_id"), "turn_doer", ["house_id"], unique=False)
    op.create_table(
        "turn_holder",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("turn_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("taken_at", Instant(timezone=True), nullable=False),
        sa.CheckConstraint("slot > 0", name=op.f("ck_turn_holder_slot")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_turn_holder_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_turn_holder_person_id_person")),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_turn_holder_turn_id_turn")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn_holder")),
        sa.UniqueConstraint("turn_id", "person_id", name=op.f("uq_turn_holder_turn_id_person_id")),
        sa.UniqueConstraint("turn_id", "slot", name=op.f("uq_turn_holder_turn_id_slot")),
    )
    op.create_index(op.f("ix_turn_holder_house_id"), "turn_holder", ["house_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_turn_holder_house_id"), table_name="turn_holder")
    op.drop_table("turn_holder")
    op.drop_index(op.f("ix_turn_doer_house_id"), table_name="turn_doer")
    op.drop_table("turn_doer")
    op.drop_index("ix_turn_house_id_window_from", table_name="turn")
    op.drop_index("ix_turn_house_id_status_window_from", table_name="turn")
    op.drop_index("ix_turn_house_id_done_at", table_name="turn")
    op.drop_index(op.f("ix_turn_house_id"), table_name="turn")
    op.drop_index("ix_turn_chore_id_window_from", table_name="turn")
    op.drop_table("turn")
    op.drop_index("ix_agenda_item_meeting_id_position", table_name="agenda_item")
    op.drop_index(op.f("ix_agenda_item_house_id"), table_name="agenda_item")
    op.drop_table("agenda_item")
    op.drop_index("ix_segment_shift_id_starts_at", table_name="segment")
    op.drop_index("ix_segment_house_id_starts_at", table_name="segment")
    op.drop_index(op.f("ix_segment_house_id"), table_name="segment")
    op.drop_table("segment")
    op.drop_index(op.f("ix_meeting_series_house_id"), table_name="meeting_series")
    op.drop_table("meeting_series")
    op.drop_index("ix_meeting_house_id_ends_at", table_name="meeting")
    op.drop_index(op.f("ix_meeting_house_id"), table_name="meeting")
    op.drop_table("meeting")
    op.drop_index("ix_chore_house_id_is_active", table_name="chore")
    op.drop_index(op.f("ix_chore_house_id"), table_name="chore")
    op.drop_table("chore")
    op.drop_index(op.f("ix_worker_profile_person_id"), table_name="worker_profile")
    op.drop_index(op.f("ix_worker_profile_house_id"), table_name="worker_profile")
    op.drop_table("worker_profile")
    op.drop_index(op.f("ix_support_line_house_id"), table_name="support_line")
    op.drop_table("support_line")
    op.drop_index(op.f("ix_sign_in_person_id"), table_name="sign_in")
    op.drop_index(op.f("ix_sign_in_house_id"), table_name="sign_in")
    op.drop_table("sign_in")
    op.drop_index("ix_shift_worker_id_starts_at", table_name="shift")
    op.drop_index("ix_shift_house_id_starts_at", table_name="shift")
    op.drop_index(op.f("ix_shift_house_id"), table_name="shift")
    op.drop_table("shift")
    op.drop_index(op.f("ix_share_owner_id"), table_name="share")
    op.drop_index("ix_share_kind_thing_id", table_name="share")
    op.drop_index("ix_share_house_id_kind_since", table_name="share")
    op.drop_index(op.f("ix_share_house_id"), table_name="share")
    op.drop_table("share")
    op.drop_index("ix_series_house_id_kind_made_until", table_name="series")
    op.drop_index(op.f("ix_series_house_id"), table_name="series")
    op.drop_table("series")
    op.drop_index(op.f("ix_reentry_link_person_id"), table_name="reentry_link")
    op.drop_index(op.f("ix_reentry_link_house_id"), table_name="reentry_link")
    op.drop_table("reentry_link")
    op.drop_index(
        "uq_membership_in_force",
        table_name="membership",
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index(op.f("ix_membership_person_id"), table_name="membership")
    op.drop_index("ix_membership_house_id_ended_at", table_name="membership")
    op.drop_index(op.f("ix_membership_house_id"), table_name="membership")
    op.drop_table("membership")
    op.drop_index("ix_look_owner_id_at", table_name="look")
    op.drop_index("ix_look_kind_thing_id", table_name="look")
    op.drop_index(op.f("ix_look_house_id"), table_name="look")
    op.drop_table("look")
    op.drop_index(op.f("ix_invite_house_id"), table_name="invite")
    op.drop_table("invite")
    op.drop_index("ix_feed_owner_id_house_id", table_name="feed")
    op.drop_index(op.f("ix_feed_house_id"), table_name="feed")
    op.drop_table("feed")
    op.drop_index("ix_check_in_house_id_owner_id_at", table_name="check_in")
    op.drop_index(op.f("ix_check_in_house_id"), table_name="check_in")
    op.drop_table("check_in")
    op.drop_index("ix_change_kind_thing_id", table_name="change")
    op.drop_index("ix_change_house_id_at", table_name="change")
    op.drop_index(op.f("ix_change_house_id"), table_name="change")
    op.drop_table("change")
    op.drop_index(op.f("ix_spent_nonce_spent_at"), table_name="spent_nonce")
    op.drop_table("spent_nonce")
    op.drop_index("ix_sign_in_try_whose_hash_at", table_name="sign_in_try")
    op.drop_table("sign_in_try")
    op.drop_table("set_up_link")
    op.drop_table("person")
    op.drop_table("key_check")
    op.drop_table("house")
