"""A wrong KK number is put right for the whole family: nobody moves, nothing of the past changes."""

from datetime import date

import pytest

from core.errors import InputError
from core.services.confirmation import NeedsConfirmation
from core.services.deeds.undoing import last_deeds, undo
from core.services.life_events.kk_corrected import KkCorrectedForm
from core.services.life_events.table import preview_event, record_event
from core.services.people.registration import person_form

NEW = "3273010101230009"


def numbers(village, register):
    return {person_form(register, village.person(name)).kk_number for name in village.house("Asep")}


def test_everybody_of_the_family_has_the_new_number_and_stays(village, register):
    house, then = village.house("Asep"), village.house("Asep", date(2024, 5, 1))
    family = village.family("Asep")
    (before,) = numbers(village, register)
    told = preview_event(register, KkCorrectedForm(family, "3273 0101 0123 0009")).lines
    assert told == ("Nomor KK keluarga Asep menjadi 3273********0009; semua anggota tetap.",)
    assert record_event(register, KkCorrectedForm(family, "3273 0101 0123 0009")).value == family
    assert numbers(village, register) == {NEW}
    assert (village.house("Asep"), village.house("Asep", date(2024, 5, 1))) == (house, then)
    assert village.last_sentence() == "Membetulkan nomor KK keluarga Asep"
    undo(register, last_deeds(register, 1)[0].id)
    assert numbers(village, register) == {before}


@pytest.mark.parametrize("number", ["", "  ", "0"])
def test_a_number_is_needed(village, register, number):
    with pytest.raises(InputError, match="Isi nomor KK") as refused:
        record_event(register, KkCorrectedForm(village.family("Asep"), number))
    assert refused.value.field == "kk_number"


def test_the_number_of_another_family_is_refused_with_the_way_to_go(village, register):
    record_event(register, KkCorrectedForm(village.family("Asep"), NEW))
    with pytest.raises(InputError, match=r"sudah dipakai keluarga Asep.*Gabung KK"):
        record_event(register, KkCorrectedForm(village.family("Dadang"), NEW))
    with pytest.raises(InputError, match="sama dengan yang sudah tercatat"):
        record_event(register, KkCorrectedForm(village.family("Asep"), NEW))


def test_a_number_of_another_length_is_written_with_a_reason_only(village, register):
    family = village.family("Asep")
    with pytest.raises(NeedsConfirmation, match="16 angka, yang diketik 15"):
        record_event(register, KkCorrectedForm(family, NEW[:-1]))
    record_event(register, KkCorrectedForm(family, NEW[:-1], "begitu di kartunya"))
    assert numbers(village, register) == {NEW[:-1]}
    assert "begitu di kartunya" in village.last_sentence()
