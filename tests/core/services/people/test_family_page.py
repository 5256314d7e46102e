"""One page for a whole house: who lives there on a day with what each needs, and who and where it was before."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import InputError
from core.services.growth.measuring import save_visit
from core.services.life_events.households import Home
from core.services.life_events.moved_away import MovedAwayForm
from core.services.life_events.moved_within import MovedWithinForm
from core.services.life_events.table import record_event
from core.services.people.life_story import family_page, household_on
from core.services.people.registration import edit_person, person_form
from core.services.views import VisitFacts
from core.words.life_stage import LifeStage
from tests.core.services.life_events.two_families import village

__all__ = ["village"]


def needs(page):
    return {member.person.name: member.needs for member in page.members}


def test_everybody_in_the_house_with_what_each_needs_now(village, register):
    family, cici, asep = village.family("Asep"), village.person("Cici"), village.person("Asep")
    form = person_form(register, asep)
    edit_person(register, asep, replace(form, nik="3273010101800001", confirmation_reason="uji"))
    assert needs(family_page(register, family)) == {
        "Asep": (),
        "Siti": ("belum ber-NIK",),
        "Budi": ("belum ber-NIK",),
        "Dewi": ("belum ber-NIK",),
        "Cici": ("belum ditimbang bulan ini", "belum punya Buku KIA", "belum ber-NIK"),
    }
    save_visit(register, cici, VisitFacts(date(2026, 11, 12), weight_g=14_000, confirmation_reason="uji"))
    assert needs(family_page(register, family))["Cici"] == ("belum punya Buku KIA", "belum ber-NIK")


def test_the_house_as_it_was(village, register):
    family, budi = village.family("Asep"), village.person("Budi")
    record_event(register, MovedAwayForm(family, date(2025, 6, 1), (budi,)))
    record_event(register, MovedWithinForm(family, Home(dusun="Cikadu"), date(2026, 2, 1)))
    now, then = family_page(register, family), family_page(register, family, date(2024, 1, 1))
    assert [one.person.name for one in then.members] == ["Asep", "Siti", "Budi", "Dewi", "Cici"]
    assert [(one.person.name, one.to_on) for one in now.past_members] == [("Budi", date(2025, 6, 1))]
    assert (then.place, now.place) == ("Jl. Soka 1, Dusun Krajan, RT 02, RW 01", "Dusun Cikadu")
    assert [one.until_on for one in now.past_homes] == [date(2026, 1, 31)]
    assert (then.past_homes, then.posyandu, now.posyandu) == ((), "Melati", "")
    assert now.kk_masked == "3273********0001"


def test_ages_and_stages_are_of_the_day(village, register):
    stages = [
        {one.person.name: one.stage for one in household_on(register, village.family("Asep"), day)}["Cici"]
        for day in (date(2023, 5, 4), date(2023, 5, 5))
    ]
    assert stages == [LifeStage.INFANT, LifeStage.TODDLER]


def test_no_family_by_that_id(register):
    assert household_on(register, "tidak-ada", date(2026, 1, 1)) == ()
    with pytest.raises(InputError, match="tidak ada di register"):
        family_page(register, "tidak-ada")
