"""Tables of the posyandu day: the day itself, what was measured, and what is being typed."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.store.base import Base, Recorded, letters
from core.words.people import Posture


class PosyanduDay(Recorded):
    """A hari buka of one posyandu."""

    __tablename__ = "posyandu_day"

    posyandu_id: Mapped[str] = mapped_column(ForeignKey("posyandu.id"), index=True)
    held_on: Mapped[date] = mapped_column(index=True)
    note: Mapped[str] = mapped_column(String(240), default="")
    locked_at: Mapped[str | None] = mapped_column(String(19))
    """When the bidan locked it (local, ISO to seconds); a locked day is changed only after it is opened again."""


class Measurement(Recorded):
    """What was measured on one person on one day; None is not measured. Nothing computed is kept here."""

    __tablename__ = "measurement"
    __table_args__ = (Index("ix_measurement_person_id_measured_on", "person_id", "measured_on"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    posyandu_id: Mapped[str | None] = mapped_column(ForeignKey("posyandu.id"), index=True)
    day_id: Mapped[str | None] = mapped_column(ForeignKey("posyandu_day.id"), index=True)
    measured_on: Mapped[date] = mapped_column(index=True)
    weight_g: Mapped[int | None]
    length_mm: Mapped[int | None]
    posture: Mapped[Posture | None] = mapped_column(letters(Posture, 1))
    head_mm: Mapped[int | None]
    muac_mm: Mapped[int | None]
    has_oedema: Mapped[bool] = mapped_column(default=False)
    is_outside_history: Mapped[bool] = mapped_column(default=False)
    breastfeeding: Mapped[str | None] = mapped_column(String(1))
    vitamin_a: Mapped[str | None] = mapped_column(String(5))
    is_referred: Mapped[bool] = mapped_column(default=False)
    follow_up_note: Mapped[str] = mapped_column(String(400), default="")
    letter_override: Mapped[str | None] = mapped_column(String(1))
    letter_override_reason: Mapped[str] = mapped_column(String(400), default="")
    confirmation_reason: Mapped[str] = mapped_column(String(400), default="")
    note: Mapped[str] = mapped_column(String(400), default="")


class Draft(Base):
    """What is being typed for a person and not saved yet; survives a power cut. Not a fact, so not in the journal."""

    __tablename__ = "draft"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    typed_at: Mapped[datetime]
