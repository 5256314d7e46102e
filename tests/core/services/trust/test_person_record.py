"""The record of one person: everything that is kept, who changed it, and who looked, for those who may give it out."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import InputError, NotAllowed
from core.services.growth.measuring import save_visit
from core.services.trust.access_log import note
from core.services.trust.consent_paper import consent_paper
from core.services.trust.consents import ConsentForm, Way, record_consent, withdraw_consent
from core.services.trust.person_record import person_record
from core.words.roles import Role, User

KK, NIK = "3273010101010001", "3273014103260001"


@pytest.fixture
def child(register, add_child, weigh):
    add_child("Nurhayati", "1995-01-01", kk_number=KK)
    child = add_child("Aisyah", "2026-03-01", kk_number=KK, mother_name="Nurhayati", nik=NIK)
    facts = weigh(child, "2026-10-12", 6.0, note="batuk").visits[-1].facts
    save_visit(register, child, replace(facts, weight_g=6_200, confirmation_reason="uji"), reason="salah baca")
    record_consent(register, child, ConsentForm("Nurhayati", date(2026, 11, 2), witness="Bu Sari"))
    note(register, "lihat", "Halaman orang", child)
    return child


def test_everything_is_told_in_words(register, child):
    record = person_record(register, child)
    assert record.name == "Aisyah"
    assert ("NIK", "3273********0001") in record.identity
    assert ("Tanggal lahir", "01-03-2026") in record.identity
    assert "Nurhayati" in [name for _, name in record.family]
    (visit,) = record.visits
    assert (visit.measures, visit.author) == ("6,2 kg", "Bu Sari")
    assert "batuk" in visit.remarks
    assert any("diubah dari 6,0 kg menjadi 6,2 kg oleh Bu Sari" in words for words in record.changes)
    assert record.consents[0][1].startswith("Lisan, dari Nurhayati")
    assert [line.text for line in record.looks or ()] == ["Halaman orang"]


def test_who_may_not_see_the_log_prints_it_without(register, child):
    register.sign_in(User("1", "Bu Tini", frozenset({Role.KADER})))
    assert person_record(register, child).looks is None
    register.sign_in(User("2", "Pak Lurah", frozenset({Role.ADMIN})))
    with pytest.raises(NotAllowed):
        person_record(register, child)


def test_nobody_has_no_record(register):
    with pytest.raises(InputError, match="tidak ada di register"):
        person_record(register, "tidak-ada")


def test_a_consent_form_is_filled_with_the_consent_that_stands(register, child):
    paper = consent_paper(register, child)
    assert paper.consent is not None
    assert (paper.name, paper.given_by, paper.consent.way) == ("Aisyah", "Nurhayati", Way.SPOKEN)
    withdraw_consent(register, paper.consent.id, register.today)
    assert consent_paper(register, child).consent is None
