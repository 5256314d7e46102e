"""What is read for the list of who should come, beside a slow reading of everything that stands in the register."""

import json
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.clock import Clock
from core.rules.immunization.child import ChildDoses, GivenDose
from core.rules.immunization.schedule import DOSES
from core.services.day.due_answers import LOOK_BACK, AnswersRead, Told
from core.services.day.due_facts import DueFacts, load_due_facts
from core.services.day.due_list import due_list
from core.services.day.due_reasons import DueRules, reasons_of
from core.services.day.source_choices import read_choices
from core.services.immunization.immunization_settings import read_immunization_settings
from core.services.register import open_register
from core.services.setup import add_posyandu, read_settings, set_up
from core.services.views import VisitFacts
from core.store.base import new_id
from core.store.checkups import Answer, CheckUp, Referral
from core.store.immunizations import VaccineDose
from core.store.people import Family, FamilyMember, Person
from core.store.pregnancies import Pregnancy
from core.store.visits import Measurement
from core.words.life_stage import stage_on
from core.words.people import FamilyRole, Sex

TODAY, ON = date(2026, 11, 25), date(2027, 2, 10)
_AGES = st.one_of(st.integers(0, 75), st.integers(76, 1000))
_YES_NO = st.booleans()
_ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "systolic_mmhg": st.integers(80, 190),
        "diastolic_mmhg": st.integers(50, 120),
        "glucose_mg_dl": st.one_of(st.integers(60, 260), st.sampled_from(["99,5", "210", "125.9"])),
        "glucose_kind": st.sampled_from(["GDS", "GDP"]),
        "glucose_hi": _YES_NO,
        "own_history": st.lists(st.sampled_from(["HT", "DM", "TBC"]), unique=True),
        "family_history": st.lists(st.sampled_from(["HT", "DM"]), unique=True),
        **dict.fromkeys(("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact"), _YES_NO),
        "tablets_weekly": _YES_NO,
        "tablets_daily": _YES_NO,
        "tablets_given": st.sampled_from([0, 30]),
        "education_note": st.sampled_from(["makan “beragam”", 'kata ibu: "besok"', "\\"]),
    },
)
_VISITS = st.lists(
    st.tuples(st.integers(-40, 900), _YES_NO, _YES_NO, _ANSWERS), max_size=4, unique_by=lambda one: one[0]
)
_WEIGHED = st.lists(
    st.tuples(st.integers(0, 550), st.integers(2_500, 16_000)), max_size=5, unique_by=lambda one: one[0]
)
_PEOPLE = st.lists(
    st.tuples(
        _AGES, st.sampled_from(list(Sex)), _VISITS, _WEIGHED, st.lists(st.sampled_from(DOSES), max_size=6), _YES_NO
    ),
    min_size=1,
    max_size=5,
)

_READ_ANEW = ("weighings", "last_measured", "doses", "referred")


@pytest.fixture(scope="module")
def village(tmp_path_factory):
    """One register for every example: each lives in a posyandu of its own."""
    register = open_register(str(tmp_path_factory.mktemp("due") / "desa.db"), who="Bu Sari", clock=Clock(TODAY))
    set_up(register, posyandu="Melati", village="Sukamaju")
    yield register
    register.close()


def _written(session, unit, number, told):
    """One person with everything the example says, as rows."""
    age, sex, visits, weighed, doses, is_mother = told
    born_on = ON - timedelta(days=age * 30 + 3)
    ids = dict(zip(("family", "person"), (new_id(), new_id()), strict=True))
    session.add(Family(id=ids["family"], posyandu_id=unit, dusun="Krajan"))
    session.add(Person(id=ids["person"], name=f"Orang {number}", sex=sex, born_on=born_on))
    session.flush()
    session.add(FamilyMember(family_id=ids["family"], person_id=ids["person"], role=FamilyRole.OTHER))
    for back, is_measured, is_served, answers in visits:
        row = CheckUp(id=new_id(), person_id=ids["person"], checked_on=ON - timedelta(days=back), came_at="08:00:00")
        row.measured_at, row.served_at = "08:10:00" if is_measured else None, "08:20:00" if is_served else None
        session.add(row)
        session.flush()
        form = "bumil" if is_mother else "dewasa"
        told = [Answer(check_up_id=row.id, form=form, key=key, value=json.dumps(it)) for key, it in answers.items()]
        session.add_all(told)
    for back, weight_g in weighed:
        session.add(Measurement(person_id=ids["person"], measured_on=ON - timedelta(days=back), weight_g=weight_g))
    for place, dose in enumerate(doses):
        given_on = born_on + timedelta(days=60 * place)
        session.add(VaccineDose(person_id=ids["person"], key=dose.key, given_on=given_on))
    if is_mother and sex is Sex.FEMALE and 200 < age < 600:
        opened = ON - timedelta(days=100)
        session.add(Pregnancy(mother_id=ids["person"], opened_on=opened, hpht_on=opened - timedelta(days=20)))
    if number == 0:
        sent = {"referred_on": ON - timedelta(days=20), "target": "PUSKESMAS", "urgency": "merah", "status": "belum"}
        session.add(Referral(person_id=ids["person"], reasons="[]", note="", **sent))


