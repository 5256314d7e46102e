"""The vaccines of the children of the demo, by the national schedule and by how often somebody came; Td of mothers.

Doses of the past are copied from the Buku KIA; those of the last days were given there by the bidan.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from core.rules.immunization.child import Caution
from core.rules.immunization.schedule import (
    PCV_CATCH_UP_MONTHS,
    SERIES,
    Antigen,
    Dose,
)
from core.services.demo_village.children import DemoChild
from core.services.demo_village.family_stories import Expecting
from core.services.demo_village.people import DemoPerson
from core.words.age import completed_months, month_completed_on

TD = "Td"
REFUSED_BECAUSE = "Ayahnya belum mengizinkan, takut anaknya demam"
CAUTION_NOTE = "Pernah dirawat karena usus masuk ke usus, kata ibunya; ada surat rumah sakit"
_NOTHING_WRITTEN, _LATE, _COMES_FOR_IT = 0.04, 0.14, 0.88
_STAYS_BEHIND = 0.6
_UNDER_FIVE_MONTHS = 60
_TOLD_DAYS = range(4)


@dataclass(frozen=True, slots=True)
class DemoDose:
    """A dose that somebody has; `is_here` when it was given on one of the last days."""

    person: DemoPerson
    key: str
    given_on: date
    is_here: bool


@dataclass(slots=True)
class DemoDoses:
    """Every dose of the village, the one that was declined, and what forbids a vaccine: person, which, and when."""

    given: list[DemoDose] = field(default_factory=list)
    refused: tuple[DemoPerson, str, date] | None = None
    caution: tuple[DemoPerson, Caution, date] | None = None


def doses_of(
    seed: int,
    children: Sequence[DemoChild],
    expecting: Sequence[Expecting],
    calendars: Sequence[Sequence[date]],
    came: dict[str, set[date]],
    recent: Sequence[Sequence[date]],
) -> DemoDoses:
    """The doses of every child under five and of every pregnant woman.

    `calendars`: by posyandu, every day of the last six years on which a vaccine could be had, earliest first; on the
    `recent` ones only who `came` (person id to days) could have it.
    """
    found = DemoDoses()
    for child in children:
        days = recent[child.house.posyandu]
        if completed_months(child.person.born_on, days[-1]) < _UNDER_FIVE_MONTHS:
            seen_on = came.get(child.person.id, set())
            calendar = [day for day in calendars[child.house.posyandu] if day not in days or day in seen_on]
            found.given += _of_child(seed, child, calendar, set(days))
    for one in expecting:
        found.given += _of_mother(seed, one, came.get(one.mother.id, set()))
    _refuse_one(found)
    _forbid_one(found, children, came)
    return found


def _of_child(seed: int, child: DemoChild, calendar: Sequence[date], recent: set[date]) -> Iterator[DemoDose]:
    random, born_on = Random(f"doses {seed} {child.person.id}"), child.person.born_on
    if random.random() < _NOTHING_WRITTEN or child.person.kia_book_on is None:
        return
    is_late = random.random() < _LATE
    delay = timedelta(days=random.randrange(60, 150) if is_late else 0)
    days = [day for day in calendar if day >= born_on and (day in recent or random.random() < _COMES_FOR_IT)]
    if is_late and random.random() < _STAYS_BEHIND:
        # The family did not come for it any more, and nobody has caught up with the child yet.
        stopped_on = born_on + timedelta(days=random.randrange(100, 280))
        days = [day for day in days if day <= stopped_on]
    at_birth = random.random() < 0.93
    for antigen, series in SERIES.items():
        if antigen is Antigen.JE:
            continue
        before: list[date] = []
        for dose in series:
            if antigen is Antigen.HB0:
                day = born_on + timedelta(days=random.choice(_TOLD_DAYS)) if at_birth else None
            else:
                day = _day_for(dose, born_on, before, days, delay)
            if day is None:
                break
            before.append(day)
            yield DemoDose(child.person, dose.key, day, day in recent)


def _day_for(dose: Dose, born_on: date, before: Sequence[date], days: Sequence[date], delay: timedelta) -> date | None:
    """The first day on which a dose fits: old enough, far enough from the one before, and not too old."""
    first = max(month_completed_on(born_on, dose.window.on_time_from), born_on + timedelta(days=dose.valid_from_days))
    first += delay if dose.number == 1 else timedelta(0)
    if before:
        first = max(first, before[-1] + timedelta(days=dose.after_days))
        first = max(first, month_completed_on(before[-1], dose.after_months)) if dose.after_months else first
        if dose.antigen is Antigen.PCV and completed_months(born_on, before[0]) >= PCV_CATCH_UP_MONTHS:
            # Begun so late, other distances and fewer doses hold; the bidan settles that herself.
            return None
    last = month_completed_on(born_on, dose.window.catch_up_until)
    return next((day for day in days if first <= day < last), None)


def _of_mother(seed: int, one: Expecting, came: set[date]) -> Iterator[DemoDose]:
    """One dose of an earlier pregnancy or before the wedding, and the next on one of the last days."""
    random = Random(f"td {seed} {one.mother.id}")
    before = one.opened_on - timedelta(days=random.randrange(400, 1_400))
    if random.random() < 0.6:
        yield DemoDose(one.mother, TD, before, is_here=False)
    days = sorted(day for day in came if day >= one.opened_on)
    if days and random.random() < 0.7:
        yield DemoDose(one.mother, TD, days[0], is_here=True)


def _refuse_one(found: DemoDoses) -> None:
    """The newest dose given at a posyandu that ends its series so far is declined instead."""
    fitting = [one for one in found.given if one.is_here and one.key in ("MR1", "MR2", "DPT4", "DPT3", "IPV2")]
    fitting = [one for one in fitting if not _has_later(found.given, one)]
    if fitting:
        one = max(fitting, key=lambda dose: (dose.given_on, dose.person.id))
        found.given.remove(one)
        found.refused = (one.person, one.key, one.given_on)


def _has_later(given: Sequence[DemoDose], one: DemoDose) -> bool:
    following = {"MR1": "MR2", "DPT3": "DPT4"}.get(one.key)
    return any(other.person is one.person and other.key == following for other in given)


def _forbid_one(found: DemoDoses, children: Sequence[DemoChild], came: dict[str, set[date]]) -> None:
    """For one baby rotavirus is over, since the bidan found out what it had."""
    refused = found.refused[0] if found.refused else None
    fitting = [child for child in children if child.person is not refused and came.get(child.person.id)]
    if not fitting:
        return
    person = max(fitting, key=lambda child: (child.person.born_on, child.person.id)).person
    noted_on = max(came[person.id])
    found.caution = (person, Caution.INTUSSUSCEPTION, noted_on)
    forbidden = {dose.key for dose in SERIES[Antigen.RV]}
    found.given = [
        one for one in found.given if one.person is not person or one.key not in forbidden or one.given_on < noted_on
    ]
