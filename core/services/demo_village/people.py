"""The invented people: one dataclass a person and a household, and what stands in their papers."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from core.services.demo_village.ids import SeededIds
from core.services.demo_village.names import person_name
from core.services.demo_village.places import OTHER_REGION_CODE, REGION_CODE
from core.words.people import FamilyRole, LifeStatus, MaritalStatus, Sex


@dataclass(slots=True, eq=False)
class DemoPerson:
    """One invented person, with the words of the register."""

    id: str
    name: str
    sex: Sex
    born_on: date
    role: FamilyRole
    marital_status: MaritalStatus = MaritalStatus.SINGLE
    nik: str | None = None
    mother: "DemoPerson | None" = None
    father: "DemoPerson | None" = None
    mother_name: str = ""
    father_name: str = ""
    occupation_code: str = ""
    status: LifeStatus = LifeStatus.ALIVE
    status_changed_on: date | None = None
    is_birth_date_approximate: bool = False
    birth_weight_g: int | None = None
    birth_length_mm: int | None = None
    birth_order: int | None = None
    gestation_weeks: int | None = None
    kia_book_on: date | None = None


@dataclass(slots=True, eq=False)
class Household:
    """One family card with its house; `posyandu` is the index in `places.POSYANDU`."""

    id: str
    kk_number: str | None
    posyandu: int
    dusun: str
    rw: str
    rt: str
    address: str
    moved_in_on: date | None = None
    members: list[DemoPerson] = field(default_factory=list)


class Registrar:
    """Makes people with papers: ids, names and numbers that are used once only."""

    def __init__(self, random: Random, ids: SeededIds) -> None:
        """Work with one stream of chance and one row of ids."""
        self.random = random
        self._ids = ids
        self._given: set[str] = set()

    def household(self, on: date, place: tuple[int, str, str, str, str]) -> Household:
        """A family card issued on a day for a house at (posyandu index, dusun, RW, RT, address)."""
        kk_number = self._number(REGION_CODE, on, 0) if self.random.random() < 0.985 else None
        return Household(self._ids.next(on), kk_number, *place)

    def person(
        self, house: Household, sex: Sex, born_on: date, role: FamilyRole, marital: MaritalStatus = MaritalStatus.SINGLE
    ) -> DemoPerson:
        """A new member of the house, named after the fashion of the birth year."""
        name = person_name(self.random, sex, born_on.year)
        while name in {member.name for member in house.members}:
            name = person_name(self.random, sex, born_on.year)
        person = DemoPerson(
            id=self._ids.next(born_on),
            name=name,
            sex=sex,
            born_on=born_on,
            role=role,
            marital_status=marital,
        )
        house.members.append(person)
        return person

    def give_nik(self, person: DemoPerson, house: Household, today: date) -> None:
        """A NIK of the right form; many babies and a few old people have none yet."""
        age_days = (today - person.born_on).days
        missing = 0.45 if age_days < 180 else 0.08 if age_days < 730 else 0.03 if age_days > 70 * 365 else 0.004
        if self.random.random() < missing:
            return
        region = OTHER_REGION_CODE if house.moved_in_on and person.born_on < house.moved_in_on else REGION_CODE
        person.nik = self._number(region, person.born_on, 40 if person.sex is Sex.FEMALE else 0)

    def _number(self, region: str, on: date, added_to_day: int) -> str:
        stem = f"{region}{on.day + added_to_day:02d}{on:%m%y}"
        number = f"{stem}{self.random.randrange(1, 80):04d}"
        while number in self._given:
            number = f"{stem}{self.random.randrange(1, 10_000):04d}"
        self._given.add(number)
        return number
