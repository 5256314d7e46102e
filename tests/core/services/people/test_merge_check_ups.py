"""Two entries that were both seen on one day: one check-up, every answer, dose and referral of both."""

from datetime import date

import pytest
from sqlalchemy import select

from core.rules.permissions import Action
from core.services.day.attending import board, check_up, come
from core.services.day.cards import open_card, save_answers
from core.services.day.open_day import open_day
from core.services.day.referring import FollowUp, follow_up, open_referrals, refer, referrals_of_day
from core.services.people.merging import merge, unmerge
from core.services.setup import list_posyandu
from core.services.trust.maintenance import check
from core.store.immunizations import DoseRefusal, HealthCaution, VaccineDose
from core.store.people import Person
from core.store.tables import FACT_TABLES
from core.words.findings import Severity
from core.words.steps import Step
from tests.core.services.trust.test_erasing import filled
from tests.register_state import register_state

TODAY = date(2026, 11, 25)


@pytest.fixture
def day_id(register):
    return open_day(register, list_posyandu(register)[0].id, TODAY).value.id


@pytest.fixture
def twice(register, day_id, add_child):
    """Mbah Karso weighed under one entry, asked about TBC and with high blood pressure under the other."""
    first, second = add_child("Mbah Karso", "1950-01-01"), add_child("Karso", "1950-01-02")
    one, other = come(register, day_id, first).value, come(register, day_id, second).value
    save_answers(register, one.id, "lansia", {"weight_kg": 52, "height_cm": 158, "smoking_status": "4"})
    asked = dict.fromkeys(("tbc_cough", "tbc_fever"), True) | dict.fromkeys(("tbc_weight", "tbc_contact"), False)
    values = {"systolic_mmhg": 150, "diastolic_mmhg": 95, "smoking_status": "1", "weight_kg": 51}
    save_answers(register, other.id, "lansia", values | asked)
    return first, second, one, other


def test_check_ups_of_one_day_become_one_with_the_answers_of_both(register, day_id, twice):
    first, second, one, _ = twice
    before = register_state(register)
    merge(register, first, second, {"visit:2026-11-25": "keep"})
    [line] = board(register, day_id).lines
    assert (line.id, line.person_id, line.queue_number) == (one.id, first, 1)
    values = {one.field.key: one.value for one in open_card(register, line.id).fields}
    assert (values["weight_kg"], values["systolic_mmhg"], values["tbc_cough"]) == (52, 150, True)
    # Where both answered, the kept entry stands.
    assert values["smoking_status"] == "4"
    assert {"TD ≥140/90"} <= set(open_card(register, line.id).reasons)
    assert check(register).problems == ()
    unmerge(register, second)
    assert register_state(register) == before


def test_no_reason_to_refer_is_lost(register, day_id, twice):
    first, second, one, _ = twice
    red = {reason for sent in referrals_of_day(register, day_id) for reason in sent.reasons}
    assert len(red) > 1
    merge(register, first, second)
    [sent] = referrals_of_day(register, day_id)
    assert (sent.person_id, sent.check_up_id, set(sent.reasons)) == (first, one.id, red)


def test_what_was_answered_of_one_entry_does_not_hide_what_is_open_of_the_other(register, day_id, twice):
    first, second, one, other = twice
    for seen in (one, other):
        refer(register, seen.id, "bengkak kaki")
    answered = next(sent for sent in open_referrals(register) if sent.person_id == first)
    follow_up(register, answered.id, FollowUp.DONE, note="diberi obat")
    still_open = {reason for sent in open_referrals(register) for reason in sent.reasons} - {"bengkak kaki"}
    assert still_open
    merge(register, first, second)
    sent = referrals_of_day(register, day_id)
    assert {line.check_up_id for line in sent} == {one.id}
    assert sorted(line.status for line in sent) == [FollowUp.OPEN, FollowUp.DONE]
    assert {reason for line in open_referrals(register) for reason in line.reasons} == still_open


def test_what_the_other_entry_adds_has_to_be_looked_at_again(register, day_id, twice):
    first, second, one, _ = twice
    asked = dict.fromkeys(("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact"), False)
    save_answers(register, one.id, "lansia", asked)
    merge(register, first, second)
    assert Step.SERVE in check_up(register, one.id).unfinished


def test_a_check_up_of_another_day_comes_along(register, add_child):
    unit = list_posyandu(register)[0].id
    days = [open_day(register, unit, date(2026, month, 12)).value.id for month in (10, 11)]
    first, second = add_child("Karso", "1950-01-01"), add_child("Mbah Karso", "1950-01-01")
    seen = [come(register, day, one).value for day, one in zip(days, (first, second), strict=True)]
    merge(register, first, second)
    assert [check_up(register, one.id).person_id for one in seen] == [first, first]


