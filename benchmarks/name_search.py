"""Name search over 100,000 people: milliseconds a query, beside a plain LIKE '%…%' scan in the same run.

200 queries as people type them: two letters, unfinished words, old and new spellings, typing mistakes, mother's name,
first and last digits of a NIK. Arguments: [people] [register.db]
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also started as a plain script

from core.clock import Clock
from core.rules.permissions import Action
from core.services.people.people_search import search, warm_up
from core.services.register import Register, open_register
from core.store.people import Family, FamilyMember, Person
from core.words.people import FamilyRole, Sex

PEOPLE, QUERIES, LIMIT_MS = 100_000, 200, 30.0
TODAY = date(2026, 11, 25)
GIRLS = """Siti Aisyah Nur Fatimah Dewi Sri Rina Yanti Ani Wati Lestari Putri Ayu Indah Ratna Sari Fitri Khadijah Zahra
Nabila Salsabila Kartini Sumiyati Suyati Maryam Halimah Rohmah Nurhayati Nurjanah Aminah Wahyuni Yuliana Puspita
Anggraini Rahayu Kusuma Melati Intan Mega Bunga Citra Dian Eka Farida Gita Hasanah Ida Juwita Kurnia Laila"""
BOYS = """Muhammad Ahmad Abdul Budi Agus Joko Slamet Suparman Sutrisno Wahyu Hidayat Rizky Fajar Dimas Bagus Eko Hendra
Irfan Yusuf Ibrahim Ismail Hasan Husein Khoirul Anam Zainal Arifin Syaiful Taufik Rahman Suyono Sujono Cahyono Wijaya
Pratama Saputra Nugroho Setiawan Kurniawan Maulana Iqbal Fadli Gilang Heru Iwan Jamal Kamal Lukman Mansur"""
SHORT = {"Muhammad": "Moh.", "Siti": "St.", "Abdul": "Abd."}
OLD = (("Su", "Soe"), ("Jo", "Djo"), ("Cah", "Tjah"))


def build(register: Register, people: int) -> None:
    """Fill an empty register with families of four, seeded."""
    rng = random.Random(7)
    with register.deed("Membuat warga untuk uji kecepatan", action=Action.REGISTER_PEOPLE) as deed:
        for start in range(0, people, 20_000):
            families, persons, members = [], [], []
            for number in range(start, min(start + 20_000, people), 4):
                family = _family(rng, number)
                families.append(family[0])
                persons += family[1]
                members += family[2]
            deed.insert_many(Family, families)
            deed.insert_many(Person, persons)
            deed.insert_many(FamilyMember, members)


Row = dict[str, Any]


def _family(rng: random.Random, number: int) -> tuple[Row, list[Row], list[Row]]:
    home = f"family-{number}"
    places = {"dusun": f"Dusun {rng.choice(['Krajan', 'Sawah', 'Gunung', 'Pasar'])}", "rt": f"{number % 9 + 1:03d}"}
    family = {"id": home, "kk_number": f"33{number:014d}", "address": "Jalan Melati", "rw": "002", **places}
    persons, members = [], []
    for place, sex in enumerate((Sex.MALE, Sex.FEMALE, rng.choice(list(Sex)), rng.choice(list(Sex)))):
        age = rng.randrange(9_000, 20_000) if place < 2 else rng.randrange(1, 7_000)
        born = TODAY - timedelta(days=age)
        stamp = f"{born.day + (40 if sex is Sex.FEMALE else 0):02d}{born:%m%y}"
        person = {"id": f"person-{number + place}", "name": _name(rng, sex), "sex": sex, "born_on": born}
        person["nik"] = f"3273{rng.randrange(1, 40):02d}{stamp}{(number + place) % 10_000:04d}"
        if place >= 2:
            person |= {"mother_id": f"person-{number + 1}", "father_id": f"person-{number}"}
        persons.append(person)
        role = (FamilyRole.HEAD, FamilyRole.WIFE, FamilyRole.CHILD, FamilyRole.CHILD)[place]
        members.append({"family_id": home, "person_id": person["id"], "role": role})
    return family, persons, members


def _name(rng: random.Random, sex: Sex) -> str:
    name = " ".join(rng.sample((GIRLS if sex is Sex.FEMALE else BOYS).split(), rng.choice((1, 2, 2, 3))))
    for long, short in SHORT.items():
        name = name.replace(long, short) if rng.random() < 0.2 else name
    for new, old in OLD:
        name = name.replace(new, old) if rng.random() < 0.1 else name
    return name


def queries(register: Register, count: int, people: int) -> list[str]:
    """What people type to find persons who really are in the register."""
    rng = random.Random(11)
    mother = aliased(Person)
    facts = select(Person.id, Person.name, Person.nik, mother.name.label("mother")).outerjoin(
        mother, mother.id == Person.mother_id
    )
    ids = [f"person-{rng.randrange(people)}" for _ in range(count)]
    with register.reading() as session:
        found = {row.id: row for row in session.execute(facts.where(Person.id.in_(ids)))}
    return [_typed(rng, number % 8, found[person_id]) for number, person_id in enumerate(ids)]


def _typed(rng: random.Random, way: int, person: Any) -> str:  # noqa: ANN401 - a row of the query above
    name: str = person.name
    return (
        name[:2],
        name[:4],
        name.lower(),
        " ".join(word[:3] for word in name.split()),
        _mistyped(rng, name),
        f"{name[:4]} {(person.mother or '')[:4]}",
        person.nik[:9],
        person.nik[-5:],
    )[way]


def _mistyped(rng: random.Random, name: str) -> str:
    place = rng.randrange(1, max(2, len(name) - 1))
    kind = rng.randrange(3)
    if kind == 0:
        return name[:place] + name[place + 1 :]
    if kind == 1:
        return name[:place] + rng.choice("aeiou") + name[place + 1 :]
    return name[: place - 1] + name[place : place + 1] + name[place - 1 : place] + name[place + 1 :]


def timed(work: Callable[[str], object], typed: list[str]) -> list[float]:
    """Milliseconds of each query."""
    times = []
    for text in typed:
        start = time.perf_counter()
        work(text)
        times.append((time.perf_counter() - start) * 1000)
    return times


def like_scan(register: Register, text: str) -> object:
    """The plain way: every name and number read and compared."""
    with register.reading() as session:
        pattern = f"%{text}%"
        return session.execute(
            select(Person.id, Person.name).where(Person.name.like(pattern) | Person.nik.like(pattern)).limit(20)
        ).all()


def main(arguments: list[str]) -> int:
    """Print median and 95th percentile; exit 1 when the latter is over the limit."""
    people = int(arguments[0]) if arguments else PEOPLE
    with tempfile.TemporaryDirectory() as folder:
        place = Path(arguments[1]) if len(arguments) > 1 else Path(folder) / "cari.db"
        is_new = not place.exists()
        register = open_register(str(place), clock=Clock(TODAY))
        start = time.perf_counter()
        if is_new:
            build(register, people)
            print(f"name_search: {people} people written in {time.perf_counter() - start:.1f} s")
        typed = queries(register, QUERIES, people)
        start = time.perf_counter()
        warm_up(register)
        print(f"name_search: vocabulary read in {(time.perf_counter() - start) * 1000:.0f} ms (once, in idle time)")
        ours = timed(lambda text: search(register, text), typed)
        young = timed(lambda text: search(register, text, under_five_on=TODAY), typed)
        plain = timed(lambda text: like_scan(register, text), typed)
        found = sum(bool(search(register, text)) for text in typed)
        register.close()
    p95 = max(_p95(ours), _p95(young))
    for name, times in (("search", ours), ("search, under-fives first", young), ("LIKE scan", plain)):
        middle, worst = statistics.median(times), max(times)
        print(f"name_search: {name}: median {middle:.1f} ms, p95 {_p95(times):.1f} ms, max {worst:.1f} ms")
    ratio = p95 / _p95(plain)
    print(f"name_search: found {found} of {len(typed)}; p95 {ratio:.2f} of the LIKE scan's (limit {LIMIT_MS:.0f} ms)")
    return 0 if p95 < LIMIT_MS else 1


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95) - 1]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
