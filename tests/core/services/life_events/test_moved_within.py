"""Moved house within the village: past days and past reports stay with the old home."""

from datetime import date

import pytest

from core.errors import InputError
from core.services.day.open_day import day_lines, open_day
from core.services.life_events.households import Home
from core.services.life_events.moved_within import MovedWithinForm
from core.services.life_events.table import record_event
from core.services.people.life_story import family_page
from core.services.reports.skdn import skdn
from core.services.setup import add_posyandu, list_posyandu
from core.words.periods import Month

DAY = date(2026, 6, 15)


def test_a_past_day_shows_the_old_home(village, register):
    family = village.family("Asep")
    record_event(register, MovedWithinForm(family, Home(dusun="Cikadu", rt="05"), DAY))
    record_event(register, MovedWithinForm(family, Home(dusun="Cikadu", rt="07"), date(2026, 8, 1)))
    places = [family_page(register, family, on).place for on in (date(2026, 6, 14), DAY, date(2026, 8, 1))]
    assert places == ["Jl. Soka 1, Dusun Krajan, RT 02, RW 01", "Dusun Cikadu, RT 05", "Dusun Cikadu, RT 07"]
    assert [home.until_on for home in family_page(register, family).past_homes] == [
        date(2026, 7, 31),
        date(2026, 6, 14),
    ]


def test_a_child_is_counted_where_it_lived_in_each_month(village, register):
    """Cici, 4 years: at Melati until 14 June, at Mawar from the 15th on."""
    melati, mawar = list_posyandu(register)[0].id, add_posyandu(register, "Mawar").value.id
    record_event(register, MovedWithinForm(village.family("Asep"), Home(dusun="Cikadu", posyandu_id=mawar), DAY))
    in_s = {
        (month, unit): "Cici" in [line.name for line in lines]
        for month, unit in ((5, melati), (5, mawar), (7, melati), (7, mawar))
        for lines in [day_lines(register, open_day(register, unit, date(2026, month, 10)).value.id)]
    }
    assert in_s == {(5, melati): True, (5, mawar): False, (7, melati): False, (7, mawar): True}
    counts = [skdn(register, Month(2026, month), unit).counts.S for month, unit in in_s]
    assert counts == [1, 0, 0, 1]


def test_the_same_house_or_a_day_of_the_old_one_is_refused(village, register):
    family = village.family("Dadang")
    record_event(register, MovedWithinForm(family, Home(dusun="Krajan"), DAY))
    with pytest.raises(InputError, match="sama dengan yang lama"):
        record_event(register, MovedWithinForm(family, Home(dusun="Krajan"), date(2026, 7, 1)))
    with pytest.raises(InputError, match="14 Juni 2026"):
        record_event(register, MovedWithinForm(family, Home(dusun="Lain"), date(2026, 6, 1)))
