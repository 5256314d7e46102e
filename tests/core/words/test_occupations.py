import pytest

from core.words.occupations import occupation_code, occupation_name


@pytest.mark.parametrize(
    ("code", "name"),
    [("2", "Mengurus rumah tangga"), ("9", "Petani/pekebun"), ("65", "Guru"), ("84", "Pedagang"), ("89", "Lainnya")],
)
def test_codes_of_the_family_card(code, name):
    assert occupation_name(code) == name
    assert occupation_code(name.upper()) == code


def test_the_wording_of_population_files():
    assert occupation_code("PEGAWAI NEGERI SIPIL (PNS)") == "5"
    assert occupation_code("MENGURUS  RUMAH TANGGA") == "2"


@pytest.mark.parametrize("code", ["", "0", "90", "x", "-1"])
def test_no_such_code_has_no_name(code):
    assert occupation_name(code) == ""
    assert occupation_code("Penjinak naga") == ""
