"""Reads what decides who should come, for a whole posyandu at once: no query per person."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, case, cast, func, select
from sqlalchemy.orm import Session, aliased

from core.rules.immunization.child import Caution, ChildDoses, GivenDose, Refusal
from core.rules.immunization.later import antigens_of
from core.rules.immunization.schedule import BY_KEY
from core.rules.immunization.td import TdStatus
from core.services.day.due_services import SERVICE_KEYS
from core.services.immunization.immunizing import ALLERGY, td_of
from core.services.people.people_rows import chunks
from core.services.people.residence import is_served_by, of_residents
from core.services.views import VisitFacts
from core.store.checkups import Answer, CheckUp, Referral
from core.store.immunizations import DoseRefusal, HealthCaution, VaccineDose
from core.store.people import Family, FamilyMember, Person
from core.store.pregnancies import Pregnancy
from core.store.visits import Measurement, PosyanduDay
from core.words.age import completed_months
from core.words.life_stage import POSTPARTUM_DAYS, PregnancySpan
from core.words.people import Sex
from core.words.periods import Month

UNDER_FIVE_MONTHS = 60
LOOK_BACK = timedelta(days=400)
"""Answers older than this say nothing about the next visit any more."""
_HANDFUL = 200
_WEIGHINGS_BACK = timedelta(days=300)
SUGAR_KEYS, SUGAR_FROM_YEARS = ("glucose_mg_dl", "glucose_hi"), 15
_SUGAR_CARDS = ("remaja", "dewasa", "lansia")
TBC_KEYS = ("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact", "tbc_lethargy")
_KEYS = (
    *("systolic_mmhg", "diastolic_mmhg", "glucose_mg_dl", "glucose_kind", "glucose_hi", "own_history"),
    "family_history",
    *TBC_KEYS,
    *("tablets_given", "tablets_daily", "tablets_weekly"),
    *SERVICE_KEYS,
    *(f"k{number}_date" for number in range(1, 7)),
    *(f"kf{number}_date" for number in range(1, 5)),
    *(f"kn{number}_date" for number in range(1, 4)),
)


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


class Told(NamedTuple):
    """One answer of a card and the day it was given."""

    on: date
    form: str
    key: str
    value: Any


@dataclass(slots=True)
class DueFacts:
    """Everything known before a day about the people of a posyandu, by person id; nothing of the day itself."""

    people: tuple[DuePerson, ...]
    session_on: date | None = None
    told: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))
    last_seen: dict[str, date] = field(default_factory=dict)
    last_served: dict[str, date] = field(default_factory=dict)
    last_sugar: dict[str, date] = field(default_factory=dict)
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
        rows = self.pregnancies.get(person_id, ())
        return tuple(PregnancySpan(row.opened_on, row.ended_on, row.outcome) for row in rows)


def load_due_facts(
    session: Session, posyandu_id: str | None, on: date, children_until_months: int, person_ids: Sequence[str] = ()
) -> DueFacts:
    """What is known before `on` about the residents of the day, with weighings and doses of the younger ones.

    `children_until_months`: completed months from which somebody is no child of the list. `person_ids` narrows it down.
    """
    people = _people(session, posyandu_id, on, person_ids)
    facts = DueFacts(people, _last_session(session, posyandu_id, on))
    ids = [one.id for one in people]
    oldest = date(on.year - children_until_months // 12 - 1, on.month, 1)
    children = [one for one in people if one.born_on >= oldest]
    _load_mothers(session, facts, on)
    _load_answers(session, facts, ids, on)
    _load_last_sugar(session, facts, on)
    _load_weighings(session, facts, children, on)
    _load_doses(session, facts, children, on)
    _load_td(session, facts, on)
    open_ones = select(Referral.person_id, Referral.referred_on).where(
        Referral.status == "belum", Referral.referred_on < on
    )
    facts.referred = {row[0]: row[1] for row in _rows(session, open_ones.order_by(Referral.referred_on))}
    return facts


def _rows(session: Session, statement: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    # Thousands of rows of plain columns: past the session, which would look at each of them once more, and in handfuls,
    # so that neither each is fetched on its own nor all are held at once.
    for handful in session.connection().execute(statement).partitions(_HANDFUL):
        yield from handful


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
    return tuple(DuePerson._make(row) for row in _rows(session, statement))


def _last_session(session: Session, posyandu_id: str | None, on: date) -> date | None:
    """The last hari buka before the day on which somebody was measured."""
    was_held = select(Measurement.id).where(Measurement.day_id == PosyanduDay.id).exists()
    days = select(func.max(PosyanduDay.held_on)).where(PosyanduDay.held_on < on, was_held)
    return session.scalar(days if posyandu_id is None else days.where(PosyanduDay.posyandu_id == posyandu_id))


def _load_answers(session: Session, facts: DueFacts, ids: list[str], on: date) -> None:
    wanted: dict[str, tuple[str, date]] = {}
    for chunk in chunks(ids):
        _find_last_check_ups(session, facts, chunk, on, wanted)
    _find_of_mothers(session, facts, ids, on, wanted)
    told = select(Answer.check_up_id, Answer.form, Answer.key, Answer.value)
    for chunk in chunks(wanted):
        for check_up_id, form, key, value in _rows(session, told.where(Answer.check_up_id.in_(chunk), *_TELLING)):
            person_id, day = wanted[check_up_id]
            facts.told[person_id].append(Told(day, form, key, _read(value)))
            if key in SUGAR_KEYS and value != "false":
                facts.last_sugar[person_id] = max(day, facts.last_sugar.get(person_id, day))
    for own in facts.told.values():
        own.sort(key=itemgetter(0))
    tablets = select(Answer.id).where(Answer.form == "bumil", Answer.key == "tablets_given").limit(1)
    facts.has_tablets = session.scalar(tablets) is not None


def _load_last_sugar(session: Session, facts: DueFacts, on: date) -> None:
    """When sugar was tested last, of who was seen and did not have it tested the last time."""
    grown_up = (one.id for one in facts.people if one.born_on.year <= on.year - SUGAR_FROM_YEARS)
    asked = [person_id for person_id in grown_up if person_id in facts.last_seen and person_id not in facts.last_sugar]
    tested = select(CheckUp.person_id, func.max(CheckUp.checked_on)).join(Answer, Answer.check_up_id == CheckUp.id)
    tested = tested.where(*_recent(on), Answer.form.in_(_SUGAR_CARDS), Answer.key.in_(SUGAR_KEYS))
    for chunk in chunks(asked):
        wanted = tested.where(CheckUp.person_id.in_(chunk), Answer.value != "false").group_by(CheckUp.person_id)
        facts.last_sugar |= {row[0]: date.fromisoformat(str(row[1])[:_DAY]) for row in _rows(session, wanted)}


def _find_last_check_ups(
    session: Session, facts: DueFacts, chunk: list[str], on: date, wanted: dict[str, tuple[str, date]]
) -> None:
    """When each was seen and served last; into `wanted` the check-ups last measured and last served, by id."""
    for person_id, seen_on, *last in _rows(session, _LAST.where(*_recent(on), CheckUp.person_id.in_(chunk))):
        facts.last_seen[person_id] = seen_on
        for found in filter(None, last):
            wanted[found[_DAY:]] = (person_id, date.fromisoformat(found[:_DAY]))
        served = last[1]
        if served:
            facts.last_served[person_id] = date.fromisoformat(served[:_DAY])
    unseen = [person_id for person_id in chunk if person_id not in facts.last_seen]
    before = select(CheckUp.person_id, func.max(CheckUp.checked_on)).where(CheckUp.checked_on < on - LOOK_BACK)
    grouped = before.where(CheckUp.person_id.in_(unseen)).group_by(CheckUp.person_id)
    facts.last_seen |= {row[0]: row[1] for row in _rows(session, grouped)}


def _find_of_mothers(
    session: Session, facts: DueFacts, ids: list[str], on: date, wanted: dict[str, tuple[str, date]]
) -> None:
    """Of mothers every check-up tells something: the examinations of a pregnancy are counted."""
    mothers = facts.pregnancies.keys() | facts.births.keys()
    columns = select(CheckUp.id, CheckUp.person_id, CheckUp.checked_on).where(*_recent(on))
    for chunk in chunks(one for one in ids if one in mothers):
        for check_up_id, person_id, day in _rows(session, columns.where(CheckUp.person_id.in_(chunk))):
            wanted[check_up_id] = (person_id, day)


def _recent(on: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return CheckUp.checked_on < on, CheckUp.checked_on >= on - LOOK_BACK


_DAY = len("2026-11-25")
# Day and id as one text: its greatest is the last check-up and says which one that is.
_DAY_AND_ID = cast(CheckUp.checked_on, String) + CheckUp.id
_LAST = select(
    CheckUp.person_id,
    func.max(CheckUp.checked_on),
    func.max(case((CheckUp.measured_at.is_not(None), _DAY_AND_ID))),
    func.max(case((CheckUp.served_at.is_not(None), _DAY_AND_ID))),
).group_by(CheckUp.person_id)


def _read(value: str) -> Any:  # noqa: ANN401 - an answer of any kind
    # Most answers are one of two words, a number or plain words; the reader of JSON costs ten times as much.
    if value in _WORDS:
        return _WORDS[value]
    if value.isdecimal():
        return int(value)
    return value[1:-1] if value[0] == '"' and "\\" not in value else json.loads(value)


_WORDS = {"true": True, "false": False, "null": None}
# A "no" about TBC need not be read: the last day somebody was served is the last day it was asked. Nor need the kind of
# sugar that is meant when none is told. Of mothers any answer tells that she was examined that day.
_TELLING = (
    Answer.form.in_(("bumil", "nifas"))
    | (
        Answer.key.in_(_KEYS)
        & ~(Answer.key.in_(TBC_KEYS) & (Answer.value == "false"))
        & Answer.value.not_in(("[]", '"GDS"'))
    ),
)


_WEIGHED = (
    *(Measurement.person_id, Measurement.id, Measurement.day_id, Measurement.measured_on, Measurement.weight_g),
    *(Measurement.length_mm, Measurement.posture, Measurement.head_mm, Measurement.muac_mm, Measurement.has_oedema),
    *(Measurement.vitamin_a, Measurement.is_outside_history, Measurement.letter_override),
)


def _load_weighings(session: Session, facts: DueFacts, children: Sequence[DuePerson], on: date) -> None:
    recent = _before(select(*_WEIGHED), on).where(Measurement.measured_on >= on - _WEIGHINGS_BACK)
    # Later only the day is asked for: letters and curves end with five years.
    for chunk in chunks(one.id for one in children if completed_months(one.born_on, on) < UNDER_FIVE_MONTHS):
        own = recent.where(Measurement.person_id.in_(chunk)).order_by(Measurement.measured_on)
        for person_id, *measured in _rows(session, own):
            visit = _visit(measured)
            facts.weighings[person_id].append(visit)
            if visit.vitamin_a is not None and Month.of(visit.measured_on) == Month.of(on):
                facts.vitamin_a.add(person_id)
    last = _before(select(Measurement.person_id, func.max(Measurement.measured_on)), on)
    for chunk in chunks(one.id for one in children):
        own = last.where(Measurement.person_id.in_(chunk), Measurement.is_outside_history.is_(False))
        facts.last_measured |= {row[0]: row[1] for row in _rows(session, own.group_by(Measurement.person_id))}


def _before(statement: Select[*tuple[Any, ...]], on: date) -> Select[*tuple[Any, ...]]:
    return statement.where(Measurement.measured_on < on)


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
    for chunk in chunks(one.id for one in children):
        doses = select(VaccineDose.person_id, VaccineDose.key, VaccineDose.given_on)
        wanted = doses.where(VaccineDose.person_id.in_(chunk), VaccineDose.given_on < on)
        for person_id, key, day in _rows(session, wanted):
            if key in BY_KEY:
                given[person_id].append(GivenDose(key, day))
        for one in session.scalars(select(DoseRefusal).where(DoseRefusal.person_id.in_(chunk))):
            refused[one.person_id].append(Refusal(one.key, one.refused_on, one.reason))
        for caution in session.scalars(select(HealthCaution).where(HealthCaution.person_id.in_(chunk))):
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
    for mother_id, born_on in _rows(session, born):
        facts.births[str(mother_id)].append(born_on)
