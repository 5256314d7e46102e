"""Immunisation in the register: due today, given, refused, forbidden, and copied from a card."""

from datetime import date

import pytest

from core.errors import InputError, NotAllowed
from core.rules.immunization.child import (
    BasicStatus,
    Caution,
    DoseState,
    ImmunizationSettings,
    ImmunizationStatus,
)
from core.rules.immunization.schedule import Antigen
from core.services.day.attending import come
from core.services.day.cards import open_card
from core.services.day.open_day import open_day
from core.services.deeds.undoing import undo
from core.services.immunization.immunization_settings import immunization_settings, save_immunization_settings
from core.services.immunization.immunizing import (
    ALLERGY,
    DoseForm,
    end_caution,
    give_dose,
    immunization_card,
    note_caution,
)
from core.services.immunization.refusing import refuse_dose
from core.services.register import Register
from core.services.setup import list_posyandu
from core.services.trust.maintenance import check
from core.store.visits import PosyanduDay
from core.words.people import Sex
from core.words.roles import Role, User
from tests.register_state import register_state

TODAY = date(2026, 11, 25)


@pytest.fixture
def baby(add_child):
    """Four months old today."""
    return add_child("Bima", "2026-07-20", Sex.MALE)


def childhood(register: Register, person_id: str) -> ImmunizationStatus:
    status = immunization_card(register, person_id).child
    assert status is not None
    return status


def state(register: Register, person_id: str, key: str) -> DoseState:
    row = childhood(register, person_id).of(key)
    assert row is not None
    return row.state


def given_from_card(register, person_id, **doses):
    for key, on in doses.items():
        give_dose(register, person_id, DoseForm(key, date.fromisoformat(on), is_from_card=True))


def test_what_is_due_is_given_and_then_stands_as_given(register, baby):
    assert register.today == TODAY
    assert state(register, baby, "DPT1") is DoseState.ALLOWED
    deed = give_dose(register, baby, DoseForm("DPT1", TODAY, batch="A 12", site="paha kiri", giver="Bidan Rini"))
    card = immunization_card(register, baby)
    assert state(register, baby, "DPT1") is DoseState.GIVEN
    assert [(dose.label, dose.batch, dose.giver) for dose in card.doses] == [("DPT-HB-Hib 1", "A 12", "Bidan Rini")]
    assert check(register).ok
    undo(register, deed.value.entry_id)
    assert state(register, baby, "DPT1") is DoseState.ALLOWED


