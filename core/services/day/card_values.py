"""Where each field of a card is kept: measurements, person and pregnancy have their own columns, the rest are answers.

A fact is stored once, so the scale, the card and the page of the child always show the same number.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules import breastfeeding, pregnancy, vitamin_a
from core.rules.forms.form import Form
from core.rules.reading import read_one
from core.rules.sheet import Value
from core.rules.verdict import Refusal
from core.services.day.card_context import Motherhood, cm, kg, motherhood
from core.services.growth.visit_rows import posyandu_of
from core.services.immunization.development_rows import is_checklist_complete
from core.store.checkups import Answer, CheckUp
from core.store.people import Person
from core.store.visits import Measurement
from core.words.age import completed_months
from core.words.people import Posture, Sex

CHILD_CARD, MOTHER_CARD = "balita", "bumil"
_DAYS_IN_WEEK = 7
Values = dict[str, Value]


@dataclass(slots=True)
class Papers:
    """Everything a card of one check-up reads from and writes to."""

    check_up: CheckUp
    person: Person
    measurement: Measurement | None
    mother: Motherhood
    answers: dict[tuple[str, str], Answer]

    @property
    def months(self) -> int:
        """Completed months of the person on the day."""
        return completed_months(self.person.born_on, self.check_up.checked_on)


def papers_of(session: Session, check_up: CheckUp) -> Papers:
    """The papers of a check-up, from the database."""
    person = session.get_one(Person, check_up.person_id)
    measured = select(Measurement).where(
        Measurement.person_id == person.id,
        Measurement.measured_on == check_up.checked_on,
        Measurement.is_outside_history.is_(False),
    )
    answers = session.scalars(select(Answer).where(Answer.check_up_id == check_up.id))
    mother = motherhood(session, person, check_up.checked_on) if person.sex is Sex.FEMALE else Motherhood()
    return Papers(
        check_up,
        person,
        session.scalars(measured.order_by(Measurement.id)).first(),
        mother,
        {(row.form, row.key): row for row in answers},
    )


def answered_forms(papers: Papers) -> tuple[str, ...]:
    """The keys of the forms with an answer, each once."""
    return tuple(dict.fromkeys(form for form, _ in sorted(papers.answers)))


def values_of(papers: Papers, form: Form) -> Values:
    """What stands on a form now, by field key, each of the type of its field."""
    found: Values = {}
    for one in form.fields:
        if one.derived:
            continue
        box = _box(form.key, one.key, papers)
        raw = box.read(papers) if box is not None else None
        if raw is None and (row := papers.answers.get((form.key, one.key))) is not None:
            raw = json.loads(row.value, parse_float=Decimal)
        if raw is None:
            continue
        value = read_one(one, raw)
        if not isinstance(value, Refusal):
            found[one.key] = value
    return found


def write_values(session: Session, papers: Papers, form: Form, changed: Mapping[str, Value | None]) -> None:
    """Write these fields to where they are kept; None takes the answer away. The caller's deed commits."""
    for key, value in changed.items():
        box = _box(form.key, key, papers)
        rest = value if box is None else box.write(session, papers, value)
        write_answer(session, papers, form.key, key, rest)
    _drop_empty(session, papers)
    session.flush()
    if form.key == MOTHER_CARD:
        papers.mother = motherhood(session, papers.person, papers.check_up.checked_on)


def _drop_empty(session: Session, papers: Papers) -> None:
    """A measurement of which nothing is left was none."""
    row = papers.measurement
    kept = ("weight_g", "length_mm", "head_mm", "muac_mm", "breastfeeding", "vitamin_a", "note", "follow_up_note")
    if row is None or row.has_oedema or row.is_referred or any(getattr(row, name) for name in kept):
        return
    if row in session.new:
        session.expunge(row)
    else:
        session.delete(row)
    papers.measurement = None


