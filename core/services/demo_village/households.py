"""The invented households: young couples, big families, three generations under one roof, mothers alone, the old."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from core.services.demo_village.family_stories import STORIES_FROM, plant_children
from core.services.demo_village.ids import SeededIds
from core.services.demo_village.people import DemoPerson, Household, Registrar
from core.services.demo_village.places import POSYANDU, STREETS
from core.words.age import completed_years
from core.words.people import FamilyRole, LifeStatus, MaritalStatus, Sex

_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of household: how common, age of the mother (years), how many children with which weight."""

    share: int
    mother_ages: tuple[int, int]
    children: tuple[int, ...]
    has_husband: bool = True


_YOUNG = _Kind(40, (19, 32), (20, 50, 30))
_MIDDLE = _Kind(36, (33, 49), (4, 26, 42, 22, 6))
_GROWN = _Kind(16, (48, 64), (10, 40, 40, 10))
_ALONE = _Kind(7, (20, 42), (0, 70, 30), has_husband=False)
_OLD = _Kind(10, (62, 84), (100,))
_KINDS = (_YOUNG, _MIDDLE, _GROWN, _ALONE, _OLD)
_FATHER_WORK = (("9", 34), ("20", 20), ("19", 16), ("15", 12), ("88", 12), ("5", 3), ("1", 3))
_MOTHER_WORK = (("2", 66), ("9", 10), ("20", 6), ("15", 7), ("88", 8), ("5", 3))


def make_households(random: Random, ids: SeededIds, families: int, first_day: date, today: date) -> list[Household]:
    """`families` households as they stand today; some came or left, and some of the old died, since `first_day`."""
    registrar = Registrar(random, ids)
    houses = []
    for number in range(families):
        kind = random.choices(_KINDS, [kind.share for kind in _KINDS])[0]
        house = registrar.household(_issued_on(random, today), _place(random, number))
        _fill(registrar, house, kind, today)
        _come_and_go(random, house, kind, first_day, today)
        for person in house.members:
            registrar.give_nik(person, house, today)
        houses.append(house)
    if families >= STORIES_FROM:
        plant_children(registrar, houses, today)
    return houses


def _issued_on(random: Random, today: date) -> date:
    return today - timedelta(days=random.randrange(30, 15 * 365))


def _place(random: Random, number: int) -> tuple[int, str, str, str, str]:
    posyandu = number % len(POSYANDU)
    hamlets = POSYANDU[posyandu].hamlets
    hamlet = random.randrange(len(hamlets))
    rw = posyandu * len(hamlets) + hamlet + 1
    address = f"Jl. {random.choice(STREETS)} No. {random.randrange(1, 90)}"
    return posyandu, hamlets[hamlet], f"{rw:03d}", f"{random.randrange(1, 5):03d}", address


def _fill(registrar: Registrar, house: Household, kind: _Kind, today: date) -> None:
    random = registrar.random
    mother_age = random.uniform(*kind.mother_ages)
    father = None
    widowed = kind is _OLD and random.random() < 0.4
    if kind.has_husband and not widowed:
        born_on = _birthday(random, mother_age + random.uniform(-1.0, 8.0), today)
        father = registrar.person(house, Sex.MALE, born_on, FamilyRole.HEAD, MaritalStatus.MARRIED)
        father.occupation_code = _work(random, _FATHER_WORK)
    mother = _mother(registrar, house, mother_age, today, father=father, widowed=widowed)
    _children(registrar, house, (mother, father), random.choices(range(len(kind.children)), kind.children)[0], today)
    if kind is _GROWN and random.random() < 0.5:
        _daughters_family(registrar, house, (mother, father), today)
    if kind in (_YOUNG, _MIDDLE, _ALONE) and random.random() < 0.16:
        _grandparent(registrar, house, mother, today)


def _mother(
    registrar: Registrar, house: Household, age: float, today: date, *, father: DemoPerson | None, widowed: bool
) -> DemoPerson:
    random = registrar.random
    alone = MaritalStatus.WIDOWED if widowed or random.random() < 0.3 else MaritalStatus.DIVORCED
    role, marital = (FamilyRole.WIFE, MaritalStatus.MARRIED) if father else (FamilyRole.HEAD, alone)
    mother = registrar.person(house, Sex.FEMALE, _birthday(random, age, today), role, marital)
    mother.occupation_code = _work(random, _MOTHER_WORK)
    mother.is_birth_date_approximate = age > 65 and random.random() < 0.3
    return mother


