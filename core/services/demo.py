"""The demo village: a whole fictional register with its posyandu days, from one seed."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import select

from core.clock import Clock
from core.errors import EnvironmentProblem, InputError
from core.services.demo_village import places
from core.services.demo_village.children import raise_children
from core.services.demo_village.chronicle import Chronicle, DemoVillage
from core.services.demo_village.deeds import Deed
from core.services.demo_village.doses import doses_of
from core.services.demo_village.family_stories import STORIES_FROM, doubles, expecting, family_stories
from core.services.demo_village.households import make_households
from core.services.demo_village.ids import SeededIds
from core.services.demo_village.recent_days import DAYS, recent_days
from core.services.demo_village.visits import visits_of
from core.services.people.residence import UNDER_FIVE_MONTHS, end_stay
from core.services.register import Progress, Register, no_progress, open_register
from core.store.engine import is_url
from core.store.people import Person
from core.store.places import Village
from core.words.age import completed_months
from core.words.people import LifeStatus
from core.words.steps import Step

MAX_FAMILIES, MAX_MONTHS = 20_000, 60
_VACCINE_MONTHS = 64


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What was built."""

    place: str
    families: int
    people: int
    under_fives: int
    days: int
    measurements: int
    last_day: date
    posyandu: tuple[str, ...]


def build_demo(
    place: str,
    *,
    families: int = 800,
    months: int = 24,
    seed: int = 1,
    today: date,
    progress: Progress = no_progress,
) -> DemoResult:
    """Build the demo village in a new register at `place` (a path, or the URL of an empty server database).

    The same seed, size and `today` give the same village, ids included. A file appears only when it is whole.
    Raises InputError when a size is out of range or the place is taken, EnvironmentProblem when it cannot be written.
    """
    _check_size(families, months)
    if is_url(place):
        return _build_at(place, families, months, seed, today, progress)
    target = Path(place)
    if target.exists():
        raise InputError(f"Berkas “{target.name}” sudah ada dan tidak ditimpa. Pilih nama lain untuk desa contoh.")
    unfinished = target.with_name(f"{target.name}.sementara")
    try:
        _remove(unfinished)
        result = _build_at(str(unfinished), families, months, seed, today, progress)
        unfinished.rename(target)
    except OSError as wrong:
        raise EnvironmentProblem(
            f"Desa contoh tidak dapat disimpan di “{target}”. Pilih folder yang boleh ditulis."
        ) from wrong
    finally:
        _remove(unfinished)
    return replace(result, place=place)


def fill_demo(
    register: Register, *, families: int = 800, months: int = 24, seed: int = 1, progress: Progress = no_progress
) -> DemoResult:
    """Fill an opened, empty register with the demo village as of its own today; InputError when it holds a village."""
    _check_size(families, months)
    with register.reading() as session:
        if session.scalar(select(Village.id).limit(1)) is not None:
            raise InputError("Register ini sudah berisi desa. Desa contoh perlu register yang masih kosong.")
    progress(0, 1, "Menyusun keluarga")
    village = _invent(families, months, seed, register.today)
    deeds = Chronicle(village).deeds()
    for done, deed in enumerate(deeds):
        progress(done, len(deeds), deed.sentence)
        _write(register, deed, village.ids)
    progress(len(deeds), len(deeds), "Desa contoh siap")
    return _result(village, register.database.place)


def _invent(families: int, months: int, seed: int, today: date) -> DemoVillage:
    sessions = [posyandu.sessions(months, today) for posyandu in places.POSYANDU]
    first_day = min(days[0] for days in sessions) - timedelta(days=12)
    last_day = max(days[-1] for days in sessions)
    ids = SeededIds(seed)
    houses = make_households(Random(f"village {seed}"), ids, families, first_day, today)
    children = raise_children(seed, houses, last_day, first_day)
    visits = [visit for child in children for visit in visits_of(child, sessions[child.house.posyandu], today)]
    village = DemoVillage(ids, houses, children, visits, sessions, first_day, today)
    if families >= STORIES_FROM:
        village.stories.extend(family_stories(houses, first_day, last_day, today))
        village.doubles.extend(doubles(houses, ids, today))
        village.expecting.extend(expecting(Random(f"expecting {seed}"), houses, first_day, today))
    _tell_recent_days(village, seed)
    return village


def _tell_recent_days(village: DemoVillage, seed: int) -> None:
    """Who came to the last days beside the children, and which vaccines everybody has."""
    # What happens in the houses of stories is done by life events; nobody of them comes in between.
    busy = {story.house.id for story in village.stories}
    houses = [house for house in village.houses if house.id not in busy]
    village.recent.extend(recent_days(seed, houses, village.visits, village.expecting, village.sessions))
    came: dict[str, set[date]] = {}
    for day in village.recent:
        for seen in (one for one in day.seen if Step.SERVE in one.done):
            came.setdefault(seen.person.id, set()).add(day.on)
    calendars = [posyandu.sessions(_VACCINE_MONTHS, village.today) for posyandu in places.POSYANDU]
    recent = [days[-DAYS:] for days in village.sessions]
    doses = doses_of(seed, village.children, village.expecting, calendars, came, recent)
    village.doses.given, village.doses.refused, village.doses.caution = doses.given, doses.refused, doses.caution


def _write(register: Register, deed: Deed, ids: SeededIds) -> None:
    with register.database.deed(deed.sentence, who=deed.who, now=deed.at) as unit:
        unit.make_id = lambda: ids.next(deed.at.date())
        for table, rows in deed.inserts:
            unit.insert_many(table, rows)
        for person in deed.gone:
            row = unit.session.get_one(Person, person.id)
            row.status, row.status_changed_on = person.status, person.status_changed_on
            if person.status_changed_on is not None:
                end_stay(unit.session, person.id, person.status_changed_on)
        if deed.act is not None:
            deed.act(unit)


def _result(village: DemoVillage, place: str) -> DemoResult:
    last_day = max(days[-1] for days in village.sessions)
    here = [child.person for child in village.children if child.person.status is LifeStatus.ALIVE]
    return DemoResult(
        place=place,
        families=len(village.houses),
        people=sum(len(house.members) for house in village.houses) + len(village.doubles),
        under_fives=sum(completed_months(person.born_on, last_day) < UNDER_FIVE_MONTHS for person in here),
        days=sum(len(days) for days in village.sessions),
        measurements=len(village.visits) + _grown_people_measured(village),
        last_day=last_day,
        posyandu=tuple(posyandu.name for posyandu in places.POSYANDU),
    )


def _grown_people_measured(village: DemoVillage) -> int:
    return sum(seen.visit is None and bool(seen.measurement()) for day in village.recent for seen in day.seen)


def _build_at(place: str, families: int, months: int, seed: int, today: date, progress: Progress) -> DemoResult:
    register = open_register(place, clock=Clock(today))
    try:
        return fill_demo(register, families=families, months=months, seed=seed, progress=progress)
    finally:
        register.close()


def _check_size(families: int, months: int) -> None:
    if not 1 <= families <= MAX_FAMILIES:
        raise InputError(f"Banyaknya keluarga dari 1 sampai {MAX_FAMILIES}.", field="families")
    if not 1 <= months <= MAX_MONTHS:
        raise InputError(f"Banyaknya bulan dari 1 sampai {MAX_MONTHS}.", field="months")


def _remove(unfinished: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)
