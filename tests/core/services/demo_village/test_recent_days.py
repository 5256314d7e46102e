"""The last days of the demo village: every card is valid, everything worth seeing is there, and the days add up."""

import json
from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select

from core.clock import Clock
from core.rules.forms.catalogue import FORMS
from core.rules.immunization.child import ChildDoses, GivenDose, ImmunizationSettings, immunization_status
from core.rules.immunization.schedule import BY_KEY, Antigen
from core.services.day.card_verdicts import Judged, judge
from core.services.day.closing import closing_state
from core.services.day.day_plan import day_plan, list_equipment
from core.services.day.referral_rows import reasons_in
from core.services.demo import build_demo
from core.services.immunization.immunizing import immunization_card
from core.services.register import Register, open_register
from core.services.setup import list_posyandu
from core.services.trust.maintenance import check
from core.store.checkups import Answer, CheckUp, Referral
from core.store.immunizations import DoseRefusal, HealthCaution, VaccineDose
from core.store.people import Person
from core.store.visits import Measurement, PosyanduDay
from core.words.findings import Severity
from core.words.referrals import FollowUp

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory):
    place = str(tmp_path_factory.mktemp("desa") / "desa.db")
    build_demo(place, families=150, months=5, seed=4, today=TODAY)
    opened = open_register(place, clock=Clock(TODAY))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def judged(register: Register) -> dict[str, tuple[CheckUp, Judged]]:
    """Every check-up of the village with its verdicts, as the register judges them."""
    with register.reading() as session:
        return {row.id: (row, judge(session, row)) for row in session.scalars(select(CheckUp))}


@pytest.fixture(scope="module")
def days(register: Register) -> list[PosyanduDay]:
    """The days with check-ups, newest first."""
    with register.reading() as session:
        held = select(CheckUp.day_id).distinct()
        rows = select(PosyanduDay).where(PosyanduDay.id.in_(held)).order_by(PosyanduDay.held_on.desc())
        return list(session.scalars(rows))


def test_no_card_of_the_village_has_an_answer_that_cannot_be(judged):
    wrong = [error for _, one in judged.values() for form in one.assessments.values() for error in form.errors]
    assert wrong == []
    assert len(judged) > 100


def test_whoever_is_validated_has_every_box_that_must_be_filled(judged):
    missing = Counter(
        (form.form, key)
        for row, one in judged.values()
        if row.validated_at
        for form in one.assessments.values()
        for key in form.missing
        if not (key == "height_cm" and row.not_measured_reason)
    )
    assert not missing


def test_everybody_whom_the_verdicts_send_on_has_exactly_that_referral(register, judged):
    with register.reading() as session:
        sent = {row.check_up_id: row for row in session.scalars(select(Referral))}
    for check_up_id, (_, one) in judged.items():
        row = sent.get(check_up_id)
        assert (reasons_in(row) if row else ()) == one.shared_reasons
        assert row is None or row.urgency == one.urgency.value
    assert {row.status for row in sent.values()} >= {FollowUp.OPEN, FollowUp.DONE}


def test_people_of_every_age_come_with_the_forms_of_their_age(judged):
    cards = Counter(one.card.key for _, one in judged.values())
    assert set(cards) == {"balita", "remaja", "dewasa", "lansia", "bumil", "nifas"}
    forms = {key for _, one in judged.values() for key in one.assessments}
    assert forms >= {form.key for form in FORMS if not form.key.startswith("kunjungan-")}


def test_every_instrument_found_something_in_somebody_and_nothing_in_most(judged):
    """Only a village of this size holds a few of each; the shares are those of a posyandu, not of a hospital."""
    found = Counter((verdict.field, verdict.result) for _, one in judged.values() for verdict in one.verdicts)
    for wanted in (
        ("kspr_class", "KRST"), ("epds_result", "KEMUNGKINAN"), ("heeadsss_result", "RUJUK"),
        ("danger_result", "PANTAU"), ("skilas_result", "MASALAH"), ("aks_level", "R"), ("senses_result", "G"),
        ("puma_result", "RUJUK"), ("sdq_result", "NORMAL"), ("jiwa_result", "NEGATIF"),
    ):  # fmt: skip
        assert found[wanted], (wanted, sorted(key for key in found if key[0] == wanted[0]))
    assert found["danger_result", "TIDAK_ADA"] > 10 * found["danger_result", "SEGERA"]
    sent = sum(bool(one.shared_reasons) for _, one in judged.values())
    assert 0.1 < sent / len(judged) < 0.5


def test_development_of_some_children_was_looked_at(register, judged):
    with register.reading() as session:
        forms = Counter(session.scalars(select(Answer.form).where(Answer.form.in_(("kia", "kpsp")))))
    assert forms["kia"] > 8
    assert forms["kpsp"] >= 4
    told = {verdict.result for _, one in judged.values() for verdict in one.verdicts if verdict.field == "kpsp"}
    assert told <= {"Sesuai", "Meragukan", "Kemungkinan penyimpangan"}
    assert told


def test_the_findings_that_a_posyandu_must_see_are_there(judged):
    found = {(verdict.field, verdict.result) for _, one in judged.values() for verdict in one.verdicts}
    assert {("glucose_result", "T2"), ("tbc_result", "TERDUGA"), ("muac_result", "KEK"), ("bp_class", "HT3")} <= found
    assert ("srq_result", "RUJUK") in found
    assert Severity.URGENT in {one.severity for _, one in judged.values()}


