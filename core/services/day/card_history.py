"""All visits of one person as the cards on paper show them: answers, computed numbers and results, form by form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.assess import Assessment
from core.rules.forms.catalogue import form_named
from core.rules.forms.form import Form
from core.rules.permissions import Action
from core.rules.sheet import Value
from core.rules.verdict import Verdict
from core.services.day.card_context import card_key
from core.services.day.card_values import Papers, papers_of, values_of
from core.services.day.card_verdicts import Judged, judge_papers, worded
from core.services.day.referral_views import reason_words
from core.services.people.birth_links import cohabiting_husband
from core.services.people.people_rows import people_select, person_line
from core.services.register import Register
from core.services.views import PersonLine
from core.store.checkups import CheckUp, Referral
from core.store.people import Family, Person
from core.store.places import Posyandu, Village
from core.store.visits import Measurement
from core.words.age import completed_months
from core.words.findings import Severity
from core.words.people import Sex
from core.words.referrals import Target


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form as it was filled: `values` by field key, typed and computed alike; `severities` of what was judged."""

    key: str
    values: Mapping[str, Value]
    severities: Mapping[str, Severity]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class CardVisit:
    """One day somebody was seen; `card` is the form that fitted then, `forms` every form that says something."""

    on: date
    card: str
    months: int
    forms: Mapping[str, FilledForm]
    reasons: tuple[str, ...] = ()
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class CardHistory:
    """Whose card it is, what stands in its head, and the visits, oldest first; the NIK is masked always.

    `now` is what the register knows today (of the running pregnancy, the birth), also without any visit.
    """

    person: PersonLine
    phone: str
    husband: str
    village: str
    district: str
    puskesmas: str
    card: str
    visits: tuple[CardVisit, ...]
    now: CardVisit
    sees_diagnoses: bool


def card_history(
    register: Register, person_id: str, *, newest: int | None = None, with_private: bool = False
) -> CardHistory:
    """The visits of a person (the last `newest`; None: all), judged as they would be on their own day.

    `with_private` adds forms and boxes that only the bidan sees. Raises InputError for somebody unknown, NotAllowed
    without the right to see health data, and with `with_private` without the right to see those.
    """
    register.require(Action.SEE_HEALTH)
    if with_private:
        register.require(Action.SEE_PRIVATE)
    sees_diagnoses = register.may(Action.SEE_DIAGNOSES)
    with register.reading() as session:
        row = session.execute(people_select().where(Person.id == person_id)).first()
        if row is None:
            raise InputError("Orang ini tidak ada di register. Cari lagi namanya.")
        person = row.Person
        rows = _check_ups(session, person_id)[-newest if newest else None :]
        today = CheckUp(person_id=person_id, checked_on=register.today)
        *visits, now = (
            visit_of(session, one, with_private=with_private, sees_diagnoses=sees_diagnoses) for one in (*rows, today)
        )
        is_woman = person.sex is Sex.FEMALE
        husband = cohabiting_husband(session, person, register.today) if is_woman else None
        village = _village(session, row.Family)
        return CardHistory(
            person=person_line(row, today=register.today, is_masked=True),
            phone=person.phone,
            husband=husband.name if husband else "",
            village=village.name if village else "",
            district=village.district if village else "",
            puskesmas=village.puskesmas if village else "",
            card=card_key(session, person, register.today),
            visits=tuple(visits),
            now=now,
            sees_diagnoses=sees_diagnoses,
        )


def people_with_cards(register: Register, person_ids: list[str], form_key: str = "") -> list[str]:
    """Of these people, in their order, those who were seen or measured at least once, and whose card of today is it."""
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        seen = set(session.scalars(select(CheckUp.person_id).distinct()))
        seen |= set(session.scalars(select(Measurement.person_id).distinct()))
        found = [one for one in person_ids if one in seen]
        if not form_key:
            return found
        people = {one: session.get_one(Person, one) for one in found}
        return [one for one in found if card_key(session, people[one], register.today) == form_key]


