"""First start, the names of places, and the settings that travel with the register."""

from dataclasses import replace

import pytest

from core.errors import InputError
from core.services.register import Changed, open_register
from core.services.setup import (
    Settings,
    add_posyandu,
    change_places,
    is_set_up,
    list_posyandu,
    load_settings,
    save_settings,
    set_up,
)


@pytest.fixture
def empty(tmp_path):
    register = open_register(str(tmp_path / "kosong.db"))
    yield register
    register.close()


def test_a_new_register_asks_for_posyandu_and_village_only(empty):
    assert not is_set_up(empty)
    outcome = set_up(empty, posyandu=" Melati  1 ", village="Sukamaju")
    assert (outcome.value.name, outcome.value.village) == ("Melati 1", "Sukamaju")
    assert outcome.changed == {Changed.PLACES}
    assert is_set_up(empty)
    assert list_posyandu(empty) == (outcome.value,)


def test_a_name_too_long_for_its_column_is_refused(empty):
    with pytest.raises(InputError, match="terlalu panjang") as caught:
        set_up(empty, posyandu="M" * 121, village="Sukamaju")
    assert caught.value.field == "posyandu"
    assert not is_set_up(empty)


@pytest.mark.parametrize(("names", "field"), [(("", "Desa"), "posyandu"), (("Melati", "  "), "village")])
def test_an_empty_name_is_asked_for_in_its_own_field(empty, names, field):
    with pytest.raises(InputError, match="belum diisi") as caught:
        set_up(empty, posyandu=names[0], village=names[1])
    assert caught.value.field == field
    assert not is_set_up(empty)


def test_it_is_set_up_once(register):
    with pytest.raises(InputError, match="sudah disiapkan"):
        set_up(register, posyandu="Mawar", village="Lain")


def test_more_posyandu_by_name_and_no_name_twice(register):
    add_posyandu(register, "Anggrek")
    assert [one.name for one in list_posyandu(register)] == ["Anggrek", "Melati"]
    with pytest.raises(InputError, match="Sudah ada"):
        add_posyandu(register, "anggrek")


def test_the_word_posyandu_is_no_part_of_a_name_and_makes_no_second_posyandu(register):
    assert add_posyandu(register, "Posyandu Anggrek").value.name == "Anggrek"
    with pytest.raises(InputError, match="Sudah ada Posyandu Melati di desa ini"):
        add_posyandu(register, "posyandu Melati")
    [_, melati] = list_posyandu(register)
    assert change_places(register, replace(melati, name="Posyandu Melati Putih")).value.name == "Melati Putih"


def test_names_of_places_are_corrected(register):
    [view] = list_posyandu(register)
    changed = replace(view, name="Melati Putih", province="Jawa Barat")
    assert change_places(register, changed).value == changed
    assert list_posyandu(register) == (changed,)
    add_posyandu(register, "Anggrek")
    with pytest.raises(InputError, match="Sudah ada"):
        change_places(register, replace(changed, name="ANGGREK"))


def test_settings_begin_with_the_national_rules_and_are_kept(register, place):
    assert load_settings(register) == Settings()
    wanted = Settings(kms_edition="2010", o_breaks_two_t=False, font_percent=125, kader_name="Bu Sari", mask_nik=False)
    assert save_settings(register, wanted).changed == {Changed.SETTINGS}
    register.close()
    assert load_settings(open_register(str(place))) == wanted
    save_settings(register, Settings())
    assert load_settings(register) == Settings()


@pytest.mark.parametrize("wrong", [{"kms_edition": "1999"}, {"font_percent": 300}])
def test_a_choice_that_does_not_exist_is_refused(register, wrong):
    with pytest.raises(InputError) as caught:
        save_settings(register, replace(Settings(), **wrong))
    assert caught.value.field in wrong
