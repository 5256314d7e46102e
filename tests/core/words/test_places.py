"""Names of places as people write them."""

import pytest

from core.words.places import posyandu_name


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
