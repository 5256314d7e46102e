"""A child's development in the register: KPSP and the checklist of the Buku KIA of a day, and those of before."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.development import (
    KPSP_AGES,
    KPSP_QUESTIONS,
    LAST_MONTH,
    SECTORS,
    Checkpoint,
    checkpoint_for,
    is_kpsp_repeat,
    kpsp_for,
)
from core.rules.development_items import CHECKPOINTS, item_key
from core.rules.permissions import Action
from core.services.day.card_values import papers_of
from core.services.day.card_verdicts import judge_papers
from core.services.day.check_up_rows import (
    attend,
    back_to_examined,
    check_up_of,
    check_up_row,
    refuse_locked,
    time_of_day,
)
from core.services.day.referral_rows import sync_referral
from core.services.immunization.development_rows import (
    KIA,
    KPSP,
    KpspAnswers,
    checklist_findings,
    checklists_of,
    kpsp_of,
)
from core.services.register import Changed, Outcome, Register
from core.store.checkups import Answer, CheckUp
from core.store.people import Person
from core.store.unit_of_work import UnitOfWork
from core.words.age import age_words, completed_months, month_completed_on
from core.words.findings import Finding
from core.words.periods import date_short

_CHANGED = frozenset({Changed.DAYS, Changed.HEALTH})


@dataclass(frozen=True, slots=True)
class DevelopmentLine:
    """One screening of before: the day, what it was (`KPSP 12 bulan`), and what it found."""

    on: date
    what: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class DevelopmentCard:
    """What is asked of a child on a day, what is answered already, and the history, newest first.

    `kpsp_age` None: no questionnaire for this age. `checkpoint` None: no checklist for this age, or it was complete on
    an earlier day (`completed`, ages in months). `is_repeat` proposes that this KPSP is the repeat after two weeks.
    """

    person_id: str
    name: str
    age: str
    on: date
    kpsp_age: int | None
    kpsp: KpspAnswers | None
    is_repeat: bool
    next_kpsp: tuple[int, date] | None
    checkpoint: Checkpoint | None
    answers: dict[int, bool]
    completed: tuple[int, ...]
    history: tuple[DevelopmentLine, ...]


@dataclass(frozen=True, slots=True)
class DevelopmentDeed:
    """The check-up that was written to, what was found, and the deed to undo it by."""

    check_up_id: str
    finding: Finding | None
    entry_id: str


def development_card(register: Register, person_id: str, *, check_up_id: str | None = None) -> DevelopmentCard:
    """What is asked of the child on the day of the check-up, or today (SDIDTK 2022, Buku KIA 2024).

    Raises InputError for somebody unknown.
    """
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        person = _person(session, person_id)
        on = check_up_row(session, check_up_id).checked_on if check_up_id else register.today
        days = _answers_by_day(session, person_id, on)
    months = completed_months(person.born_on, on)
    today, before = days.get(on, {}), {day: forms for day, forms in days.items() if day < on}
    told = [(day, one) for day, forms in days.items() if (one := kpsp_of(forms.get(KPSP, {}))) is not None]
    age = kpsp_for(person.born_on, on, person.gestation_weeks)
    completed = _completed(before)
    checkpoint = checkpoint_for(months, completed)
    earlier = [(day, one.age_months, one.yes) for day, one in told]
    return DevelopmentCard(
        person_id=person.id,
        name=person.name,
        age=age_words(person.born_on, on, is_approximate=person.is_birth_date_approximate),
        on=on,
        kpsp_age=age,
        kpsp=kpsp_of(today.get(KPSP, {})),
        is_repeat=age is not None and is_kpsp_repeat(age, on, earlier),
        next_kpsp=_next_kpsp(person.born_on, on, age),
        checkpoint=checkpoint,
        answers=checklists_of(today.get(KIA, {})).get(checkpoint.age_months, {}) if checkpoint else {},
        completed=completed,
        history=tuple(_lines(days)),
    )


def save_checklist(
    register: Register, person_id: str, age_months: int, answers: Mapping[int, bool], *, check_up_id: str | None = None
) -> Outcome[DevelopmentDeed]:
    """Save lines of the checklist of an age: place (from 0) to yes or no; what is not given is taken back.

    They belong to the check-up given, else to that of today, which is made when there is none. Raises InputError for an
    age or a line that the checklist does not have, and on a locked day.
    """
    items = CHECKPOINTS.get(age_months)
    if items is None or not set(answers) <= set(range(len(items))):
        raise InputError("Baris ini tidak ada di ceklis umur ini. Muat ulang halamannya.")
    wanted = {item_key(age_months, place): can for place, can in answers.items()}
    ours = {item_key(age_months, place) for place in range(len(items))}
    what = f"Mengisi ceklis perkembangan {age_months} bulan"
    return _save(register, person_id, check_up_id, KIA, {key: wanted.get(key) for key in ours}, what)


def save_kpsp(
    register: Register, person_id: str, told: KpspAnswers, *, check_up_id: str | None = None
) -> Outcome[DevelopmentDeed]:
    """Save the score of a KPSP, of the check-up given, else of that of today (made when there is none).

    Raises InputError for a score beyond 0 to 10, an unknown questionnaire or part, a no without its part, and on a
    locked day.
    """
    if told.age_months not in KPSP_AGES:
        raise InputError("KPSP untuk umur ini tidak ada.", field="age_months")
    if not 0 <= told.yes <= KPSP_QUESTIONS:
        raise InputError(f"Jawaban ya antara 0 dan {KPSP_QUESTIONS}.", field="yes")
    if not set(told.sectors) <= set(SECTORS):
        raise InputError("Pilih bagiannya dari daftar.", field="sectors")
    if told.yes < KPSP_QUESTIONS and not told.sectors:
        raise InputError("Pilih bagian yang jawabannya tidak.", field="sectors")
    wanted = {
        "age_months": told.age_months,
        "yes": told.yes,
        "sectors": [one for one in SECTORS if one in told.sectors] if told.yes < KPSP_QUESTIONS else [],
        "is_repeat": told.is_repeat,
    }
    return _save(register, person_id, check_up_id, KPSP, wanted, f"Mengisi KPSP {told.age_months} bulan")


def _save(
    register: Register, person_id: str, check_up_id: str | None, form: str, wanted: Mapping[str, Any], what: str
) -> Outcome[DevelopmentDeed]:
    with register.deed("", action=Action.RECORD_HEALTH) as deed:
        session, at = deed.session, time_of_day(register.clock.now())
        person = _person(session, person_id)
        _refuse_outside(person, register.today)
        row = _check_up(deed, person, check_up_id, register.today, at)
        deed.sentence = f"{what}, {person.name} {date_short(row.checked_on)}"
        if _write(session, row, form, wanted):
            back_to_examined(row, at)
            papers = papers_of(session, row)
            sync_referral(session, papers, judge_papers(session, papers))
        finding = _finding(session, row, form)
        row_id = row.id
    return Outcome(DevelopmentDeed(row_id, finding, deed.entry_id or ""), _CHANGED)


def _check_up(deed: UnitOfWork, person: Person, check_up_id: str | None, today: date, at: str) -> CheckUp:
    known = check_up_row(deed.session, check_up_id) if check_up_id else check_up_of(deed.session, person.id, today)
    if known is not None:
        refuse_locked(deed.session, known.day_id)
        return known
    return attend(deed.session, person.id, today, None, at)


def _refuse_outside(person: Person, today: date) -> None:
    if completed_months(person.born_on, today) > LAST_MONTH:
        raise InputError(f"Perkembangan dinilai sampai umur {LAST_MONTH} bulan.")


def _write(session: Session, row: CheckUp, form: str, wanted: Mapping[str, Any]) -> bool:
    """Write what differs; whether anything did."""
    rows = session.scalars(select(Answer).where(Answer.check_up_id == row.id, Answer.form == form))
    known = {one.key: one for one in rows}
    has_changed = False
    for key, value in wanted.items():
        text = None if value is None else json.dumps(value, ensure_ascii=False)
        before = known.get(key)
        if text == (before.value if before else None):
            continue
        has_changed = True
        if text is None and before is not None:
            session.delete(before)
        elif before is not None and text is not None:
            before.value = text
        elif text is not None:
            session.add(Answer(check_up_id=row.id, form=form, key=key, value=text))
    session.flush()
    return has_changed


def _finding(session: Session, row: CheckUp, form: str) -> Finding | None:
    rows = session.scalars(select(Answer).where(Answer.check_up_id == row.id, Answer.form == form))
    values = {one.key: json.loads(one.value) for one in rows}
    if form == KPSP:
        told = kpsp_of(values)
        return told.finding if told else None
    found = checklist_findings(values)
    return found[max(found)] if found else None


def _answers_by_day(session: Session, person_id: str, until: date) -> dict[date, dict[str, dict[str, Any]]]:
    wanted = (
        select(CheckUp.checked_on, Answer.form, Answer.key, Answer.value)
        .join(CheckUp, CheckUp.id == Answer.check_up_id)
        .where(CheckUp.person_id == person_id, CheckUp.checked_on <= until, Answer.form.in_((KPSP, KIA)))
        .order_by(CheckUp.checked_on)
    )
    days: dict[date, dict[str, dict[str, Any]]] = {}
    for on, form, key, value in session.execute(wanted):
        days.setdefault(on, {}).setdefault(form, {})[key] = json.loads(value)
    return days


def _completed(days: Mapping[date, Mapping[str, Mapping[str, Any]]]) -> tuple[int, ...]:
    done: set[int] = set()
    for forms in days.values():
        for age, told in checklists_of(forms.get(KIA, {})).items():
            if all(told.get(place) for place in range(len(CHECKPOINTS[age]))):
                done.add(age)
    return tuple(sorted(done))


def _lines(days: Mapping[date, Mapping[str, Mapping[str, Any]]]) -> list[DevelopmentLine]:
    lines: list[DevelopmentLine] = []
    for on in sorted(days, reverse=True):
        told = kpsp_of(days[on].get(KPSP, {}))
        if told is not None:
            lines.append(DevelopmentLine(on, f"KPSP {told.age_months} bulan", told.finding))
        found = checklist_findings(days[on].get(KIA, {}))
        lines += [DevelopmentLine(on, f"Ceklis {age} bulan", one) for age, one in sorted(found.items(), reverse=True)]
    return lines


def _next_kpsp(born_on: date, on: date, age: int | None) -> tuple[int, date] | None:
    """The next questionnaire and the day on which the child is that old."""
    following = next((one for one in KPSP_AGES if one > (age or 0)), None)
    if following is None or completed_months(born_on, on) > LAST_MONTH:
        return None
    return following, month_completed_on(born_on, following)


def _person(session: Session, person_id: str) -> Person:
    person = session.get(Person, person_id)
    if person is None or person.merged_into_id is not None:
        raise InputError("Orang ini tidak ada di register. Cari lagi namanya.")
    return person
