"""What the register already knows of people and families, as plain values for matching."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.store.people import Family, FamilyMember, Person
from core.store.places import Posyandu
from core.store.visits import Measurement
from core.words.names import search_text
from core.words.people import FamilyRole, LifeStatus, Sex

FACTS = (
    "name",
    "nik",
    "sex",
    "born_on",
    "birth_place",
    "religion_code",
    "education_code",
    "current_education_code",
    "occupation_code",
    "citizenship_code",
    "blood_group_code",
    "marital_status",
    "phone",
    "mother_id",
    "mother_name",
    "mother_nik",
    "father_id",
    "father_name",
    "father_nik",
    "status",
    "status_changed_on",
    "reported_pregnant_on",
)
"""Columns of a person that an import may fill."""
PLACES = ("address", "dusun", "rw", "rt")
"""Columns of a family that say where its house stands."""


@dataclass(slots=True)
class KnownPerson:
    """A person of the register, with the membership that is open now."""

    id: str
    facts: dict[str, Any]
    family_id: str | None = None
    member_id: str | None = None
    role: FamilyRole | None = None
    first_visit_on: date | None = None

    @property
    def name(self) -> str:
        """The name as registered."""
        return str(self.facts["name"])

    @property
    def born_on(self) -> date:
        """The birth date."""
        born_on: date = self.facts["born_on"]
        return born_on

    @property
    def sex(self) -> Sex:
        """The sex."""
        return Sex(self.facts["sex"])

    @property
    def nik(self) -> str | None:
        """The NIK, None when there is none."""
        nik: str | None = self.facts["nik"]
        return nik

    @property
    def status(self) -> LifeStatus:
        """Alive, dead, moved away or missing."""
        return LifeStatus(self.facts["status"])


@dataclass(slots=True)
class KnownFamily:
    """A family of the register: KK number, where it lives, who serves it."""

    id: str
    kk_number: str | None
    facts: dict[str, str]
    posyandu_id: str | None
    people: list[str] = field(default_factory=list)


@dataclass(slots=True)
class KnownVillage:
    """Everybody in the register, by the ways a row can point at them."""

    people: dict[str, KnownPerson]
    families: dict[str, KnownFamily]
    posyandu_ids: tuple[str, ...]
    by_nik: dict[str, str] = field(default_factory=dict)
    by_kk: dict[str, str] = field(default_factory=dict)
    by_name_and_day: dict[tuple[str, date], list[str]] = field(default_factory=lambda: defaultdict(list))

    def posyandu_of(self, dusun: str, chosen: dict[str, str]) -> str | None:
        """Who serves a dusun: as chosen, else the only posyandu, else the one most of its families already have."""
        key = dusun.casefold()
        by_choice = {name.strip().casefold(): posyandu_id for name, posyandu_id in chosen.items()}
        if key in by_choice:
            return by_choice[key]
        if len(self.posyandu_ids) == 1:
            return self.posyandu_ids[0]
        served = Counter(
            family.posyandu_id
            for family in self.families.values()
            if family.posyandu_id and family.facts["dusun"].casefold() == key
        )
        return served.most_common(1)[0][0] if dusun and served else None


def read_known(session: Session) -> KnownVillage:
    """Read the whole register once (some 10 microseconds a person)."""
    people = {
        row[0]: KnownPerson(row[0], dict(zip(FACTS, row[1:], strict=True)))
        for row in session.execute(select(Person.id, *(getattr(Person, name) for name in FACTS)))
    }
    columns = (Family.id, Family.kk_number, Family.posyandu_id, *(getattr(Family, name) for name in PLACES))
    families = {
        row[0]: KnownFamily(row[0], row[1], dict(zip(PLACES, row[3:], strict=True)), row[2])
        for row in session.execute(select(*columns).order_by(Family.id))
    }
    members = select(FamilyMember.id, FamilyMember.family_id, FamilyMember.person_id, FamilyMember.role)
    for member_id, family_id, person_id, role in session.execute(members.where(FamilyMember.to_on.is_(None))):
        person = people[person_id]
        person.family_id, person.member_id, person.role = family_id, member_id, role
        families[family_id].people.append(person_id)
    first_visits = select(Measurement.person_id, func.min(Measurement.measured_on)).group_by(Measurement.person_id)
    for person_id, first_on in session.execute(first_visits):
        people[person_id].first_visit_on = first_on
    posyandu_ids = tuple(session.scalars(select(Posyandu.id).order_by(Posyandu.id)))
    return _indexed(KnownVillage(people, families, posyandu_ids))


def _indexed(village: KnownVillage) -> KnownVillage:
    for person in village.people.values():
        if person.nik:
            village.by_nik.setdefault(person.nik, person.id)
        village.by_name_and_day[search_text(person.name), person.born_on].append(person.id)
    for family in village.families.values():
        if family.kk_number:
            village.by_kk.setdefault(family.kk_number, family.id)
    return village


def is_same_text(one: str, other: str) -> bool:
    """Equal but for capitals and blanks: no reason to change what the register says."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
