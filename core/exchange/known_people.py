"""What the register already knows of people and families, as plain values for matching."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.exchange.hand_corrections import Corrections, read_corrections
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
    "birth_weight_g",
    "birth_length_mm",
    "birth_order",
    "gestation_weeks",
    "kia_book_on",
    "is_birth_date_approximate",
)
"""Columns of a person that an import may fill."""
PLACES = ("address", "dusun", "rw", "rt")
"""Columns of a family that say where its house stands."""


@dataclass(slots=True)
class KnownPerson:
    """A person of the register, with the membership that is open now, or was the last."""

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
    by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    posyandu_names: dict[str, str] = field(default_factory=dict)
    corrections: Corrections = field(default_factory=Corrections)
    nik_before: dict[str, str] = field(default_factory=dict)
    """The person by a NIK that was corrected by hand: an older file still has it."""
    kk_before: dict[str, str] = field(default_factory=dict)
    """The family by a KK number that was corrected by hand."""

    def posyandu_of(self, dusun: str, chosen: dict[str, str], named: str = "") -> str | None:
        """Who serves a family: the posyandu `named` in the file, else the one chosen for its dusun.

        Else the only posyandu, else the one most families of the dusun already have.
        """
        by_name = self.posyandu_names.get(bare_name(named)) if named else None
        if by_name is not None:
            return by_name
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
    merged = select(Person.id, Person.merged_into_id).where(Person.merged_into_id.is_not(None))
    merged_into = {person_id: str(other_id) for person_id, other_id in session.execute(merged)}
    people = {
        row[0]: KnownPerson(row[0], dict(zip(FACTS, row[1:], strict=True)))
        for row in session.execute(select(Person.id, *(getattr(Person, name) for name in FACTS)))
    }
    columns = (Family.id, Family.kk_number, Family.posyandu_id, *(getattr(Family, name) for name in PLACES))
    families = {
        row[0]: KnownFamily(row[0], row[1], dict(zip(PLACES, row[3:], strict=True)), row[2])
        for row in session.execute(select(*columns).order_by(Family.id))
    }
    later_stays = _add_memberships(session, people, families)
    first_visits = select(Measurement.person_id, func.min(Measurement.measured_on)).group_by(Measurement.person_id)
    for person_id, first_on in session.execute(first_visits):
        people[person_id].first_visit_on = first_on
    units = session.execute(select(Posyandu.id, Posyandu.name).order_by(Posyandu.id)).all()
    village = KnownVillage(people, families, tuple(unit.id for unit in units))
    village.corrections = read_corrections(session, later_stays)
    village.posyandu_names = {bare_name(unit.name): unit.id for unit in units}
    return _indexed(village, merged_into)


def _add_memberships(session: Session, people: dict[str, KnownPerson], families: dict[str, KnownFamily]) -> set[str]:
    """Say where everybody lives; gives the memberships that are not the first of their person."""
    later_stays: set[str] = set()
    # The open membership comes last, so that it is the one that counts.
    members = select(
        FamilyMember.id,
        FamilyMember.family_id,
        FamilyMember.person_id,
        FamilyMember.role,
        FamilyMember.to_on,
    ).order_by(FamilyMember.to_on.is_(None), FamilyMember.to_on)
    for member_id, family_id, person_id, role, to_on in session.execute(members):
        person = people[person_id]
        if person.family_id is not None:
            later_stays.add(member_id)
        person.family_id, person.role = family_id, role
        if to_on is None:
            person.member_id = member_id
            families[family_id].people.append(person_id)
    return later_stays


def _indexed(village: KnownVillage, merged_into: dict[str, str]) -> KnownVillage:
    for person in village.people.values():
        # Rows about somebody who was merged are about the one who remained.
        owner = person.id
        while owner in merged_into:
            owner = merged_into[owner]
        if person.nik:
            village.by_nik.setdefault(person.nik, owner)
        name = search_text(person.name)
        for known in (village.by_name_and_day[name, person.born_on], village.by_name[name]):
            if owner not in known:
                known.append(owner)
        _index_as_before(village, person, owner)
    for family in village.families.values():
        if family.kk_number:
            village.by_kk.setdefault(family.kk_number, family.id)
        for kk_number in village.corrections.of(family.id).get("kk_number", ()):
            if kk_number is not None:
                village.kk_before.setdefault(kk_number, family.id)
    return village


def _index_as_before(village: KnownVillage, person: KnownPerson, owner: str) -> None:
    """Let a file from before a correction find the person by the name, birth date or NIK of then."""
    corrected = village.corrections.of(person.id)
    for nik in corrected.get("nik", ()):
        if nik is not None:
            village.nik_before.setdefault(nik, owner)
    names = {search_text(str(name)) for name in corrected.get("name", ())} | {search_text(person.name)}
    days = {date.fromisoformat(str(day)) for day in corrected.get("born_on", ())} | {person.born_on}
    if len(names) + len(days) > 2:
        for known in (village.by_name_and_day[name, day] for name in sorted(names) for day in sorted(days)):
            if owner not in known:
                known.append(owner)


def bare_name(name: str) -> str:
    """A posyandu's name without the word Posyandu, for comparing."""
    words = name.casefold().split()
    return " ".join(words[1:] if words[:1] == ["posyandu"] and len(words) > 1 else words)


def is_same_text(one: str, other: str) -> bool:
    """Equal but for capitals and blanks: no reason to change what the register says."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
