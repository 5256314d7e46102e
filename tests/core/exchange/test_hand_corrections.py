"""H-21: an older population file, brought in again, takes nothing back that people of the village corrected."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from core.exchange.opensid import plan_import
from core.services.deeds.undoing import last_deeds, undo
from core.services.life_events.card_split import CardSplitForm
from core.services.life_events.households import Home
from core.services.life_events.moved_within import MovedWithinForm
from core.services.life_events.table import record_event
from core.services.people.family_page import family_page
from core.services.people.registration import edit_person, person_form
from core.store.people import Family, FamilyMember, Person
from core.words.people import FamilyRole, Sex

KK, OTHER_KK = "3205010101100001", "3205010101100009"


def person(name, nik, sex, born, level, **facts):
    home = {"dusun": "KRAJAN", "rw": "1", "rt": "2", "alamat": "Jl. Mawar 1"}
    return {**home, "nama": name, "no_kk": KK, "nik": nik, "sex": sex, "tanggallahir": born, "kk_level": level, **facts}


def family(**baby):
    return [
        person("BUDI", "3205010101800001", 1, "1980-01-01", 1),
        person("SITI", "3205014101820001", 2, "1982-01-01", "ISTRI"),
        person("ADI", "3205010202050001", 1, "2005-02-02", 4),
        person("AISAH PUTRI", "", 2, "2025-03-03", 4, nama_ibu="SITI") | baby,
    ]


@pytest.fixture
def village(register, book, bring_in):
    """One family from a file; gives the path of the file."""
    path = book(family())
    bring_in(path)
    return path


def of_name(register, name):
    with register.reading() as session:
        return session.scalars(select(Person.id).where(Person.name == name)).one()


def edited(register, whose, **facts):
    person_id = of_name(register, whose)
    edit_person(register, person_id, replace(person_form(register, person_id), confirmation_reason="uji", **facts))
    return person_id


def counts(register):
    with register.reading() as session:
        return [session.scalar(select(func.count()).select_from(one)) for one in (Person, Family, FamilyMember)]


def said(plan):
    return " ".join(note.reason for note in plan.doubtful)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"name": "Aisyah Putri"}, "Nama tetap memakai Aisyah Putri, seperti dibetulkan di register; di berkas AISAH"),
        ({"born_on": date(2025, 3, 30)}, "Tanggal lahir tetap memakai 30 Maret 2025"),
        ({"sex": Sex.MALE}, "Jenis kelamin tetap memakai laki-laki"),
        ({"name": "Aisyah Putri", "born_on": date(2025, 3, 30), "sex": Sex.MALE}, "Jenis kelamin tetap memakai"),
    ],
)
def test_a_corrected_person_stays_corrected_and_the_preview_says_so(register, village, bring_in, facts, words):
    child = edited(register, "AISAH PUTRI", **facts)
    before = counts(register)
    plan = plan_import(register, village)
    assert words.lower() in said(plan).lower()
    assert (plan.new, plan.matched, plan.unchanged) == (0, 0, 4)
    bring_in(village)
    form = person_form(register, child)
    assert {name: getattr(form, name) for name in facts} == facts
    assert counts(register) == before


def test_a_corrected_nik_keeps_its_person_and_nobody_is_doubled(register, village, bring_in):
    adi = edited(register, "ADI", nik="3205010202050009")
    plan = plan_import(register, village)
    assert "NIK tetap memakai 3205" in said(plan)
    assert "3205010202050009" not in said(plan)
    bring_in(village)
    assert person_form(register, adi).nik == "3205010202050009"
    assert counts(register)[0] == 4


def test_what_nobody_corrected_still_follows_a_newer_file(register, village, book, bring_in):
    edited(register, "AISAH PUTRI", name="Aisyah Putri")
    child = of_name(register, "Aisyah Putri")
    bring_in(book(family(nama="AISYA PUTRI", tempatlahir="Garut"), name="baru.xlsx"))
    form = person_form(register, child)
    assert (form.name, form.birth_place) == ("Aisyah Putri", "Garut")


def test_an_import_after_an_import_is_no_correction(register, village, book, bring_in):
    bring_in(book(family(tempatlahir="Garut"), name="b.xlsx"))
    bring_in(book(family(tempatlahir="Bandung"), name="c.xlsx"))
    assert person_form(register, of_name(register, "AISAH PUTRI")).birth_place == "Bandung"


def test_a_correction_that_was_taken_back_no_longer_counts(register, village, book, bring_in):
    edited(register, "AISAH PUTRI", birth_place="Tasik")
    undo(register, last_deeds(register, 1)[0].id)
    bring_in(book(family(tempatlahir="Garut"), name="b.xlsx"))
    assert person_form(register, of_name(register, "AISAH PUTRI")).birth_place == "Garut"


def test_an_import_that_was_taken_back_can_be_brought_in_again(register, village, book, bring_in):
    newer = book(family(tempatlahir="Garut"), name="b.xlsx")
    done = bring_in(newer)
    undo(register, done.entry_id)
    bring_in(newer)
    assert person_form(register, of_name(register, "AISAH PUTRI")).birth_place == "Garut"


def test_a_guessed_birth_date_gives_way_to_a_better_one(register, village, bring_in):
    child = edited(register, "AISAH PUTRI", born_on=date(2025, 1, 1), is_birth_date_approximate=True)
    bring_in(village)
    form = person_form(register, child)
    assert (form.born_on, form.is_birth_date_approximate) == (date(2025, 3, 3), False)


def test_a_house_that_moved_stays_where_it_is(register, village, bring_in):
    with register.reading() as session:
        family_id = session.scalars(select(Family.id)).one()
    home = Home("Jl. Melati 3", "SAWAH", "1", "5")
    record_event(register, MovedWithinForm(family_id, home, date(2026, 11, 2)))
    plan = plan_import(register, village)
    assert "Dusun tetap memakai SAWAH" in said(plan)
    assert "RT tetap memakai 5" in said(plan)
    bring_in(village)
    assert family_page(register, family_id).place == "Jl. Melati 3, Dusun SAWAH, RT 5, RW 1"


def test_who_got_a_card_of_its_own_is_not_drawn_back(register, village, bring_in):
    with register.reading() as session:
        family_id = session.scalars(select(Family.id)).one()
    adi = of_name(register, "ADI")
    split = record_event(register, CardSplitForm(family_id, (adi,), adi, date(2026, 11, 2), OTHER_KK)).value
    before = counts(register)
    plan = plan_import(register, village)
    assert "masih di KK lain" in said(plan)
    assert plan.unchanged == 4
    bring_in(village)
    assert [one.person.name for one in family_page(register, split).members] == ["ADI"]
    assert counts(register) == before


def test_a_place_in_the_family_that_was_corrected_stays(register, village, bring_in):
    adi = of_name(register, "ADI")
    with register.reading() as session:
        role = session.scalars(select(FamilyMember.role).where(FamilyMember.person_id == adi)).one()
    edited(register, "ADI", role=FamilyRole.GRANDCHILD)
    plan = plan_import(register, village)
    assert f"Hubungan keluarga tetap memakai {FamilyRole.GRANDCHILD.label}" in said(plan)
    assert role.label in said(plan)
    bring_in(village)
    assert person_form(register, adi).role is FamilyRole.GRANDCHILD
