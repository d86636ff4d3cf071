"""Rosters that are drafted, looked over and published; agreements, time off, and how changes went."""

import sqlalchemy as sa
from alembic import op

from house.db import Instant

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "handover_line",
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("about_id", BIG_ID, nullable=True),
        sa.Column("written_by_id", BIG_ID, nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", Instant(timezone=True), nullable=False),
        sa.Column("asked_at", Instant(timezone=True), nullable=True),
        sa.Column("expires_at", Instant(timezone=True), nullable=False),
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "(about_id IS NULL) = (asked_at IS NULL)", name=op.f("ck_handover_line_about_somebody_is_asked")
        ),
        sa.ForeignKeyConstraint(["about_id"], ["person.id"], name=op.f("fk_handover_line_about_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_handover_line_house_id_house")),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_handover_line_written_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_line")),
    )
    op.create_index(op.f("ix_handover_line_about_id"), "handover_line", ["about_id"])
    op.create_index(op.f("ix_handover_line_house_id"), "handover_line", ["house_id"])
    op.create_index("ix_handover_line_house_id_written_at", "handover_line", ["house_id", "written_at"])
    op.create_index(op.f("ix_handover_line_written_by_id"), "handover_line", ["written_by_id"])
    op.create_table(
        "pattern_shift",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("week", sa.SmallInteger(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
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
        sa.Column("worker_id", BIG_ID, nullable=True),
        sa.Column("from_time", sa.Time(), nullable=False),
        sa.Column("to_time", sa.Time(), nullable=False),
        sa.Column("asleep_from", sa.Time(), nullable=False),
        sa.Column("asleep_to", sa.Time(), nullable=False),
        sa.Column("visible_label", sa.String(length=60), nullable=False),
        sa.CheckConstraint("week >= 0 AND weekday BETWEEN 0 AND 6", name=op.f("ck_pattern_shift_is_in_a_week")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_pattern_shift_house_id_house")),
        sa.ForeignKeyConstraint(["worker_id"], ["person.id"], name=op.f("fk_pattern_shift_worker_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pattern_shift")),
    )
    op.create_index(op.f("ix_pattern_shift_house_id"), "pattern_shift", ["house_id"])
    op.create_index("ix_pattern_shift_house_id_week", "pattern_shift", ["house_id", "week", "weekday"])
    op.create_index(op.f("ix_pattern_shift_worker_id"), "pattern_shift", ["worker_id"])
    op.create_table(
        "roster_figure",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column(
            "check_name",
            sa.Enum(
                "twice at once",
                "on call while here",
                "rest between shifts",
                "length of sleep",
                "work beside sleep",
                "work around a night",
                "work on one side of a night",
                "length of a shift",
                "hours in a week",
                "hours in a fortnight",
                "hours in four weeks",
                "days off in a week",
                "days off in a fortnight",
                "days off in four weeks",
                "span of a broken shift",
                "breaks in a broken shift",
                "shortest time asked for",
                "nights in a row",
                "published ahead",
                "notice of a change",
                "disturbed sleep",
                "work on call",
                "clock change",
                "on leave",
                "not available",
                name="roster_check",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("usual", sa.Integer(), nullable=True),
        sa.Column(
            "severity",
            sa.Enum(
                "note",
                "log",
                "look",
                "agree",
                "block",
                name="roster_severity",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=True,
        ),
        sa.Column("is_off", sa.Boolean(), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.Column("changed_by_id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_roster_figure_changed_by_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_roster_figure_house_id_house")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_figure")),
        sa.UniqueConstraint("house_id", "check_name", name=op.f("uq_roster_figure_house_id_check_name")),
    )
    op.create_index(op.f("ix_roster_figure_house_id"), "roster_figure", ["house_id"])
    op.create_table(
        "roster_period",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("made_by_id", BIG_ID, nullable=False),
        sa.Column("published_at", Instant(timezone=True), nullable=True),
        sa.Column("published_by_id", BIG_ID, nullable=True),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_roster_period_ends_after_start")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_roster_period_house_id_house")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_roster_period_made_by_id_person")),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["person.id"], name=op.f("fk_roster_period_published_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_period")),
        sa.UniqueConstraint("house_id", "first_day", name=op.f("uq_roster_period_house_id_first_day")),
    )
    op.create_index(op.f("ix_roster_period_house_id"), "roster_period", ["house_id"])
    op.create_table(
        "roster_rules",
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("pack", sa.String(length=20), nullable=False),
        sa.Column("pay_start", sa.Date(), nullable=False),
        sa.Column("pay_days", sa.SmallInteger(), nullable=False),
        sa.Column("swaps_need_ok", sa.Boolean(), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.Column("changed_by_id", BIG_ID, nullable=False),
        sa.CheckConstraint("pay_days BETWEEN 7 AND 31", name=op.f("ck_roster_rules_is_a_pay_period")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_roster_rules_changed_by_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_roster_rules_house_id_house")),
        sa.PrimaryKeyConstraint("house_id", name=op.f("pk_roster_rules")),
    )
    op.create_table(
        "roster_wish",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("is_asked", sa.Boolean(), nullable=False),
        sa.Column("is_asked_for_nights", sa.Boolean(), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_roster_wish_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_roster_wish_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_wish")),
        sa.UniqueConstraint("house_id", "person_id", name=op.f("uq_roster_wish_house_id_person_id")),
    )
    op.create_index(op.f("ix_roster_wish_house_id"), "roster_wish", ["house_id"])
    op.create_index(op.f("ix_roster_wish_person_id"), "roster_wish", ["person_id"])
    op.create_table(
        "time_off",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("is_leave", sa.Boolean(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("weekday", sa.SmallInteger(), nullable=True),
        sa.Column("from_time", sa.Time(), nullable=True),
        sa.Column("to_time", sa.Time(), nullable=True),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.CheckConstraint(
            "NOT is_leave OR (last_day IS NOT NULL AND weekday IS NULL)", name=op.f("ck_time_off_leave_has_days")
        ),
        sa.CheckConstraint("last_day IS NULL OR last_day >= first_day", name=op.f("ck_time_off_ends_after_start")),
        sa.CheckConstraint("weekday IS NULL OR weekday BETWEEN 0 AND 6", name=op.f("ck_time_off_is_a_weekday")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_time_off_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_time_off_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_off")),
    )
    op.create_index(op.f("ix_time_off_house_id"), "time_off", ["house_id"])
    op.create_index("ix_time_off_house_id_first_day", "time_off", ["house_id", "first_day"])
    op.create_index(op.f("ix_time_off_person_id"), "time_off", ["person_id"])
    op.create_table(
        "work_agreement",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "short break",
                "long shift",
                "long night",
                "two breaks",
                "late change",
                name="agreement_kind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("noted_at", Instant(timezone=True), nullable=False),
        sa.Column("noted_by_id", BIG_ID, nullable=False),
        sa.CheckConstraint(
            "last_day IS NULL OR last_day >= first_day", name=op.f("ck_work_agreement_ends_after_start")
        ),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_work_agreement_house_id_house")),
        sa.ForeignKeyConstraint(["noted_by_id"], ["person.id"], name=op.f("fk_work_agreement_noted_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_work_agreement_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_agreement")),
    )
    op.create_index(op.f("ix_work_agreement_house_id"), "work_agreement", ["house_id"])
    op.create_index("ix_work_agreement_house_id_first_day", "work_agreement", ["house_id", "first_day"])
    op.create_index(op.f("ix_work_agreement_person_id"), "work_agreement", ["person_id"])
    op.create_table(
        "worker_terms",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column(
            "stream",
            sa.Enum(
                "social and community services",
                "disability services",
                "home care",
                name="work_stream",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column(
            "basis",
            sa.Enum(
                "a week",
                "a fortnight",
                "four weeks",
                name="hours_basis",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("contracted_minutes", sa.Integer(), nullable=True),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_worker_terms_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_worker_terms_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_terms")),
        sa.UniqueConstraint("house_id", "person_id", name=op.f("uq_worker_terms_house_id_person_id")),
    )
    op.create_index(op.f("ix_worker_terms_house_id"), "worker_terms", ["house_id"])
    op.create_index(op.f("ix_worker_terms_person_id"), "worker_terms", ["person_id"])
    op.create_table(
        "call_out",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("shift_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("starts_at", Instant(timezone=True), nullable=False),
        sa.Column("ends_at", Instant(timezone=True), nullable=False),
        sa.Column("noted_at", Instant(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_call_out_ends_after_start")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_call_out_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_out_person_id_person")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_call_out_shift_id_shift")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_out")),
    )
    op.create_index(op.f("ix_call_out_house_id"), "call_out", ["house_id"])
    op.create_index("ix_call_out_house_id_starts_at", "call_out", ["house_id", "starts_at"])
    op.create_index(op.f("ix_call_out_person_id"), "call_out", ["person_id"])
    op.create_index(op.f("ix_call_out_shift_id"), "call_out", ["shift_id"])
    op.create_table(
        "cover_ask",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("shift_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("asked_at", Instant(timezone=True), nullable=False),
        sa.Column(
            "answer",
            sa.Enum("yes", "not this time", name="cover_answer", native_enum=False, create_constraint=True, length=30),
            nullable=True,
        ),
        sa.Column("answered_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_cover_ask_house_id_house")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_cover_ask_person_id_person")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_cover_ask_shift_id_shift")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover_ask")),
        sa.UniqueConstraint("shift_id", "person_id", name=op.f("uq_cover_ask_shift_id_person_id")),
    )
    op.create_index(op.f("ix_cover_ask_house_id"), "cover_ask", ["house_id"])
    op.create_index("ix_cover_ask_person_id_asked_at", "cover_ask", ["person_id", "asked_at"])
    op.create_table(
        "handover_seen",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("line_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("seen_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_handover_seen_house_id_house")),
        sa.ForeignKeyConstraint(["line_id"], ["handover_line.id"], name=op.f("fk_handover_seen_line_id_handover_line")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_handover_seen_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_seen")),
        sa.UniqueConstraint("line_id", "person_id", name=op.f("uq_handover_seen_line_id_person_id")),
    )
    op.create_index(op.f("ix_handover_seen_house_id"), "handover_seen", ["house_id"])
    op.create_index(op.f("ix_handover_seen_person_id"), "handover_seen", ["person_id"])
    op.create_table(
        "shift_alteration",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("shift_id", BIG_ID, nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("by_id", BIG_ID, nullable=True),
        sa.Column(
            "what",
            sa.Enum(
                "added",
                "given",
                "taken",
                "changed",
                "opened",
                "swapped",
                "called off",
                name="shift_altered",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("worker_before_id", BIG_ID, nullable=True),
        sa.Column("worker_after_id", BIG_ID, nullable=True),
        sa.Column("starts_before", Instant(timezone=True), nullable=False),
        sa.Column("ends_before", Instant(timezone=True), nullable=False),
        sa.Column("starts_after", Instant(timezone=True), nullable=False),
        sa.Column("ends_after", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_shift_alteration_by_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_shift_alteration_house_id_house")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_shift_alteration_shift_id_shift")),
        sa.ForeignKeyConstraint(
            ["worker_after_id"], ["person.id"], name=op.f("fk_shift_alteration_worker_after_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["worker_before_id"], ["person.id"], name=op.f("fk_shift_alteration_worker_before_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_alteration")),
    )
    op.create_index(op.f("ix_shift_alteration_house_id"), "shift_alteration", ["house_id"])
    op.create_index("ix_shift_alteration_house_id_at", "shift_alteration", ["house_id", "at"])
    op.create_index("ix_shift_alteration_shift_id_at", "shift_alteration", ["shift_id", "at"])
    op.create_index(op.f("ix_shift_alteration_worker_after_id"), "shift_alteration", ["worker_after_id"])
    op.create_index(op.f("ix_shift_alteration_worker_before_id"), "shift_alteration", ["worker_before_id"])
    op.create_table(
        "shift_left_open",
        sa.Column("shift_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("meant_for_id", BIG_ID, nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                "not here",
                "on leave",
                "can't",
                "twice at once",
                name="left_open_why",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_shift_left_open_house_id_house")),
        sa.ForeignKeyConstraint(["meant_for_id"], ["person.id"], name=op.f("fk_shift_left_open_meant_for_id_person")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_shift_left_open_shift_id_shift")),
        sa.PrimaryKeyConstraint("shift_id", name=op.f("pk_shift_left_open")),
    )
    op.create_index(op.f("ix_shift_left_open_house_id"), "shift_left_open", ["house_id"])
    op.create_index(op.f("ix_shift_left_open_meant_for_id"), "shift_left_open", ["meant_for_id"])
    op.create_table(
        "shift_swap",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("house_id", BIG_ID, nullable=False),
        sa.Column("shift_id", BIG_ID, nullable=False),
        sa.Column("other_shift_id", BIG_ID, nullable=False),
        sa.Column("asked_by_id", BIG_ID, nullable=False),
        sa.Column("asked_id", BIG_ID, nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "asked",
                "waits",
                "done",
                "let go",
                name="swap_standing",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", Instant(timezone=True), nullable=False),
        sa.Column("answered_at", Instant(timezone=True), nullable=True),
        sa.Column("settled_at", Instant(timezone=True), nullable=True),
        sa.CheckConstraint("shift_id <> other_shift_id", name=op.f("ck_shift_swap_two_shifts")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_shift_swap_asked_by_id_person")),
        sa.ForeignKeyConstraint(["asked_id"], ["person.id"], name=op.f("fk_shift_swap_asked_id_person")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_shift_swap_house_id_house")),
        sa.ForeignKeyConstraint(["other_shift_id"], ["shift.id"], name=op.f("fk_shift_swap_other_shift_id_shift")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_shift_swap_shift_id_shift")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_swap")),
    )
    op.create_index(op.f("ix_shift_swap_asked_by_id"), "shift_swap", ["asked_by_id"])
    op.create_index(op.f("ix_shift_swap_asked_id"), "shift_swap", ["asked_id"])
    op.create_index(op.f("ix_shift_swap_house_id"), "shift_swap", ["house_id"])
    op.create_index("ix_shift_swap_house_id_standing", "shift_swap", ["house_id", "standing"])
    op.create_index(op.f("ix_shift_swap_other_shift_id"), "shift_swap", ["other_shift_id"])
    op.create_index(op.f("ix_shift_swap_shift_id"), "shift_swap", ["shift_id"])
    op.add_column("shift", sa.Column("sought_at", Instant(timezone=True), nullable=True))
    op.add_column("shift", sa.Column("altered_at", Instant(timezone=True), nullable=True))
