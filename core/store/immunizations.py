"""Tables of immunisation: doses given here or elsewhere, doses refused, and what forbids a vaccine."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.store.base import Recorded


class VaccineDose(Recorded):
    """A dose that somebody has, by its key on the card (`DPT2`, `Td`, `HPV`); batch, site and giver where known."""

    __tablename__ = "vaccine_dose"
    __table_args__ = (Index("ix_vaccine_dose_person_id_given_on", "person_id", "given_on"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    check_up_id: Mapped[str | None] = mapped_column(ForeignKey("check_up.id"), index=True)
    key: Mapped[str] = mapped_column(String(12))
    given_on: Mapped[date] = mapped_column(index=True)
    batch: Mapped[str] = mapped_column(String(40), default="")
    site: Mapped[str] = mapped_column(String(40), default="")
    giver: Mapped[str] = mapped_column(String(120), default="")
    place: Mapped[str] = mapped_column(String(80), default="")


class DoseRefusal(Recorded):
    """A dose that was offered and declined."""

    __tablename__ = "dose_refusal"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    key: Mapped[str] = mapped_column(String(12))
    refused_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(240), default="")


class HealthCaution(Recorded):
    """What a health worker found that forbids vaccines (`kind` of `core.rules.immunization`), or an allergy to one."""

    __tablename__ = "health_caution"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    antigen: Mapped[str] = mapped_column(String(16), default="")
    noted_on: Mapped[date]
    ended_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(240), default="")
