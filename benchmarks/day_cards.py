"""The day for the whole life cycle at 100,000 people: arrivals, a card with full history, saving, the board, closing.

Ninety people of one posyandu, of every life stage, each with a year of check-ups behind them, are opened and saved one
by one, as at the five steps; the board is asked after each. What the window does as a job beside itself (findings, the
view of the closing) has seconds. Works on a copy; limits are of processor time (median).
BUKU_BENCH_FOLDER keeps the register of `living_register` for the next run. Arguments: [people]
"""

import os
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also started as a plain script

from sqlalchemy import select

from benchmarks.living_register import opened, timed
from benchmarks.living_village import TODAY
from core.clock import Clock
from core.rules.permissions import Action
from core.services.day.attending import board, come
from core.services.day.cards import open_card, save_answers
from core.services.day.closing_state import closing_state
from core.services.day.day_findings import findings_of_day
from core.services.day.open_day import open_day
from core.services.people.life_stages import stages_on
from core.services.people.life_story import person_story
from core.services.people.residence import is_served_by, of_residents
from core.services.register import Register, open_register
from core.store.checkups import Answer, CheckUp
from core.store.people import Person
from core.store.visits import Measurement
from core.words.life_stage import LifeStage

PEOPLE, EACH_STAGE, MONTHS = 100_000, 10, 12
OPEN_MS, SAVE_MS, BOARD_MS, COME_MS, JOB_MS = 100.0, 50.0, 50.0, 50.0, 2_000.0
TBC = dict.fromkeys(("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact"), False)
PRESSURE = {"systolic_mmhg": 128, "diastolic_mmhg": 82}
BOXES: dict[str, dict[str, object]] = {
    "balita": {"weight_kg": "10,4", "height_cm": "78,5", "oedema": False, "tbc_lethargy": False, **TBC},
    "remaja": {"weight_kg": 44, "height_cm": 152, **PRESSURE, **TBC},
    "dewasa": {"weight_kg": 61, "height_cm": 160, "waist_cm": 82, **PRESSURE, "glucose_mg_dl": 118, **TBC},
    "lansia": {"weight_kg": 55, "height_cm": 156, "systolic_mmhg": 152, "diastolic_mmhg": 84, **TBC},
    "bumil": {"weight_kg": 58, "muac_cm": "24,5", **PRESSURE, **TBC},
    "nifas": {"weight_kg": 56, "muac_cm": 25, **PRESSURE, "vitamin_a_capsules": 2, "breastfeeding": True, **TBC},
}


def copied(folder: Path, people: int, scratch: Path) -> Register:
    """A copy of the register of that size, opened."""
    opened(folder, people).close()
    place = shutil.copy(folder / f"living-{people}.db", scratch / "day.db")
    return open_register(str(place), who="Bu Sari", clock=Clock(TODAY))


def people_of(register: Register, posyandu_id: str) -> list[str]:
    """Some people of every life stage who live in the posyandu."""
    wanted = of_residents(select(Person.id), TODAY).where(is_served_by(posyandu_id, TODAY))
    with register.reading() as session:
        stages = stages_on(session, list(session.scalars(wanted.order_by(Person.id))), TODAY)
    chosen: dict[LifeStage, list[str]] = {}
    for person_id, stage in stages.items():
        chosen.setdefault(stage, []).append(person_id)
    return [one for ids in chosen.values() for one in ids[:EACH_STAGE]]


def _month(number: int) -> date:
    year, month = divmod(TODAY.year * 12 + TODAY.month - 1 - number, 12)
    return date(year, month + 1, 7)


def with_history(register: Register, people: list[str]) -> None:
    """A check-up a month for a year for each, with the answers of a card; blood pressure moves a little."""
    rng = random.Random(3)
    rows: dict[type[Any], list[dict[str, Any]]] = {CheckUp: [], Answer: [], Measurement: []}
    for person_id in people:
        for number in range(MONTHS, 0, -1):
            on, own = _month(number), f"c-{person_id}-{number}"
            stamps = dict.fromkeys(("came_at", "measured_at", "examined_at", "served_at", "validated_at"), "09:00:00")
            rows[CheckUp].append({"id": own, "person_id": person_id, "checked_on": on, **stamps})
            answers = {**TBC, "systolic_mmhg": rng.randrange(110, 160), "diastolic_mmhg": rng.randrange(70, 95)}
            rows[Answer] += [
                {"check_up_id": own, "form": "dewasa", "key": key, "value": str(value).lower()}
                for key, value in answers.items()
            ]
            if number % 2:
                measured = {"person_id": person_id, "measured_on": on.replace(day=8), "has_oedema": False}
                rows[Measurement].append(measured | {"weight_g": 60_000, "length_mm": 1_600})
    with register.deed("Riwayat untuk uji kecepatan", action=Action.RECORD_HEALTH) as deed:
        for table, held in rows.items():
            deed.insert_many(table, held)


def day_of(register: Register) -> dict[str, tuple[float, list[tuple[float, float]]]]:
    """Times of opening, saving and of the board, by what was asked, with the limit."""
    posyandu_id = "posyandu-0"
    people = people_of(register, posyandu_id)
    with_history(register, people)
    day_id = open_day(register, posyandu_id, TODAY).value.id
    arriving = timed([partial(come, register, day_id, one) for one in people])
    again = timed([partial(come, register, day_id, one) for one in people[:20]])
    seen = [come(register, day_id, one).value.id for one in people]
    forms = [open_card(register, one).form.key for one in seen]
    opening = timed([partial(open_card, register, one) for one in seen])
    asked = timed([partial(board, register, day_id)] * 20)
    saving = timed([*_savings(register, seen, forms)])
    asked += timed([partial(board, register, day_id)] * 20)
    summed = timed([partial(findings_of_day, register, day_id)] * 3)
    closed = timed([partial(closing_state, register, day_id)] * 3)
    told = timed([partial(person_story, register, one) for one in people])
    print(f"day_cards: {len(people)} people on {len(set(forms))} cards")
    return {
        "somebody comes": (COME_MS, arriving),
        "somebody comes a second time": (COME_MS, again),
        "card opened with full history": (OPEN_MS, opening),
        "card saved with all verdicts": (SAVE_MS, saving),
        "board": (BOARD_MS, asked),
        "person page with a year of check-ups": (OPEN_MS, told),
        "findings of the whole day": (JOB_MS, summed),
        "view of the closing": (JOB_MS, closed),
    }


def _savings(register: Register, seen: list[str], forms: list[str]) -> Iterator[Callable[[], object]]:
    for one, form in zip(seen, forms, strict=True):
        yield partial(save_answers, register, one, form, BOXES[form], confirmation_reason="uji kecepatan")


def main(arguments: list[str]) -> int:
    """Print medians and 95th percentiles; exit 1 when a median is over its limit."""
    people = int(arguments[0]) if arguments else PEOPLE
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(os.environ.get("BUKU_BENCH_FOLDER", scratch))
        register = copied(folder, people, Path(scratch))
        found = day_of(register)
        register.close()
    too_slow = 0
    for name, (limit, times) in found.items():
        processor, wall = sorted(one[0] for one in times), sorted(one[1] for one in times)
        is_late = statistics.median(processor) > limit
        too_slow += is_late
        print(
            f"day_cards: {name}: median {statistics.median(processor):.1f} ms, "
            f"95 % {processor[int(len(processor) * 0.95) - 1]:.1f}, wall {statistics.median(wall):.1f}, "
            f"limit {limit:.0f}{' TOO SLOW' if is_late else ''}"
        )
    return 1 if too_slow else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
