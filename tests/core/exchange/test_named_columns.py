"""Every column has a name of its own that says where it stands in Excel."""

from datetime import datetime

import pytest

from core.exchange.named_columns import column_letter, column_names, under_names
from core.exchange.sheets import Sheet


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")])
def test_the_letters_are_those_over_the_columns_of_excel(place, letters):
    assert column_letter(place) == letters


def test_a_heading_that_comes_again_carries_its_letter_also_when_written_otherwise():
    assert column_names(["Nama", "NIK", "NAMA "], []) == ("Nama", "NIK", "NAMA (kolom C)")


def test_a_column_without_heading_is_named_when_something_stands_in_it():
    assert column_names(["Nama", None, ""], [["Ayu", None, 7, 0]]) == (
        "Nama",
        "",
        "Kolom C (tanpa judul)",
        "Kolom D (tanpa judul)",
    )


def test_the_names_stand_in_the_sheets_wherever_the_headings_do():
    heading = ("Nama", None, "Nama")
    sheet = Sheet("1", ((3, heading), (4, ("Ayu", "x", "Dewi")), (9, heading)), datetime(1899, 12, 30))
    other = Sheet("2", ((1, ("Lain",)),), datetime(1899, 12, 30))
    named = ("Nama", "Kolom B (tanpa judul)", "Nama (kolom C)")
    first, second = under_names([sheet, other], heading, named)
    assert first.rows == ((3, named), (4, ("Ayu", "x", "Dewi")), (9, named))
    assert second == other