def write_answer(session: Session, papers: Papers, form_key: str, key: str, value: Value | None) -> None:
    """Keep one answer under its form and key; None takes it away."""
    row = papers.answers.get((form_key, key))
    if value is None:
        if row is not None:
            session.delete(papers.answers.pop((form_key, key)))
        return
    text = as_json(value)
    if row is not None:
        row.value = text
        return
    row = Answer(check_up_id=papers.check_up.id, form=form_key, key=key, value=text)
    session.add(row)
    papers.answers[form_key, key] = row


def as_json(value: Value) -> str:
    """An answer as it is stored and exchanged: numbers as typed (`7.40` stays so), days in ISO form, codes as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return json.dumps(value.isoformat())
    if isinstance(value, tuple):
        return json.dumps(list(value), ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)


# --- boxes of the card that are kept elsewhere ---


@dataclass(frozen=True, slots=True)
class _Box:
    """How a field is read from its own column and written to it; what `write` gives back is kept as an answer."""

    read: Callable[[Papers], Any]
    write: Callable[[Session, Papers, Value | None], Value | None]


def _box(form_key: str, key: str, papers: Papers) -> _Box | None:
    if key == "visit_date":
        return _VISIT_DATE
    if form_key == CHILD_CARD and key in _CHILD_BOXES:
        return _CHILD_BOXES[key]
    if form_key == MOTHER_CARD and key in _MOTHER_BOXES and papers.mother.pregnancy is not None:
        return _MOTHER_BOXES[key]
    return _MEASURED.get(key)


def _visit_date(session: Session, papers: Papers, value: Value | None) -> None:
    """The day is that of the check-up; it is moved with the day, never from the card."""


_VISIT_DATE = _Box(lambda papers: papers.check_up.checked_on, _visit_date)


def _row_to_write(session: Session, papers: Papers, value: Value | None) -> Measurement | None:
    """The measurement of the day, made when there is something to keep."""
    if papers.measurement is None and value is not None:
        check_up = papers.check_up
        _refuse_beside_book(session, check_up)
        papers.measurement = Measurement(
            person_id=check_up.person_id,
            measured_on=check_up.checked_on,
            day_id=check_up.day_id,
            posyandu_id=check_up.posyandu_id or posyandu_of(session, check_up.person_id),
            has_oedema=False,
        )
        session.add(papers.measurement)
    return papers.measurement


def _refuse_beside_book(session: Session, check_up: CheckUp) -> None:
    copied = select(Measurement.id).where(
        Measurement.person_id == check_up.person_id,
        Measurement.measured_on == check_up.checked_on,
        Measurement.is_outside_history.is_(True),
    )
    if session.scalar(copied.limit(1)) is not None:
        raise InputError("Sudah ada angka dari buku untuk tanggal ini. Hapus yang itu dulu di halaman anaknya.")


def _measured(column: str, read: Callable[[Any], Any], write: Callable[[Any], Any]) -> _Box:
    def from_row(papers: Papers) -> Any:  # noqa: ANN401 - the type of the field is read afterwards
        held = None if papers.measurement is None else getattr(papers.measurement, column)
        return None if held is None else read(held)

    def to_row(session: Session, papers: Papers, value: Value | None) -> None:
        row = _row_to_write(session, papers, value)
        if row is not None:
            setattr(row, column, None if value is None else write(value))

    return _Box(from_row, to_row)


def _scaled(factor: int) -> Callable[[Decimal], int]:
    # Half up once, as the rules say of 23,45 cm; the scale itself never shows more than it can hold.
    return lambda value: int((value * factor).to_integral_value(ROUND_HALF_UP))


_MEASURED: dict[str, _Box] = {
    "weight_kg": _measured("weight_g", kg, _scaled(1000)),
    "height_cm": _measured("length_mm", cm, _scaled(10)),
    "head_cm": _measured("head_mm", cm, _scaled(10)),
    "muac_cm": _measured("muac_mm", cm, _scaled(10)),
    "measure": _measured("posture", lambda posture: Posture(posture).value, Posture),
}


def _read_oedema(papers: Papers) -> bool | None:
    return True if papers.measurement is not None and papers.measurement.has_oedema else None


def _write_oedema(session: Session, papers: Papers, value: Value | None) -> Value | None:
    """The row only knows swollen or not seen so; that it was looked at and was not is an answer."""
    row = _row_to_write(session, papers, value or None)
    if row is not None:
        row.has_oedema = value is True
    return None if value is True else value


def _read_capsule(papers: Papers) -> bool | None:
    return True if papers.measurement is not None and papers.measurement.vitamin_a else None


def _write_capsule(session: Session, papers: Papers, value: Value | None) -> Value | None:
    """A capsule is kept by its colour, which follows from the age; outside that age it is only an answer."""
    capsule = vitamin_a.capsule_for(papers.months) if value is True else None
    row = _row_to_write(session, papers, capsule)
    if row is not None:
        row.vitamin_a = capsule
    return None if capsule is not None else value


def _read_milk(papers: Papers) -> bool | None:
    marks = {breastfeeding.ONLY_BREAST_MILK: True, breastfeeding.OTHER_FOOD: False}
    return None if papers.measurement is None else marks.get(papers.measurement.breastfeeding or "")


def _write_milk(session: Session, papers: Papers, value: Value | None) -> Value | None:
    row = _row_to_write(session, papers, value)
    if row is not None:
        marks = {True: breastfeeding.ONLY_BREAST_MILK, False: breastfeeding.OTHER_FOOD}
        row.breastfeeding = marks[value is True] if value is not None else None
    return None


def _of_person(column: str, read: Callable[[Any], Any], factor: int) -> _Box:
    def from_person(papers: Papers) -> Any:  # noqa: ANN401 - the type of the field is read afterwards
        held = getattr(papers.person, column)
        return None if held is None else read(held)

    def to_person(session: Session, papers: Papers, value: Value | None) -> None:
        setattr(papers.person, column, _scaled(factor)(value) if isinstance(value, Decimal) else None)

    return _Box(from_person, to_person)


def _of_pregnancy(column: str) -> _Box:
    def from_pregnancy(papers: Papers) -> Any:  # noqa: ANN401 - the type of the field is read afterwards
        return getattr(papers.mother.pregnancy, column)

    def to_pregnancy(session: Session, papers: Papers, value: Value | None) -> None:
        setattr(papers.mother.pregnancy, column, value)

    return _Box(from_pregnancy, to_pregnancy)


def _read_weeks(papers: Papers) -> int | None:
    """Weeks that the mother told count on from the day she told them, while neither HPHT nor a scan is known."""
    dating = papers.mother.dating
    if dating is None or dating.by is not pregnancy.DatedBy.ESTIMATE:
        return None
    weeks = (papers.check_up.checked_on - dating.began_on).days // _DAYS_IN_WEEK
    return weeks if 1 <= weeks <= pregnancy.MOST_WEEKS else None


def _write_weeks(session: Session, papers: Papers, value: Value | None) -> None:
    if (row := papers.mother.pregnancy) is not None:
        said_on = papers.check_up.checked_on
        row.estimated_due_on = pregnancy.due_by_weeks(value, said_on) if isinstance(value, int) else None


def _write_checklist(_session: Session, papers: Papers, value: Value | None) -> Value | None:
    """Where the lines of the checklist are answered, they say whether it is complete."""
    return None if is_checklist_complete(papers.answers) is not None else value


_CHILD_BOXES: dict[str, _Box] = {
    "checklist_complete": _Box(lambda papers: is_checklist_complete(papers.answers), _write_checklist),
    "oedema": _Box(_read_oedema, _write_oedema),
    "vitamin_a": _Box(_read_capsule, _write_capsule),
    "exclusive_breastfeeding": _Box(_read_milk, _write_milk),
    "birth_weight_kg": _of_person("birth_weight_g", kg, 1000),
    "birth_length_cm": _of_person("birth_length_mm", cm, 10),
}
_MOTHER_BOXES: dict[str, _Box] = {
    "hpht": _of_pregnancy("hpht_on"),
    "usg_due_date": _of_pregnancy("usg_due_on"),
    "gravida": _of_pregnancy("gravida"),
    "gestational_weeks": _Box(_read_weeks, _write_weeks),
}
