"""Tables of the five steps: who came to be seen, the answers on the cards, and who was sent on."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from core.store.base import ID_LENGTH, Recorded


class CheckUp(Recorded):
    """One person seen on one day; a step that was done has its time of day (`HH:MM:SS` on this computer's clock).

    What was measured stands in `Measurement` (same person, same day), everything else in `Answer`. The group of life is
    never kept: it follows from birth date and pregnancies. `day_id` is empty for somebody seen outside a hari buka.
    """

    __tablename__ = "check_up"
    __table_args__ = (Index("uq_check_up_person_id_checked_on", "person_id", "checked_on", unique=True),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    posyandu_id: Mapped[str | None] = mapped_column(ForeignKey("posyandu.id"), index=True)
    day_id: Mapped[str | None] = mapped_column(ForeignKey("posyandu_day.id"), index=True)
    checked_on: Mapped[date] = mapped_column(index=True)
    queue_number: Mapped[int | None]
    came_at: Mapped[str | None] = mapped_column(String(8))
    measured_at: Mapped[str | None] = mapped_column(String(8))
    examined_at: Mapped[str | None] = mapped_column(String(8))
    served_at: Mapped[str | None] = mapped_column(String(8))
    validated_at: Mapped[str | None] = mapped_column(String(8))
    not_measured_reason: Mapped[str] = mapped_column(String(240), default="")
    left_reason: Mapped[str] = mapped_column(String(240), default="")
    reopened_reason: Mapped[str] = mapped_column(String(240), default="")


class Answer(Recorded):
    """One answered field of a form; `value` is JSON as on the card (kg, cm, codes). No row is *not answered*."""

    __tablename__ = "answer"
    __table_args__ = (
        Index("uq_answer_check_up_id_form_key", "check_up_id", "form", "key", unique=True),
        Index("ix_answer_form_key", "form", "key"),
    )

    check_up_id: Mapped[str] = mapped_column(ForeignKey("check_up.id"))
    form: Mapped[str] = mapped_column(String(24))
    key: Mapped[str] = mapped_column(String(48))
    value: Mapped[str] = mapped_column(Text)


_OPEN = text("status = 'belum'")


class Referral(Recorded):
    """Somebody sent on: why, where to, how urgently, and what became of it.

    `reasons` is a JSON list of sentences with what stands behind each and how urgent that is (`referral_rows`).
    """

    __tablename__ = "referral"
    __table_args__ = (Index("ix_referral_open", "referred_on", sqlite_where=_OPEN, postgresql_where=_OPEN),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    check_up_id: Mapped[str | None] = mapped_column(ForeignKey("check_up.id"), index=True)
    referred_on: Mapped[date]
    target: Mapped[str] = mapped_column(String(12))
    urgency: Mapped[str] = mapped_column(String(8))
    reasons: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(String(400), default="")
    status: Mapped[str] = mapped_column(String(12), default="belum")
    status_on: Mapped[date | None]


class Duty(Recorded):
    """Who sits at which step (1 to 5) of a day."""

    __tablename__ = "duty"

    day_id: Mapped[str] = mapped_column(ForeignKey("posyandu_day.id"), index=True)
    step: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))


class DayTick(Recorded):
    """One line of the checklist of the day before, ticked."""

    __tablename__ = "day_tick"

    day_id: Mapped[str] = mapped_column(ForeignKey("posyandu_day.id"), index=True)
    item: Mapped[str] = mapped_column(String(40))


class DaySignature(Recorded):
    """That a kader or the bidan signed the day as right (`role`: kader or bidan; `signed_at` local, ISO to seconds)."""

    __tablename__ = "day_signature"

    day_id: Mapped[str] = mapped_column(ForeignKey("posyandu_day.id"), index=True)
    role: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(120))
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    signed_at: Mapped[str] = mapped_column(String(19))


class Equipment(Recorded):
    """A scale, tape or meter of a posyandu, with the day it was last calibrated."""

    __tablename__ = "equipment"

    posyandu_id: Mapped[str] = mapped_column(ForeignKey("posyandu.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    condition: Mapped[str] = mapped_column(String(16), default="baik")
    calibrated_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(240), default="")
