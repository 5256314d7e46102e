"""Registering and correcting people: families, mothers, odd NIKs, doubles, and lists."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import InputError
from core.services.growth.measuring import growth_history
from core.services.people.merging import merge
from core.services.people.people_search import search
from core.services.people.registration import (
    NeedsConfirmation,
    PersonForm,
    dusun_names,
    edit_person,
    family_of,
    list_people,
    nik_findings,
    people_lines,
    person_form,
    register_person,
)
from core.services.setup import Settings, list_posyandu, save_settings
from core.words.people import FamilyRole, LifeStatus, Sex

KK = "3201010101010001"
AISYAH = PersonForm(
    "Aisyah Putri",
    Sex.FEMALE,
    date(2026, 3, 1),
    nik="3201014103260001",
    kk_number=KK,
    mother_name="Nurhayati",
    father_name="Ahmad Fauzi",
    dusun="Krajan",
    rw="02",
    rt="01",
    address="Jl. Melati 3",
    birth_weight_g=3100,
    birth_length_mm=490,
    birth_order=2,
    gestation_weeks=39,
)
MOTHER = PersonForm(
    "Nurhayati", Sex.FEMALE, date(1995, 5, 5), kk_number=KK, dusun="Krajan", rt="01", role=FamilyRole.WIFE
)


def test_what_was_registered_comes_back_in_the_form(register):
    person_id = register_person(register, AISYAH).value
    [posyandu] = list_posyandu(register)
    kept = person_form(register, person_id)
    assert kept == replace(AISYAH, posyandu_id=posyandu.id, role=FamilyRole.CHILD)


def test_a_child_joins_the_family_of_its_kk_and_is_linked_to_its_mother(register):
    mother_id = register_person(register, MOTHER).value
    child_id = register_person(register, AISYAH).value
    family = family_of(register, child_id)
    assert [(line.name, role) for line, role in family.members] == [("Nurhayati", "Istri"), ("Aisyah Putri", "Anak")]
    edit_person(register, mother_id, replace(person_form(register, mother_id), name="Nurhayati Sari"))
    assert growth_history(register, child_id).child.mother == "Nurhayati Sari"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "  "}, "name"),
        ({"sex": None}, "sex"),
        ({"born_on": None}, "born_on"),
        ({"born_on": date(2026, 11, 26)}, "born_on"),
        ({"born_on": date(1826, 1, 1)}, "born_on"),
        ({"moved_in_on": date(2026, 2, 28)}, "moved_in_on"),
        ({"status": LifeStatus.DEAD}, "status_changed_on"),
        ({"birth_weight_g": 31}, "birth_weight_g"),
        ({"birth_length_mm": 4900}, "birth_length_mm"),
        ({"gestation_weeks": 9}, "gestation_weeks"),
    ],
)
def test_what_cannot_be_is_refused_at_its_own_field_and_nothing_is_kept(register, change, field):
    with pytest.raises(InputError) as caught:
        register_person(register, replace(AISYAH, **change))
    assert caught.value.field == field
    assert list_people(register).total == 0


@pytest.mark.parametrize("nik", ["320101410326000", "32010141032600011"])
def test_a_nik_of_another_length_is_kept_after_a_reason(register, nik):
    with pytest.raises(NeedsConfirmation) as caught:
        register_person(register, replace(AISYAH, nik=nik))
    assert caught.value.field == "nik"
    person_id = register_person(register, replace(AISYAH, nik=nik, confirmation_reason="begitu di KK")).value
    assert person_form(register, person_id).nik == nik


def test_the_same_child_twice_asks_first(register):
    register_person(register, replace(AISYAH, nik=""))
    with pytest.raises(NeedsConfirmation, match="sudah terdaftar"):
        register_person(register, replace(AISYAH, nik="", name="AISYAH  PUTRI"))
    register_person(register, replace(AISYAH, nik="", name="Aisyah Putri", confirmation_reason="anak lain"))
    assert list_people(register).total == 2


def test_a_nik_used_by_somebody_else_asks_first(register):
    register_person(register, AISYAH)
    with pytest.raises(NeedsConfirmation, match="sudah dipakai Aisyah Putri"):
        register_person(register, replace(AISYAH, name="Bima"))
    other = register_person(register, replace(AISYAH, name="Bima", nik="")).value
    with pytest.raises(NeedsConfirmation, match="sudah dipakai"):
        edit_person(register, other, replace(person_form(register, other), nik=AISYAH.nik))


def test_saving_a_form_again_asks_nothing(register):
    person_id = register_person(register, replace(AISYAH, nik="123", confirmation_reason="hilang")).value
    form = person_form(register, person_id)
    edit_person(register, person_id, replace(form, phone="0812"))
    assert person_form(register, person_id) == replace(form, phone="0812")


def test_a_birth_date_after_a_visit_is_refused(register, weigh):
    person_id = register_person(register, AISYAH).value
    weigh(person_id, "2026-04-12", 4.5)
    with pytest.raises(InputError, match="12 April 2026") as caught:
        edit_person(register, person_id, replace(AISYAH, born_on=date(2026, 4, 13)))
    assert caught.value.field == "born_on"


def test_a_death_before_a_visit_is_refused(register, weigh):
    person_id = register_person(register, AISYAH).value
    weigh(person_id, "2026-04-12", 4.5)
    died = replace(AISYAH, status=LifeStatus.DEAD, status_changed_on=date(2026, 4, 11))
    with pytest.raises(InputError, match="12 April 2026") as caught:
        edit_person(register, person_id, died)
    assert caught.value.field == "status_changed_on"
    edit_person(register, person_id, replace(died, status_changed_on=date(2026, 4, 12)))


def test_whoever_comes_back_has_no_date_of_leaving(register):
    person_id = register_person(register, AISYAH).value
    moved = replace(AISYAH, status=LifeStatus.MOVED_AWAY, status_changed_on=date(2026, 10, 1))
    edit_person(register, person_id, moved)
    edit_person(register, person_id, replace(moved, status=LifeStatus.ALIVE))
    assert person_form(register, person_id).status_changed_on is None


def test_a_new_address_is_the_whole_familys(register):
    mother, child = register_person(register, MOTHER).value, register_person(register, AISYAH).value
    edit_person(register, child, replace(person_form(register, child), dusun="Sumber", address=""))
    assert [line.dusun for line in people_lines(register, [mother, child])] == ["Sumber", "Sumber"]
    assert family_of(register, mother).address == ""


def test_another_kk_number_moves_one_person_only(register):
    mother, child = register_person(register, MOTHER).value, register_person(register, AISYAH).value
    edit_person(register, child, replace(person_form(register, child), kk_number="3201010101010009", dusun="Sumber"))
    assert [line.dusun for line in people_lines(register, [mother, child])] == ["Krajan", "Sumber"]
    assert len(family_of(register, mother).members) == 1


@pytest.mark.parametrize(
    ("typed", "told"), [("320101010101000", "ada 15 angka"), ("32010101010100011", "17"), ("KK-belum", "bukan angka")]
)
def test_a_kk_number_has_sixteen_digits_or_is_not_known(register, typed, told):
    with pytest.raises(InputError, match=told) as refused:
        register_person(register, replace(AISYAH, kk_number=typed))
    assert refused.value.field == "kk_number"
    child = register_person(register, replace(AISYAH, kk_number="")).value
    with pytest.raises(InputError, match=told):
        edit_person(register, child, replace(person_form(register, child), kk_number=typed))
    assert person_form(register, child).kk_number == ""


def test_a_family_without_number_can_get_one(register):
    child = register_person(register, replace(AISYAH, kk_number="")).value
    edit_person(register, child, replace(person_form(register, child), kk_number=KK))
    assert person_form(register, child).kk_number == KK
    edit_person(register, child, replace(person_form(register, child), kk_number=""))
    assert person_form(register, child).kk_number == KK


def test_lists_are_filtered_ordered_and_paged(register, add_child):
    add_child("Citra", "2025-05-01", dusun="Krajan", mother_name="Wati")
    add_child("Bima", "2024-05-01", Sex.MALE, dusun="Sumber", mother_name="Nurhayati")
    add_child("Agus", "1990-05-01", Sex.MALE, dusun="Krajan")
    add_child("Dodi", "2023-05-01", Sex.MALE, status=LifeStatus.MOVED_AWAY, status_changed_on=date(2026, 1, 1))

    def names(**filters):
        page = list_people(register, **filters)
        return [line.name for line in page.lines], page.total

    assert names() == (["Agus", "Bima", "Citra"], 3)
    assert names(under_five_only=True) == (["Bima", "Citra"], 2)
    assert names(dusun="Krajan") == (["Agus", "Citra"], 2)
    assert names(order="age") == (["Citra", "Bima", "Agus"], 3)
    assert names(order="dusun", limit=1) == (["Agus"], 3)
    assert names(text="nurhayati") == (["Bima"], 1)
    assert names(text="tidak ada") == ([], 0)
    [posyandu] = list_posyandu(register)
    assert names(posyandu_id=posyandu.id)[1] == 3
    assert names(posyandu_id="lain")[1] == 0
    assert dusun_names(register) == ("Krajan", "Sumber")


def test_numbers_are_masked_unless_the_settings_say_otherwise(register):
    person_id = register_person(register, AISYAH).value
    [line] = people_lines(register, [person_id, "tidak ada"])
    assert (line.nik_masked, line.kk_masked) == ("3201********0001", "3201********0001")
    save_settings(register, Settings(mask_nik=False))
    [line] = people_lines(register, [person_id])
    assert (line.nik_masked, line.kk_masked) == (AISYAH.nik, KK)
    assert family_of(register, person_id).kk_masked == KK


def test_whoever_is_registered_is_found_at_once(register):
    person_id = register_person(register, AISYAH).value
    assert [line.id for line in search(register, "aisy")] == [person_id]
    edit_person(register, person_id, replace(person_form(register, person_id), name="Zulaikha"))
    assert [line.id for line in search(register, "zulai")] == [person_id]


def test_unknown_people_are_said_kindly(register):
    for ask in (person_form, family_of, growth_history):
        with pytest.raises(InputError):
            ask(register, "tidak ada")


def test_odd_niks_are_told_while_typing():
    assert nik_findings("3201014103260001", date(2026, 3, 1), Sex.FEMALE, today=date(2026, 11, 25)) == ()
    assert nik_findings("123", None, None)[0].asks_confirmation


def test_an_entry_that_was_merged_does_not_hold_its_nik_any_more(register):
    first = register_person(register, AISYAH).value
    again = replace(AISYAH, name="Aisah Putri", confirmation_reason="uji")
    merge(register, first, register_person(register, again).value)
    edit_person(register, first, replace(person_form(register, first), nik=""))
    assert register_person(register, replace(AISYAH, name="Bunga", kk_number="")).value
