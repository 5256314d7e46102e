import pytest

from core.exchange.joined_cells import split_joined, split_parents


@pytest.mark.parametrize(
    ("text", "father", "mother"),
    [
        ("BUDI / SITI", "BUDI", "SITI"),
        ("Budi/Siti", "Budi", "Siti"),
        ("Budi & Siti", "Budi", "Siti"),
        ("Budi dan Siti Aminah", "Budi", "Siti Aminah"),
        ("- / SITI", "", "SITI"),
        ("BUDI / -", "BUDI", ""),
    ],
)
def test_father_and_mother_in_one_cell(text, father, mother):
    assert split_parents(text) == {"nama_ayah": father, "nama_ibu": mother}


def test_a_single_parent_is_the_mother():
    assert split_parents("Siti Aminah") == {"nama_ibu": "Siti Aminah"}
    assert split_parents("") == {}


@pytest.mark.parametrize(
    ("cell", "place", "day"),
    [
        ("Bandung, 01-02-1990", "Bandung", "01-02-1990"),
        ("BANDUNG, 1 Januari 1990", "BANDUNG", "1 Januari 1990"),
        ("Kab. Garut / 1990-02-01", "Kab. Garut", "1990-02-01"),
        ("02/01/1990", "", "02/01/1990"),
    ],
)
def test_place_and_date_of_birth_in_one_cell(cell, place, day):
    cells = split_joined({"ttl": cell})
    assert (cells["tempatlahir"], cells["tanggallahir"]) == (place, day)


def test_rt_and_rw_in_one_cell_but_a_column_of_its_own_wins():
    assert split_joined({"rt_rw": "003/001"}) == {"rt_rw": "003/001", "rt": "003", "rw": "001"}
    assert split_joined({"rt_rw": "RT 03 / RW 01", "rt": "05"})["rt"] == "05"
    assert "rt" not in split_joined({"rt_rw": "tidak tahu"})
