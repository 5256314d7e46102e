"""Tables of people: families (KK), persons, and who belongs to which family since when."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.store.base import Recorded, letters
from core.words.people import FamilyRole, LifeStatus, MaritalStatus, Sex


class Family(Recorded):
    """A family card (kartu keluarga) and where the house stands."""

    __tablename__ = "family"

    kk_number: Mapped[str | None] = mapped_column(String(24), index=True)
    address: Mapped[str] = mapped_column(String(240), default="")
    dusun: Mapped[str] = mapped_column(String(80), default="")
    rw: Mapped[str] = mapped_column(String(8), default="")
    rt: Mapped[str] = mapped_column(String(8), default="")
    posyandu_id: Mapped[str | None] = mapped_column(ForeignKey("posyandu.id"), index=True)


class Person(Recorded):
    """A person; nobody is deleted: people die, move, or are merged, each with a date."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(String(160), index=True)
    nik: Mapped[str | None] = mapped_column(String(24), index=True)
    sex: Mapped[Sex] = mapped_column(letters(Sex, 1))
    born_on: Mapped[date] = mapped_column(index=True)
    is_birth_date_approximate: Mapped[bool] = mapped_column(default=False)
    birth_place: Mapped[str] = mapped_column(String(120), default="")
    religion_code: Mapped[str] = mapped_column(String(8), default="")
    education_code: Mapped[str] = mapped_column(String(8), default="")
    current_education_code: Mapped[str] = mapped_column(String(8), default="")
    occupation_code: Mapped[str] = mapped_column(String(8), default="")
    citizenship_code: Mapped[str] = mapped_column(String(8), default="")
    blood_group_code: Mapped[str] = mapped_column(String(8), default="")
    marital_status: Mapped[MaritalStatus | None] = mapped_column(letters(MaritalStatus, 1))
    phone: Mapped[str] = mapped_column(String(24), default="")
    mother_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    mother_name: Mapped[str] = mapped_column(String(160), default="")
    mother_nik: Mapped[str | None] = mapped_column(String(24))
    father_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    father_name: Mapped[str] = mapped_column(String(160), default="")
    father_nik: Mapped[str | None] = mapped_column(String(24))
    status: Mapped[LifeStatus] = mapped_column(letters(LifeStatus, 1), default=LifeStatus.ALIVE)
    status_changed_on: Mapped[date | None]
    moved_in_on: Mapped[date | None]
    birth_weight_g: Mapped[int | None]
    birth_length_mm: Mapped[int | None]
    birth_order: Mapped[int | None]
    gestation_weeks: Mapped[int | None]
    kia_book_on: Mapped[date | None]
    reported_pregnant_on: Mapped[date | None]


class FamilyMember(Recorded):
    """Membership of a person in a family, with role and dates; open when `to_on` is empty."""

    __tablename__ = "family_member"
    __table_args__ = (Index("ix_family_member_person_id_to_on", "person_id", "to_on"),)

    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    role: Mapped[FamilyRole] = mapped_column(letters(FamilyRole, 2))
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