def plain_facts(session, known):
    """Every row of the people of `known`, one by one; nothing is left out because it decides nothing."""
    empty = DueFacts(known.people)
    anew = {name: getattr(empty, name) for name in _READ_ANEW}
    facts = replace(known, answers=AnswersRead(), **anew)
    for person in known.people:
        _answered(session, facts, person)
        _measured(session, facts, person)
        doses = session.scalars(select(VaccineDose).where(VaccineDose.person_id == person.id)).all()
        if person.id in known.doses:
            given = tuple(GivenDose(one.key, one.given_on) for one in doses if one.given_on < ON)
            facts.doses[person.id] = ChildDoses(person.born_on, given)
        for row in session.scalars(select(Referral).where(Referral.person_id == person.id)):
            facts.referred[person.id] = row.referred_on
    return facts


def _answered(session, facts, person):
    own = session.scalars(select(CheckUp).where(CheckUp.person_id == person.id).order_by(CheckUp.checked_on)).all()
    before = [row for row in own if row.checked_on < ON]
    recent = [row for row in before if row.checked_on >= ON - LOOK_BACK]
    last = [row for row in recent if row.measured_at][-1:] + [row for row in recent if row.served_at][-1:]
    is_mother = person.id in facts.pregnancies or person.id in facts.births
    found = facts.answers
    for row in recent:
        answers = session.scalars(select(Answer).where(Answer.check_up_id == row.id)).all()
        for form in {one.form for one in answers}:
            told = {one.key: json.loads(one.value) for one in answers if one.form == form}
            found.examined[person.id].append((row.checked_on, form))
            if is_mother or row in last:
                found.told[person.id].append(Told(row.checked_on, form, told))
            if "glucose_mg_dl" in told or told.get("glucose_hi"):
                found.last_sugar[person.id] = row.checked_on
        if row.served_at:
            found.last_served[person.id] = row.checked_on
    if before:
        found.last_seen[person.id] = before[-1].checked_on


def _measured(session, facts, person):
    own = session.scalars(
        select(Measurement).where(Measurement.person_id == person.id).order_by(Measurement.measured_on)
    ).all()
    # A last weighing of more than ten months ago says nothing about how the child grows.
    speaks = any(ON - timedelta(days=300) <= row.measured_on < ON for row in own)
    for row in own:
        if row.measured_on < ON and speaks:
            visit = VisitFacts(row.measured_on, weight_g=row.weight_g, is_session=False, id=row.id)
            facts.weighings[person.id].append(visit)
        if row.measured_on < ON:
            facts.last_measured[person.id] = row.measured_on


@given(people=_PEOPLE)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_that_decides_is_left_unread(village, people):
    unit = add_posyandu(village, f"P {new_id()}").value.id
    with village.database.scratch() as session:
        for number, one in enumerate(people):
            _written(session, unit, number, one)
    told = {line.person_id: set(line.reasons) for line in due_list(village, unit, ON)}
    with village.reading() as session:
        rules = DueRules(
            read_settings(session), read_choices(session), read_immunization_settings(session), sees_diagnoses=True
        )
        facts = plain_facts(session, load_due_facts(session, unit, ON, 72))
        slowly = defaultdict(set)
        for person in facts.people:
            stage = stage_on(person.born_on, ON, pregnancies=facts.spans(person.id))
            for reason in reasons_of(facts, person, stage, ON, rules):
                slowly[person.id].add(reason)
    assert len(facts.people) == len(people)
    apart = {one.name: told.get(one.id, set()) ^ slowly[one.id] for one in facts.people}
    assert not any(apart.values()), apart
