"""Came back: the story goes on where it stopped, with the gap kept."""

from datetime import date

import pytest

from core.errors import InputError
from core.services.life_events.households import Home
from core.services.life_events.moved_away import MovedAwayForm
from core.services.life_events.returned import ReturnedForm
from core.services.life_events.table import record_event
from core.services.people.life_story import family_page
from core.words.people import LifeStatus

LEFT, BACK = date(2025, 6, 1), date(2026, 6, 1)


def test_a_moved_family_that_came_back_to_another_house(village, register):
    family = village.family("Asep")
    record_event(register, MovedAwayForm(family, LEFT))
    record_event(register, ReturnedForm(family, BACK, home=Home(dusun="Cikadu")))
    gone, here = village.house_of(family, date(2026, 5, 31)), village.house_of(family, BACK)
    assert (gone, here["Asep"], here["Cici"], len(here)) == ({}, "Kepala keluarga", "Anak", 5)
    assert village.facts("Cici").status is LifeStatus.ALIVE
    assert family_page(register, family).place == "Dusun Cikadu"


def test_a_former_head_who_comes_back_finds_the_new_one(village, register):
    family, asep, siti = village.family("Asep"), village.person("Asep"), village.person("Siti")
    record_event(register, MovedAwayForm(family, LEFT, (asep,), new_head_ids=(siti,)))
    record_event(register, ReturnedForm(family, BACK))
    assert (village.house("Siti")["Siti"], village.house("Siti")["Asep"]) == ("Kepala keluarga", "Suami")


def test_nobody_comes_back_on_the_day_of_leaving_or_without_having_left(village, register):
    family = village.family("Asep")
    with pytest.raises(InputError, match="pernah pindah"):
        record_event(register, ReturnedForm(family, BACK))
    record_event(register, MovedAwayForm(family, LEFT))
    with pytest.raises(InputError, match="baru pergi 1 Juni 2025"):
        record_event(register, ReturnedForm(family, LEFT))
