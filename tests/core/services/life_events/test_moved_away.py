"""Moved away: the day of leaving still counts, and everything known stays."""

from datetime import date, timedelta

import pytest

from core.errors import InputError
from core.services.life_events.moved_away import MovedAwayForm
from core.services.life_events.table import record_event
from core.services.people.people_search import search
from core.services.people.registration import list_people

DAY = date(2026, 6, 1)


def test_a_whole_family_leaves(village, register):
    family = village.family("Asep")
    record_event(register, MovedAwayForm(family, DAY, destination="Bandung"))
    assert len(village.house_of(family, DAY)) == 5
    assert village.house_of(family, DAY + timedelta(days=1)) == {}
    assert village.last_sentence() == "Mencatat pindah pergi: Asep dan 4 orang lain ke Bandung"
    assert list_people(register).total == 3
    assert [line.dusun for line in search(register, "cici")] == ["Krajan"]


def test_one_of_them_leaves_and_comes_into_no_list_of_today(village, register):
    record_event(register, MovedAwayForm(village.family("Asep"), DAY, (village.person("Budi"),)))
    assert "Budi" not in village.house("Asep")
    assert "Budi" not in [line.name for line in list_people(register).lines]


def test_a_stranger_and_a_day_before_the_stay_are_refused(village, register):
    with pytest.raises(InputError, match="Pilih anggota keluarga"):
        record_event(register, MovedAwayForm(village.family("Asep"), DAY, (village.person("Ujang"),)))
    with pytest.raises(InputError, match=r"Asep baru masuk keluarga ini 1 Januari 2023"):
        record_event(register, MovedAwayForm(village.family("Asep"), date(2022, 12, 31)))
