"""Refusals of every dose: of children, of Td and of BIAS; taken back the same day, and who still declines."""

from datetime import date

import pytest

from core.errors import InputError
from core.rules.immunization.child import DoseState
from core.services.deeds.undoing import undo
from core.services.immunization.immunizing import (
    ALLERGY,
    DoseForm,
    give_dose,
    immunization_card,
    note_caution,
)
from core.services.immunization.refusing import refuse_dose, still_refused, withdraw_refusal
from core.services.immunization.school_doses import SchoolState, school_card
from core.words.people import Sex

TODAY = date(2026, 11, 25)


def td_state(register, person_id):
    found = immunization_card(register, person_id).td_next
    assert found is not None
    return found.state


def school_state(register, person_id, key):
    card = school_card(register, person_id)
    assert card is not None
    return next(line.state for line in card.lines if line.key == key)


def test_td_is_declined_taken_back_and_given(register, add_child):
    siti = add_child("Siti", "1998-04-04")
    deed = refuse_dose(register, siti, "Td", "takut disuntik")
    assert td_state(register, siti) is DoseState.REFUSED
    with pytest.raises(InputError, match="belum waktunya"):
        refuse_dose(register, siti, "Td", "takut disuntik")
    withdraw_refusal(register, deed.value.id)
    give_dose(register, siti, DoseForm("Td", TODAY, giver="Bidan Rini"))
    assert td_state(register, siti) is DoseState.NOT_YET


def test_a_td_too_early_is_refused_with_its_first_day(register, add_child):
    siti = add_child("Siti", "1998-04-04")
    give_dose(register, siti, DoseForm("Td", date(2026, 11, 10), is_from_card=True))
    with pytest.raises(InputError, match="8 Desember 2026"):
        give_dose(register, siti, DoseForm("Td", TODAY, giver="Bidan Rini"))
    with pytest.raises(InputError, match="belum waktunya"):
        refuse_dose(register, siti, "Td", "takut")


def test_bias_is_declined_for_the_day_and_undone(register, add_child):
    budi = add_child("Budi", "2019-06-01", Sex.MALE)
    deed = refuse_dose(register, budi, "DT", "sedang demam")
    assert school_state(register, budi, "DT") is SchoolState.REFUSED
    undo(register, deed.value.entry_id)
    assert school_state(register, budi, "DT") is SchoolState.DUE
    with pytest.raises(InputError, match="belum waktunya"):
        refuse_dose(register, budi, "HPV", "takut")


def test_an_allergy_closes_td_dt_and_hpv(register, add_child):
    siti, dewi = add_child("Siti", "1998-04-04"), add_child("Dewi", "2015-06-01")
    note_caution(register, siti, ALLERGY, antigen="Td")
    note_caution(register, dewi, ALLERGY, antigen="HPV")
    assert td_state(register, siti) is DoseState.CONTRAINDICATED
    assert school_state(register, dewi, "HPV") is SchoolState.CONTRAINDICATED
    assert school_state(register, dewi, "Td") is SchoolState.DUE
    for who, key in ((siti, "Td"), (dewi, "HPV")):
        with pytest.raises(InputError, match="dokter"):
            give_dose(register, who, DoseForm(key, TODAY, giver="Bidan Rini"))
        with pytest.raises(InputError, match="belum waktunya"):
            refuse_dose(register, who, key, "takut")


def test_who_still_declines_is_listed_until_the_dose_is_had(register, add_child):
    bima = add_child("Bima", "2026-07-20", Sex.MALE)
    refuse_dose(register, bima, "DPT1", "takut demam")
    refuse_dose(register, bima, "PCV1", "ayah belum setuju")

    def listed():
        with register.reading() as session:
            return [(one.label, one.reason) for one in still_refused(session, [bima], TODAY)]

    assert listed() == [("PCV 1", "ayah belum setuju"), ("DPT-HB-Hib 1", "takut demam")]
    give_dose(register, bima, DoseForm("DPT1", TODAY, giver="Bidan Rini"))
    assert listed() == [("PCV 1", "ayah belum setuju")]


def test_a_refusal_of_another_day_is_history(register, add_child, monkeypatch):
    siti = add_child("Siti", "1998-04-04")
    deed = refuse_dose(register, siti, "Td", "takut")
    monkeypatch.setattr(type(register), "today", property(lambda _self: date(2026, 11, 26)))
    with pytest.raises(InputError, match="riwayat"):
        withdraw_refusal(register, deed.value.id)
    assert td_state(register, siti) is DoseState.DUE
