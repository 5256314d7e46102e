"""Double entries: milliseconds to recognise who is typed, beside scoring the whole village; seconds of the queue.

Seeded villages of growing size show that recognising does not grow with the register and that the queue grows with it,
not with its square. Arguments: [people]
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import aliased

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also started as a plain script

from benchmarks.name_search import TODAY, build
from core.clock import Clock
from core.rules.likeness import Identity, likeness
from core.services.people.duplicates import duplicate_queue, possible_duplicates
from core.services.register import Register, open_register
from core.store.people import Person

PEOPLE, TYPED, LIMIT_MS = 100_000, 100, 30.0
Facts = tuple[str, date, str]


def typed_again(register: Register, people: int) -> list[Facts]:
    """Name, birth date and mother of people who are in the register, one letter of the name doubled."""
    rng, mother = random.Random(5), aliased(Person)
    ids = [f"person-{rng.randrange(people)}" for _ in range(TYPED)]
    facts = select(Person.name, Person.born_on, mother.name).outerjoin(mother, mother.id == Person.mother_id)
    with register.reading() as session:
        rows = session.execute(facts.where(Person.id.in_(ids))).all()
    return [(f"{name[:2]}{name[1:]}", born_on, mother_name or "") for name, born_on, mother_name in rows]


def whole_village(register: Register, facts: Facts) -> int:
    """The plain way: everybody is read and scored."""
    mother, typed = aliased(Person), Identity(*facts)
    everybody = select(Person.name, Person.born_on, mother.name).outerjoin(mother, mother.id == Person.mother_id)
    with register.reading() as session:
        rows = session.execute(everybody).all()
    return sum(likeness(typed, Identity(name, born_on, its or "")).is_likely for name, born_on, its in rows)


def milliseconds(work: Callable[[Facts], object], typed: list[Facts]) -> list[float]:
    """How long each takes."""
    times = []
    for facts in typed:
        start = time.perf_counter()
        work(facts)
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def measure(people: int, *, with_plain: bool) -> float:
    """Print the numbers of one size; gives the 95th percentile of recognising in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        register = open_register(str(Path(folder) / "ganda.db"), clock=Clock(TODAY))
        build(register, people)
        typed = typed_again(register, people)
        possible_duplicates(register, *typed[0])
        ours = milliseconds(lambda facts: possible_duplicates(register, *facts), typed)
        found = sum(bool(possible_duplicates(register, *facts)) for facts in typed)
        plain = milliseconds(lambda facts: whole_village(register, facts), typed[:3]) if with_plain else []
        start = time.perf_counter()
        pairs = duplicate_queue(register)
        queue_s = time.perf_counter() - start
        register.close()
    p95 = ours[int(len(ours) * 0.95) - 1]
    middle = statistics.median(ours)
    print(f"duplicates: {people} people: recognised {found} of {len(typed)}, median {middle:.1f} ms, p95 {p95:.1f} ms")
    print(f"duplicates: {people} people: queue of {len(pairs)} pairs in {queue_s:.1f} s")
    if plain:
        ratio = middle / statistics.median(plain)
        print(f"duplicates: scoring the whole village takes {statistics.median(plain):.0f} ms; ours {ratio:.4f} of it")
    return p95


def main(arguments: list[str]) -> int:
    """Measure three sizes; exit 1 when recognising takes longer than the limit at the largest."""
    people = int(arguments[0]) if arguments else PEOPLE
    for size in (people // 100, people // 10):
        measure(size, with_plain=False)
    p95 = measure(people, with_plain=True)
    print(f"duplicates: p95 {p95:.1f} ms (limit {LIMIT_MS:.0f} ms)")
    return 0 if p95 < LIMIT_MS else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
