"""The reasons of one person, from the facts that were read for the whole posyandu."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from core.rules import pregnancy as pregnancies
from core.rules.antenatal import Examination
from core.rules.choices import Choices
from core.rules.due import adult, child, mother, services
from core.rules.due.reason import DueReason
from core.rules.immunization.child import ImmunizationSettings
from core.rules.postnatal import INFANT_WINDOWS, MOTHER_WINDOWS, visit_name
from core.rules.tuberculosis import Person as TbcPerson
from core.rules.tuberculosis import is_child as is_tbc_child
from core.services.day.due_facts import (
    SUGAR_FROM_YEARS,
    SUGAR_KEYS,
    TBC_KEYS,
    UNDER_FIVE_MONTHS,
    DueFacts,
    DuePerson,
    Told,
)
from core.services.day.due_growth import growth_reason
from core.services.day.due_services import capsule_reason, service_reasons
from core.services.setup import Settings
from core.words.age import completed_months, completed_years
from core.words.life_stage import LifeStage, PregnancySpan, is_postpartum, is_pregnant
from core.words.people import PregnancyOutcome, Sex
from core.words.periods import parse_date

MISSED_MONTHS = 72
_GROWN_UP = {LifeStage.ADULT, LifeStage.ELDERLY}
_MOTHERS = {LifeStage.PREGNANT, LifeStage.POSTPARTUM}
_GIRLS = {LifeStage.SCHOOL, LifeStage.ADOLESCENT}
_TBC_DAYS = 180
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
) -> Iterator[DueReason]:
    """Every reason of a person to come on the day; `stage` is the group of that day."""
    told = facts.told.get(person.id, ())
    months = completed_months(person.born_on, on)
    found: list[DueReason | None] = []
    if months < MISSED_MONTHS:
        found += _of_child(facts, person, told, months, on, rules)
    if stage in _MOTHERS:
        found += _of_mother(facts, person.id, told, on, rules.choices)
    if months >= UNDER_FIVE_MONTHS and told:
        found += _of_adult(person, told, stage, on, rules.choices)
    if told:
        years = completed_years(person.born_on, on)
        found += service_reasons(told, stage, years, on, is_woman=person.sex is Sex.FEMALE)
    found.append(_tbc(person, told, stage, facts.last_served.get(person.id), on, rules.choices))
    invitation = adult.screening(facts.last_seen.get(person.id), on) if stage in _GROWN_UP else None
    if invitation is None and months >= _SUGAR_MONTHS and stage not in _MOTHERS:
        invitation = _sugar_check(facts, person, told, on, rules.choices)
    found.append(invitation)
    if person.id in facts.referred:
        found.append(adult.referral(facts.referred[person.id]))
    reasons = [one for one in found if one is not None]
    yield from reasons
    if not reasons and months < MISSED_MONTHS:
        yield child.monthly()


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
    if not person.is_birth_date_approximate:
        came = {one.on for one in told if one.form == "balita"}
        came |= {visit.measured_on for visit in visits}
        seen = _visits_made(person.born_on, came, told, "kn", INFANT_WINDOWS)
        yield child.newborn(person.born_on, seen, on)


def _of_mother(
    facts: DueFacts, person_id: str, told: Sequence[Told], on: date, choices: Choices
) -> Iterator[DueReason | None]:
    rows = facts.pregnancies.get(person_id, ())
    now = next((row for row in rows if is_pregnant(PregnancySpan(row.opened_on, row.ended_on, row.outcome), on)), None)
    if now is not None:
        known = pregnancies.dating(now.hpht_on, now.usg_due_on, now.estimated_due_on)
        seen = _examinations(told)
        yield mother.expecting(known, seen, on, spread=choices.antenatal_spread, by=choices.trimester)
        if facts.has_tablets:
            given = [one.on for one in told if one.key == "tablets_given" and one.value]
            yield mother.tablets(max(given, default=None), on, takes_daily=_last(told, "tablets_daily"))
        yield services.td(facts.td[person_id], on) if person_id in facts.td else None
        return
    ends = [row.ended_on for row in rows if row.outcome in _BIRTHS and row.ended_on is not None]
    births = [day for day in (*ends, *facts.births.get(person_id, ())) if is_postpartum(day, on)]
    if births:
        born_on = max(births)
        came = {one.on for one in told if one.form == "nifas"}
        yield mother.childbed(born_on, _visits_made(born_on, came, told, "kf", MOTHER_WINDOWS), on)
        yield capsule_reason(told, born_on, on)


def _examinations(told: Sequence[Told]) -> list[Examination]:
    """Each day with a card of ibu hamil, and those copied from the Buku KIA at home."""
    days = {one.on for one in told if one.form == "bumil"}
    copied = (parse_date(str(one.value)) for one in told if one.form == "kunjungan-bumil" and one.key[1:2].isdecimal())
    return [Examination(day) for day in sorted(days | {day for day in copied if day is not None})]


def _visits_made(
    born_on: date, came: set[date], told: Sequence[Told], prefix: str, windows: dict[str, tuple[int, int]]
) -> Mapping[str, date]:
    seen: dict[str, date] = {}
    for day in sorted(came):
        name = visit_name(born_on, day, windows)
        if name is not None:
            seen.setdefault(name, day)
    for one in told:
        if one.key.startswith(prefix) and (noted := parse_date(str(one.value))) is not None and noted >= born_on:
            seen.setdefault(one.key.removesuffix("_date").upper(), noted)
    return seen


def _of_adult(
    person: DuePerson, told: Sequence[Told], stage: LifeStage | None, on: date, choices: Choices
) -> Iterator[DueReason | None]:
    latest = {one.key: one for one in told}  # `told` is in order of date
    is_mother, is_grown_up = stage in _MOTHERS, stage in _GROWN_UP
    history: Sequence[str] = latest["own_history"].value or () if "own_history" in latest else ()
    if is_mother or is_grown_up:
        years, is_known = completed_years(person.born_on, on), is_grown_up and "HT" in history
        yield adult.pressure(_pressure(told, latest), years, choices, on, is_mother=is_mother, is_known_high=is_known)
    if is_grown_up:
        yield adult.sugar(_sugar(told, latest), choices, is_known_high="DM" in history)
    if person.sex is Sex.FEMALE and stage in _GIRLS:
        weekly = latest.get("tablets_weekly")
        yield mother.weekly_tablets(None if weekly is None else weekly.value)


def _sugar_check(
    facts: DueFacts, person: DuePerson, told: Sequence[Told], on: date, choices: Choices
) -> DueReason | None:
    """Of who was seen: who never was is invited for everything at once, and who is to be controlled comes for that."""
    last_on = facts.last_sugar.get(person.id)
    if person.id not in facts.last_seen or (last_on is not None and on - last_on < _YEAR_AT_LEAST):
        return None
    history = (*(_last(told, "own_history") or ()), *(_last(told, "family_history") or ()))
    years = completed_years(person.born_on, on)
    return adult.sugar_check(last_on, years, on, choices, has_risk=not _SUGAR_RISKS.isdisjoint(history))


def _pressure(told: Sequence[Told], latest: Mapping[str, Told]) -> adult.Pressure | None:
    last = latest.get("systolic_mmhg")
    if last is None:
        return None
    top, bottom = _number(last.value), _number(_on(told, "diastolic_mmhg", last.on))
    return adult.Pressure(None if top is None else int(top), None if bottom is None else int(bottom), last.on)


def _sugar(told: Sequence[Told], latest: Mapping[str, Told]) -> adult.Sugar | None:
    if not any(key in latest for key in SUGAR_KEYS):
        return None
    last = next((one for one in reversed(told) if one.key in SUGAR_KEYS and one.value), None)
    if last is None:
        return None
    kind, value = _on(told, "glucose_kind", last.on), _number(_on(told, "glucose_mg_dl", last.on))
    return adult.Sugar(value, str(kind) if kind else None, _on(told, "glucose_hi", last.on) is True, last.on)


def _tbc(
    person: DuePerson, told: Sequence[Told], stage: LifeStage | None, asked_on: date | None, on: date, choices: Choices
) -> DueReason | None:
    if asked_on is None or (on - asked_on).days > _TBC_DAYS:
        return None
    answers: dict[str, bool | None] = {one.key: one.value for one in told if one.key in TBC_KEYS and one.on == asked_on}
    if not answers:
        return None
    is_child = is_tbc_child(completed_years(person.born_on, on))
    # One symptom of a mother-to-be, or beside kencing manis, is as grave here as on the card.
    is_priority = stage is LifeStage.PREGNANT or "DM" in (_last(told, "own_history") or ())
    return adult.tbc(answers, asked_on, TbcPerson(is_child=is_child, is_priority=is_priority), choices)


def _latest(told: Sequence[Told], key: str) -> Told | None:
    """The latest answer of a key; `told` is in order of date."""
    return next((one for one in reversed(told) if one.key == key), None)


def _last(told: Sequence[Told], key: str) -> Any:  # noqa: ANN401 - an answer of any kind
    last = _latest(told, key)
    return None if last is None else last.value


def _on(told: Sequence[Told], key: str, on: date) -> Any:  # noqa: ANN401 - an answer of any kind
    for one in told:
        if one.key == key and one.on == on:
            return one.value
    return None


def _number(value: object) -> Decimal | None:
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Decimal(value)
    try:
        return Decimal(str(value).replace(",", "."))
    except InvalidOperation:
        return None
