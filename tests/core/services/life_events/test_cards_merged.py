"""Gabung KK: one card ends, the other keeps its head."""

from datetime import date

import pytest

from core.errors import InputError
from core.services.life_events.cards_merged import CardsMergedForm
from core.services.life_events.table import preview_event, record_event

DAY = date(2026, 6, 1)


def test_everybody_goes_over_and_the_empty_card_keeps_its_past(village, register):
    old = village.family("Dadang")
    form = CardsMergedForm(old, village.family("Asep"), DAY)
    assert preview_event(register, form).lines[-1] == (
        "Keluarga Dadang tidak punya anggota lagi; riwayatnya tetap tersimpan."
    )
    record_event(register, form)
    assert village.house("Asep")["Dadang"] == "Famili lain"
    assert village.house_of(old) == {}
    assert village.house_of(old, date(2026, 5, 31)) == {
        "Dadang": "Kepala keluarga",
        "Euis": "Istri",
        "Ujang": "Anak",
    }


def test_a_family_does_not_merge_with_itself_nor_with_an_empty_one(village, register):
    asep, dadang = village.family("Asep"), village.family("Dadang")
    with pytest.raises(InputError, match="berbeda"):
        record_event(register, CardsMergedForm(asep, asep, DAY))
    record_event(register, CardsMergedForm(dadang, asep, DAY))
    with pytest.raises(InputError, match="tidak punya anggota"):
        record_event(register, CardsMergedForm(dadang, asep, DAY))


def test_on_the_very_day_both_came_the_card_that_ends_never_was(village, register):
    form = CardsMergedForm(village.family("Dadang"), village.family("Asep"), date(2023, 1, 1))
    assert preview_event(register, form).lines[-1].startswith("Keluarga Dadang tidak punya anggota lagi")
    record_event(register, form)
    assert len(village.house("Asep", date(2023, 1, 1))) == 8
