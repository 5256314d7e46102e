"""The invented past as deeds in the order in which a village writes it down, each with its rows."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.services.demo_village import places
from core.services.demo_village.children import DemoChild
from core.services.demo_village.day_deeds import DayTeller, dose_row, equipment_told
from core.services.demo_village.deeds import Deed, Inserts, Row, local_hour
from core.services.demo_village.doses import DemoDose, DemoDoses
from core.services.demo_village.family_stories import Expecting, FamilyStory
from core.services.demo_village.ids import SeededIds
from core.services.demo_village.people import DemoPerson, Household
from core.services.demo_village.recent_days import RecentDay
from core.services.demo_village.visits import DemoVisit
from core.store.immunizations import VaccineDose
from core.store.people import Family, FamilyMember, Person
from core.store.places import Posyandu, Village
from core.store.pregnancies import Pregnancy
from core.store.registers import Setting
from core.store.visits import Measurement, PosyanduDay
from core.words.people import FamilyRole, LifeStatus
from core.words.periods import date_words


@dataclass(frozen=True, slots=True)
class DemoVillage:
    """Everything invented, before it is written: households, children, visits, and the days of each posyandu."""

    ids: SeededIds
    houses: list[Household]
    children: list[DemoChild]
    visits: list[DemoVisit]
    sessions: list[tuple[date, ...]]
    first_day: date
    today: date
    stories: list[FamilyStory] = field(default_factory=list)
    doubles: list[tuple[Household, DemoPerson, date]] = field(default_factory=list)
    expecting: list[Expecting] = field(default_factory=list)
    recent: list[RecentDay] = field(default_factory=list)
    doses: DemoDoses = field(default_factory=DemoDoses)


class Chronicle:
    """Tells the past of a village, from the first import to its last posyandu day."""

    def __init__(self, village: DemoVillage) -> None:
        """Prepare the ids of the places and the day on which each newborn was written down."""
        self._village, self._ids = village, village.ids
        self._houses, self._first_day = village.houses, village.first_day
        self._village_id = self._ids.next(self._first_day)
        self._posyandu_ids = [self._ids.next(self._first_day) for _ in places.POSYANDU]
        self._newborn = self._registration_days()
        people = [(house, person.id) for house in village.houses for person in house.members]
        self._homes = {person_id: house.posyandu for house, person_id in people}
        self._came_on = {person_id: house.moved_in_on for house, person_id in people if house.moved_in_on is not None}

    def deeds(self) -> list[Deed]:
        """All deeds, earliest first."""
        deeds = [self._found(), self._first_import(), *self._moves_in(), *self._births(), *self._farewells()]
        deeds += [*self._days(), *self._home_visits(), *self._stories(), *self._doubles(), *self._expecting()]
        deeds += [equipment_told(self._ids, self._posyandu_ids, self._first_day), *self._copied_doses()]
        return sorted(deeds, key=lambda deed: (deed.at, deed.sentence))

    def _found(self) -> Deed:
        village = {
            "id": self._village_id,
            "name": places.VILLAGE,
            "district": places.DISTRICT,
            "regency": places.REGENCY,
            "province": places.PROVINCE,
            "puskesmas": places.PUSKESMAS,
        }
        units = [
            {"id": id_, "village_id": self._village_id, "name": unit.name, "address": f"Dusun {unit.hamlets[0]}"}
            for id_, unit in zip(self._posyandu_ids, places.POSYANDU, strict=True)
        ]
        names = {"bidan_name": places.MIDWIFE, "coordinator_name": places.COORDINATOR}
        settings = [{"id": key, "value": json.dumps(name)} for key, name in names.items()]
        deed = Deed(local_hour(self._first_day, 9), places.VILLAGE_CLERK, f"Menyiapkan register {places.VILLAGE}")
        deed.inserts = [(Village, [village]), (Posyandu, units), (Setting, settings)]
        return deed

    def _first_import(self) -> Deed:
        houses = [house for house in self._houses if house.moved_in_on is None]
        people = sum(person.id not in self._newborn for house in houses for person in house.members)
        deed = Deed(local_hour(self._first_day, 10), places.VILLAGE_CLERK, f"Mengimpor data warga: {people} orang")
        deed.inserts = self._family_rows(houses, self._first_day)
        return deed

    def _moves_in(self) -> Iterator[Deed]:
        for house in self._houses:
            if house.moved_in_on is not None:
                sentence = f"Mencatat pindah datang: keluarga {_head(house)}"
                deed = Deed(local_hour(house.moved_in_on, 9), self._kader(house), sentence)
                deed.inserts = self._family_rows([house], house.moved_in_on)
                yield deed

    def _births(self) -> Iterator[Deed]:
        for house in self._houses:
            for person in house.members:
                if person.id in self._newborn:
                    on = self._newborn[person.id]
                    deed = Deed(local_hour(on, 8), self._kader(house), f"Mendaftarkan anak: {person.name}")
                    member = self._member_row(house, person, person.born_on)
                    deed.inserts = [(Person, [_person_row(person)]), (FamilyMember, [member])]
                    yield deed

    def _farewells(self) -> Iterator[Deed]:
        for house in self._houses:
            moved = [person for person in house.members if person.status is LifeStatus.MOVED_AWAY]
            dead = [person for person in house.members if person.status is LifeStatus.DEAD]
            if moved:
                yield self._farewell(house, moved, f"Mencatat pindah: keluarga {_head(house)}")
            for person in dead:
                yield self._farewell(house, [person], f"Mencatat meninggal: {person.name}")

    def _farewell(self, house: Household, people: list[DemoPerson], sentence: str) -> Deed:
        on = people[0].status_changed_on or self._first_day
        return Deed(local_hour(on, 14), self._kader(house), sentence, gone=people)

    def _stories(self) -> Iterator[Deed]:
        for story in self._village.stories:
            yield Deed(local_hour(story.on, 13), self._kader(story.house), story.sentence, act=story.act)

    def _doubles(self) -> Iterator[Deed]:
        for house, person, on in self._village.doubles:
            deed = Deed(local_hour(on, 10), self._kader(house), f"Mendaftarkan anak: {person.name}")
            if person.role is FamilyRole.WIFE:
                deed.sentence = f"Mendaftarkan {person.name}"
            # Whoever wrote the double did not look for the family card: so it stands in a family of its own.
            family = self._home_row(house) | {"id": self._ids.next(on), "kk_number": None}
            member = self._member_row(house, person, on) | {"family_id": family["id"]}
            deed.inserts = [(Family, [family]), (Person, [_person_row(person)]), (FamilyMember, [member])]
            yield deed

    def _expecting(self) -> Iterator[Deed]:
        for one in self._village.expecting:
            row = {"id": self._ids.next(one.opened_on), "mother_id": one.mother.id, "opened_on": one.opened_on}
            row |= {"hpht_on": one.hpht_on, "usg_due_on": one.usg_due_on, "gravida": one.gravida}
            deed = Deed(local_hour(one.opened_on, 12), self._kader(one.house), f"Mencatat kehamilan {one.mother.name}")
            deed.inserts = [(Pregnancy, [row])]
            yield deed

    def _days(self) -> Iterator[Deed]:
        came: dict[tuple[int, date], list[DemoVisit]] = defaultdict(list)
        for visit in self._village.visits:
            if visit.session_on is not None:
                came[visit.child.house.posyandu, visit.session_on].append(visit)
        recent = {(day.posyandu, day.on): day for day in self._village.recent}
        for number, unit in enumerate(places.POSYANDU):
            for on in self._village.sessions[number]:
                visits = came[number, on]
                deed = Deed(local_hour(on, 11), unit.kader, f"Hari buka Posyandu {unit.name}, {date_words(on)}: ")
                deed.sentence += f"{len(visits)} anak ditimbang"
                if (number, on) in recent:
                    yield from self._recent_day(recent[number, on], deed, visits)
                    continue
                day = {"id": self._ids.next(on), "posyandu_id": self._posyandu_ids[number], "held_on": on}
                rows = [self._visit_row(visit, str(day["id"])) for visit in visits]
                deed.inserts = [(PosyanduDay, [day]), (Measurement, rows)]
                yield deed

    def _recent_day(self, day: RecentDay, deed: Deed, visits: list[DemoVisit]) -> Iterator[Deed]:
        """One of the last days, with everything that was written down in its five steps."""
        teller = DayTeller(self._ids, self._posyandu_ids[day.posyandu], day, self._village.doses)
        yield teller.prepared()
        rows = [self._visit_row(visit, teller.day_id) for visit in visits]
        copied = [dose_row(self._ids, dose) for dose in self._doses_brought(day)]
        deed.inserts = [(Measurement, rows), (VaccineDose, copied), *teller.held()]
        deed.sentence += f", {len(day.seen) - len(visits)} warga lain diperiksa"
        yield deed
        yield from teller.closed()
        yield from teller.answered(self._village.today)

    def _copied_doses(self) -> Iterator[Deed]:
        """Before the last days begin, the kader copy every Buku KIA that they know."""
        for number, unit in enumerate(places.POSYANDU):
            on = self._copied_on(number)
            doses = [dose for dose in self._old_doses(number) if self._known_on(dose) <= on]
            people = len({dose.person.id for dose in doses})
            deed = Deed(local_hour(on, 16), unit.kader, f"Menyalin imunisasi {people} orang dari Buku KIA")
            deed.inserts = [(VaccineDose, [dose_row(self._ids, dose) for dose in doses])]
            if doses:
                yield deed

    def _doses_brought(self, day: RecentDay) -> list[DemoDose]:
        """Doses in the books of those who were written down later, on the first day on which they are seen."""
        first: dict[str, date] = {}
        for one in self._village.recent:
            for seen in one.seen:
                first.setdefault(seen.person.id, one.on)
        late = [dose for dose in self._old_doses(day.posyandu) if self._known_on(dose) > self._copied_on(day.posyandu)]
        return [dose for dose in late if first.get(dose.person.id) == day.on]

    def _old_doses(self, posyandu: int) -> list[DemoDose]:
        return [
            dose for dose in self._village.doses.given if not dose.is_here and self._homes[dose.person.id] == posyandu
        ]

    def _known_on(self, dose: DemoDose) -> date:
        return self._newborn.get(dose.person.id, self._came_on.get(dose.person.id, self._first_day))

    def _copied_on(self, posyandu: int) -> date:
        days = [day.on for day in self._village.recent if day.posyandu == posyandu]
        return min(days) - timedelta(days=5)

    def _home_visits(self) -> Iterator[Deed]:
        for visit in self._village.visits:
            if visit.session_on is None:
                house, person = visit.child.house, visit.child.person
                came = house.moved_in_on if visit.is_outside_history else None
                what = "Menyalin timbangan dari Buku KIA" if came else "Menimbang di rumah"
                deed = Deed(local_hour(came or visit.measured_on, 15), self._kader(house), f"{what}: {person.name}")
                deed.inserts = [(Measurement, [self._visit_row(visit, None)])]
                yield deed

    def _family_rows(self, houses: Iterable[Household], on: date) -> Inserts:
        families, people, members = [], [], []
        for house in houses:
            families.append(self._home_row(house))
            for person in house.members:
                if person.id not in self._newborn:
                    people.append(_person_row(person, on))
                    members.append(self._member_row(house, person, house.moved_in_on))
        return [(Family, families), (Person, people), (FamilyMember, members)]

    def _home_row(self, house: Household) -> Row:
        home = {name: getattr(house, name) for name in ("id", "kk_number", "address", "dusun", "rw", "rt")}
        return home | {"posyandu_id": self._posyandu_ids[house.posyandu]}

    def _member_row(self, house: Household, person: DemoPerson, from_on: date | None) -> Row:
        return {
            "id": self._ids.next(from_on or self._first_day),
            "family_id": house.id,
            "person_id": person.id,
            "role": person.role,
            "from_on": from_on,
        }

    def _visit_row(self, visit: DemoVisit, day_id: str | None) -> Row:
        return {
            "id": self._ids.next(visit.measured_on),
            "person_id": visit.child.person.id,
            "posyandu_id": None if visit.is_outside_history else self._posyandu_ids[visit.child.house.posyandu],
            "day_id": day_id,
        } | {name: getattr(visit, name) for name in _VISIT_COLUMNS}

    def _registration_days(self) -> dict[str, date]:
        """For each child born since: its first posyandu day, or a week after birth when it has not come yet."""
        first = dict[str, date]()
        for visit in self._village.visits:
            person_id = visit.child.person.id
            first[person_id] = min(first.get(person_id, visit.measured_on), visit.measured_on)
        days = {}
        for child in self._village.children:
            person, came = child.person, child.house.moved_in_on or self._first_day
            if person.born_on > came:
                on = first.get(person.id, person.born_on + timedelta(days=7))
                days[person.id] = min(on, person.status_changed_on or on, self._village.today)
        return days

    def _kader(self, house: Household) -> str:
        return places.POSYANDU[house.posyandu].kader


_VISIT_COLUMNS = [
    "measured_on",
    "weight_g",
    "length_mm",
    "posture",
    "head_mm",
    "muac_mm",
    "has_oedema",
    "is_outside_history",
    "breastfeeding",
    "vitamin_a",
    "is_referred",
    "follow_up_note",
    "confirmation_reason",
    "note",
]
_PERSON_COLUMNS = [
    "id",
    "name",
    "nik",
    "sex",
    "born_on",
    "is_birth_date_approximate",
    "occupation_code",
    "marital_status",
    "mother_name",
    "father_name",
    "birth_weight_g",
    "birth_length_mm",
    "birth_order",
    "gestation_weeks",
    "kia_book_on",
]


def _person_row(person: DemoPerson, written_on: date | None = None) -> Row:
    row = {name: getattr(person, name) for name in _PERSON_COLUMNS}
    row["birth_date_known_on"] = written_on if person.is_birth_date_approximate else None
    row["mother_id"] = person.mother.id if person.mother else None
    row["father_id"] = person.father.id if person.father else None
    row["mother_nik"] = person.mother.nik if person.mother else None
    row["father_nik"] = person.father.nik if person.father else None
    return row


def _head(house: Household) -> str:
    return house.members[0].name
