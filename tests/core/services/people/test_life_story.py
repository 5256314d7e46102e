"""One page for a whole life: everything that happened, newest first, whatever life stage it came from."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import InputError
from core.rules.permissions import Action
from core.services.growth.measuring import save_visit
from core.services.life_events.died import DiedForm
from core.services.life_events.households import Home
from core.services.life_events.married import MarriedForm
from core.services.life_events.moved_within import MovedWithinForm
from core.services.life_events.table import record_event
from core.services.people.life_story import Happening, person_story
from core.services.people.registration import edit_person, person_form
from core.services.views import VisitFacts
from core.store.pregnancies import Pregnancy
from core.words.life_stage import LifeStage
from core.words.people import PregnancyOutcome
from tests.core.services.life_events.two_families import village

__all__ = ["village"]


def told(story):
    return [(line.on.isoformat() if line.on else "", line.text) for line in story.timeline]


def test_a_woman_from_birth_over_marriage_and_pregnancy(village, register):
    dewi, ujang = village.person("Dewi"), village.person("Ujang")
    record_event(register, MovedWithinForm(village.family("Asep"), Home(dusun="Cikadu"), date(2024, 2, 1)))
    record_event(register, MarriedForm(ujang, dewi, date(2025, 3, 1)))
    with register.deed("Kehamilan", action=Action.REGISTER_PEOPLE) as deed:
        facts = {"mother_id": dewi, "gravida": 1, "outcome": PregnancyOutcome.MISCARRIAGE}
        deed.session.add(Pregnancy(opened_on=date(2026, 1, 5), ended_on=date(2026, 2, 6), **facts))
        deed.session.add(Pregnancy(mother_id=dewi, opened_on=date(2026, 10, 1)))
    story = person_story(register, dewi)
    assert told(story) == [
        ("2026-10-01", "Kehamilan dicatat"),
        ("2026-02-06", "Kehamilan selesai: keguguran"),
        ("2026-01-05", "Kehamilan ke-1 dicatat"),
        ("2025-03-01", "Masuk KK tanpa nomor sebagai istri, Dusun Cikadu"),
        ("2025-03-01", "Menikah dengan Ujang"),
        ("2024-02-01", "Pindah rumah dari Jl. Soka 1, Dusun Krajan, RT 02, RW 01 ke Dusun Cikadu"),
        ("2023-01-01", "Tercatat di KK 3273********0001 sebagai anak, Jl. Soka 1, Dusun Krajan, RT 02, RW 01"),
        ("2003-01-01", "Lahir"),
    ]
    assert (story.stage, story.chips) == (LifeStage.PREGNANT, (LifeStage.PREGNANT.label, "Belum ber-NIK"))


def test_a_child_with_its_visits(village, register):
    cici = village.person("Cici")
    form = replace(person_form(register, cici), birth_weight_g=3_100, birth_place="Garut")
    edit_person(register, cici, replace(form, confirmation_reason="uji"))
    facts = VisitFacts(date(2026, 10, 12), weight_g=14_000, length_mm=980, confirmation_reason="uji")
    save_visit(register, cici, replace(facts, vitamin_a="merah"))
    story = person_story(register, cici)
    visit, birth = story.timeline[0], story.timeline[-1]
    assert (visit.kind, visit.text) == (Happening.VISIT, "Ditimbang: 14,0 kg, 98,0 cm, vitamin A merah")
    assert (birth.on, birth.text) == (date(2022, 5, 5), "Lahir di Garut, 3,1 kg")
    assert story.family_id == village.family("Asep")


def test_a_mother_sees_the_children_she_bore_and_a_widow_her_marriage(village, register):
    siti = village.person("Siti")
    record_event(register, DiedForm(village.person("Asep"), date(2026, 6, 1), (siti,)))
    lines = told(person_story(register, siti))
    assert ("2022-05-05", "Melahirkan Cici") in lines
    assert ("2026-06-01", "Pernikahan berakhir karena kematian: Asep") in lines
    assert ("2026-06-01", "Menjadi kepala keluarga") in lines


def test_a_dead_man_is_shown_as_dead(village, register):
    ujang = village.person("Ujang")
    record_event(register, DiedForm(ujang, date(2026, 6, 1)))
    story = person_story(register, ujang)
    assert (story.chips, told(story)[0]) == (("Meninggal 1 Juni 2026",), ("2026-06-01", "Meninggal"))


def test_nobody_by_that_id(register):
    with pytest.raises(InputError, match="tidak ada di register"):
        person_story(register, "tidak-ada")