def _check_ups(session: Session, person_id: str) -> list[CheckUp]:
    """Every day of a person, oldest first; a weighing without a check-up (older books) stands for one, not stored."""
    wanted = select(CheckUp).where(CheckUp.person_id == person_id)
    found = {row.checked_on: row for row in session.scalars(wanted)}
    measured = select(Measurement.measured_on).where(
        Measurement.person_id == person_id, Measurement.is_outside_history.is_(False)
    )
    for on in session.scalars(measured):
        found.setdefault(on, CheckUp(person_id=person_id, checked_on=on))
    return [found[on] for on in sorted(found)]


def visit_of(session: Session, row: CheckUp, *, with_private: bool = False, sees_diagnoses: bool) -> CardVisit:
    """One check-up as the cards show it, judged as on its own day."""
    papers = papers_of(session, row)
    judged = judge_papers(session, papers)
    forms = {key: _filled(papers, judged, key, sees_diagnoses=sees_diagnoses) for key in judged.assessments}
    if not with_private:
        forms = {key: _shared(one) for key, one in forms.items() if not _form(key).for_midwife}
    # A row that is not stored has no id yet.
    newest = select(Referral.target).where(Referral.check_up_id == row.id).order_by(Referral.id.desc()).limit(1)
    target = session.scalar(newest) if row.id else None
    return CardVisit(
        on=row.checked_on,
        card=judged.card.key if judged.card else "",
        months=completed_months(papers.person.born_on, row.checked_on),
        forms=forms,
        # A card lies about in a house: what was said in confidence is never a reason on it.
        reasons=reason_words(judged.shared_reasons, sees_diagnoses=sees_diagnoses),
        target=Target(target) if target else None,
    )


def _filled(papers: Papers, judged: Judged, key: str, *, sees_diagnoses: bool) -> FilledForm:
    form, found = _form(key), judged.assessments[key]
    derived = {one.key for one in form.fields if one.derived}
    # The card also shows scores of instruments (PUMA, AKS, SKILAS) that were filled the same day.
    everywhere = {one: value for other in judged.assessments.values() for one, value in other.scores.items()}
    values: dict[str, Value] = {one: value for one, value in everywhere.items() if one in derived}
    values |= {one: value for one, value in found.scores.items() if form.field(one) is not None}
    severities: dict[str, Severity] = {}
    for verdict in found.verdicts:
        worst = severities.get(verdict.field)
        if worst is None or verdict.severity.rank > worst.rank:
            severities[verdict.field] = verdict.severity
            if verdict.field in derived and verdict.field not in found.scores:
                values[verdict.field] = verdict.result
    values |= _known(judged, form) | values_of(papers, form)
    if "refer" in derived:
        values["refer"] = bool(judged.reasons)
    told = tuple(worded(one, sees_diagnoses=sees_diagnoses) for one in found.verdicts if one.field != "refer")
    return FilledForm(key, values, severities, _first_of_each(found, told))


def _first_of_each(found: Assessment, verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    seen: dict[str, Verdict] = {}
    for one in verdicts:
        seen.setdefault(one.label or str(one.result), one)
    return tuple(seen.values()) if found.verdicts else ()


def _known(judged: Judged, form: Form) -> dict[str, Value]:
    """What the register fills in on this form when nobody wrote it that day."""
    names = [one.key for one in form.fields if one.from_register and not one.derived]
    known = {name: judged.context.get(name) for name in names}
    return {name: value for name, value in known.items() if value is not None}  # type: ignore[misc]


def _shared(filled: FilledForm) -> FilledForm:
    """The form without the boxes that only the bidan sees."""
    private = {one.key for one in _form(filled.key).fields if one.for_midwife}
    return FilledForm(
        filled.key,
        {key: value for key, value in filled.values.items() if key not in private},
        {key: value for key, value in filled.severities.items() if key not in private},
        tuple(one for one in filled.verdicts if one.field not in private),
    )


def _form(key: str) -> Form:
    form = form_named(key)
    if form is None:
        raise InputError(f"Formulir {key} tidak ada. Pilih dari daftar.")
    return form


def _village(session: Session, family: Family | None) -> Village | None:
    unit = session.get(Posyandu, family.posyandu_id) if family is not None and family.posyandu_id else None
    return session.get(Village, unit.village_id) if unit is not None else None
