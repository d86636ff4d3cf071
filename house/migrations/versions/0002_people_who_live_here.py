"""People who live here."""

import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa
from alembic import op

from house import clock
from house.db import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "names in records",
                "photo",
                "who is home",
                "reminders by text",
                "reminders by e-mail",
                "reminders on my phone",
                "calendar detail",
                "pass-on lines",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("text_version", sa.SmallInteger(), nullable=False),
        sa.Column("given_at", Instant(timezone=True), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("still_ok_at", Instant(timezone=True), nullable=False),
        sa.Column("withdrawn_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_consent_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consent_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_house_id"), "consent", ["house_id"], unique=False)
    op.create_index("ix_consent_house_id_person_id", "consent", ["house_id", "person_id"], unique=False)
    op.create_index(
        "uq_consent_in_force",
        "consent",
        ["house_id", "person_id", "purpose"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "export_link",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("expires_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_export_link_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_export_link_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_export_link_token_hash")),
    )
    op.create_index(op.f("ix_export_link_house_id"), "export_link", ["house_id"], unique=False)
    op.create_index(op.f("ix_export_link_person_id"), "export_link", ["person_id"], unique=False)
    op.create_table(
        "house_setting",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=80), nullable=False),
        sa.Column("rests_on", sa.String(length=200), nullable=False),
        sa.Column("changed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_house_setting_changed_by_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_house_setting_house_id_house")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_setting")),
        sa.UniqueConstraint("house_id", "name", name=op.f("uq_house_setting_house_id_name")),
    )
    op.create_index(op.f("ix_house_setting_house_id"), "house_setting", ["house_id"], unique=False)
    op.create_table(
        "passkey",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("last_used_at", Instant(timezone=True), nullable=True),
        sa.Column("opens_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_passkey_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    op.create_index(op.f("ix_passkey_person_id"), "passkey", ["person_id"], unique=False)
    op.create_table(
        "photo",
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_photo_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_photo_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("house_id", "person_id", name=op.f("uq_photo_house_id_person_id")),
    )
    op.create_index(op.f("ix_photo_house_id"), "photo", ["house_id"], unique=False)
    op.create_table(
        "presence",
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "away",
                "resting",
                "lighter share",
                "not today",
                name="presence_kind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("share_quarters", sa.SmallInteger(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.CheckConstraint("share_quarters BETWEEN 0 AND 3", name=op.f("ck_presence_share_quarters")),
        sa.CheckConstraint("to_day IS NULL OR to_day > from_day", name=op.f("ck_presence_ends_after_start")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_presence_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_presence_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presence")),
    )
    op.create_index(op.f("ix_presence_house_id"), "presence", ["house_id"], unique=False)
    op.create_index(
        "ix_presence_house_id_person_id_from_day", "presence", ["house_id", "person_id", "from_day"], unique=False
    )
    op.create_table(
        "role_ask",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("house_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "make a coordinator",
                "end being a coordinator",
                name="role_action",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("asked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_at", Instant(timezone=True), nullable=False),
        sa.Column("takes_effect_at", Instant(timezone=True), nullable=True),
        sa.Column("agreed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("agreed_at", Instant(timezone=True), nullable=True),
        sa.Column("withdrawn_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agreed_by_id"], ["person.id"], name=op.f("fk_role_ask_agreed_by_id_person")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_role_ask_asked_by_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_role_ask_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_ask_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_ask")),
    )
    op.create_index(op.f("ix_role_ask_house_id"), "role_ask", ["house_id"], unique=False)
    op.create_index("ix_role_ask_house_id_asked_at", "role_ask", ["house_id", "asked_at"], unique=False)
    _extend_tables()
    now = clock.now()
    _fill_memberships(now)
    _fill_houses(now)
    _keep_full_calendars_full(now)


BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _extend_tables() -> None:
    # Columns that may not be empty come in empty, are filled below, and are held from then on.
    with op.batch_alter_table("house") as house:
        house.add_column(sa.Column("settle_at", Instant(timezone=True), nullable=True))
        house.add_column(sa.Column("help_code", sa.String(length=40), nullable=False, server_default=""))
    with op.batch_alter_table("invite") as invite:
        invite.add_column(sa.Column("person_id", BIG, nullable=True))
        invite.create_foreign_key(op.f("fk_invite_person_id_person"), "person", ["person_id"], ["id"])
    with op.batch_alter_table("membership") as membership:
        membership.add_column(sa.Column("private_since", Instant(timezone=True), nullable=True))
        membership.add_column(sa.Column("settled_at", Instant(timezone=True), nullable=True))
        membership.add_column(sa.Column("clears_at", Instant(timezone=True), nullable=True))
        membership.create_check_constraint(
            op.f("ck_membership_settled_has_ended"), "settled_at IS NULL OR ended_at IS NOT NULL"
        )
    op.add_column("person", sa.Column("password_opens_at", Instant(timezone=True), nullable=True))
    with op.batch_alter_table("reentry_link") as link:
        link.add_column(sa.Column("made_by_id", BIG, nullable=True))
        link.add_column(sa.Column("replaced_hash", sa.String(length=200), nullable=True))
        link.add_column(sa.Column("undone_at", Instant(timezone=True), nullable=True))
        link.create_foreign_key(op.f("fk_reentry_link_made_by_id_person"), "person", ["made_by_id"], ["id"])
    way = sa.Enum(
        "password", "passkey", "re-entry card", "invite", "set-up",
        name="way", native_enum=False, create_constraint=True, length=30,
    )  # fmt: skip
    with op.batch_alter_table("sign_in") as sign_in:
        sign_in.add_column(sa.Column("way", way, nullable=False, server_default="password"))
        sign_in.add_column(sa.Column("reentry_link_id", BIG, nullable=True))
        sign_in.add_column(sa.Column("private_opens_at", Instant(timezone=True), nullable=True))
        sign_in.add_column(sa.Column("card_seen_at", Instant(timezone=True), nullable=True))
        sign_in.create_index(op.f("ix_sign_in_reentry_link_id"), ["reentry_link_id"])
        sign_in.create_foreign_key(
            op.f("fk_sign_in_reentry_link_id_reentry_link"), "reentry_link", ["reentry_link_id"], ["id"]
        )
    with op.batch_alter_table("sign_in") as sign_in:
        sign_in.alter_column("way", server_default=None)
    op.add_column("support_line", sa.Column("flagged_at", Instant(timezone=True), nullable=True))


def _fill_memberships(now: datetime) -> None:
    """Whoever has left already gets the same 30 days as whoever leaves from now on, counted from this upgrade."""
    memberships = sa.table(
        "membership",
        *(sa.column(name) for name in ("id", "house_id", "person_id")),
        *(
            sa.column(name, Instant())
            for name in ("started_at", "ended_at", "private_since", "settled_at", "clears_at")
        ),
    )
    own = memberships.c
    op.execute(memberships.update().values(private_since=own.started_at))
    op.execute(memberships.update().where(own.ended_at.is_not(None)).values(settled_at=own.ended_at))
    others = memberships.alias()
    still_here = sa.exists().where(
        others.c.house_id == own.house_id, others.c.person_id == own.person_id, others.c.ended_at.is_(None)
    )
    left = memberships.update().where(own.ended_at.is_not(None), ~still_here)
    op.execute(left.values(clears_at=now + timedelta(days=30)))
    with op.batch_alter_table("membership") as membership:
        membership.alter_column("private_since", existing_type=Instant(timezone=True), nullable=False)


def _fill_houses(now: datetime) -> None:
    houses = sa.table("house", sa.column("id"), sa.column("help_code"), sa.column("settle_at", Instant()))
    leavers = sa.table("membership", sa.column("house_id"), sa.column("clears_at", Instant()))
    connection = op.get_bind()
    with_leavers = set(connection.scalars(sa.select(leavers.c.house_id).where(leavers.c.clears_at.is_not(None))))
    for house_id in connection.scalars(sa.select(houses.c.id)).all():
        settle_at = now + timedelta(days=30) if house_id in with_leavers else None
        one = houses.update().where(houses.c.id == house_id)
        connection.execute(one.values(help_code=secrets.token_urlsafe(24), settle_at=settle_at))
    with op.batch_alter_table("house") as house:
        house.alter_column("help_code", existing_type=sa.String(length=40), server_default=None)
        house.create_unique_constraint(op.f("uq_house_help_code"), ["help_code"])


def _keep_full_calendars_full(now: datetime) -> None:
    """Full names in a calendar rest on a consent from now on; whoever chose them has given it."""
    feeds = sa.table(
        "feed", *(sa.column(n) for n in ("house_id", "owner_id", "detail")), sa.column("ended_at", Instant())
    )
    consents = sa.table(
        "consent",
        *(sa.column(name) for name in ("house_id", "person_id", "purpose", "text_version", "how")),
        *(sa.column(name, Instant()) for name in ("given_at", "still_ok_at")),
    )
    chosen = (
        sa.select(
            feeds.c.house_id,
            feeds.c.owner_id,
            sa.literal("calendar detail"),
            sa.literal(1),
            sa.literal("by a full calendar link"),
            sa.literal(now, Instant()),
            sa.literal(now, Instant()),
        )
        .where(feeds.c.detail == "full", feeds.c.ended_at.is_(None))
        .distinct()
    )
    columns = ["house_id", "person_id", "purpose", "text_version", "how", "given_at", "still_ok_at"]
    op.execute(consents.insert().from_select(columns, chosen))
