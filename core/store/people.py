"""Tables of people: families (KK) and their homes, persons, marriages, and who belongs to which family since when."""

from datetime import date

from sqlalchemy import ForeignKey, Index, ScalarSelect, String, select, text
from sqlalchemy.orm import Mapped, aliased, mapped_column

from core.store.base import Recorded, letters
from core.words.people import FamilyRole, LifeStatus, MaritalStatus, MarriageEnd, Sex

_MERGED, _BORN_HERE = text("merged_into_id IS NOT NULL"), text("pregnancy_id IS NOT NULL")


class Family(Recorded):
    """A family card (kartu keluarga) and where the house stands now; earlier homes are `FamilyHome`."""

    __tablename__ = "family"
    __table_args__ = (Index("ix_family_dusun_rt", "dusun", "rt"),)

    kk_number: Mapped[str | None] = mapped_column(String(24), index=True)
    address: Mapped[str] = mapped_column(String(240), default="")
    dusun: Mapped[str] = mapped_column(String(80), default="")
    rw: Mapped[str] = mapped_column(String(8), default="")
    rt: Mapped[str] = mapped_column(String(8), default="")
    posyandu_id: Mapped[str | None] = mapped_column(ForeignKey("posyandu.id"), index=True)


class FamilyHome(Recorded):
    """Where a family lived before: from a day (None: always) until and including a day. Never the present home."""

    __tablename__ = "family_home"

    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    from_on: Mapped[date | None]
    until_on: Mapped[date]
    address: Mapped[str] = mapped_column(String(240), default="")
    dusun: Mapped[str] = mapped_column(String(80), default="")
    rw: Mapped[str] = mapped_column(String(8), default="")
    rt: Mapped[str] = mapped_column(String(8), default="")
    posyandu_id: Mapped[str | None] = mapped_column(ForeignKey("posyandu.id"), index=True)


class Person(Recorded):
    """A person; nobody is deleted: people die, move, or are merged, each with a date."""

    __tablename__ = "person"
    # Only the few merged: with everybody else in it, SQLite prefers this index to birth dates and reads the village.
    # The two that hold much let a whole sub-district be put in order and counted without reading the people.
    __table_args__ = (
        Index("ix_person_by_name", "name", "born_on", "id", "status", "status_changed_on", "merged_into_id"),
        Index("ix_person_by_born_on", "born_on", "name", "id", "status", "status_changed_on", "merged_into_id"),
        Index("ix_person_pregnancy_id", "pregnancy_id", sqlite_where=_BORN_HERE, postgresql_where=_BORN_HERE),
        Index("ix_person_merged_into_id", "merged_into_id", sqlite_where=_MERGED, postgresql_where=_MERGED),
    )

    name: Mapped[str] = mapped_column(String(160))
    nik: Mapped[str | None] = mapped_column(String(24), index=True)
    sex: Mapped[Sex] = mapped_column(letters(Sex, 1))
    born_on: Mapped[date]
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
    birth_weight_g: Mapped[int | None]
    birth_length_mm: Mapped[int | None]
    birth_head_mm: Mapped[int | None]
    birth_order: Mapped[int | None]
    had_imd: Mapped[bool | None]
    birth_site: Mapped[str] = mapped_column(String(80), default="")
    birth_helper: Mapped[str] = mapped_column(String(80), default="")
    gestation_weeks: Mapped[int | None]
    # Persons and pregnancies point at each other; `use_alter` lets the tables still be put in an order.
    pregnancy_id: Mapped[str | None] = mapped_column(ForeignKey("pregnancy.id", use_alter=True))
    kia_book_on: Mapped[date | None]
    reported_pregnant_on: Mapped[date | None]
    birth_date_known_on: Mapped[date | None]
    card_code: Mapped[str | None] = mapped_column(String(16), index=True, unique=True)
    merged_into_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))


class FamilyMember(Recorded):
    """Membership of a person in a family, with role, first day and last day; open when `to_on` is empty.

    A person is in at most one family on any day. These dates also say who lived in the village when.
    """

    __tablename__ = "family_member"
    __table_args__ = (Index("ix_family_member_stay", "person_id", "to_on", "from_on", "family_id"),)

    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    role: Mapped[FamilyRole] = mapped_column(letters(FamilyRole, 2))
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]


class Marriage(Recorded):
    """A marriage from a day (None: before the register) to a day, and how it ended."""

    __tablename__ = "marriage"

    husband_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    wife_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    ended_by: Mapped[MarriageEnd | None] = mapped_column(letters(MarriageEnd, 8))


def last_membership_id() -> ScalarSelect[str]:
    """The membership of a `Person` that tells where it lives, or lived last: the open one, else the latest closed."""
    other = aliased(FamilyMember)
    return (
        select(other.id)
        .where(other.person_id == Person.id)
        .order_by(other.to_on.is_not(None), other.to_on.desc(), other.from_on.desc())
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )
