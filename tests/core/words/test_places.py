"""Names of places as people write them."""

import pytest

from core.words.places import posyandu_name, with_kind


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Melati", "Melati"),
        ("Posyandu Melati", "Melati"),
        (" POSYANDU  Melati  1 ", "Melati 1"),
        ("posyandu", "posyandu"),
        ("Posyandunya Ibu", "Posyandunya Ibu"),
        ("", ""),
    ],
)
def test_the_word_posyandu_is_no_part_of_the_name(typed, name):
    assert posyandu_name(typed) == name


@pytest.mark.parametrize(
    ("kind", "typed", "shown"),
    [
        ("Desa", "Sukamaju", "Desa Sukamaju"),
        ("Desa", "Desa  Sukamaju", "Desa Sukamaju"),
        ("Desa", "Kelurahan Mekar", "Kelurahan Mekar"),
        ("Desa", "Desaku", "Desa Desaku"),
        ("Kecamatan", "kec. Cibening", "kec. Cibening"),
        ("Puskesmas", "Puskesmas Cibening", "Puskesmas Cibening"),
        ("Dusun", "Krajan", "Dusun Krajan"),
        ("Desa", " ", ""),
    ],
)
def test_the_kind_of_a_place_is_said_once(kind, typed, shown):
    assert with_kind(kind, typed) == shown
