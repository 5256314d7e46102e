"""The reasons of one person, from the facts that were read for the whole posyandu."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from core.rules import pregnancy as pregnancies
from core.rules.antenatal import Examination
from core.rules.choices import Choices
from core.rules.due import adult, child, mother, services
from core.rules.due.reason import DueReason
from core.rules.immunization.child import ImmunizationSettings
from core.rules.postnatal import INFANT_WINDOWS, MOTHER_WINDOWS, visit_name
from core.rules.tuberculosis import Person as TbcPerson
from core.rules.tuberculosis import is_child as is_tbc_child
from core.services.day.due_answers import SUGAR_KEYS, TBC_KEYS, VISIT_KEYS, Told, last_answer, latest
from core.services.day.due_facts import SUGAR_FROM_YEARS, UNDER_FIVE_MONTHS, DueFacts, DuePerson
from core.services.day.due_growth import growth_reason
from core.services.day.due_services import capsule_reason, service_reasons
from core.services.setup import Settings
from core.words.age import completed_months
from core.words.life_stage import LifeStage, PregnancySpan, is_postpartum, is_pregnant
from core.words.people import PregnancyOutcome, Sex
from core.words.periods import parse_date

MISSED_MONTHS = 72
_GROWN_UP = {LifeStage.ADULT, LifeStage.ELDERLY}
_MOTHERS = {LifeStage.PREGNANT, LifeStage.POSTPARTUM}
_GIRLS = {LifeStage.SCHOOL, LifeStage.ADOLESCENT}
_TBC_DAYS = 180
_NEWBORN = timedelta(days=28)
_SUGAR_MONTHS = SUGAR_FROM_YEARS * 12
_YEAR_AT_LEAST = timedelta(365)
_SUGAR_RISKS = {"HT", "DM"}
_BIRTHS = {PregnancyOutcome.BIRTH, PregnancyOutcome.STILLBIRTH}


@dataclass(frozen=True, slots=True)
class DueRules:
    """The choices of the place, and whether whoever looks is told diagnoses."""

    settings: Settings
    choices: Choices
    immunization: ImmunizationSettings
    sees_diagnoses: bool


def reasons_of(
    facts: DueFacts, person: DuePerson, stage: LifeStage | None, on: date, rules: DueRules
) -> list[DueReason]:
    """Every reason of a person to come on the day; `stage` is the group of that day."""
    told = facts.answers.told.get(person.id, ())
    months = completed_months(person.born_on, on)
    found: list[DueReason | None] = []
    if months < MISSED_MONTHS:
        found += _of_child(facts, person, told, months, on, rules)
    if stage in _MOTHERS:
        found += _of_mother(facts, person.id, told, on, rules.choices)
    if told:
        found += _of_cards(facts, person, told, stage, months, on, choices=rules.choices)
    invitation = adult.screening(facts.answers.last_seen.get(person.id), on) if stage in _GROWN_UP else None
    if invitation is None and months >= _SUGAR_MONTHS and stage not in _MOTHERS:
        invitation = _sugar_check(facts, person, told, months // 12, on, rules.choices)
    found.append(invitation)
    if person.id in facts.referred:
        found.append(adult.referral(facts.referred[person.id]))
    reasons = [one for one in found if one is not None]
    return [child.monthly()] if not reasons and months < MISSED_MONTHS else reasons


def _of_child(
    facts: DueFacts, person: DuePerson, told: Sequence[Told], months: int, on: date, rules: DueRules
) -> Iterator[DueReason | None]:
    last_on = facts.last_measured.get(person.id)
    yield child.missed(person.born_on, last_on, facts.session_on, person.here_since)
    if months >= UNDER_FIVE_MONTHS:
        return
    visits = facts.weighings.get(person.id, ())
    yield growth_reason(person, visits, rules.settings, sees_diagnoses=rules.sees_diagnoses)
    yield child.vitamin_a(person.born_on, on, had_this_round=person.id in facts.vitamin_a)
    if facts.has_doses:
        yield child.immunization(facts.doses[person.id], on, rules.immunization)
    if not person.is_birth_date_approximate and on - person.born_on <= _NEWBORN:
        came = [*_examined(facts, person.id, "balita"), *(visit.measured_on for visit in visits)]
        yield child.newborn(person.born_on, _visits_made(person.born_on, came, told, "kn", INFANT_WINDOWS), on)


def _of_mother(
    facts: DueFacts, person_id: str, told: Sequence[Told], on: date, choices: Choices
) -> Iterator[DueReason | None]:
    rows = facts.pregnancies.get(person_id, ())
    now = next((row for row in rows if is_pregnant(PregnancySpan(row.opened_on, row.ended_on, row.outcome), on)), None)
    if now is not None:
        known = pregnancies.dating(now.hpht_on, now.usg_due_on, now.estimated_due_on)
        seen = _examinations(facts, person_id, told)
        yield mother.expecting(known, seen, on, spread=choices.antenatal_spread, by=choices.trimester)
        if facts.has_tablets:
            given = [card.on for card in told if card.answers.get("tablets_given")]
            yield mother.tablets(max(given, default=None), on, takes_daily=last_answer(told, "tablets_daily"))
        yield services.td(facts.td[person_id], on) if person_id in facts.td else None
        return
    ends = [row.ended_on for row in rows if row.outcome in _BIRTHS and row.ended_on is not None]
    births = [day for day in (*ends, *facts.births.get(person_id, ())) if is_postpartum(day, on)]
    if births:
        born_on = max(births)
        came = _examined(facts, person_id, "nifas")
        yield mother.childbed(born_on, _visits_made(born_on, came, told, "kf", MOTHER_WINDOWS), on)
        yield capsule_reason(told, born_on, on)


def _examined(facts: DueFacts, person_id: str, form: str) -> list[date]:
    """The days on which this card was filled, whatever stands on it."""
    return [day for day, filled in facts.answers.examined.get(person_id, ()) if filled == form]


def _examinations(facts: DueFacts, person_id: str, told: Sequence[Told]) -> list[Examination]:
    """Each day with a card of ibu hamil, and those copied from the Buku KIA at home."""
    home = (card for card in told if card.form == "kunjungan-bumil")
    copied = (parse_date(str(card.answers[key])) for card in home for key in VISIT_KEYS["k"] if key in card.answers)
    days = {*_examined(facts, person_id, "bumil"), *(day for day in copied if day is not None)}
    return [Examination(day) for day in sorted(days)]


def _visits_made(
    born_on: date, came: Iterable[date], told: Sequence[Told], prefix: str, windows: dict[str, tuple[int, int]]
) -> Mapping[str, date]:
    seen: dict[str, date] = {}
    for day in sorted(came):
        name = visit_name(born_on, day, windows)
        if name is not None:
            seen.setdefault(name, day)
    for card in told:
        for key in VISIT_KEYS[prefix]:
            noted = parse_date(str(card.answers[key])) if key in card.answers else None
            if noted is not None and noted >= born_on:
                seen.setdefault(key.removesuffix("_date").upper(), noted)
    return seen


def _of_cards(
    facts: DueFacts,
    person: DuePerson,
    told: Sequence[Told],
    stage: LifeStage | None,
    months: int,
    on: date,
    *,
    choices: Choices,
) -> Iterator[DueReason | None]:
    """What the last cards say about pressure and sugar, services, and TBC."""
    is_woman = person.sex is Sex.FEMALE
    if stage in _MOTHERS or stage in _GROWN_UP:
        yield from _of_adult(told, stage, months // 12, on, choices)
    elif is_woman and stage in _GIRLS and months >= UNDER_FIVE_MONTHS:
        yield mother.weekly_tablets(last_answer(told, "tablets_weekly"))
    yield from service_reasons(told, stage, months // 12, on, is_woman=is_woman)
    yield _tbc(told, stage, months // 12, facts.answers.last_served.get(person.id), on, choices)


def _of_adult(
    told: Sequence[Told], stage: LifeStage | None, years: int, on: date, choices: Choices
) -> Iterator[DueReason | None]:
    is_grown_up = stage in _GROWN_UP
    history: Sequence[str] = last_answer(told, "own_history") or ()
    is_known = is_grown_up and "HT" in history
    yield adult.pressure(_pressure(told), years, choices, on, is_mother=not is_grown_up, is_known_high=is_known)
    if is_grown_up:
        yield adult.sugar(_sugar(told), choices, is_known_high="DM" in history)


def _sugar_check(
    facts: DueFacts, person: DuePerson, told: Sequence[Told], years: int, on: date, choices: Choices
) -> DueReason | None:
    """Of who was seen: who never was is invited for everything at once, and who is to be controlled comes for that."""
    last_on = facts.answers.last_sugar.get(person.id)
    if person.id not in facts.answers.last_seen or (last_on is not None and on - last_on < _YEAR_AT_LEAST):
        return None
    history = (*(last_answer(told, "own_history") or ()), *(last_answer(told, "family_history") or ()))
    return adult.sugar_check(last_on, years, on, choices, has_risk=not _SUGAR_RISKS.isdisjoint(history))


def _pressure(told: Sequence[Told]) -> adult.Pressure | None:
    last = latest(told, "systolic_mmhg")
    if last is None:
        return None
    return adult.Pressure(_whole(last.answers["systolic_mmhg"]), _whole(_on(told, "diastolic_mmhg", last)), last.on)


def _sugar(told: Sequence[Told]) -> adult.Sugar | None:
    last = next((card for card in told[::-1] if any(card.answers.get(key) for key in SUGAR_KEYS)), None)
    if last is None:
        return None
    kind, value = _on(told, "glucose_kind", last), _number(_on(told, "glucose_mg_dl", last))
    return adult.Sugar(value, str(kind) if kind else None, _on(told, "glucose_hi", last) is True, last.on)


def _tbc(
    told: Sequence[Told], stage: LifeStage | None, years: int, asked_on: date | None, on: date, choices: Choices
) -> DueReason | None:
    if asked_on is None or (on - asked_on).days > _TBC_DAYS:
        return None
    answers: dict[str, bool | None] = {
        key: card.answers[key] for card in told if card.on == asked_on for key in TBC_KEYS if key in card.answers
    }
    if not answers:
        return None
    # One symptom of a mother-to-be, or beside kencing manis, is as grave here as on the card.
    is_priority = stage is LifeStage.PREGNANT or "DM" in (last_answer(told, "own_history") or ())
    return adult.tbc(answers, asked_on, TbcPerson(is_child=is_tbc_child(years), is_priority=is_priority), choices)


def _on(told: Sequence[Told], key: str, last: Told) -> object:
    """An answer on that card, else on another one of the same day."""
    if key in last.answers or len(told) == 1:
        return last.answers.get(key)
    return next((card.answers[key] for card in told if card.on == last.on and key in card.answers), None)


def _whole(value: object) -> int | None:
    if type(value) is int:
        return value
    number = _number(value)
    return None if number is None else int(number)


def _number(value: object) -> Decimal | None:
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Decimal(value)
    try:
        return Decimal(str(value).replace(",", "."))
    except InvalidOperation:
        return None
