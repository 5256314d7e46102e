"""The last open days of each posyandu of the demo: everybody who came, of every age, in the order of the queue."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from core.rules.sheet import Value
from core.services.day.card_context import cm, kg, weighed_before
from core.services.demo_village import card_answers
from core.services.demo_village.ailments import Ailment, ailing
from core.services.demo_village.children import DemoChild
from core.services.demo_village.family_stories import Expecting
from core.services.demo_village.grown_ups import GrownUp
from core.services.demo_village.instruments import ask_child
from core.services.demo_village.people import Household
from core.services.demo_village.seen import Seen
from core.services.demo_village.visits import DemoVisit
from core.services.setup import Settings
from core.services.views import VisitFacts
from core.store.people import Person
from core.words.age import completed_months
from core.words.life_stage import LifeStage, life_stage
from core.words.people import LifeStatus
from core.words.steps import Step

DAYS = 3
"""So many of the last days of each posyandu are told with every card."""
_COME_AT_MOST = {LifeStage.SCHOOL: 3, LifeStage.ADOLESCENT: 4, LifeStage.ADULT: 11, LifeStage.ELDERLY: 8}
_COMES_AGAIN = 0.8
_LOCKED_FROM_LAST = 6


@dataclass(slots=True)
class RecentDay:
    """One open day: of which posyandu (index), when, who came, and whether the bidan locked it."""

    posyandu: int
    on: date
    seen: list[Seen]
    is_newest: bool
    is_locked: bool = False


def recent_days(
    seed: int,
    houses: Sequence[Household],
    visits: Sequence[DemoVisit],
    expecting: Sequence[Expecting],
    sessions: Sequence[tuple[date, ...]],
) -> list[RecentDay]:
    """The last `DAYS` days of each posyandu, earliest first: one of them is locked, the last of all is still open.

    `houses` are those whose grown people may come. The same seed and village give the same days.
    """
    grown = _grown_ups(seed, houses, expecting, sessions)
    weighed = _visits_of_children(visits)
    days = [
        RecentDay(number, on, [*_grown_on(grown[number], on, on == held[-1])], is_newest=on == held[-1])
        for number, held in enumerate(sessions)
        for on in held[-DAYS:]
    ]
    days.sort(key=lambda day: (day.on, day.posyandu))
    for day in days:
        day.seen += _children_on(seed, weighed, day)
        Random(f"queue {seed} {day.posyandu} {day.on}").shuffle(day.seen)
    locked = days[max(0, len(days) - _LOCKED_FROM_LAST)]
    # A village of one month is for trying things out: nothing in it is closed yet.
    locked.is_locked = len(days) > len(sessions) and bool(locked.seen)
    _leave_open(days[-1])
    _goes_home(days[-2:-1])
    return days


def _grown_ups(
    seed: int, houses: Sequence[Household], expecting: Sequence[Expecting], sessions: Sequence[tuple[date, ...]]
) -> list[list[GrownUp]]:
    """The regulars of each posyandu; a few of the village are not well."""
    carried = {one.mother.id: one for one in expecting}
    found: list[list[GrownUp]] = [[] for _ in sessions]
    for number, held in enumerate(sessions):
        random, first, last = Random(f"regulars {seed} {number}"), held[-DAYS:][0], held[-1]
        groups: dict[LifeStage, list[GrownUp]] = defaultdict(list)
        for house in houses:
            if house.posyandu == number and (house.moved_in_on is None or house.moved_in_on < first):
                for person in house.members:
                    stage = life_stage(person.born_on, first)
                    if person.status is not LifeStatus.ALIVE or stage is None or stage not in _COME_AT_MOST:
                        continue
                    grown = GrownUp(seed, person, house, last, carried.get(person.id))
                    if grown.must_come(held[-DAYS:]):
                        found[number].append(grown)
                    else:
                        groups[stage].append(grown)
        for stage, most in _COME_AT_MOST.items():
            group = groups[stage]
            found[number] += random.sample(group, min(most, len(group)))
    for grown, ailment in ailing([one for regulars in found for one in regulars]):
        grown.ailment = ailment
    return found


def _grown_on(regulars: Sequence[GrownUp], on: date, is_newest: bool) -> Iterator[Seen]:
    for grown in regulars:
        is_sure = grown.ailment is not Ailment.NONE or grown.must_come((on,))
        if grown.random.random() < _COMES_AGAIN or (is_sure and is_newest):
            yield grown.seen_on(on)


def _visits_of_children(visits: Sequence[DemoVisit]) -> dict[str, list[DemoVisit]]:
    found: dict[str, list[DemoVisit]] = defaultdict(list)
    for visit in sorted(visits, key=lambda one: one.measured_on):
        found[visit.child.person.id].append(visit)
    return found


def _children_on(seed: int, weighed: dict[str, list[DemoVisit]], day: RecentDay) -> Iterator[Seen]:
    for earlier in weighed.values():
        house = earlier[0].child.house
        if house.posyandu == day.posyandu:
            for visit in earlier:
                if visit.session_on == day.on:
                    yield _child_seen(seed, visit, earlier)


def _child_seen(seed: int, visit: DemoVisit, all_visits: Sequence[DemoVisit]) -> Seen:
    child, on = visit.child, visit.measured_on
    months = completed_months(child.person.born_on, on)
    answers = card_answers.child(Random(f"card {seed} {child.person.id} {on}"), months)
    seen = Seen(child.person, child.house, on, "balita", _child_body(visit), {"balita": answers}, visit=visit)
    ask_child(seen, seed)
    seen.context = _child_context(child, on, [one for one in all_visits if one.measured_on < on])
    if visit.length_mm is None:
        seen.not_measured_reason = "Anak menangis, panjang badan belum bisa diukur"
    return seen


def _child_body(visit: DemoVisit) -> dict[str, Value]:
    body: dict[str, Value | None] = {
        "weight_kg": kg(visit.weight_g),
        "height_cm": cm(visit.length_mm),
        "measure": visit.posture.value if visit.posture is not None else None,
        "head_cm": cm(visit.head_mm),
        "muac_cm": cm(visit.muac_mm),
        "oedema": visit.has_oedema or None,
    }
    return {key: value for key, value in body.items() if value is not None}


def _child_context(child: DemoChild, on: date, earlier: Sequence[DemoVisit]) -> dict[str, object]:
    person = child.person
    row = Person(born_on=person.born_on, sex=person.sex, gestation_weeks=person.gestation_weeks)
    facts = [
        VisitFacts(
            one.measured_on,
            one.weight_g,
            has_oedema=one.has_oedema,
            is_outside_history=one.is_outside_history,
            id=str(place),
            day_id=str(place) if one.session_on is not None else None,
        )
        for place, one in enumerate(earlier)
    ]
    known: dict[str, object] = {"sex": person.sex.value, "birth_date": person.born_on, "visit_date": on}
    known |= {"kms_edition": Settings().kms_edition, "gestation_weeks": person.gestation_weeks}
    known |= weighed_before(row, facts, on, Settings())
    return {key: value for key, value in known.items() if value is not None}


def _leave_open(day: RecentDay) -> None:
    """Two people are still on their way through the steps: one only registered, one who was measured."""
    is_well = [seen for seen in reversed(day.seen) if not seen.judged().reasons]
    # A child of the day was weighed for certain, so only a grown person can still be waiting for the scale.
    waits = next((seen for seen in is_well if seen.visit is None), None)
    if waits is not None:
        waits.stop_after(Step.REGISTER)
    measured = next((seen for seen in is_well if seen is not waits), None)
    if measured is not None:
        measured.stop_after(Step.MEASURE)


def _goes_home(days: Sequence[RecentDay]) -> None:
    """On the day before it one person went home before the last steps, with a reason."""
    for day in days:
        for seen in day.seen[-1:]:
            seen.stop_after(Step.EXAMINE)
            seen.left_reason = "Dijemput keluarga sebelum penyuluhan"
