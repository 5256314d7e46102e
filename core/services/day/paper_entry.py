"""A day without power: the paper register printed before it, and its rows in the same order for typing later."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.growth.weight_gain import next_target
from core.rules.due.reason import DueKind
from core.rules.permissions import Action
from core.services.day.due_facts import DueFacts, DuePerson, load_due_facts
from core.services.day.due_list import DueLine, due_list
from core.services.day.open_day import day
from core.services.register import Changed, Outcome, Register
from core.services.views import DayView, VisitFacts
from core.store.checkups import CheckUp
from core.store.people import Person
from core.store.registers import Setting
from core.words.age import age_words, completed_months
from core.words.check_character import ALPHABET, check_digit, squeezed
from core.words.life_stage import LifeStage, stage_on
from core.words.people import Sex
from core.words.periods import Month, date_words

_CHILD_MONTHS = 72
_MOTHERS = (LifeStage.PREGNANT, LifeStage.POSTPARTUM)
_ON_PAPER = {DueKind.IMMUNIZATION, DueKind.VITAMIN_A, DueKind.NEWBORN}
"""What of a child's reasons is told on the paper; its weight stands in columns of its own."""


class PaperGroup(StrEnum):
    """The two tables of the paper register, each with its own columns."""

    CHILDREN = "anak"
    GROWN = "dewasa"

    @property
    def label(self) -> str:
        """Its heading."""
        return "Bayi, balita, dan prasekolah" if self is PaperGroup.CHILDREN else "Ibu hamil, nifas, dewasa, dan lansia"


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One row as printed. `code` is typed to find it again: its number with a check character of that sheet.

    `target_g`: least weight in grams that is N on the day; None when last month was not weighed. `is_typed`: somebody
    wrote the person down for this day already.
    """

    number: int
    code: str
    person_id: str
    group: PaperGroup
    name: str
    sex: Sex
    age: str
    stage: LifeStage | None
    mother: str
    dusun: str
    rt: str
    last_weight_g: int | None
    last_on: date | None
    target_g: int | None
    due: str
    is_typed: bool


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The order as it was printed, and the day that stood on the paper."""

    printed_for: date
    ids: tuple[str, ...]


def prepare_rows(register: Register, day_id: str) -> Outcome[tuple[PaperRow, ...]]:
    """The rows of a day for printing; their order is kept, so that typing follows the paper.

    Printed again later, rows keep their numbers and codes; whoever is new stands at the end. Raises InputError for an
    unknown day or when nobody is expected, NotAllowed without the right to hold a day.
    """
    register.require(Action.HOLD_DAY)
    view = day(register, day_id)
    due = due_list(register, view.posyandu_id, view.held_on)
    with register.reading() as session:
        known = _sheet(session, day_id)
        facts = load_due_facts(session, view.posyandu_id, view.held_on, _CHILD_MONTHS)
    expected = _expected(facts, due, view)
    before = known.ids if known else ()
    ids = (*before, *(one for one in expected if one not in set(before)))
    if not ids:
        raise InputError("Belum ada warga yang diharapkan datang, jadi tidak ada yang dicetak. Daftarkan warga dulu.")
    if ids != before:
        _keep(register, view, _Sheet(known.printed_for if known else view.held_on, ids))
    return Outcome(rows_of(register, day_id), frozenset({Changed.DAYS}) if ids != before else frozenset())


def rows_of(register: Register, day_id: str) -> tuple[PaperRow, ...]:
    """The rows as they were printed, in that order; none before the paper was made.

    Whoever has died or left since keeps the number but is left out; who was merged stands as the entry that was kept.
    Raises InputError for an unknown day.
    """
    register.require(Action.SEE_HEALTH)
    view = day(register, day_id)
    due = {line.person_id: line for line in due_list(register, view.posyandu_id, view.held_on)}
    with register.reading() as session:
        sheet = _sheet(session, day_id)
        if sheet is None:
            return ()
        ids = _present_ids(session, sheet.ids)
        facts = load_due_facts(session, None, view.held_on, _CHILD_MONTHS, ids)
        typed = set(session.scalars(select(CheckUp.person_id).where(CheckUp.day_id == day_id)))
    people = {one.id: one for one in facts.people}
    rows = [
        replace(
            _row(people[one], facts, due.get(one), view.held_on),
            number=number,
            code=code_of(number, sheet.printed_for),
            is_typed=one in typed,
        )
        for number, one in enumerate(ids, start=1)
        if one in people
    ]
    # A child that was added later stands below the other children, not below the elderly.
    return tuple(sorted(rows, key=lambda row: row.group is PaperGroup.GROWN))


def row_named(register: Register, day_id: str, code: str) -> PaperRow:
    """The row of a typed code. Raises InputError for a slip of the finger, or a code of the sheet of another day."""
    rows = rows_of(register, day_id)
    if not rows:
        raise InputError("Register kertas hari ini belum pernah dicetak. Cari namanya saja.", field="code")
    wanted = squeezed(code)
    found = next((row for row in rows if squeezed(row.code) == wanted), None)
    if found is None:
        raise InputError("Kode baris ini tidak cocok. Lihat lagi kodenya, dan tanggal di atas kertas.", field="code")
    return found


