"""A newcomer family: everybody from one day on, spouses and children linked."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import InputError
from core.services.confirmation import NeedsConfirmation
from core.services.life_events.moved_in import MovedInForm, Newcomer
from core.services.life_events.table import record_event
from core.words.people import FamilyRole, MaritalStatus, Sex

HEAD = Newcomer("Maman", Sex.MALE, date(1990, 1, 1), FamilyRole.HEAD)


def test_everybody_lives_here_from_that_day_on_and_children_know_their_parents(village):
    assert village.house("Asep", date(2022, 12, 31)) == {}
    assert village.house("Asep", date(2023, 1, 1)) == {
        "Asep": "Kepala keluarga",
        "Siti": "Istri",
        "Budi": "Anak",
        "Dewi": "Anak",
        "Cici": "Anak",
    }
    cici = village.facts("Cici")
    assert (cici.mother_id, cici.father_id) == (village.person("Siti"), village.person("Asep"))
    assert village.facts("Siti").marital_status is MaritalStatus.MARRIED
    assert village.last_sentence() == "Mencatat pindah datang: keluarga Dadang"


def test_a_guessed_birth_date_carries_the_day_it_was_guessed(village, register):
    old = Newcomer("Mak Icih", Sex.FEMALE, date(1950, 1, 1), FamilyRole.HEAD, is_birth_date_approximate=True)
    record_event(register, MovedInForm((old,), date(2026, 5, 1)))
    assert village.facts("Mak Icih").birth_date_known_on == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (MovedInForm((), date(2026, 1, 1)), "people"),
        (MovedInForm((HEAD, HEAD), date(2026, 1, 1)), "people"),
        (MovedInForm((HEAD,), None), "on"),
        (MovedInForm((HEAD,), date(2026, 11, 26)), "on"),
        (MovedInForm((HEAD,), date(1989, 1, 1)), "on"),
        (MovedInForm((HEAD,), date(2026, 1, 1), "3273010101010001"), "kk_number"),
        (MovedInForm((Newcomer(" ", Sex.MALE, date(1990, 1, 1), FamilyRole.HEAD),), date(2026, 1, 1)), "people"),
    ],
)
def test_what_cannot_be_is_refused(village, register, form, field):
    with pytest.raises(InputError) as refused:
        record_event(register, form)
    assert refused.value.field == field


NIK = "3273010101900001"


@pytest.mark.parametrize(
    ("people", "why"),
    [
        ((replace(HEAD, nik=NIK[:-1]),), "Maman: NIK ada 16 angka, yang diketik 15 angka."),
        ((replace(HEAD, nik=NIK), Newcomer("Ooh", Sex.FEMALE, date(1992, 1, 1), nik=NIK)), "NIK Ooh sudah dipakai"),
        ((HEAD, Newcomer("cici", Sex.FEMALE, date(2022, 5, 5))), "cici dengan tanggal lahir yang sama sudah terdaftar"),
    ],
)
def test_what_looks_odd_is_written_only_with_a_reason(village, register, people, why):
    form = MovedInForm(people, date(2026, 1, 1))
    with pytest.raises(NeedsConfirmation, match=why):
        record_event(register, form)
    record_event(register, replace(form, confirmation_reason="sudah dilihat kartunya"))
    assert len(village.house("Maman")) == len(people)
    assert village.last_sentence() == "Mencatat pindah datang: keluarga Maman (sudah dilihat kartunya)"


def test_a_nik_of_somebody_in_the_register_is_asked_about(village, register):
    record_event(register, MovedInForm((replace(HEAD, nik=NIK),), date(2026, 1, 1)))
    other = Newcomer("Mamat", Sex.MALE, date(1990, 1, 1), FamilyRole.HEAD, nik=NIK)
    with pytest.raises(NeedsConfirmation, match="NIK Mamat sudah dipakai Maman"):
        record_event(register, MovedInForm((other,), date(2026, 1, 1)))