def test_a_dose_a_refusal_and_a_caution_of_both_are_one_each(register, add_child):
    first, second = add_child(), add_child("Aisah Putri")
    with register.deed("Imunisasi", action=Action.RECORD_HEALTH) as deed:
        for one, batch in ((first, ""), (second, "B-12")):
            dose = VaccineDose(person_id=one, key="BCG", given_on=date(2026, 4, 1), batch=batch)
            refusal = DoseRefusal(person_id=one, key="DPT1", refused_on=date(2026, 5, 1))
            caution = HealthCaution(person_id=one, kind="alergi", noted_on=date(2026, 4, 1))
            deed.session.add_all([dose, refusal, caution])
        deed.session.add(VaccineDose(person_id=second, key="HB0", given_on=date(2026, 3, 1)))
    before = register_state(register)
    merge(register, first, second)
    state = register_state(register)
    doses = sorted((row["key"], row["person_id"], row["batch"]) for row in state["vaccine_dose"].values())
    assert doses == [("BCG", first, "B-12"), ("HB0", first, "")]
    assert [len(state[name]) for name in ("dose_refusal", "health_caution")] == [1, 1]
    unmerge(register, second)
    assert register_state(register) == before


def test_whatever_table_points_at_a_person_points_at_the_kept_one(register, add_child):
    """Every foreign key to a person in the tables of facts, also of tables that come later."""
    first, second = add_child("Wartini", "1990-01-01"), add_child("Bu Wartini", "1990-01-01")
    links = [
        (table, key.parent.name)
        for table in FACT_TABLES
        for key in table.__table__.foreign_keys
        if key.column.table.name == Person.__tablename__ and key.parent.name != "merged_into_id"
    ]
    assert {"check_up", "referral", "vaccine_dose"} <= {table.__tablename__ for table, _ in links}
    partner = add_child("Pasangan", "1988-01-01")
    with register.deed("Mengisi semua", action=Action.MERGE_PEOPLE) as deed:
        for table, column in links:
            if table is Person:
                deed.session.get_one(Person, partner).__setattr__(column, second)
                continue
            row = filled(table) | {"id": f"{table.__tablename__}-{column}", column: second}
            for key in table.__table__.foreign_keys:
                if not key.parent.nullable and key.parent.name not in row:
                    target = key.column.table.name
                    row[key.parent.name] = (
                        partner if target == "person" else deed.session.scalar(select(key.column).limit(1))
                    )
            deed.insert_many(table, [row])
    merge(register, first, second)
    held = register_state(register)
    for table, column in links:
        left = [row for row in held[table.__tablename__].values() if row[column] == second and row["id"] != second]
        assert not left, f"{table.__tablename__}.{column} still points at the entry that is gone"


@pytest.mark.parametrize("answered", [0, 1], ids=["of the kept entry", "of the one that goes"])
def test_what_was_done_about_one_entry_does_not_answer_the_danger_of_the_other(register, day_id, twice, answered):
    first, second, one, other = twice
    asked = dict.fromkeys(("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact"), False)
    save_answers(register, other.id, "lansia", asked | {"systolic_mmhg": None, "diastolic_mmhg": None})
    high, pale = {"systolic_mmhg": 185, "diastolic_mmhg": 121}, {"hb_g_dl": "6,5"}
    sent = [
        save_answers(register, seen.id, "lansia", found).value.referral for seen, found in ((one, high), (other, pale))
    ]
    done = sent[answered]
    assert done is not None
    follow_up(register, done.id, FollowUp.OPEN, note="Diantar ke puskesmas")
    merge(register, first, second, {"visit:2026-11-25": "keep"})
    for _ in range(2):
        now = open_card(register, one.id).referral
        assert now is not None
        assert (now.urgency, now.note, set(now.reasons) & set(done.reasons)) == (Severity.URGENT, "", set())
        save_answers(register, one.id, "lansia", {"waist_cm": 80})
    assert {line.note for line in referrals_of_day(register, day_id)} == {"Diantar ke puskesmas", ""}
    waits = next(line for line in referrals_of_day(register, day_id) if not line.note)
    follow_up(register, waits.id, FollowUp.OPEN, note="Bidan memberi obat")
    after = save_answers(register, one.id, "lansia", {"waist_cm": 81}).value.referral
    assert after is not None
    assert after.note
