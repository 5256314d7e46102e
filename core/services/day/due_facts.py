"""Reads what decides who should come, for a whole posyandu at once: no query per person."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from core.rules.immunization.child import Caution, ChildDoses, GivenDose, Refusal
from core.rules.immunization.later import antigens_of
from core.rules.immunization.schedule import BY_KEY
from core.rules.immunization.td import TdStatus
from core.services.day.due_answers import AnswersRead, read_answers, read_last_sugar, rows
from core.services.day.due_ids import among
from core.services.immunization.immunizing import ALLERGY, td_of
from core.services.people.people_rows import chunks
from core.services.people.residence import is_served_by, of_residents
from core.services.views import VisitFacts
from core.store.checkups import Answer, Referral
from core.store.immunizations import DoseRefusal, HealthCaution, VaccineDose
from core.store.people import Family, FamilyMember, Person
from core.store.pregnancies import Pregnancy
from core.store.visits import Measurement, PosyanduDay
from core.words.age import completed_months
from core.words.life_stage import POSTPARTUM_DAYS, PregnancySpan
from core.words.people import Sex
from core.words.periods import Month

UNDER_FIVE_MONTHS = 60
_WEIGHINGS_BACK = timedelta(days=300)
"""A weighing longer ago than this says nothing any more about how a child grows."""
GROWTH_REACH = timedelta(days=215)
"""How far back the verdict of a weighing looks: six months for a velocity."""
_NEWBORN = timedelta(days=28)
SUGAR_FROM_YEARS = 15


class DuePerson(NamedTuple):
    """Whom the list is about, with the home of the day; `here_since` None: always."""

    id: str
    name: str
    sex: Sex
    born_on: date
    is_birth_date_approximate: bool
    gestation_weeks: int | None
    mother: str
    dusun: str
    rw: str
    rt: str
    address: str
    here_since: date | None


@dataclass(slots=True)
class DueFacts:
    """Everything known before a day about the people of a posyandu, by person id; nothing of the day itself."""

    people: tuple[DuePerson, ...]
    session_on: date | None = None
    answers: AnswersRead = field(default_factory=AnswersRead)
    weighings: dict[str, list[VisitFacts]] = field(default_factory=lambda: defaultdict(list))
    last_measured: dict[str, date] = field(default_factory=dict)
    vitamin_a: set[str] = field(default_factory=set)
    doses: dict[str, ChildDoses] = field(default_factory=dict)
    td: dict[str, TdStatus] = field(default_factory=dict)
    pregnancies: dict[str, list[Pregnancy]] = field(default_factory=lambda: defaultdict(list))
    births: dict[str, list[date]] = field(default_factory=lambda: defaultdict(list))
    referred: dict[str, date] = field(default_factory=dict)
    has_doses: bool = False
    has_tablets: bool = False

    def spans(self, person_id: str) -> tuple[PregnancySpan, ...]:
        """Her pregnancies, for the stage of life."""
        own = self.pregnancies.get(person_id, ())
        return tuple(PregnancySpan(row.opened_on, row.ended_on, row.outcome) for row in own)


def load_due_facts(
    session: Session,
    posyandu_id: str | None,
    on: date,
    children_until_months: int,
    person_ids: Sequence[str] = (),
    *,
    reads_all_weighings: bool = False,
) -> DueFacts:
    """What is known before `on` about the residents of the day, with weighings and doses of the younger ones.

    `children_until_months`: completed months from which somebody is no child of the list. `person_ids` narrows it down.
    `reads_all_weighings`: of who was weighed in the last ten months, for letters that look back without a limit.
    """
    people = _people(session, posyandu_id, on, person_ids)
    facts = DueFacts(people, _last_session(session, posyandu_id, on))
    oldest = date(on.year - children_until_months // 12 - 1, on.month, 1)
    children = [one for one in people if one.born_on >= oldest]
    _load_mothers(session, facts, on)
    _load_answers(session, facts, on)
    _load_weighings(session, facts, children, on, reads_all=reads_all_weighings)
    _load_doses(session, facts, children, on)
    _load_td(session, facts, on)
    open_ones = select(Referral.person_id, Referral.referred_on).where(
        Referral.status == "belum", Referral.referred_on < on
    )
    facts.referred = {row[0]: row[1] for row in rows(session, open_ones.order_by(Referral.referred_on))}
    return facts


def _people(session: Session, posyandu_id: str | None, on: date, person_ids: Sequence[str]) -> tuple[DuePerson, ...]:
    mother = aliased(Person)
    columns: tuple[Any, ...] = (
        *(Person.id, Person.name, Person.sex, Person.born_on, Person.is_birth_date_approximate),
        *(Person.gestation_weeks, func.coalesce(mother.name, Person.mother_name)),
        *(Family.dusun, Family.rw, Family.rt, Family.address, FamilyMember.from_on),
    )
    everybody = select(*columns).select_from(Person).outerjoin(mother, mother.id == Person.mother_id)
    statement = of_residents(everybody, on)
    if posyandu_id is not None:
        statement = statement.where(is_served_by(posyandu_id, on))
    if person_ids:
        statement = statement.where(Person.id.in_(person_ids))
    return tuple(DuePerson._make(row) for row in rows(session, statement))


def _last_session(session: Session, posyandu_id: str | None, on: date) -> date | None:
    """The last hari buka before the day on which somebody was measured."""
    was_held = select(Measurement.id).where(Measurement.day_id == PosyanduDay.id).exists()
    days = select(func.max(PosyanduDay.held_on)).where(PosyanduDay.held_on < on, was_held)
    return session.scalar(days if posyandu_id is None else days.where(PosyanduDay.posyandu_id == posyandu_id))


def _load_answers(session: Session, facts: DueFacts, on: date) -> None:
    mothers = facts.pregnancies.keys() | facts.births.keys()
    followed = [one.id for one in facts.people if one.id in mothers or one.born_on >= on - _NEWBORN]
    grown_up = (one.id for one in facts.people if one.born_on.year <= on.year - SUGAR_FROM_YEARS)
    facts.answers = read_answers(session, (one.id for one in facts.people), followed, on)
    read_last_sugar(session, facts.answers, grown_up, on)
    tablets = select(Answer.id).where(Answer.form == "bumil", Answer.key == "tablets_given").limit(1)
    facts.has_tablets = session.scalar(tablets) is not None


_WEIGHED = (
    *(Measurement.person_id, Measurement.id, Measurement.day_id, Measurement.measured_on, Measurement.weight_g),
    *(Measurement.length_mm, Measurement.posture, Measurement.head_mm, Measurement.muac_mm, Measurement.has_oedema),
    *(Measurement.vitamin_a, Measurement.is_outside_history, Measurement.letter_override),
)


def _load_weighings(
    session: Session, facts: DueFacts, children: Sequence[DuePerson], on: date, *, reads_all: bool
) -> None:
    # Later only the day is asked for: letters and curves end with five years.
    young = [one.id for one in children if completed_months(one.born_on, on) < UNDER_FIVE_MONTHS]
    since = on - _WEIGHINGS_BACK
    facts.weighings = _weighings(session, young, since, on)
    for person_id, visits in facts.weighings.items():
        if any(visit.vitamin_a is not None and Month.of(visit.measured_on) == Month.of(on) for visit in visits):
            facts.vitamin_a.add(person_id)
        own = next((visit.measured_on for visit in visits[::-1] if not visit.is_outside_history), None)
        if own is not None:
            facts.last_measured[person_id] = own
    # Who stayed away for long is judged by a weighing that looks further back than was read.
    needed = {one: _looks_back_to(visits, reads_all=reads_all) for one, visits in facts.weighings.items()}
    further = [one for one, needed_on in needed.items() if needed_on < since]
    older = _weighings(session, further, min(needed.values(), default=since), since)
    facts.weighings |= {one: visits + facts.weighings[one] for one, visits in older.items()}
    last = select(Measurement.person_id, func.max(Measurement.measured_on)).where(
        Measurement.measured_on < on, Measurement.is_outside_history.is_(False)
    )
    others = {"ids": json.dumps([one.id for one in children if one.id not in facts.last_measured])}
    own_days = last.where(among(Measurement.person_id, "ids")).group_by(Measurement.person_id)
    facts.last_measured |= {row[0]: row[1] for row in rows(session, own_days, others)}


def _looks_back_to(visits: Sequence[VisitFacts], *, reads_all: bool) -> date:
    """The first day that the verdict of the last weighing looks at; without a weighing there is none."""
    weighed_on = next((visit.measured_on for visit in visits[::-1] if visit.weight_g is not None), None)
    if weighed_on is None:
        return date.max
    return date.min if reads_all else weighed_on - GROWTH_REACH


def _weighings(session: Session, ids: Iterable[str], since: date, before: date) -> dict[str, list[VisitFacts]]:
    """What was measured from one day to before another, in order, by person."""
    found: dict[str, list[VisitFacts]] = defaultdict(list)
    span = select(*_WEIGHED).where(Measurement.measured_on >= since, Measurement.measured_on < before)
    own = span.where(among(Measurement.person_id, "ids")).order_by(Measurement.measured_on, Measurement.id)
    for person_id, *measured in rows(session, own, {"ids": json.dumps(list(ids))}):
        found[person_id].append(_visit(measured))
    return found


def _visit(measured: Sequence[Any]) -> VisitFacts:
    """From the columns of `_WEIGHED` behind the person."""
    id_, day_id, on, weight, length, posture, head, muac, has_oedema, vitamin_a, is_outside, override = measured
    return VisitFacts(
        *(on, weight, length, posture, head, muac, has_oedema),
        vitamin_a=vitamin_a,
        is_outside_history=is_outside,
        is_session=day_id is not None,
        letter_override=override,
        id=id_,
        day_id=day_id,
    )


def _load_doses(session: Session, facts: DueFacts, children: Iterable[DuePerson], on: date) -> None:
    facts.has_doses = session.scalar(select(VaccineDose.id).limit(1)) is not None
    if not facts.has_doses:
        return
    given: dict[str, list[GivenDose]] = defaultdict(list)
    refused: dict[str, list[Refusal]] = defaultdict(list)
    cautions: dict[str, list[HealthCaution]] = defaultdict(list)
    ids = {"ids": json.dumps([one.id for one in children])}
    doses = select(VaccineDose.person_id, VaccineDose.key, VaccineDose.given_on)
    for person_id, key, day in rows(
        session, doses.where(among(VaccineDose.person_id, "ids"), VaccineDose.given_on < on), ids
    ):
        if key in BY_KEY:
            given[person_id].append(GivenDose(key, day))
    for one in session.scalars(select(DoseRefusal).where(among(DoseRefusal.person_id, "ids")), ids):
        refused[one.person_id].append(Refusal(one.key, one.refused_on, one.reason))
    for caution in session.scalars(select(HealthCaution).where(among(HealthCaution.person_id, "ids")), ids):
        if caution.noted_on <= on and (caution.ended_on is None or caution.ended_on > on):
            cautions[caution.person_id].append(caution)
    for child in children:
        own = cautions.get(child.id, ())
        facts.doses[child.id] = ChildDoses(
            child.born_on,
            tuple(given.get(child.id, ())),
            tuple(refused.get(child.id, ())),
            frozenset(Caution(one.kind) for one in own if one.kind != ALLERGY),
            antigens_of([one.antigen for one in own if one.kind == ALLERGY]),
        )


def _load_td(session: Session, facts: DueFacts, on: date) -> None:
    """Td of those who expect a child, a few women: with the doses of their childhood, as their sheet counts it."""
    if not facts.has_doses:
        return
    given: dict[str, list[VaccineDose]] = defaultdict(list)
    for chunk in chunks(facts.pregnancies):
        doses = select(VaccineDose).where(VaccineDose.person_id.in_(chunk), VaccineDose.given_on < on)
        for dose in session.scalars(doses.order_by(VaccineDose.given_on, VaccineDose.id)):
            given[dose.person_id].append(dose)
    facts.td = {person_id: td_of(given.get(person_id, []), on) for person_id in facts.pregnancies}


def _load_mothers(session: Session, facts: DueFacts, on: date) -> None:
    since = on - timedelta(POSTPARTUM_DAYS)
    still = Pregnancy.ended_on.is_(None) | (Pregnancy.ended_on >= since)
    for row in session.scalars(select(Pregnancy).where(Pregnancy.opened_on <= on, still)):
        facts.pregnancies[row.mother_id].append(row)
    born = select(Person.mother_id, Person.born_on).where(
        Person.mother_id.is_not(None),
        Person.born_on.between(since, on),
        Person.is_birth_date_approximate.is_(False),
        Person.merged_into_id.is_(None),
    )
    for mother_id, born_on in rows(session, born):
        facts.births[str(mother_id)].append(born_on)
