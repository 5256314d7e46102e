"""What is proposed for boxes that are still empty, each with where it comes from."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.rules.forms.catalogue import form_named
from core.rules.forms.form import Form
from core.rules.reading import read_one
from core.rules.sheet import Value
from core.rules.verdict import Refusal
from core.services.day.card_context import answers_before, cm, kg
from core.services.day.card_values import CHILD_CARD, Papers, answered_forms, values_of
from core.services.day.card_verdicts import Judged
from core.services.immunization.immunizing import doses_of_visit
from core.store.people import Person
from core.words.periods import date_words

FROM_REGISTER, FROM_TODAY = "dari register", "dari formulir lain hari ini"
FROM_DOSES = "dari catatan imunisasi"
_CARRIED = frozenset(
    {
        "family_history",
        "own_history",
        "school",
        "grade",
        "birth_interval_months",
        "pre_weight_kg",
        "delivery_place",
        "delivery_mode",
        "smoking_status",
        "smoking_kind",
        "cigarettes_per_day",
        "cigarettes_per_week",
        "smoking_start_age",
        "smoked_ever",
        "smoking_years",
        "children_count",
        "last_birth_date",
        "contraception",
        "contraception_method",
    }
)
"""What seldom changes from visit to visit; the rest is asked anew every time."""


@dataclass(frozen=True, slots=True)
class Prefill:
    """A proposed value, and where it comes from in words."""

    value: Value
    source: str


def prefills_of(
    session: Session, papers: Papers, judged: Judged, form: Form, values: Mapping[str, Value]
) -> dict[str, Prefill]:
    """Proposals by key for the typed boxes of a form without a value; the register goes before earlier cards."""
    empty = {one.key: one for one in form.fields if not one.derived and one.key not in values}
    found: dict[str, Prefill] = {}
    for key, raw, source in _sources(session, papers, judged, form, set(empty)):
        if key in empty and key not in found:
            value = read_one(empty[key], raw)
            if not isinstance(value, Refusal):
                found[key] = Prefill(value, source)
    return found


def _sources(
    session: Session, papers: Papers, judged: Judged, form: Form, empty: set[str]
) -> Iterator[tuple[str, object, str]]:
    """Key, value and source, the surest first."""
    for one in form.fields:
        if one.from_register and one.key in judged.context:
            yield one.key, judged.context[one.key], FROM_REGISTER
    if form.key == "nifas":
        yield from _newborn(session, papers)
    if form.key == CHILD_CARD:
        yield from _immunized(session, papers)
    if "pregnant" in empty and papers.mother.pregnancy is not None:
        yield "pregnant", True, FROM_REGISTER
    if "dm" in empty and _has_diabetes(session, papers):
        yield "dm", True, FROM_REGISTER
    for key in answered_forms(papers):
        other = form_named(key)
        if other is not None and other is not form and not other.for_midwife:
            yield from ((name, value, FROM_TODAY) for name, value in values_of(papers, other).items())
    wanted = sorted(empty & _CARRIED)
    if wanted:
        told = [*answers_before(session, papers.person.id, papers.check_up.checked_on, wanted)]
        yield from ((key, value, f"dari kartu {date_words(day)}") for key, day, value in reversed(told))


def _has_diabetes(session: Session, papers: Papers) -> bool:
    """Kencing manis in the own history, as told today or the last time: it makes one TBC symptom enough."""
    told = [json.loads(row.value) for (_, key), row in papers.answers.items() if key == "own_history"]
    if not told:
        before = answers_before(session, papers.person.id, papers.check_up.checked_on, ("own_history",))
        told = [value for _, _, value in before][-1:]
    return any("DM" in value for value in told if isinstance(value, list))


def _immunized(session: Session, papers: Papers) -> Iterator[tuple[str, object, str]]:
    """What the doses of the register say for the child's card."""
    given, is_complete = doses_of_visit(session, papers.person, papers.check_up.checked_on)
    if given:
        yield "immunization_given", ", ".join(given), FROM_DOSES
    if is_complete is not None:
        yield "immunization_complete", is_complete, FROM_DOSES


def _newborn(session: Session, papers: Papers) -> Iterator[tuple[str, object, str]]:
    born_on: date | None = papers.mother.delivered_on
    if born_on is None:
        return
    wanted = select(Person).where(
        Person.mother_id == papers.person.id, Person.born_on == born_on, Person.merged_into_id.is_(None)
    )
    child = session.scalars(wanted.order_by(Person.birth_order, Person.id)).first()
    if child is None:
        return
    facts: dict[str, Decimal | int | None] = {
        "birth_order": child.birth_order,
        "birth_weight_kg": kg(child.birth_weight_g),
        "birth_length_cm": cm(child.birth_length_mm),
    }
    yield from ((key, value, FROM_REGISTER) for key, value in facts.items() if value is not None)