def next_to_type(rows: Sequence[PaperRow], after: str | None = None) -> PaperRow | None:
    """The next row that nobody typed yet, behind the person `after`, then from the top; None when all are typed."""
    place = next((place + 1 for place, row in enumerate(rows) if row.person_id == after), 0)
    return next((row for row in (*rows[place:], *rows[:place]) if not row.is_typed), None)


def code_of(number: int, printed_for: date) -> str:
    """`12-K`: the number of the row and a character that fits this number on no sheet of the next 31 months."""
    month = (printed_for.year * 12 + printed_for.month) % len(ALPHABET)
    return f"{number}-{ALPHABET[check_digit([month, *(int(mark) for mark in str(number))])]}"


def _present_ids(session: Session, ids: Sequence[str]) -> tuple[str, ...]:
    """The same rows; an entry that was merged into another since stands for that one."""
    merged = select(Person.id, Person.merged_into_id).where(Person.merged_into_id.is_not(None))
    kept = {one: str(other) for one, other in session.execute(merged.where(Person.id.in_(ids)))}
    return tuple(kept.get(one, one) for one in ids)


def _expected(facts: DueFacts, due: Sequence[DueLine], view: DayView) -> tuple[str, ...]:
    """Children by dusun and name, then mothers, then whoever else is awaited or has a pressing reason."""
    pressing = {line.person_id for line in due if not line.is_only_invited}
    ranked = []
    for person in facts.people:
        stage = _stage(facts, person, view.held_on)
        is_child = completed_months(person.born_on, view.held_on) < _CHILD_MONTHS
        is_awaited = is_child or stage in _MOTHERS or stage is LifeStage.ELDERLY or person.id in pressing
        if is_awaited:
            rank = 0 if is_child else 1 if stage in _MOTHERS else 2
            ranked.append((rank, person.dusun, person.name, person.id))
    return tuple(person_id for *_, person_id in sorted(ranked))


def _stage(facts: DueFacts, person: DuePerson, on: date) -> LifeStage | None:
    births = facts.births.get(person.id, ())
    return stage_on(person.born_on, on, pregnancies=facts.spans(person.id), births=births)


def _row(person: DuePerson, facts: DueFacts, line: DueLine | None, on: date) -> PaperRow:
    is_child = completed_months(person.born_on, on) < _CHILD_MONTHS
    last = _last_weighing(facts.weighings.get(person.id, ()))
    return PaperRow(
        number=0,
        code="",
        person_id=person.id,
        group=PaperGroup.CHILDREN if is_child else PaperGroup.GROWN,
        name=person.name,
        sex=person.sex,
        age=age_words(person.born_on, on, is_approximate=person.is_birth_date_approximate),
        stage=_stage(facts, person, on),
        mother=person.mother,
        dusun=person.dusun,
        rt=person.rt,
        last_weight_g=last.weight_g if last else None,
        last_on=last.measured_on if last else None,
        target_g=_target(person, last, on) if is_child else None,
        due="; ".join(_due_texts(line, is_child=is_child)),
        is_typed=False,
    )


def _last_weighing(visits: Sequence[VisitFacts]) -> VisitFacts | None:
    return next((visit for visit in reversed(visits) if visit.weight_g is not None), None)


def _target(person: DuePerson, last: VisitFacts | None, on: date) -> int | None:
    """R-NT: last month's weight and the KBM; a month without the scale has no target, its letter will be O."""
    if last is None or last.weight_g is None or Month.of(last.measured_on) != Month.of(on).previous():
        return None
    return next_target(person.sex, person.born_on, last.weight_g, on)


def _due_texts(line: DueLine | None, *, is_child: bool) -> Iterator[str]:
    for reason in line.reasons if line else ():
        if reason.kind in _ON_PAPER or (not is_child and reason.kind is not DueKind.SCREENING):
            yield reason.text


def _sheet(session: Session, day_id: str) -> _Sheet | None:
    row = session.get(Setting, _key(day_id))
    if row is None:
        return None
    kept = json.loads(row.value)
    return _Sheet(date.fromisoformat(kept["on"]), tuple(kept["ids"]))


def _keep(register: Register, view: DayView, sheet: _Sheet) -> None:
    value = json.dumps({"on": sheet.printed_for.isoformat(), "ids": sheet.ids})
    sentence = f"Menyiapkan register kertas, hari buka Posyandu {view.posyandu}, {date_words(view.held_on)}"
    with register.deed(sentence, action=Action.HOLD_DAY) as deed:
        row = deed.session.get(Setting, _key(view.id))
        if row is None:
            deed.session.add(Setting(id=_key(view.id), value=value))
        else:
            row.value = value


def _key(day_id: str) -> str:
    # As long as any id: a day's own, without dashes, behind what it is.
    return f"rows{day_id.replace('-', '')}"
