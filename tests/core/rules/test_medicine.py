"""R-KR-OBAT: worked examples."""

import pytest

from tests.core.rules.filled import colour, fill, result, verdict


@pytest.mark.parametrize(
    ("diagnosed", "medicine", "taken", "wanted"),
    [
        (True, True, False, "TIDAK_PATUH"),
        (True, False, None, "PUTUS_OBAT"),
        (True, True, True, "PATUH"),
        (False, None, None, "TANPA_DIAGNOSIS"),
        (True, True, None, None),
        (None, True, True, None),
    ],
)
@pytest.mark.parametrize(
    ("form", "prefix"), [("kunjungan-dewasa", "ht"), ("kunjungan-lansia", "dm"), ("kunjungan-tbc", "tbc")]
)
def test_r_kr_obat(form, prefix, diagnosed, medicine, taken, wanted):
    answers = {f"{prefix}_diagnosed": diagnosed, f"{prefix}_medicine": medicine, f"{prefix}_taken": taken}
    assert result(fill(form, answers), f"{prefix}_adherence") == wanted


def test_r_kr_obat_names_the_illness():
    found = fill("kunjungan-dewasa", {"ht_diagnosed": True, "ht_medicine": True, "ht_taken": False})
    assert verdict(found, "ht_adherence").label == "Darah tinggi: tidak patuh minum obat"


def test_r_kr_obat_tbc_not_taken_comes_first():
    found = fill("kunjungan-tbc", {"tbc_diagnosed": True, "tbc_medicine": True, "tbc_taken": False})
    assert (colour(found, "tbc_adherence"), found.refer) == ("merah", True)
