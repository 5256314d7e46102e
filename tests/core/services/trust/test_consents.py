"""Consent: given by whom it may be, shown as it was, withdrawn with a day, and only by those whose work it is."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import InputError
from core.services.deeds.history import journal_of, sentences
from core.services.deeds.undoing import last_deeds, undo
from core.services.trust.consents import (
    ConsentForm,
    Way,
    consents_of,
    record_consent,
    usual_giver,
    withdraw_consent,
)
from core.services.trust.maintenance import check

KK = "3273010101010001"
SPOKEN = ConsentForm("Nurhayati", date(2026, 11, 12), witness="Bu Sari")


@pytest.fixture
def mother(add_child):
    return add_child("Nurhayati", "1995-01-01", kk_number=KK)


@pytest.fixture
def child(mother, add_child):
    return add_child("Aisyah", "2026-03-01", kk_number=KK, mother_name="Nurhayati")


def test_a_consent_is_shown_as_it_was_given_and_can_be_undone(register, child):
    record_consent(register, child, SPOKEN)
    assert [one.words for one in consents_of(register, child)] == [
        "Lisan, dari Nurhayati, 12 November 2026, saksi Bu Sari"
    ]
    assert "Mencatat persetujuan Aisyah oleh Bu Sari" in sentences(journal_of(register, child)[0])[0]
    undo(register, last_deeds(register, 1)[0].id)
    assert consents_of(register, child) == ()
    assert check(register).ok


def test_for_a_child_a_parent_consents_for_a_grown_up_the_person(register, mother, child, add_child):
    assert usual_giver(register, child) == "Nurhayati"
    assert usual_giver(register, mother) == "Nurhayati"
    assert usual_giver(register, add_child("Bima", "2025-05-05", mother_name="Ningsih")) == "Ningsih"
    with pytest.raises(InputError):
        usual_giver(register, "tidak-ada")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"given_by": " "}, "given_by"),
        ({"purpose": ""}, "purpose"),
        ({"given_on": None}, "given_on"),
        ({"given_on": date(2026, 11, 26)}, "given_on"),
        ({"given_on": date(2026, 2, 28)}, "given_on"),
        ({"witness": ""}, "witness"),
    ],
)
def test_what_is_missing_is_asked_for(register, child, changed, field):
    with pytest.raises(InputError) as refused:
        record_consent(register, child, replace(SPOKEN, **changed))
    assert refused.value.field == field
    assert consents_of(register, child) == ()


def test_a_written_consent_needs_no_witness(register, child):
    record_consent(register, child, replace(SPOKEN, way=Way.WRITTEN, witness=""))
    assert consents_of(register, child)[0].way is Way.WRITTEN


def test_a_withdrawn_consent_stays_with_its_day(register, child):
    consent = record_consent(register, child, SPOKEN).value
    with pytest.raises(InputError, match="Tanggal tarik"):
        withdraw_consent(register, consent, date(2026, 11, 11))
    withdraw_consent(register, consent, date(2026, 11, 20), "pindah posyandu")
    assert consents_of(register, child)[0].words.endswith("ditarik 20 November 2026")
    with pytest.raises(InputError, match="tidak berlaku"):
        withdraw_consent(register, consent, date(2026, 11, 21))
    assert "Persetujuan ditarik diisi 20-11-2026" in sentences(journal_of(register, child)[0])[0]
