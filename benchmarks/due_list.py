"""Who should come and why, for a posyandu of 3,000 people in which every kind of reason occurs.

The reference reads the rows that decide it, as they lie in the file, with `sqlite3` alone: people, families, answers,
weighings, doses and pregnancies.
"""

import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also started as a plain script

from sqlalchemy import select

from benchmarks.living_village import TODAY, build
from core.clock import Clock
from core.rules.immunization.schedule import DOSES
from core.services.day.due_list import DueKind, due_list
from core.services.register import Register, open_register
from core.store.bulk import insert_rows
from core.store.checkups import Answer, CheckUp, Referral
from core.store.immunizations import VaccineDose
from core.store.people import Person
from core.words.age import completed_months, month_completed_on

PEOPLE, VISITS, ROUNDS, LIMIT_MS = 3_000, 14, 9, 300.0
DAY = date(2027, 2, 10)
"""A hari buka in a month of vitamin A, eleven weeks after the last one."""
Row = dict[str, Any]
_READ = (
    "SELECT * FROM person JOIN family_member ON person_id = person.id JOIN family ON family.id = family_id",
    "SELECT person_id, checked_on, form, key, value FROM answer JOIN check_up ON check_up.id = check_up_id",
    "SELECT * FROM measurement WHERE measured_on >= '2026-04-16'",
    "SELECT * FROM vaccine_dose",
    "SELECT * FROM pregnancy",
)


def fill(register: Register) -> None:
    """A year of cards for one in five grown-ups a month, doses of most children, and open referrals."""
    rng = random.Random(3)
    with register.database.scratch() as session:
        people = session.execute(select(Person.id, Person.born_on).order_by(Person.id)).all()
        check_ups: list[Row] = []
        answers: list[Row] = []
        doses: list[Row] = []
        for person_id, born_on in people:
            months = completed_months(born_on, TODAY)
            if months < 60:
                doses += _doses(rng, person_id, born_on)
            for month in range(12):
                on = TODAY - timedelta(days=10 + 30 * month)
                if born_on < on and rng.random() < (0.8 if months < 60 else 0.2):
                    check_ups.append(_check_up(person_id, on, len(check_ups)))
                    answers += _answers(rng, check_ups[-1]["id"], months, len(answers))
        referrals = [_referral(rng, person_id, place) for place, (person_id, _) in enumerate(people[:60])]
        for table, rows in ((CheckUp, check_ups), (Answer, answers), (VaccineDose, doses), (Referral, referrals)):
            insert_rows(session, table, rows, [{key: _plain(value) for key, value in row.items()} for row in rows])


def _check_up(person_id: str, on: date, number: int) -> Row:
    blank = {"not_measured_reason": "", "left_reason": "", "reopened_reason": ""}
    place = {"posyandu_id": "posyandu-0", "day_id": None, "queue_number": None}
    stamps = dict.fromkeys(("came_at", "measured_at", "examined_at", "served_at", "validated_at"), "09:00:00")
    return {"id": f"c{number:07d}", "person_id": person_id, "checked_on": on, **place, **stamps, **blank}


def _answers(rng: random.Random, check_up_id: str, months: int, number: int) -> list[Row]:
    form = "balita" if months < 72 else "remaja" if months < 228 else "dewasa" if months < 720 else "lansia"
    told: dict[str, object] = {key: rng.random() < 0.03 for key in ("tbc_cough", "tbc_fever", "tbc_weight")}
    told |= {"tbc_contact": rng.random() < 0.02, "education_note": "makan beragam", "refer_manual": False}
    if months >= 228:
        told |= {"systolic_mmhg": rng.randrange(100, 175), "diastolic_mmhg": rng.randrange(60, 105)}
        told |= {
            "glucose_mg_dl": str(rng.randrange(80, 240)),
            "glucose_kind": "GDS",
            "own_history": rng.choice(([], ["HT"])),
        }
        told |= {f"filler_{place}": place for place in range(12)}
    return [
        {
            "id": f"a{number + place:08d}",
            "check_up_id": check_up_id,
            "form": form,
            "key": key,
            "value": json.dumps(value),
        }
        for place, (key, value) in enumerate(told.items())
    ]


def _doses(rng: random.Random, person_id: str, born_on: date) -> list[Row]:
    rows: list[Row] = []
    for dose in DOSES:
        on = month_completed_on(born_on, dose.window.on_time_from) + timedelta(days=rng.randrange(30))
        if on < TODAY and rng.random() < 0.9:
            row: Row = {"id": f"{person_id}{dose.key}", "person_id": person_id, "check_up_id": None}
            rows.append(row | {"key": dose.key, "given_on": on, "batch": "", "site": "", "giver": "", "place": ""})
    return rows


def _referral(rng: random.Random, person_id: str, place: int) -> Row:
    on = TODAY - timedelta(days=rng.randrange(60))
    where = {
        "target": "PUSKESMAS",
        "urgency": "merah",
        "reasons": "[]",
        "note": "",
        "status": "belum",
        "status_on": None,
    }
    return {"id": f"r{place:06d}", "person_id": person_id, "check_up_id": None, "referred_on": on, **where}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def median_ms(work: Callable[[], object]) -> float:
    """The median of some runs, in milliseconds of the processor."""
    times = []
    for _ in range(ROUNDS):
        start = time.thread_time()
        work()
        times.append((time.thread_time() - start) * 1000)
    return statistics.median(times)


def main() -> int:
    """Build, ask, print one line; 1 when the limit is not met or a kind of reason does not occur."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "due.db"
        register = open_register(str(place), clock=Clock(TODAY))
        build(register, PEOPLE, VISITS)
        fill(register)
        lines = due_list(register, "posyandu-0", DAY)
        ours = median_ms(lambda: due_list(register, "posyandu-0", DAY))
        with sqlite3.connect(place) as raw:
            plain = median_ms(lambda: [raw.execute(statement).fetchall() for statement in _READ])
        register.close()
    kinds = {reason.kind for line in lines for reason in line.reasons}
    print(
        f"due_list: {PEOPLE} people, {len(lines)} lines, {sum(len(line.reasons) for line in lines)} reasons of "
        f"{len(kinds)} kinds: {ours:.0f} ms (limit {LIMIT_MS:.0f}), {ours / plain:.1f} of reading the same rows "
        f"({plain:.0f} ms)"
    )
    return 0 if ours <= LIMIT_MS and len(kinds) >= len(DueKind) - 3 else 1


if __name__ == "__main__":
    sys.exit(main())
