"""The five steps of the day: who was seen, the cards' answers, referrals, immunisation, and the work around the day."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ID = sa.String(length=36)
_OPEN = sa.text("status = 'belum'")


def upgrade() -> None:
    _add_check_ups()
    _add_day_work()
    _add_immunization()
    op.add_column("posyandu_day", sa.Column("locked_at", sa.String(length=19), nullable=True))


def _add_check_ups() -> None:
    op.create_table(
        "check_up",
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("posyandu_id", _ID, nullable=True),
        sa.Column("day_id", _ID, nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("queue_number", sa.Integer(), nullable=True),
        sa.Column("came_at", sa.String(length=8), nullable=True),
        sa.Column("measured_at", sa.String(length=8), nullable=True),
        sa.Column("examined_at", sa.String(length=8), nullable=True),
        sa.Column("served_at", sa.String(length=8), nullable=True),
        sa.Column("validated_at", sa.String(length=8), nullable=True),
        sa.Column("not_measured_reason", sa.String(length=240), nullable=False),
        sa.Column("left_reason", sa.String(length=240), nullable=False),
        sa.Column("reopened_reason", sa.String(length=240), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_check_up_person_id")),
        sa.ForeignKeyConstraint(["posyandu_id"], ["posyandu.id"], name=op.f("fk_check_up_posyandu_id")),
        sa.ForeignKeyConstraint(["day_id"], ["posyandu_day.id"], name=op.f("fk_check_up_day_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_up")),
    )
    op.create_index("ix_check_up_checked_on", "check_up", ["checked_on"])
    op.create_index("ix_check_up_day_id", "check_up", ["day_id"])
    op.create_index("ix_check_up_posyandu_id", "check_up", ["posyandu_id"])
    op.create_index("uq_check_up_person_id_checked_on", "check_up", ["person_id", "checked_on"], unique=True)
    op.create_table(
        "answer",
        sa.Column("check_up_id", _ID, nullable=False),
        sa.Column("form", sa.String(length=24), nullable=False),
        sa.Column("key", sa.String(length=48), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["check_up_id"], ["check_up.id"], name=op.f("fk_answer_check_up_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    op.create_index("ix_answer_form_key", "answer", ["form", "key"])
    op.create_index("uq_answer_check_up_id_form_key", "answer", ["check_up_id", "form", "key"], unique=True)
    op.create_table(
        "referral",
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("check_up_id", _ID, nullable=True),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("target", sa.String(length=12), nullable=False),
        sa.Column("urgency", sa.String(length=8), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("status_on", sa.Date(), nullable=True),
        sa.Column("id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_referral_person_id")),
        sa.ForeignKeyConstraint(["check_up_id"], ["check_up.id"], name=op.f("fk_referral_check_up_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    op.create_index("ix_referral_check_up_id", "referral", ["check_up_id"])
    op.create_index("ix_referral_open", "referral", ["referred_on"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index("ix_referral_person_id", "referral", ["person_id"])


def _add_day_work() -> None:
    op.create_table(
        "duty",
        sa.Column("day_id", _ID, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("account_id", _ID, nullable=True),
        sa.Column("id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["day_id"], ["posyandu_day.id"], name=op.f("fk_duty_day_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
    )
    op.create_index("ix_duty_day_id", "duty", ["day_id"])
    op.create_table(
        "day_tick",
        sa.Column("day_id", _ID, nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["day_id"], ["posyandu_day.id"], name=op.f("fk_day_tick_day_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_tick")),
    )
    op.create_index("ix_day_tick_day_id", "day_tick", ["day_id"])
    op.create_table(
        "day_signature",
        sa.Column("day_id", _ID, nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("account_id", _ID, nullable=True),
        sa.Column("signed_at", sa.String(length=19), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["day_id"], ["posyandu_day.id"], name=op.f("fk_day_signature_day_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_signature")),
    )
    op.create_index("ix_day_signature_day_id", "day_signature", ["day_id"])
    op.create_table(
        "equipment",
        sa.Column("posyandu_id", _ID, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("condition", sa.String(length=16), nullable=False),
        sa.Column("calibrated_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=240), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["posyandu_id"], ["posyandu.id"], name=op.f("fk_equipment_posyandu_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment")),
    )
    op.create_index("ix_equipment_posyandu_id", "equipment", ["posyandu_id"])


def _add_immunization() -> None:
    op.create_table(
        "vaccine_dose",
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("check_up_id", _ID, nullable=True),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("batch", sa.String(length=40), nullable=False),
        sa.Column("site", sa.String(length=40), nullable=False),
        sa.Column("giver", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_vaccine_dose_person_id")),
        sa.ForeignKeyConstraint(["check_up_id"], ["check_up.id"], name=op.f("fk_vaccine_dose_check_up_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vaccine_dose")),
    )
    op.create_index("ix_vaccine_dose_check_up_id", "vaccine_dose", ["check_up_id"])
    op.create_index("ix_vaccine_dose_given_on", "vaccine_dose", ["given_on"])
    op.create_index("ix_vaccine_dose_person_id_given_on", "vaccine_dose", ["person_id", "given_on"])
    op.create_table(
        "dose_refusal",
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("refused_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=240), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_dose_refusal_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dose_refusal")),
    )
    op.create_index("ix_dose_refusal_person_id", "dose_refusal", ["person_id"])
    op.create_table(
        "health_caution",
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("antigen", sa.String(length=16), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=240), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_health_caution_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_caution")),
    )
    op.create_index("ix_health_caution_person_id", "health_caution", ["person_id"])


def downgrade() -> None:
    raise RuntimeError("a register is never taken back to an older version; its copy stands beside it")