def test_each_posyandu_has_its_last_three_days(days):
    assert set(Counter(day.posyandu_id for day in days).values()) == {3}
    assert all(day.held_on < TODAY for day in days)


def test_one_day_is_signed_by_both_and_locked(register, days):
    [locked] = [day for day in days if day.locked_at]
    state = closing_state(register, locked.id)
    assert state.is_locked
    assert {one.role: one.name for one in state.signatures} == {"kader": "Bu Sari", "bidan": "Bidan Ratih"}
    assert not state.obstacles


def test_the_last_day_is_open_with_two_people_on_their_way(register, days):
    state = closing_state(register, days[0].id)
    assert not state.is_locked
    assert sorted(one.sentence for one in state.unfinished) == ["belum selesai: L2, L4, L5", "belum selesai: L4, L5"]


def test_nothing_else_stands_in_the_way_of_closing_the_other_days(register, days):
    for day in days[1:]:
        assert closing_state(register, day.id).obstacles == ()


def test_somebody_went_home_early_with_a_reason(register, days):
    [left] = closing_state(register, days[1].id).left
    assert "Dijemput" in left.sentence


def test_every_weighed_child_of_these_days_is_registered(register, days):
    with register.reading() as session:
        weighed = session.execute(select(Measurement.person_id, Measurement.measured_on, Measurement.day_id)).all()
        seen = {(row.person_id, row.checked_on) for row in session.scalars(select(CheckUp))}
    recent = {day.id for day in days}
    assert all((person_id, on) in seen for person_id, on, day_id in weighed if day_id in recent)


def test_a_measured_fact_stands_only_with_the_measurements(register):
    with register.reading() as session:
        keys = set(session.scalars(select(Answer.key).distinct()))
    assert not keys & {"weight_kg", "height_cm", "muac_cm", "head_cm", "visit_date", "hpht"}


def test_every_dose_of_a_child_counts_and_some_are_late(register):
    late = 0
    with register.reading() as session:
        born = {person.id: person.born_on for person in session.scalars(select(Person))}
        rows = session.scalars(select(VaccineDose)).all()
    by_child: dict[str, list[GivenDose]] = {}
    for row in rows:
        if row.key in BY_KEY:
            by_child.setdefault(row.person_id, []).append(GivenDose(row.key, row.given_on))
    for person_id, given in by_child.items():
        facts = ChildDoses(born[person_id], tuple(given))
        status = immunization_status(facts, TODAY, ImmunizationSettings())
        assert status.uncounted == ()
        late += any(dose.state == "kejar" for dose in status.doses)
    assert len(by_child) > 20
    assert 0 < late < 0.7 * len(by_child)


def test_doses_of_the_last_days_name_the_bidan_and_the_rest_is_copied_from_the_book(register):
    with register.reading() as session:
        rows = session.scalars(select(VaccineDose)).all()
    here = [row for row in rows if row.check_up_id]
    assert here
    assert all(row.giver == "Bidan Ratih" and row.site and row.batch for row in here)
    assert all("Buku KIA" in row.place for row in rows if not row.check_up_id)


def _state(register, person_id, on, key):
    child = immunization_card(register, person_id, on).child
    dose = child.of(key) if child else None
    assert dose is not None
    return str(dose.state)


def test_one_dose_was_declined_and_one_child_has_a_caution(register):
    with register.reading() as session:
        [refusal] = session.scalars(select(DoseRefusal))
        [caution] = session.scalars(select(HealthCaution))
    assert _state(register, refusal.person_id, refusal.refused_on, refusal.key) == "ditolak"
    forbidden = [one for one in BY_KEY.values() if one.antigen is Antigen.RV]
    states = {_state(register, caution.person_id, caution.noted_on, one.key) for one in forbidden}
    assert states <= {"sudah", "kontraindikasi", "lewat-batas"}


def test_pregnant_women_have_td_that_counts(register):
    with register.reading() as session:
        mothers = set(session.scalars(select(VaccineDose.person_id).where(VaccineDose.key == "Td")))
    assert mothers
    for person_id in mothers:
        td = immunization_card(register, person_id).td
        assert td is not None
        assert td.uncounted == ()


def test_duties_are_named_and_one_thing_was_calibrated_too_long_ago(register, days):
    plan = day_plan(register, days[0].id)
    assert all(line.names for line in plan.duties)
    assert all(line.is_done for line in plan.checklist)
    things = [one for unit in list_posyandu(register) for one in list_equipment(register, unit.id)]
    assert len([one for one in things if one.warning]) == 1


def test_the_whole_register_checks_out(register):
    assert check(register).problems == ()


@pytest.mark.parametrize(("families", "months"), [(14, 4), (1, 1), (3, 2)])
def test_a_small_village_is_whole_too(tmp_path, families, months):
    place = str(tmp_path / "kecil.db")
    build_demo(place, families=families, months=months, today=TODAY)
    opened = open_register(place, clock=Clock(TODAY))
    try:
        assert check(opened).problems == ()
        with opened.reading() as session:
            for row in session.scalars(select(CheckUp)):
                assert not [error for one in judge(session, row).assessments.values() for error in one.errors]
            assert all(json.loads(row.reasons) for row in session.scalars(select(Referral)))
    finally:
        opened.close()
