"""What the register knows of a person on a day, in the keys and units in which the rules ask for it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.growth.kms import KmsEdition
from core.growth.weight_gain import Letter, WeighingFact, WeighVerdict, weigh_chain
from core.rules import pregnancy as pregnancy_rules
from core.services.growth.visit_rows import visits_of
from core.services.setup import Settings, read_settings
from core.services.views import VisitFacts
from core.store.checkups import Answer, CheckUp
from core.store.people import Person
from core.store.pregnancies import Pregnancy
from core.words.age import completed_months
from core.words.life_stage import LifeStage, PregnancySpan, is_postpartum, is_pregnant, life_stage
from core.words.people import PregnancyOutcome, Sex
from core.words.periods import Month

_CARDS = {
    LifeStage.INFANT: "balita",
    LifeStage.TODDLER: "balita",
    LifeStage.PRESCHOOL: "balita",
    LifeStage.SCHOOL: "remaja",
    LifeStage.ADOLESCENT: "remaja",
    LifeStage.ADULT: "dewasa",
    LifeStage.ELDERLY: "lansia",
    LifeStage.PREGNANT: "bumil",
    LifeStage.POSTPARTUM: "nifas",
}
_CHILD_MONTHS = 72
_GROWN_MONTHS = 180
"""A height of somebody younger says little about the height of today."""
_NURSING = timedelta(days=731)
_FIRST_TRIMESTER = timedelta(days=84)
_FOLLOWED_BY_CHILDBED = (PregnancyOutcome.BIRTH, PregnancyOutcome.STILLBIRTH)
_GESTATION = range(20, 46)
Known = dict[str, object]


@dataclass(frozen=True, slots=True)
class Motherhood:
    """Of a woman on a day: the pregnancy she is in, her last delivery, and how many births she had."""

    pregnancy: Pregnancy | None = None
    dating: pregnancy_rules.Dating | None = None
    delivered_on: date | None = None
    births: int = 0


def card_key(session: Session, person: Person, on: date, mother: Motherhood | None = None) -> str:
    """The key of the card that fits a person on a day (R-AGE, R-NIFAS); empty before birth.

    A woman who said after childbed that she nurses keeps the card of nifas & menyusui until the child is two.
    `mother` spares asking again.
    """
    by_age = life_stage(person.born_on, on)
    if by_age is None:
        return ""
    if person.sex is not Sex.FEMALE:
        return _CARDS[by_age]
    mother = mother or motherhood(session, person, on)
    if mother.pregnancy is not None:
        return _CARDS[LifeStage.PREGNANT]
    if mother.delivered_on is not None and is_postpartum(mother.delivered_on, on):
        return _CARDS[LifeStage.POSTPARTUM]
    is_age_of_mothers = by_age in (LifeStage.ADULT, LifeStage.ADOLESCENT)
    may_nurse = is_age_of_mothers and mother.delivered_on is not None
    return "nifas" if may_nurse and _nurses(session, person, on) else _CARDS[by_age]


def context_of(session: Session, person: Person, on: date, mother: Motherhood | None = None) -> Known:
    """The context keys of a form (`core.rules.assess.CONTEXT`) as far as the register knows them.

    What was measured or answered on the day itself is not in it: those are answers. `mother` spares asking again.
    """
    settings = read_settings(session)
    visits = [one for one in visits_of(session, [person.id]).get(person.id, []) if one.measured_on < on]
    known: Known = {
        "sex": person.sex.value,
        "birth_date": person.born_on,
        "visit_date": on,
        "kms_edition": settings.kms_edition,
        "gestation_weeks": person.gestation_weeks if person.gestation_weeks in _GESTATION else None,
    }
    months = completed_months(person.born_on, on)
    if months < _CHILD_MONTHS:
        known |= weighed_before(person, visits, on, settings)
    else:
        known |= _body_before(person, visits)
    if person.sex is Sex.FEMALE and months >= _CHILD_MONTHS:
        known |= _mother_facts(session, person, visits, mother or motherhood(session, person, on), on)
    return {key: value for key, value in known.items() if value is not None}


def weighed_before(person: Person, visits: Sequence[VisitFacts], on: date, settings: Settings) -> Known:
    """R-NT: the weighing of the period before this one, its letter, and whether this is the first (Juknis KMS 2021)."""
    month = Month.of(on)
    weighed = [one for one in visits if one.weight_g is not None and Month.of(one.measured_on) < month]
    chain = [one for one in _chain(person, weighed, settings) if one.is_official]
    copied = [one for one in weighed if one.is_outside_history and Month.of(one.measured_on) == month.previous()]
    known: Known = {"first_ever": not chain}
    if chain:
        known |= {"prev_weight_kg": kg(chain[-1].weight_g), "prev_visit_date": chain[-1].measured_on}
        letter = _letter_before(chain, month, settings)
        known["prev_letter"] = letter.value if letter is not None else None
    if copied and (not chain or chain[-1].measured_on < copied[-1].measured_on.replace(day=1)):
        known |= {"prev_weight_kg": kg(copied[-1].weight_g), "prev_visit_date": copied[-1].measured_on}
    return known


def _letter_before(chain: Sequence[WeighVerdict], month: Month, settings: Settings) -> Letter | None:
    if settings.o_breaks_two_t:
        return chain[-1].letter if Month.of(chain[-1].measured_on) == month.previous() else None
    # Months away are passed over: the letter before them still counts for 2T.
    return next((one.letter for one in reversed(chain) if one.letter is not Letter.RETURNED), None)


def _chain(person: Person, weighed: Sequence[VisitFacts], settings: Settings) -> list[WeighVerdict]:
    letters = frozenset(Letter)
    facts = [
        WeighingFact(
            key=one.id or "",
            measured_on=one.measured_on,
            weight_g=one.weight_g or 0,
            is_session=one.day_id is not None,
            is_outside_history=one.is_outside_history,
            letter_override=Letter(one.letter_override) if one.letter_override in letters else None,
            has_oedema=one.has_oedema,
        )
        for one in weighed
    ]
    return weigh_chain(
        person.sex,
        person.born_on,
        facts,
        KmsEdition(settings.kms_edition),
        o_breaks_two_t=settings.o_breaks_two_t,
        gestation_weeks=person.gestation_weeks,
    )


def _body_before(person: Person, visits: Sequence[VisitFacts]) -> Known:
    grown = [one for one in visits if completed_months(person.born_on, one.measured_on) >= _GROWN_MONTHS]
    heights = [one.length_mm for one in grown if one.length_mm is not None]
    return {"height_cm": cm(heights[-1]) if heights else None}


def _mother_facts(
    session: Session, person: Person, visits: Sequence[VisitFacts], mother: Motherhood, on: date
) -> Known:
    known: Known = {"delivery_date": mother.delivered_on, "parity": mother.births or None}
    row = mother.pregnancy
    if row is None:
        return known
    known |= {"expecting": True, "hpht": row.hpht_on, "usg_due_date": row.usg_due_on, "gravida": row.gravida}
    began_on = mother.dating.began_on if mother.dating else row.opened_on
    weighed = [one for one in visits if one.weight_g is not None and one.measured_on >= began_on]
    if weighed:
        known |= {"prev_weight_kg": kg(weighed[-1].weight_g), "prev_visit_date": weighed[-1].measured_on}
    return known | _said_in_pregnancy(session, person, mother, on)


def _said_in_pregnancy(session: Session, person: Person, mother: Motherhood, on: date) -> Known:
    """The weight before it, and the blood pressure of the first trimester: the first that was written down."""
    began_on = mother.dating.began_on if mother.dating else None
    since = min(one for one in (began_on, mother.pregnancy.opened_on if mother.pregnancy else None) if one is not None)
    keys = ("pre_weight_kg", "systolic_mmhg", "diastolic_mmhg")
    known: Known = {}
    for key, checked_on, value in answers_before(session, person.id, on, keys, form="bumil", since=since):
        if key == "pre_weight_kg":
            known[key] = value
        elif began_on is not None and checked_on <= began_on + _FIRST_TRIMESTER:
            known.setdefault(f"first_{key}", value)
    return known


def answers_before(
    session: Session,
    person_id: str,
    on: date,
    keys: Sequence[str],
    *,
    form: str | None = None,
    since: date | None = None,
) -> Iterator[tuple[str, date, Any]]:
    """Answers of earlier days, oldest first: key, day, value (decimals exact)."""
    wanted = (
        select(Answer.key, CheckUp.checked_on, Answer.value)
        .join(CheckUp, CheckUp.id == Answer.check_up_id)
        .where(CheckUp.person_id == person_id, CheckUp.checked_on < on, Answer.key.in_(keys))
        .order_by(CheckUp.checked_on, Answer.id)
    )
    if form is not None:
        wanted = wanted.where(Answer.form == form)
    if since is not None:
        wanted = wanted.where(CheckUp.checked_on >= since)
    for key, checked_on, value in session.execute(wanted):
        yield key, checked_on, json.loads(value, parse_float=Decimal)


def motherhood(session: Session, person: Person, on: date) -> Motherhood:
    """The pregnancy of the day, the last delivery of the last two years, and the births known to the register."""
    rows = session.scalars(select(Pregnancy).where(Pregnancy.mother_id == person.id)).all()
    open_ones = [row for row in rows if is_pregnant(PregnancySpan(row.opened_on, row.ended_on, row.outcome), on)]
    children = session.execute(
        select(Person.born_on, Person.is_birth_date_approximate).where(
            Person.mother_id == person.id, Person.merged_into_id.is_(None), Person.born_on <= on
        )
    ).all()
    ends = {row.ended_on for row in rows if row.outcome in _FOLLOWED_BY_CHILDBED and row.ended_on}
    # Twins are one birth; a guessed birth date is no day of delivery.
    births = {born_on for born_on, _ in children} | {day for day in ends if day <= on}
    sure = {born_on for born_on, is_guess in children if not is_guess} | ends
    recent = [day for day in sure if on - _NURSING < day <= on]
    row = max(open_ones, key=lambda one: (one.opened_on, one.id), default=None)
    dating = pregnancy_rules.dating(row.hpht_on, row.usg_due_on, row.estimated_due_on) if row is not None else None
    return Motherhood(row, dating, max(recent, default=None), len(births))


def _nurses(session: Session, person: Person, on: date) -> bool:
    said = [value for _, _, value in answers_before(session, person.id, on, ("breastfeeding",), form="nifas")]
    return bool(said) and said[-1] is True


def kg(grams: int | None) -> Decimal | None:
    """Grams as kilograms on a card, exact."""
    return None if grams is None else Decimal(grams) / 1000


def cm(millimetres: int | None) -> Decimal | None:
    """Millimetres as centimetres on a card, exact."""
    return None if millimetres is None else Decimal(millimetres) / 10
