"""What happens in families of the demo: twins, a nameless baby, a widow, a split card, a return, pregnancies, doubles.

Everything is done by the life events that a kader uses, on days of the past.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from core.services.demo_village.ids import SeededIds
from core.services.demo_village.people import DemoPerson, Household, Registrar
from core.services.life_events import card_split, died, moved_away, returned
from core.store.unit_of_work import UnitOfWork
from core.words.age import age_days, completed_years
from core.words.people import FamilyRole, LifeStatus, Sex

STORIES_FROM = 50
"""The smallest village in which all of this is planted for certain."""
_UNDER_FIVE_DAYS = 5 * 366
_COUPLE = {FamilyRole.HEAD, FamilyRole.WIFE}


@dataclass(frozen=True, slots=True)
class FamilyStory:
    """A deed of the past in one house: on which day, in which words, and what a kader did."""

    house: Household
    on: date
    sentence: str
    act: Callable[[UnitOfWork], object]


@dataclass(frozen=True, slots=True)
class Expecting:
    """An open pregnancy of the demo."""

    house: Household
    mother: DemoPerson
    opened_on: date
    hpht_on: date | None
    usg_due_on: date | None
    gravida: int


def plant_children(registrar: Registrar, houses: list[Household], today: date) -> None:
    """Twins, and a newborn who has neither a NIK nor a name of its own yet."""
    toddler = next(_children(houses, today, range(200, 1_200)), None)
    if toddler is not None:
        house, child = toddler
        twin = registrar.person(house, registrar.random.choice(list(Sex)), child.born_on, FamilyRole.CHILD)
        twin.birth_order, twin.mother, twin.father = child.birth_order, child.mother, child.father
        twin.mother_name, twin.father_name = child.mother_name, child.father_name
        registrar.give_nik(twin, house, today)
    newborn = next(_children(houses, today, range(8, 360)), None)
    if newborn is not None and newborn[1].mother is not None:
        newborn[1].nik, newborn[1].name = None, f"Bayi Ny. {newborn[1].mother.name}"


def family_stories(houses: list[Household], first_day: date, last_day: date, today: date) -> list[FamilyStory]:
    """A widow, a family that went and came back, and a card that is split, each in a house of its own."""
    free = [house for house in houses if _is_settled(house)]
    found: list[FamilyStory] = []
    for tell in (_widow, _return, _split):
        for house in free:
            told = tell(house, first_day, last_day, today)
            if told:
                found += told
                free.remove(house)
                break
    return found


def doubles(houses: list[Household], ids: SeededIds, today: date) -> Iterator[tuple[Household, DemoPerson, date]]:
    """A child and a mother who were written down a second time: house, the double, and on which day."""
    settled = [house for house in houses if _is_settled(house)]
    child = next(_children(settled[::-1], today, range(700, 1_600)), None)
    mother = next(
        ((house, one) for house in settled[::-1] for one in house.members if one.role is FamilyRole.WIFE), None
    )
    for number, known in enumerate((child, mother)):
        if known is not None:
            house, person = known
            on = today - timedelta(days=12 + 3 * number)
            twice = DemoPerson(ids.next(on), respelt(person.name), person.sex, person.born_on, person.role)
            twice.marital_status, twice.mother_name = person.marital_status, person.mother_name
            yield house, twice, on


def respelt(name: str) -> str:
    """The same name as another kader writes it."""
    for usual, other in (("Muhammad", "Moh."), ("Siti", "St."), ("u", "oe"), ("y", "j"), ("a", "aa")):
        if usual in name:
            return name.replace(usual, other, 1)
    return f"{name} {name[:1]}."


def expecting(random: Random, houses: list[Household], first_day: date, today: date) -> list[Expecting]:
    """About one young wife in eight carries a child, known by the last period or by an ultrasound."""
    found: list[Expecting] = []
    for house in houses:
        mother = next((one for one in house.members if one.role is FamilyRole.WIFE), None)
        if mother is None or not _is_settled(house) or not _can_expect(mother, house, today):
            continue
        days, is_by_usg = random.randrange(60, 250), random.random() < 0.3
        if random.random() < 0.125 or not found:
            began_on = today - timedelta(days=days)
            opened_on = max(first_day, began_on + timedelta(days=45))
            due_on = began_on + timedelta(days=280) if is_by_usg else None
            children = sum(child.mother is mother for child in house.members)
            hpht_on = None if is_by_usg else began_on
            found.append(Expecting(house, mother, min(opened_on, today), hpht_on, due_on, children + 1))
    return found


def _can_expect(mother: DemoPerson, house: Household, today: date) -> bool:
    youngest = min((age_days(one.born_on, today) for one in house.members if one.mother is mother), default=9_999)
    return 19 <= completed_years(mother.born_on, today) <= 39 and youngest > 500


def _children(houses: list[Household], today: date, ages: range) -> Iterator[tuple[Household, DemoPerson]]:
    for house in houses:
        if _is_settled(house):
            for person in house.members:
                is_child = person.role is FamilyRole.CHILD and person.mother is not None
                if is_child and age_days(person.born_on, today) in ages:
                    yield house, person


def _is_settled(house: Household) -> bool:
    """Nobody of the house came, left or died in the ordinary course of the demo."""
    return house.moved_in_on is None and all(one.status is LifeStatus.ALIVE for one in house.members)


def _widow(house: Household, first_day: date, last_day: date, today: date) -> list[FamilyStory]:
    """An old man dies; his wife becomes head of the family and a widow."""
    head, wife = (next((one for one in house.members if one.role is role), None) for role in _HEAD_AND_WIFE)
    if head is None or wife is None or completed_years(head.born_on, today) < 60:
        return []
    on = first_day + (last_day - first_day) / 2
    form = died.DiedForm(head.id, on, (wife.id,))
    return [FamilyStory(house, on, f"Mencatat meninggal: {head.name}", lambda uow: died.do(uow, form, today))]


_HEAD_AND_WIFE = (FamilyRole.HEAD, FamilyRole.WIFE)


def _return(house: Household, first_day: date, last_day: date, today: date) -> list[FamilyStory]:
    """A whole family moves to the city and is back some months later; only one without small children."""
    is_small = any(age_days(one.born_on, first_day) < _UNDER_FIVE_DAYS for one in house.members)
    if is_small or len(house.members) < 3 or not {one.role for one in house.members} >= _COUPLE:
        return []
    span = last_day - first_day
    left_on, back_on = first_day + span / 4, first_day + span * 3 / 4
    away = moved_away.MovedAwayForm(house.id, left_on, destination="kota")
    back = returned.ReturnedForm(house.id, back_on)
    head = house.members[0].name
    return [
        FamilyStory(house, left_on, f"Mencatat pindah: {head}", lambda uow: moved_away.do(uow, away, today)),
        FamilyStory(house, back_on, f"Mencatat kembali: {head}", lambda uow: returned.do(uow, back, today)),
    ]


def _split(house: Household, _first_day: date, last_day: date, today: date) -> list[FamilyStory]:
    """A married daughter, her husband and their children get a card of their own and stay in the house."""
    husband = next((one for one in house.members if one.role is FamilyRole.SON_IN_LAW), None)
    if husband is None:
        return []
    young = [one for one in house.members if one.father is husband]
    daughters = {one.mother.id: one.mother for one in young if one.mother is not None}
    leaving = [husband, *daughters.values(), *young]
    on = min(today, last_day + timedelta(days=1))
    form = card_split.CardSplitForm(house.id, tuple(one.id for one in leaving), husband.id, on)
    return [FamilyStory(house, on, f"Memecah KK: {husband.name}", lambda uow: card_split.do(uow, form, today))]