def test_the_plan_names_the_next_days(register, baby):
    given_from_card(register, baby, HB0="2026-07-20", BCG="2026-08-20", OPV1="2026-08-20", DPT1="2026-11-10")
    plan = immunization_card(register, baby).plan
    assert plan[0][0] == TODAY
    assert "DPT2" not in plan[0][1]
    assert any(on == date(2026, 12, 8) and "DPT2" in keys for on, keys in plan)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (DoseForm("DPT9", TODAY, giver="x"), "daftar"),
        (DoseForm("DPT1", date(2026, 11, 26), giver="x"), "belum tiba"),
        (DoseForm("DPT1", date(2026, 7, 1), is_from_card=True), "lahir"),
        (DoseForm("DPT1", TODAY), "siapa yang memberikan"),
        (DoseForm("MR1", TODAY, giver="x"), "20 April 2027"),
        (DoseForm("HB0", TODAY, giver="x"), "batas umur"),
        (DoseForm("DPT3", TODAY, giver="x"), "Sesudah DPT-HB-Hib 1"),
        (DoseForm("JE", TODAY, giver="x"), "provinsi"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(register, baby, form, told):
    with pytest.raises(InputError, match=told):
        give_dose(register, baby, form)
    assert immunization_card(register, baby).doses == ()


def test_the_same_dose_of_the_same_day_is_written_once(register, baby):
    given_from_card(register, baby, BCG="2026-08-01")
    with pytest.raises(InputError, match="sudah dicatat"):
        given_from_card(register, baby, BCG="2026-08-01")
    with pytest.raises(InputError, match="sudah diberikan 1 Agustus 2026"):
        give_dose(register, baby, DoseForm("BCG", TODAY, giver="Bidan"))


def test_a_dose_too_soon_is_kept_as_written_and_named(register, baby):
    given_from_card(register, baby, DPT1="2026-10-01", DPT2="2026-10-15")
    card = immunization_card(register, baby)
    assert [dose.key for dose in childhood(register, baby).uncounted] == ["DPT2"]
    assert [dose.key for dose in card.doses] == ["DPT1", "DPT2"]
    assert state(register, baby, "DPT2").may_be_given


def test_a_refusal_needs_a_reason_and_counts_for_the_day(register, baby):
    with pytest.raises(InputError, match="alasan"):
        refuse_dose(register, baby, "DPT1", "  ")
    with pytest.raises(InputError, match="belum waktunya"):
        refuse_dose(register, baby, "MR1", "takut demam")
    refuse_dose(register, baby, "DPT1", "takut demam")
    assert state(register, baby, "DPT1") is DoseState.REFUSED


def test_a_caution_blocks_until_it_ends(register, baby):
    noted = note_caution(register, baby, Caution.WEAK_DEFENCE)
    assert state(register, baby, "OPV1") is DoseState.CONTRAINDICATED
    assert state(register, baby, "DPT1").may_be_given
    with pytest.raises(InputError, match="dokter"):
        give_dose(register, baby, DoseForm("OPV1", TODAY, giver="Bidan"))
    end_caution(register, noted.value.id)
    assert state(register, baby, "OPV1").may_be_given
    note_caution(register, baby, ALLERGY, antigen=Antigen.PCV)
    assert state(register, baby, "PCV1") is DoseState.CONTRAINDICATED
    with pytest.raises(InputError, match="daftar"):
        note_caution(register, baby, "masuk angin")


def test_only_a_health_worker_says_what_forbids_a_vaccine(register, baby):
    register.sign_in(User("k", "Bu Sari", frozenset({Role.KADER})))
    with pytest.raises(NotAllowed, match="bidan"):
        note_caution(register, baby, Caution.WEAK_DEFENCE)


def test_td_of_a_woman(register, add_child):
    siti = add_child("Siti", "1998-04-04")
    given_from_card(register, siti, Td="2025-01-10")
    give_dose(register, siti, DoseForm("Td", TODAY, giver="Bidan Rini"))
    card = immunization_card(register, siti)
    assert card.child is None
    assert card.td is not None
    assert (card.td.label, card.td.protected_until) == ("T2", date(2029, 11, 25))
    assert immunization_card(register, add_child("Budi", "1998-04-04", Sex.MALE)).td is None


def test_settings_of_the_place(register, add_child):
    older = add_child("Citra", "2026-01-10")
    assert childhood(register, older).of("JE") is None
    save_immunization_settings(
        register, ImmunizationSettings(has_je=True, introduced_on={Antigen.PCV: date(2026, 2, 1)})
    )
    assert state(register, older, "JE") is DoseState.DUE
    assert state(register, older, "PCV1") is DoseState.NOT_NEEDED
    assert immunization_settings(register).introduced_on == {Antigen.PCV: date(2026, 2, 1)}
    with pytest.raises(InputError, match="HB0"):
        save_immunization_settings(register, ImmunizationSettings(hb0_last_day=99))


def test_the_basic_immunisation_is_late_once_its_time_is_over(register, add_child, baby):
    assert immunization_card(register, baby).basic is BasicStatus.LATE
    new = add_child("Dewi", "2026-11-20")
    assert immunization_card(register, new).basic is BasicStatus.ON_THE_WAY


def test_nothing_is_declined_on_a_day_that_is_locked(register, baby):
    day_id = open_day(register, list_posyandu(register)[0].id, TODAY).value.id
    come(register, day_id, baby)
    with register.database.scratch() as session:
        session.get_one(PosyanduDay, day_id).locked_at = "2026-11-25T12:00:00"
    before = register_state(register)
    with pytest.raises(InputError, match="dikunci bidan"):
        refuse_dose(register, baby, "DPT1", "anak demam")
    assert register_state(register) == before


def test_r_imun_umur_and_what_was_given_stand_ready_on_the_card_of_the_child(register, add_child):
    born = add_child("Eka", "2026-09-20")
    day = open_day(register, list_posyandu(register)[0].id, TODAY).value
    check_up = come(register, day.id, born).value
    assert proposed(register, check_up.id) == {}
    given_from_card(register, born, HB0="2026-09-20", BCG="2026-10-01", OPV1="2026-10-01")
    assert proposed(register, check_up.id) == {"immunization_complete": True}
    give_dose(register, born, DoseForm("PCV1", TODAY, giver="Bidan Rini"), check_up_id=check_up.id)
    assert proposed(register, check_up.id)["immunization_given"] == "PCV 1"
    late = add_child("Fitri", "2026-06-20")
    given_from_card(register, late, HB0="2026-06-20")
    assert proposed(register, come(register, day.id, late).value.id) == {"immunization_complete": False}


def proposed(register, check_up_id):
    keys = {"immunization_given", "immunization_complete"}
    fields = open_card(register, check_up_id).fields
    return {one.field.key: one.prefill.value for one in fields if one.field.key in keys and one.prefill is not None}