def _children(
    registrar: Registrar,
    house: Household,
    parents: tuple[DemoPerson, DemoPerson | None],
    count: int,
    today: date,
) -> None:
    random, (mother, father) = registrar.random, parents
    mother_years = (today - mother.born_on).days / _YEAR
    at_birth = random.uniform(19.0, 27.0)
    for order in range(1, count + 1):
        if at_birth >= min(mother_years, 44.0):
            break
        child_age = mother_years - at_birth
        at_birth += random.uniform(2.3, 6.0)
        if child_age > 23 and random.random() < 0.7:
            continue  # married out or working in the city
        child = registrar.person(house, random_sex(random), _birthday(random, child_age, today), FamilyRole.CHILD)
        child.birth_order = order
        _link(random, child, mother, father)


def _daughters_family(
    registrar: Registrar, house: Household, grandparents: tuple[DemoPerson, DemoPerson | None], today: date
) -> None:
    """A married daughter with her husband and child in the house of her parents: three generations on one KK."""
    random, (grandmother, grandfather) = registrar.random, grandparents
    age = min(random.uniform(21.0, 33.0), (today - grandmother.born_on).days / _YEAR - 19.0)
    born_on = _birthday(random, age, today)
    daughter = registrar.person(house, Sex.FEMALE, born_on, FamilyRole.CHILD, MaritalStatus.MARRIED)
    daughter.occupation_code = _work(random, _MOTHER_WORK)
    _link(random, daughter, grandmother, grandfather)
    born_on = _birthday(random, age + random.uniform(0.0, 5.0), today)
    husband = registrar.person(house, Sex.MALE, born_on, FamilyRole.SON_IN_LAW, MaritalStatus.MARRIED)
    husband.occupation_code = _work(random, _FATHER_WORK)
    for order, child_age in enumerate(sorted((random.uniform(0.1, 7.0), random.uniform(-4.0, 3.0)), reverse=True), 1):
        if 0 < child_age < age - 18.0:
            born_on = _birthday(random, child_age, today)
            child = registrar.person(house, random_sex(random), born_on, FamilyRole.GRANDCHILD)
            child.birth_order = order
            _link(random, child, daughter, husband)


def _grandparent(registrar: Registrar, house: Household, mother: DemoPerson, today: date) -> None:
    random = registrar.random
    age = (today - mother.born_on).days / _YEAR + random.uniform(20.0, 32.0)
    role = FamilyRole.PARENT_IN_LAW if mother.role is FamilyRole.WIFE else FamilyRole.PARENT
    sex = Sex.FEMALE if random.random() < 0.75 else Sex.MALE
    elder = registrar.person(house, sex, _birthday(random, min(age, 92.0), today), role, MaritalStatus.WIDOWED)
    elder.occupation_code = "1"
    elder.is_birth_date_approximate = random.random() < 0.35


def _link(random: Random, child: DemoPerson, mother: DemoPerson, father: DemoPerson | None) -> None:
    child.mother, child.father = mother, father
    child.mother_name = mother.name
    # Of a mother alone the father's name is often, but not always, in the papers.
    child.father_name = father.name if father else random.choice(("", "Suparman", "Hendra Gunawan", ""))


def _come_and_go(random: Random, house: Household, kind: _Kind, first_day: date, today: date) -> None:
    span = (today - first_day).days - 40
    if span <= 0:
        return
    chance = random.random()
    day = first_day + timedelta(days=random.randrange(20, 20 + span))
    if kind in (_YOUNG, _MIDDLE) and chance < 0.05:
        house.moved_in_on = day
    elif kind in (_YOUNG, _ALONE) and chance < 0.09:
        for person in house.members:
            if person.born_on < day:
                person.status, person.status_changed_on = LifeStatus.MOVED_AWAY, day
        house.members = [person for person in house.members if person.born_on < day]
    for person in house.members:
        is_old = completed_years(person.born_on, today) >= 68 and person.role is not FamilyRole.HEAD
        stayed = person.status is LifeStatus.ALIVE and house.moved_in_on is None
        if is_old and stayed and random.random() < 0.15:
            person.status, person.status_changed_on = LifeStatus.DEAD, day


def _birthday(random: Random, age_years: float, today: date) -> date:
    return today - timedelta(days=max(1, round(age_years * _YEAR) + random.randrange(-3, 4)))


def random_sex(random: Random) -> Sex:
    """A boy a little more often than a girl, as everywhere."""
    return Sex.MALE if random.random() < 0.512 else Sex.FEMALE


def _work(random: Random, kinds: tuple[tuple[str, int], ...]) -> str:
    return random.choices([code for code, _ in kinds], [weight for _, weight in kinds])[0]
