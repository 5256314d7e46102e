"""A sub-district for the measurements: families of three and four, each person with a row of measures, seeded.

Rows go in by month, as a register grows, so that the rows of one person lie scattered over the file. They are written
past the journal, with the indexes of the measures made at the end: three million rows in a few minutes.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.name_search import BOYS, GIRLS
from core.services.register import Register
from core.store.base import Recorded
from core.store.bulk import insert_rows
from core.store.people import Family, FamilyMember, Person
from core.store.places import Posyandu, Village
from core.store.pregnancies import Pregnancy
from core.store.search_index import refresh_people
from core.store.visits import Measurement, PosyanduDay
from core.words.age import completed_months
from core.words.people import FamilyRole, Sex

TODAY = date(2026, 11, 25)
VISITS_EACH, PEOPLE_OF_A_POSYANDU, FAMILIES_OF_TEN = 32, 2_500, 3
_CHUNK = 20_000
_ROLES = (FamilyRole.HEAD, FamilyRole.WIFE, FamilyRole.CHILD, FamilyRole.CHILD)
Row = dict[str, Any]


def build(register: Register, people: int, visits_each: int = VISITS_EACH) -> int:
    """Fill an empty register; gives the number of measurement rows."""
    rng = random.Random(7)
    units = [f"posyandu-{number}" for number in range(max(1, people // PEOPLE_OF_A_POSYANDU))]
    with register.database.scratch() as session:
        insert_rows(session, Village, [_village()])
        insert_rows(session, Posyandu, [_unit(unit) for unit in units])
        kept: list[Row] = []
        for start in range(0, people, _CHUNK):
            households = [_household(rng, first, units) for first in _firsts(start, min(start + _CHUNK, people))]
            for table, place in ((Family, 0), (Person, 1), (FamilyMember, 2)):
                insert_rows(session, table, *_both(table, [row for house in households for row in house[place]]))
            kept += [
                {"id": person["id"], "born_on": person["born_on"], "unit": house[0][0]["posyandu_id"]}
                for house in households
                for person in house[1]
            ]
        mothers = [f"p{number:07d}" for number in range(1, people, 200)]
        insert_rows(session, Pregnancy, *_both(Pregnancy, [_pregnancy(mother) for mother in mothers]))
        refresh_people(session, [one["id"] for one in kept])
        return _measure(session, kept, units, visits_each)


def _firsts(start: int, end: int) -> Iterator[tuple[int, int]]:
    """First person and size of each family: three, three and four of every ten."""
    number, turn = start, 0
    while number < end:
        size = min(4 if turn % FAMILIES_OF_TEN == FAMILIES_OF_TEN - 1 else 3, end - number)
        yield number, size
        number, turn = number + size, turn + 1


def _household(rng: random.Random, first: tuple[int, int], units: list[str]) -> tuple[list[Row], list[Row], list[Row]]:
    number, size = first
    unit = rng.randrange(len(units))
    dusun = f"{rng.choice(('Krajan', 'Sawah', 'Gunung', 'Pasar'))} {unit + 1}"
    home = {"address": f"Jalan Melati {rng.randrange(90)}", "dusun": dusun, "rw": "002", "rt": f"{number % 9 + 1:03d}"}
    family = {"id": f"f{number:07d}", "kk_number": f"33{number:014d}", "posyandu_id": units[unit], **home}
    persons, members = [], []
    for place in range(size):
        sex = (Sex.MALE, Sex.FEMALE)[place] if place < 2 else rng.choice(list(Sex))
        born = TODAY - timedelta(days=rng.randrange(9_000, 25_000) if place < 2 else rng.randrange(1, 7_000))
        persons.append(_person(rng, number + place, sex, born, number if place >= 2 else None))
        member = {"id": f"m{number + place:07d}", "family_id": family["id"], "person_id": persons[-1]["id"]}
        members.append(member | {"role": _ROLES[place], "from_on": None, "to_on": None})
    return [family], persons, members


def _person(rng: random.Random, number: int, sex: Sex, born: date, father: int | None) -> Row:
    names = (GIRLS if sex is Sex.FEMALE else BOYS).split()
    stamp = f"{born.day + (40 if sex is Sex.FEMALE else 0):02d}{born:%m%y}"
    has_nik = rng.random() > 0.03
    return {
        "id": f"p{number:07d}",
        "name": " ".join(rng.sample(names, rng.choice((1, 2, 2, 3)))),
        "sex": sex,
        "born_on": born,
        "nik": f"3273{rng.randrange(1, 40):02d}{stamp}{number % 10_000:04d}" if has_nik else None,
        "mother_id": None if father is None else f"p{father + 1:07d}",
        "father_id": None if father is None else f"p{father:07d}",
    }


def _measure(session: Session, people: list[Row], units: list[str], visits_each: int) -> int:
    """`visits_each` months of measures for everybody who was born by then; a day of each posyandu a month."""
    made = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'measurement' AND sql IS NOT NULL"
    indexes = session.execute(text(made)).all()
    for name, _sql in indexes:
        session.execute(text(f"DROP INDEX {name}"))
    rng, count = random.Random(11), 0
    for month in reversed(range(visits_each)):
        on = TODAY - timedelta(days=10 + month * 30)
        days = {unit: {"id": f"{unit}-{on}", "posyandu_id": unit, "held_on": on, "note": ""} for unit in units}
        insert_rows(session, PosyanduDay, *_both(PosyanduDay, list(days.values())))
        # In the latest month a third stayed away: lists of who did not come yet must have somebody.
        came = [one for one in people if one["born_on"] <= on and (month or rng.random() < 2 / 3)]
        for start in range(0, len(came), _CHUNK):
            rows = [_visit(rng, count + place, one, on) for place, one in enumerate(came[start : start + _CHUNK])]
            insert_rows(session, Measurement, *_both(Measurement, rows))
            count += len(rows)
    for _name, sql in indexes:
        session.execute(text(sql))
    return count


def _visit(rng: random.Random, number: int, one: Row, on: date) -> Row:
    months = completed_months(one["born_on"], on)
    weight_g = 3_200 + 350 * min(months, 60) + min(max(months - 60, 0) * 220, 40_000) + 100 * rng.randrange(-5, 6)
    length_mm = round(500 + 17 * min(months, 24) + 6 * min(max(months - 24, 0), 150))
    visit = {"id": f"v{number:08d}", "person_id": one["id"], "posyandu_id": one["unit"], "measured_on": on}
    return visit | {"day_id": f"{one['unit']}-{on}", "weight_g": weight_g, "length_mm": length_mm}


def _village() -> Row:
    return {"id": "village", "name": "Uji", "district": "", "regency": "", "province": "", "puskesmas": ""}


def _unit(id_: str) -> Row:
    return {"id": id_, "village_id": "village", "name": id_.replace("posyandu-", "Melati "), "address": ""}


def _pregnancy(mother: str) -> Row:
    on = TODAY - timedelta(days=120)
    return {"id": f"h{mother}", "mother_id": mother, "opened_on": on, "hpht_on": on, "stillborn_count": 0, "note": ""}


def _both(table: type[Recorded], rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Whole rows with the defaults of the table, as values and as SQLite keeps them."""
    columns = [column for column in table.__table__.columns if column.key != "id"]
    blank = {column.key: getattr(column.default, "arg", None) for column in columns}
    whole = [{**blank, **row} for row in rows]
    return whole, [{key: _plain(value) for key, value in row.items()} for row in whole]


def _plain(value: Any) -> Any:  # noqa: ANN401 - a column of any type
    return value.isoformat() if isinstance(value, date) else getattr(value, "value", value)
