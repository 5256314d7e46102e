"""The register at the size of a sub-district: pages and lists at 1,000, 10,000 and 100,000 people (3,000,000 measures).

Every question is asked as the window asks it, each time for somebody else; limits are the 95th percentile of processor
time, wall time stands beside it. The curve over the three sizes shows what grows with the register and what does not.
BUKU_BENCH_FOLDER keeps the built registers for the next run. Arguments: [people …]
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also started as a plain script

from sqlalchemy import select

from benchmarks.living_village import TODAY, build
from core.clock import Clock
from core.services.growth.measuring import growth_history
from core.services.people.life_story import family_page, person_story
from core.services.people.people_filters import EVERYBODY, PeopleFilter
from core.services.people.people_lists import ORDERS, Place, count_people, filtered_people
from core.services.people.people_search import search, warm_up
from core.services.register import Register, open_register
from core.store.people import Family, Person
from core.words.life_stage import LifeStage

SIZES, QUESTIONS, LISTINGS = (1_000, 10_000, 100_000), 100, 10
SEARCH_MS, PAGE_MS, LIST_MS = 50.0, 100.0, 150.0
BALITA, LATE = PeopleFilter(is_under_five=True), PeopleFilter(is_under_five=True, has_not_come=True)
LISTS: dict[str, tuple[PeopleFilter, str]] = {
    "everybody by name": (EVERYBODY, "name"),
    "everybody by dusun": (EVERYBODY, "dusun"),
    "everybody by age": (EVERYBODY, "age"),
    "one posyandu by dusun": (PeopleFilter(posyandu_id="posyandu-0"), "dusun"),
    "one dusun": (PeopleFilter(dusun="Krajan 1"), "name"),
    "under-fives": (BALITA, "name"),
    "under-fives by age": (BALITA, "age"),
    "under-fives not come this month": (LATE, "dusun"),
    "grown up": (PeopleFilter(stage=LifeStage.ADULT), "name"),
    "grown up by dusun": (PeopleFilter(stage=LifeStage.ADULT), "dusun"),
    "pregnant": (PeopleFilter(stage=LifeStage.PREGNANT), "name"),
    "without NIK": (PeopleFilter(has_no_nik=True), "name"),
}
COUNTS = {"everybody": EVERYBODY, "under-fives": BALITA, "grown up": PeopleFilter(stage=LifeStage.ADULT)}
Times = list[tuple[float, float]]


def opened(folder: Path, people: int) -> Register:
    """The register of that size, built when it is not there yet."""
    place = folder / f"living-{people}.db"
    is_new = not place.exists()
    register = open_register(str(place), clock=Clock(TODAY))
    if is_new:
        start = time.perf_counter()
        rows = build(register, people)
        print(f"living_register: {people} people, {rows} measures built in {time.perf_counter() - start:.0f} s")
    return register


def timed(works: list[Callable[[], object]]) -> Times:
    """Milliseconds of each work: of the processor, and on the wall."""
    times = []
    for work in works:
        start, begun = time.perf_counter(), time.thread_time()
        work()
        times.append(((time.thread_time() - begun) * 1000, (time.perf_counter() - start) * 1000))
    return times


def questions(register: Register, people: int) -> dict[str, list[Callable[[], object]]]:
    """What the window asks about somebody: 100 people and families drawn from the whole register."""
    rng = random.Random(5)
    with register.reading() as session:
        numbers = [f"p{rng.randrange(people):07d}" for _ in range(QUESTIONS)]
        persons = list(session.execute(select(Person.id, Person.name, Person.nik).where(Person.id.in_(numbers))))
        families = list(session.scalars(select(Family.id)))
    typed = [_typed(number % 4, name, nik or name) for number, (_id, name, nik) in enumerate(persons)]
    return {
        "search": [partial(search, register, text) for text in typed],
        "person page": [partial(person_story, register, row.id) for row in persons],
        "growth of a person": [partial(growth_history, register, row.id) for row in persons],
        "family page": [partial(family_page, register, id_) for id_ in rng.sample(families, QUESTIONS)],
    }


def _typed(way: int, name: str, nik: str) -> str:
    return (name[:3], name.lower(), " ".join(word[:3] for word in name.split()), nik[-6:])[way]


def measure(register: Register, people: int) -> list[tuple[str, float, Times]]:
    """(what, its limit, times) of every question and list."""
    warm_up(register)
    asked = questions(register, people)
    rows = [(name, SEARCH_MS if name == "search" else PAGE_MS, timed(works)) for name, works in asked.items()]
    for name, (wanted, order) in LISTS.items():
        rows.append((f"list: {name}", LIST_MS, timed([_listing(register, wanted, order)] * LISTINGS)))
    for order in ORDERS:
        middle = _scrolled(register, order, people // 2)
        rows.append((f"list: scrolled to the middle by {order}", LIST_MS, timed([middle] * LISTINGS)))
    for name, wanted in COUNTS.items():
        rows.append((f"counted beside: {name}", LIST_MS, timed([partial(count_people, register, wanted)] * LISTINGS)))
    return rows


def _listing(register: Register, wanted: PeopleFilter, order: str, after: Place | None = None) -> Callable[[], object]:
    return lambda: filtered_people(register, wanted, order=order, after=after)


def _scrolled(register: Register, order: str, rows: int) -> Callable[[], object]:
    """The page behind so many rows, whose place is found once, not measured."""
    after = filtered_people(register, order=order, limit=rows).after
    return _listing(register, EVERYBODY, order, after)


def main(arguments: list[str]) -> int:
    """Print the curve; exit 1 when a limit is not met at any size."""
    sizes = [int(argument) for argument in arguments] or list(SIZES)
    found: dict[str, dict[int, Times]] = {}
    limits: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(os.environ.get("BUKU_BENCH_FOLDER", scratch))
        for people in sizes:
            register = opened(folder, people)
            for name, limit, times in measure(register, people):
                key = name.split(" (")[0]
                found.setdefault(key, {})[people], limits[key] = times, limit
            register.close()
    too_slow = 0
    for name, by_size in found.items():
        curve = "; ".join(f"{size}: {_p95(times, 0):.1f} ({_p95(times, 1):.1f})" for size, times in by_size.items())
        is_late = any(_p95(times, 0) > limits[name] for times in by_size.values())
        too_slow += is_late
        print(f"living_register: {name}: {curve} ms, limit {limits[name]:.0f}{' TOO SLOW' if is_late else ''}")
    return 1 if too_slow else 0


def _p95(times: Times, place: int) -> float:
    ordered = sorted(one[place] for one in times)
    return ordered[max(0, int(len(ordered) * 0.95) - 1)]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
