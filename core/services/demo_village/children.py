"""The children of the demo: each with its growth, its way of coming, and for some a story that must be seen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from core.rules.breastfeeding import EXCLUSIVE_MONTHS
from core.services.demo_village.growth_paths import Dip, GrowthPath, ordinary_path
from core.services.demo_village.people import DemoPerson, Household
from core.words.age import completed_months
from core.words.people import LifeStatus


@dataclass(slots=True)
class DemoChild:
    """A child with its path; `comes` is the chance of coming, `story` names what was planted in it."""

    person: DemoPerson
    house: Household
    path: GrowthPath
    random: Random
    comes: float
    only_milk_months: int
    story: str = ""
    faithful_days: set[date] = field(default_factory=set)


def raise_children(seed: int, houses: list[Household], last_day: date, first_day: date) -> list[DemoChild]:
    """Every person who was under five at some time from `first_day` to `last_day`, with growth and birth papers."""
    children = [
        _child(seed, person, house)
        for house in houses
        for person in house.members
        if completed_months(person.born_on, first_day) < 60
    ]
    _plant(Random(f"stories {seed}"), children, last_day)
    for child in children:
        _birth_papers(child)
    return children


def _child(seed: int, person: DemoPerson, house: Household) -> DemoChild:
    random = Random(f"child {seed} {person.id}")
    weeks = random.choice((37, 38, 38, 39, 39, 40, 40)) if random.random() < 0.7 else None
    return DemoChild(
        person=person,
        house=house,
        path=ordinary_path(random, person.sex, person.born_on, weeks),
        random=random,
        comes=min(0.98, max(0.35, random.gauss(0.88, 0.1))),
        only_milk_months=EXCLUSIVE_MONTHS if random.random() < 0.62 else random.randrange(0, EXCLUSIVE_MONTHS),
    )


@dataclass(frozen=True, slots=True)
class _Story:
    """What is planted: in which share of children, between which ages (months), and how."""

    name: str
    share: float
    ages: tuple[int, int]
    plant: Callable[[DemoChild, date], None]
    at_least_from: int = 0
    """The smallest number of under-fives from which one such child is planted for certain."""


def _plant(random: Random, children: list[DemoChild], last_day: date) -> None:
    free = [child for child in children if _is_here_long(child, last_day)]
    random.shuffle(free)
    whole = len(free)
    for story in STORIES:
        number = max(round(story.share * whole), int(whole >= story.at_least_from))
        fitting = [
            child
            for child in free
            if story.ages[0] <= completed_months(child.person.born_on, last_day) <= story.ages[1]
        ]
        for child in fitting[:number]:
            child.story = story.name
            story.plant(child, last_day)
            free.remove(child)


def _is_here_long(child: DemoChild, last_day: date) -> bool:
    person, came = child.person, child.house.moved_in_on
    is_young = 0 <= completed_months(person.born_on, last_day) < 60
    return is_young and person.status is LifeStatus.ALIVE and (came is None or (last_day - came).days > 200)


def _comes_of_late(child: DemoChild, last_day: date, days: int = 160) -> None:
    child.faithful_days = {last_day - timedelta(days=gone) for gone in range(days)}


def _short(child: DemoChild, _last_day: date) -> None:
    child.path.length_level = -2.7
    child.path.weight_level = -1.6


def _very_short(child: DemoChild, _last_day: date) -> None:
    child.path.length_level = -3.5
    child.path.weight_level = -2.3


def _thin(child: DemoChild, last_day: date) -> None:
    child.path.length_level = max(-1.2, min(0.3, child.path.length_level))
    child.path.weight_level = 0.55 * child.path.length_level - 1.9
    _comes_of_late(child, last_day)


def _very_thin(child: DemoChild, last_day: date) -> None:
    child.path.length_level = -0.9
    child.path.weight_level = -3.1
    _comes_of_late(child, last_day)


def _losing(child: DemoChild, last_day: date) -> None:
    age = (last_day - child.person.born_on).days
    child.path.dips = [Dip(age - 130, 1.5, 130, None)]
    _comes_of_late(child, last_day)


def _catching_up(child: DemoChild, last_day: date) -> None:
    age = (last_day - child.person.born_on).days
    child.path.dips = [Dip(age - 300, 1.4, 120, 170)]
    _comes_of_late(child, last_day, 330)


def _fallen(child: DemoChild, last_day: date) -> None:
    age = (last_day - child.person.born_on).days
    child.path.dips = [Dip(age - 330, 1.1, 150, None)]


def _heavy(child: DemoChild, _last_day: date) -> None:
    child.path.length_level = 0.4
    child.path.weight_level = child.random.uniform(1.6, 3.0)


def _early(child: DemoChild, _last_day: date) -> None:
    child.path.gestation_weeks = child.random.randrange(30, 37)


def _swollen(child: DemoChild, last_day: date) -> None:
    child.path.weight_level = -2.6
    _comes_of_late(child, last_day, 40)


def _odd(child: DemoChild, last_day: date) -> None:
    _comes_of_late(child, last_day)


STORIES = (
    _Story("losing", 0.05, (7, 50), _losing),
    _Story("thin", 0.02, (8, 56), _thin),
    _Story("short", 0.07, (10, 58), _short),
    _Story("heavy", 0.035, (6, 58), _heavy),
    _Story("catching up", 0.04, (13, 50), _catching_up),
    _Story("early", 0.04, (1, 30), _early),
    _Story("very thin", 0.005, (9, 40), _very_thin, at_least_from=15),
    _Story("very short", 0.01, (14, 55), _very_short, at_least_from=15),
    _Story("fallen", 0.02, (14, 56), _fallen, at_least_from=20),
    _Story("swollen", 0.0, (12, 50), _swollen, at_least_from=40),
    _Story("shrunk", 0.0, (15, 50), _odd, at_least_from=40),
    _Story("copied", 0.0, (12, 50), _odd, at_least_from=40),
    _Story("leapt", 0.0, (12, 50), _odd, at_least_from=40),
)
"""First come, first served: the stories that every demo must show stand at the top."""


def _birth_papers(child: DemoChild) -> None:
    person, path, random = child.person, child.path, child.random
    if random.random() < 0.95:
        person.birth_weight_g = max(1200, round(path.weight_kg(person.born_on) * 20) * 50)
    if random.random() < 0.85:
        person.birth_length_mm = round(path.length_cm(person.born_on)) * 10
    person.gestation_weeks = path.gestation_weeks
    if random.random() < 0.94:
        late = random.randrange(0, 12) if random.random() < 0.9 else random.randrange(60, 300)
        person.kia_book_on = person.born_on + timedelta(days=late)
