"""Who should come to a hari buka and why: everybody of a posyandu with reasons, by dusun, most pressing first."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from core.memory import collector_asleep
from core.rules.due.reason import DueKind, DueReason, most_pressing_first
from core.rules.permissions import Action
from core.services.day.due_facts import DueFacts, DuePerson, load_due_facts
from core.services.day.due_reasons import MISSED_MONTHS, DueRules, reasons_of
from core.services.day.source_choices import read_choices
from core.services.immunization.immunization_settings import read_immunization_settings
from core.services.register import Register
from core.services.setup import read_settings
from core.words.age import age_words
from core.words.findings import Severity
from core.words.life_stage import LifeStage, life_stage, stage_on
from core.words.people import Sex

__all__ = ["DueKind", "DueLine", "DueReason", "due_line", "due_list", "invited", "kinds_of"]


@dataclass(frozen=True, slots=True)
class DueLine:
    """One person who should come, with every reason, the gravest first; the age is as of the day."""

    person_id: str
    name: str
    sex: Sex
    born_on: date
    age: str
    stage: LifeStage
    mother: str
    dusun: str
    rw: str
    rt: str
    address: str
    reasons: tuple[DueReason, ...]

    @property
    def severity(self) -> Severity:
        """That of the gravest reason."""
        return self.reasons[0].severity

    @property
    def is_only_invited(self) -> bool:
        """Nothing but that a grown-up was never seen, or not for a year: half a village, so not carried around."""
        return all(one.kind is DueKind.SCREENING for one in self.reasons)

    @property
    def text(self) -> str:
        """All reasons in one line."""
        return "; ".join(one.text for one in self.reasons)


def due_list(
    register: Register, posyandu_id: str | None, on: date, *, kinds: Collection[DueKind] | None = None
) -> tuple[DueLine, ...]:
    """Who should come on the day and why, by dusun, most pressing first (KMK 2015/2023, preparation of the day).

    Counts what was known before the day, so that it stays the same while people come. `kinds`: only these reasons.
    Raises NotAllowed for somebody who may not see health data.
    """
    with collector_asleep():
        facts, rules = _read(register, posyandu_id, on)
        lines = _lines(facts, on, rules, None if kinds is None else frozenset(kinds))
        return tuple(sorted(lines, key=_in_order))


def due_line(register: Register, person_id: str, on: date) -> DueLine | None:
    """The line of one person as `due_list` has it; None for whom nothing asks, or who does not live here that day."""
    facts, rules = _read(register, None, on, (person_id,))
    return next(_lines(facts, on, rules, None), None)


def invited(lines: Iterable[DueLine]) -> tuple[DueLine, ...]:
    """Those who are awaited: the list that is carried from house to house."""
    return tuple(line for line in lines if not line.is_only_invited)


def kinds_of(lines: Iterable[DueLine]) -> tuple[tuple[DueKind, int], ...]:
    """How many people have each kind of reason, in the order of the kinds; kinds without anybody are left out."""
    counts = Counter(kind for line in lines for kind in {reason.kind for reason in line.reasons})
    return tuple((kind, counts[kind]) for kind in DueKind if counts[kind])


def _read(
    register: Register, posyandu_id: str | None, on: date, person_ids: tuple[str, ...] = ()
) -> tuple[DueFacts, DueRules]:
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        rules = DueRules(
            settings=read_settings(session),
            choices=read_choices(session),
            immunization=read_immunization_settings(session),
            sees_diagnoses=register.may(Action.SEE_DIAGNOSES),
        )
        reads_all = not rules.settings.o_breaks_two_t
        facts = load_due_facts(session, posyandu_id, on, MISSED_MONTHS, person_ids, reads_all_weighings=reads_all)
        return facts, rules


def _lines(facts: DueFacts, on: date, rules: DueRules, kinds: frozenset[DueKind] | None) -> Iterator[DueLine]:
    for person in facts.people:
        stage = _stage(facts, person, on)
        reasons = reasons_of(facts, person, stage, on, rules)
        wanted = most_pressing_first(one for one in reasons if kinds is None or one.kind in kinds)
        if wanted and stage is not None:
            yield _line(person, stage, on, wanted)


def _stage(facts: DueFacts, person: DuePerson, on: date) -> LifeStage | None:
    if person.id not in facts.pregnancies and person.id not in facts.births:
        return life_stage(person.born_on, on)
    births = facts.births.get(person.id, ())
    return stage_on(person.born_on, on, pregnancies=facts.spans(person.id), births=births)


def _line(person: DuePerson, stage: LifeStage, on: date, reasons: tuple[DueReason, ...]) -> DueLine:
    return DueLine(
        person_id=person.id,
        name=person.name,
        sex=person.sex,
        born_on=person.born_on,
        age=age_words(person.born_on, on, is_approximate=person.is_birth_date_approximate),
        stage=stage,
        mother=person.mother,
        dusun=person.dusun,
        rw=person.rw,
        rt=person.rt,
        address=person.address,
        reasons=reasons,
    )


def _in_order(line: DueLine) -> tuple[str, int, bool, int, str, str]:
    is_late = any(one.is_overdue for one in line.reasons)
    return line.dusun, -line.severity.rank, not is_late, -len(line.reasons), line.name, line.person_id
